"""How much two wordings of a task say the same: shared words, weighed by how rarely official documents use them.

The weights are fixed data, not counts over the documents at hand, so that two wordings are as like in one build as in
any other.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise, takewhile
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.extract.lexicon import abbreviations
from kg.text import plain, words

# Clauses of 10,000 below which a word is as telling as any.
_RARE = 20
# "… gồm: (31) Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp": an item told after the words that all items share.
_ITEM = re.compile(r":\s*\(\d{1,3}\)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Wording:
    """A task's syllables in order, and its words with their weights: syllables and pairs of neighbouring ones.

    ``known`` are the words by which it is compared, ``opening`` those with which it begins: what is to be done, and
    to what.
    """

    syllables: tuple[str, ...]
    terms: Mapping[str, float]
    weight: float
    known: frozenset[str]
    opening: frozenset[str]


class Likeness(NamedTuple):
    """``both``: the shared weight in that of both together; ``inside``: in that of the smaller; ``shared``: itself."""

    both: float
    inside: float
    shared: float


def wording_of(text: str, without: Iterable[str] = ()) -> Wording:
    """The weighed words of a task, short forms in full ("TTHC").

    Left out are its dates, the titles of documents it cites, the names in ``without``, those of the bodies that do
    it, and whoever heads these: all that is compared apart from the words; and what every document has done about
    itself ("tổng hợp, báo cáo kết quả thực hiện"). Of an item of a list only the item's own words count.

    >>> wording_of("Bộ Tài chính cắt giảm TTHC", ["Bộ Tài chính"]).syllables
    ('cat', 'giam', 'thu', 'tuc', 'hanh', 'chinh')
    """
    items = list(_ITEM.finditer(text))
    own = text[items[0].end() :] if len(items) == 1 and len(words(text[items[0].end() :])) > 2 else text
    bare = plain(_short_forms().sub(lambda m: abbreviations()[m[0]], own))
    named = frozenset(n for n in map(_plain, without) if n in bare)
    bare = _any_of(named).sub(" , ", bare) if named else bare
    bare = _any_of(_procedural()).sub(" , ", _day().sub(" ", _cited().sub(r" \1 ", bare)))
    syllables = tuple(words(bare))
    # One object for each word, however many tasks hold it: sets of them are then compared without looking at letters.
    terms = {intern(s): weight(s) for s in (*syllables, *map(" ".join, pairwise(syllables)))}
    return Wording(syllables, MappingProxyType(terms), math.fsum(terms.values()), frozenset(terms), _opening(syllables))


def _opening(syllables: Sequence[str]) -> frozenset[str]:
    """The first syllables, up to some weight ("xây dựng" alone tells little), and the pairs of neighbours in them."""
    enough, so_far = float(_data()["opening"]["weight"]), accumulate(map(weight, syllables))
    first = syllables[: 1 + sum(1 for _ in takewhile(lambda total: total < enough, so_far))]
    return frozenset((*first, *map(" ".join, pairwise(first))))


def likeness(a: Wording, b: Wording) -> Likeness:
    """How like two wordings are."""
    # fsum rounds once, whatever the order in which a set gives them.
    shared = math.fsum(map(a.terms.__getitem__, a.known & b.known))
    together, least = max(a.weight + b.weight - shared, a.weight, b.weight), min(a.weight, b.weight)
    return Likeness(shared / together if together else 0.0, shared / least if least else 0.0, shared)


def opened(a: Wording, b: Wording) -> float:
    """How much of what one of two begins with, its action and what is acted on, stands in the other: the greater share.

    "Xây dựng Chiến lược dữ liệu … Từ điển dữ liệu dùng chung" and "rà soát mức độ tuân thủ pháp luật về dữ liệu … Từ
    điển dữ liệu dùng chung" end alike, but nobody who is told of the one is told of the other.
    """
    return max(_opened(a, b), _opened(b, a))


def _opened(a: Wording, b: Wording) -> float:
    whole = math.fsum(map(a.terms.__getitem__, a.opening))
    return math.fsum(map(a.terms.__getitem__, a.opening & b.known)) / whole if whole else 0.0


@lru_cache(1 << 14)
def _plain(name: str) -> str:
    return plain(name)


@lru_cache(1 << 10)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Any of some names, written without accents, as whole words, the longest first."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


@lru_cache(1 << 17)
def weight(term: str) -> float:
    """How much a syllable, or a pair of them, tells: 1 for what is rare, near 0 for what every clause has."""
    return min(1.0, math.log(10_000 / _frequencies().get(term, _RARE)) / math.log(10_000 / _RARE))


@cache
def _frequencies() -> Mapping[str, int]:
    lines = Path(__file__).with_name("frequencies.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return MappingProxyType({term: int(count) for term, count in pairs})


@cache
def _cited() -> re.Pattern[str]:
    """A document's number in a citation, with all that is said behind it up to the end of its title."""
    number, title = (plain(_data()["citations"][k]) for k in ("number", "title"))
    return re.compile(
        rf"(?<!\w)(?:{number} )?(\d+(?:/\d{{4}})?[/-][a-z][\w-]*(?:/[a-z][\w-]*)?)[^;.]{{0,60}}? {title} [^;.]*"
    )


@cache
def _day() -> re.Pattern[str]:
    day, month, year = (plain(_data()["days"][k]) for k in ("day", "month", "year"))
    written = rf" {month} \d{{1,2}} {year} \d{{4}}|\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?\d{{4}})?"
    return re.compile(rf"{day} \d{{1,2}}(?:{written})|{year} \d{{4}}")


@cache
def _procedural() -> frozenset[str]:
    return frozenset(plain(phrase) for kind in ("procedural", "heads") for phrase in _data()[kind]["phrases"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("likeness.toml").read_text("utf-8"))


@cache
def _short_forms() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, abbreviations()), key=len, reverse=True)) + r")(?!\w)"
    )
