"""Fixed names and cue phrases in one multi-pattern automaton over folded text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from kg.extract.types import Value
from kg.model import Span


class Names:
    """Phrases with their values; ``find`` gives every occurrence that stands as whole words.

    All occurrences are given, overlapping ones too: who wins is settled elsewhere. The values of one phrase come in
    order of what they say.
    """

    def __init__(self, phrases: Mapping[str, tuple[Value, ...]]) -> None:
        self._phrases = sorted(phrases)
        self._values = [sorted(phrases[p], key=repr) for p in self._phrases]
        self._automaton = AhoCorasick(self._phrases) if self._phrases else None

    def find(self, folded: str) -> Iterator[tuple[Span, Value]]:
        """Every whole-word occurrence of a phrase in folded text."""
        if self._automaton is None:
            return
        folded, places = _single_spaced(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            before = folded[start - 1] if start else " "
            after = folded[end] if end < len(folded) else " "
            if not (before.isalnum() or after.isalnum()):
                for value in self._values[index]:
                    yield Span(places[start], places[end - 1] + 1), value


def _single_spaced(folded: str) -> tuple[str, Sequence[int]]:
    """Text with one space for any run of them, and where each of its characters stood: "Bộ  Y tế" is "Bộ Y tế"."""
    if "  " not in folded:
        return folded, range(len(folded))
    places = [i for i, c in enumerate(folded) if not (c == " " and i and folded[i - 1] == " ")]
    return "".join(folded[i] for i in places), places
