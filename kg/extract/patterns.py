"""Clause patterns: sequences of predicates over typed tokens, with no regular expression over text.

``"connective|comma* speaker:speaker|doc adverb* instruct addressee:bodies?"`` reads: any connectives,
then whoever speaks, adverbs, an instructing cue, maybe bodies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.tokens import Token

_ITEM = re.compile(r"(?:(?P<name>\w+):)?(?P<kinds>[\w|.!-]+)(?P<times>[?*+]?)")


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate: the kinds that fit, how often, and the name under which tokens are kept."""

    kinds: frozenset[str]
    times: str
    name: str | None

    def fits(self, token: Token) -> bool:
        return "." in self.kinds or not self.kinds.isdisjoint(token.kinds)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched (token indices, end exclusive) and what its named steps took."""

    start: int
    end: int
    taken: Mapping[str, tuple[Token, ...]]

    def tokens(self, name: str) -> tuple[Token, ...]:
        return self.taken.get(name, ())


@cache
def steps(pattern: str) -> tuple[Step, ...]:
    """Compile a pattern's text; unknown syntax is an error of the programmer."""
    made = []
    for item in pattern.split():
        parsed = _ITEM.fullmatch(item)
        if parsed is None:
            raise ValueError(f"not a pattern step: {item!r}")
        made.append(Step(frozenset(parsed["kinds"].split("|")), parsed["times"], parsed["name"]))
    return tuple(made)


def match_at(pattern: str, tokens: Sequence[Token], start: int) -> Match | None:
    """The longest-first (greedy, backtracking) match of a pattern that begins at token ``start``."""
    compiled = steps(pattern)
    ends = _walk(compiled, 0, tokens, start)
    if ends is None:
        return None
    taken: dict[str, tuple[Token, ...]] = {}
    place = start
    for step, end in zip(compiled, ends, strict=True):
        if step.name:
            taken[step.name] = taken.get(step.name, ()) + tuple(tokens[place:end])
        place = end
    return Match(start, place, taken)


def _walk(compiled: tuple[Step, ...], i: int, tokens: Sequence[Token], place: int) -> list[int] | None:
    """The end of each step from step ``i`` on, or None."""
    if i == len(compiled):
        return []
    step = compiled[i]
    most = place
    limit = len(tokens) if step.times in ("*", "+") else place + 1
    while most < min(limit, len(tokens)) and step.fits(tokens[most]):
        most += 1
    least = place if step.times in ("?", "*") else place + 1
    for end in range(most, least - 1, -1):
        rest = _walk(compiled, i + 1, tokens, end)
        if rest is not None:
            return [end, *rest]
    return None


def search(pattern: str, tokens: Sequence[Token]) -> Match | None:
    """The first place where a pattern matches."""
    return next((m for i in range(len(tokens)) if (m := match_at(pattern, tokens, i))), None)


def find_all(pattern: str, tokens: Sequence[Token]) -> list[Match]:
    """Every match, left to right, not overlapping."""
    found: list[Match] = []
    place = 0
    while place < len(tokens):
        match = match_at(pattern, tokens, place)
        if match and match.end > match.start:
            found.append(match)
            place = match.end
        else:
            place += 1
    return found
