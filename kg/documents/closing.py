"""The end of an official document: who signs, in what capacity, and who receives it.

Decree 30/2020/NĐ-CP, Annex I, part II, sections 7 and 9: the mark of authority (TM., KT., TL., TUQ.), the post in
capitals, the name; beside it, "Nơi nhận" with its list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.documents.annexes import roots
from kg.documents.cues import words
from kg.documents.pieces import Piece, pieces
from kg.model import Head, Said, Signature, Span
from kg.text import UPPER, fold

NAME_REACH = 14
BODY = 220
_NAME = re.compile(rf"[{UPPER}][^\W\d_{UPPER}]*(?: [{UPPER}][^\W\d_{UPPER}]*){{1,4}}")
_MARKED = re.compile(r"(?P<mark>[a-z/]{1,5})\s*\.\s*(?P<whom>\S.*)")
_INNER_MARK = re.compile(r"(?<!\w)(?P<mark>[a-z/]{1,5})\s*\.\s*(?=\S)")
_DASH = ("-", "–", "+", "•")


def with_closing(head: Head, text: str) -> Head:
    """The head with legal bases, recipients and signatures, of the document's own part: before its annexes."""
    found = [p for piece in pieces(text, head.span.end) for p in _parted(piece)]
    last = next((r.start for r in roots(text, found)), len(text))
    return replace(
        head,
        bases=_bases(found, last),
        recipients=recipients(found, last),
        signatures=signatures(found, head.span.end, last),
    )


def _parted(piece: Piece) -> list[Piece]:
    """A line in which two columns met, parted: "- Bộ Khoa học và Công nghệ; KT. CHỦ TỊCH"; so are a mark of authority
    and the post, and what stands for the signature and the name.
    """
    cuts = _cuts(piece)
    if cuts:
        places = [0, *cuts, len(piece.text)]
        start = piece.span.end - len(piece.text)
        parts = [(a, piece.text[a:b].rstrip()) for a, b in pairwise(places)]
        return [
            replace(piece, span=Span(start + a, start + a + len(said)), text=said, blank=piece.blank and not a)
            for a, said in parts
        ]
    match = re.fullmatch(r"(?P<left>.*?[;:])\s+(?P<right>\S.*)", piece.text)
    if match is None or not (piece.text.startswith(_DASH) or piece.folded.startswith(words("recipients"))):
        return [piece]
    start = piece.span.end - len(match["right"])
    right = Piece(Span(start, piece.span.end), match["right"], column=1)
    if not (_is_signing(right) or right.folded in words("signed") or _NAME.fullmatch(right.text)):
        return [piece]
    return [Piece(Span(piece.span.start, start), match["left"], piece.blank, piece.bar), right]


def _cuts(piece: Piece) -> list[int]:
    """Where one line runs on: "KT. BỘ TRƯỞNG, CHỦ NHIỆM PHÓ CHỦ NHIỆM", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ
    TỊCH", "(Đã ký) Phạm Quang Hưng".
    """
    said = next((w for w in words("signed") if piece.folded.startswith(f"{w} ")), None)
    if said:
        return [len(said) + 1]
    if not piece.shouted or _mark(piece) is None or len(piece.text) != piece.span.end - piece.span.start:
        return []
    marks = [m.start() for m in _INNER_MARK.finditer(piece.folded) if m["mark"] in words("authority")]
    last = max(marks, default=0)
    posts = [m.start() for m in _posts().finditer(piece.folded, last)]
    apart = posts and posts[-1] > last and not piece.folded[: posts[-1]].rstrip().endswith(",")
    own = len(posts) > 1 or piece.folded.startswith(words("collegial"), last)
    return sorted({*marks, posts[-1]} - {0}) if apart and own else [m for m in marks if m]


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words('posts'), key=len, reverse=True))})(?!\w)")


def _bases(found: Sequence[Piece], last: int) -> tuple[Span, ...]:
    """ "Căn cứ Luật …;", "Theo đề nghị của …": one stretch each, up to the line that says what is decided."""
    made: list[Span] = []
    for piece in found:
        opens = piece.folded.startswith(tuple(f"{w} " for w in words("bases"))) and piece.text[:1].isupper()
        if piece.span.start >= last or (made and not opens and (piece.blank or piece.bar or piece.shouted)):
            break
        if opens:
            made.append(piece.span)
        elif made and not _done(made[-1], found, piece):
            made[-1] = Span(made[-1].start, piece.span.end)
        elif made or re.match(r"(?:điều|chương|phần|i\.|1\.)\s", piece.folded) or len(piece.text) > BODY:
            break
    return tuple(made)


def _done(basis: Span, found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a basis ended with its line: a semicolon, a full stop."""
    before = next((p for p in reversed(found) if p.span.end == basis.end), None)
    return before is not None and before.text.endswith((";", ".", ":")) and before is not piece


def recipients(found: Sequence[Piece], last: int) -> Span | None:
    """The list "Nơi nhận: - Như trên; …; - Lưu: VT." up to what stands beside or below it; None without one.

    ``last`` is the end of the document's own part: what annexes say is not looked at.
    """
    first = next(
        (i for i, p in enumerate(found) if p.folded.startswith(words("recipients")) and p.span.end <= last), None
    )
    if first is None:
        return None
    end, listed = found[first].span.end, False
    for i in range(first + 1, len(found)):
        piece = found[i]
        dashed = piece.text.startswith(_DASH) or _after_dash(piece, listed)
        if piece.span.start >= last or (listed and (piece.bar or piece.blank) and not dashed):
            break
        if _is_signing(piece):
            if _items_ahead(found, i):
                continue
            break
        if piece.column and (_NAME.fullmatch(piece.text) or piece.folded in words("signed")):
            continue
        listed = listed or dashed
        end = piece.span.end
    return Span(found[first].span.start, end)


def _after_dash(piece: Piece, listed: bool) -> bool:
    """A list whose dashes a converter lost still has its semicolons."""
    return listed and piece.text.endswith(";")


def _items_ahead(found: Sequence[Piece], i: int) -> bool:
    """Whether the list goes on below a piece of the right column."""
    return found[i].column > 0 and any(p.text.startswith(_DASH) for p in found[i + 1 : i + 3])


def _mark(piece: Piece) -> str | None:
    """The mark of authority that a line begins with: "TM. CHÍNH PHỦ" → tm."""
    match = _MARKED.match(piece.folded)
    return match["mark"] if match and match["mark"] in words("authority") else None


def _is_signing(piece: Piece) -> bool:
    """A line in capitals with a mark of authority or a post."""
    return piece.shouted and (_mark(piece) is not None or piece.folded.startswith(words("posts")))


def signatures(found: Sequence[Piece], first: int, last: int) -> tuple[Signature, ...]:
    """Everyone who signs between two positions, in order; a post without a name below it is no signature."""
    made: list[Signature] = []
    i = 0
    while i < len(found):
        piece = found[i]
        if not first <= piece.span.start < last or not _is_signing(piece):
            i += 1
            continue
        block, name = _block(found, i)
        if name is None:
            i = block[-1] + 1
            continue
        made += _signature([found[j] for j in block], found[name])
        i = name + 1
    return tuple(made)


def _block(found: Sequence[Piece], start: int) -> tuple[list[int], int | None]:
    """The lines of marks and posts from ``start`` on, and the line with the name below them."""
    block = [start]
    for j in range(start + 1, len(found)):
        if j - block[-1] >= NAME_REACH:
            break
        piece = found[j]
        if piece.text.startswith(_DASH) or piece.folded in words("signed") or _left(found, block[-1], j):
            continue
        if piece.shouted and not re.search(r"\d", piece.text):
            if piece.folded.startswith("phụ lục"):
                return block, None
            block.append(j)
            continue
        return block, j if _NAME.fullmatch(_bare(piece.text)) else None
    return block, None


def _left(found: Sequence[Piece], post: int, j: int) -> bool:
    """A line of the left column between the lines of the right one."""
    return (
        found[post].column > 0
        and found[j].column == 0
        and j + 1 < len(found)
        and bool(found[j].text.endswith((";", ",", ".")) or found[j + 1].column)
    )


def _bare(name: str) -> str:
    """A name without rank or degree: "Đại tướng Phan Văn Giang"."""
    rank = next((r for r in words("ranks") if fold(name).startswith(f"{r} ")), None)
    return name[len(rank) + 1 :] if rank else name


def _signature(block: Sequence[Piece], name: Piece) -> list[Signature]:
    """The lines above a name as marks and post; a line that goes on with the one before it is joined to it."""
    said: list[Piece] = []
    for piece in block:
        opens = _is_signing(piece)
        if said and (not opens or said[-1].text.endswith(",")):
            last = said[-1]
            said[-1] = Piece(Span(last.span.start, piece.span.end), f"{last.text} {piece.text}")
        elif opens:
            said.append(piece)
    marks = [p for p in said if _mark(p)]
    posts = [p for p in said if not _mark(p)]
    if not posts:
        return []
    post = posts[-1]
    bare = _bare(name.text)
    signer = Said(bare, Span(name.span.end - len(bare), name.span.end))
    delegated = any(_mark(p) in words("delegated") for p in marks)
    return [Signature(signer, Said(post.text, post.span), tuple(Said(m.text, m.span) for m in marks), delegated)]
