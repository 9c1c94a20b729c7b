"""What an official document says of itself: its number, what it rests on, and who signs it.

The number, the legal bases ("Căn cứ …") and the signature have their places by Decree 30/2020/NĐ-CP, Annex I,
part II, sections 3, 6 and 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.documents.naming import unit_name
from kg.documents.numbers import abbreviation
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.rules.effects import effects
from kg.extract.rules.relations import relation_of, whole
from kg.extract.types import Atom, DocName, DocumentRelationFound, Office, PersonName, RoleFound
from kg.model import Signature, Span, Zone
from kg.text import fold, upper_first

SIGNATURE = 120
_THIS = re.compile(
    r"(?:quyết định|nghị quyết|nghị định|chỉ thị|kế hoạch|thông tư|luật|quy chế|quy định|chương trình) này "
    r"(?P<what>[^.:]{0,90})$"
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
        yield from effects(reading, passage, own)
        listed = passage.block.marker and not passage.block.marker.startswith("#") and not _addressed(reading, passage)
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


def _addressed(reading: Reading, passage: Passage) -> bool:
    """An item of those to whom a paper is sent: "Kính gửi:" stands above."""
    above = passage.block.parent
    owner = reading.document.blocks[above].body if above is not None else Span(0, 0)
    return reading.folded[owner.start : owner.end].strip("*_ ").startswith(phrases("cues", "addressees"))


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
        relation = whole(relation_of(said["what"]), said["what"]) if said else None
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

    Of a draft without a number no body is given: it is the one that the head names. Who signs by order or mandate
    ("TL. BỘ TRƯỞNG / CHÁNH VĂN PHÒNG") heads the unit that the post names, a part of the body that issues; where it
    names none, nothing is said.
    """
    own, head = own_document(reading), reading.document.head
    for signature in head.signatures if head else ():
        post = signature.post.span
        office = _office(reading, post)
        if office is None or not (own or office.body or (head and head.issuer)):
            continue
        body, unit = None if office.body else own, ""
        if signature.delegated:
            body, unit = own, _unit(reading, signature, office)
            if not unit:
                continue
        person = Atom(signature.signer.span, PersonName(signature.signer.text))
        above = signature.signer.span.start - post.end <= SIGNATURE and post.end <= signature.signer.span.start
        beside = above and "\n-" in reading.document.text[post.end : person.span.start]
        span = Span(post.start, person.span.end) if above and not beside else person.span
        yield RoleFound(person, office, body, reading.evidence(span, "role.signature", Zone.ARTICLE, 0.9), unit)


def _office(reading: Reading, post: Span) -> Office | None:
    """The office that a signing post begins with."""
    stretch = reading.document.text[post.start : post.end]
    found = [
        a.value
        for p in reading.passages
        for a in p.atoms
        if isinstance(a.value, Office) and post.start <= a.span.start <= post.start + 1
    ]
    if not found or not stretch.strip():
        return None
    office = found[0]
    return Office(upper_first(office.title), office.role, office.body)


def _unit(reading: Reading, signature: Signature, office: Office) -> str:
    """The unit in a delegated post: "Văn phòng" of "CHÁNH VĂN PHÒNG", "Vụ Pháp chế" of "VỤ TRƯỞNG VỤ PHÁP CHẾ"."""
    post = signature.post.text
    rest = post[len(office.title) :].strip(" ,")
    if rest:
        return unit_name(rest, reading.document.text)
    return next((u.capitalize() for u in phrases("people", "units") if fold(office.title).endswith(f" {u}")), "")
