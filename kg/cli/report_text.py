"""A report on a terminal: tables as wide as it is, numbers to the right, colours only where somebody looks."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.ask.phrases import Phrases
from kg.cli.output import is_terminal
from kg.cli.render import block
from kg.cli.text import fields, one_line, width, wrap
from kg.errors import WrongFormat
from kg.reports.table import RIGHT, Column, Report, Row, Section
from kg.reports.words import counted, heading, note_text, preamble, readable, section_title, title, told, wording

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# Between columns.
_GAP = 2
_TEXT = 24


def as_text(report: Report, language: str, columns: int, limit: int, section: str | None, *, colours: bool) -> bytes:
    """All sections, or the one that is named; ``limit`` rows of each, all of them for 0.

    ``WrongFormat`` for a section that the report does not have.
    """
    say = wording(language)
    chosen = [one for one in report.sections if section in (None, one.key)]
    if not chosen:
        raise WrongFormat(format=section, choices=", ".join(one.key for one in report.sections))
    console = _console(columns, colours and is_terminal())
    console.print(_styled(title(report, say).upper(), "bold"))
    for line in preamble(report, say):
        console.print(wrap(one_line(line), columns), soft_wrap=True)
    for one in chosen:
        console.print()
        console.print(_styled(one_line(section_title(report, one, say)), "bold"), soft_wrap=True)
        _section(console, one, say, columns, limit)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def _console(columns: int, colours: bool) -> Console:
    from rich.console import Console

    on = colours and not os.environ.get("NO_COLOR")
    return Console(
        file=io.StringIO(), width=columns, color_system="standard" if on else None, force_terminal=on, markup=False,
        highlight=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def _styled(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(text, style=style)


def _section(console: Console, section: Section, say: Phrases, columns: int, limit: int) -> None:
    limit = 0 if section.whole else limit
    if not section.rows:
        console.print(say("empty"))
    else:
        if section.long:
            console.print("\n\n".join(_paragraphs(section, say, columns, limit)), soft_wrap=True)
            hidden = 0
        else:
            table, hidden = _table(section, say, columns, limit)
            console.print(table)
        notes = [counted(say, "note.columns", hidden)] if hidden else []
        if limit and len(section.rows) > limit:
            notes.append(counted(say, "note.rows", len(section.rows) - limit))
        for line in notes:
            console.print(wrap(line, columns), soft_wrap=True)
    for note in section.notes:
        console.print(wrap(one_line(note_text(note, say)), columns), soft_wrap=True)


def _narrow(section: Section) -> tuple[tuple[Column, ...], tuple[Row, ...], Row | None]:
    """Without what is too wide for a terminal, and without rare columns that hold nothing."""
    columns, rows, total = readable(section)
    kept = [i for i, column in enumerate(columns) if not column.wide]

    def cut(row: Row) -> Row:
        return tuple(row[i] for i in kept)

    return tuple(columns[i] for i in kept), tuple(map(cut, rows)), cut(total) if total else None


def _paragraphs(section: Section, say: Phrases, columns: int, limit: int) -> list[str]:
    """A paragraph a row: its first cell, then under it what the other columns say, with their names."""
    kept, rows, _ = _narrow(section)
    shown = rows[: limit or None]
    right = len(str(len(shown)))
    found = []
    for number, row in enumerate(shown, 1):
        mark = f"{number:>{right}}. "
        indent = " " * len(mark)
        pairs = [(heading(c, say), one_line(told(cell, say))) for c, cell in zip(kept[1:], row[1:], strict=True)]
        first = block(one_line(told(row[0], say)), columns, mark)
        found.append("\n".join([first, fields([p for p in pairs if p[1]], columns, indent)]))
    return found


def _table(section: Section, say: Phrases, most: int, limit: int) -> tuple[Table, int]:
    """The table with the columns that fit, and how many do not."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    columns, rows, total = _narrow(section)
    shown = rows[: limit or None]
    cells = [
        [one_line(told(row[i], say)) for row in (*shown, *([total] if total else []))] for i in range(len(columns))
    ]
    titles = [one_line(heading(column, say)) for column in columns]
    widths = _widths(columns, titles, cells, most)
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, show_footer=total is not None, padding=(0, 1, 0, 0))
    for column, name, own, wide in zip(columns, titles, cells, widths, strict=False):
        side: Any = "right" if column.kind in RIGHT else "left"
        made.add_column(_styled(name, "bold"), _styled(own[-1], "bold") if total else "", justify=side, width=wide)
    for index in range(len(shown)):
        made.add_row(*(_styled(own[index], "") for own in cells[: len(widths)]))
    return made, len(columns) - len(widths)


def _widths(columns: Sequence[Column], titles: list[str], cells: list[list[str]], most: int) -> list[int]:
    """The width of each column that fits: no number and no word of a heading is cut; what is left goes to the texts."""
    least, whole = [], []
    for column, name, own in zip(columns, titles, cells, strict=True):
        longest = max(map(width, [name, *own]))
        words = [word for text in ([name, *own] if column.kind == "text" else [name]) for word in text.split()]
        needed = max(map(width, words), default=1)
        least.append(min(longest, max(needed, _TEXT)) if column.kind == "text" else max(needed, *map(width, own)))
        whole.append(longest if column.kind == "text" else least[-1])
    fitting = next((n for n in range(len(columns), 1, -1) if sum(least[:n]) + _GAP * n <= most), 1)
    widths, rest = least[:fitting], most - sum(least[:fitting]) - _GAP * fitting
    for index in range(fitting):
        more = max(0, min(rest, whole[index] - widths[index]))
        widths[index] += more
        rest -= more
    return widths
