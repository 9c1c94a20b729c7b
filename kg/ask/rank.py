"""How well a text answers a topic: the topic's words in their order, not merely somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.ask.frames import Phrase
from kg.ask.stop import Stop
from kg.ask.words import positions, words

ACCEPTED = 0.6
"""From this score on a text is an answer; below it only comes near."""

# Most of the score is how the words stand; the rest tells a text about the topic from one that mentions it.
_PHRASE, _SCATTERED, _DENSITY = 0.75, 0.7, 0.25


@dataclass(frozen=True, slots=True)
class Topic:
    """The ways of saying what is asked about; ``stop`` are the words that count for nothing in comparing.

    ``weight`` below 1: part of what was asked could not be translated, and no text can be a full answer.
    """

    variants: tuple[Phrase, ...]
    stop: Stop
    weight: float = 1.0

    def __bool__(self) -> bool:
        return any(self.variants)


def score(asked: Topic, text: str) -> float:
    """From 0 to 1: how well the text is about the topic; ``ACCEPTED`` and more for a good answer.

    The whole phrase counts most; then all words, with most of them side by side as in the question;
    some of the words are never enough.
    """
    whole = words(text)
    solid = asked.stop.without(whole)
    best = 0.0
    for variant in asked.variants:
        best = max(best, _score(asked.stop.without(variant) or variant, solid), _score(variant, whole))
    return best * asked.weight


def _score(variant: Phrase, found: Phrase) -> float:
    if not found:
        return 0.0
    density = min(1.0, len(variant) / len(found))
    if any(True for _ in positions(variant, found)):
        return _PHRASE + _DENSITY * density
    covered = sum(any(True for _ in positions((w,), found)) for w in variant) / len(variant)
    pairs = list(pairwise(variant))
    beside = sum(any(True for _ in positions(pair, found)) for pair in pairs) / len(pairs) if pairs else 0.0
    if covered < 1:
        return covered * (0.5 + 0.5 * beside) * (ACCEPTED - 0.01)
    return _SCATTERED * (0.6 + 0.4 * beside) + 0.05 * density
