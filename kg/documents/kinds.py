"""Kinds of documents by their names and by the abbreviation in a number (Decree 30/2020/NĐ-CP, Annex III)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kg.documents.numbers import abbreviation
from kg.resources import lexicon_dir
from kg.text import fold, squeeze


@cache
def lexicon() -> dict[str, Any]:
    """The lexicon of documents as it is written."""
    return tomllib.loads((lexicon_dir() / "documents.toml").read_text("utf-8"))


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """Folded name → (kind, abbreviation): "quyết định" → decision, QĐ."""
    return {fold(k): (v[0], v[1]) for k, v in lexicon()["kinds"].items()}


@cache
def _by_abbreviation() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, (kind, short) in kinds().items():
        found.setdefault(fold(short), (kind, name))
    return found


def kind_of(word: str | None, number: str) -> str:
    """The kind that a citation names, else the one its number's abbreviation stands for, else ``other``."""
    if word:
        return kinds()[squeeze(fold(word))][0]
    return named_kind(number)[0]


def named_kind(number: str) -> tuple[str, str]:
    """Kind and name by a number's abbreviation: ``03/NQ-CP`` → resolution, "nghị quyết"."""
    short = fold(abbreviation(number) or "")
    return ("law", "luật") if short.startswith("qh") else _by_abbreviation().get(short, ("other", ""))
