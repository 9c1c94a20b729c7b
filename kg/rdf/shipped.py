"""The ontology, its vocabularies and the registry, read from Turtle as they are."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kg.errors import BadOntology
from kg.rdf.namespaces import BASE
from kg.rdf.terms import Lit, Term, Triple, iri


def ontology_triples(folder: Path) -> set[Triple]:
    """``kg.ttl`` and ``vocab/*.ttl``; the SHACL shapes stay outside the graph."""
    return _read(path for path in [folder / "kg.ttl", *sorted((folder / "vocab").glob("*.ttl"))] if path.is_file())


def registry_triples(folder: Path) -> set[Triple]:
    """``registry/*.ttl``."""
    return _read(sorted((folder / "registry").glob("*.ttl")))


def _read(paths: object) -> set[Triple]:
    found: set[Triple] = set()
    for path in paths:  # type: ignore[attr-defined]
        found |= _read_file(path.name, path.read_bytes())
    return found


@cache
def _read_file(name: str, data: bytes) -> frozenset[Triple]:
    from pyoxigraph import BlankNode, Literal, RdfFormat, parse

    blank: dict[str, str] = {}

    def term(node: object) -> Term:
        if isinstance(node, BlankNode):
            return blank.setdefault(node.value, _genid(name, len(blank)))
        if isinstance(node, Literal):
            return Lit(node.value, node.language, None if node.language else node.datatype.value)
        return str(node.value)  # type: ignore[attr-defined]

    try:
        quads = list(parse(data, format=RdfFormat.TURTLE, base_iri=BASE))
    except (SyntaxError, ValueError) as error:
        raise BadOntology(path=name, reason=error) from error
    triples = ((term(q.subject), q.predicate.value, term(q.object)) for q in quads)
    return frozenset((s, p, o) for s, p, o in triples if isinstance(s, str))


def _genid(name: str, position: int) -> str:
    """A name for a blank node, by its place in the file (RDF 1.1 Concepts, section 3.5: skolem IRIs)."""
    return iri(f"genid/{hashlib.sha256(f'{name} {position}'.encode()).hexdigest()[:20]}")
