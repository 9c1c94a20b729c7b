"""Letterheads and feet set in two columns: the left column is read to its end, then the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.formats.layout import parted
from kg.documents.formats.pdf.lines import Line
from kg.documents.lines import ENDS


@dataclass(frozen=True, slots=True)
class Band:
    """Lines in two columns, side by side."""

    left: tuple[str, ...]
    right: tuple[str, ...]


_NEAR = 2.2


def banded(lines: Sequence[Line]) -> list[Line | Band]:
    """The lines of a page, those that stand side by side gathered into bands."""
    out: list[Line | Band] = []
    i = 0
    while i < len(lines):
        gutter = _gutter(lines, i)
        if gutter is None:
            out.append(lines[i])
            i += 1
            continue
        start = i
        while out and isinstance(above := out[-1], Line) and _beside(above, gutter) and _close(above, lines[start]):
            out.pop()
            start -= 1
        end = i + 2
        while end < len(lines) and _goes_along(lines, end, gutter):
            gutter = _narrowed(gutter, lines, end)
            end += 1
        out.append(_band(lines[start:end], gutter))
        i = end
    return out


_Gutter = tuple[float, float]


def _gutter(lines: Sequence[Line], i: int) -> _Gutter | None:
    """The gap between two lines of one height."""
    if i + 1 < len(lines):
        a, b = lines[i], lines[i + 1]
        if abs(a.y - b.y) < 0.4 * max(a.size, b.size) and b.left > a.right:
            return a.right, b.left
    return None


def _beside(line: Line, gutter: _Gutter) -> bool:
    return line.right <= gutter[1] - 1 or line.left >= gutter[0] + 1


def _close(a: Line, b: Line) -> bool:
    return b.y - a.y < _NEAR * max(a.size, b.size)


def _goes_along(lines: Sequence[Line], i: int, gutter: _Gutter) -> bool:
    """Whether a line still belongs to a band: beside the gutter, not far below, and not the body's beginning again."""
    line = lines[i]
    if not _beside(line, gutter) or not _close(lines[i - 1], line):
        return False
    pair = _gutter(lines, i) or (_gutter(lines, i - 1) if i else None)
    return pair is not None or line.right < gutter[1] or _pair_follows(lines, i, gutter)


def _pair_follows(lines: Sequence[Line], i: int, gutter: _Gutter) -> bool:
    """Whether the two columns are seen again a little further down."""
    for j in range(i, min(i + 6, len(lines) - 1)):
        if not _beside(lines[j], gutter):
            return False
        if _gutter(lines, j):
            return True
    return False


def _narrowed(gutter: _Gutter, lines: Sequence[Line], i: int) -> _Gutter:
    line = lines[i]
    if line.right <= gutter[1] - 1 and line.left < gutter[0]:
        return max(gutter[0], line.right), gutter[1]
    return gutter[0], min(gutter[1], line.left)


def _band(lines: Sequence[Line], gutter: _Gutter) -> Band:
    middle = sum(gutter) / 2
    left = [line for line in lines if (line.left + line.right) / 2 < middle]
    right = [line for line in lines if (line.left + line.right) / 2 >= middle]
    return Band(_column(left), _column(right))


def _column(lines: Sequence[Line]) -> tuple[str, ...]:
    """A line that goes on in lower case is put to the one above it: an item of a list of recipients, a subject."""
    out: list[str] = []
    for line in lines:
        for text in parted(line.text):
            if out and text[:1].islower() and not out[-1].endswith(ENDS):
                out[-1] += " " + text
            else:
                out.append(text)
    return tuple(out)
