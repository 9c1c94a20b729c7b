"""Facts as RDF: the right triples, in the right layer, whatever the text holds and whatever the order."""

from __future__ import annotations

import hashlib
import random
from dataclasses import fields, replace
from pathlib import Path

import pytest
import sample_facts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, RdfFormat, parse

from kg.errors import BadOntology
from kg.model import Body, Due, Evidence, Facts, Mention, Structure
from kg.rdf import BASE, KG, LAYERS, graph_iri, iri, quad_lines
from kg.rdf.terms import Lit, moment, n_term, number, web_address
from kg.resources import ontology_dir

ONTOLOGY = sample_facts.ONTOLOGY
GOLDEN = Path(__file__).parent / "golden" / "graph"
TASK = "task/hoan-thien-kien-truc-du-lieu-quoc-gia"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def short(line: str) -> str:
    """A line with the namespaces taken off and its layer in front."""
    subject_to_object, _, graph = line.removesuffix(" .").rpartition(" ")
    layer = graph.rpartition("/")[2].rstrip(">")
    return f"{layer}: {subject_to_object.replace(BASE, '').replace(KG, 'kg:')}"


def about(lines: list[str], path: str, layer: str) -> list[str]:
    prefix = f"{layer}: <{path}> "
    return [s.removeprefix(prefix) for s in map(short, lines) if s.startswith(prefix)]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return quad_lines(sample_facts.sample(), ONTOLOGY)


# --- the whole graph -------------------------------------------------------------------


def test_the_sample_gives_the_golden_graph(lines: list[str]) -> None:
    assert lines == (GOLDEN / "sample.nq").read_text("utf-8").split("\n")[:-1]


def test_lines_are_sorted_unique_and_say_what_a_parser_reads(lines: list[str]) -> None:
    assert lines == sorted(set(lines))
    quads = list(parse("\n".join(lines), format=RdfFormat.N_QUADS))
    assert sorted(f"{quad} ." for quad in quads) == lines
    assert not [q for q in quads if BlankNode in (type(q.subject), type(q.object))]
    assert {q.graph_name.value for q in quads} == {graph_iri(layer) for layer in LAYERS}


@pytest.mark.parametrize("folder", [ONTOLOGY, ontology_dir()], ids=["small", "shipped"])
def test_a_triple_stands_in_one_layer_only(folder: Path) -> None:
    triples = [line.rpartition(" <")[0] for line in quad_lines(sample_facts.sample(), folder)]
    assert len(triples) > 1000
    assert len(triples) == len(set(triples))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(lines: list[str], shuffled: random.Random) -> None:
    def mixed(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(shuffled.sample([mixed(v) for v in value], len(value)))
        if hasattr(value, "evidence") or isinstance(value, Facts):
            return replace(value, **{f.name: mixed(getattr(value, f.name)) for f in fields(value)})  # type: ignore[type-var]
        return value

    facts = mixed(sample_facts.sample())
    assert isinstance(facts, Facts)
    assert quad_lines(facts, ONTOLOGY) == lines


# --- layers ----------------------------------------------------------------------------


def test_a_task_says_who_does_what_by_when(lines: list[str]) -> None:
    (deadline,) = [o for o in about(lines, TASK, "data") if o.startswith("<kg:deadline>")]
    assert about(lines, TASK, "data") == [
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <kg:Task>",
        "<http://www.w3.org/2004/02/skos/core#prefLabel> "
        '"hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025"@vi',
        "<kg:assignedBy> <person/tran-minh-khoi>",
        "<kg:cooperatingBody> <org/bo-cong-an>",
        "<kg:cooperatingBody> <org/cac-bo-nganh>",
        deadline,
        "<kg:leadBody> <org/bo-khoa-hoc-va-cong-nghe>",
        "<kg:mandatedBy> <doc/2025/99-nq-tw>",
        "<kg:oversightBody> <org/van-phong-chinh-phu>",
        "<kg:raisedAt> <meeting/2025-05-12-ban-chi-dao-cua-chinh-phu-ve-du-lieu-so>",
    ]
    assert about(lines, deadline.split("<")[2].rstrip(">"), "data") == [
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <kg:Deadline>",
        "<kg:dueRelation> <vocab/due-before>",
        '<kg:edtf> "2025-06-30"',
        '<kg:latest> "2025-06-30"^^<http://www.w3.org/2001/XMLSchema#date>',
        '<kg:sourceText> "trước ngày 30/6/2025"@vi',
    ]


def test_a_registered_body_keeps_its_own_description_and_gains_what_is_missing(lines: list[str]) -> None:
    assert about(lines, "org/bo-khoa-hoc-va-cong-nghe", "data") == []
    assert about(lines, "doc/2025/99-nq-tw", "data") == [
        '<kg:dateIssued> "2025-01-15"^^<http://www.w3.org/2001/XMLSchema#date>',
        "<kg:issuedBy> <org/bo-chinh-tri>",
    ]
    assert 'registry: <doc/2025/99-nq-tw> <kg:docNumber> "99-NQ/TW"' in map(short, lines)


def test_wider_classes_and_properties_are_written_down(lines: list[str]) -> None:
    found = about(lines, TASK, "inferred")
    assert "<kg:involvesBody> <org/bo-khoa-hoc-va-cong-nghe>" in found
    assert "<kg:concerns> <org/bo-cong-an>" in found
    assert "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/net/p-plan#Step>" in found
    assert not [line for line in lines if "genid" in line and "/inferred>" in line]
    assert not [line for line in lines if "owl#Thing" in line and "/inferred>" in line]


def test_names_are_copied_and_stripped_of_accents(lines: list[str]) -> None:
    found = about(lines, "org/bo-cong-an", "inferred")
    assert '<http://www.w3.org/2000/01/rdf-schema#label> "Bộ Công an"@vi' in found
    assert '<http://www.w3.org/2000/01/rdf-schema#label> "Ministry of Public Security"@en' in found
    assert '<http://www.w3.org/2004/02/skos/core#hiddenLabel> "bo cong an"' in found
    assert '<http://www.w3.org/2004/02/skos/core#hiddenLabel> "bca"' in found


def test_a_merger_that_the_registry_knows_is_not_told_a_second_time() -> None:
    known = replace(sample_facts.sample().structures[0], subject="org/bo-thong-tin-va-truyen-thong",
                    relation="merged-into", object="org/bo-khoa-hoc-va-cong-nghe")  # fmt: skip
    lines = quad_lines(replace(sample_facts.sample(), structures=(known,)), ONTOLOGY)
    successor = [s for s in map(short, lines) if "<kg:successor>" in s and "assertion" not in s]
    assert successor == ["registry: <org/bo-thong-tin-va-truyen-thong> <kg:successor> <org/bo-khoa-hoc-va-cong-nghe>"]
    assert not [line for line in lines if "SuccessionEvent" in line]


# --- evidence --------------------------------------------------------------------------


def test_every_piece_of_evidence_leads_to_its_words(lines: list[str]) -> None:
    quads = list(parse("\n".join(lines), format=RdfFormat.N_QUADS))
    value = {(q.subject.value, q.predicate.value.rpartition("#")[2]): q.object.value for q in quads}
    texts = {f"{BASE}snapshot/{d.text_sha256}": d.text for d in sample_facts.sample().documents}
    spans = sorted({q.object.value for q in quads if q.predicate.value.endswith("oa#hasTarget")})
    assert len(spans) == 24
    for span in spans:
        text = texts[value[span, "hasSource"]]
        start, end = (int(value[f"{span}/position", edge]) for edge in ("start", "end"))
        assert text[start:end] == value[f"{span}/quote", "exact"]
        assert text[max(0, start - 32) : start] == value[f"{span}/quote", "prefix"]
        assert text[end : end + 32] == value[f"{span}/quote", "suffix"]


def test_a_task_told_twice_has_one_assertion_with_two_pieces_of_evidence(lines: list[str]) -> None:
    lead = f"<{BASE}{TASK}>", f"<{KG}leadBody>"
    subjects = {line.split(" ")[0] for line in lines if f"#subject> {lead[0]} " in line}
    (assertion,) = [s for s in subjects if any(x.startswith(f"{s} ") and f"#predicate> {lead[1]}" in x for x in lines)]
    assert len([x for x in lines if x.startswith(f"{assertion} <{KG}hasEvidence>")]) == 2
    assert f'{assertion} <{KG}confidence> "0.95"^^<http://www.w3.org/2001/XMLSchema#decimal>' in "\n".join(lines)


@pytest.mark.parametrize(
    "wrong",
    [
        Evidence("bao-giay-02", 0, 7, "Dữ liệ!", "rule"),
        Evidence("khong-co", 0, 7, "Dữ liệu", "rule"),
        Evidence("bao-giay-02", 3, 3, "", "rule"),
    ],
)
def test_evidence_that_does_not_read_as_quoted_is_refused(wrong: Evidence) -> None:
    facts = replace(sample_facts.sample(), body_mentions=(Mention("org/chinh-phu", wrong),))
    with pytest.raises(ValueError, match=wrong.source):
        quad_lines(facts, ONTOLOGY)


def test_other_rules_make_another_run() -> None:
    one, two = (set(quad_lines(sample_facts.sample(), ONTOLOGY, rules)) for rules in ("1", "2"))
    assert {short(line).split(":")[0] for line in one ^ two} == {"meta", "evidence"}


# --- hostile text ----------------------------------------------------------------------


@given(TEXT)
@example('"\\\n\r\t\b\f\x00\x1f\x7f\x85\u2028')
@example('" . <a:b> <a:b> <a:b> <a:g> .\n')
def test_any_text_comes_back_as_it_was(text: str) -> None:
    for term in (Lit(text), Lit(text, language="vi")):
        line = f"<{BASE}s> <{BASE}p> {n_term(term)} <{BASE}g> ."
        assert "\n" not in line
        (quad,) = parse(line, format=RdfFormat.N_QUADS)
        assert quad.object == Literal(text, language=term.language)
        assert f"{quad} ." == line


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert n_term(Lit("a\udc80b")) == '"a\ufffdb"'


@given(st.text())
@example('a b<>"{}|^`\\%2F/../é?#')
def test_any_id_gives_an_iri_of_its_own(path: str) -> None:
    (quad,) = parse(f"<{iri(path)}> <{BASE}p> <{iri(path + 'x')}> <{BASE}g> .", format=RdfFormat.N_QUADS)
    assert quad.subject.value == iri(path)
    assert quad.subject.value != quad.object.value
    assert iri(path).isascii()


@settings(max_examples=25, deadline=None)
@given(TEXT.filter(bool), TEXT, TEXT)
def test_hostile_documents_give_a_graph_that_says_what_they_say(text: str, title: str, label: str) -> None:
    document = sample_facts.PORTAL
    source = replace(document.source, title=title, publisher=title, url=title, published=title)
    hostile = replace(document, source=source, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())
    quote = Evidence(source.id, 0, len(text), text, label)
    facts = Facts(
        documents=(hostile,),
        bodies=(Body("org/x", label, label),),
        body_mentions=(Mention("org/x", quote),),
        structures=(Structure("structure/x", "org/x", "part-of", "org/y", (quote,)),),
    )
    quads = list(parse("\n".join(quad_lines(facts, ONTOLOGY)), format=RdfFormat.N_QUADS))
    by = {(q.predicate.value, q.object.value) for q in quads}
    assert ("http://www.w3.org/ns/oa#exact", text) in by
    assert ("http://www.w3.org/2004/02/skos/core#prefLabel", label) in by


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://a b", 'http://a"><x>', "file:///etc", "http://é", ""]
)
def test_only_an_address_of_the_web_becomes_one(address: str) -> None:
    assert web_address(address) is None
    assert web_address("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"


# --- values ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2025-05-12", "date"), ("2025-05", "gYearMonth"), ("2025", "gYear"), ("2025-05-12T08:30:00+07:00", "dateTime"),
        ("2025-02-30", None), ("2025-13", None), ("2025/2026", None), ("20250512", None), ("tháng 5", None),
    ],
)  # fmt: skip
def test_a_date_has_the_type_of_its_precision(written: str, kind: str | None) -> None:
    assert moment(written) == Lit(written, datatype=kind and f"http://www.w3.org/2001/XMLSchema#{kind}")


@pytest.mark.parametrize(
    ("value", "written"), [(80.0, "80"), (0.5, "0.5"), (-0.0, "0"), (1e21, "1" + "0" * 21), (1e-7, "0.0000001")]
)
def test_a_number_is_written_in_full(value: float, written: str) -> None:
    assert number(value) == Lit(written, datatype="http://www.w3.org/2001/XMLSchema#decimal")


def test_what_is_no_number_is_not_written() -> None:
    assert number(float("nan")) is None
    assert number(float("inf")) is None


def test_a_deadline_without_days_of_its_own_takes_those_of_its_date() -> None:
    task = replace(sample_facts.sample().tasks[0], due=Due("2025-04/2025-06", "within", "quý II/2025"))
    lines = quad_lines(replace(sample_facts.sample(), tasks=(task,)), ONTOLOGY)
    days = [s.partition("> ")[2] for s in map(short, lines) if "<kg:earliest>" in s or ("<kg:latest>" in s)]
    assert '<kg:earliest> "2025-04-01"^^<http://www.w3.org/2001/XMLSchema#date>' in days
    assert '<kg:latest> "2025-06-30"^^<http://www.w3.org/2001/XMLSchema#date>' in days


def test_a_unit_that_is_a_multiple_has_no_unit_of_the_catalogue() -> None:
    target = replace(sample_facts.sample().targets[0], unit="tỷ đồng")
    found = about(quad_lines(replace(sample_facts.sample(), targets=(target,)), ONTOLOGY), target.id, "data")
    assert '<kg:unitText> "tỷ đồng"' in found
    assert not [line for line in found if line.startswith("<kg:unit> ")]


# --- shipped files ---------------------------------------------------------------------


def test_turtle_that_is_none_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text("<a:b> <a:c>\n <a:d", "utf-8")
    with pytest.raises(BadOntology, match=r"kg\.ttl.*2"):
        quad_lines(Facts(), tmp_path)


def test_an_empty_build_is_an_empty_graph(tmp_path: Path) -> None:
    assert quad_lines(Facts(), tmp_path) == []


def test_evidence_tells_the_page_on_which_it_begins_where_the_source_has_pages() -> None:
    facts = sample_facts.sample()
    quote = "Nghị quyết số 88/NQ-CP của Chính phủ"
    at = sample_facts.PORTAL.text.index(quote)
    paged = tuple(
        replace(d, pages=(0, at, at + 500)) if d.source.id == sample_facts.PORTAL.source.id else d
        for d in facts.documents
    )
    lines = quad_lines(replace(facts, documents=paged), ONTOLOGY)
    pages = {line.split()[2] for line in lines if "#page>" in line}
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert {f'"1"{integer}', f'"2"{integer}'} <= pages
    assert not any("#page>" in line for line in quad_lines(facts, ONTOLOGY))
