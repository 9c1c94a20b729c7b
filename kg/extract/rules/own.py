"""What an official document says of itself: its number, what it rests on, and who signs it.

The number, the legal bases ("Căn cứ …") and the signature have their places by Decree 30/2020/NĐ-CP, Annex I,
part II, sections 3, 6 and 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents.zones import is_official
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.rules.relations import relation_of
from kg.extract.types import Atom, BodyName, DocName, DocumentRelationFound, Office, PersonName, RoleFound
from kg.model import Span

HEAD = 4000
SIGNATURE = 120
_NUMBERED = re.compile(r"(?:số|số hiệu)\s*:?[\s*|:]*$")
_THIS = re.compile(
    r"(?:quyết định|nghị quyết|nghị định|chỉ thị|kế hoạch|thông tư|luật|quy chế) này (?P<what>[^.;:]{0,60})$"
)
_OPENERS = (
    ("based-on", re.compile(r"(?:căn cứ|xét)\s+(?:vào\s+)?$")),
    (
        "implements",
        re.compile(
            r"^(?:để\s+)?(?:triển khai thực hiện|tổ chức thực hiện|thực hiện|triển khai|cụ thể hóa|thi hành)\s+$"
        ),
    ),
)


def own_document(reading: Reading) -> Atom | None:
    """The citation of the document's own number in its head: "Số: 467/TB-VPCP"."""
    if not is_official(reading.document.text):
        return None
    for passage in reading.passages:
        for atom in passage.atoms:
            if atom.span.start > HEAD:
                return None
            value = atom.value
            before = reading.folded[max(0, atom.span.start - 30) : atom.span.start]
            named = reading.folded.startswith("số", atom.span.start) or _NUMBERED.search(before)
            if isinstance(value, DocName) and value.complete and value.number and named:
                return atom
    return None


def own_relations(reading: Reading) -> Iterator[DocumentRelationFound]:
    """ "Căn cứ Nghị định …": based-on; "Thực hiện Nghị quyết …, Bộ ban hành Kế hoạch": implements; before the first
    list.
    """
    own = own_document(reading)
    if own is None:
        return
    head = True
    for passage in reading.passages:
        yield from _this(reading, passage, own)
        head = head and not (passage.block.marker and passage.block.span.start > own.span.end)
        if not head:
            continue
        docs = [a for a in passage.atoms if isinstance(a.value, DocName) and a.span != own.span]
        for atom in docs[:1]:
            before = reading.folded[passage.block.body.start : atom.span.start]
            relation = next((kind for kind, opener in _OPENERS if opener.search(before)), None)
            if relation and _is_other(own, atom):
                span = Span(passage.block.body.start, atom.span.end)
                yield DocumentRelationFound(
                    own, relation, atom, reading.evidence(span, "relation.own", passage.block.zone)
                )


def _this(reading: Reading, passage: Passage, own: Atom) -> Iterator[DocumentRelationFound]:
    """ "Quyết định này thay thế Quyết định số …": what the document itself does to another."""
    for atom in passage.atoms:
        before = reading.folded[passage.block.body.start : atom.span.start]
        said = _THIS.search(before) if isinstance(atom.value, DocName) and _is_other(own, atom) else None
        relation = relation_of(said["what"]) if said else None
        if said and relation:
            span = Span(passage.block.body.start + said.start(), atom.span.end)
            yield DocumentRelationFound(own, relation, atom, reading.evidence(span, "relation.own", passage.block.zone))


def _is_other(own: Atom, atom: Atom) -> bool:
    return isinstance(own.value, DocName) and isinstance(atom.value, DocName) and own.value.number != atom.value.number


def signers(reading: Reading) -> Iterator[RoleFound]:
    """ "KT. BỘ TRƯỞNG / THỨ TRƯỞNG / Lê Công Thành": the office right above the name, in the body that issues."""
    own = own_document(reading)
    if own is None:
        return
    late = [p for p in reading.passages if p.block.span.start > len(reading.folded) // 2]
    atoms = [(p, a) for p in late for a in p.atoms if isinstance(a.value, (Office, PersonName, BodyName))]
    for n, (passage, atom) in enumerate(atoms):
        office = _office_above(reading, [a for _, a in atoms[:n]], atom) if isinstance(atom.value, PersonName) else None
        if office is not None and isinstance(office.value, Office):
            title = office.value.title[:1].upper() + office.value.title[1:]
            span = Span(office.span.start, atom.span.end)
            evidence = reading.evidence(span, "role.signature", passage.block.zone, 0.9)
            yield RoleFound(atom, Office(title, office.value.role), own, evidence)
            return


def _office_above(reading: Reading, before: Sequence[Atom], person: Atom) -> Atom | None:
    """The signing title in capitals above a name, with nothing but space and marks between."""
    office = before[-1] if before else None
    if office is None or not isinstance(office.value, Office) or office.value.body:
        return None
    written = reading.document.text[office.span.start : office.span.end]
    gap = reading.folded[office.span.end : person.span.start]
    close = len(gap) < SIGNATURE and not re.search(
        r"[a-zà-ỹ]{2,}", re.sub("|".join(map(re.escape, phrases("people", "signing"))), "", gap)
    )
    return office if written.isupper() and close else None
