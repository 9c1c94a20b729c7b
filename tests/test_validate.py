"""What SHACL says of a build: each defect is found, named in both languages, with the sentence behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import SH, Graph
from sample_facts import sample

from kg.errors import BadOntology, BrokenStore
from kg.model import Facts
from kg.rdf import quad_lines
from kg.resources import ontology_dir
from kg.validate import Finding, Report, validate

ID = "https://w3id.org/chutri/id/"
KG = "https://w3id.org/chutri/ontology#"
PREFIXES = {
    "kg:": KG,
    "id:": ID,
    "v:": ID + "vocab/",
    "org:": "http://www.w3.org/ns/org#",
    "oa:": "http://www.w3.org/ns/oa#",
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd:": "http://www.w3.org/2001/XMLSchema#",
    "skos:": "http://www.w3.org/2004/02/skos/core#",
    "schema:": "https://schema.org/",
    "foaf:": "http://xmlns.com/foaf/0.1/",
    "dcterms:": "http://purl.org/dc/terms/",
}

# A small graph without a flaw, one statement a line: "layer subject predicate object".
CLEAN = """\
ontology v:body-kind-ministry rdf:type skos:Concept
ontology v:document-kind-resolution rdf:type skos:Concept
ontology v:aspect-due rdf:type skos:Concept
ontology v:precedence-later rdf:type skos:Concept
ontology kg:PublicBody rdfs:subClassOf org:Organization
ontology kg:NewsArticle rdfs:subClassOf kg:Document
ontology kg:OfficialDocument rdfs:subClassOf kg:Document
registry id:org/bo rdf:type kg:PublicBody
registry id:org/bo skos:prefLabel "Bộ Ví dụ"@vi
registry id:org/bo kg:bodyKind v:body-kind-ministry
registry id:org/bo kg:validFrom "2021-01-01"^^xsd:date
registry id:org/bo kg:validUntil "2025-02-28"^^xsd:date
data id:doc/1 rdf:type kg:OfficialDocument
data id:doc/1 skos:prefLabel "Nghị quyết số 57-NQ/TW"@vi
data id:doc/1 kg:documentKind v:document-kind-resolution
data id:doc/1 kg:docNumber "57-NQ/TW"
data id:doc/1 kg:issuedBy id:org/bo
data id:doc/1 kg:dateIssued "2024-12-22"^^xsd:date
data id:source/1 rdf:type kg:NewsArticle
data id:snapshot/1 rdf:type kg:TextSnapshot
data id:snapshot/1 kg:snapshotOf id:source/1
data id:snapshot/1 kg:textSha256 "SHA"
data id:snapshot/1 kg:sourceSha256 "SHA"
data id:task/1 rdf:type kg:Task
data id:task/1 skos:prefLabel "hoàn thành hệ thống"@vi
data id:task/1 kg:leadBody id:org/bo
data id:task/1 kg:deadline id:deadline/1
data id:deadline/1 rdf:type kg:Deadline
data id:deadline/1 kg:edtf "2025-06-20"
data id:deadline/1 kg:earliest "2025-05-17"^^xsd:date
data id:deadline/1 kg:latest "2025-06-20"^^xsd:date
data id:deadline/1 kg:dueRelation v:due-before
data id:deadline/1 kg:sourceText "trước 20/6"@vi
data id:duty/1 rdf:type kg:Duty
data id:duty/1 skos:prefLabel "chủ trì họp"@vi
data id:duty/1 kg:dutyOf id:org/bo
data id:target/1 rdf:type kg:Target
data id:target/1 kg:indicator id:indicator/1
data id:target/1 kg:comparator v:comparator-gt
data id:target/1 kg:targetValue "8"^^xsd:decimal
data id:target/1 kg:unitText "%"
data id:target/1 kg:deadline id:deadline/1
data id:indicator/1 rdf:type kg:Indicator
data id:result/1 rdf:type kg:Result
data id:result/1 kg:indicator id:indicator/1
data id:result/1 kg:comparator v:comparator-eq
data id:result/1 kg:resultValue "7.1"^^xsd:decimal
data id:result/1 kg:unitText "%"
data id:result/1 kg:edtf "2024"
data id:restatement/1 rdf:type kg:Restatement
data id:restatement/1 kg:restating id:task/1
data id:restatement/1 kg:restated id:task/1
data id:restatement/1 kg:aspect v:aspect-due
data id:conflict/1 rdf:type kg:Conflict
data id:conflict/1 kg:conflicting id:task/1
data id:conflict/1 kg:conflicting id:target/1
data id:conflict/1 kg:aspect v:aspect-due
data id:conflict/1 kg:precedence v:precedence-later
data id:meeting/1 rdf:type kg:Meeting
data id:meeting/1 schema:organizer id:org/bo
data id:meeting/1 schema:startDate "2025-05"^^xsd:gYearMonth
data id:person/1 rdf:type foaf:Person
data id:tenure/1 rdf:type kg:Tenure
data id:tenure/1 org:member id:person/1
data id:tenure/1 org:organization id:org/bo
data id:tenure/1 org:role v:role-head
data id:event/1 rdf:type kg:SuccessionEvent
data id:event/1 kg:changeType v:change-merger
data id:event/1 dcterms:source id:doc/1
evidence id:assertion/1 rdf:type kg:Assertion
evidence id:assertion/1 rdf:subject id:task/1
evidence id:assertion/1 rdf:predicate kg:leadBody
evidence id:assertion/1 rdf:object id:org/bo
evidence id:assertion/1 kg:hasEvidence id:evidence/1
evidence id:assertion/duty rdf:type kg:Assertion
evidence id:assertion/duty rdf:subject id:duty/1
evidence id:assertion/duty rdf:predicate kg:dutyOf
evidence id:assertion/duty rdf:object id:org/bo
evidence id:assertion/duty kg:hasEvidence id:evidence/1
evidence id:assertion/result rdf:type kg:Assertion
evidence id:assertion/result rdf:subject id:result/1
evidence id:assertion/result rdf:predicate kg:resultValue
evidence id:assertion/result rdf:object "7.1"^^xsd:decimal
evidence id:assertion/result kg:hasEvidence id:evidence/1
evidence id:evidence/1 rdf:type kg:Evidence
evidence id:evidence/1 kg:rule "assign-lead"
evidence id:evidence/1 kg:method "rule"
evidence id:evidence/1 kg:zone "article"
evidence id:evidence/1 kg:confidence "0.9"^^xsd:decimal
evidence id:evidence/1 oa:hasTarget id:span/1
evidence id:span/1 rdf:type kg:TextSpan
evidence id:span/1 oa:hasSource id:snapshot/1
evidence id:span/1 oa:hasSelector id:span/1/quote
evidence id:span/1 oa:hasSelector id:span/1/position
evidence id:span/1/quote oa:exact "Bộ Ví dụ hoàn thành hệ thống trước 20/6"
evidence id:span/1/position oa:start "10"^^xsd:integer
evidence id:span/1/position oa:end "49"^^xsd:integer
""".replace("SHA", "0123456789abcdef" * 4)
QUOTE = "Bộ Ví dụ hoàn thành hệ thống trước 20/6"


def term(text: str) -> str:
    if text.startswith('"'):
        value, _, kind = text.rpartition("^^")
        return f"{value}^^{term(kind)}" if value else text
    prefix, _, name = text.partition(":")
    return f"<{PREFIXES[prefix + ':']}{name}>"


def written(folder: Path, text: str) -> Path:
    lines = []
    for line in text.splitlines():
        layer, subject, predicate, value = line.split(" ", 3)
        lines.append(f"{term(subject)} {term(predicate)} {term(value)} <{ID}graph/{layer}> .")
    path = folder / "graph.nq"
    path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    return path


def without(start: str, instead: str = "") -> str:
    """The clean graph without the lines that begin so, and with others in their place."""
    kept = [line for line in CLEAN.splitlines() if not line.startswith(start)]
    assert len(kept) < len(CLEAN.splitlines())
    return "\n".join([*kept, *filter(None, [instead])])


def shapes_of(findings: tuple[Finding, ...]) -> set[str]:
    return {f.shape for f in findings}


# Shape that finds it, and the graph.
DEFECTS = [
    ("assertion-evidence", without("evidence id:assertion/1 kg:hasEvidence")),
    ("assertion-evidence-class", CLEAN + "evidence id:assertion/1 kg:hasEvidence id:evidence/2"),
    ("assertion-subject", CLEAN + "evidence id:assertion/1 rdf:subject id:task/2"),
    ("assertion-predicate", without("evidence id:assertion/1 rdf:predicate")),
    ("assertion-object", without("evidence id:assertion/1 rdf:object")),
    ("confidence-range", CLEAN + 'evidence id:assertion/1 kg:confidence "1.5"^^xsd:decimal'),
    ("evidence-target", without("evidence id:evidence/1 oa:hasTarget")),
    ("evidence-rule", without("evidence id:evidence/1 kg:rule")),
    ("evidence-method", without("evidence id:evidence/1 kg:method", 'evidence id:evidence/1 kg:method "guess"')),
    ("evidence-zone", without("evidence id:evidence/1 kg:zone", 'evidence id:evidence/1 kg:zone "footer"')),
    ("span-source", without("evidence id:span/1 oa:hasSource")),
    ("span-quote", without("evidence id:span/1 oa:hasSelector id:span/1/quote")),
    ("span-quote", without("evidence id:span/1/quote", 'evidence id:span/1/quote oa:exact ""')),
    ("span-start", without("evidence id:span/1/position oa:start")),
    ("span-end", without("evidence id:span/1/position oa:end")),
    (
        "position-order",
        without("evidence id:span/1/position oa:end", 'evidence id:span/1/position oa:end "10"^^xsd:integer'),
    ),
    (
        "position-start",
        without("evidence id:span/1/position oa:start", 'evidence id:span/1/position oa:start "-1"^^xsd:integer'),
    ),
    ("snapshot-of", without("data id:snapshot/1 kg:snapshotOf")),
    ("snapshot-text-sha", without("data id:snapshot/1 kg:text", 'data id:snapshot/1 kg:textSha256 "ABC"')),
    ("snapshot-source-sha", without("data id:snapshot/1 kg:sourceSha256")),
    ("one-name", CLEAN + 'data id:task/1 skos:prefLabel "tên khác"@vi'),
    ("no-empty-name", CLEAN + 'data id:task/1 skos:prefLabel " "@en'),
    ("task-wording", without("data id:task/1 skos:prefLabel")),
    ("task-evidence", without("evidence id:assertion/1 ")),
    ("task-lead-class", CLEAN + "data id:task/1 kg:leadBody id:org/nowhere"),
    ("task-cooperating-class", CLEAN + "data id:task/1 kg:cooperatingBody id:person/1"),
    ("task-oversight-class", CLEAN + "data id:task/1 kg:oversightBody id:person/1"),
    ("task-assigner-class", CLEAN + "data id:task/1 kg:assignedBy id:meeting/1"),
    ("task-meeting-class", CLEAN + "data id:task/1 kg:raisedAt id:doc/1"),
    ("task-mandate-class", CLEAN + "data id:task/1 kg:mandatedBy id:meeting/1"),
    (
        "task-one-deadline",
        CLEAN + "data id:task/1 kg:deadline id:deadline/2\ndata id:deadline/2 rdf:type kg:Deadline",
    ),
    ("duty-wording", without("data id:duty/1 skos:prefLabel")),
    ("duty-evidence", without("evidence id:assertion/duty ")),
    ("duty-body", without("data id:duty/1 kg:dutyOf")),
    ("duty-norm-class", CLEAN + "data id:duty/1 kg:laidDownIn id:meeting/1"),
    (
        "target-one-deadline",
        CLEAN + "data id:target/1 kg:deadline id:deadline/2\ndata id:deadline/2 rdf:type kg:Deadline",
    ),
    ("deadline-earliest", without("data id:deadline/1 kg:earliest", 'data id:deadline/1 kg:earliest "2025-05"')),
    ("deadline-relation", without("data id:deadline/1 kg:due", "data id:deadline/1 kg:dueRelation v:due-after")),
    (
        "deadline-order",
        without("data id:deadline/1 kg:latest", 'data id:deadline/1 kg:latest "2025-05-16"^^xsd:date'),
    ),
    ("deadline-edtf", without("data id:deadline/1 kg:edtf", 'data id:deadline/1 kg:edtf "20/6/2025"')),
    (
        "deadline-latest",
        without("data id:deadline/1 kg:latest", 'data id:deadline/1 kg:latest "2025-06"^^xsd:gYearMonth'),
    ),
    ("deadline-wording", without("data id:deadline/1 kg:sourceText")),
    ("target-indicator", without("data id:target/1 kg:indicator")),
    ("target-value", CLEAN + 'data id:target/1 kg:targetValue "9"^^xsd:decimal'),
    ("target-comparator", without("data id:target/1 kg:comparator")),
    ("target-upper", CLEAN + 'data id:target/1 kg:upperValue "nhiều"'),
    ("target-unit", CLEAN + 'data id:target/1 kg:unitText "điểm"'),
    ("target-lead-class", CLEAN + "data id:target/1 kg:leadBody id:org/nowhere"),
    ("result-evidence", without("evidence id:assertion/result ")),
    ("result-indicator", without("data id:result/1 kg:indicator")),
    ("result-value", without("data id:result/1 kg:resultValue", 'data id:result/1 kg:resultValue "nhiều"')),
    ("result-unit", CLEAN + 'data id:result/1 kg:unitText "điểm"'),
    ("result-of-class", CLEAN + "data id:result/1 kg:resultOf id:org/nowhere"),
    ("result-one-period", CLEAN + 'data id:result/1 kg:edtf "2025"'),
    ("restating-task", without("data id:restatement/1 kg:restating")),
    ("restated-task", CLEAN + "data id:restatement/1 kg:restated id:target/1"),
    ("changed-aspect", CLEAN + "data id:restatement/1 kg:aspect v:aspect-colour"),
    ("conflict-sides", without("data id:conflict/1 kg:conflicting id:target/1")),
    ("conflict-aspect", without("data id:conflict/1 kg:aspect")),
    (
        "conflict-prevailing",
        CLEAN + "data id:conflict/1 kg:prevailing id:task/1\ndata id:conflict/1 kg:prevailing id:target/1",
    ),
    (
        "conflict-ground",
        without("data id:conflict/1 kg:precedence", "data id:conflict/1 kg:precedence v:precedence-luck"),
    ),
    ("meeting-body", without("data id:meeting/1 schema:organizer")),
    ("meeting-date", without("data id:meeting/1 schema:start", 'data id:meeting/1 schema:startDate "chiều 12-3"')),
    ("meeting-date", CLEAN + 'data id:meeting/1 schema:startDate "2025-05-17"^^xsd:date'),
    ("meeting-chair-class", CLEAN + "data id:meeting/1 kg:chairedBy id:org/bo"),
    ("meeting-ordinal", CLEAN + 'data id:meeting/1 kg:ordinal "0"^^xsd:integer'),
    ("body-name", without("registry id:org/bo skos:prefLabel")),
    ("body-kind", without("registry id:org/bo kg:bodyKind", "registry id:org/bo kg:bodyKind v:body-kind-tribe")),
    ("body-parent", CLEAN + "registry id:org/bo org:subOrganizationOf id:org/nowhere"),
    ("body-responsible", CLEAN + "registry id:org/bo kg:responsibleBody id:person/1"),
    ("body-successor", CLEAN + "registry id:org/bo kg:successor id:org/nowhere"),
    ("body-established", CLEAN + "registry id:org/bo kg:establishedBy id:meeting/1"),
    ("body-dates", without("registry id:org/bo kg:validU", 'registry id:org/bo kg:validUntil "2020-12-31"^^xsd:date')),
    ("tenure-person", without("data id:tenure/1 org:member")),
    ("tenure-body", without("data id:tenure/1 org:organization")),
    ("tenure-role", without("data id:tenure/1 org:role", "data id:tenure/1 org:role v:role-king")),
    ("SuccessionEvent", without("data id:event/1 dcterms:source")),
    ("event-type", without("data id:event/1 kg:changeType")),
    ("event-original", CLEAN + "data id:event/1 org:originalOrganization id:org/nowhere"),
    ("event-resulting", CLEAN + "data id:event/1 org:resultingOrganization id:org/nowhere"),
    ("number-form", without("data id:doc/1 kg:docNumber", 'data id:doc/1 kg:docNumber "57 NQ/TW"')),
    ("work-name", without("data id:doc/1 skos:prefLabel")),
    ("work-kind", without("data id:doc/1 kg:documentKind", "data id:doc/1 kg:documentKind v:document-kind-poem")),
    ("work-issuer-class", without("data id:doc/1 kg:issuedBy", "data id:doc/1 kg:issuedBy id:org/nowhere")),
    ("work-date", without("data id:doc/1 kg:dateIssued", 'data id:doc/1 kg:dateIssued "cuối năm"')),
    ("implements-class", CLEAN + "data id:doc/1 kg:implements id:doc/nowhere"),
    ("amends-class", CLEAN + "data id:doc/1 kg:amends id:doc/nowhere"),
    ("replaces-class", CLEAN + "data id:doc/1 kg:replaces id:doc/nowhere"),
    ("based-on-class", CLEAN + "data id:doc/1 kg:basedOn id:doc/nowhere"),
]

# Shape that finds it, the thing it is found at, and the graph.
OPEN_ENDS = [
    ("task-without-lead", "task/1", without("data id:task/1 kg:leadBody")),
    ("task-without-deadline", "task/1", without("data id:task/1 kg:deadline")),
    ("deadline-without-relation", "deadline/1", without("data id:deadline/1 kg:dueRelation")),
    ("target-without-year", "target/1", without("data id:target/1 kg:deadline")),
    ("result-without-period", "result/1", without("data id:result/1 kg:edtf")),
    ("meeting-without-date", "meeting/1", without("data id:meeting/1 schema:startDate")),
    ("work-without-issuer", "doc/1", without("data id:doc/1 kg:issuedBy")),
    (
        "number-without-symbol",
        "doc/1",
        without("data id:doc/1 kg:docNumber", 'data id:doc/1 kg:docNumber "57"'),
    ),
    (
        "body-not-registered",
        "org/cuc",
        CLEAN + 'data id:org/cuc rdf:type kg:PublicBody\ndata id:org/cuc skos:prefLabel "Cục Ví dụ"@vi',
    ),
]


def test_every_shape_is_tried() -> None:
    shapes = Graph().parse(ontology_dir() / "shapes.ttl")
    named = {str(s).rpartition("#")[2]: shapes.value(s, SH.severity) for s in shapes.subjects(SH.severity, None)}
    assert {shape for shape, _ in DEFECTS} == {name for name, severity in named.items() if severity == SH.Violation}
    assert {shape for shape, _, _ in OPEN_ENDS} == {name for name, severity in named.items() if severity == SH.Warning}


def test_a_clean_graph_conforms(tmp_path: Path) -> None:
    assert validate(written(tmp_path, CLEAN)) == Report((), ())


@pytest.mark.parametrize(("shape", "text"), DEFECTS)
def test_a_defect_is_an_error(tmp_path: Path, shape: str, text: str) -> None:
    report = validate(written(tmp_path, text))
    assert shapes_of(report.errors) >= {shape}
    assert not report.conforms
    assert all(f.message_vi and f.message_en and f.message_vi != f.message_en for f in report.errors)


@pytest.mark.parametrize(("shape", "focus", "text"), OPEN_ENDS)
def test_what_a_document_leaves_open_is_a_warning_and_no_error(
    tmp_path: Path, shape: str, focus: str, text: str
) -> None:
    report = validate(written(tmp_path, text))
    assert report.errors == ()
    assert report.conforms
    assert [(f.shape, f.focus) for f in report.warnings] == [(shape, ID + focus)]


@pytest.mark.parametrize(
    "number",
    ["57-NQ/TW", "292/TB-VPCP", "176/2025/QH15", "02-KH/BCĐTW", "9/2025/NĐ-CP", "1131/QĐ-TTg", "05-CTr/TU",
     "123/BKHCN-CĐS", "34a/NQ-CP", "01/2024/TTLT-BCA-BTP", "Luật Chuyển đổi số", "Hiến pháp năm 2013"],
)  # fmt: skip
def test_numbers_as_documents_write_them_are_let_be(tmp_path: Path, number: str) -> None:
    text = without("data id:doc/1 kg:docNumber", f'data id:doc/1 kg:docNumber "{number}"')
    assert validate(written(tmp_path, text)) == Report((), ())


@pytest.mark.parametrize(
    "number", ["57 - NQ/TW", "57-NQ/", "/NQ-CP", " 57-NQ/TW", "57-NQ/TW,", "2025/12/31/5", "số  57"]
)
def test_numbers_that_are_none_are_errors(tmp_path: Path, number: str) -> None:
    text = without("data id:doc/1 kg:docNumber", f'data id:doc/1 kg:docNumber "{number}"')
    assert shapes_of(validate(written(tmp_path, text)).errors) == {"number-form"}


def test_a_scheme_may_be_called_by_its_number(tmp_path: Path) -> None:
    text = CLEAN + 'data id:doc/06 rdf:type kg:Programme\ndata id:doc/06 kg:docNumber "06"'
    assert validate(written(tmp_path, text)).warnings == ()


@pytest.mark.parametrize("edtf", ["2025", "2025-06", "2025-04/2025-06", "2026/2030", "../2025-06-30", "2025-07-01/.."])
def test_dates_in_edtf_are_let_be(tmp_path: Path, edtf: str) -> None:
    text = without("data id:deadline/1 kg:edtf", f'data id:deadline/1 kg:edtf "{edtf}"')
    assert validate(written(tmp_path, text)) == Report((), ())


def test_a_change_told_by_a_document_needs_no_source_of_its_own(tmp_path: Path) -> None:
    told = (
        "\ndata id:event/1 org:originalOrganization id:org/bo"
        "\nevidence id:assertion/2 rdf:type kg:Assertion"
        "\nevidence id:assertion/2 rdf:subject id:org/bo"
        "\nevidence id:assertion/2 rdf:predicate kg:successor"
        "\nevidence id:assertion/2 rdf:object id:org/bo"
        "\nevidence id:assertion/2 kg:hasEvidence id:evidence/1"
    )
    assert validate(written(tmp_path, without("data id:event/1 dcterms:source") + told)) == Report((), ())


def test_a_finding_names_the_thing_and_quotes_its_sentence(tmp_path: Path) -> None:
    report = validate(written(tmp_path, without("data id:task/1 kg:deadline")))
    assert report.warnings == (
        Finding(
            focus=ID + "task/1",
            path=KG + "deadline",
            shape="task-without-deadline",
            value="",
            label="hoàn thành hệ thống",
            message_vi="Nhiệm vụ không nêu thời hạn.",
            message_en="A task has no deadline.",
            quote=QUOTE,
            source=ID + "source/1",
        ),
    )


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("", ""),
        ('data id:source/1 kg:docNumber "57-NQ/TW"', "57-NQ/TW"),
        (
            'data id:source/1 dcterms:title "Họp về dữ liệu"@vi\ndata id:source/1 kg:docNumber "1-NQ/TW"',
            "Họp về dữ liệu",
        ),
    ],
)
def test_a_finding_names_the_document_of_its_sentence(tmp_path: Path, told: str, title: str) -> None:
    (found,) = validate(written(tmp_path, without("data id:task/1 kg:deadline", told))).warnings
    assert (found.source, found.source_title) == (ID + "source/1", title)


@pytest.mark.parametrize(
    ("text", "focus", "path"),
    [
        (CLEAN + "evidence id:assertion/1 kg:hasEvidence id:evidence/2", "assertion/1", KG + "hasEvidence"),
        (without("evidence id:evidence/1 kg:rule"), "evidence/1", KG + "rule"),
        (CLEAN + 'evidence id:span/1/position oa:start "50"^^xsd:integer', "span/1", None),
        (CLEAN + "registry id:org/bo kg:successor id:org/nowhere", "org/bo", KG + "successor"),
        (
            without("evidence id:span/1/position oa:end", 'evidence id:span/1/position oa:end "9"^^xsd:integer'),
            "span/1/position",
            PREFIXES["oa:"] + "start",
        ),
    ],
)
def test_evidence_that_is_wrong_itself_is_quoted_too(tmp_path: Path, text: str, focus: str, path: str | None) -> None:
    found = [f for f in validate(written(tmp_path, text)).errors if f.focus == ID + focus]
    assert {f.quote for f in found} == {QUOTE}
    assert path is None or path in {f.path for f in found}


def test_paths_read_as_in_sparql(tmp_path: Path) -> None:
    report = validate(written(tmp_path, without("evidence id:assertion/1 ")))
    assert {f.path for f in report.errors} == {"^" + PREFIXES["rdf:"] + "subject"}
    report = validate(written(tmp_path, without("evidence id:span/1/position oa:end")))
    assert {f.path for f in report.errors} >= {f"{PREFIXES['oa:']}hasSelector/{PREFIXES['oa:']}end"}


def test_findings_are_sorted(tmp_path: Path) -> None:
    text = without("data id:", "data id:task/9 rdf:type kg:Task\ndata id:task/10 rdf:type kg:Task")
    report = validate(written(tmp_path, text))
    assert len(report.errors) > 3
    assert list(report.errors) == sorted(report.errors)
    assert [f.focus for f in report.warnings] == [ID + "task/10"] * 2 + [ID + "task/9"] * 2


def test_layers_that_do_not_matter_are_left_out(tmp_path: Path) -> None:
    assert validate(written(tmp_path, CLEAN + "inferred id:task/2 rdf:type kg:Task")) == Report((), ())
    assert validate(written(tmp_path, CLEAN + "meta id:task/2 rdf:type kg:Task")) == Report((), ())


def test_line_separators_inside_a_literal_do_not_cut_it(tmp_path: Path) -> None:
    text = without("data id:task/1 skos:prefLabel")
    path = written(tmp_path, text)
    label = f'<{ID}task/1> <{PREFIXES["skos:"]}prefLabel> "hoàn thành\u2028hệ\u0085thống"@vi <{ID}graph/data> .\n'
    path.write_text(path.read_text("utf-8") + label, encoding="utf-8")
    assert validate(path) == Report((), ())


# --- a whole build ---------------------------------------------------------------------------


def built(folder: Path, facts: Facts) -> Path:
    path = folder / "graph.nq"
    path.write_text("\n".join(quad_lines(facts, ontology_dir())) + "\n", encoding="utf-8")
    return path


def test_the_sample_build_is_sound_and_its_open_ends_are_named(tmp_path: Path) -> None:
    report = validate(built(tmp_path, sample()))
    assert report.errors == ()
    open_ends = {(f.shape, f.label, f.quote) for f in report.warnings}
    task = "khẩn trương khắc phục tình trạng dữ liệu phân tán, cát cứ"
    assert ("task-without-lead", task, task) in open_ends
    group = "Tổ công tác về liên thông dữ liệu"
    assert ("body-not-registered", group) in {(shape, label) for shape, label, _ in open_ends}
    assert "Bộ Công an" not in {label for _, label, _ in open_ends}


def test_a_body_of_an_unknown_kind_is_an_error_of_the_build(tmp_path: Path) -> None:
    facts = sample()
    bodies = (replace(facts.bodies[0], kind="unheard-of"), *facts.bodies[1:])
    report = validate(built(tmp_path, replace(facts, bodies=bodies)))
    assert [(f.shape, f.focus, f.value) for f in report.errors] == [
        ("body-kind", ID + facts.bodies[0].id, ID + "vocab/body-kind-unheard-of")
    ]


# --- what cannot be validated ------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"not quads <https://w3id.org/chutri/id/graph/data> .\n", b"\xff\xfe\x00"])
def test_a_broken_graph_is_named_as_such(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "graph.nq").write_bytes(data)
    with pytest.raises(BrokenStore) as caught:
        validate(tmp_path / "graph.nq")
    assert "\n" not in str(caught.value)


def test_a_missing_graph_is_a_broken_store(tmp_path: Path) -> None:
    with pytest.raises(BrokenStore):
        validate(tmp_path / "graph.nq")


def test_missing_shapes_are_a_bad_ontology(tmp_path: Path) -> None:
    with pytest.raises(BadOntology):
        validate(written(tmp_path, CLEAN), ontology=tmp_path)
