"""Ids from content: the same thing gets the same id in every build."""

from __future__ import annotations

import hashlib

from kg.text import words


def key(prefix: str, *parts: object) -> str:
    """``task/3f2a…``: sixteen hexadecimal digits of the SHA-256 of the natural key."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}/{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


def wording(text: str) -> str:
    """A sentence as its words alone, so that punctuation and accents make no difference."""
    return " ".join(words(text))


def overlap(a: str, b: str) -> float:
    """The share of words that two wordings have in common (Jaccard)."""
    return shared(frozenset(a.split()), frozenset(b.split()))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that are in both of two sets of words."""
    return len(one & other) / len(one | other) if one or other else 0.0
