"""Asking the index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.errors import BrokenStore
from kg.store.places import SEARCH
from kg.text import fold, plain

KINDS = ("task", "target", "result", "duty", "body", "work", "person", "meeting")
TOPIC = "topic"
"""The kind of names that are those of no thing, but of what things are about."""
_WORD = re.compile(r"\w+")
_MOST_WORDS = 48
_TABLE = re.compile(r"[a-z][a-z0-9-]*")

Row = dict[str, str | None]


class Hit(NamedTuple):
    """A thing found: ``score`` grows with relevance, ``coverage`` is the share of the words asked for that it has."""

    iri: str
    kind: str
    label: str
    score: float
    coverage: float


class Name(NamedTuple):
    """A name of a thing in one language (empty: none given); ``preferred`` for the official one."""

    iri: str
    kind: str
    name: str
    language: str
    preferred: bool


class Index:
    """The index of one build, held open: ``BrokenStore`` where it can't be read."""

    def __init__(self, folder: Path) -> None:
        from urllib.parse import quote

        self._folder = folder
        # immutable: the file of a build never changes, so that no lock and no journal is wanted beside it.
        place = f"file:{quote(str(folder / SEARCH))}?mode=ro&immutable=1"
        try:
            self._base = sqlite3.connect(place, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise BrokenStore(path=folder, reason=error) from error

    def close(self) -> None:
        self._base.close()

    def search(self, words: str, kinds: Sequence[str] = (), limit: int = 20) -> list[Hit]:
        """Things that share words with ``words``, best first; no words, no hits.

        Any text may be asked for: nothing in it is taken as search syntax. With accents, the accented spelling
        ranks higher. ``kinds`` are some of ``KINDS``; none means all.
        """
        return [hit for hit, _ in self.wordings([words], kinds, limit)]

    def wordings(self, phrases: Iterable[str], kinds: Sequence[str] = (), limit: int = 20) -> list[tuple[Hit, str]]:
        """The same for several ways of saying it, each hit with its text: its names, then its sentences, one a line.

        ``coverage`` is that of the way of which it has most.
        """
        every = [_WORD.findall(fold(words).replace("_", " "))[:_MOST_WORDS] for words in phrases]
        if not any(every):
            return []
        wanted, expression = [{plain(word) for word in asked} for asked in every if asked], match_expression(*every)
        hits = []
        found = [row for rows in self._ranges(kinds) for row in self._ask("search", expression, *rows, limit)]
        for row in sorted(found, key=lambda row: (-float(str(row[5])), str(row[0])))[:limit]:
            this, kind, label, called, quotes, score, text = row
            has = set(_WORD.findall(f"{called} {quotes}"))
            covered = max(sum(word in has for word in one) / len(one) for one in wanted)
            hits.append((Hit(str(this), str(kind), str(label), float(str(score)), covered), str(text)))
        return hits

    def _ranges(self, kinds: Sequence[str]) -> list[tuple[int, int]]:
        """First and last row of the things of some kinds (none: all); kinds that are neighbours are one range."""
        found: list[tuple[int, int]] = []
        for first, last in (self._rows_of[kind] for kind in self._rows_of if kind in (kinds or self._rows_of)):
            joins = bool(found) and found[-1][1] + 1 == first
            found[-1:] = [(found[-1][0], last)] if joins else [*found[-1:], (first, last)]
        return found

    @cached_property
    def _rows_of(self) -> dict[str, tuple[int, int]]:
        return {str(kind): (int(str(first)), int(str(last))) for kind, first, last in self._ask("kinds")}

    def names(self, kinds: Sequence[str] = (), outer: Sequence[str] = ()) -> list[Name]:
        """Names of the things of some kinds (none: all), sorted by IRI, the official ones first.

        With ``outer`` only those that begin and end with one of these words, unaccented.
        """
        which = json.dumps(list(kinds))
        rows = self._ask("named", which, json.dumps(list(outer))) if outer else self._ask("names", which)
        return [Name(str(i), str(k), str(n), str(la), bool(p)) for i, k, n, la, p in rows]

    def texts(self, iris: Sequence[str]) -> dict[str, str]:
        """The names, then the sentences, of each of some things, one a line."""
        return {str(this): str(text) for this, text in self._ask("texts", json.dumps(list(iris)))}

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """In how many things each word (folded, or unaccented) stands; a word that no thing has is left out."""
        asked = sorted(set(words))
        return {str(word): int(str(n)) for word, n in self._ask("frequencies", json.dumps(asked))}

    def alike(self, length: int, slack: int = 1) -> list[str]:
        """Words of about that length, which a misspelt one may mean."""
        return [str(word) for (word,) in self._ask("alike", length - slack, length + slack)]

    def together(self, first: str, second: str) -> int:
        """In how many things one word stands right before another."""
        return int(str(self._ask("together", f'"{first} {second}"')[0][0]))

    def size(self) -> int:
        """How many things there are."""
        return int(str(self._ask("size")[0][0]))

    def rows(self, name: str, key: str | None = None) -> list[Row] | None:
        """The rows of a query that the build has answered beforehand, for one value of its parameter.

        None where it has not: then the query is put to the graph.
        """
        if not _TABLE.fullmatch(name) or name not in self._kept():
            return None
        column = self._kept()[name]
        sql = f'SELECT * FROM "{name}"' + (f' WHERE "{column}" = ?' if column else "")
        return self._dicts(sql, (key,) if column else ())

    def rows_of(self, name: str, keys: Sequence[str]) -> dict[str, list[Row]] | None:
        """The same for several values at once; a value without rows is left out."""
        if not _TABLE.fullmatch(name) or not self._kept().get(name):
            return None
        column = self._kept()[name]
        found: dict[str, list[Row]] = {}
        sql = f'SELECT * FROM "{name}" WHERE "{column}" IN (SELECT value FROM json_each(?))'
        for row in self._dicts(sql, (json.dumps(list(keys)),)):
            found.setdefault(row[column] or "", []).append(row)
        return found

    def _dicts(self, sql: str, values: tuple[str | None, ...]) -> list[Row]:
        try:
            found = self._base.execute(sql, values)
            columns = [c[0] for c in found.description]
            return [dict(zip(columns, row, strict=True)) for row in found]
        except sqlite3.Error as error:
            raise BrokenStore(path=self._folder, reason=error) from error

    @cache  # noqa: B019 - lives as long as the index that is held open
    def _kept(self) -> dict[str, str]:
        return {str(name): str(key) for name, key in self._ask("kept")}

    def _ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        try:
            return self._base.execute(_sql(question), values).fetchall()
        except sqlite3.Error as error:
            raise BrokenStore(path=self._folder, reason=error) from error


@cache
def _sql(question: str) -> str:
    return Path(__file__).with_name(f"{question}.sql").read_text(encoding="utf-8")


def search(folder: Path, words: str, kinds: Sequence[str] = (), limit: int = 20) -> list[Hit]:
    """``Index.search`` over a build (``Graph.folder``) that is opened for this."""
    return Index(folder).search(words, kinds, limit)


def names(folder: Path, kinds: Sequence[str] = ()) -> list[Name]:
    """``Index.names`` over a build that is opened for this."""
    return Index(folder).names(kinds)


def texts(folder: Path, iris: Sequence[str]) -> dict[str, str]:
    """``Index.texts`` over a build that is opened for this."""
    return Index(folder).texts(iris)


def match_expression(*phrases: Sequence[str]) -> str:
    """An FTS5 expression for folded words: each phrase, its pairs, its words, the last one as a beginning too.

    Pairs, because most Vietnamese words have two syllables: ``cải cách``, ``hành chính``.
    """
    terms: dict[str, None] = {}
    for asked in filter(None, phrases):
        bare = [plain(word) for word in asked]
        pairs = (f"{a} {b}" for a, b in pairwise(bare))
        quoted = [f'"{term}"' for term in dict.fromkeys([" ".join(bare), *pairs, *bare, *asked])]
        terms.update(dict.fromkeys([*quoted, f'"{bare[-1]}" *'] if len(bare[-1]) > 1 else quoted))
    return " OR ".join(terms)
