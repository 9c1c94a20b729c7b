"""What a clause rule is: an id, patterns over typed tokens, and a function that makes a value or nothing.

The examples and rejects of every rule stand under ``tests/rules``, one file per rule id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.extract.patterns import Match, find_all
from kg.extract.tokens import Token

T = TypeVar("T")


@dataclass(frozen=True)
class Rule(Generic[T]):
    """``build`` looks at one match of one pattern among the clause's tokens and gives a value or None."""

    id: str
    patterns: tuple[str, ...]
    build: Callable[[Match, Sequence[Token]], T | None]


def apply(rule: Rule[T], tokens: Sequence[Token]) -> T | None:
    """The first value that a rule gives for a clause."""
    return next(_values(rule, tokens), None)


def apply_all(rule: Rule[T], tokens: Sequence[Token]) -> list[T]:
    """Every value that a rule gives for a clause, by pattern, then from left to right."""
    return list(_values(rule, tokens))


def _values(rule: Rule[T], tokens: Sequence[Token]) -> Iterator[T]:
    for pattern in rule.patterns:
        for match in find_all(pattern, tokens):
            value = rule.build(match, tokens)
            if value is not None:
                yield value
