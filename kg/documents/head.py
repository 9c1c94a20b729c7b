"""The head of an official document: kind, number, issuer, place, date, title.

Their places are fixed by Decree 30/2020/NĐ-CP, Annex I, part II, sections 1 to 5 (State) and Instruction 36-HD/VPTW
(Party). A crawler's attribute block before the head, a draft's number in an annex, a regulation appended with a head
of its own, and what a site calls the page do not win over the document's own head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.dates import valid_day
from kg.documents.annexes import annex_of
from kg.documents.closing import with_closing
from kg.documents.cues import kind_alone, words
from kg.documents.kinds import kinds, named_kind
from kg.documents.naming import called
from kg.documents.numbers import NUMBER, tidy
from kg.documents.pieces import Piece, is_shouted, pieces, plain_line
from kg.documents.title import read_title
from kg.model import Head, Said, Span, Table
from kg.text import UPPER, fold

DEPTH = 4000
REACH = 2500
# A number that is still to be given, its gap between two columns: "Số       -KH/ĐU".
_DRAFTED = re.compile(r"(?:số\s*:?\s*)?[-/…._\s]+\w{1,10}(?:[-/]\w{1,10})*$|số\s*:?$")
ABOVE = 6
_LABELLED = re.compile(
    rf"(?:(?i:luật|nghị quyết|pháp lệnh|văn bản)\s+)?(?i:số)\s*[:.]?\s*(?P<number>{NUMBER})(?![\w/])"
)
_CITED = re.compile(rf"(?P<kind>[^\W\d]+(?: [^\W\d]+){{0,2}}) +(?:số +)?(?P<number>{NUMBER})(?![\w/])\s*")
_WORD = rf"[{UPPER}][^\W\d_]*\.?"
_PLACE = re.compile(
    rf"(?<![\w/-])(?P<place>{_WORD}(?:(?: - |[ -]){_WORD}){{0,5}})[*_]*,"
    r"[\s*_|]*(?i:ngày)(?P<d>[\s*_|]+\d{1,2}|[\s.…_*]*)"
    r"[\s*_|]*tháng(?P<m>[\s*_|]+\d{1,2}|[\s.…_*]*)[\s*_|]*năm[\s*_|]+(?P<y>(?:19|20)\d\d)"
)
_BLANK = " \n\t*_|.…"


def is_titled(piece: Piece) -> bool:
    """Whether a piece holds the national or the Party title in capitals; the motto may stand behind it."""
    places = ((piece.folded.find(title), len(title)) for title in (*words("national"), *words("party")))
    return any(at >= 0 and piece.text[at : at + length].isupper() for at, length in places)


def _opens(piece: Piece) -> bool:
    """Whether a line is a sign of a head: a title, its kind in capitals, its number, a legal basis."""
    kind = kind_alone(piece)
    alone = kind is not None and kind not in words("not_alone") and piece.folded == kind
    return (
        is_titled(piece)
        or alone
        or _LABELLED.fullmatch(piece.text) is not None
        or piece.folded.startswith(tuple(f"căn cứ {k} " for k in (*kinds(), "hiến pháp")))
    )


def read_head(text: str, tables: Sequence[Table] = ()) -> Head | None:
    """The head of the official document that a text is, None where it has none; no part of it stands in a table.

    What stands at its end is read with it: legal bases, recipients, signatures.
    """
    found = [p for p in _rejoined(_lines(text, 0, DEPTH)) if not _in_table(p, tables)]
    annex = annex_of(text, found)
    if annex is not None:
        return replace(annex, name=called(annex, text))
    first = next((i for i, p in enumerate(found) if _opens(p)), None)
    if first is not None:
        begin = _issuer_above(found, first)
        start = found[begin].span.start
        whole = _lines(text, text.rfind("\n", 0, start) + 1, found[first].span.end + REACH)
        region = _rejoined([piece for piece in whole if piece.span.start >= start])
        head = _filled(text, region, found[:begin])
    else:
        headline = _headline(text, found)
        if headline is None:
            return None
        head = headline
    return replace(with_closing(head, text), name=called(head, text))


def _lines(text: str, start: int, end: int) -> list[Piece]:
    return [part for piece in pieces(text, start, end) for part in _parted(piece)]


def _is_subject(piece: Piece) -> bool:
    return piece.folded.startswith(words("subject"))


def _parted(piece: Piece) -> Iterator[Piece]:
    """A number with the subject on its line, as two: "Số: 6240/BGDĐT-KHCNTT V/v hướng dẫn kết nối …"."""
    match = _LABELLED.match(piece.text)
    rest = piece.text[match.end() :].lstrip() if match else ""
    if match is None or not fold(rest).startswith(words("subject")):
        yield piece
        return
    place = piece.span.end - len(rest)
    yield replace(piece, span=Span(piece.span.start, place), text=match.group())
    yield replace(piece, span=Span(place, piece.span.end), text=rest, blank=False, bar=False)


def _in_table(piece: Piece, tables: Sequence[Table]) -> bool:
    """Whether a piece is a cell of data: "Nghị quyết số 71/NQ-CP" in a column of mandates is nobody's head."""
    return any(t.span.start <= piece.span.start < t.span.end for t in tables)


def _rejoined(found: Sequence[Piece]) -> list[Piece]:
    """A national or Party title that was broken over two lines, whole: "CỘNG / HÒA XÃ HỘI …"."""
    whole: list[Piece] = []
    for piece in found:
        last = whole[-1] if whole else None
        if last and not (piece.blank or piece.bar or piece.column) and not is_titled(last):
            both = Piece(
                Span(last.span.start, piece.span.end), f"{last.text} {piece.text}", last.blank, last.bar, last.column
            )
            if is_titled(both) and not is_titled(piece):
                whole[-1] = both
                continue
        whole.append(piece)
    return whole


def _headline(text: str, found: Sequence[Piece]) -> Head | None:
    """A text whose first line gives kind and number: "Thông báo 79/TB-VPCP kết luận …"; a notice of conclusions is
    known without its number too: "Thông báo kết luận của Bộ trưởng … tại Hội nghị …".
    """
    match = _CITED.match(found[0].text) if found else None
    if match is None or fold(match["kind"]) not in kinds():
        return _conclusion(found[0]) if found else None
    place, number = found[0].span, tidy(match["number"])
    kind = kinds()[fold(match["kind"])][0]
    rest = found[0].text[match.end() :]
    title = Said(rest, place) if rest else None
    written = re.search(NUMBER, text[place.start : place.end])
    span = Span(place.start + written.start(), place.start + written.end()) if written else place
    return Head(place, kind, match["kind"].lower(), Said(number, span), title=title)


def _conclusion(line: Piece) -> Head | None:
    """ "Thông báo ý kiến kết luận của …": kind and title, without a number."""
    word = next((w for w in words("conclusions") if line.folded.startswith(f"{w} ")), None)
    if word is None:
        return None
    kind_name = max((k for k in kinds() if word.startswith(f"{k} ")), key=len)
    rest = line.text[len(kind_name) :].lstrip()
    return Head(line.span, kinds()[kind_name][0], kind_name, title=Said(rest, line.span))


def _issuer_above(found: Sequence[Piece], first: int) -> int:
    """The issuer's name stands above or beside the national title, in capitals; the number may stand between them."""
    begin = first
    for i in range(first - 1, max(-1, first - ABOVE), -1):
        numbered = _LABELLED.match(found[i].text) or _DRAFTED.match(found[i].folded)
        if is_titled(found[first]) and (numbered or _is_subject(found[i]) or not found[i].text.strip("*-_ ")):
            continue
        if not found[i].shouted or kind_alone(found[i]) or found[i].text.endswith("."):
            break
        begin = i
    return begin


def _filled(text: str, region: Sequence[Piece], before: Sequence[Piece]) -> Head:
    kind_at = next((i for i, p in enumerate(region) if _is_kind_line(region, i)), None)
    subject_at = next((i for i, p in enumerate(region) if _is_subject(p)), None)
    number_at, number = _number(text, region, kind_at, subject_at)
    kind_name = kind_alone(region[kind_at]) or _leading_kind(region[kind_at]) if kind_at is not None else None
    after = max((i for i in (kind_at, number_at) if i is not None), default=subject_at or 0)
    issuer = _of_kind(region, kind_at, kind_name) or _issuer(region, kind_at if kind_at is not None else after)
    title, end = read_title(region, kind_at, kind_name, number_at, issuer)
    place, date = _place_and_date(text, region, end)
    number = number or _attribute(before, "attribute_number", number_like=True)
    kind = kinds()[kind_name][0] if kind_name else None
    if kind is None and number is not None:
        kind, kind_name = named_kind(number.text)
    if kind in (None, "other") and title is not None and (number or subject_at is not None):
        kind, kind_name = "official-letter", "công văn"  # only a letter has a subject and no kind: "V/v …"
    issuer = issuer or _attribute(before, "attribute_issuer")
    last = max([region[after].span.end, *([title.span.end] if title else [])])
    return Head(Span(region[0].span.start, last), kind, kind_name or None, number, issuer, place, date, title)


def _is_kind_line(region: Sequence[Piece], i: int) -> bool:
    if kind_alone(region[i]):
        return True
    return _leading_kind(region[i]) is not None and any(_LABELLED.match(p.text) for p in region[:i])


def _leading_kind(piece: Piece) -> str | None:
    """A kind and the title on one line in capitals, below the number: "KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG SỐ"."""
    if not piece.shouted:
        return None
    return max((k for k in kinds() if piece.folded.startswith(f"{k} ")), key=len, default=None)


def _number(
    text: str, region: Sequence[Piece], kind_at: int | None, subject_at: int | None
) -> tuple[int | None, Said | None]:
    """The number on its own line; in a head with a kind, above it or right below. Under "V/v", "số 178/2026/NĐ-CP …"
    is what the subject goes on with.
    """
    limit = len(region) if kind_at is None else kind_at + 4
    for i, piece in enumerate(region[:limit]):
        match = _LABELLED.match(piece.text)
        if match and not (subject_at is not None and i > subject_at and piece.text[0].islower()):
            written = re.search(NUMBER, text[piece.span.start : piece.span.end])
            start = piece.span.start + (written.start() if written else 0)
            end = piece.span.start + (written.end() if written else len(piece.text))
            return i, Said(tidy(match["number"]), Span(start, end))
    return None, None


def _attribute(before: Sequence[Piece], key: str, number_like: bool = False) -> Said | None:
    """What a site's attribute block before the head says: "Số hiệu: | 624/TB-VPCP"."""
    for i, piece in enumerate(before):
        label = next((w for w in words(key) if piece.folded.startswith(w)), None)
        if label is None:
            continue
        own = piece.text[len(label) :].strip(" :")
        value = (
            Said(own, piece.span)
            if own
            else Said(before[i + 1].text, before[i + 1].span)
            if i + 1 < len(before)
            else None
        )
        if value and (not number_like or re.fullmatch(NUMBER, value.text)):
            return Said(tidy(value.text), value.span) if number_like else value
    return None


def _place_and_date(text: str, region: Sequence[Piece], end: int) -> tuple[Said | None, str | None]:
    """ "Hà Nội, ngày 16 tháng 11 năm 2025": section 4; a day left blank in a draft gives the month or the year."""
    match = _PLACE.search(text, region[0].span.start, end)
    if match is None:
        return None, None
    known = [match["y"]]
    for part in ("m", "d"):
        digits = match[part].strip(_BLANK)
        if not digits:
            break
        known.append(f"{int(digits):02}")
    place = Said(plain_line(match["place"]), Span(*match.span("place")))
    year, month, day = (*map(int, known), 1, 1)[:3]
    return place, "-".join(known) if valid_day(year, month, day) else None


def _of_kind(region: Sequence[Piece], kind_at: int | None, kind_name: str | None) -> Said | None:
    """Party papers name the organ below or beside the kind: "NGHỊ QUYẾT / CỦA BỘ CHÍNH TRỊ"."""
    if kind_at is None or kind_name is None:
        return None
    for piece in (region[kind_at], *region[kind_at + 1 : kind_at + 2]):
        rest = piece.text[len(kind_name) :].strip() if piece is region[kind_at] else piece.text
        if is_shouted(rest) and fold(rest).startswith("của "):
            return Said(rest[4:].strip(), Span(piece.span.end - len(rest) + 4, piece.span.end))
    return None


def _issuer(region: Sequence[Piece], until: int) -> Said | None:
    """The lines in capitals beside the national title, one name over several lines joined with single spaces."""
    lines: list[tuple[str, Span]] = []
    for piece in region[:until]:
        folded = piece.folded
        if folded.startswith(words("motto")) or _LABELLED.match(piece.text) or folded.startswith(words("not_issuer")):
            continue
        title = next((t for t in (*words("national"), *words("party")) if t in folded), None)
        if title and title in words("party"):
            head = piece.text[: folded.index(title)]
        else:
            head = piece.text[: folded.index(title)] if title else piece.text
        if head.strip() and is_shouted(head) and not re.search(r"[\d/]", head):
            lines.append((head.strip(" .-*"), Span(piece.span.start, piece.span.start + len(head.rstrip()))))
    if not lines:
        return None
    return Said(" ".join(t for t, _ in lines), Span(lines[0][1].start, lines[-1][1].end))
