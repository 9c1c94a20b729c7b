"""How bodies belong together: part of, merged into, set up by, in the charge of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg.extract.atoms.localities import local_at
from kg.extract.context import Passage, Reading
from kg.extract.patterns import find_all, search
from kg.extract.tokens import Token
from kg.extract.types import Atom, BodyName, Cue, Office, StructureFound
from kg.model import Span
from kg.text import squeeze

# Without one of these no body is in charge of, merged into or set up by another.
_CUES = frozenset({"responsible", "merge", "found"})


def structures(reading: Reading) -> Iterator[StructureFound]:
    """Every statement about the belonging of bodies, in order of the text."""
    for passage, span in reading.sentences():
        inside = [a for a in passage.atoms if span.start <= a.span.start < span.end]
        bodies = [a for a in inside if isinstance(a.value, BodyName)]
        yield from _units(reading, passage, bodies)
        yield from _standing(reading, passage, bodies)
        if not any(isinstance(a.value, Cue) and a.value.kind in _CUES for a in inside):
            continue
        tokens = reading.tokens(passage, span)
        yield from _in_charge(reading, passage, tokens)
        yield from _merged(reading, passage, span, tokens)
        yield from _set_up(reading, passage, span, tokens)


def _body(atom: Atom) -> BodyName:
    assert isinstance(atom.value, BodyName)
    return atom.value


def _units(reading: Reading, passage: Passage, bodies: Sequence[Atom]) -> Iterator[StructureFound]:
    """ "Cục X (Bộ Y)", "Cục X, Bộ Y", "Cục X thuộc Bộ Y"."""
    for unit, parent in itertools.pairwise(bodies):
        gap = reading.folded[unit.span.end : parent.span.start]
        if _body(unit).whole is not None and _body(unit).whole == _body(parent):
            closing = 1 if gap.strip() == "(" and reading.folded[parent.span.end : parent.span.end + 1] == ")" else 0
            span = Span(unit.span.start, parent.span.end + closing)
            yield StructureFound(unit, "part-of", parent, reading.evidence(span, "structure.unit", passage.block.zone))


def _standing(reading: Reading, passage: Passage, bodies: Sequence[Atom]) -> Iterator[StructureFound]:
    """ "Ban chỉ đạo … của Bộ Y" belongs to Bộ Y: the committee's own name says so."""
    for atom in bodies:
        value = _body(atom)
        if value.form != "named" or value.kind not in ("steering-committee", "council") or value.ids:
            continue
        owner = re.search(r"\scủa\s", reading.folded[atom.span.start : atom.span.end])
        if owner is None:
            continue
        place = atom.span.start + owner.end()
        name = squeeze(reading.document.text[place : atom.span.end])
        local = local_at(reading.document.text, reading.folded, place, {})
        parent = local or Atom(Span(place, atom.span.end), BodyName(name, "other"))
        yield StructureFound(
            atom, "part-of", parent, reading.evidence(atom.span, "structure.owner", passage.block.zone)
        )


def _one(tokens: Sequence[Token]) -> Atom | None:
    """The only named or short body of the tokens."""
    atoms = [a for t in tokens for a in t.atoms if isinstance(a.value, BodyName) and a.value.form != "collective"]
    return atoms[0] if len(atoms) == 1 else None


def _in_charge(reading: Reading, passage: Passage, tokens: Sequence[Token]) -> Iterator[StructureFound]:
    """ "Tổ X do Bộ Y phụ trách" (also "làm thường trực", "chủ trì")."""
    yield from _standing_office(reading, passage, tokens)
    for i, token in enumerate(tokens):
        if token.word != "do" or i == 0 or i + 2 >= len(tokens):
            continue
        subject, object_ = _one(tokens[i - 1 : i]), _one(tokens[i + 1 : i + 2])
        if subject and object_ and tokens[i + 2].has("responsible") and tokens[i - 1].has("bodies"):
            span = Span(subject.span.start, tokens[i + 2].span.end)
            yield StructureFound(
                subject, "responsible-body", object_, reading.evidence(span, "structure.in-charge", passage.block.zone)
            )


def _standing_office(reading: Reading, passage: Passage, tokens: Sequence[Token]) -> Iterator[StructureFound]:
    """ "Bộ X là cơ quan thường trực của Ban Chỉ đạo …"."""
    for match in find_all("object:bodies responsible word subject:bodies", tokens):
        subject, object_ = _one(match.tokens("subject")), _one(match.tokens("object"))
        stands = "thường trực" in tokens[match.start + 1].word and tokens[match.start + 2].word == "của"
        if subject and object_ and stands:
            span = Span(object_.span.start, subject.span.end)
            evidence = reading.evidence(span, "structure.in-charge", passage.block.zone)
            yield StructureFound(subject, "responsible-body", object_, evidence)


def _named(tokens: Sequence[Token]) -> list[Atom]:
    return [a for t in tokens for a in t.atoms if isinstance(a.value, BodyName) and a.value.form in ("named", "short")]


def _merged(reading: Reading, passage: Passage, span: Span, tokens: Sequence[Token]) -> Iterator[StructureFound]:
    """ "X trên cơ sở hợp nhất A, B và C"; "hợp nhất A và B thành X"; "sáp nhập A vào B"."""
    for match in find_all("merge word|quantity|colon|nominal* old:bodies", tokens):
        place = match.end - 1
        old = _named(match.tokens("old"))
        after = (
            search("new:bodies", tokens[match.end : match.end + 4])
            if match.end < len(tokens) and tokens[match.end].word in ("thành", "vào")
            else None
        )
        before = [t for t in tokens[: match.start] if t.has("bodies")]
        new = _one(after.tokens("new")) if after else _one(before[-1:])
        if new is None or not old:
            continue
        start = tokens[match.start].span.start if after else _found_start(tokens, match.start, new)
        end = new.span.end if after else tokens[place].span.end
        evidence = reading.evidence(
            Span(start, max(end, tokens[place].span.end)), "structure.merged", passage.block.zone
        )
        for atom in old:
            if atom != new:
                yield StructureFound(atom, "merged-into", new, evidence)


def _found_start(tokens: Sequence[Token], place: int, new: Atom) -> int:
    found = [t for t in tokens[:place] if t.has("found") and t.span.start < new.span.start]
    return found[-1].span.start if found else new.span.start


def _set_up(reading: Reading, passage: Passage, span: Span, tokens: Sequence[Token]) -> Iterator[StructureFound]:
    """ "Thủ tướng đã thành lập X", "Bộ Y lập X"; "thành lập 3 tổ công tác gồm: A; B; C" within a committee."""
    for match in find_all("found", tokens):
        place = match.end
        named = place < len(tokens) and tokens[place].has("bodies") and _one(tokens[place : place + 1]) is not None
        ahead = range(place, min(place + 6, len(tokens)))
        listed = [i for i in ahead if not named and (tokens[i].has("colon") or tokens[i].word == "gồm")]
        if listed:
            yield from _groups(reading, passage, tokens, match.start, listed[-1] + 1)
            continue
        new = _one(tokens[place : place + 1])
        who, start = _founder(tokens[: match.start])
        if new is not None and who is not None:
            where = Span(start, new.span.end)
            yield StructureFound(
                new, "established-by", who, reading.evidence(where, "structure.founded", passage.block.zone)
            )


def _founder(tokens: Sequence[Token]) -> tuple[Atom | None, int]:
    """Who founds, and where his naming begins: the subject before the verb; a head who signs founds for the body
    that he heads ("Bộ trưởng Bộ Y tế … ký quyết định thành lập …").
    """
    for token in reversed(tokens):
        if token.has("bodies"):
            return _one([token]), token.span.start
        if token.has("speaker"):
            offices = (a for a in token.atoms if isinstance(a.value, Office) and a.value.body)
            bodies = (a for a in token.atoms if isinstance(a.value, BodyName))
            return next(offices, None) or next(bodies, None), token.span.start
        if token.has("comma") or token.has("semicolon"):
            break
    return None, 0


def _groups(
    reading: Reading, passage: Passage, tokens: Sequence[Token], found: int, start: int
) -> Iterator[StructureFound]:
    """Groups that are set up in a list belong to the committee named before them in the sentence."""
    parents = [
        a
        for a in _named([t for t in tokens[:found] if t.has("bodies")])
        if _body(a).kind in ("steering-committee", "council")
    ]
    groups = [
        a
        for a in _named([t for t in tokens[start:] if t.has("bodies")])
        if _body(a).kind == "working-group" and _body(a).form == "named"
    ]
    if not parents or not groups:
        return
    end = tokens[-1].span.end if tokens[-1].span.end > groups[-1].span.end else groups[-1].span.end
    evidence = reading.evidence(
        Span(tokens[found].span.start, _trimmed(reading, end)), "structure.groups", passage.block.zone
    )
    for group in groups:
        yield StructureFound(group, "part-of", parents[-1], evidence)


def _trimmed(reading: Reading, end: int) -> int:
    while reading.folded[end - 1] in " .;,":
        end -= 1
    return end
