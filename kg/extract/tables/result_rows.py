"""Results in tables: columns of what was reached ("Thực hiện năm 2024"), cells that tell it in words, and lists of
bodies with their shares under a title of results.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.atoms.dates import dates
from kg.extract.lexicon import alternatives, phrases, words_of
from kg.extract.rules.periods import is_ahead_of
from kg.extract.rules.results import told_in
from kg.extract.tables.bodies import bodies_in
from kg.extract.tables.grid import Grid, lines, words
from kg.extract.tables.page import Page
from kg.extract.tables.target_rows import comparator_of, plain_unit, unit_of
from kg.extract.tables.values import values_in
from kg.extract.types import BodyName, DateValue, ResultFound
from kg.model import Cell, Span, Table
from kg.text import fold, squeeze

RULE = "table.result"
_SHARE = re.compile(r"[*\s]*\d{1,3}(?:[.,]\d+)?\s*%?[*\s]*")
_OVER = 3


def reached_rows(page: Page, grid: Grid) -> Iterator[ResultFound]:
    """What a table of indicators tells as reached beside what is aimed at, each column of another period."""
    text, reading = page.reading.document.text, page.reading
    for line in lines(text, grid):
        cell, unit_cell = line.cells.get("indicator"), line.cells.get("unit")
        if cell is None or page.passage(cell) is None:
            continue
        name = words(text, cell).replace("*", "")
        for column, told in line.told:
            found = values_in(text[told.span.start : told.span.end])
            if len(found) != 1 or found[0].upper is not None:  # "3; 50", "16 - 18": not one value
                continue
            item = found[0]
            unit = plain_unit(words(text, unit_cell).strip("*_ ") or item.unit or unit_of(name, item))
            heading = f"{column.parent} {column.heading}"
            period = _period(heading, reading.document.date)
            tells = words_of("results", "tables", "told").search(fold(heading))
            if is_ahead_of(period, reading.document.date) and not tells:
                continue  # "Quý I/2026" in a plan of January
            evidence = reading.within(told, _row(cell, told), RULE)
            yield ResultFound(name, comparator_of(name, item), item.number, unit, period, (), evidence)


def _row(first: Cell, last: Cell) -> Span:
    """From the cell that says of what, or of whom, to the number."""
    return Span(min(first.span.start, last.span.start), max(first.span.end, last.span.end))


def told_cells(page: Page, grid: Grid) -> Iterator[ResultFound]:
    """What the cells of a report on tasks tell: "Có 34/34 địa phương hoàn thành việc …"."""
    for line in lines(page.reading.document.text, grid):
        passage = page.passage(line.cells.get("result"))
        if passage is not None:
            yield from told_in(page.reading, passage)


def _period(heading: str, today: str | None) -> str | None:
    """The one period of a heading: "Thực hiện năm 2024" → 2024."""
    found = {a.value.due.edtf for a in dates(heading, fold(heading), today) if isinstance(a.value, DateValue)}
    return found.pop() if len(found) == 1 else None


def shares_of_bodies(page: Page, table: Table) -> Iterator[ResultFound]:
    """A list of bodies with one column of shares, under a title of results: "Địa phương | … | Tỷ lệ"."""
    title, text = _title(page), page.reading.document.text
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    heads = [words(text, c).replace("*", "") for c in rows.get(min(rows, default=0), ())]
    shares = [i for i, h in enumerate(heads) if fold(h).startswith(phrases("results", "tables", "shares"))]
    bodies = [i for i, h in enumerate(heads) if fold(h).strip(" *") in phrases("results", "tables", "bodies")]
    if not title or len(shares) != 1 or len(bodies) != 1 or bodies[0] > shares[0]:
        return
    own = re.sub(r"\s*\(%\)\s*$", "", heads[shares[0]])
    name = own if len(own.split()) > _OVER else f"tỷ lệ {title}"
    behind = len(heads) - shares[0]
    width = Counter(len(r) for r in rows.values()).most_common(1)[0][0]
    for row in rows.values():
        if len(row) == width:
            yield from _share(page, row[bodies[0]], row[width - behind], name)


def _share(page: Page, who: Cell, share: Cell, name: str) -> Iterator[ResultFound]:
    written = page.reading.document.text[share.span.start : share.span.end]
    bodies = bodies_in(page.reading, page.passage(who))
    named = tuple(a for a in bodies if isinstance(a.value, BodyName) and a.value.form in ("named", "place"))
    found = values_in(written) if _SHARE.fullmatch(written) else []
    if len(named) == 1 and len(found) == 1:
        evidence = page.reading.within(share, _row(who, share), RULE)
        yield ResultFound(name, "=", found[0].number, "%", None, named, evidence)


def _title(page: Page) -> str:
    """What the nearest title says was done: "Tổng hợp kết quả thực hiện giải quyết thủ tục …" → "giải quyết …"."""
    opener = re.compile(rf"[\W\d]*{alternatives('results', 'tables', 'titles')}\s+")
    for title in page.titles:
        said = page.words(title).strip("* ")
        match = opener.match(said)
        if match:
            return squeeze(said[match.end() :]).strip("* .")
    return ""
