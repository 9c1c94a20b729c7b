"""What a document does to others in its title and its articles: it amends, replaces or carries them out.

"Nghị định sửa đổi, bổ sung một số điều của Nghị định số …", "Điều 1. Bãi bỏ Quyết định số …", "Nghị định số … hết hiệu
lực kể từ ngày Nghị định này có hiệu lực".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, phrases
from kg.extract.rules.relations import of_a_plan, relation_of, whole
from kg.extract.types import Atom, DocName, DocumentRelationFound
from kg.model import Span

_JOINED = re.compile(r"[^.;:]{0,160}?(?:,|;|\bvà)\s*(?:[a-zđ]\)\s*)?(?:của\s+)?$")


def effects(reading: Reading, passage: Passage, own: Atom) -> Iterator[DocumentRelationFound]:
    """What the title, or one article, says that the document itself does to others."""
    docs = [a for a in passage.atoms if isinstance(a.value, DocName) and _number(a) != _number(own)]
    if not docs:
        return
    found = _in_title(reading, passage, docs) or _in_article(reading, passage, docs, own)
    relation, said, named = found or (None, Span(0, 0), ())
    for doc in named:
        if relation is not None:
            span = Span(said.start, max(doc.span.end, said.end))
            yield DocumentRelationFound(own, relation, doc, reading.evidence(span, "relation.own", passage.block.zone))


def _number(atom: Atom) -> str | None:
    return atom.value.number if isinstance(atom.value, DocName) else None


Found = tuple[str | None, Span, Sequence[Atom]]


def _in_title(reading: Reading, passage: Passage, docs: Sequence[Atom]) -> Found | None:
    """ "Sửa đổi, bổ sung một số điều của Nghị định số …", "Kế hoạch triển khai thực hiện Nghị quyết số …"."""
    head = reading.document.head
    title = head.title.span if head is not None and head.title is not None else None
    inside = [d for d in docs if title is not None and title.start <= d.span.start < title.end]
    if title is None or not inside:
        return None
    start = max(title.start, passage.block.body.start)
    words = reading.folded[start : inside[0].span.start]
    relation = relation_of(words)
    if relation is None or of_a_plan(words):
        return None
    return whole(relation, words), Span(start, start), _list(reading, inside)


def _in_article(reading: Reading, passage: Passage, docs: Sequence[Atom], own: Atom) -> Found | None:
    """ "Điều 1. Bãi bỏ Quyết định số …" at the head of an article; what expires as this document takes effect."""
    kind = own.value.kind if isinstance(own.value, DocName) else ""
    if kind not in phrases("documents", "pieces", "kinds"):
        return None
    start = passage.block.body.start
    words = reading.folded[start : docs[0].span.start]
    body = reading.folded[start : passage.block.body.end]
    if (
        ended := re.search(rf"{alternatives('documents', 'pieces', 'expired')}[^.;]*này có hiệu lực", body)
    ) is not None:
        named = [d for d in _list(reading, docs) if d.span.end <= start + ended.start()]
        return (whole("replaces", words), Span(start, start + ended.end()), named) if named else None
    article = (passage.block.marker or "").lower().startswith("điều")
    opened = re.match(
        rf"{alternatives('documents', 'relations', 'amends')}|"
        rf"{alternatives('documents', 'relations', 'replaces')}",
        words,
    )
    if not article or opened is None:
        return None
    relation = relation_of(opened.group()) or "amends"
    if of_a_plan(words) or re.search(r"(?:tại|kèm theo)\s+$", words):
        return None
    between = re.sub(
        rf"(?<!\w){alternatives('documents', 'pieces', 'words')}|[\W\d]|(?<!\w)[a-zđ](?!\w)", "", words[opened.end() :]
    )
    return (
        (whole(relation, words), Span(start, start), _list(reading, docs))
        if not re.sub(r"[ivxlc]", "", between)
        else None
    )


def _list(reading: Reading, docs: Sequence[Atom]) -> list[Atom]:
    """The first document and those joined to it by commas, semicolons or "và"."""
    named = [docs[0]]
    for doc in docs[1:]:
        gap = reading.folded[named[-1].span.end : doc.span.start]
        if not _JOINED.fullmatch(gap) or relation_of(gap) is not None:
            break
        named.append(doc)
    return named
