"""The namespaces of the graph, and the prefixes under which people write them."""

from __future__ import annotations

BASE = "https://w3id.org/chutri/id/"
KG = "https://w3id.org/chutri/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
UNIT = "http://qudt.org/vocab/unit/"
XSD = "http://www.w3.org/2001/XMLSchema#"

LAYERS = ("registry", "ontology", "data", "evidence", "meta", "inferred")
"""The named graphs, in the order in which a triple finds its one place."""

PREFIXES = {
    "kg": KG,
    "id": BASE,
    "vocab": BASE + "vocab/",
    "graph": BASE + "graph/",
    "dcterms": DCTERMS,
    "eli": ELI,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "p-plan": "http://purl.org/net/p-plan#",
    "prov": PROV,
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "time": "http://www.w3.org/2006/time#",
    "unit": UNIT,
    "xsd": XSD,
}
"""Filled in where a query declares none, and used by the writers of Turtle and TriG."""


def graph_iri(layer: str) -> str:
    """The IRI of a layer's named graph."""
    return f"{BASE}graph/{layer}"
