"""SHACL over a build: what is wrong (errors) apart from what the documents left open (warnings).

The build's N-Quads are validated as they were written, before any store normalises a literal, and as
one graph: the layers ``data``, ``evidence`` and ``registry``, with the class tree and the concepts of
``ontology``. ``inferred`` holds nothing that the shapes do not find through the class tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BadOntology, BrokenStore
from kg.rdf import KG, graph_iri
from kg.rdf.namespaces import DCTERMS
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OA = "http://www.w3.org/ns/oa#"
_TYPE = f"<{_RDF}type>"
_WHOLE = ("data", "evidence", "registry")
# Nothing in the shapes asks for these, and they are half of the registry.
_UNUSED = {f"<{_SKOS}altLabel>", f"<{_SKOS}hiddenLabel>", f"<{_SKOS}definition>", f"<{_RDFS}label>"}
_OF_ONTOLOGY = {_TYPE, f"<{_RDFS}subClassOf>"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result: ``focus`` is the thing (IRI), ``path`` the property (IRIs; ``^`` inverse, ``/`` sequence).

    ``quote`` is the sentence of an assertion about the thing and ``source`` the document (IRI) that it
    stands in, where there is one, with its title or else its number; ``shape`` is the local name of the shape that
    found it.
    """

    focus: str
    path: str
    shape: str
    value: str
    label: str
    message_vi: str
    message_en: str
    quote: str
    source: str
    source_title: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What SHACL found, each list sorted; a build with warnings alone is sound."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no error."""
        return not self.errors


def validate(nquads: Path, ontology: Path | None = None) -> Report:
    """Validate a build's ``graph.nq`` against ``shapes.ttl`` of ``ontology`` (default: what is shipped).

    ``BrokenStore`` where the file can't be read or parsed, ``BadOntology`` where the shapes can't.
    """
    from rdflib import Graph

    try:
        # Not splitlines(): a literal may hold U+2028 and the like, which N-Quads leaves as they are.
        lines = nquads.read_text(encoding="utf-8").split("\n")
        graph = Graph().parse(data="\n".join(_triples(lines)), format="nt")
    except Exception as error:
        raise BrokenStore(path=nquads, reason=_one_line(error)) from error
    return validate_graph(graph, ontology)


def validate_graph(graph: Graph, ontology: Path | None = None) -> Report:
    """Validate an rdflib graph that holds data, evidence, class tree and concepts; the graph is not changed."""
    from pyshacl import validate as shacl
    from rdflib import RDF, URIRef

    shapes = _shapes((ontology or ontology_dir()) / "shapes.ttl")
    _, results, _ = shacl(graph, shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False)
    errors: set[Finding] = set()
    warnings: set[Finding] = set()
    for result in results.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        grave = results.value(result, URIRef(_SH + "resultSeverity")) == URIRef(_SH + "Violation")
        (errors if grave else warnings).add(_finding(graph, results, result))
    return Report(tuple(sorted(errors)), tuple(sorted(warnings)))


# --- the shapes, and the graph that they see -----------------------------------------------


def _shapes(path: Path) -> Graph:
    """The shapes, each property shape with the targets of the node shapes that group it.

    It says the same, but pyshacl then checks a property on all things at once instead of thing by
    thing: less than half the time.
    """
    from rdflib import Graph, URIRef

    try:
        shapes = Graph().parse(path, format="turtle")
    except Exception as error:
        raise BadOntology(path=path, reason=_one_line(error)) from error
    for group, shape in list(shapes.subject_objects(URIRef(_SH + "property"))):
        for target in (URIRef(_SH + "targetClass"), URIRef(_SH + "targetSubjectsOf")):
            for aim in list(shapes.objects(group, target)):
                shapes.add((shape, target, aim))
        shapes.remove((group, URIRef(_SH + "property"), shape))
    return shapes


def _triples(lines: Iterable[str]) -> Iterator[str]:
    """The N-Triples lines of the layers that matter; what the registry describes is marked as defined by it."""
    graphs = {f"{graph_iri(layer)}> .": layer for layer in (*_WHOLE, "ontology")}
    for line in lines:
        statement, _, graph = line.rstrip().rpartition(" <")
        layer = graphs.get(graph)
        if layer is None:
            continue
        subject, predicate, _ = statement.split(" ", 2)
        if predicate in _UNUSED or (layer == "ontology" and predicate not in _OF_ONTOLOGY):
            continue
        yield f"{statement} ."
        if layer == "registry" and predicate == _TYPE:
            yield f"{subject} <{_RDFS}isDefinedBy> <{graph_iri(layer)}> ."


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


# --- what was found -----------------------------------------------------------------------


def _finding(graph: Graph, results: Graph, result: Node) -> Finding:
    from rdflib import Literal, URIRef

    def said(name: str) -> Any:
        return results.value(result, URIRef(_SH + name))

    messages = {
        m.language: str(m) for m in results.objects(result, URIRef(_SH + "resultMessage")) if isinstance(m, Literal)
    }
    focus, path = said("focusNode"), said("resultPath")
    quote, source = _sentence(graph, focus, path)
    return Finding(
        focus=str(focus),
        path=_path(results, path),
        shape=str(said("sourceShape")).rpartition("#")[2],
        value=str(said("value") or ""),
        label=_label(graph, focus),
        message_vi=messages.get("vi", ""),
        message_en=messages.get("en", ""),
        quote=quote,
        source=source,
        source_title=_label(graph, URIRef(source)) if source else "",
    )


def _path(results: Graph, path: Node | None) -> str:
    """A SHACL property path as SPARQL writes it, without the brackets around IRIs."""
    from rdflib import RDF, URIRef
    from rdflib.collection import Collection

    if path is None:
        return ""
    if inverse := results.value(path, URIRef(_SH + "inversePath")):
        return "^" + _path(results, inverse)
    if (path, RDF.first, None) in results:
        return "/".join(_path(results, part) for part in Collection(results, path))
    return str(path)


def _label(graph: Graph, thing: Node) -> str:
    """The Vietnamese name, or any other; of a document without one its title, then its number; or nothing."""
    from rdflib import Literal, URIRef

    for property in (_SKOS + "prefLabel", DCTERMS + "title", KG + "docNumber"):
        names = [n for n in graph.objects(thing, URIRef(property)) if isinstance(n, Literal)]
        if names:
            return min((n.language != "vi", str(n)) for n in names)[1]
    return ""


def _sentence(graph: Graph, thing: Node, path: Node | None) -> tuple[str, str]:
    """The quote and source of the first of: assertions of the property, about the thing, of it, its own spans."""
    from rdflib import RDF

    about = set(graph.subjects(RDF.subject, thing))
    of_property = {a for a in about if path is not None and (a, RDF.predicate, path) in graph}
    for found in (of_property, about, set(graph.subjects(RDF.object, thing)), {thing}):
        quotes = sorted(q for one in found for q in _quotes(graph, one))
        if quotes:
            _, _, quote, source = quotes[0]
            return quote, source
    return "", ""


def _quotes(graph: Graph, node: Node) -> Iterator[tuple[str, int, str, str]]:
    """Source, start, quote and source again of an assertion, a piece of evidence, a span or a selector."""
    from rdflib import URIRef

    evidence = set(graph.objects(node, URIRef(KG + "hasEvidence"))) or {node}
    spans = {s for e in evidence for s in graph.objects(e, URIRef(_OA + "hasTarget"))}
    for span in spans or {node, *graph.subjects(URIRef(_OA + "hasSelector"), node)}:
        snapshot = graph.value(span, URIRef(_OA + "hasSource"))
        source = str(graph.value(snapshot, URIRef(KG + "snapshotOf")) or "") if snapshot else ""
        selectors = list(graph.objects(span, URIRef(_OA + "hasSelector")))
        starts = [str(s) for e in selectors for s in graph.objects(e, URIRef(_OA + "start"))]
        start = min((int(s) for s in starts if s.isdecimal()), default=0)
        for exact in (q for e in selectors for q in graph.objects(e, URIRef(_OA + "exact"))):
            yield source, start, str(exact), source
