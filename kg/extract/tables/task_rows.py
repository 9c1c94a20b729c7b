"""Rows of task tables → tasks: the task's cell is the quote; lead, support, deadline, product and status have cells
of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.context import Passage
from kg.extract.lexicon import phrases, table
from kg.extract.patterns import search
from kg.extract.rules.directives import head_of
from kg.extract.rules.dues import due_of
from kg.extract.rules.parties import leads_of
from kg.extract.tables.bodies import bodies_in
from kg.extract.tables.dues import due_in
from kg.extract.tables.grid import Grid, Line, lines
from kg.extract.tables.joint import is_joint, joint_bodies, leads_above
from kg.extract.tables.page import Page
from kg.extract.types import Atom, DocName, TaskFound
from kg.model import Cell, Due, Evidence, Reported
from kg.text import fold

RULE = "table.task"
HELPERS = "cooperate support:bodies"


@dataclass(frozen=True)
class _Shared:
    """What the title and the columns say for all rows: the status of a list of overdue tasks, who gave them."""

    reported: Reported | None
    mandate: Atom | None
    leads: tuple[Atom, ...]


def task_rows(page: Page, grid: Grid) -> Iterator[TaskFound]:
    """The tasks of one table, in order of its rows."""
    shared = _Shared(_reported_of_title(page), _mandate_of_title(page, grid), leads_above(page))
    for line in lines(page.reading.document.text, grid):
        cell = line.cells.get("task")
        passage = page.passage(cell)
        if cell is not None and passage is not None and _says_what(page, passage):
            yield _task(page, grid, line, cell, passage, shared)


def _says_what(page: Page, passage: Passage) -> bool:
    return len(page.words(passage).split()) > 1 and any(c.isalpha() for c in page.words(passage))


def _task(page: Page, grid: Grid, line: Line, cell: Cell, passage: Passage, shared: _Shared) -> TaskFound:
    reading = page.reading
    leads, support, who = _bodies(page, grid, line, passage, shared)
    due, when = _due(page, line, passage)
    mandate, by = _mandate(page, line)
    oversight = bodies_in(reading, page.passage(line.cells.get("oversight")))
    cells = [*who, *when, *by]
    if oversight:
        cells.append(("oversight", reading.cell(line.cells["oversight"], RULE)))
    output = line.cells.get("output")
    return TaskFound(
        leads,
        tuple(a for a in support if a.value not in {b.value for b in leads}),
        oversight,
        mandate or shared.mandate,
        due,
        reading.cell(cell, RULE, 0.95 if leads else 0.85),
        reading.cell(output, RULE) if output and page.words_of(output.span) else None,
        _reported(page, line) or shared.reported,
        tuple(cells),
    )


def _bodies(
    page: Page, grid: Grid, line: Line, passage: Passage, shared: _Shared
) -> tuple[tuple[Atom, ...], tuple[Atom, ...], list[tuple[str, Evidence]]]:
    """Who leads and who helps: the columns for it, else the task's own words, else the group row's body."""
    reading = page.reading
    lead, help_ = line.cells.get("lead"), line.cells.get("support")
    leads, support = bodies_in(reading, page.passage(lead)), bodies_in(reading, page.passage(help_))
    cells = [(k, reading.cell(c, RULE)) for k, c, found in (("lead", lead, leads), ("support", help_, support))
             if c and found]  # fmt: skip
    joint = line.cells.get("joint") or (lead if is_joint(reading, page.passage(lead)) else None)
    if joint is not None:
        leads, helpers_there = joint_bodies(reading, page.passage(joint))
        support = (*support, *helpers_there)
        cells = [(k, reading.cell(joint, RULE)) for k, found in (("lead", leads), ("support", support)) if found]
    tokens = reading.tokens(passage, passage.block.body)
    if not support and (helpers := search(HELPERS, tokens)):
        support = leads_of(helpers.tokens("support"))
    if not leads and not (grid.has("lead") and lead):
        head = head_of(tokens)
        leads = head.leads if head else ()
    if not leads and not grid.has("lead") and not grid.has("joint"):
        leads, cells = _of_group(page, line, cells)
        leads = leads or shared.leads
    return leads, support, cells


def _of_group(
    page: Page, line: Line, cells: list[tuple[str, Evidence]]
) -> tuple[tuple[Atom, ...], list[tuple[str, Evidence]]]:
    """A group row that is a body's name owns the rows below it: "Sở Khoa học và Công nghệ"."""
    for group in reversed(line.above):
        passage = page.passage(group)
        if passage is None:
            continue
        body = passage.block.body
        named = [
            a for a in bodies_in(page.reading, passage) if a.span.end - a.span.start > 0.8 * (body.end - body.start)
        ]
        if len(named) == 1 and any(a.span == named[0].span for a in passage.atoms):
            return tuple(named), [*cells, ("lead", page.reading.cell(group, RULE))]
    return (), cells


def _due(page: Page, line: Line, passage: Passage) -> tuple[Due | None, list[tuple[str, Evidence]]]:
    reading, cell = page.reading, line.cells.get("due")
    anchor = reading.document.date
    if cell is not None:
        due = due_in(reading.document.text[cell.span.start : cell.span.end], anchor)
        if due is not None:
            return due, [("due", reading.cell(cell, RULE))]
    if line.marks:
        marked = [(due_in(heading, anchor), c) for heading, c in line.marks]
        dated = [(d, c) for d, c in marked if d and d.edtf]
        if dated:
            first, last = dated[0][0], dated[-1][0]
            edtf = first.edtf if first.edtf == last.edtf else f"{first.edtf}/{last.edtf}"
            return replace(last, edtf=edtf, earliest=first.earliest), [("due", reading.cell(dated[-1][1], RULE))]
    return due_of(reading.tokens(passage, passage.block.body)), []


def _document(passage: Passage | None) -> Atom | None:
    """The first document that a cell cites; one that is only "Kế hoạch 02" is told apart later."""
    return next((a for a in passage.atoms if isinstance(a.value, DocName)), None) if passage else None


def _mandate(page: Page, line: Line) -> tuple[Atom | None, list[tuple[str, Evidence]]]:
    cell = line.cells.get("mandate")
    atom = _document(page.passage(cell))
    return (atom, [("mandate", page.reading.cell(cell, RULE))]) if atom and cell else (None, [])


def _status_in(words: str) -> str | None:
    for status in tuple[str, ...](table("cells")["status"]):
        if any(p in words for p in phrases("cells", "status", status)):
            return status
    return None


def _reported(page: Page, line: Line) -> Reported | None:
    """What the column for progress tells, else what the report of results begins with."""
    for meaning in ("status", "result"):
        cell = line.cells.get(meaning)
        passage = page.passage(cell)
        if cell is None or passage is None:
            continue
        words = page.words(passage)
        status = _status_in(words if meaning == "status" else words[:40])
        if status:
            return Reported(status, page.reading.cell(cell, "table.status"))
    return None


def _reported_of_title(page: Page) -> Reported | None:
    """ "Các nhiệm vụ về chuyển đổi số quá hạn chưa hoàn thành": the title tells it of every row."""
    for title in page.titles:
        words = page.words(title)
        if not any(p in words for p in phrases("cells", "lists")):
            continue
        status = _status_in(words)
        if status:
            return Reported(status, page.reading.evidence(title.block.body, "table.status", title.block.zone))
    return None


def _mandate_of_title(page: Page, grid: Grid) -> Atom | None:
    """ "Kết quả thực hiện nhiệm vụ tại Thông báo kết luận số …": the document that gave the tasks reported on."""
    if not (grid.has("status") or grid.has("result")):
        return None
    for title in page.titles:
        body = title.block.body
        if page.words(title).startswith(phrases("cells", "attached")):
            continue
        for atom in title.atoms:
            if isinstance(atom.value, DocName):
                before = page.reading.folded[max(body.start, atom.span.start - 40) : atom.span.start].split()
                if fold(" ".join(before)).endswith(phrases("cells", "given_in")):
                    return atom
    return None
