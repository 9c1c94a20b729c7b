"""Tables as wide as the terminal: numbers to the right, no number and no word of a heading cut."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.cli.output import is_terminal
from kg.cli.text import width

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# Between columns.
_GAP = 2
_TEXT = 24
_HEADING = 14


class Column(NamedTuple):
    """A column as it is shown: its cells on one line each, the last one the total where there is one."""

    title: str
    cells: Sequence[str]
    right: bool = False


def console(columns: int, colours: bool) -> Console:
    """What writes into a string; with colours only where a terminal reads it and NO_COLOR is not set."""
    from rich.console import Console

    on = colours and is_terminal() and not os.environ.get("NO_COLOR")
    return Console(
        file=io.StringIO(), width=columns, color_system="standard" if on else None, force_terminal=on, markup=False,
        highlight=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def written(made: Console) -> bytes:
    """What was written, without spaces at the ends of lines."""
    text: str = made.file.getvalue()  # type: ignore[attr-defined]
    return ("\n".join(line.rstrip() for line in text.splitlines()) + "\n").encode()


def styled(text: str, style: str = "") -> Text:
    """Text that is never read as markup."""
    from rich.text import Text

    return Text(text, style=style)


def fitted(columns: Sequence[Column], most: int, total: bool = False) -> tuple[Table, int]:
    """A table of the columns that fit, and how many do not."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    widths = _widths(columns, most)
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, show_footer=total, padding=(0, 1, 0, 0))
    for column, wide in zip(columns, widths, strict=False):
        side: Any = "right" if column.right else "left"
        foot = styled(column.cells[-1], "bold") if total else ""
        made.add_column(styled(column.title, "bold"), foot, justify=side, width=wide, overflow="fold")
    for row in zip(*(column.cells[: len(column.cells) - total] for column in columns[: len(widths)]), strict=True):
        made.add_row(*map(styled, row))
    return made, len(columns) - len(widths)


def _widths(columns: Sequence[Column], most: int) -> list[int]:
    """What is left over goes to the texts, then to headings that are broken into many lines."""
    least, whole = [], []
    for column in columns:
        longest = max(map(width, [column.title, *column.cells]))
        heading = max(map(width, column.title.split()), default=1)
        needed = max([heading, *(map(width, column.cells) if column.right else [])])
        least.append(needed if column.right else min(longest, max(needed, _TEXT)))
        whole.append(max(needed, min(_HEADING, width(column.title))) if column.right else longest)
    fitting = next((n for n in range(len(columns), 1, -1) if sum(least[:n]) + _GAP * n <= most), 1)
    widths, rest = least[:fitting], most - sum(least[:fitting]) - _GAP * fitting
    for right in (False, True):
        rest = _shared(widths, whole, rest, [i for i in range(fitting) if columns[i].right is right])
    return [min(one, most) for one in widths]


def _shared(widths: list[int], whole: Sequence[int], rest: int, chosen: Sequence[int]) -> int:
    """Gives what is left to the columns in turns; what is left then."""
    while rest > 0 and (short := [i for i in chosen if widths[i] < whole[i]]):
        for index in short[:rest]:
            widths[index] += 1
        rest -= min(rest, len(short))
    return rest
