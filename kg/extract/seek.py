"""Patterns that are looked for only where they can be: most texts have none of the words that a pattern needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

DIGIT = "0"
"""Among the words that a pattern needs: a digit, of any number."""

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


class Sought:
    """A regular expression with the words one of which stands in each of its matches.

    ``needs`` are phrases of which the first word stands whole in a match: "một số" for the determiner "Một số". A text
    without any of these words is passed over. ``ValueError`` for a phrase that begins with no word.
    """

    def __init__(self, pattern: str, needs: Iterable[str]) -> None:
        self.regex = re.compile(pattern)
        self.pattern = pattern
        self.needs = frozenset(map(_first_word, needs))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in a text, from left to right."""
        return iter(()) if self.needs.isdisjoint(_words(text)) else self.regex.finditer(text)

    def search(self, text: str, place: int = 0) -> re.Match[str] | None:
        """The first match at or after a place."""
        return None if self.needs.isdisjoint(_words(text)) else self.regex.search(text, place)

    def match(self, text: str, place: int = 0) -> re.Match[str] | None:
        """The match that begins at a place."""
        return self.regex.match(text, place)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self.regex.fullmatch(text)


def _first_word(phrase: str) -> str:
    word = _WORD.match(phrase)
    if word is None:
        raise ValueError(f"begins with no word: {phrase!r}")
    return word.group()


@lru_cache(maxsize=8)
def _words(text: str) -> frozenset[str]:
    """The words of a text; patterns ask for those of one text one after the other."""
    found = frozenset(_WORD.findall(text))
    return found | {DIGIT} if _DIGIT.search(text) else found
