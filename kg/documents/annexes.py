"""Where annexes and appended regulations begin: each is a root of its own, its numbering starts anew.

Decree 30/2020/NĐ-CP, Annex I, part III: "Phụ lục" with its number in Roman figures, its title, and in brackets the
document it goes with: "(Kèm theo Nghị quyết số …)".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.dates import valid_day
from kg.documents.cues import words
from kg.documents.numbers import NUMBER, tidy
from kg.documents.pieces import Piece, pieces
from kg.model import Head, Said, Span, Table
from kg.text import squeeze

TITLE_REACH = 8
_FIGURE = r"(?P<number>[ivxlc]{1,5}|\d{1,3}|[a-z]?\d{1,2}[a-z]?|[a-z])"
_ANNEX = re.compile(rf"(?P<word>phụ lục|mẫu|biểu mẫu|biểu|danh mục)(?:\s+(?:số\s+)?{_FIGURE})?(?P<rest>\s*[:.–-].*)?")
_DAY = re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})")
_CITED = re.compile(rf"(?:số\s*:?\s*)?(?P<number>{NUMBER})", re.I)


@dataclass(frozen=True, slots=True)
class Root:
    """The beginning of an annex: what it is called ("Phụ lục II", "Quy chế"), its title, what it goes with.

    ``appended``: a regulation or programme that is issued with the document, not one of its annexes.
    """

    start: int
    name: str
    title: Said | None = None
    goes_with: Said | None = None
    appended: bool = False


def root_at(text: str, found: Sequence[Piece], i: int) -> Root | None:
    """The annex that begins at a line: "PHỤ LỤC II"; any title in capitals above "(Kèm theo …)"."""
    piece = found[i]
    match = _ANNEX.fullmatch(piece.folded.rstrip(" :"))
    below = found[i + 1 : i + 1 + TITLE_REACH]
    note = next((n for n, p in enumerate(below) if p.folded.startswith(words("notes"))), None)
    if match and _stands_alone(piece, match, note):
        title = _title(below[:note]) if note is not None else _title(_shouted(below))
        name = squeeze(match["word"].capitalize() + (f" {_figure(match['number'])}" if match["number"] else ""))
        return Root(piece.span.start, name, title, _goes_with(text, below, note))
    if note is not None and note <= 5 and piece.shouted and (i == 0 or not _part_of_title(found, i)):
        titled = all(p.shouted or not p.text.endswith((".", ";", ":")) for p in below[:note])
        word = _word(piece.folded)
        if titled and word:
            title, goes_with = _title([piece, *below[:note]]), _goes_with(text, below, note)
            return Root(piece.span.start, word.capitalize(), title, goes_with, word not in words("listed"))
    return None


def _word(folded: str) -> str | None:
    """What an appended text calls itself: "quy chế", "chương trình hành động", "danh mục"."""
    return next((w for w in words("appended") if folded == w or folded.startswith(f"{w} ")), None)


def _stands_alone(piece: Piece, match: re.Match[str], note: int | None) -> bool:
    """An annex's heading is in capitals or alone on a line of its own, not the beginning of a sentence."""
    if piece.shouted:
        return bool(match["number"] or note is not None or match["word"].startswith("phụ lục"))
    return (
        match["word"].startswith("phụ lục")
        and piece.text[:1].isupper()
        and not match["rest"]
        and (note is not None or match["number"] is not None)
    )


def _part_of_title(found: Sequence[Piece], i: int) -> bool:
    before = found[i - 1]
    return before.shouted and _word(before.folded) is not None


def _figure(number: str) -> str:
    return number.upper() if re.fullmatch(r"[ivxlc]+|[a-z]|[a-z]?\d+[a-z]?", number) else number


def _shouted(below: Sequence[Piece]) -> list[Piece]:
    lines: list[Piece] = []
    for piece in below:
        if not piece.shouted or _ANNEX.fullmatch(piece.folded):
            break
        lines.append(piece)
    return lines


def _title(lines: Sequence[Piece]) -> Said | None:
    joined = squeeze(" ".join(p.text for p in lines))
    return Said(joined, Span(lines[0].span.start, lines[-1].span.end)) if joined else None


def _goes_with(text: str, below: Sequence[Piece], note: int | None) -> Said | None:
    """The number in "(Kèm theo Nghị định số 30/2020/NĐ-CP …)"; none where a draft left it blank."""
    if note is None:
        return None
    start = below[note].span.start
    close = text.find(")", start)
    match = _CITED.search(text, start, close if 0 <= close - start < 400 else start + 200)
    return Said(tidy(match["number"]), Span(*match.span("number"))) if match else None


def roots(text: str, found: Sequence[Piece]) -> list[Root]:
    """Every annex of a text, in order; the lines of an annex's own title begin no other."""
    made: list[Root] = []
    for i, piece in enumerate(found):
        covered = made[-1].title.span.end if made and made[-1].title else -1
        if piece.span.start >= covered and (root := root_at(text, found, i)):
            made.append(root)
    return made


def annexes_of(text: str, head: Head | None, tables: Sequence[Table]) -> list[Root]:
    """The annexes of an official document; the cells of a table begin none."""
    if head is None:
        return []
    spans = sorted(t.span for t in tables)
    starts, reached = [s.start for s in spans], list(accumulate((s.end for s in spans), max))

    def in_table(place: int) -> bool:
        before = bisect_right(starts, place)
        return before > 0 and place < reached[before - 1]

    return roots(text, [p for p in pieces(text) if not in_table(p.span.start)])


def annex_of(text: str, found: Sequence[Piece]) -> Head | None:
    """The head of a text that is nothing but an annex: no number of its own, but the number of what it goes with."""
    root = root_at(text, found, 0) if found else None
    if root is None or root.goes_with is None:
        return None
    end = text.find(")", root.goes_with.span.end)
    note = text[root.goes_with.span.end : end] if end > 0 else ""
    day = _DAY.search(note)
    known = (int(day["y"]), int(day["m"]), int(day["d"])) if day else None
    date = "{:04}-{:02}-{:02}".format(*known) if known and valid_day(*known) else None
    title = root.title
    name = f"{root.name} {root.title.text}" if root.title else root.name
    return Head(
        Span(root.start, max(end + 1, root.goes_with.span.end)),
        date=date,
        title=title,
        name=name,
        annex_of=root.goes_with,
    )
