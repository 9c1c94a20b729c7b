"""Laws that documents call by name and by number: "Luật Đất đai số 31/2024/QH15", "Luật Chuyển đổi số (Luật số …)".

A law of one name is passed anew every so often, so that a name means a number only where the same document gives it,
or where all documents give the same one, the paper is no older than the law, and speaks of none of that name of another
year ("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015").
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.documents.kinds import kinds
from kg.extract.types import Atom, DocName, Extraction
from kg.model import Document
from kg.text import fold, squeeze

Numbers = Mapping[str, frozenset[str]]
"""Folded name of a law → the numbers that documents give it."""

_BETWEEN = re.compile(r"\s*(?:\(\s*)?")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")


def law_numbers(read: Iterable[tuple[Document, Extraction]]) -> Numbers:
    """The numbers of laws, as all documents give them."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, extraction in read:
        for name, number in _pairs(document, extraction.atoms):
            found[name].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def number_of(value: DocName, cited: Iterable[DocName], known: tuple[Numbers, Numbers], date: str | None) -> str | None:
    """The number that a law's name means in a document of a date that also cites ``cited``.

    ``known`` is what the document says itself, and what all documents say.
    """
    name = fold(squeeze(value.name))
    here, everywhere = (numbers.get(name, frozenset()) for numbers in known)
    numbers = here or everywhere
    year = _YEAR.search(next(iter(numbers))) if len(numbers) == 1 else None
    if year is None:
        return None
    dated = [value.date] if value.date else [c.date for c in cited if c.date and fold(squeeze(c.name)) == name]
    if any(day[:4] != year[1] for day in dated if day) or (not here and (date or "")[:4] < year[1]):
        return None
    return next(iter(numbers))


def _pairs(document: Document, atoms: Sequence[Atom]) -> Iterator[tuple[str, str]]:
    """A law's name with its number right after it; a law's own name and number in its head."""
    cited = [(a, a.value) for a in atoms if isinstance(a.value, DocName)]
    for (one, named), (other, numbered) in itertools.pairwise(cited):
        gap = document.text[one.span.end : other.span.start]
        law = named.kind == "law" and named.number is None and numbered.kind == "law" and numbered.number is not None
        if law and numbered.number and _BETWEEN.fullmatch(gap):
            yield fold(squeeze(named.name)), numbered.number
    head = document.head
    if head and head.kind == "law" and head.number and head.title:
        name = next(name for name, (kind, _) in kinds().items() if kind == "law")
        yield fold(squeeze(f"{name} {head.title.text}")), head.number.text
