"""Reading a short text as the pipeline reads a file, and telling what was found in plain names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from kg.documents import make_document
from kg.documents.content import Content
from kg.extract import Extraction, Recogniser, extract, recogniser
from kg.model import Document, Evidence, Facts, Source
from kg.registry import Registry, load_registry
from kg.resolve import resolve
from kg.text import nfc

STATE_HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
PARTY_HEAD = "ĐẢNG CỘNG SẢN VIỆT NAM\n\n"
DAY = "2025-05-17"

Row = dict[str, Any]


@cache
def registry() -> Registry:
    """The shipped registry, read once."""
    return load_registry()


@cache
def names() -> Recogniser:
    """Its names, compiled once."""
    return recogniser(registry())


def document(text: str, *, date: str | None = DAY, id_: str = "doc", kind: str | None = None) -> Document:
    """A text as a document of some day."""
    return make_document(Source(id_, f"{id_}.txt", "0" * 64, published=date, kind=kind), Content(nfc(text)))


def extraction(text: str, *, date: str | None = DAY, id_: str = "doc") -> Extraction:
    return extract(document(text, date=date, id_=id_), names())


def facts_of(documents: Sequence[Document]) -> Facts:
    return resolve(registry(), [(d, extract(d, names())) for d in documents])


def facts(text: str, *, date: str | None = DAY, id_: str = "doc") -> Facts:
    """Everything that one text says."""
    return facts_of([document(text, date=date, id_=id_)])


def _labels(found: Facts) -> dict[str, str]:
    labels = {b.id: b.label for b in found.bodies} | {p.id: p.label for p in found.people}
    return labels | {w.id: w.number or w.label for w in found.works}


def rows(found: Facts) -> Iterator[tuple[Evidence, Row]]:
    """Every piece of evidence with what it is evidence of: names in place of ids, empty values left out."""
    label = _labels(found)
    for t in found.tasks:
        row = {
            "lead": sorted(label[i] for i in t.lead),
            "support": sorted(label[i] for i in t.support),
            "oversight": sorted(label[i] for i in t.oversight),
            "assigner": label[t.assigner] if t.assigner else None,
            "due": t.due.edtf if t.due else None,
            "due_relation": t.due.relation if t.due else None,
        }
        yield from ((e, row) for e in t.evidence)
    for g in found.targets:
        row = {"indicator": g.indicator, "comparator": g.comparator, "value": g.value, "unit": g.unit}
        due = {"due": g.due.edtf if g.due else None, "due_relation": g.due.relation if g.due else None}
        yield from ((e, row | due) for e in g.evidence)
    for x in found.results:
        row = {"indicator": x.indicator, "comparator": x.comparator, "value": x.value, "unit": x.unit}
        yield from ((e, row | {"period": x.period, "body": sorted(label[i] for i in x.bodies)}) for e in x.evidence)
    for d in found.duties:
        row = {"body": sorted(label[i] for i in d.bodies), "document": label[d.document] if d.document else None}
        yield from ((e, row) for e in d.evidence)
    for r in found.roles:
        row = {"person": label[r.person], "role": r.role, "body": label[r.body], "title": r.title}
        yield from ((e, row) for e in r.evidence)
    for m in found.meetings:
        row = {
            "body": label[m.body],
            "date": m.date,
            "chair": label[m.chair] if m.chair else None,
            "ordinal": m.ordinal,
        }
        yield from ((e, row) for e in m.evidence)
    for s in (*found.structures, *found.document_relations):
        row = {"from": label[s.subject], "relation": s.relation, "to": label[s.object]}
        yield from ((e, row) for e in s.evidence)
    for mention in found.body_mentions:
        yield mention.evidence, {"body": label[mention.entity]}
    for mention in found.references:
        issuer = label[mention.issuer] if mention.issuer else None
        yield mention.evidence, {"document": label[mention.entity], "issuer": issuer, "date": mention.date}


def told(found: Facts, rule: str) -> list[Row]:
    """What one rule found, in order of the text."""
    mine = [(e, row) for e, row in rows(found) if e.rule == rule]
    mine.sort(key=lambda pair: (pair[0].start, pair[0].end, repr(pair[1])))
    return [{"quote": e.quote} | {k: v for k, v in row.items() if v not in (None, [])} for e, row in mine]
