"""Who is named in a cell: bodies one after another, however they are divided, and what no list knows as it is written.

"Bộ Tài chính; các bộ, ngành" → two bodies; "Các địa phương có đảo" → as the cell names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.atoms import shifted
from kg.extract.atoms.collectives import listed
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases, table, words_of
from kg.extract.types import Atom, BodyName, Office
from kg.model import Span
from kg.text import fold, squeeze, upper_first

LONGEST = 16
_JOINT = re.compile(r"[,;/\n]+|\.(?=\s|$)|(?<=\s)[-–+•](?=\s)|^[-–+•]")
_EDGES = " *_-–+•:.\n\t"


def bodies_in(reading: Reading, passage: Passage | None, within: Span | None = None) -> tuple[Atom, ...]:
    """The bodies of a cell, or of a stretch of it, in order, each once."""
    if passage is None:
        return ()
    span = within or passage.block.body
    names = _names(reading, passage, span)
    found: list[Atom] = []
    explains = False
    for piece, opens in _pieces(reading, names, span):
        inside = [a for a in names if piece.start <= a.span.start < piece.end]
        rest = _bare(reading.folded[(inside[-1].span.end if inside else piece.start) : piece.end])
        explains = (explains and not opens and not inside) or _is_relative(rest)
        if inside:
            found += _named(reading, inside, rest, piece)
        elif not explains:
            found += _unknown(reading, piece)
    seen: dict[object, Atom] = {}
    for atom in found:
        seen.setdefault(atom.value, atom)
    return tuple(seen.values())


def _names(reading: Reading, passage: Passage, span: Span) -> list[Atom]:
    """Bodies and offices of a stretch, the longest at each place; what stands in brackets explains another."""
    atoms = [a for a in passage.atoms if span.start <= a.span.start and a.span.end <= span.end]
    named = [a if isinstance(a.value, BodyName) else _of_office(a) for a in atoms
             if isinstance(a.value, BodyName) or (isinstance(a.value, Office) and a.value.body)]  # fmt: skip
    named += [shifted(a, span.start) for a in listed(*_stretch(reading, span))]
    kept: list[Atom] = []
    for atom in sorted(named, key=lambda a: (a.span.start, -a.span.end)):
        before = reading.folded[span.start : atom.span.start]
        bracketed = before.count("(") > before.count(")") and not before.strip().startswith("(")
        if (not kept or atom.span.start >= kept[-1].span.end) and not bracketed:
            kept.append(atom)
    return kept


def _stretch(reading: Reading, span: Span) -> tuple[str, str]:
    return reading.document.text[span.start : span.end], reading.folded[span.start : span.end]


def _of_office(atom: Atom) -> Atom:
    """The body that an office stands for: "Tổng Thanh tra Chính phủ" is to do what its inspectorate does."""
    office = atom.value
    assert isinstance(office, Office) and office.body
    return Atom(atom.span, BodyName(office.title, "office", "named", (office.body,)))


def _pieces(reading: Reading, names: list[Atom], span: Span) -> Iterator[tuple[Span, bool]]:
    """The stretches between the marks that divide a cell, and whether one opens a new line or part of it."""
    start, opens = span.start, True
    text = reading.document.text
    for match in _JOINT.finditer(text, span.start, span.end):
        inside = any(a.span.start < match.start() < a.span.end for a in names)
        wraps = match.group().isspace() and not _ends_a_name(text, match, names)
        if inside or wraps or _in_brackets(text, span.start, match.start()):
            continue
        yield Span(start, match.start()), opens
        start, opens = match.end(), match.group() != ","
    yield Span(start, span.end), opens


def _in_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _ends_a_name(text: str, line_break: re.Match[str], names: list[Atom]) -> bool:
    """A line break that only wraps the cell stands amid a name; one between two names begins with a capital."""
    after = text[line_break.end() : line_break.end() + 1]
    return after.isupper() and any(a.span.end == line_break.start() for a in names)


def _named(reading: Reading, names: list[Atom], rest: str, piece: Span) -> list[Atom]:
    """The names of a piece; what goes on after a collective belongs to it: "Các địa phương có đảo"."""
    last = names[-1]
    if not rest or _is_aside(rest) or _is_relative(rest) or not _goes_on(last):
        return names
    longer = _whole(reading, Span(last.span.start, piece.end))
    return [*names[:-1], longer or last]


def _goes_on(atom: Atom) -> bool:
    """Whether a name is of many, or a head alone that needs more words: "UBND" in "UBND 06 thành phố …"."""
    value = atom.value
    heads = phrases("bodies", "local", "heads")
    return isinstance(value, BodyName) and (value.form in ("collective", "short") or fold(value.name) in heads)


def _bare(words: str) -> str:
    """Without joints, brackets and marks."""
    plain = re.sub(r"\([^)]*\)?|[*_:;,.\"“”()\[\]–+•-]", " ", words)
    return squeeze(words_of("cells", "joints").sub(" ", plain)).strip()


def _is_aside(rest: str) -> bool:
    """Whether what stands beside a name says nothing of who it is: "(chủ trì)"."""
    return rest in phrases("cells", "asides")


def _is_relative(rest: str) -> bool:
    """Whether it explains who is meant: "là chủ quản cơ sở dữ liệu"."""
    return rest.startswith(tuple(f"{w} " for w in phrases("cells", "relative")))


def _unknown(reading: Reading, piece: Span) -> list[Atom]:
    """A piece that no list knows, as one body; in small letters only a word for many begins a name."""
    words = squeeze(reading.document.text[piece.start : piece.end].strip(_EDGES))
    first = fold(words).split(" ", 1)[0] if words else ""
    if not words[:1].isupper() and first not in phrases("collectives", "determiners") and first not in _many():
        return []
    whole = _whole(reading, piece)
    return [whole] if whole else []


@cache
def _many() -> frozenset[str]:
    return frozenset(p.split()[0] for p in phrases("cells", "many"))


def _whole(reading: Reading, piece: Span) -> Atom | None:
    """A piece as one body, in its own words; nothing where it is no name."""
    words = reading.document.text[piece.start : piece.end]
    name = squeeze(re.sub(r"^(?:và|cùng)\s+|\([^)]*\)?", "", words.strip(_EDGES)))
    folded = fold(name)
    if not any(c.isalpha() for c in name) or folded in phrases("cells", "nothing") or len(name.split()) > LONGEST:
        return None
    if folded in phrases("cells", "heads") or folded in phrases("cells", "asides"):
        return None
    start = piece.start + len(words) - len(words.lstrip(_EDGES))
    return Atom(Span(start, piece.end), BodyName(spelled_out(name), "collective", "collective"))


def spelled_out(name: str) -> str:
    """A name with its abbreviated head and tail written out: "UBND 06 thành phố trực thuộc TW"."""
    for short, full in table("bodies")["short_heads"].items():
        if fold(name).startswith(f"{fold(short)} "):
            name = f"{full}{name[len(short) :]}"
            break
    name = re.sub(r"(?<!\w)TW(?!\w)", "Trung ương", name)
    return upper_first(name)
