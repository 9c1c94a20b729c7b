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

_CELL = re.compile(r"(?:(?!\t| {3,}| \| |<br\s*/?>)[^\n])+", re.I)
# In a row of a Markdown table the lines of a cell run together, and bold type shows where one ends.
_CELL_OF_ROW = re.compile(r"(?:(?!\t| {3,}| \| |<br\s*/?>|(?<=\S\*\*) )[^\n])+", re.I)
_MARKS = "*_#|\\> \t\u00a0\r[]"
_RULE = re.compile(r"[\s|*_=.~–—-]*")
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
    spans = []
    parts = _CELL_OF_ROW if line.group().lstrip().startswith("|") else _CELL
    for cell in parts.finditer(text, line.start(), line.end()):
        start, end = cell.span()
        while start < end and text[start] in _MARKS:
            start += 1
        while end > start and text[end - 1] in _MARKS:
            end -= 1
        if end > start and not _RULE.fullmatch(text, start, end):
            spans.append(Span(start, end))
    return spans


def _clean(text: str, span: Span) -> str:
    """One line without emphasis and escapes: ``Số 57\\-NQ/TW`` → ``Số 57-NQ/TW``."""
    return plain_line(text[span.start : span.end])


def plain_line(written: str) -> str:
    """What is written, on one line, without Markdown emphasis, escapes and table bars.

    >>> plain_line("**về đột phá**, **đổi\\nmới**")
    'về đột phá, đổi mới'
    """
    bare = re.sub(r"\\(?=[-.#*_>!()\[\]])", "", written)
    return re.sub(r"\s+([,;])", r"\1", squeeze(re.sub(r"\*+|(?<!\w)_+|_+(?!\w)|\|", "", bare)))


def is_shouted(text: str) -> bool:
    """Nearly all in capitals, as a head's titles are: "PHÁT TRIỂN HẠ TẦNG 5G, IoT"."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) >= _SHOUT * len(letters)
