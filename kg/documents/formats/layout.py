"""Tables that only place text on the page are no data: their cells are read as paragraphs, from left to right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.documents.formats.builder import Builder, Square, clean
from kg.model import Table
from kg.text import fold

_MOST_ROWS = 8
_MOST_COLUMNS = 3
_PLACE_AND_DATE = re.compile(r"\s(?=[^\W\d_][\w .]{2,40}, ngày\s+[\d.…]*\s*tháng\b)")
_NUMBER = re.compile(r"số\s*:?\s")


@cache
def cues(name: str) -> tuple[str, ...]:
    """A list of ``layout.toml``, folded."""
    data = tomllib.loads(Path(__file__).with_name("layout.toml").read_text("utf-8"))
    return tuple(fold(value) for value in data[name])


def is_layout(squares: Sequence[Square], bordered: bool) -> bool:
    """Whether a table is a frame, a letterhead or a foot: "CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".

    A table of one column is a frame. One without lines is layout where it is small; one with lines only where it
    holds the words of a letterhead.
    """
    used = [s for s in squares if s.lines]
    columns = {s.column for s in used}
    if len(columns) <= 1:
        return True
    rows = {s.row for s in used}
    if len(columns) > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
        return False
    return is_letterhead(len(rows), len(columns), " ".join(line for s in used for line in s.lines)) or (
        not bordered and len(rows) <= 2
    )


def is_letterhead(rows: int, columns: int, words: str) -> bool:
    """Whether a table of so many rows and columns is the head or the foot of a document: it has their words."""
    folded = fold(words)
    small = columns <= _MOST_COLUMNS and rows <= _MOST_ROWS
    return small and any(cue in folded for cue in cues("letterhead"))


def write_table(builder: Builder, squares: Sequence[Square], bordered: bool = True) -> Table | None:
    """Write a table as data and give it back or, where it only places text, its cells as paragraphs in order."""
    if not is_layout(squares, bordered):
        return builder.table(squares)
    for square in sorted(squares, key=lambda s: (s.row, s.column)):
        builder.lines(square.lines)
    return None


def parted(line: str) -> list[str]:
    """A line of a head in which two columns met, parted: "CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 97/NQ-CP Hà Nội, ngày 06 tháng 4 năm 2026".
    """
    text = clean(line)
    folded = fold(text)
    for cue in cues("right_hand"):
        at = folded.find(cue)
        if at > 0 and folded.endswith(cue):
            return [text[:at].strip(), text[at:]]
    if _NUMBER.match(folded):
        place = _PLACE_AND_DATE.search(text)
        if place:
            return [text[: place.start()].strip(), text[place.end() :]]
    return [text]
