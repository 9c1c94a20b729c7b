"""Asking the index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from kg.errors import BrokenStore
from kg.store.places import SEARCH
from kg.text import fold, plain

KINDS = ("task", "target", "body", "work", "person", "meeting")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 48


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


def search(folder: Path, words: str, kinds: Sequence[str] = (), limit: int = 20) -> list[Hit]:
    """Things of a build (``Graph.folder``) that share words with ``words``, best first; no words, no hits.

    Any text may be asked for: nothing in it is taken as search syntax. With accents, the accented spelling
    ranks higher. ``kinds`` are some of ``KINDS``; none means all. ``BrokenStore`` where the index can't be read.
    """
    asked = _WORD.findall(fold(words).replace("_", " "))[:_MOST_WORDS]
    if not asked:
        return []
    wanted = {plain(word) for word in asked}
    hits = []
    for row in _read(folder, "search", match_expression(asked), json.dumps(list(kinds)), limit):
        this, kind, label, called, quotes, score = row
        has = set(_WORD.findall(f"{called} {quotes}"))
        covered = sum(word in has for word in wanted) / len(wanted)
        hits.append(Hit(str(this), str(kind), str(label), float(str(score)), covered))
    return hits


def names(folder: Path, kinds: Sequence[str] = ()) -> list[Name]:
    """Every name of the things of some kinds (none: all), sorted by IRI, the official ones first."""
    rows = _read(folder, "names", json.dumps(list(kinds)))
    return [Name(str(i), str(k), str(n), str(la), bool(p)) for i, k, n, la, p in rows]


def texts(folder: Path, iris: Sequence[str]) -> dict[str, str]:
    """The names, then the sentences, of each of some things, one a line."""
    return {str(this): str(text) for this, text in _read(folder, "texts", json.dumps(list(iris)))}


def match_expression(asked: Sequence[str]) -> str:
    """An FTS5 expression for folded words: the phrase, its pairs, its words, the last one as a beginning too.

    Pairs, because most Vietnamese words have two syllables: ``cải cách``, ``hành chính``.
    """
    bare = [plain(word) for word in asked]
    pairs = [f"{a} {b}" for a, b in pairwise(bare)]
    terms = dict.fromkeys([" ".join(bare), *pairs, *bare, *asked])
    quoted = [f'"{term}"' for term in terms]
    return " OR ".join([*quoted, f'"{bare[-1]}" *'] if len(bare[-1]) > 1 else quoted)


def _read(folder: Path, question: str, *values: object) -> list[tuple[object, ...]]:
    sql = Path(__file__).with_name(f"{question}.sql").read_text(encoding="utf-8")
    try:
        # immutable: the file of a build never changes, so that no lock and no journal is wanted beside it.
        base = sqlite3.connect(f"file:{quote(str(folder / SEARCH))}?mode=ro&immutable=1", uri=True)
        try:
            return base.execute(sql, values).fetchall()
        finally:
            base.close()
    except sqlite3.Error as error:
        raise BrokenStore(path=folder, reason=error) from error
