"""The ontology, its vocabularies and its shapes: complete, bilingual, consistent, and used."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import owlrl
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from sample_facts import PORTAL, evidence, sample

from kg.model import (
    DocumentRelation,
    Due,
    Duty,
    Facts,
    Provision,
    Reported,
    Result,
    Signing,
    Span,
    Structure,
    Work,
    Zone,
)
from kg.rdf import quad_lines
from kg.resources import PACKAGE, lexicon_dir, ontology_dir, queries_dir

KG = Namespace("https://w3id.org/chutri/ontology#")
VOCAB = "https://w3id.org/chutri/id/vocab/"
SCHEMA = Namespace("https://schema.org/")
SCHEME = Namespace("https://w3id.org/chutri/id/scheme/")
ONTOLOGY = [ontology_dir() / "kg.ttl", *sorted((ontology_dir() / "vocab").glob("*.ttl"))]
SHAPES = ontology_dir() / "shapes.ttl"
REGISTRY = sorted((ontology_dir() / "registry").glob("*.ttl"))
PREFIX_OF_SCHEME = {
    "task-status": "status",
    "schedule-status": "schedule",
    "due-relations": "due",
    "comparators": "comparator",
    "document-kinds": "document-kind",
    "body-kinds": "body-kind",
    "roles": "role",
    "change-types": "change",
    "topics": "topic",
    "evidence-methods": "method",
    "zones": "zone",
    "aspects": "aspect",
    "precedence": "precedence",
    "review": "review",
}


@cache
def read(*paths: object) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(str(path), format="turtle")
    return graph


def ontology() -> Graph:
    return read(*ONTOLOGY)


def shapes() -> Graph:
    return read(SHAPES)


def terms(status: str | None = None) -> set[URIRef]:
    """The classes and properties that kg.ttl defines, all or those of one status."""
    found = {s for s in ontology().subjects(RDF.type, None) if isinstance(s, URIRef) and s in KG}
    return {t for t in found if status is None or (t, KG.termStatus, Literal(status)) in ontology()}


def properties() -> list[URIRef]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return sorted(t for t in terms() if any((t, RDF.type, kind) in ontology() for kind in kinds))


def texts(graph: Graph, subject: URIRef, predicate: URIRef) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for literal in graph.objects(subject, predicate):
        assert isinstance(literal, Literal)
        found.setdefault(literal.language, []).append(str(literal))
    return found


def in_namespace(graph: Iterable[tuple[object, ...]]) -> set[URIRef]:
    return {t for triple in graph for t in triple if isinstance(t, URIRef) and t in KG and t != URIRef(str(KG))}


def everything() -> Facts:
    """The sample, and what it lacks: a scheme, the other relations of documents, a deadline without a year, a duty, a
    result, a source that is an official document with parts and a signature, and what a table says of a task.
    """
    facts = sample()
    scheme = Work("doc/2022/de-an-06", "Đề án 06", "scheme", "06")
    one, other = facts.works[0].id, facts.works[1].id
    said = (evidence(PORTAL, "Nghị quyết số 88/NQ-CP của Chính phủ", "relation"),)
    member = Structure("structure/member", facts.bodies[0].id, "member-of", facts.bodies[1].id, said)
    missing = ("amends", "replaces", "based-on")
    relations = tuple(DocumentRelation(f"document-relation/{name}", one, name, other, said) for name in missing)
    due = Due("2025-06-20", "before", "trước 20/6", "2025-05-12", "2025-06-20", "2025-05-12")
    cell = replace(said[0], method="table", zone=Zone.TABLE, row=1, column=2)
    told = replace(
        facts.tasks[0], id="task/row", output=cell, reported=(Reported("done-late", cell),), cells=(("lead", cell),)
    )
    parts = (Provision(Span(0, len(PORTAL.text)), "article", "1", "Điều 1", "dieu-1"),)
    return replace(
        facts,
        documents=tuple(
            replace(d, work=one, provisions=parts, pages=(0, 40)) if d == PORTAL else d for d in facts.documents
        ),
        signings=(Signing(one, facts.people[0].id, evidence(PORTAL, "Trần Minh Khôi", "head.signature")),),
        works=(scheme, *facts.works),
        document_relations=(*facts.document_relations, *relations),
        tasks=(*facts.tasks, replace(facts.tasks[0], id="task/without-year", due=due), told),
        structures=(*facts.structures, member),
        results=(
            Result(
                "result/1",
                "tỷ lệ dịch vụ công trực tuyến toàn trình",
                "=",
                51.3,
                "%",
                "2025-01/2025-03",
                (facts.bodies[0].id,),
                said,
                facts.indicators[0].id,
            ),
        ),
        duties=(Duty("duty/1", said[0].quote, (facts.bodies[0].id,), one, said),),
    )


@cache
def built(*layers: str) -> Graph:
    """Those layers of a build of ``everything``, with a target between two numbers and a working session."""
    ends, facts = tuple(f"/graph/{layer}> ." for layer in layers), everything()
    between = replace(facts.targets[0], id="target/khoang", comparator=">=", value=8.0, upper=10.0)
    working = replace(facts.meetings[0], id="meeting/lam-viec", partner=True)
    facts = replace(facts, targets=(*facts.targets, between), meetings=(*facts.meetings, working))
    lines = (line for line in quad_lines(facts, ontology_dir()) if line.endswith(ends))
    return Graph().parse(data="\n".join(line.rpartition(" <")[0] + " ." for line in lines), format="nt")


# --- the files ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*ONTOLOGY, SHAPES], ids=lambda p: p.name)
def test_every_file_holds_triples(path: object) -> None:
    assert len(read(path)) >= 10


def test_what_goes_into_the_graph_has_no_blank_nodes() -> None:
    assert [t for triple in ontology() for t in triple if isinstance(t, BNode)] == []


def test_the_header_gives_a_version_and_no_date() -> None:
    header = URIRef(str(KG).rstrip("#"))
    assert (header, RDF.type, OWL.Ontology) in ontology()
    version = ontology().value(header, OWL.versionInfo)
    assert ontology().value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert not [o for o in ontology().objects(header) if re.search(r"\b20\d\d-\d\d", str(o))]


@pytest.mark.parametrize("graph", [ontology, shapes], ids=["ontology", "shapes"])
def test_text_is_composed_and_clean(graph: object) -> None:
    wrong = []
    for literal in {o for o in graph().objects() if isinstance(o, Literal)}:  # type: ignore[operator]
        text = str(literal)
        if unicodedata.normalize("NFC", text) != text or text != " ".join(text.split()):
            wrong.append(text)
        if literal.language and ('"' in text or "..." in text or "--" in text):
            wrong.append(text)
    assert wrong == []


# --- consistency ---------------------------------------------------------------------------


def contradictions(graph: Graph) -> list[str]:
    closure = Graph()
    for triple in graph:
        closure.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    errors = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
    nothing = [str(s) for s in closure.subjects(RDF.type, OWL.Nothing) if s != OWL.Nothing]
    return sorted([str(o) for o in closure.objects(None, errors.error)] + nothing)


def test_the_closure_of_ontology_and_facts_has_no_contradiction() -> None:
    assert contradictions(ontology() + built("data", "registry")) == []


def test_a_task_that_is_a_body_is_a_contradiction() -> None:
    graph = read(ontology_dir() / "kg.ttl") + Graph()
    thing = URIRef("https://w3id.org/chutri/id/task/x")
    graph.add((thing, RDF.type, KG.Task))
    graph.add((thing, RDF.type, KG.SteeringCommittee))
    assert len(contradictions(graph)) > 0


# --- defined and used ------------------------------------------------------------------------


def in_source() -> set[URIRef]:
    """Terms named in Python, queries and the mapping, whether or not a sample reaches them."""
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        found |= set(re.findall(r'\bKG \+ "(\w+)"', text)) | set(re.findall(r"chutri/ontology#(\w+)", text))
    for path in sorted(queries_dir().glob("*.rq")):
        found |= set(re.findall(r"\bkg:(\w+)", path.read_text("utf-8")))
    mapping = tomllib.loads((PACKAGE / "rdf" / "mapping.toml").read_text("utf-8"))
    for table in ("body_class", "work_class", "source_class"):
        found |= set(mapping[table].values())
    return {KG[name] for name in found}


def test_every_term_in_use_is_defined() -> None:
    turtle = in_namespace(read(*ONTOLOGY, SHAPES, *REGISTRY))
    graph = in_namespace(built("registry", "data", "evidence", "meta", "inferred"))
    assert len(in_source()) > 30
    assert (turtle | graph | in_source()) - terms() == set()


def test_every_defined_term_is_used_or_planned() -> None:
    graph = in_namespace(built("registry", "data", "evidence", "meta", "inferred"))
    assert terms() == terms("used") | terms("planned")
    assert sorted(terms("used") - graph - {KG.termStatus}) == []
    assert sorted(terms("planned") & graph) == []


# --- the terms themselves --------------------------------------------------------------------


def test_every_term_is_named_and_defined_in_both_languages() -> None:
    assert len(terms()) > 80
    for term in terms():
        for predicate in (RDFS.label, SKOS.definition):
            found = texts(ontology(), term, predicate)
            assert {k: len(v) for k, v in found.items()} == {"vi": 1, "en": 1}, (term, predicate)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_properties_have_the_same_name(language: str) -> None:
    names = Counter(texts(ontology(), p, RDFS.label)[language][0] for p in properties())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_property_hints_at_its_ends_and_infers_none() -> None:
    for term in properties():
        assert (term, SCHEMA.domainIncludes, None) in ontology(), term
        assert (term, SCHEMA.rangeIncludes, None) in ontology(), term
    assert list(ontology().subject_objects(RDFS.domain)) == []
    assert list(ontology().subject_objects(RDFS.range)) == []


def test_a_property_of_values_has_ranges_of_values() -> None:
    def is_value(kind: object) -> bool:
        return str(kind).startswith("http://www.w3.org/2001/XMLSchema#") or kind == RDF.langString

    for term in properties():
        values = (term, RDF.type, OWL.DatatypeProperty) in ontology()
        assert {is_value(r) for r in ontology().objects(term, SCHEMA.rangeIncludes)} == {values}, term


@pytest.mark.parametrize(
    ("term", "standard"),
    [
        ("Document", "http://data.europa.eu/eli/ontology#Work"),
        ("OfficialDocument", "http://data.europa.eu/eli/ontology#LegalResource"),
        ("SteeringCommittee", "http://www.w3.org/ns/org#Organization"),
        ("PublicBody", "http://www.w3.org/ns/org#Organization"),
        ("Tenure", "http://www.w3.org/ns/org#Membership"),
        ("SuccessionEvent", "http://www.w3.org/ns/org#ChangeEvent"),
        ("Programme", "http://purl.org/net/p-plan#Plan"),
        ("Task", "http://purl.org/net/p-plan#Step"),
        ("Result", "http://purl.org/linked-data/cube#Observation"),
        ("Deadline", "http://www.w3.org/2006/time#TemporalEntity"),
        ("Meeting", "https://schema.org/Event"),
        ("Assertion", "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"),
        ("Evidence", "http://www.w3.org/ns/oa#Annotation"),
        ("TextSpan", "http://www.w3.org/ns/oa#SpecificResource"),
        ("ExtractionRun", "http://www.w3.org/ns/prov#Activity"),
    ],
)
def test_classes_specialise_the_standard_ones(term: str, standard: str) -> None:
    assert URIRef(standard) in set(ontology().transitive_objects(KG[term], RDFS.subClassOf))


def test_every_part_in_a_task_is_an_involvement() -> None:
    parts = {"leadBody", "cooperatingBody", "oversightBody", "inspectingBody", "informedBody"}
    assert set(ontology().subjects(RDFS.subPropertyOf, KG.involvesBody)) == {KG[p] for p in parts}


# --- vocabularies ------------------------------------------------------------------------------


def concepts(scheme: URIRef | None = None) -> set[URIRef]:
    pattern = (None, RDF.type, SKOS.Concept) if scheme is None else (None, SKOS.inScheme, scheme)
    return {c for c, _, _ in ontology().triples(pattern) if isinstance(c, URIRef)}


def keys(scheme: str) -> set[str]:
    """The ends of the concepts' IRIs: what facts files and registry records say."""
    return {c.removeprefix(f"{VOCAB}{PREFIX_OF_SCHEME[scheme]}-") for c in concepts(SCHEME[scheme])}


def notations(scheme: str) -> set[str]:
    return {str(n) for c in concepts(SCHEME[scheme]) for n in ontology().objects(c, SKOS.notation)}


def test_the_schemes_are_known_and_hold_every_concept() -> None:
    assert set(ontology().subjects(RDF.type, SKOS.ConceptScheme)) == {SCHEME[s] for s in PREFIX_OF_SCHEME}
    assert len(concepts()) > 150
    for concept in concepts():
        assert len(list(ontology().objects(concept, SKOS.inScheme))) == 1, concept


@pytest.mark.parametrize("name", PREFIX_OF_SCHEME)
def test_a_scheme_is_whole(name: str) -> None:
    scheme = SCHEME[name]
    inside = concepts(scheme)
    assert {k: len(v) for k, v in texts(ontology(), scheme, SKOS.prefLabel).items()} == {"vi": 1, "en": 1}
    top = set(ontology().objects(scheme, SKOS.hasTopConcept))
    assert top == set(ontology().subjects(SKOS.topConceptOf, scheme))
    assert top <= inside
    for concept in inside:
        assert re.fullmatch(rf"{VOCAB}{PREFIX_OF_SCHEME[name]}-[a-z]+(-[a-z0-9]+)*", concept)
        broader = set(ontology().objects(concept, SKOS.broader))
        assert broader <= inside
        assert (concept in top) != bool(broader), concept
        assert concept not in {b for start in broader for b in ontology().transitive_objects(start, SKOS.broader)}
        for narrower in ontology().objects(concept, SKOS.narrower):
            assert (narrower, SKOS.broader, concept) in ontology()


@pytest.mark.parametrize("name", PREFIX_OF_SCHEME)
def test_concepts_of_a_scheme_can_be_told_apart(name: str) -> None:
    inside = sorted(concepts(SCHEME[name]))
    for language in ("vi", "en"):
        labels = Counter(n for c in inside for n in texts(ontology(), c, SKOS.prefLabel)[language])
        assert len(labels) == len(inside), [label for label, count in labels.items() if count > 1]
    symbols = Counter(n for c in inside for n in ontology().objects(c, SKOS.notation))
    assert [n for n, count in symbols.items() if count > 1] == []
    for concept in inside:
        names, others = (set(ontology().objects(concept, p)) for p in (SKOS.prefLabel, SKOS.altLabel))
        assert names & others == set()
        assert set(texts(ontology(), concept, SKOS.definition)) in (set(), {"vi", "en"})


def test_the_keys_of_facts_files_are_concepts() -> None:
    assert keys("roles") == {"head", "deputy-head", "standing-deputy-head", "member", "secretary"}
    assert keys("due-relations") == {"before", "by", "within", "from", "recurring"}
    assert notations("comparators") == {">=", ">", "=", "<=", "<", "~"}
    assert notations("evidence-methods") == {"rule", "table", "metadata"}
    assert notations("zones") == {zone.value for zone in Zone}


def test_the_kinds_that_the_extractor_gives_are_concepts() -> None:
    bodies = tomllib.loads((lexicon_dir() / "bodies.toml").read_text("utf-8"))["heads"].values()
    documents = tomllib.loads((lexicon_dir() / "documents.toml").read_text("utf-8"))["kinds"].values()
    assert set(bodies) - keys("body-kinds") == set()
    assert {kind for kind, _ in documents} - keys("document-kinds") == set()


def test_the_kinds_that_the_registry_gives_are_concepts() -> None:
    given = {o for triple in read(*REGISTRY) for o in triple if str(o).startswith(VOCAB)}
    assert len(given) > 5
    assert given - concepts() == set()


@pytest.mark.parametrize(
    ("key", "symbol"),
    [
        ("resolution", "NQ"),
        ("decision", "QĐ"),
        ("directive", "CT"),
        ("regulation", "QyĐ"),
        ("programme", "CTr"),
        ("scheme", "ĐA"),
        ("submission", "TTr"),
        ("official-dispatch", "CĐ"),
        ("authorisation", "GUQ"),
        ("extract", "TrS"),
        ("conclusion", "KL"),
        ("decree", "NĐ"),
    ],
)
def test_kinds_of_documents_have_the_symbols_of_the_decree(key: str, symbol: str) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn 36-HD/VPTW for the Party's own."""
    assert ontology().value(URIRef(f"{VOCAB}document-kind-{key}"), SKOS.notation) == Literal(symbol)


# --- shapes ------------------------------------------------------------------------------------


def property_shapes() -> set[URIRef]:
    return {s for s in shapes().objects(None, SH.property) if isinstance(s, URIRef)}


def test_the_shapes_are_shacl() -> None:
    pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True)


def test_every_shape_says_how_grave_it_is_and_why_in_both_languages() -> None:
    assert len(property_shapes()) > 50
    for shape in property_shapes():
        assert shapes().value(shape, SH.severity) in (SH.Violation, SH.Warning), shape
        messages = texts(shapes(), shape, SH.message)
        assert {k: len(v) for k, v in messages.items()} == {"vi": 1, "en": 1}, shape
        assert all(m.endswith(".") for found in messages.values() for m in found), shape


def test_every_property_shape_belongs_to_a_node_shape_with_a_target() -> None:
    named = {s for s in shapes().subjects() if isinstance(s, URIRef) and (s, SH.path, None) in shapes()}
    assert named == property_shapes()
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        assert (shape, SH.targetClass, None) in shapes() or (shape, SH.targetSubjectsOf, None) in shapes()


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        (KG.dueRelation, "due-relations"),
        (KG.comparator, "comparators"),
        (KG.changeType, "change-types"),
        (Namespace("http://www.w3.org/ns/org#").role, "roles"),
    ],
)
def test_closed_lists_are_the_vocabularies(path: URIRef, scheme: str) -> None:
    listed = [shapes().value(s, SH["in"]) for s in shapes().subjects(SH.path, path)]
    found = [set(Collection(shapes(), head)) for head in listed if head is not None]
    assert found == [concepts(SCHEME[scheme])]


@pytest.mark.parametrize(("path", "scheme"), [(KG.method, "evidence-methods"), (KG.zone, "zones")])
def test_closed_lists_of_strings_are_the_notations(path: URIRef, scheme: str) -> None:
    (head,) = [shapes().value(s, SH["in"]) for s in shapes().subjects(SH.path, path)]
    assert {str(v) for v in Collection(shapes(), head)} == notations(scheme)
