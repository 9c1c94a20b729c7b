"""Running heads, feet, page numbers and stamps of signatures: what the page says that the document does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.formats.layout import cues
from kg.documents.formats.pdf.lines import Line
from kg.documents.formats.pdf.page import Page
from kg.text import fold

_NUMBER = re.compile(r"(?:trang\s+)?[-–—(\[]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:/\s*\d{1,4})?\s*[-–—)\]]?")
_MARGIN = 0.12
_DEEP = 2
_SHARE = 0.4


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without what runs along their edges ("CÔNG BÁO/Số 281/Ngày 21-05-2026 78") or was stamped on them.

    A line at the edge runs where it stands, its digits aside, on several pages.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(line) for line in _edges(page)})
    least = max(2, _SHARE * len(pages) / 2)
    running = {shape for shape, n in counts.items() if n >= least}
    return [replace(p, lines=tuple(_kept(p, running))) for p in pages]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text))


def _edges(page: Page) -> list[Line]:
    """The outermost lines at the top and the bottom: those of the two outermost baselines."""
    levels = sorted({round(line.y) for line in page.lines})
    outer = {*levels[:_DEEP], *levels[-_DEEP:]}
    return [line for line in page.lines if round(line.y) in outer and _in_margin(line, page)]


def _in_margin(line: Line, page: Page) -> bool:
    return line.y < _MARGIN * page.height or line.y > (1 - _MARGIN) * page.height


def _kept(page: Page, running: set[str]) -> list[Line]:
    edges = {id(line) for line in _edges(page)}
    outermost = {f(line.y for line in page.lines) for f in (min, max)} if page.lines else set()
    kept = []
    for line in page.lines:
        folded = fold(line.text)
        numbered = line.y in outermost or _beside(line, page, running)
        runs = numbered if _NUMBER.fullmatch(folded) else _shape(line) in running or folded.startswith(cues("running"))
        if id(line) in edges and runs:
            continue
        kept.append(line)
    stamped = [line for line in kept if fold(line.text).startswith(cues("stamp"))]
    return [line for line in kept if line not in stamped] if len(stamped) > 1 else kept


def _beside(line: Line, page: Page, running: set[str]) -> bool:
    """Whether a number stands on the line of a running head."""
    return any(abs(o.y - line.y) < 1 and o is not line and _shape(o) in running for o in page.lines)
