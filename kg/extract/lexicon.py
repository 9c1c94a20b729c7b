"""The lexicon as data: TOML tables, folded once.

A phrase may be written as a template, with alternatives in braces: ``"theo {chức năng, |}nhiệm vụ"`` is two phrases.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Any

from kg.resources import lexicon_dir
from kg.text import fold, upper_first


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return [_folded(v) for v in value]
    return value


_CHOICE = re.compile(r"\{([^{}]*)\}")


def expanded(template: str, name: str = "") -> Iterator[tuple[str, str]]:
    """The phrases of a template, each with its name, in which ``{1}`` stands for what was chosen first.

    >>> list(expanded("{ubnd|ủy ban} {xã|phường}", "Ủy ban {2}"))[:2]
    [('ubnd xã', 'Ủy ban xã'), ('ubnd phường', 'Ủy ban phường')]
    """
    parts = _CHOICE.split(template)
    for chosen in product(*(part.split("|") for part in parts[1::2])):
        phrase = "".join(text + choice for text, choice in zip(parts[::2], (*chosen, ""), strict=True))
        yield phrase, _CHOICE.sub(lambda m, c=chosen: c[int(m[1]) - 1], name)  # type: ignore[misc]


def _phrases_of(template: str) -> list[str]:
    return [phrase for phrase, _ in expanded(template)]


def _spelled_out(value: Any) -> Any:
    """A table with the templates in its lists and keys spelled out; a name "=" is the phrase itself."""
    if isinstance(value, list):
        return [
            one for v in value for one in ([p for p, _ in expanded(v)] if isinstance(v, str) else [_spelled_out(v)])
        ]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for key, inner in value.items():
        if isinstance(inner, str):
            made |= {p: upper_first(p) if n == "=" else n for p, n in expanded(key, inner)}
        else:
            made[key] = _spelled_out(inner)
    return made


@cache
def table(name: str) -> dict[str, Any]:
    """One lexicon file, its templates spelled out."""
    table: dict[str, Any] = _spelled_out(tomllib.loads((lexicon_dir() / f"{name}.toml").read_text("utf-8")))
    return table


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
def words_of(name: str, *path: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words of a folded text."""
    return re.compile(rf"(?<!\w){alternatives(name, *path)}")


@cache
def abbreviations() -> dict[str, str]:
    """All abbreviations, as written → in full: those of names and those of what tasks and indicators deal with."""
    told = table("abbreviations")
    return {**told["words"], **told["matters"]}


def any_of(words: Iterable[str]) -> str:
    """A regex fragment that matches any of some phrases as whole words, the longest first, over any white space."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return r"(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + r")(?!\w)"
