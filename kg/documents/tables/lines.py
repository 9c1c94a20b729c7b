"""Tables that were copied without their rules: one cell a line, under one title of a column a line.

    STT
    Nhiệm vụ
    Cơ quan chủ trì
    1
    Xây dựng đề án …
    Bộ Tư pháp

A row opens with its number alone on a line. Which column a line belongs to is only known where a row has as many lines
as the table has columns: a row with one line is a section's title, of any other only the number and the first line are
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents.tables.bars import ORDINAL
from kg.documents.tables.trim import trimmed
from kg.model import Cell, Span, Table

LEAST_COLUMNS, MOST_COLUMNS, LEAST_ROWS = 3, 10, 2
TITLED = 2
LEAST_EXACT = 0.6
LONGEST_TITLE = 80
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ORDINAL = re.compile(rf"\W*(?:{ORDINAL.pattern})\W*", re.I)
_NUMBER = re.compile(r"[*_ ]*(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[IVXLC]{1,6}[.)]?|[A-Z][.)]?|[a-zđ][.)])[*_ ]*")
_RULE = re.compile(r"[\s|:-]+")


def line_tables(text: str) -> Iterator[Table]:
    """The tables of a text that stand one cell a line."""
    lines = [Span(*m.span()) for m in _LINE.finditer(text)]
    i = 0
    while i < len(lines):
        heading, first = _heading(text, lines, i)
        found = _table(text, lines, i, heading, first) if heading else None
        if found:
            yield found[0]
        i = found[1] if found else i + 1


def _heading(text: str, lines: Sequence[Span], i: int) -> tuple[list[Span], int]:
    """The titles of the columns from line ``i``, and the line of the first number below them; none where it is no
    heading. The first titles may stand in a row between bars, as Markdown has them.
    """
    titles, place = _first_titles(text, lines[i]), i + 1
    if not titles:
        return [], i
    while place < len(lines) and place - i <= MOST_COLUMNS:
        words = text[lines[place].start : lines[place].end].strip()
        if _NUMBER.fullmatch(words):
            return (titles, place) if LEAST_COLUMNS <= len(titles) <= MOST_COLUMNS and place > i + 1 else ([], i)
        if not _RULE.fullmatch(words):
            if "|" in words or len(words) > LONGEST_TITLE or words.endswith((".", ":", ";")):
                return [], i
            titles.append(trimmed(text, lines[place].start, lines[place].end))
        place += 1
    return [], i


def _first_titles(text: str, line: Span) -> list[Span]:
    words = text[line.start : line.end]
    if _ORDINAL.fullmatch(words):
        return [trimmed(text, line.start, line.end)]
    if not words.lstrip().startswith("|"):
        return []
    cells = [Span(line.start + m.start(), line.start + m.end()) for m in re.finditer(r"[^|]*[^|\s][^|]*", words)]
    barred = cells and _ORDINAL.fullmatch(text, cells[0].start, cells[0].end)
    return [trimmed(text, c.start, c.end) for c in cells] if barred else []


def _table(
    text: str, lines: Sequence[Span], start: int, heading: Sequence[Span], first: int
) -> tuple[Table, int] | None:
    """The table under a heading, and the line behind it; None where too few of its rows are whole."""
    rows, place, whole, broken = [list(heading)], first, 0, 0
    while place < len(lines) and _is_number(text, lines[place]):
        end = next((n for n in range(place + 1, len(lines)) if _ends_row(text, lines[n])), len(lines))
        last = end == len(lines) or not _is_number(text, lines[end])
        taken = min(end - place, len(heading)) if last else end - place
        exact, section = taken == len(heading), taken == TITLED
        row = [trimmed(text, s.start, s.end) for s in lines[place : place + (taken if exact else TITLED)]]
        rows.append(row if exact or section else row + [Span(row[-1].end, row[-1].end)] * (len(heading) - len(row)))
        whole, broken = whole + exact, broken + (not exact and not section)
        place += taken
    if whole < LEAST_ROWS or whole < LEAST_EXACT * (whole + broken):
        return None
    cells = tuple(Cell(span, r, c) for r, row in enumerate(rows) for c, span in enumerate(row))
    return Table(Span(lines[start].start, lines[place - 1].end), cells), place


def _ends_row(text: str, line: Span) -> bool:
    """The number of the next row; or the heading of another table, so that no line is read for more than one."""
    return _is_number(text, line) or bool(_first_titles(text, line))


def _is_number(text: str, line: Span) -> bool:
    return _NUMBER.fullmatch(text, line.start, line.end) is not None
