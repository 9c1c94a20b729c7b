"""Owners that no list knows, among headings that name owners: under "VI. TỔ CHỨC THỰC HIỆN" stand "1. Phòng Công tác
Sinh viên", "2. Đoàn Thanh niên – Hội sinh viên" and "5. Trường/Viện đào tạo", each over what it is to do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.extract.atoms.heads import kinds_of_heads
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import any_of, phrases, words_of
from kg.extract.rules.owners import owned_by
from kg.extract.rules.parties import leads_of
from kg.extract.types import Atom, BodyName
from kg.model import Span
from kg.text import fold, squeeze

LONGEST = 30
_BEGINS = frozenset({"verb", "adverb", "lead", "cooperate", "modal", "responsible"})
_CLAUSE = frozenset({"lead", "cooperate", "modal", "instruct", "account"})
_JOINT = re.compile(r"\s*[,;]\s+(?:và\s+)?|\s+và\s+")
_BLANK = " \t\r\n*_"
_MARKS = " \t\r\n*_:;.,"


def assigned(reading: Reading) -> Mapping[int, tuple[Atom, ...]]:
    """Block index of a heading → the bodies it names, where a heading over it assigns work, a heading beside it is a
    known body, and what stands under it begins with what is to be done.
    """
    headings: dict[int, list[Passage]] = defaultdict(list)
    first: dict[int, Passage] = {}
    for passage in reading.passages:
        parent = passage.block.parent
        if parent is not None:
            first.setdefault(parent, passage)
            if passage.block.heading and passage.block.marker:
                headings[parent].append(passage)
    found: dict[int, tuple[Atom, ...]] = {}
    for parent, beside in headings.items():
        over = reading.document.blocks[parent].body
        if words_of("cues", "assigning").search(reading.folded, over.start, over.end):
            unknown = [p for p in beside if not owned_by(reading.tokens(p, p.block.body))]
            for passage in unknown if len(unknown) < len(beside) else ():
                if _acts(reading, first.get(passage.index)) and (names := tuple(_names(reading, passage))):
                    found[passage.index] = names
    return found


def given_to(reading: Reading, passage: Passage) -> tuple[Atom, ...]:
    """ "4. Giao Cơ quan Ủy ban Kiểm tra Đảng ủy:": whom a paragraph that says nothing else gives what is below it."""
    body = passage.block.body
    if not reading.document.text[body.start : body.end].rstrip(_BLANK).endswith(":"):
        return ()
    tokens = reading.tokens(passage, body)
    gives = len(tokens) > 2 and tokens[0].word in phrases("cues", "give") and tokens[-1].has("colon")
    named = tokens[1:-1] if gives else []
    if not named or any((_BEGINS | _CLAUSE) & t.kinds for t in named) or len(named) > LONGEST:
        return ()
    if all({"bodies", "comma", "semicolon"} & t.kinds for t in named):
        return leads_of(named)
    start, end = named[0].span.start, named[-1].span.end
    return tuple(_atoms(reading.document.text[start:end], start, [(0, end - start)]))


def _acts(reading: Reading, below: Passage | None) -> bool:
    """Whether the first paragraph under a heading begins with what is to be done."""
    tokens = reading.tokens(below, below.block.body)[:1] if below is not None else []
    return any(_BEGINS & t.kinds for t in tokens)


def _names(reading: Reading, passage: Passage) -> Iterator[Atom]:
    """The names of a heading that begins as bodies do ("Trường/Viện đào tạo", not "Hợp tác quốc tế"): one, or, where
    each begins with a capital, those behind its colon or its commas.
    """
    tokens = reading.tokens(passage, passage.block.body)
    body = passage.block.body
    clause = any(_CLAUSE & t.kinds for t in tokens)
    if not tokens or clause or len(tokens) > LONGEST or not _heads().match(reading.folded, body.start):
        return
    text = reading.document.text[body.start : body.end]
    start = text.find(":") + 1 if text.find(":") + 1 < len(text.rstrip(_MARKS)) else 0
    known = leads_of([t for t in tokens if t.has("bodies")])
    if len(known) > 1 and not start:  # "Giám đốc các Sở và Thủ trưởng các ban, ngành; Chủ tịch UBND các xã, phường"
        yield from known
        return
    pieces = list(_pieces(text, start))
    if not all(text[a:b][:1].isupper() for a, b in pieces):
        pieces = list(_pieces(text, 0))[:1] and [(pieces[0][0], pieces[-1][1])]
    yield from _atoms(text, body.start, pieces)


@cache
def _heads() -> re.Pattern[str]:
    """How the name of a body begins: "Phòng", "Đoàn Thanh niên", "Các đơn vị"."""
    return re.compile(rf"[*_ ]*{any_of({*kinds_of_heads(), *phrases('cues', 'organisations')})}")


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    ends = [*_JOINT.finditer(text, start)]
    for begin, end in zip([start, *(m.end() for m in ends)], [*(m.start() for m in ends), len(text)], strict=True):
        piece = text[begin:end]
        if stripped := piece.strip(_MARKS):
            at = begin + piece.index(stripped)
            yield at, at + len(stripped)


def _atoms(text: str, by: int, pieces: Sequence[tuple[int, int]]) -> Iterator[Atom]:
    for start, end in pieces:
        name = squeeze(text[start:end])
        many = fold(name).split()[0] in phrases("cues", "many") or "/" in name
        form = "collective" if many else "named"
        yield Atom(Span(by + start, by + end), BodyName(name, "collective" if many else "other", form))
