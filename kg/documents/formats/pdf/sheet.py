"""A page as drawn, upright, its corner at the top left: words and ruled lines. The input of all that follows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a gap between them: from ``left`` to ``right`` on the baseline ``y``; points.

    ``spaced``: a space was written before it, however narrow the setting made that.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, horizontal or vertical: ``at`` is its y or its x, from ``start`` to ``end`` along it."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page; ``pictured`` where a picture covers it, as in a scan."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    pictured: bool = False
