"""Words → lines: what stands on one baseline, cut where a wide gap parts two columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, median_low

from kg.documents.formats.pdf.sheet import Word

_SAME_LINE = 0.4
_COLUMN_GAP = 2.0
_RAISED = 0.75
_MARK = re.compile(r"\[?[\d*]{1,3}\]?")
_UNITS = re.compile(r"(?:.*\W|^)[kcdm]?m")


@dataclass(frozen=True, slots=True)
class Line:
    """Words on a baseline ``y``, in order; ``first`` is the width of the first word."""

    text: str
    left: float
    right: float
    y: float
    size: float
    first: float


def lines(words: Iterable[Word], columns: bool = True) -> list[Line]:
    """The lines of a page or cell from the top; ``columns``: those of a letterhead stand apart in pieces."""
    found: list[Line] = []
    row: list[Word] = []
    for word in sorted(words, key=lambda w: (w.y, w.left)):
        if row and word.y - row[0].y > _SAME_LINE * max(w.size for w in row):
            found += _pieces(row, columns)
            row = []
        row.append(word)
    return found + (_pieces(row, columns) if row else [])


def unmarked(words: Sequence[Word]) -> list[Word]:
    """The words of a page without the raised marks of footnotes: "hằng năm¹"; a square metre keeps its exponent."""
    if not words:
        return []
    small = _RAISED * median(w.size for w in words)
    kept = []
    for word in words:
        if word.size <= small and _MARK.fullmatch(word.text):
            holder = next((w for w in words if _raised_over(word, w)), None)
            if holder and not _UNITS.fullmatch(holder.text):
                continue
        kept.append(word)
    return kept


def _raised_over(mark: Word, word: Word) -> bool:
    close = -1 < mark.left - word.right < 0.5 * word.size
    return word.size > mark.size and 1 < word.y - mark.y < 0.6 * word.size and close


def _pieces(row: list[Word], columns: bool) -> list[Line]:
    """One line, or its columns: a gap wide enough for two letters and more than the others parts them."""
    row = sorted(row, key=lambda w: w.left)
    size = median(w.size for w in row)
    gaps = [b.left - a.right for a, b in itertools.pairwise(row)]
    usual = median(gaps) if gaps else 0.0
    parts: list[list[Word]] = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        if columns and gap > max(_COLUMN_GAP * size, 3 * usual):
            parts.append([])
        parts[-1].append(word)
    return [_line(part) for part in parts]


def _line(words: list[Word]) -> Line:
    size = median(w.size for w in words)
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        close = before is not None and not word.spaced and word.left - before.right < 0.1 * size
        text += ("" if before is None or close else " ") + word.text
    return Line(
        text,
        words[0].left,
        max(w.right for w in words),
        median_low(w.y for w in words),
        size,
        words[0].right - words[0].left,
    )
