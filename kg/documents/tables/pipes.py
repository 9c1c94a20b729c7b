"""Markdown tables: lines that begin with ``|``, a rule of dashes below the first (GitHub Flavored Markdown, 4.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents.tables.trim import trimmed
from kg.model import Cell, Span, Table

LEAST_COLUMNS = 2
LEAST_LOOSE = (3, 3)
_ROW = re.compile(r"^[ \t]*\|(?P<cells>.*\S)[ \t]*$", re.M)
_RULE = re.compile(r"(?:\s*:?-+:?\s*\|?)+")
_BAR = re.compile(r"(?<!\\)\|")


def _cells(match: re.Match[str]) -> list[Span]:
    """The stretches between the bars of a row, the last one closed or not."""
    start, end = match.span("cells")
    bars = [m.start() for m in _BAR.finditer(match.string, start, end)]
    if not bars or bars[-1] != end - 1:
        bars.append(end)
    return [Span(a, b) for a, b in zip([start, *(b + 1 for b in bars[:-1])], bars, strict=True)]


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Rows on lines that follow each other."""
    run: list[re.Match[str]] = []
    for match in _ROW.finditer(text):
        if run and text[run[-1].end() : match.start()].strip("\r") != "\n":
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _table(text: str, span: Span, rows: list[list[Span]]) -> Table:
    """The table of some rows of stretches."""
    cells = (Cell(trimmed(text, s.start, s.end), r, c) for r, row in enumerate(rows) for c, s in enumerate(row))
    return Table(span, tuple(cells))


def _loose(text: str) -> Iterator[Table]:
    """Rows without outer bars and without a rule, maybe with blank lines between: ``1 | Báo cáo | Bộ Tư pháp``."""
    columns, rows = LEAST_LOOSE
    run: list[list[Span]] = []
    for line in re.finditer(r"[^\n]+|\Z", text):
        bars = [m.span() for m in re.finditer(r"(?<=\s)\|(?=\s)", line.group())]
        if line.group() and not line.group().strip():
            continue
        edges = [line.start(), *(line.start() + b for bar in bars for b in bar), line.end()]
        cells = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        fits = len(cells) >= columns and text[line.start()] != "|" and (not run or len(cells) == len(run[0]))
        if not fits:
            if len(run) >= rows:
                yield _table(text, Span(run[0][0].start, run[-1][-1].end), run)
            run = []
        else:
            run.append(cells)


def pipe_tables(text: str) -> Iterator[Table]:
    """The Markdown tables of a text; a row with more cells than the first keeps them, one with fewer has none there."""
    yield from _loose(text)
    for run in _runs(text):
        rows = [_cells(m) for m in run if not _RULE.fullmatch(m["cells"])]
        if len(rows) == len(run) or not rows or len(rows[0]) < LEAST_COLUMNS:
            continue
        yield _table(text, Span(run[0].start(), run[-1].end()), rows)
