"""Words of a question or of a text, compared as people type them: with accents, without, or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.text import fold, nfc, plain

# A stroke stands inside the number of a document, and parts two words: *57-NQ/TW* is one, *kinh tế số/GDP* are four.
_WORD = re.compile(r"(?=[\w&/.\-]*\d)\w+(?:[&/.\-]\w+)*|\w+(?:[&.\-]\w+)*", re.UNICODE)


class Word(NamedTuple):
    """A word as written, folded, and folded without marks."""

    written: str
    folded: str
    bare: str

    @property
    def marked(self) -> bool:
        """Whether it carries a mark: ``phụ`` does, ``phu`` and ``ban`` do not."""
        return self.folded != self.bare


def words(text: str) -> tuple[Word, ...]:
    """The words of a text; ``57-NQ/TW`` and ``KH&CN`` are one word each, ``R&D/GDP`` is two, punctuation is none.

    >>> [w.bare for w in words("Bộ KH&CN, Nghị quyết 57-NQ/TW?")]
    ['bo', 'kh&cn', 'nghi', 'quyet', '57-nq/tw']
    >>> [w.bare for w in words("R&D/GDP")]
    ['r&d', 'gdp']
    """
    composed = nfc(text)
    folded, bare = fold(composed), plain(composed)
    spans = (m.span() for m in _WORD.finditer(composed))
    return tuple(Word(composed[a:b], folded[a:b], bare[a:b]) for a, b in spans)


def single(texts: Iterable[str]) -> dict[str, Word]:
    """Texts of one word each, without white space, as words."""
    written = sorted(set(texts))
    composed = nfc(" ".join(written))
    return dict(
        zip(written, map(Word, composed.split(" "), fold(composed).split(" "), plain(composed).split(" ")), strict=True)
    )


def same(asked: Word, known: Word) -> bool:
    """Whether what was typed means the known word: a mark that was typed must be right, one left out is forgiven.

    Capitals are another word than small letters where they spell an abbreviation: ``AI`` is not *ai* (who).
    """
    if len(asked.written) > 1 and asked.written.isupper() and known.written.islower():
        return False
    return _alike(asked, known)


def meets(asked: Sequence[Word], known: Sequence[Word], at: int = 0) -> bool:
    """Whether ``known`` stands in ``asked`` from position ``at``."""
    return len(asked) - at >= len(known) and all(same(asked[at + i], k) for i, k in enumerate(known))


def _alike(asked: Word, found: Word) -> bool:
    return asked.folded == found.folded if asked.marked else asked.bare == found.bare


def joined(chosen: Sequence[Word]) -> str:
    return " ".join(w.written for w in chosen)


def tokens(folded: str) -> list[str]:
    """The words of a folded text, as ``words`` cuts them."""
    return _WORD.findall(folded)


def from_word(text: str, number: int) -> str:
    """The text from its word ``number`` on, counted from 0."""
    composed = nfc(text)
    return composed[[m.start() for m in _WORD.finditer(composed)][number] :]
