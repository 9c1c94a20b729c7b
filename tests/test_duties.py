"""Standing duties from a document to the terminal: apart from tasks, with the norm and the sentence behind each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.export.facts import facts_lines

DECREE = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 91/2026/NĐ-CP

Hà Nội, ngày 10 tháng 3 năm 2026

NGHỊ ĐỊNH

Quy định về quản lý nguồn nước

Điều 1. Trách nhiệm của các bộ

1. Bộ Xây dựng chủ trì, phối hợp với Bộ Công an xử lý vi phạm trong trường hợp có sự cố.

2. Bộ Tài chính ban hành hướng dẫn định mức trước ngày 01 tháng 7 năm 2026.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder: Path = tmp_path_factory.mktemp("duties")
    (folder / "nghi-dinh.txt").write_text(DECREE, encoding="utf-8")
    report = kg.build([folder / "nghi-dinh.txt"], folder / "store")
    assert (report.counts["duties"], report.counts["tasks"]) == (1, 1)
    return kg.open(folder / "store")


def test_a_bodys_page_tells_its_duties_apart_from_what_it_leads(graph: kg.Graph) -> None:
    ministry = graph.body(graph.bodies("Bộ Xây dựng")[0], language="vi")
    assert [one.text for one in ministry.groups["duties"]] == [
        "Bộ Xây dựng chủ trì, phối hợp với Bộ Công an xử lý vi phạm trong trường hợp có sự cố"
    ]
    assert ministry.groups["duties"][0].quotes[0].text in DECREE
    assert ministry.groups["leads"] == ()
    treasury = graph.body(graph.bodies("Bộ Tài chính")[0], language="vi")
    assert (len(treasury.groups["leads"]), treasury.groups["duties"]) == (1, ())


def test_a_duty_names_the_norm_that_lays_it_down(graph: kg.Graph) -> None:
    rows = list(graph.query("SELECT ?norm { ?duty a kg:Duty ; kg:laidDownIn/kg:docNumber ?norm }"))
    assert "91/2026/NĐ-CP" in str(rows[0])


def test_a_duty_is_a_line_of_its_own_kind_in_the_facts_file() -> None:
    import reading

    lines = [json.loads(line) for line in facts_lines(reading.facts(DECREE, date="2026-03-10"))]
    duty = next(line for line in lines if line["type"] == "duty")
    assert duty["quote"] == DECREE[duty["start"] : duty["end"]]
    assert [b["label"] for b in duty["body"]] == ["Bộ Xây dựng"]
    assert duty["document"]["number"] == "91/2026/NĐ-CP"
