"""What is told as reached beside what is aimed at: never the one for the other, and both under one indicator."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import reading

import kg
from kg.query import run

RULES = Path(__file__).parent / "rules"
TEXTS = [
    pytest.param(case["text"], case.get("date", reading.DAY), id=f"{path.stem}-{case['id']}")
    for path in sorted(RULES.glob("*.toml"))
    if path.stem.split(".")[0] in ("target", "result", "task")
    for kind in ("example", "reject")
    for case in tomllib.loads(path.read_text("utf-8"))[kind]
]
PLAN = """\
BỘ KHOA HỌC VÀ CÔNG NGHỆ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/KH-BKHCN

Hà Nội, ngày 10 tháng 2 năm 2025

KẾ HOẠCH
Phát triển kinh tế số năm 2025

Phấn đấu đến năm 2026, tỷ trọng kinh tế số trong GDP đạt trên 21%.
Phấn đấu đến năm 2030, tỷ trọng kinh tế số trong GDP đạt tối thiểu 30%.
"""
REPORT = "Quy mô kinh tế số năm 2024 ước đạt 18,3% GDP.\n"


@pytest.mark.parametrize(("text", "date"), TEXTS)
def test_no_number_is_aimed_at_and_reached(text: str, date: str) -> None:
    found = reading.facts(text.strip(), date=date)
    aimed = [e for t in found.targets for e in t.evidence if e.row is None]
    for told in (e for r in found.results for e in r.evidence):
        assert not [a.quote for a in aimed if a.start < told.end and told.start < a.end], told.quote


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("values")
    (folder / "in").mkdir()
    (folder / "in" / "ke-hoach.txt").write_text(PLAN, "utf-8")
    (folder / "in" / "tin.txt").write_text(REPORT, "utf-8")
    kg.build(folder / "in", folder / "store")
    return kg.open(folder / "store")


@pytest.mark.parametrize("name", ["Tỷ trọng kinh tế số trong GDP", "quy mô kinh tế số"])
def test_an_indicator_shows_its_targets_by_year_then_its_results(graph: kg.Graph, name: str) -> None:
    (iri,) = graph.find(name)
    told = graph.show(iri).values
    assert [(v.kind, v.when, v.comparator, v.number, v.unit, v.source) for v in told] == [
        ("target", "2026", "gt", "21", "%", "45/KH-BKHCN"),
        ("target", "2030", "ge", "30", "%", "45/KH-BKHCN"),
        ("result", "2024", "eq", "18.3", "% GDP", "tin"),
    ]


def test_a_value_says_what_became_of_the_body_that_it_was_given_to(tmp_path: Path) -> None:
    """Bộ Thông tin và Truyền thông was merged into Bộ Khoa học và Công nghệ on 1 March 2025."""
    row = "\n| TT | Chỉ tiêu | Đến năm 2030 | Cơ quan chủ trì |\n|---|---|---|---|\n"
    row += "| 1 | Tỷ lệ phủ sóng 5G | ≥ 99% | Bộ Thông tin và Truyền thông |\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ke-hoach.txt").write_text(PLAN + row, "utf-8")
    kg.build(tmp_path / "in", tmp_path / "store")
    graph = kg.open(tmp_path / "store")
    (value,) = graph.show(graph.find("Tỷ lệ phủ sóng 5G")[0]).values
    assert [b.vi for b in value.bodies] == ["Bộ Thông tin và Truyền thông"]
    assert value.as_json()["now"] == ["Bộ Khoa học và Công nghệ"]


def test_sparql_gives_the_values_side_by_side(graph: kg.Graph) -> None:
    (iri,) = graph.find("quy mô kinh tế số")
    rows = run(graph.build, "indicator-values", indicator=iri)
    assert {str(row["quote"]) for row in rows} == {
        "tỷ trọng kinh tế số trong GDP đạt trên 21%",
        "tỷ trọng kinh tế số trong GDP đạt tối thiểu 30%",
        "Quy mô kinh tế số năm 2024 ước đạt 18,3% GDP",
    }
