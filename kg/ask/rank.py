"""How well a text answers a topic: the topic's words in their order, not merely somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.ask.frames import Phrase
from kg.ask.stop import Stop
from kg.ask.words import tokens
from kg.text import plain

ACCEPTED = 0.6
"""From this score on a text is an answer; below it only comes near."""

# Most of the score is how the words stand; the rest tells a text about the topic from one that mentions it.
_PHRASE, _SCATTERED, _DENSITY = 0.75, 0.7, 0.25


class Topic(NamedTuple):
    """The ways of saying what is asked about; ``stop`` are the words that count for nothing in comparing.

    ``weight`` below 1: part of what was asked could not be translated, and no text can be a full answer.
    """

    variants: tuple[Phrase, ...]
    stop: Stop
    weight: float = 1.0


def score(asked: Topic, text: str) -> float:
    """From 0 to 1: how well the folded text is about the topic; ``ACCEPTED`` and more for a good answer.

    The whole phrase counts most; then all words, with most of them side by side as in the question;
    some of the words are never enough.
    """
    whole = tokens(text)
    solid = asked.stop.solid(whole)
    best = 0.0
    for variant in asked.variants:
        best = max(best, _score(asked.stop.without(variant) or variant, solid), _score(variant, whole))
    return best * asked.weight


def _score(variant: Phrase, found: list[str]) -> float:
    """Compared with accents where the question has any, without them where it has none."""
    if not found:
        return 0.0
    marked = any(w.marked for w in variant)
    asked = [w.folded if marked else w.bare for w in variant]
    text = " ".join(["", *found, ""])
    text = text if marked else plain(text)
    density = min(1.0, len(asked) / len(found))
    if _stands(asked, text):
        return _PHRASE + _DENSITY * density
    covered = sum(_stands([w], text) for w in asked) / len(asked)
    pairs = list(pairwise(asked))
    beside = sum(_stands(pair, text) for pair in pairs) / len(pairs) if pairs else 0.0
    if covered < 1:
        return covered * (0.5 + 0.5 * beside) * (ACCEPTED - 0.01)
    return _SCATTERED * (0.6 + 0.4 * beside) + 0.05 * density


def _stands(phrase: Sequence[str], text: str) -> bool:
    return f" {' '.join(phrase)} " in text
