"""What an official document says of itself: its number, what it rests on, and who signs it.

The number, the legal bases ("Căn cứ …") and the signature have their places by Decree 30/2020/NĐ-CP, Annex I,
part II, sections 3, 6 and 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents.numbers import abbreviation
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.rules.relations import relation_of
from kg.extract.types import Atom, BodyName, DocName, DocumentRelationFound, Office, PersonName, RoleFound
from kg.model import Span

SIGNATURE = 120
COLUMN = 1200
_THIS = re.compile(
    r"(?:quyết định|nghị quyết|nghị định|chỉ thị|kế hoạch|thông tư|luật|quy chế|quy định|chương trình) này "
    r"(?P<what>[^.;:]{0,60})$"
)
# What joins a further document to the one before it: "Căn cứ A và B", "…; Nghị định số …".
_ALSO = re.compile(r"^[^.]*?(?:(?P<new>;)|,|\bvà)\s*(?:và\s+)?(?:căn cứ\s+)?$")
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
    """The document as its own head names it: kind, number and day ("Thông báo số 467/TB-VPCP")."""
    head = reading.document.head
    if head is None or head.number is None:
        return None
    number = head.number.text
    name = f"{(head.kind_name or '').capitalize()} số {number}".strip()
    return Atom(
        head.number.span,
        DocName(name, head.kind or "other", number, abbreviation=abbreviation(number), date=head.date),
    )


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
        listed = passage.block.marker and not passage.block.marker.startswith("#")
        head = head and not (listed and passage.block.span.start > own.span.end)
        if not head:
            continue
        first = _opened(reading, passage, own)
        if first is not None:
            relation, docs = first
            for atom in docs:
                span = Span(passage.block.body.start, atom.span.end)
                evidence = reading.evidence(span, "relation.own", passage.block.zone)
                yield DocumentRelationFound(own, relation, atom, evidence)


def _opened(reading: Reading, passage: Passage, own: Atom) -> tuple[str, list[Atom]] | None:
    """The relation that a paragraph opens with, and the documents it names: "Căn cứ Luật A và Luật B"."""
    docs = [a for a in passage.atoms if isinstance(a.value, DocName) and a.span != own.span]
    before = reading.folded[passage.block.body.start : docs[0].span.start] if docs else ""
    relation = next((kind for kind, opener in _OPENERS if opener.search(before)), None)
    if relation is None or not _is_other(own, docs[0]):
        return None
    return relation, [docs[0], *_also(reading, own, docs)]


def _also(reading: Reading, own: Atom, docs: Sequence[Atom]) -> Iterator[Atom]:
    """The documents joined to the first of a list by a comma, "và" or a semicolon, up to the full stop."""
    joined, last = True, docs[0]
    for doc in docs[1:]:
        gap = reading.folded[last.span.end : doc.span.start]
        if ". " in gap:
            return
        also = _ALSO.match(gap)
        joined = also is not None and (joined or bool(also["new"]))
        last = doc
        if joined and _is_other(own, doc):
            yield doc


def _this(reading: Reading, passage: Passage, own: Atom) -> Iterator[DocumentRelationFound]:
    """ "Quyết định này thay thế Quyết định số … và Quyết định số …": what the document itself does to others."""
    docs = [a for a in passage.atoms if isinstance(a.value, DocName)]
    for i, atom in enumerate(docs):
        before = reading.folded[passage.block.body.start : atom.span.start]
        said = _THIS.search(before) if _is_other(own, atom) else None
        relation = relation_of(said["what"]) if said else None
        if said is None or relation is None:
            continue
        for doc in (atom, *_also(reading, own, docs[i:])):
            span = Span(passage.block.body.start + said.start(), doc.span.end)
            yield DocumentRelationFound(own, relation, doc, reading.evidence(span, "relation.own", passage.block.zone))


def _is_other(own: Atom, atom: Atom) -> bool:
    return isinstance(own.value, DocName) and isinstance(atom.value, DocName) and own.value.number != atom.value.number


def signers(reading: Reading) -> Iterator[RoleFound]:
    """ "KT. BỘ TRƯỞNG / THỨ TRƯỞNG / Lê Công Thành": the office right above the name, in the body that issues; a
    title with a body of its own is of that body ("THỦ TƯỚNG / Phạm Minh Chính").
    """
    if reading.document.head is None:
        return
    own = own_document(reading)
    late = [p for p in reading.passages if p.block.span.start > len(reading.folded) // 2]
    atoms = [(p, a) for p in late for a in p.atoms if isinstance(a.value, (Office, PersonName, BodyName))]
    for n, (passage, atom) in enumerate(atoms):
        if not isinstance(atom.value, PersonName):
            continue
        before = [a for _, a in atoms[:n]]
        above, beside = _office_above(reading, before, atom), _office_beside(reading, before, atom)
        signed = above or beside
        if signed is None or not isinstance(signed.value, Office) or not (own or signed.value.body):
            continue
        office = Office(signed.value.title[:1].upper() + signed.value.title[1:], signed.value.role, signed.value.body)
        span = Span(signed.span.start, atom.span.end) if above else atom.span
        evidence = reading.evidence(span, "role.signature", passage.block.zone, 0.9)
        yield RoleFound(atom, office, None if office.body else own, evidence)
        return


def _office_beside(reading: Reading, before: Sequence[Atom], person: Atom) -> Atom | None:
    """The signing title further up in the right column of a page whose left column is "Nơi nhận: …"."""
    if not _in_right_column(reading, person):
        return None
    for office in reversed(before):
        if person.span.start - office.span.end > COLUMN:
            return None
        written = reading.document.text[office.span.start : office.span.end]
        if isinstance(office.value, Office) and written.isupper() and _in_right_column(reading, office):
            return office
    return None


def _in_right_column(reading: Reading, atom: Atom) -> bool:
    text = reading.document.text
    line = text[text.rfind("\n", 0, atom.span.start) + 1 : atom.span.start]
    return bool(re.search(r" {8,}$", line)) and not text[atom.span.end :].partition("\n")[0].strip()


def _office_above(reading: Reading, before: Sequence[Atom], person: Atom) -> Atom | None:
    """The signing title in capitals above a name, with nothing but space and marks between."""
    office = before[-1] if before else None
    if office is None or not isinstance(office.value, Office):
        return None
    written = reading.document.text[office.span.start : office.span.end]
    gap = reading.folded[office.span.end : person.span.start]
    close = len(gap) < SIGNATURE and not re.search(
        r"[a-zà-ỹ]{2,}", re.sub("|".join(map(re.escape, phrases("people", "signing"))), "", gap)
    )
    return office if written.isupper() and close else None
