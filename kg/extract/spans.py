"""Pure functions over spans."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeVar

from kg.extract.types import Atom, DateValue
from kg.model import Span

T = TypeVar("T")


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


def wording_start(date: Atom) -> int:
    """Where the wording of a deadline begins, which ends with its date: "đến" of "đến cuối năm 2025"."""
    return date.span.end - (len(date.value.due.text) if isinstance(date.value, DateValue) else 0)


def settle(candidates: Iterable[tuple[Atom, int]]) -> list[Atom]:
    """Overlaps settled: longer span, then higher priority, then position. Output in text order."""
    ordered = in_order(
        candidates,
        lambda c: (c[0].span.start - c[0].span.end, -c[1], c[0].span.start),
        lambda c: repr(c[0].value),
    )
    room = Room()
    return sorted((atom for atom, _ in ordered if room.take(atom.span)), key=lambda a: (a.span.start, a.span.end))


def in_order(items: Iterable[T], key: Callable[[T], Any], tie: Callable[[T], str]) -> list[T]:
    """Items by ``key``; ``tie``, which may cost more, is asked only of those whose keys are equal."""
    ordered = sorted(items, key=key)
    keys = list(map(key, ordered))
    if all(a != b for a, b in pairwise(keys)):
        return ordered
    groups = (list(group) for _, group in groupby(ordered, key))
    return [item for group in groups for item in (sorted(group, key=tie) if len(group) > 1 else group)]


class Room:
    """Stretches of a text that are taken; none overlaps another."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, span: Span) -> bool:
        """Take a stretch if no part of it is taken."""
        place = bisect(self._starts, span.start)
        if (place and self._ends[place - 1] > span.start) or (
            place < len(self._starts) and self._starts[place] < span.end
        ):
            return False
        self._starts.insert(place, span.start)
        self._ends.insert(place, span.end)
        return True


def within(atoms: Sequence[Atom], span: Span) -> list[Atom]:
    """The atoms that lie inside a span."""
    return [a for a in atoms if inside(a.span, span)]


def gaps(spans: Sequence[Span]) -> list[Span]:
    """The stretches between consecutive spans."""
    return [Span(a.end, b.start) for a, b in pairwise(spans)]
