"""A cell's own words: without the white space and the Markdown emphasis around them."""

from __future__ import annotations

from kg.model import Span

_AROUND = " \t\r\n\u00a0"
_MARKS = "*_"


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without outer white space and emphasis; empty, at its start, where nothing is left."""
    home = start
    while start < end and text[start] in _AROUND + _MARKS:
        start += 1
    while end > start and text[end - 1] in _AROUND + _MARKS:
        end -= 1
    return Span(start, end) if end > start else Span(home, home)
