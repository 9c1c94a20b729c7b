"""Words that carry no topic: *của, và, về*; *of, the*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.ask.words import Word
from kg.text import fold, plain


class Stop:
    """Empty words of one or more syllables.

    Without accents too many of them look like full ones (*thế* like *thể*, *cái* like *cải*), so that a
    question typed without any is read with a list of its own, of those that can hardly be meant otherwise.
    """

    def __init__(self, marked: Iterable[str], bare: Iterable[str]) -> None:
        self._marked = _by_first(marked)
        self._bare = _by_first(bare)

    def positions(self, asked: Sequence[Word]) -> frozenset[int]:
        """Positions of the empty words in a question."""
        if any(w.marked for w in asked):
            return _covered([w.folded for w in asked], self._marked)
        return _covered([w.bare for w in asked], self._bare)

    def without(self, asked: Sequence[Word]) -> tuple[Word, ...]:
        """The other words, so that *khoa học và công nghệ* is *khoa học, công nghệ*."""
        empty = self.positions(asked)
        return tuple(w for i, w in enumerate(asked) if i not in empty)

    def solid(self, folded: list[str], *, marked: bool = True) -> list[str]:
        """The same for the folded words of a text, which is Vietnamese with its accents; for a question without any
        (not ``marked``), those that it would be read without.
        """
        empty = _covered(folded, self._marked) if marked else _covered(plain(" ".join(folded)).split(" "), self._bare)
        return [w for i, w in enumerate(folded) if i not in empty]


def _by_first(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    for phrase in phrases:
        parts = fold(phrase).split()
        found[parts[0]].append(parts)
    return dict(found)


def _covered(text: list[str], phrases: dict[str, list[list[str]]]) -> frozenset[int]:
    found: set[int] = set()
    for at, word in enumerate(text):
        for parts in phrases.get(word, ()):
            if text[at : at + len(parts)] == parts:
                found.update(range(at, at + len(parts)))
    return frozenset(found)
