"""Facts as RDF: the only place that makes IRIs. ``quad_lines`` gives a build's N-Quads, ``iri`` an id's IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.rdf.namespaces import BASE, KG, LAYERS, PREFIXES, graph_iri

if TYPE_CHECKING:
    from kg.rdf.quads import quad_lines
    from kg.rdf.terms import iri

__all__ = ["BASE", "KG", "LAYERS", "PREFIXES", "graph_iri", "iri", "quad_lines"]


def __getattr__(name: str) -> Any:
    """What only a build needs is loaded when it is asked for: a question has no time for it."""
    if name == "quad_lines":
        from kg.rdf.quads import quad_lines

        return quad_lines
    if name == "iri":
        from kg.rdf.terms import iri

        return iri
    raise AttributeError(name)
