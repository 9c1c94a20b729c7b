"""The numbered rows of tables: what an office cites as "Phụ lục II, mục 3"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.model import Cell, Span, Table

LEAST_ROWS = 2
# Digits, Roman digits or one letter, on several levels: "12", "III.1", "11.2", "a".
_NUMBER = re.compile(r"(?:[IVXLC]+|\d{1,4}|[A-ZĐa-zđ])(?:\.\d{1,3})*")
_AROUND = " .)(*_\n"


def numbered_rows(text: str, table: Table) -> list[tuple[Span, str]]:
    """The rows whose first cell is a number, each with its stretch and that number.

    Where numbers begin anew under each group ("I", "II"), a row bears its group's number too: "II.3".
    """
    rows = list(_rows(text, table))
    if len(rows) < LEAST_ROWS:
        return []
    plain = [number for _, number in rows]
    if len(set(plain)) == len(plain):
        return rows
    found, group = [], ""
    for span, number in rows:
        if number[:1].isdigit() and "." not in number:
            found.append((span, f"{group}.{number}" if group else number))
        else:
            group = number if not number[:1].isdigit() else group
            found.append((span, number))
    return found


def _rows(text: str, table: Table) -> Iterator[tuple[Span, str]]:
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        cells[cell.row].append(cell)
    for row in sorted(cells):
        first, last = cells[row][0], cells[row][-1]
        number = text[first.span.start : first.span.end].strip(_AROUND)
        if first.column == 0 and _NUMBER.fullmatch(number) and len(cells[row]) > 1:
            yield Span(first.span.start, max(last.span.end, first.span.end)), number
