"""Exports: every format reads back as the graph it came from, and is safe to open."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sample_facts
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.errors import BrokenStore, WrongFormat
from kg.export import FORMATS, export, facts_lines
from kg.model import Evidence, Facts, Mention
from kg.rdf import BASE
from kg.store import Graph, open_graph

TASK = "task/hoan-thien-kien-truc-du-lieu-quoc-gia"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    store = tmp_path_factory.mktemp("export") / "store"
    sample_facts.build(store)
    return open_graph(store)


def facts_of(source: str, type_: str) -> list[dict[str, object]]:
    lines = map(json.loads, facts_lines(sample_facts.sample()))
    return [line for line in lines if (line["source"], line["type"]) == (source, type_)]


# --- RDF -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "reader"),
    [
        ("trig", RdfFormat.TRIG),
        ("nquads", RdfFormat.N_QUADS),
        ("jsonld", RdfFormat.JSON_LD),
        ("turtle", RdfFormat.TURTLE),
    ],
)
def test_rdf_reads_back_as_the_whole_graph(graph: Graph, format: str, reader: RdfFormat) -> None:
    lines = (graph.folder / "graph.nq").read_text("utf-8").split("\n")[:-1]
    if format == "turtle":
        assert {str(q.triple) for q in parse(export(graph, format), format=reader)} == {
            x.rpartition(" <")[0] for x in lines
        }
    else:
        assert sorted(f"{q} ." for q in parse(export(graph, format), format=reader)) == lines


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_is_exported_alike(graph: Graph, format: str) -> None:
    assert export(graph, format) == export(open_graph(graph.folder.parent.parent), format) != b""


def test_an_unknown_format_is_refused_with_the_known_ones(graph: Graph) -> None:
    with pytest.raises(WrongFormat, match="turtle, trig, nquads, jsonld, graphml, gexf, facts, csv"):
        export(graph, "docx")


def test_a_missing_file_of_the_build_is_told(tmp_path: Path) -> None:
    sample_facts.build(tmp_path)
    graph = open_graph(tmp_path)
    (graph.folder / "facts.jsonl").unlink()
    with pytest.raises(BrokenStore):
        export(graph, "facts")


# --- facts -----------------------------------------------------------------------------


def test_facts_are_copied_out_as_they_were_built(graph: Graph) -> None:
    lines = export(graph, "facts").decode().split("\n")
    assert lines == [*facts_lines(sample_facts.sample()), ""]


def test_every_line_quotes_its_source_and_lines_are_sorted() -> None:
    texts = {d.source.id: d.text for d in sample_facts.sample().documents}
    lines = list(map(json.loads, facts_lines(sample_facts.sample())))
    assert all(texts[x["source"]][x["start"] : x["end"]] == x["quote"] for x in lines)
    keys = [(x["source"], x["start"], x["end"], x["type"]) for x in lines]
    assert keys == sorted(keys)
    assert [list(x)[:7] for x in lines] == [["source", "type", "start", "end", "quote", "method", "confidence"]] * len(
        lines
    )


def test_a_task_told_twice_has_a_line_for_each_source() -> None:
    def body(path: str, label: str, *aliases: str) -> dict[str, object]:
        return {"id": f"{BASE}org/{path}", "label": label, "aliases": list(aliases)}

    (told,) = [x for x in facts_of("bao-giay-02", "task") if x["start"] == 177]
    assert told == {
        "source": "bao-giay-02", "type": "task", "start": 177, "end": 235,
        "quote": "hoàn thiện kiến trúc dữ liệu quốc gia trước ngày 30/6/2025", "method": "rule", "confidence": 0.9,
        "lead": [body("bo-khoa-hoc-va-cong-nghe", "Bộ Khoa học và Công nghệ", "Bộ KH&CN", "Bộ KHCN")],
        "support": [body("bo-cong-an", "Bộ Công an", "BCA", "Ministry of Public Security"),
                    body("cac-bo-nganh", "Các bộ, ngành")],
        "oversight": [body("van-phong-chinh-phu", "Văn phòng Chính phủ", "VPCP")],
        "assigner": {"id": f"{BASE}person/tran-minh-khoi", "label": "Trần Minh Khôi"},
        "due": "2025-06-30", "due_relation": "before",
    }  # fmt: skip
    (again,) = [x for x in facts_of("cong-thong-tin-01", "task") if x["due"]]
    assert [again[k] for k in ("lead", "support", "due")] == [told[k] for k in ("lead", "support", "due")]


def test_other_facts_have_the_keys_of_their_kind() -> None:
    def work(path: str, number: str, *aliases: str) -> dict[str, object]:
        return {"id": f"{BASE}doc/2025/{path}", "number": number, "aliases": list(aliases)}

    (target,) = facts_of("bao-giay-02", "target")
    assert [target[k] for k in ("comparator", "value", "unit", "due")] == [">", 80, "%", "2030"]
    (meeting,) = facts_of("cong-thong-tin-01", "meeting")
    assert [meeting[k] for k in ("date", "ordinal")] == ["2025-05-12", 2]
    references = facts_of("cong-thong-tin-01", "reference")
    assert [(r["document"], r["kind"], r["date"]) for r in references] == [
        (work("99-nq-tw", "99-NQ/TW", "NQ 99", "Nghị quyết số 99-NQ/TW"), "resolution", "2025-01-15"),
        (work("88-nq-cp", "88/NQ-CP", "Nghị quyết số 88/NQ-CP"), "resolution", None),
    ]
    (relation,) = facts_of("cong-thong-tin-01", "document-relation")
    assert (relation["from"], relation["relation"], relation["to"]) == (
        references[1]["document"], "implements", references[0]["document"],
    )  # fmt: skip
    structures = {x["relation"] for s in ("bao-giay-02", "cong-thong-tin-01") for x in facts_of(s, "structure")}
    assert structures == {"part-of", "merged-into", "responsible-body", "established-by"}
    assert {x["role"] for x in facts_of("cong-thong-tin-01", "role")} == {"head", "deputy-head"}
    assert len(facts_of("bao-giay-02", "body-mention")) == 2


def test_a_role_told_twice_in_one_source_is_one_line() -> None:
    facts = sample_facts.sample()
    role = facts.roles[1]
    later = replace(role.evidence[0], start=role.evidence[0].start + 1, quote=role.evidence[0].quote[1:])
    twice = replace(facts, roles=(replace(role, evidence=(later, *role.evidence)),))
    (line,) = [x for x in map(json.loads, facts_lines(twice)) if x["type"] == "role"]
    assert line["start"] == role.evidence[0].start


@given(st.text(min_size=1).filter(lambda t: t.isprintable() or True), st.text())
@settings(max_examples=50)
def test_a_line_is_one_line_whatever_the_text(quote: str, rest: str) -> None:
    facts = sample_facts.sample()
    item = Evidence(facts.documents[0].source.id, 0, len(quote), quote + "\u2028\x85\n" + rest, "rule")
    (line,) = facts_lines(Facts(bodies=facts.bodies, body_mentions=(Mention(facts.bodies[0].id, item),)))
    assert line.splitlines() == [line]
    assert json.loads(line)["quote"] == item.quote


# --- a spreadsheet ---------------------------------------------------------------------


def test_a_row_is_a_task_with_everything_about_it(graph: Graph) -> None:
    data = export(graph, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["task"] for row in rows] == [BASE + t.id for t in sample_facts.sample().tasks]
    assert rows[1] == {
        "text": "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025",
        "lead": "Bộ Khoa học và Công nghệ",
        "support": "Bộ Công an; Các bộ, ngành",
        "oversight": "Văn phòng Chính phủ",
        "due": "2025-06-30",
        "due_text": "trước ngày 30/6/2025",
        "assigner": "Trần Minh Khôi",
        "meeting": "Ban Chỉ đạo của Chính phủ về dữ liệu số, 2025-05-12",
        "document": "Nghị quyết số 99-NQ/TW của Bộ Chính trị",
        "quote": "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025",
        "source": "cong-thong-tin-01",
        "title": "Phiên họp thứ hai của Ban Chỉ đạo về dữ liệu số",
        "provision": "",
        "start": "281",
        "end": "356",
        "other_sources": "bao-giay-02",
        "task": BASE + TASK,
    }
    assert (rows[2]["lead"], rows[2]["due"]) == ("", "")


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(tmp_path: Path, cell: str) -> None:
    facts = sample_facts.sample()
    task = replace(facts.tasks[2], text=f"{cell}|cmd")
    sample_facts.build(tmp_path, replace(facts, tasks=(task,)))
    data = export(open_graph(tmp_path), "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(data, newline=""))
    assert row["text"] == f"'{cell}|cmd"


# --- GraphML ---------------------------------------------------------------------------


def test_graphml_has_the_edges_of_a_task_each_with_its_own_id(graph: Graph) -> None:
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.fromstring(export(graph, "graphml"))
    edges = list(root.iter(f"{space}edge"))
    ids = [edge.get("id") for edge in edges]
    assert len(ids) == len(set(ids)) > 10
    lead = [e.get("target") for e in edges if e.get("source") == BASE + TASK]
    assert f"{BASE}org/bo-khoa-hoc-va-cong-nghe" in lead
    nodes = {node.get("id") for node in root.iter(f"{space}node")}
    assert {e.get(end) for e in edges for end in ("source", "target")} <= nodes


def test_gexf_names_nodes_and_tells_no_day(graph: Graph) -> None:
    written = export(graph, "gexf")
    assert b"lastmodifieddate" not in written
    space = "{http://www.gexf.net/1.2draft}"
    root = ElementTree.fromstring(written)
    labels = {node.get("id"): node.get("label") for node in root.iter(f"{space}node")}
    assert labels[BASE + "org/bo-cong-an"] == "Bộ Công an"
    edges = [edge.get("id") for edge in root.iter(f"{space}edge")]
    assert len(edges) == len(set(edges)) > 10
