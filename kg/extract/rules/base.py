"""What a clause rule is: an id, patterns over typed tokens, and a function that makes a value or nothing.

The examples and rejects of every rule stand under ``tests/rules``, one file per rule id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.extract.patterns import Match, find_all, kinds_in, may_match
from kg.extract.tokens import Token

T = TypeVar("T")


@dataclass(frozen=True)
class Rule(Generic[T]):
    """``build`` looks at one match of one pattern among the clause's tokens and gives a value or None."""

    id: str
    patterns: tuple[str, ...]
    build: Callable[[Match, Sequence[Token]], T | None]


def first_of(rules: Iterable[Rule[T]], tokens: Sequence[Token]) -> T | None:
    """The first value that the first of some rules gives for a clause."""
    kinds = kinds_in(tokens)
    for rule in rules:
        for pattern in rule.patterns:
            for match in find_all(pattern, tokens) if may_match(pattern, kinds) else ():
                value = rule.build(match, tokens)
                if value is not None:
                    return value
    return None
