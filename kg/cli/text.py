"""Plain text on a terminal: nothing that a document says may move the cursor, and columns line up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

# C0 and C1 controls but tab and newline, and the marks that turn the direction of writing round.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """The text with every control character made visible.

    >>> safe("a\\x1b[31mb")
    'a�[31mb'
    """
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line, safe to print."""
    return safe(" ".join(text.split()))


def width(text: str) -> int:
    """Columns that a terminal needs: wide characters take two, combining marks none."""
    return sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, indent: str = "") -> str:
    """The text broken at spaces into lines of at most ``columns``, each after ``indent``; long words stay whole."""
    lines: list[str] = []
    line: list[str] = []
    most, taken = columns - width(indent), 0
    for word in text.split():
        wide = width(word)
        if line and taken + 1 + wide > most:
            lines.append(indent + " ".join(line))
            line, taken = [word], wide
        else:
            taken += wide + (1 if line else 0)
            line.append(word)
    return "\n".join([*lines, indent + " ".join(line)])


def fields(rows: Sequence[tuple[str, str]], columns: int, indent: str = "") -> str:
    """``name: value`` lines with the values in one column; long values are broken under their column."""
    left = max((width(name) for name, _ in rows), default=0) + 2
    out = []
    for name, value in rows:
        hanging = indent + " " * left
        body = wrap(value, columns, hanging)
        out.append(indent + pad(name + ":", left) + body[len(hanging) :])
    return "\n".join(out)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, two spaces apart, without a trailing space."""
    widths = [max(width(row[i]) for row in (header, *rows)) for i in range(len(header))]
    rule = ["─" * w for w in widths]
    lines = ["  ".join(map(pad, row, widths)).rstrip() for row in (header, rule, *rows)]
    return "\n".join(lines)
