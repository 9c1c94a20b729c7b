"""A report on a terminal: tables as wide as it is, numbers to the right, colours only where somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.phrases import Phrases
from kg.cli.fitted import Column as Shown
from kg.cli.fitted import console, fitted, styled, written
from kg.cli.render import block
from kg.cli.text import fields, one_line, wrap
from kg.reports.table import RIGHT, Column, Report, Row, Section
from kg.reports.words import counted, heading, note_text, preamble, readable, section_title, title, told, wording

if TYPE_CHECKING:
    from rich.console import Console


def as_text(report: Report, language: str, columns: int, limit: int, *, colours: bool) -> bytes:
    """All sections; ``limit`` rows of each, all of them for 0."""
    say = wording(language)
    out = console(columns, colours)
    out.print(styled(title(report, say).upper(), "bold"))
    for line in preamble(report, say):
        out.print(wrap(one_line(line), columns), soft_wrap=True)
    for one in report.sections:
        out.print()
        out.print(styled(one_line(section_title(report, one, say)), "bold"), soft_wrap=True)
        _section(out, one, say, columns, limit)
    return written(out)


def _section(out: Console, section: Section, say: Phrases, columns: int, limit: int) -> None:
    limit = 0 if section.whole else limit
    if not section.rows:
        out.print(say("empty"))
    else:
        if section.long:
            out.print("\n\n".join(_paragraphs(section, say, columns, limit)), soft_wrap=True)
            hidden = 0
        else:
            shown = _columns(section, say, limit)
            table, hidden = fitted(shown, columns, section.total is not None)
            out.print(table)
            for line in _coded(section, say, len(shown) - hidden):
                out.print(wrap(line, columns), soft_wrap=True)
        notes = [counted(say, "note.columns", hidden)] if hidden else []
        if limit and len(section.rows) > limit:
            notes.append(counted(say, "note.rows", len(section.rows) - limit))
        for line in notes:
            out.print(wrap(line, columns), soft_wrap=True)
    for note in section.notes:
        out.print(wrap(one_line(note_text(note, say)), columns), soft_wrap=True)


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


def _head(section: Section, column: Column, say: Phrases) -> str:
    """A column of a matrix, which holds marks, is headed by its number: names would leave room for two or three."""
    marks = [one for one in section.columns if one.kind == "mark"]
    return str(marks.index(column) + 1) if column in marks else one_line(heading(column, say))


def _coded(section: Section, say: Phrases, shown: int) -> list[str]:
    """Whom the numbers at the head of a matrix stand for: ``1 Bộ Công an; 2 …``, of the columns that are shown."""
    columns = [one for one in _narrow(section)[0][:shown] if one.kind == "mark"]
    named = "; ".join(f"{_head(section, one, say)} {one_line(heading(one, say))}" for one in columns)
    return [say("note.coded", columns=named)] if named else []


def _columns(section: Section, say: Phrases, limit: int) -> list[Shown]:
    columns, rows, total = _narrow(section)
    shown = (*rows[: limit or None], *([total] if total else []))
    return [
        Shown(_head(section, column, say), [one_line(told(row[i], say)) for row in shown], column.kind in RIGHT)
        for i, column in enumerate(columns)
    ]
