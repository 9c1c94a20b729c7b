"""Clause patterns: sequences of predicates over typed tokens, with no regular expression over text.

To match them fast, tokens become letters: one for all tokens that the same steps of a pattern fit. Over these letters a
pattern is a regular expression.

``"connective|comma* speaker:speaker|doc adverb* instruct addressee:bodies?"`` reads: any connectives,
then whoever speaks, adverbs, an instructing cue, maybe bodies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extract.tokens import Token

_FIRST = 0x4E00
_NEVER = "(?!)"
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


@dataclass
class _Compiled:
    """A pattern with the letters of the kinds met so far, and the regular expression over these letters."""

    steps: tuple[Step, ...]
    letters: dict[frozenset[str], str] = field(default_factory=dict)
    fitted: dict[tuple[bool, ...], str] = field(default_factory=dict)
    regex: re.Pattern[str] | None = None

    def spelled(self, tokens: Sequence[Token]) -> str:
        """The tokens as letters."""
        letters = self.letters
        try:
            return "".join([letters[token.kinds] for token in tokens])
        except KeyError:
            for token in tokens:
                self._learn(token)
            return "".join([letters[token.kinds] for token in tokens])

    def expression(self) -> re.Pattern[str]:
        """The pattern over the letters known by now; a group for each step."""
        if self.regex is None:
            self.regex = re.compile("".join(f"({self._class(i)}{step.times})" for i, step in enumerate(self.steps)))
        return self.regex

    def _learn(self, token: Token) -> None:
        if token.kinds not in self.letters:
            fits = tuple(step.fits(token) for step in self.steps)
            if fits not in self.fitted:
                self.fitted[fits] = chr(_FIRST + len(self.fitted))
                self.regex = None
            self.letters[token.kinds] = self.fitted[fits]

    def _class(self, i: int) -> str:
        fitting = "".join(letter for fits, letter in self.fitted.items() if fits[i])
        return f"[{fitting}]" if fitting else _NEVER


@cache
def _compiled(pattern: str) -> _Compiled:
    return _Compiled(steps(pattern))


def _match(compiled: _Compiled, found: re.Match[str], tokens: Sequence[Token], offset: int = 0) -> Match:
    taken: dict[str, tuple[Token, ...]] = {}
    for i, step in enumerate(compiled.steps, 1):
        if step.name:
            start, end = found.span(i)
            taken[step.name] = taken.get(step.name, ()) + tuple(tokens[start + offset : end + offset])
    return Match(found.start() + offset, found.end() + offset, taken)


def match_at(pattern: str, tokens: Sequence[Token], start: int) -> Match | None:
    """The longest-first (greedy, backtracking) match of a pattern that begins at token ``start``."""
    compiled = _compiled(pattern)
    first = compiled.steps[0]
    if first.times in ("", "+") and not (start < len(tokens) and first.fits(tokens[start])):
        return None
    spelled = compiled.spelled(tokens[start:])
    found = compiled.expression().match(spelled)
    return _match(compiled, found, tokens, start) if found else None


def search(pattern: str, tokens: Sequence[Token]) -> Match | None:
    """The first place where a pattern matches."""
    compiled = _compiled(pattern)
    spelled = compiled.spelled(tokens)
    found = compiled.expression().search(spelled)
    return _match(compiled, found, tokens) if found and found.start() < len(tokens) else None


@cache
def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """For each step that a match cannot do without, the kinds that fit it."""
    return tuple(s.kinds for s in steps(pattern) if s.times in ("", "+") and "." not in s.kinds)


def kinds_in(tokens: Sequence[Token]) -> frozenset[str]:
    """Every kind that a token of a clause has."""
    return frozenset().union(*[token.kinds for token in tokens])


def may_match(pattern: str, kinds: frozenset[str]) -> bool:
    """Whether tokens of these kinds can match at all; most clauses lack a kind that most patterns need."""
    return not any(map(kinds.isdisjoint, _needs(pattern)))


def find_all(pattern: str, tokens: Sequence[Token]) -> list[Match]:
    """Every match, left to right, not overlapping."""
    compiled = _compiled(pattern)
    spelled = compiled.spelled(tokens)
    expression = compiled.expression()
    matches: list[Match] = []
    found = expression.search(spelled)
    while found and found.start() < len(tokens):
        if found.end() > found.start():
            matches.append(_match(compiled, found, tokens))
        found = expression.search(spelled, max(found.end(), found.start() + 1))
    return matches
