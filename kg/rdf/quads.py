"""All layers of a build as sorted, unique N-Quads lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Facts
from kg.rdf.evidence import Witness
from kg.rdf.inferred import inferred
from kg.rdf.links import conflict_triples, restatement_triples, review_triples
from kg.rdf.measured import indicator_triples
from kg.rdf.namespaces import KG, LAYERS, SKOS, graph_iri
from kg.rdf.provisions import provision_triples
from kg.rdf.shipped import ontology_triples, registry_triples
from kg.rdf.stated import Stated
from kg.rdf.statements import stated
from kg.rdf.terms import Triple, n_term
from kg.rdf.things import TYPE, described

_NAMING = {TYPE, SKOS + "prefLabel", SKOS + "altLabel", KG + "bodyKind", KG + "documentKind"}


def quad_lines(facts: Facts, ontology_dir: Path, rules: str = "1") -> list[str]:
    """The N-Quads lines of a build, without line ends: sorted, unique, every triple in one graph only.

    ``rules`` is the version of the extraction rules. The order of the facts has no influence on the result.
    ``BadOntology`` where a shipped Turtle file can't be read; ``ValueError`` where evidence points outside
    the documents.
    """
    layers = _layers(facts, ontology_dir, rules)
    taken: set[Triple] = set()
    lines: list[str] = []
    for layer in LAYERS:
        graph = f" <{graph_iri(layer)}> ."
        new = layers[layer] - taken
        taken |= new
        lines.extend(f"<{s}> <{p}> {n_term(o)}{graph}" for s, p, o in new)
    return sorted(lines)


def _layers(facts: Facts, ontology_dir: Path, rules: str) -> dict[str, set[Triple]]:
    witness = Witness(facts.documents, rules)
    said = list(stated(facts))
    _check(facts, said)
    registry, ontology = registry_triples(ontology_dir), ontology_triples(ontology_dir)
    # What the registry has stated, it has described as well: a merger has its event there.
    new = [fact for fact in said if not registry.issuperset(fact.shown)]
    data = {triple for fact in new for triple in (*fact.shown, *fact.plain)}
    data |= set(_unregistered(described(facts), registry))
    data |= {triple for indicator in facts.indicators for triple in indicator_triples(indicator)}
    data |= {triple for link in facts.restatements for triple in restatement_triples(link)}
    data |= {triple for conflict in facts.conflicts for triple in conflict_triples(conflict)}
    data |= set(provision_triples(facts.documents))
    evidence, meta = set(witness.assertions(said)), set(witness.runs())
    evidence |= {triple for reviewed in facts.reviewed for triple in review_triples(reviewed)}
    direct = registry | data | evidence | meta
    return {
        "registry": registry,
        "ontology": ontology,
        "data": data,
        "evidence": evidence,
        "meta": meta,
        "inferred": set(inferred(ontology, [*direct, *_labelled(ontology)])),
    }


def _labelled(ontology: Iterable[Triple]) -> Iterator[Triple]:
    """Names of concepts are copied too; classes and properties are not put under their own superclasses."""
    return (triple for triple in ontology if triple[1] in (SKOS + "prefLabel", SKOS + "altLabel"))


def _unregistered(triples: Iterable[Triple], registry: set[Triple]) -> Iterator[Triple]:
    """Without what the registry has: a registered thing keeps its own names and gains only what is missing."""
    known: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, _ in registry:
        known[subject].add(predicate)
    for triple in triples:
        has = known.get(triple[0], set())
        if SKOS + "prefLabel" not in has or triple[1] not in has | _NAMING:
            yield triple


def _check(facts: Facts, said: Iterable[Stated]) -> None:
    texts = {document.source.id: document.text for document in facts.documents}
    for fact in said:
        for item in fact.evidence:
            if texts.get(item.source, "")[item.start : item.end] != item.quote or not item.quote:
                raise ValueError(f"{item.source} {item.start}:{item.end} does not read {item.quote!r}")
