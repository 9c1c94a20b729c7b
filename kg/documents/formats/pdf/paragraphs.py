"""Lines → paragraphs: by the indent, the space between them, and whether the next word would have fitted.

Decree 30/2020/NĐ-CP, Annex I, part II, section 5 indents the first line by 1 to 1.27 cm, sets both margins flush and
leaves 6 pt between paragraphs; other makers keep at least one of the three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.documents.formats.layout import cues
from kg.documents.formats.pdf.lines import Line
from kg.documents.formats.pdf.page import Page
from kg.documents.lines import ENDS, MARKER
from kg.text import fold

_INDENT = 0.7
_WIDE = 0.55
_LOOSE = 1.2
_SPACE = 0.28


@dataclass(frozen=True, slots=True)
class Measure:
    """The column of a page: its edges and the distance of its lines."""

    left: float
    right: float
    pitch: float

    def is_centred(self, line: Line) -> bool:
        off = abs((line.left + line.right) / 2 - (self.left + self.right) / 2)
        return off < 0.5 * line.size and line.left > self.left + 1.5 * line.size

    def is_indented(self, line: Line) -> bool:
        return line.left > self.left + _INDENT * line.size and not self.is_centred(line)


def measure(page: Page, like: Sequence[Page]) -> Measure:
    """The column of a page; of all pages of its size where it alone has too few lines to tell."""
    wide = _wide(page) if len(_wide(page)) >= 5 else [w for p in like if p.width == page.width for w in _wide(p)]
    if not wide:
        return Measure(0.1 * page.width, 0.9 * page.width, 16.0)
    lefts, rights = sorted(w.left for w in wide), sorted(w.right for w in wide)
    steps = [b.y - a.y for p in (page, *like) for a, b in pairwise(_wide(p)) if 0 < b.y - a.y < 3 * a.size]
    return Measure(lefts[len(lefts) // 10], rights[9 * (len(rights) - 1) // 10], _usual(steps))


def _wide(page: Page) -> list[Line]:
    return [line for line in page.lines if line.right - line.left > _WIDE * page.width]


def _usual(steps: list[float]) -> float:
    """The distance of two lines in a paragraph: the lower middle, since paragraphs stand further apart."""
    return sorted(steps)[len(steps) // 3] if steps else median([16.0])


def goes_on(a: Line, b: Line, column: Measure, same_page: bool = True) -> bool:
    """Whether ``b`` continues the paragraph whose last line is ``a``."""
    marked = MARKER.match(b.text) is not None
    ended = a.text.endswith(ENDS)
    if same_page and not 0 < b.y - a.y <= _LOOSE * column.pitch:
        return False
    if fold(a.text).split()[-1] in cues("dangling") and not marked:
        return True
    if (marked and (ended or column.is_indented(b))) or _is_other(a, b, column):
        return False
    if _fits(a, b, column):
        return b.text[0].islower() and not ended and not marked
    if column.is_indented(b) and (ended or (b.left > a.left + _INDENT * a.size and not MARKER.match(a.text))):
        return False
    return not (marked and column.is_centred(a))


def _is_other(a: Line, b: Line, column: Measure) -> bool:
    """Whether ``b`` is set apart: in another size, or as a centred title below a paragraph."""
    if abs(a.size - b.size) > 0.2 * max(a.size, b.size):
        return True
    return column.is_centred(b) and not column.is_centred(a) and (a.text.endswith(ENDS) or not b.text[0].islower())


def _fits(a: Line, b: Line, column: Measure) -> bool:
    """Whether the first word of ``b`` would have had room at the end of ``a``: then the break was meant."""
    room = column.right - a.right
    if column.is_centred(a):
        room += a.left - column.left
    return b.first + _SPACE * a.size < room - 0.3 * a.size
