"""A block → sentences: full stops that end a sentence, not those of "TP." or "GS.TS."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.types import Atom
from kg.model import Span
from kg.text import UPPER

_STOP = re.compile(rf"[.!?…]+[\"”’'*_]*(?:\[\d+\])?(?=\s+[\"“'‘(*_-]*(?:[{UPPER}]|\d+[.)]\s)|\s*$)")
LONGEST = 4000
_SHORTENED = 6
_SHORT = re.compile(r"(?:^|[\s(])(?:TP|GS|TS|PGS|ThS|Tr|tr|St|Nxb|v\.v|Mr|Ms|No|ĐH|BS|KS)\.$")


def sentences(text: str, span: Span, atoms: Sequence[Atom]) -> list[Span]:
    """The sentences of a block; none ends inside an atom or an open bracket."""
    found, start = [], span.start
    for match in _STOP.finditer(text, span.start, span.end):
        inside_atom = any(a.span.start < match.start() < a.span.end - 1 for a in atoms)
        stretch = text[start : match.end()]
        short = _SHORT.search(stretch, max(0, len(stretch) - _SHORTENED))
        if inside_atom or short or stretch.count("(") > stretch.count(")"):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        found.append(Span(start, span.end))
    return [piece for sentence in found for piece in bounded(text, sentence, LONGEST)]


def bounded(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A stretch in pieces of a length that rules can look at as a whole, cut where words end."""
    start = span.start
    while span.end - start > longest:
        cut = max(text.rfind(mark, start, start + longest) for mark in ("; ", ", ", " ")) + 1
        stop = cut if cut > start else start + longest
        yield Span(start, stop)
        start = stop
    yield Span(start, span.end)
