"""The graph as networkx has it: what is in it, what its nodes and edges say, how much of it a focus keeps."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import picture_facts
import pytest
import sample_facts

from kg.graph import around, for_graphml, to_networkx
from kg.rdf import iri
from kg.store import Graph

TASK = iri("task/hoan-thien-kien-truc-du-lieu-quoc-gia")
LEAD = iri("org/bo-khoa-hoc-va-cong-nghe")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return picture_facts.stored(sample_facts.sample(), tmp_path_factory.mktemp("graph"))


@pytest.fixture(scope="module")
def whole(graph: Graph) -> nx.MultiDiGraph[str]:
    return to_networkx(graph)


def paths(nodes: object) -> set[str]:
    return {str(node).removeprefix(iri("")) for node in nodes}  # type: ignore[attr-defined]


def test_every_class_is_there_and_nothing_else_of_the_register(whole: nx.MultiDiGraph[str]) -> None:
    facts = sample_facts.sample()
    told = {"body": facts.bodies, "task": facts.tasks, "target": facts.targets, "document": facts.works,
            "person": facts.people, "meeting": facts.meetings}  # fmt: skip
    for cls, things in told.items():
        found = paths(node for node, data in whole.nodes(data=True) if data["cls"] == cls)
        assert found == {thing.id for thing in things}, cls


def test_a_task_says_its_deadline_and_its_sentences(whole: nx.MultiDiGraph[str]) -> None:
    task = whole.nodes[TASK]
    assert (task["due"], task["due_relation"], task["latest"]) == ("2025-06-30", "before", "2025-06-30")
    texts = {d.source.id: d.text for d in sample_facts.sample().documents}
    assert {quote.source for quote in task["quotes"]} == set(texts)
    for quote in task["quotes"]:
        text = texts[quote.source]
        assert text[quote.start : quote.end] == quote.text
        assert text[: quote.start].endswith(quote.prefix) and text[quote.end :].startswith(quote.suffix)


def test_edges_tell_who_does_what_with_the_sentence(whole: nx.MultiDiGraph[str]) -> None:
    of_task = {(data["relation"], end.removeprefix(iri(""))) for _, end, data in whole.out_edges(TASK, data=True)}
    assert of_task == {
        ("leadBody", "org/bo-khoa-hoc-va-cong-nghe"),
        ("cooperatingBody", "org/bo-cong-an"),
        ("cooperatingBody", "org/cac-bo-nganh"),
        ("oversightBody", "org/van-phong-chinh-phu"),
        ("assignedBy", "person/tran-minh-khoi"),
        ("raisedAt", "meeting/2025-05-12-ban-chi-dao-cua-chinh-phu-ve-du-lieu-so"),
        ("mandatedBy", "doc/2025/99-nq-tw"),
    }
    assert whole.edges[TASK, LEAD, "leadBody"]["quotes"] == whole.nodes[TASK]["quotes"]


def test_a_tenure_is_one_edge_with_its_post(whole: nx.MultiDiGraph[str]) -> None:
    held = {
        (end.removeprefix(iri("")), data["post"])
        for _, end, data in whole.out_edges(iri("person/tran-minh-khoi"), data=True)
        if data["relation"] == "memberOf" and data["quotes"]
    }
    assert held == {
        ("org/chinh-phu", "Phó Thủ tướng"),
        ("org/ban-chi-dao-cua-chinh-phu-ve-du-lieu-so", "Trưởng Ban Chỉ đạo"),
    }


def test_a_target_and_a_meeting_have_names_and_values(whole: nx.MultiDiGraph[str]) -> None:
    target = whole.nodes[iri("target/dich-vu-cong-truc-tuyen-toan-trinh-2030")]
    assert (target["label_vi"], target["comparator"], float(target["value"]), target["unit"]) == (
        "tỷ lệ dịch vụ công trực tuyến toàn trình", "gt", 80.0, "%",
    )  # fmt: skip
    meeting = whole.nodes[iri("meeting/2025-05-12-ban-chi-dao-cua-chinh-phu-ve-du-lieu-so")]
    assert (meeting["label_vi"], meeting["when"], meeting["ordinal"]) == (
        "Ban Chỉ đạo của Chính phủ về dữ liệu số", "2025-05-12", "2",
    )  # fmt: skip


def test_sources_are_described(whole: nx.MultiDiGraph[str]) -> None:
    assert whole.graph["sources"]["bao-giay-02"] == {
        "title": "Dữ liệu phải “đúng, đủ, sạch, sống”", "publisher": "Báo Ví Dụ", "issued": "2025-05-13", "url": "",
        "name": "bao-giay-02.txt", "work": "",
    }  # fmt: skip
    assert whole.graph["sources"]["cong-thong-tin-01"]["url"] == "https://example.org/phien-hop-thu-hai"


def test_a_focus_keeps_what_is_two_steps_away(graph: Graph, whole: nx.MultiDiGraph[str]) -> None:
    part = to_networkx(graph, LEAD)
    distances = nx.single_source_shortest_path_length(whole.to_undirected(as_view=True), LEAD)
    assert set(part) == {node for node, steps in distances.items() if steps <= 2}
    assert TASK in part and len(part) < len(whole)
    assert len(around(whole, LEAD, 1)) < len(part)
    assert len(to_networkx(graph, iri("org/khong-co"))) == 0


def test_the_order_is_fixed(graph: Graph, whole: nx.MultiDiGraph[str]) -> None:
    again = to_networkx(graph)
    assert list(again) == list(whole) == sorted(whole)
    assert list(again.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))


def test_graphml_can_be_written_and_read_back(whole: nx.MultiDiGraph[str]) -> None:
    written = io.BytesIO()
    nx.write_graphml(for_graphml(whole), written)
    written.seek(0)
    read = nx.read_graphml(written, force_multigraph=True)
    assert set(read) == set(whole) and read.number_of_edges() == whole.number_of_edges()
    assert read.nodes[TASK]["quotes"].splitlines() == [quote.text for quote in whole.nodes[TASK]["quotes"]]
    assert read.nodes[TASK]["sources"] == "bao-giay-02 cong-thong-tin-01"


def test_graphml_takes_hostile_text(tmp_path: Path) -> None:
    hostile = to_networkx(picture_facts.stored(picture_facts.hostile(), tmp_path))
    hostile.nodes[iri("org/b")]["label_vi"] += "\x00\x0b\uffff"
    written = io.BytesIO()
    nx.write_graphml(for_graphml(hostile), written)
    written.seek(0)
    assert nx.read_graphml(written).nodes[iri("org/b")]["label_vi"] == picture_facts.HOSTILE
