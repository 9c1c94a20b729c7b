"""The sentence behind a triple: assertions, evidence, spans and selectors (W3C Web Annotation, section 4.2)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Document, Evidence
from kg.rdf import terms as t
from kg.rdf.namespaces import DCTERMS, KG, OA, PROV, RDF, SCHEMA
from kg.rdf.provisions import provision_of
from kg.rdf.stated import Stated
from kg.rdf.terms import Triple, iri
from kg.rdf.things import TYPE, snapshot_iri

_CONTEXT = 32


class Witness:
    """Writes evidence as triples; ``documents`` give the text around each quote."""

    def __init__(self, documents: Iterable[Document], rules: str) -> None:
        self._documents = {document.source.id: document for document in documents}
        self._rules = rules

    def _run(self, source: str) -> str:
        """Extraction is a function of one document's text and the rules: that pair is the run's key."""
        return t.hashed("run", self._documents[source].text_sha256, self._rules)

    def runs(self) -> Iterator[Triple]:
        """One extraction run for each document, for the ``meta`` layer."""
        for source, document in sorted(self._documents.items()):
            this = self._run(source)
            yield this, TYPE, KG + "ExtractionRun"
            yield this, PROV + "used", snapshot_iri(document)
            yield this, SCHEMA + "softwareVersion", t.text(self._rules)

    def assertions(self, stated: Iterable[Stated]) -> Iterator[Triple]:
        """An assertion for each evidenced triple, with all its evidence."""
        grounds: dict[Triple, set[Evidence]] = defaultdict(set)
        for fact in stated:
            for triple in fact.shown:
                grounds[triple].update(fact.evidence)
        for triple, evidence in grounds.items():
            if evidence:
                yield from self._assertion(triple, evidence)
        for item in set().union(*grounds.values()):
            yield from self._evidence(item)

    def _assertion(self, triple: Triple, evidence: set[Evidence]) -> Iterator[Triple]:
        subject, predicate, object_ = triple
        this = t.hashed("assertion", *map(t.n_term, triple))
        yield this, TYPE, KG + "Assertion"
        yield this, RDF + "subject", subject
        yield this, RDF + "predicate", predicate
        yield this, RDF + "object", object_
        if confidence := t.number(max(item.confidence for item in evidence)):
            yield this, KG + "confidence", confidence
        for item in evidence:
            yield this, KG + "hasEvidence", evidence_iri(item)

    def _evidence(self, item: Evidence) -> Iterator[Triple]:
        document = self._documents[item.source]
        this, snapshot = evidence_iri(item), snapshot_iri(document)
        span = t.hashed("span", document.text_sha256, item.start, item.end)
        yield this, TYPE, KG + "Evidence"
        yield this, OA + "hasTarget", span
        yield this, DCTERMS + "source", iri(f"source/{item.source}")
        yield this, KG + "method", t.text(item.method)
        yield this, KG + "rule", t.text(item.rule)
        yield this, KG + "zone", t.text(item.zone)
        if item.row is not None and item.column is not None:  # counted from 1, as a reader does
            yield this, KG + "tableRow", t.integer(item.row + 1)
            yield this, KG + "tableColumn", t.integer(item.column + 1)
        if document.pages:  # positions at which pages begin
            yield this, KG + "page", t.integer(max(1, bisect_right(document.pages, item.start)))
        if part := provision_of(document, item):
            yield this, KG + "provision", part
        if confidence := t.number(item.confidence):
            yield this, KG + "confidence", confidence
        yield this, PROV + "wasGeneratedBy", self._run(item.source)
        yield span, TYPE, KG + "TextSpan"
        yield span, OA + "hasSource", snapshot
        yield from _selectors(span, document.text, item)


def evidence_iri(item: Evidence) -> str:
    """The IRI of a piece of evidence."""
    return t.hashed(
        "evidence", item.source, item.start, item.end, item.quote, item.rule, item.confidence, item.method, item.zone
    )


def _selectors(span: str, text: str, item: Evidence) -> Iterator[Triple]:
    quote, position = f"{span}/quote", f"{span}/position"
    yield span, OA + "hasSelector", quote
    yield span, OA + "hasSelector", position
    yield quote, TYPE, OA + "TextQuoteSelector"
    yield quote, OA + "exact", t.text(item.quote)
    yield quote, OA + "prefix", t.text(text[max(0, item.start - _CONTEXT) : item.start])
    yield quote, OA + "suffix", t.text(text[item.end : item.end + _CONTEXT])
    yield position, TYPE, OA + "TextPositionSelector"
    yield position, OA + "start", t.integer(item.start)
    yield position, OA + "end", t.integer(item.end)
