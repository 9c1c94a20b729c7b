"""A table as lines under columns: heading rows read, merged cells spread, group rows kept as what stands above."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.lexicon import phrases
from kg.extract.tables.columns import Column, column_of, meaning_of, settled
from kg.model import Cell, Table
from kg.text import fold, squeeze

HEADING_REACH = 4
_NUMBER = re.compile(r"[\s*_(]*(?P<n>[IVXLC]+(?:\.\d+)*|\d+(?:\.\d+)*|[A-ZĐa-zđ]|[-–+•])?[\s*_.)]*")
Row = dict[int, Cell]


@dataclass(frozen=True)
class Line:
    """A row of work: its cells by the meaning of their columns; ``above``: the group rows that it stands under,
    ``told``: the cells of columns that tell what was reached.
    """

    row: int
    number: str
    cells: dict[str, Cell]
    marks: tuple[tuple[str, Cell], ...]
    values: tuple[tuple[Column, Cell], ...]
    above: tuple[Cell, ...]
    told: tuple[tuple[Column, Cell], ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table whose columns are known."""

    columns: tuple[Column, ...]
    first: int
    rows: dict[int, Row]

    def has(self, meaning: str) -> bool:
        return any(c.meaning == meaning for c in self.columns)


def _rows(table: Table) -> dict[int, Row]:
    """Row → column → cell, a merged cell in every place that it covers."""
    rows: dict[int, Row] = defaultdict(dict)
    for cell in table.cells:
        for r in range(cell.row, cell.row + max(1, cell.rows)):
            for c in range(cell.column, cell.column + max(1, cell.columns)):
                rows[r].setdefault(c, cell)
    return dict(sorted(rows.items()))


def words(text: str, cell: Cell | None) -> str:
    """A cell's text on one line."""
    return squeeze(text[cell.span.start : cell.span.end]) if cell else ""


def grid_of(text: str, table: Table, before: Grid | None, *, reports: bool) -> Grid | None:
    """The table with its columns; one without a heading goes on with the columns of the table ``before`` it."""
    rows = _rows(table)
    width = max((max(r) + 1 for r in rows.values()), default=0)
    for r in list(rows)[:HEADING_REACH]:
        found = {meaning_of(words(text, c)) for c in set(rows[r].values())} - {""}
        if {"task", "indicator"} & found and len(found) > 1:
            heads = _heads(text, rows, r, width)
            columns = tuple(column_of([h[c] for h in heads]) for c in range(width))
            return Grid(settled(columns, reports=reports), _body(text, rows, r + len(heads)), rows)
    if before is not None and len(before.columns) == width and not _is_heading(text, rows):
        return Grid(before.columns, min(rows, default=0), rows)
    return None


def _is_heading(text: str, rows: dict[int, Row]) -> bool:
    """Whether the first row names columns: those of the table before are not its own then."""
    first = next(iter(rows.values()), {})
    return any(meaning_of(words(text, c)) == "number" for c in first.values())


def _heads(text: str, rows: dict[int, Row], first: int, width: int) -> list[list[str]]:
    """The heading rows from ``first`` on, each as one heading a column."""
    top = rows[first]
    below = rows.get(first + 1, {})
    line = [words(text, top.get(c)) for c in range(width)]
    covered = any(cell.rows > 1 for cell in top.values()) or any(cell.columns > 1 for cell in top.values())
    if covered and below:
        return [line, [words(text, below.get(c)) for c in range(width)]]
    if len(top) < width and below and len(top) + len(below) > width:
        spread = _spread(text, list(top.values()), list(below.values()), width)
        return spread or [line]
    return [line]


def _spread(text: str, top: Sequence[Cell], below: Sequence[Cell], width: int) -> list[list[str]] | None:
    """Two heading rows of a text that doesn't say which cell of the first is over the cells of the second: the only
    one whose meaning can be divided.
    """
    wide = width - len(top) + 1
    divided = [i for i, c in enumerate(top) if meaning_of(words(text, c)) in ("value", "indicator", "due", "executor")]
    divided = [i for i in divided if i > 1]
    if wide != len(below) or len(divided) != 1:
        return None
    at = divided[0]
    upper = [words(text, c) for c in top]
    line = upper[:at] + [upper[at]] * wide + upper[at + 1 :]
    lower = [""] * at + [words(text, c) for c in below] + [""] * (len(top) - at - 1)
    return [line, lower]


def _body(text: str, rows: dict[int, Row], first: int) -> int:
    """The first row of work: a row that numbers the columns, "(1) (2) (3)" or "A B 1 2", is no work."""
    row = rows.get(first)
    if row and len(row) > 2 and all(_NUMBER.fullmatch(words(text, c)) for c in row.values()):
        return first + 1
    return first


def lines(text: str, grid: Grid) -> Iterator[Line]:
    """The rows of work of a table, each with the group rows above it."""
    header = [words(text, c) for c in _distinct(grid.rows.get(grid.first - 1, {}))]
    above: list[tuple[str, Cell]] = []
    work = _work_kinds(text, grid)
    main = _main(grid)
    last: Row = {}
    for r, row in grid.rows.items():
        distinct = _distinct(row)
        if r < grid.first or [words(text, c) for c in distinct] == header:
            continue
        number, rest = _numbered(text, grid, row, _unrepeated(text, [c for c in distinct if words(text, c)]))
        kind = number_kind(number)
        alone = len(rest) == 1
        if rest and (alone or number) and kind not in work:
            _enter(above, kind, rest[0])
        elif alone and not (number and rest[0] is row.get(main)):
            if not grid.has("number"):
                _enter(above, kind, rest[0])
        elif rest:
            placed = _undittoed(text, _placed(text, grid, row), last)
            last = placed
            marks = tuple((grid.columns[c].heading, x) for c, x in placed.items() if grid.columns[c].meaning == "mark")
            values = _of(grid, placed, "value")
            by = {m: x for c, x in reversed(placed.items()) if (m := grid.columns[c].meaning)}
            if main in placed:
                by[grid.columns[main].meaning] = placed[main]
            yield Line(
                r, number, by, marks, values, tuple(c for _, c in above), _of(grid, placed, "baseline", "result")
            )


def _of(grid: Grid, placed: Row, *meanings: str) -> tuple[tuple[Column, Cell], ...]:
    return tuple((grid.columns[c], x) for c, x in placed.items() if grid.columns[c].meaning in meanings)


def _undittoed(text: str, row: Row, last: Row) -> Row:
    """ "nt" stands for what the row above says in the same column."""
    same = phrases("cells", "ditto")
    return {c: last.get(c, x) if fold(words(text, x)).strip(" .") in same else x for c, x in row.items()}


def _unrepeated(text: str, cells: list[Cell]) -> list[Cell]:
    """A merged cell that a text repeats in each of its places, once: "II | Phát triển văn hóa | Phát triển văn hóa"."""
    said = [words(text, c) for c in cells]
    repeated = len(cells) > 2 and len(set(said[1:])) == 1 and len(said[1]) > 20
    return cells[:2] if repeated else cells


def _distinct(row: Row) -> list[Cell]:
    return list(dict.fromkeys(row[c] for c in sorted(row)))


def _main(grid: Grid) -> int:
    """The column of the tasks or indicators: the last of several before who is to do them."""
    kind = "indicator" if grid.has("indicator") and not grid.has("task") else "task"
    stop = next((i for i, c in enumerate(grid.columns) if c.meaning in ("lead", "joint")), len(grid.columns))
    found = [i for i, c in enumerate(grid.columns) if c.meaning == kind]
    return max((i for i in found if i < stop), default=found[0] if found else -1)


def number_kind(number: str) -> str:
    """What kind of number a row bears: ``I`` → roman, ``1`` → 1 (its depth), ``1.2`` → 2, ``a`` → letter."""
    bare = number.strip(" .)(")
    if not bare:
        return ""
    if re.fullmatch(r"[IVXLC]+(?:\.\d+)*", bare):
        return "roman" + "." * bare.count(".")
    if bare[0].isdigit():
        return str(bare.count(".") + 1)
    return "letter" if bare.isalpha() else "dash"


def _numbered(text: str, grid: Grid, row: Row, full: list[Cell]) -> tuple[str, list[Cell]]:
    """The row's own number, and its other cells with words."""
    place = next((i for i, c in enumerate(grid.columns) if c.meaning == "number"), None)
    if place is None:
        return "", full
    cell = row.get(place)
    said = words(text, cell)
    if cell is not None and _NUMBER.fullmatch(said):
        return said.strip(" *_"), [c for c in full if c is not cell]
    return "", full


def _work_kinds(text: str, grid: Grid) -> set[str]:
    """The kinds of numbers that rows of work bear: most of them have a body or a deadline beside the task."""
    count: dict[str, int] = defaultdict(int)
    for r, row in grid.rows.items():
        if r >= grid.first:
            full = _unrepeated(text, [c for c in _distinct(row) if words(text, c)])
            number, rest = _numbered(text, grid, row, full)
            if rest:
                count[number_kind(number)] += 1 if len(rest) > 1 else -1
    return {kind for kind, n in count.items() if n > 0}


def _enter(above: list[tuple[str, Cell]], kind: str, cell: Cell) -> None:
    """A group row ends the groups of its own kind and what stood under them."""
    for i, (other, _) in enumerate(above):
        if other == kind:
            del above[i:]
            break
    above.append((kind, cell))


def _placed(text: str, grid: Grid, row: Row) -> Row:
    """The cells of a row by column; of a row that is short of cells only those whose place is sure."""
    if len(row) >= len(grid.columns):
        return {c: x for c, x in row.items() if words(text, x)}
    main, placed = _main(grid), {}
    offset = len(grid.columns) - len(row)
    for c, cell in row.items():
        if c <= main:
            placed[c] = cell
        elif grid.columns[c + offset].meaning == "due" and c + 1 == len(row):
            placed[c + offset] = cell
    return {c: x for c, x in placed.items() if words(text, x)}
