"""A build as questions see it: rows of shipped queries, things by their names, candidates by their wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from kg import query, search_index
from kg.ask.numbers import numbered
from kg.ask.understand import Named, lexicon_for
from kg.ask.words import Word, joined, meets, words
from kg.store import Graph as Build
from kg.text import fold, plain

# Kinds of the index → kinds of things in a question.
_KINDS = {"body": "body", "work": "document", "person": "person"}
_AROUND = ".,;:()[]\"'“”‘’–-"
_CANDIDATES = 30

Row = dict[str, str | None]


class Candidates(NamedTuple):
    """``whole``: IRI → folded wording (names, then sentences, a line each) of what has every word of a phrase;
    ``part``: share of the words and IRI of what has some."""

    whole: dict[str, str]
    part: list[tuple[float, str]]


class Graph:
    """Reads a build for one question or many; what it read of names is kept."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], list[Row]] = {}

    def rows(self, name: str, **parameters: str) -> list[Row]:
        """Rows of a shipped query as plain strings; the same question is put to the store once."""
        key = (name, tuple(sorted(parameters.items())))
        if key not in self._known:
            self._known[key] = query.rows(self.build, name, **parameters)
        return self._known[key]

    def query_text(self, name: str, parameter: str, values: Sequence[str]) -> str:
        """A shipped query that can be run as it is, with the values that its parameter took."""
        return query.standalone(name, parameter, values)

    @cached_property
    def _names(self) -> dict[str, list[search_index.Name]]:
        """Every name by its first word as written: only names that begin with a word of a question are looked at."""
        found: dict[str, list[search_index.Name]] = defaultdict(list)
        for one in search_index.names(self.build.folder, tuple(_KINDS)):
            found[one.name.partition(" ")[0]].append(one)
        return found

    def named(self, asked: Sequence[Word]) -> list[Named]:
        """The bodies, documents and people that the words name, from left to right, the longest name in each place."""
        present = {w.bare for w in asked}
        found: list[Named] = []
        for first, names in self._names.items():
            for one in names if _bare(first) in present else ():
                if _bare(one.name.rpartition(" ")[2]) in present:
                    known, kind = words(one.name), _KINDS[one.kind]
                    places = (i for i in range(len(asked)) if meets(asked, known, i))
                    found += [Named(i, i + len(known), one.iri, kind) for i in places]
        if any(w.bare[0].isdigit() for w in asked):
            found += numbered(asked, self.rows("ask-numbers"), [lexicon_for(asked)])
        return _longest(found)

    def candidates(self, asked: Iterable[Sequence[Word]], kinds: Sequence[str]) -> Candidates:
        """What shares words with any of the phrases, the best of the index first."""
        hits: dict[str, tuple[float, float]] = {}
        for phrase in asked:
            for hit in search_index.search(self.build.folder, joined(phrase), kinds, _CANDIDATES):
                hits[hit.iri] = max(hits.get(hit.iri, (0.0, 0.0)), (hit.coverage, hit.score))
        best = sorted(hits, key=lambda iri: (-hits[iri][0], -hits[iri][1], iri))
        whole = [iri for iri in best if hits[iri][0] >= 1]
        texts = search_index.texts(self.build.folder, whole) if whole else {}
        folded = {iri: "\n".join(map(fold, texts.get(iri, "").split("\n"))) for iri in whole}
        return Candidates(folded, [(hits[iri][0], iri) for iri in best if iri not in folded])


@cache
def _bare(part: str) -> str:
    return plain(part.strip(_AROUND))


def _longest(found: Iterable[Named]) -> list[Named]:
    """Without names that lie inside longer ones; several things of one name all stay."""
    ranked = sorted(set(found), key=lambda n: (n.start - n.end, n.start, n.iri))
    kept: list[Named] = []
    for one in ranked:
        if all((one.start, one.end) == (k.start, k.end) or one.end <= k.start or k.end <= one.start for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda n: (n.start, n.end, n.iri))
