"""Quotes in their surroundings: each stretch of a source's text stands in the page once, quotes point into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kg.graph import Quote

# Characters of the paragraph that are kept on each side of a quote.
AROUND = 180


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` of a source, which begins at code point ``start`` of its snapshot."""

    source: str
    start: int
    text: str


def passages(quotes: Iterable[Quote], texts: Mapping[str, str]) -> tuple[list[Passage], dict[Quote, int]]:
    """The stretches that hold the quotes with what stands around them, and the number of each quote's stretch.

    A stretch ends where its paragraph does (an empty line). Without the snapshot the quote stands between the words
    that its selector keeps.
    """
    made: list[Passage] = []
    place: dict[Quote, int] = {}
    for source, group in groupby(sorted(quotes), key=lambda quote: quote.source):
        text = texts.get(source)
        ends = [(quote, *(_stretch(quote, text) if text else _kept(quote))) for quote in group]
        if text is None:
            for quote, start, _ in ends:
                place[quote] = len(made)
                made.append(Passage(source, start, quote.prefix + quote.text + quote.suffix))
            continue
        last = -1
        for quote, start, end in sorted(ends, key=lambda one: (one[1], one[2])):
            if start > last:
                made.append(Passage(source, start, ""))
            last = max(last, end)
            made[-1] = Passage(source, made[-1].start, text[made[-1].start : last])
            place[quote] = len(made) - 1
    return made, place


def _kept(quote: Quote) -> tuple[int, int]:
    return quote.start - len(quote.prefix), quote.end + len(quote.suffix)


def _stretch(quote: Quote, text: str) -> tuple[int, int]:
    """From a whole word to a whole word within the paragraph."""
    above = text.rfind("\n\n", 0, quote.start)
    start = max(above + 2 if above >= 0 else 0, quote.start - AROUND)
    if start and not text[start - 1].isspace():
        start = min(text.find(" ", start, quote.start) + 1 or quote.start, quote.start)
    paragraph = text.find("\n\n", quote.end)
    end = min(len(text) if paragraph < 0 else paragraph, quote.end + AROUND)
    if end < len(text) and not text[end].isspace():
        end = max(text.rfind(" ", quote.end, end), quote.end)
    return start, end
