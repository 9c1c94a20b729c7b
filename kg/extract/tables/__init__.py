"""Tables of tasks and targets: rows → assertions, the cell as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Reading
from kg.extract.lexicon import phrases
from kg.extract.rules.targets import targets
from kg.extract.tables.grid import Grid, grid_of
from kg.extract.tables.page import Page, page_of
from kg.extract.tables.result_rows import reached_rows, shares_of_bodies, told_cells
from kg.extract.tables.target_rows import in_task_cells, target_rows
from kg.extract.tables.task_rows import task_rows
from kg.extract.types import DateValue, Found, TaskFound


def table_facts(reading: Reading) -> Iterator[Found]:
    """The tasks, targets and results of every table whose columns are understood, in order of the text."""
    before: Grid | None = None
    for table in reading.document.tables:
        page = page_of(reading, table)
        if not page.cells:
            continue
        reports = any(word in page.words(t) for t in page.titles for word in phrases("cells", "reports"))
        grid = grid_of(reading.document.text, table, before, reports=reports)
        before = grid
        if grid is None:
            yield from shares_of_bodies(page, table)
            continue
        if grid.has("task") and any(grid.has(m) for m in ("lead", "joint", "support", "due", "mark", "mandate")):
            yield from _tasks(page, grid)
            yield from told_cells(page, grid)
        elif (grid.has("indicator") or grid.has("unit")) and grid.has("value"):
            yield from target_rows(page, grid)
            yield from reached_rows(page, grid)


def _tasks(page: Page, grid: Grid) -> Iterator[Found]:
    aims = grid.has("indicator") and not any(grid.has(m) for m in ("due", "support", "output", "joint"))
    for task in task_rows(page, grid):
        if not aims:  # "Chỉ tiêu | Nội dung | Cơ quan theo dõi": what is to be reached, told in words
            yield task
        yield from _in_cell(page, task)


def _in_cell(page: Page, task: TaskFound) -> Iterator[Found]:
    passage = page.cells.get(task.evidence.start)
    if passage is not None:
        alone = replace(page.reading, passages=(passage,))
        dated = any(isinstance(a.value, DateValue) for a in passage.atoms)
        yield from in_task_cells(targets(alone, [passage.block.body]), task.due, task.lead, passage_dated=dated)
