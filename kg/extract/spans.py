"""Pure functions over spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.extract.types import Atom
from kg.model import Span


def inside(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def trim(text: str, span: Span, drop: str = " \t\r\n*_,;:.-–…") -> Span:
    """The span without the characters of ``drop`` at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Span(start, end)


def settle(candidates: Iterable[tuple[Atom, int]]) -> list[Atom]:
    """Overlaps settled: longer span, then higher priority, then position. Output in text order."""
    ordered = sorted(
        candidates, key=lambda c: (-(c[0].span.end - c[0].span.start), -c[1], c[0].span.start, repr(c[0].value))
    )
    kept: list[Atom] = []
    taken: set[int] = set()
    for atom, _ in ordered:
        places = range(atom.span.start, atom.span.end)
        if not any(p in taken for p in (atom.span.start, atom.span.end - 1)) and taken.isdisjoint(places):
            kept.append(atom)
            taken.update(places)
    return sorted(kept, key=lambda a: (a.span.start, a.span.end))


def within(atoms: Sequence[Atom], span: Span) -> list[Atom]:
    """The atoms that lie inside a span."""
    return [a for a in atoms if inside(a.span, span)]


def gaps(spans: Sequence[Span]) -> list[Span]:
    """The stretches between consecutive spans."""
    return [Span(a.end, b.start) for a, b in pairwise(spans)]
