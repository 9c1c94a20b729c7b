"""The lexicon as data: TOML tables, folded once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.resources import lexicon_dir
from kg.text import fold


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return [_folded(v) for v in value]
    return value


@cache
def table(name: str) -> dict[str, Any]:
    """One lexicon file as it is written."""
    return tomllib.loads((lexicon_dir() / f"{name}.toml").read_text("utf-8"))


@cache
def phrases(name: str, *path: str) -> tuple[str, ...]:
    """A folded list of phrases, longest first: ``phrases("bodies", "ends", "words")``."""
    value: Any = table(name)
    for key in path:
        value = value[key]
    return tuple(sorted(_folded(list(value)), key=lambda p: (-len(p), p)))


@cache
def alternatives(name: str, *path: str) -> str:
    """A regex fragment that matches any of the phrases of a list as whole words."""
    return any_of(phrases(name, *path))


@cache
def abbreviations() -> dict[str, str]:
    """All abbreviations, as written → in full: those of names and those of what tasks and indicators deal with."""
    told = table("abbreviations")
    return {**told["words"], **told["matters"]}


def any_of(words: Iterable[str]) -> str:
    """A regex fragment that matches any of some phrases as whole words, the longest first, over any white space."""
    import re

    ordered = sorted(words, key=lambda w: (-len(w), w))
    return r"(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + r")(?!\w)"
