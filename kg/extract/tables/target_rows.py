"""Rows of tables of targets → targets: the indicator's cell is the quote, the number and the body have cells of
their own, the year comes from the column, else the group row, else the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.atoms.quantities import comparators
from kg.extract.context import Passage
from kg.extract.tables.bodies import bodies_in
from kg.extract.tables.columns import YEAR, Column
from kg.extract.tables.dues import due_in
from kg.extract.tables.grid import Grid, Line, lines
from kg.extract.tables.joint import leads_above
from kg.extract.tables.page import Page
from kg.extract.tables.values import Value, values_in
from kg.extract.types import Atom, TargetFound
from kg.model import Cell, Due, Evidence, Span
from kg.text import fold, lower_first, squeeze

RULE = "table.target"
_COUNTED = re.compile(r"^số(?:\s+lượng)?\s+(?=\w)")
_UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,25})\)\s*$")


def target_rows(page: Page, grid: Grid) -> Iterator[TargetFound]:
    """The targets of one table, in order of its rows."""
    above = leads_above(page)
    for line in lines(page.reading.document.text, grid):
        cell = line.cells.get("indicator") or line.cells.get("task")
        if cell is None or page.passage(cell) is None:
            continue
        bodies = _bodies(page, line) or above
        for column, value in line.values:
            due = _due(page, line, column)
            yield from _targets(page, line, cell, value, bodies, due)


def _bodies(page: Page, line: Line) -> tuple[Atom, ...]:
    for meaning in ("lead", "oversight", "joint"):
        found = bodies_in(page.reading, page.passage(line.cells.get(meaning)))
        if found:
            return found
    return ()


def _targets(
    page: Page, line: Line, cell: Cell, value: Cell, bodies: tuple[Atom, ...], due: Due | None
) -> Iterator[TargetFound]:
    text = page.reading.document.text
    name = squeeze(text[cell.span.start : cell.span.end].replace("*", ""))
    written = text[value.span.start : value.span.end]
    unit_cell = line.cells.get("unit")
    unit = squeeze(text[unit_cell.span.start : unit_cell.span.end]).strip("*_ ") if unit_cell else ""
    found = values_in(written)
    for item in found:
        own = plain_unit(unit or item.unit or unit_of(name, item))
        named = f"{name} ({item.of})" if item.of and len(found) > 1 and len(item.of.split()) <= 6 else name
        said = page.reading.within(value, Span(value.span.start + item.start, value.span.start + item.end), RULE)
        evidence = page.reading.cell(cell, RULE, 0.95)
        yield TargetFound(
            named, comparator_of(name, item), item.number, own, due, bodies, evidence,
            (("value", said), *_of_bodies(page, line, bodies)), item.upper,
        )  # fmt: skip


def comparator_of(name: str, item: Value) -> str:
    """The comparator beside the number, else the word with which the indicator ends: "… đạt tối thiểu"."""
    if item.comparator != "=":
        return item.comparator
    return next((c for w, c in comparators() if fold(name).endswith(f" {w}")), "=")


def _of_bodies(page: Page, line: Line, bodies: tuple[Atom, ...]) -> tuple[tuple[str, Evidence], ...]:
    cell = next((line.cells[m] for m in ("lead", "oversight", "joint") if m in line.cells), None)
    return (("lead", page.reading.cell(cell, RULE)),) if bodies and cell else ()


def plain_unit(written: str) -> str:
    """A unit as it stands in a sentence: "Doanh nghiệp" → "doanh nghiệp", "Số doanh nghiệp/1000 dân" → "doanh
    nghiệp/1000 dân"; symbols ("GWh", "Mbps") as they are.
    """
    word = written.partition(" ")[0]
    spelt = word[1:].islower() and (" " in written or not written.isascii())
    plain = lower_first(written) if spelt else written
    return _COUNTED.sub("", plain)


def unit_of(name: str, value: Value) -> str:
    """The unit that the indicator's name ends with, "(%)", or the first words after the number: "120 xã"."""
    match = _UNIT_IN_NAME.search(name)
    if match:
        return match["unit"].strip()
    return " ".join(value.of.split()[:3]) if len(value.of.split()) <= 3 else ""


def _due(page: Page, line: Line, column: Column) -> Due | None:
    """When it is to be reached: the column's heading, the row's own deadline, the group row, the title."""
    anchor = page.reading.document.date
    for heading in (column.heading, column.parent):
        if YEAR.search(heading) and (due := due_in(_dates_only(heading), anchor)) and due.edtf:
            return due
    own = line.cells.get("due")
    texts = [own, *reversed(line.above)]
    for cell in texts:
        if cell is not None:
            words = page.reading.document.text[cell.span.start : cell.span.end]
            if YEAR.search(words) and (due := due_in(_dates_only(words), anchor)) and due.edtf:
                return due
    return next((d for t in page.titles if (d := _of_title(page, t))), None)


def _of_title(page: Page, title: Passage) -> Due | None:
    """ "Chỉ tiêu phát triển chính quyền số đến năm 2030"; not the date of the document in brackets."""
    words = page.words(title)
    if words.strip("*_").startswith("("):
        return None
    due = due_in(_dates_only(re.sub(r"(?:số|ngày)\s[^,;]*?\d{4}[^\s,;]*", " ", words)), None)
    return due if due and due.edtf and len(due.edtf) in (4, 9) else None


def _dates_only(heading: str) -> str:
    """The period or year of a heading with the word before it: "Mục tiêu đến năm 2030" → "đến năm 2030"."""
    match = re.search(
        r"(?:(?:đến|trong|giai\s+đoạn|hết)\s+)*(?:năm\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?", heading, re.I
    )
    return match.group() if match else ""


def in_task_cells(
    found: Iterator[TargetFound], due: Due | None, bodies: tuple[Atom, ...], *, passage_dated: bool
) -> Iterator[TargetFound]:
    """Targets that the words of a task's cell say, with the row's lead, and its deadline where the words name no
    date."""
    dated = due if due is not None and due.edtf and not passage_dated else None
    for target in found:
        evidence = replace(target.evidence, method="table")
        yield replace(target, due=target.due or dated, bodies=target.bodies or bodies, evidence=evidence)
