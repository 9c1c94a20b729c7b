"""A build as questions see it: rows of shipped queries, things by their names, candidates by their wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.frames import Lexicon, lexicon
from kg.ask.naming import abbreviations, names
from kg.ask.numbers import numbered
from kg.ask.understand import Named, in_full, lexicon_for
from kg.ask.words import Word, joined, meets, words
from kg.search_index import TOPIC, Index
from kg.text import fold

if TYPE_CHECKING:
    from kg.store import Graph as Build

# Kinds of the index → kinds of things in a question.
_KINDS = {"body": "body", "work": "document", "person": "person"}
_PARTS = re.compile(r"\w+")
_CANDIDATES = 30
# What has no larger share of the words than this comes not even near.
_LITTLE = 0.34
# Two matters are one where they begin alike: so many words tell.
_MATTER = 2

Row = dict[str, str | None]


class Candidate(NamedTuple):
    """A thing that shares words with a phrase: its folded wording (names, then sentences, a line each)."""

    iri: str
    text: str


class Graph:
    """Reads a build for one question or many; what it read of names is kept.

    ``day``: only what sources of that day or older say counts; None counts everything.
    """

    def __init__(self, build: Build) -> None:
        self.build = build
        self.day: str | None = None
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], list[Row]] = {}

    def on(self, day: str | None) -> Graph:
        """The same build as of a day."""
        view = copy(self)
        view.day = day
        return view

    @cached_property
    def index(self) -> Index:
        return Index(self.build.folder)

    def rows(self, name: str, **parameters: str) -> list[Row]:
        """Rows of a shipped query as plain strings; the same question is put once, and to the store only where the
        build has not answered it beforehand.
        """
        key = (name, tuple(sorted(parameters.items())))
        if key not in self._known:
            value = next(iter(parameters.values()), None)
            kept = self.index.rows(name, value) if value is None or value.startswith("http") else None
            self._known[key] = self._put(name, parameters) if kept is None else kept
        return self._known[key]

    def ahead(self, name: str, parameter: str, values: Iterable[str]) -> None:
        """Read at once what ``rows`` is going to be asked for, as far as the build has answered it beforehand."""
        keys = {v: (name, ((parameter, v),)) for v in values if v.startswith("http")}
        new = [v for v, key in keys.items() if key not in self._known]
        found = self.index.rows_of(name, new) if new else None
        if found is not None:
            self._known.update({keys[v]: found.get(v, []) for v in new})

    def _put(self, name: str, parameters: dict[str, str]) -> list[Row]:
        from kg import query

        return query.rows(self.build, name, **parameters)

    def named(self, asked: Sequence[Word]) -> list[Named]:
        """The bodies, documents and people that the words name, from left to right, the longest name in each place."""
        found: list[Named] = []
        for one in self.index.names(tuple(_KINDS), sorted({form for w in asked for form in abbreviations(w)})):
            known, kind = in_full(words(one.name)), _KINDS[one.kind]
            places = [i for i in range(len(asked)) if names(asked, known, i)]
            if places and kind == "body" and not one.preferred:
                places = [i for i in places if self._meant(one.iri, known, asked[i + len(known) :])]
            found += [Named(i, i + len(known), one.iri, kind) for i in places]
        if any(w.bare[0].isdigit() for w in asked):
            found += numbered(asked, self.rows("ask-numbers"), [lexicon_for(asked)])
        return _longest(found)

    def _meant(self, body: str, short: Sequence[Word], after: Sequence[Word]) -> bool:
        """Whether a short name means the body in a question that goes on with ``after``.

        A document may call its own *Ban Chỉ đạo Trung ương về cải cách chính sách tiền lương …* just *Ban Chỉ đạo*: by
        itself that is any, and no *Ban Chỉ đạo Trung ương về phát triển khoa học công nghệ* is meant by it.
        """
        if any(len(kind) == len(short) and meets(short, kind) for _, kind in lexicon("vi").prefixes):
            return False
        whole = next((row["name"] or "" for row in self.rows("ask-name", thing=body) if row["language"] == "vi"), "")
        own, asked = self._matter(words(whole)), self._matter(after)
        return not own or not asked or meets(asked, own[:_MATTER])

    def _matter(self, asked: Sequence[Word]) -> Sequence[Word]:
        """The words of a committee's matter: *phát triển …* of *Ban Chỉ đạo Trung ương về phát triển …*."""
        joins = lexicon("vi").joins
        at = next((i for i, word in enumerate(asked) if word.bare in joins), len(asked))
        return asked[at + 1 :]

    def candidates(self, asked: Iterable[Sequence[Word]], kinds: Sequence[str]) -> list[Candidate]:
        """What shares words with any of the phrases, the best of the index first."""
        phrases = dict.fromkeys(map(joined, asked))
        hits = self.index.wordings(phrases, kinds, _CANDIDATES if len(phrases) == 1 else 2 * _CANDIDATES)
        hits.sort(key=lambda found: (-found[0].coverage, -found[0].score, found[0].iri))
        return [_candidate(hit.iri, text) for hit, text in hits if hit.coverage > _LITTLE]

    def wordings(self, iris: Sequence[str]) -> list[Candidate]:
        """Things by their IRIs, as candidates."""
        return [_candidate(iri, text) for iri, text in self.index.texts(iris).items()]

    def topics(self, asked: Sequence[Word]) -> list[Row]:
        """The names of the topics of which one may stand in the words."""
        outer = {form for w in asked for form in (w.bare, f"{w.bare}s", w.bare.removesuffix("s"), _one(w.bare))}
        found = dict.fromkeys(name.iri for name in self.index.names((TOPIC,), sorted(outer)))
        return [row for iri in found for row in self.rows("ask-topics", topic=iri)]

    def weights(self, asked: Iterable[Word]) -> dict[str, float]:
        """How much each word tells, by its unaccented form: a rare one much, one that is everywhere next to nothing."""
        parts = {w.bare: _PARTS.findall(w.bare) for w in asked}
        known = self.index.frequencies(p for every in parts.values() for p in every)
        size = max(1, self.index.size())
        return {bare: max((log(1 + size / known.get(p, 1)) for p in every), default=0) for bare, every in parts.items()}

    def knows(self, asked: Sequence[Word]) -> frozenset[str]:
        """The folded words, with their accents, and the unaccented ones that any thing of the build has."""
        return frozenset(
            self.index.frequencies(p for w in asked for f in (w.folded, w.bare) for p in _PARTS.findall(f))
        )

    def mended(self, asked: Sequence[Word], lex: Lexicon) -> Sequence[Word]:
        """The words with those righted that are misspelt; English words are looked for in the lexicon alone."""
        known = self.knows(asked)
        if all(w.folded in known or not w.bare.isalpha() for w in asked):
            return asked
        from kg.ask.spelling import mended

        own = lex.spoken
        return mended(asked, known, lambda w: lex.language == "en" or w.bare in own, self.index)


def _candidate(iri: str, text: str) -> Candidate:
    return Candidate(iri, "\n".join(map(fold, text.split("\n"))))


def _one(word: str) -> str:
    return word.removesuffix("ies") + "y"


def _longest(found: Iterable[Named]) -> list[Named]:
    """Without names that lie inside longer ones; several things of one name all stay."""
    ranked = sorted(set(found), key=lambda n: (n.start - n.end, n.start, n.iri))
    kept: list[Named] = []
    for one in ranked:
        if all((one.start, one.end) == (k.start, k.end) or one.end <= k.start or k.end <= one.start for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda n: (n.start, n.end, n.iri))
