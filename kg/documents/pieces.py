"""Lines as a typist sees them: the cells of a line apart, Markdown and table marks taken off, positions kept.

Heads and signatures stand in two columns (Decree 30/2020/NĐ-CP, Annex I, part IV); what a crawler, a converter or a
PDF makes of the columns is a tab, a run of spaces, a bar, or lines of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.model import Span
from kg.text import fold, squeeze

_BETWEEN = re.compile(r"\n|\t| {3,}| \| |<br\s*/?>", re.I)
# In a row of a Markdown table the lines of a cell run together, and bold type shows where one ends.
_BETWEEN_OF_ROW = re.compile(r"\n|\t| {3,}| \| |<br\s*/?>|(?<=\S\*\*) ", re.I)
_MARKS = "*_#|\\> \t\u00a0\r[]"
_RULE = re.compile(r"[\s|*_=.~–—-]*")
_ESCAPE = re.compile(r"\\(?=[-.#*_>!()\[\]])")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|\|")
_MARKED = re.compile(r"[*_|]")
_SHOUT = 0.8
# A line that begins so far to the right stands in the second column.
INDENT = 16


@dataclass(frozen=True)
class Piece:
    """A cell of a line; ``blank`` and ``bar``: an empty line, a table's bar or a rule stands before it."""

    span: Span
    text: str
    blank: bool = False
    bar: bool = False
    column: int = 0

    @cached_property
    def folded(self) -> str:
        """Lower case, one form of tones."""
        return fold(self.text)

    @cached_property
    def shouted(self) -> bool:
        """Nearly all in capitals."""
        return is_shouted(self.text)


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The pieces of a stretch in order; rules, bars and empty lines are told by the piece after them."""
    found: list[Piece] = []
    blank = bar = False
    for line in _lines(text, start, end):
        if _RULE.fullmatch(line.group()):
            blank, bar = blank or not line.group().strip(), bar or bool(line.group().strip())
            continue
        right = len(line.group()) - len(line.group().lstrip(" ")) >= INDENT
        for column, cell in enumerate(_cells(text, line), start=int(right)):
            found.append(Piece(cell, _clean(text, cell), blank, bar, column))
            blank = bar = False
    return found


def _lines(text: str, start: int, end: int | None) -> list[re.Match[str]]:
    pattern = re.compile(r"[^\n]*\n|[^\n]+")
    return list(pattern.finditer(text, start, len(text) if end is None else end))


def _cells(text: str, line: re.Match[str]) -> list[Span]:
    spans, start = [], line.start()
    between = _BETWEEN_OF_ROW if line.group().lstrip().startswith("|") else _BETWEEN
    for stop, following in [*(m.span() for m in between.finditer(text, *line.span())), (line.end(), line.end())]:
        cell = text[start:stop]
        bare = cell.lstrip(_MARKS)
        first = stop - len(bare)
        last = first + len(bare.rstrip(_MARKS))
        if last > first and not _RULE.fullmatch(text, first, last):
            spans.append(Span(first, last))
        start = following
    return spans


def _clean(text: str, span: Span) -> str:
    """One line without emphasis and escapes: ``Số 57\\-NQ/TW`` → ``Số 57-NQ/TW``."""
    return plain_line(text[span.start : span.end])


def plain_line(written: str) -> str:
    """What is written, on one line, without Markdown emphasis, escapes and table bars.

    >>> plain_line("**về đột phá**, **đổi\\nmới**")
    'về đột phá, đổi mới'
    """
    bare = _ESCAPE.sub("", written) if "\\" in written else written
    line = squeeze(_EMPHASIS.sub("", bare) if _MARKED.search(bare) else bare)
    return line.replace(" ,", ",").replace(" ;", ";")


def is_shouted(text: str) -> bool:
    """Nearly all in capitals, as a head's titles are: "PHÁT TRIỂN HẠ TẦNG 5G, IoT"."""
    capitals = sum(map(str.isupper, text))
    return capitals > 0 and capitals >= _SHOUT * sum(map(str.isalpha, text))
