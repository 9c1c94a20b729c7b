"""Labels that fit their shapes: widths are estimated, so that the same store gives the same picture anywhere."""

from __future__ import annotations

import unicodedata

_NARROW = set("iljtfrI.,:;'|()[]!/-\"“”‘’ ")
_WIDE = set("mwMWĐ@%&—…QOG")


def width(text: str, size: float) -> float:
    """Estimated width of a line in pixels at a font size, on the wide side of common system fonts."""
    return sum(_em(char) for char in text) * size


def _em(char: str) -> float:
    base = unicodedata.normalize("NFD", char)[0]
    if base in _NARROW:
        return 0.33
    if base in _WIDE:
        return 0.86
    return 0.68 if base.isupper() else 0.57


def wrap(text: str, room: float, size: float, lines: int) -> list[str]:
    """At most ``lines`` lines, each no wider than ``room``; what is cut off ends in an ellipsis.

    Words are kept whole unless one alone is too wide.
    """
    done: list[str] = []
    line = ""
    for word in _pieces(text.split(), room, size):
        longer = f"{line} {word}".strip()
        if not line or width(longer, size) <= room:
            line = longer
        elif len(done) == lines - 1:
            return [*done, _cut(line + " …", room, size)]
        else:
            done.append(line)
            line = word
    return [*done, line] if line else done


def _pieces(parts: list[str], room: float, size: float) -> list[str]:
    """Words, with one that is wider than a line cut into pieces that are not."""
    pieces = []
    for part in parts:
        piece = ""
        for char in part:
            if piece and width(piece + char, size) > room:
                pieces.append(piece)
                piece = ""
            piece += char
        pieces.append(piece)
    return pieces


def _cut(line: str, room: float, size: float) -> str:
    """A last line with its ellipsis; a word goes where the mark has no room."""
    body = line.removesuffix("…").rstrip(" ,;:.")
    while width(body + "…", size) > room and body:
        body = body[:-1].rstrip(" ,;:.")
    return body + "…"
