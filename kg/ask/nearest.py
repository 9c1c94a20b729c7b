"""Names that come near one that nobody bears: misspelt, cut short, or with a word too many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kg.text import words

T = TypeVar("T")

# From this share of letters in threes on a name comes near, unless another comes so much nearer.
_LEAST, _MARGIN = 0.35, 0.6
# A name that begins with what was typed is nearer than one that has it inside; both are nearer than one merely alike.
_BEGINS, _HOLDS = 2.0, 1.0
_PIECE = 3


def nearest(typed: str, names: Iterable[tuple[str, T]], most: int = 5) -> list[T]:
    """Of some names, each with what bears it, those nearest to what was typed, accents or none, hyphens or none.

    *Bộ Tài chíng* → *Bộ Tài chính*; *Thủ tướng* → *Thủ tướng Chính phủ*.
    """
    asked = " ".join(words(typed))
    if not asked:
        return []
    pieces, best = _pieces(asked), dict[T, tuple[float, int, str]]()
    for name, thing in names:
        own = " ".join(words(name))
        score = _score(asked, pieces, own)
        rank = (-score, len(own), own)
        if score >= _LEAST and (thing not in best or rank < best[thing]):
            best[thing] = rank
    top = max((-rank[0] for rank in best.values()), default=0.0)
    near = [thing for thing, rank in best.items() if -rank[0] >= min(top, 1.0) * _MARGIN]
    return sorted(near, key=lambda thing: best[thing])[:most]


def _score(asked: str, pieces: frozenset[str], own: str) -> float:
    """Dice's share of letters in threes, and more where the one stands in the other as whole words."""
    others = _pieces(own)
    if not others:
        return 0.0
    dice = 2 * len(pieces & others) / (len(pieces) + len(others))
    if f"{own} ".startswith(f"{asked} "):
        return _BEGINS + dice
    return (_HOLDS if f" {asked} " in f" {own} " else 0.0) + dice


def _pieces(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[i : i + _PIECE] for i in range(len(padded) - _PIECE + 1))
