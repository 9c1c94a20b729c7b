"""A name as people type it: an abbreviation without its ampersand, one syllable of a long name misspelt."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.spelling import distance
from kg.ask.words import Word, meets, same

_VOWELS = set("aeiouy")
_LEAST, _MOST = 3, 8
# So long a name is known although one of its inner words is misspelt.
_LONG = 4


def abbreviations(word: Word) -> list[str]:
    """The unaccented forms under which a word of a question may be registered: *KHCN* as ``khcn`` and ``kh&cn``."""
    bare = word.bare
    if not (_LEAST <= len(bare) <= _MOST and bare.isalpha()) or _VOWELS & set(bare):
        return [bare]
    return [bare, *(f"{bare[:at]}&{bare[at:]}" for at in range(1, len(bare)))]


def names(asked: Sequence[Word], known: Sequence[Word], at: int) -> bool:
    """Whether a known name stands in the question from ``at``.

    *Bộ KHCN* is *Bộ KH&CN*; *Bộ Kho học và Công nghệ* is *Bộ Khoa học và Công nghệ*, where one letter of one of its
    inner words is missing, too many, wrong or swapped with the next.
    """
    if len(asked) - at < len(known):
        return False
    said = asked[at : at + len(known)]
    if meets(said, known):
        return True
    if any("&" in word.bare for word in known):
        return all(same(a, k) or _short(a) == _short(k) for a, k in zip(said, known, strict=True))
    odd = [i for i, (a, k) in enumerate(zip(said, known, strict=True)) if not same(a, k)]
    if len(known) < _LONG or len(odd) != 1 or odd[0] in (0, len(known) - 1):
        return False
    typed, right = said[odd[0]].bare, known[odd[0]].bare
    return len(typed) >= _LEAST and typed.isalpha() and distance(typed, right, 1) <= 1


def _short(word: Word) -> str:
    return word.bare.replace("&", "")
