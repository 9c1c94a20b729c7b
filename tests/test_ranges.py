"""A target between two numbers is one target, said as a range wherever it is said; a number in a cell of a table is
shown with what it is the number of.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import facts

import kg
from kg.cli.asked import item_block
from kg.cli.render import answer_block
from kg.export import facts_lines
from kg.graph import to_networkx
from kg.query import run
from kg.review.items import Item, Number, Side
from kg.review.keeping import as_json_lines, from_json_lines
from kg.views.names import value_words

PLAN = """\
CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/NQ-CP

Hà Nội, ngày 10 tháng 2 năm 2025

NGHỊ QUYẾT
Về phát triển khoa học, công nghệ

Phấn đấu đến năm 2030, tỉ lệ khai thác thương mại sáng chế đạt 8 - 10%.

| TT | Chỉ tiêu | Đơn vị | Đến năm 2030 | Đến năm 2045 |
|---|---|---|---|---|
| 1 | Tỉ lệ đơn đăng ký sáng chế khai thác thương mại | % | 8 - 10 | 16 - 18 |
| 2 | Quy mô kinh tế số | % GDP | ≥ 30 | ≥ 50 |
| 3 | Xếp hạng năng lực cạnh tranh số | Thứ bậc | ≤ 3 | |
| 4 | Mật độ doanh nghiệp công nghệ số | Số doanh nghiệp/1000 dân | 1 | |
| 5 | Hình thành các sàn dữ liệu | Sàn dữ liệu | 5 | |
"""

OTHERS = {"≤ 3 thứ bậc", "= 1 doanh nghiệp/1000 dân", "= 5 sàn dữ liệu"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("ranges")
    (folder / "in").mkdir()
    (folder / "in" / "ke-hoach.txt").write_text(PLAN, "utf-8")
    kg.build(folder / "in", folder / "store")
    return kg.open(folder / "store")


def test_a_range_is_one_target_with_a_lower_and_an_upper_value() -> None:
    found = facts(PLAN, date=None)
    assert sorted((t.comparator, t.value, t.upper) for t in found.targets if t.upper) == [
        (">=", 8, 10), (">=", 8, 10), (">=", 16, 18),
    ]  # fmt: skip
    assert not [t for t in found.targets if t.comparator == "<=" and "%" in t.unit]


def test_a_range_is_said_as_one(graph: kg.Graph) -> None:
    reply = graph.ask("tỉ lệ đơn đăng ký sáng chế khai thác thương mại là bao nhiêu?")
    assert "8–10%" in reply.answers[0].text
    assert reply.answers[0].values == (8, 10)
    assert not [a for a in reply.answers if "trở lên" in a.text or "không quá" in a.text]
    english = graph.ask("tỉ lệ đơn đăng ký sáng chế khai thác thương mại là bao nhiêu?", language="en")
    assert "8–10%" in english.answers[0].text


def test_a_range_has_two_ends_in_sparql_the_picture_and_the_export(graph: kg.Graph) -> None:
    rows = {(r["value"], r["upper"]) for r in run(graph.build, "targets") if r["upper"]}
    assert rows == {(8, 10), (16, 18)}
    said = {value_words(n, "vi") for _, n in to_networkx(graph.build).nodes(data=True) if n["cls"] == "target"}
    assert said == {"8–10%", "16–18%", "≥ 30 % GDP", "≥ 50 % GDP", *OTHERS}
    lines = [json.loads(line) for line in facts_lines(facts(PLAN, date=None))]
    ends = [(x["comparator"], x["value"], x.get("upper")) for x in lines if x["type"] == "target" and "%" in x["unit"]]
    assert sorted(ends, key=str) == [
        (">=", 16, 18), (">=", 30, None), (">=", 50, None), (">=", 8, 10), (">=", 8, 10),
    ]  # fmt: skip


def test_the_cell_with_the_number_is_shown_beside_that_with_the_name(graph: kg.Graph) -> None:
    (answer,) = graph.ask("quy mô kinh tế số năm 2045 là bao nhiêu?").answers
    told = answer.as_json()
    assert (told["quote"], [c["quote"] for c in told["cells"]]) == ("Quy mô kinh tế số", ["≥ 50"])
    text = (Path(graph.build.folder) / "snapshots" / "ke-hoach.txt").read_text("utf-8")
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in told["cells"])
    assert "“Quy mô kinh tế số” … “≥ 50”" in answer_block(answer, 200, "")


def test_the_numbers_of_an_indicator_are_told_apart_by_their_cells(graph: kg.Graph) -> None:
    (iri,) = graph.find("Quy mô kinh tế số")
    told = [{q.text for q in one.quotes} for one in graph.show(iri).referred if one.quotes]
    assert sorted(told, key=sorted) == [{"Quy mô kinh tế số", "≥ 30"}, {"Quy mô kinh tế số", "≥ 50"}]


@pytest.mark.parametrize(
    ("asked", "vi", "en"),
    [
        ("xếp hạng năng lực cạnh tranh số là bao nhiêu?", "thứ hạng 3 trở lên", "rank 3 or better"),
        ("mật độ doanh nghiệp công nghệ số là bao nhiêu?", ": 1 doanh nghiệp/1000 dân", ": 1 doanh nghiệp/1000 dân"),
        ("hình thành các sàn dữ liệu bao nhiêu?", ": 5 sàn dữ liệu", ": 5 sàn dữ liệu"),
    ],
)
def test_ranks_and_units_are_said_as_in_a_sentence(graph: kg.Graph, asked: str, vi: str, en: str) -> None:
    assert vi in graph.ask(asked, language="vi").answers[0].text
    assert en in graph.ask(asked, language="en").answers[0].text


def test_a_question_of_review_says_the_number_in_words() -> None:
    side = Side("a", 0, 1, "Quy mô kinh tế số", value=Number(">=", 8, 10, "%"))
    item = Item("item/1", "confidence", "target", (side,), ())
    assert from_json_lines(as_json_lines([item])) == [item]
    assert "8–10%" in item_block(item, 80, "• ")
