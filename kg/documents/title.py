"""The title of an official document: the lines below its kind (Decree 30/2020/NĐ-CP, Annex I, part II, section 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.cues import kind_alone, words
from kg.documents.pieces import Piece
from kg.model import Said, Span
from kg.text import fold

LONGEST = 110
LINE = 220
PARAGRAPH = 700
_ITEM = re.compile(r"(?:[IVXLC]+|\d{1,2}|[A-Z])[.)/]\s|[-–+]\s")


def read_title(
    region: Sequence[Piece], kind_at: int | None, kind_name: str | None, number_at: int | None, issuer: Said | None
) -> tuple[Said | None, int]:
    """The title, and where the head ends at the latest.

    In capitals it goes on while the lines are in capitals; else to the first empty line, rule, legal basis, or the
    issuer's name: "THÔNG BÁO / Kết luận của Phó Thủ tướng … / vùng cao". A letter has its subject: "V/v …".
    """
    if kind_at is None or kind_name is None:
        return _subject(region)
    lines: list[Piece] = []
    leading = region[kind_at].text[len(kind_name) :].strip(" :")
    if leading and not leading.lower().startswith("của "):
        lines.append(Piece(_last(region[kind_at].span, leading), leading))
    end = region[kind_at].span.end
    for piece in region[kind_at + 1 :]:
        if not lines and (_named_above(piece) or (kind_at + 3 > _index(region, piece) and _is_number(piece))):
            continue
        if _ends(piece, lines) or sum(len(p.text.split()) for p in lines) > LONGEST:
            end = piece.span.start
            lines = _without_decider(lines, issuer) if piece.folded.startswith(words("bases")) else lines
            break
        lines.append(piece)
        end = piece.span.end
    below = [i + 1 for i in (kind_at, number_at) if i is not None]
    return _joined(lines), max(end, *(region[min(i, len(region) - 1)].span.end for i in below))


def _without_decider(lines: list[Piece], issuer: Said | None) -> list[Piece]:
    """ "THỦ TƯỚNG CHÍNH PHỦ", "GIÁM ĐỐC SỞ Y TẾ" between a title and the legal bases says who decides."""
    named = fold(issuer.text) if issuer else ""
    for i in range(1, len(lines)):
        tail = fold(" ".join(p.text for p in lines[i:]))
        if tail == named or tail.startswith(tuple(f"{w} " for w in words("posts"))):
            return lines[:i]
    return lines


def _index(region: Sequence[Piece], piece: Piece) -> int:
    return next(i for i, p in enumerate(region) if p is piece)


def _last(span: Span, words_: str) -> Span:
    return Span(span.end - len(words_), span.end)


def _is_number(piece: Piece) -> bool:
    """The number or the place and date may stand below the kind in a transcription."""
    return re.match(r"(?:luật )?số\s*:?\s*\d|[^,]{2,40}, ngày\s", piece.folded) is not None


def _named_above(piece: Piece) -> bool:
    """ "CỦA BỘ CHÍNH TRỊ" below the kind names the issuer."""
    return piece.shouted and piece.folded.startswith("của ")


def _ends(piece: Piece, lines: Sequence[Piece]) -> bool:
    """Whether the title is over before this line."""
    folded = piece.folded
    if folded.startswith(words("notes")) or _ITEM.match(piece.text) or kind_alone(piece):
        return True
    if not lines:
        body = len(piece.text) > PARAGRAPH or (piece.text.endswith((".", ";")) and not piece.shouted)
        return body or folded.startswith(("căn cứ", "kính gửi", "điều 1", "chương i"))
    if all(p.shouted for p in lines):
        return not piece.shouted or piece.folded.endswith("điện:")
    if piece.blank or piece.bar or piece.shouted or len(piece.text) > LINE:
        return True
    if piece.text[:1].isupper() and folded.startswith(tuple(f"{w} " for w in words("after_title"))):
        return True
    return piece.text.endswith((":", ";", "./."))


def _subject(region: Sequence[Piece]) -> tuple[Said | None, int]:
    """The subject of an official letter, under its number: "V/v hoàn thiện thể chế"."""
    for i, piece in enumerate(region):
        label = next((w for w in words("subject") if piece.folded.startswith(w)), None)
        if label is None:
            continue
        lines = [Piece(_last(piece.span, piece.text[len(label) :].strip()), piece.text[len(label) :].strip())]
        for more in region[i + 1 :]:
            if more.blank or more.bar or not more.text[:1].islower():
                break
            lines.append(more)
        return _joined(lines), region[min(i + 4, len(region) - 1)].span.end
    return None, region[min(6, len(region) - 1)].span.end


def _joined(lines: Sequence[Piece]) -> Said | None:
    """The lines as one, without the mark of a footnote at the end."""
    title = re.sub(r"\s*\[\d+\]$", "", " ".join(p.text for p in lines)).strip(" .-")
    return Said(title, Span(lines[0].span.start, lines[-1].span.end)) if title else None
