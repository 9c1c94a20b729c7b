"""How well a text answers a topic: the topic's words, and side by side, not merely somewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.ask.frames import Phrase
from kg.ask.stop import Stop
from kg.ask.words import Word, tokens
from kg.text import plain

ACCEPTED = 0.6
"""From this score on a text is an answer; below it only comes near."""

# Of a score: that the words are there, that they stand beside each other, that they are the very phrase, and how much
# of the text they are.
_THERE, _BESIDE, _PHRASE, _DENSITY = 0.53, 0.32, 0.05, 0.1
# Words of one matter stand no further apart than this; further off they are halfway beside each other.
_NEAR = 5
# A matter of so few words must be there whole, and in its order: *hạ tầng số*, not *hạ giá … một số tầng lớp*.
_SHORT, _CLOSE = 3, 3
# Added to what a word tells: even a common one was asked for.
_COMMON = 2.0


class Topic(NamedTuple):
    """The ways of saying what is asked about; ``stop`` are the words that count for nothing in comparing.

    ``weight`` below 1: part of what was asked could not be translated, and no text can be a full answer.
    ``rarity`` says how much each word tells, by its unaccented form (``Graph.weights``); without it all tell the same.
    """

    variants: tuple[Phrase, ...]
    stop: Stop
    weight: float = 1.0
    rarity: Mapping[str, float] = {}


def score(asked: Topic, text: str, least: float = 0.0) -> float:
    """From 0 to 1: how well the folded text is about the topic; ``ACCEPTED`` and more for a good answer.

    A rare word that is missing costs much, a common one little; words scattered over a text are never enough, and a
    matter of two or three words must be there whole: *hạ tầng số* is not *hạ tầng công nghệ thông tin*.

    What cannot be more than ``least`` may come out as 0, sooner.
    """
    whole = tokens(text)
    if not whole:
        return 0.0
    # What is typed without accents keeps more of its words (*o* may be *ở*, an empty one): so must the text.
    found = {
        marked: _Text(asked.stop.solid(whole, marked=marked) or whole)
        for marked in {_marked(v) for v in _solid(asked.variants, asked.stop)}
    }
    best = least / asked.weight
    start = best
    for variant in _solid(asked.variants, asked.stop):
        best = max(best, _score(variant, found[_marked(variant)], asked.rarity, best))
    return best * asked.weight if best > start else 0.0


def reach(asked: Topic, text: str) -> float:
    """The share of the topic that stands anywhere in the folded text: no part of it can be more about the topic."""
    whole = tokens(text)
    folded, bare = set(whole), set(plain(" ".join(whole)).split(" "))
    has: dict[Word, float] = {}
    most = 0.0
    for variant in _solid(asked.variants, asked.stop):
        there = every = 0.0
        for word in variant:
            tells = _COMMON + asked.rarity.get(word.bare, 0.0)
            if word not in has:
                has[word] = word.folded in folded if word.folded != word.bare else word.bare in bare
            there += tells * has[word]
            every += tells
        most = max(most, there / every)
    return most


def _marked(variant: Phrase) -> bool:
    return any(word.folded != word.bare for word in variant)


@lru_cache(maxsize=16)
def _solid(variants: tuple[Phrase, ...], stop: Stop) -> tuple[Phrase, ...]:
    """The ways of saying it without their empty words, each once: asked of every text again."""
    return tuple(dict.fromkeys(stop.without(v) or v for v in variants))


class _Text:
    """The words of a text by their places, with accents and without."""

    def __init__(self, folded: Sequence[str]) -> None:
        self.length = len(folded)
        self._folded = folded

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return _by_word(self._folded)

    @cached_property
    def _bare(self) -> dict[str, list[int]]:
        return _by_word(plain(" ".join(self._folded)).split(" "))

    def places(self, word: Word) -> list[int]:
        """Where the word stands; one that was typed without accents may have had any."""
        if word.folded != word.bare:
            return self._places.get(word.folded, [])
        return self._bare.get(word.bare, [])


def _by_word(words: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


def _there(variant: Phrase, text: _Text, rarity: Mapping[str, float]) -> tuple[float, list[list[int]], list[float]]:
    """The share of the words that the text has, where each stands, and how much each tells."""
    places = [text.places(w) for w in variant]
    tells = [_COMMON + rarity.get(w.bare, 0.0) for w in variant]
    return sum(t for t, p in zip(tells, places, strict=True) if p) / sum(tells), places, tells


def _score(variant: Phrase, text: _Text, rarity: Mapping[str, float], least: float) -> float:
    there, places, tells = _there(variant, text, rarity)
    if there * (_THERE + _BESIDE + _DENSITY) + _PHRASE <= least or not there:
        return 0.0
    apart = range(2, _CLOSE + 1) if len(variant) <= _SHORT else range(-_NEAR, _NEAR + 1)
    pairs = [(min(a, b), _beside(p, q, apart)) for (a, p), (b, q) in pairwise(zip(tells, places, strict=True))]
    beside = sum(w * b for w, b in pairs) / sum(w for w, _ in pairs) if pairs else 1.0
    phrase = _PHRASE if all(b == 1 for _, b in pairs) and there == 1 else 0.0
    found = there * (_THERE + _BESIDE * beside) + phrase + _DENSITY * there * min(1.0, len(variant) / text.length)
    return min(found, ACCEPTED - 0.01) if there < 1 and len(variant) <= _SHORT else found


def _beside(first: Sequence[int], second: Sequence[int], apart: range) -> float:
    """1 where the second word follows the first, a half where it stands as far from it as is allowed, 0 elsewhere."""
    if not first or not second:
        return 0.0
    after = set(second)
    if any(at + 1 in after for at in first):
        return 1.0
    return 0.5 if any(b - a in apart for a in first for b in second) else 0.0
