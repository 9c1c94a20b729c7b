"""What follows from the direct triples and is written down, because the store infers nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.rdf.namespaces import BASE, OWL, RDF, RDFS, SKOS
from kg.rdf.terms import Lit, Triple
from kg.text import plain

_TYPE = RDF + "type"
_NAMES = (SKOS + "prefLabel", SKOS + "altLabel")
_TRIVIAL = {OWL + "Thing", RDFS + "Resource", OWL + "topObjectProperty", OWL + "topDataProperty"}


def inferred(ontology: Iterable[Triple], direct: Iterable[Triple]) -> Iterator[Triple]:
    """Superclasses and superproperties of ``direct``, ``rdfs:label`` and unaccented ``skos:hiddenLabel``.

    ``ontology`` holds the ``rdfs:subClassOf`` and ``rdfs:subPropertyOf`` statements to follow. Some of what is
    yielded may stand among the direct triples; the caller drops it.
    """
    schema = list(ontology)
    classes = _ancestors(schema, RDFS + "subClassOf")
    properties = _ancestors(schema, RDFS + "subPropertyOf")
    for subject, predicate, object_ in direct:
        for wider in properties.get(predicate, ()):
            yield subject, wider, object_
        if predicate == _TYPE and isinstance(object_, str):
            for wider in classes.get(object_, ()):
                yield subject, _TYPE, wider
        if predicate in _NAMES and isinstance(object_, Lit):
            if predicate == SKOS + "prefLabel":
                yield subject, RDFS + "label", object_
            yield subject, SKOS + "hiddenLabel", Lit(plain(object_.value))


def _ancestors(triples: Iterable[Triple], relation: str) -> dict[str, frozenset[str]]:
    """Every named superclass or superproperty, however far up; a cycle does no harm."""
    parents: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in triples:
        if predicate == relation and isinstance(object_, str) and not object_.startswith(BASE + "genid/"):
            parents[subject].add(object_)
    found = {}
    for start, direct in parents.items():
        seen: set[str] = set()
        open_ = list(direct)
        while open_:
            one = open_.pop()
            if one not in seen:
                seen.add(one)
                open_.extend(parents.get(one, ()))
        found[start] = frozenset(seen - _TRIVIAL - {start})
    return found
