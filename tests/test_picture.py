"""Labels, wording and coordinates of the picture, before any browser sees them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import picture_facts
import pytest
import sample_facts
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ChangedScript
from kg.graph import to_networkx
from kg.views import picture
from kg.views.labels import width, wrap
from kg.views.layout import find_homes
from kg.views.packing import Block, pack
from kg.views.picture import MOST, draw, vis_script
from kg.views.things import Book
from kg.views.wording import LANGUAGES, say_date, say_due, say_meeting, say_number, words

DATES = [
    ("2025-06-20", "ngày 20/6/2025", "20 June 2025"),
    ("2025-06", "tháng 6/2025", "June 2025"),
    ("2026", "năm 2026", "2026"),
    ("2025-04/2025-06", "quý II/2025", "Q2 2025"),
    ("2025-01/2025-06", "6 tháng đầu năm 2025", "the first half of 2025"),
    ("2026/2030", "giai đoạn 2026–2030", "2026–2030"),
    ("2025-05/2025-08", "từ tháng 5/2025 đến tháng 8/2025", "May 2025 to August 2025"),
    ("2025-06-20/2025-06-25", "từ ngày 20/6/2025 đến ngày 25/6/2025", "20 June 2025 to 25 June 2025"),
    ("cuối năm", "cuối năm", "cuối năm"),
    ("2025-13", "2025-13", "2025-13"),
    ("</b>/x", "</b>/x", "</b>/x"),
]


@pytest.mark.parametrize(("edtf", "vi", "en"), DATES)
def test_dates_are_said_as_an_official_says_them(edtf: str, vi: str, en: str) -> None:
    assert (say_date(edtf, "vi"), say_date(edtf, "en")) == (vi, en)


def test_deadlines_numbers_and_meetings_are_said() -> None:
    assert say_due("2025-06-20", "before", None, "vi") == "trước ngày 20/6/2025"
    assert say_due("2030", "by", None, "en") == "by 2030"
    assert say_due(None, "recurring", "hằng năm", "vi") == "thường xuyên"
    assert say_due(None, None, "sớm nhất có thể", "vi") == "sớm nhất có thể"
    assert say_due(None, None, None, "en") == ""
    assert [say_number(n, "vi") for n in ("8.5", "80.0", "1500000", "1e5")] == ["8,5", "80", "1.500.000", "1e5"]
    assert say_number("-1500000.25", "en") == "-1,500,000.25"
    assert say_meeting("Ban Chỉ đạo", "2", "2025-05-12", "vi") == "Phiên họp thứ hai, ngày 12/5/2025: Ban Chỉ đạo"
    assert say_meeting("Ban Chỉ đạo", "12", None, "vi") == "Phiên họp thứ 12: Ban Chỉ đạo"
    assert say_meeting("", None, "2025", "en") == "Meeting, 2025"


def keys(table: object, path: str = "") -> set[str]:
    if not isinstance(table, dict):
        return {path}
    return {key for name, value in table.items() for key in keys(value, f"{path}.{name}")}


def test_both_languages_have_the_same_messages() -> None:
    first, second = (keys(words(lang)) for lang in LANGUAGES)
    assert first == second
    assert len(first) > 100


@settings(deadline=None)
@given(st.text(min_size=1, max_size=300), st.integers(30, 300), st.integers(1, 4))
def test_wrapped_labels_fit(text: str, room: int, lines: int) -> None:
    wrapped = wrap(text, room, 13, lines)
    assert len(wrapped) <= lines
    assert all(width(line, 13) <= room for line in wrapped)
    if not wrapped or not wrapped[-1].endswith("…"):
        assert "".join(wrapped).replace(" ", "") == "".join(text.split())


def test_words_stay_whole_and_a_cut_is_marked() -> None:
    text = "hoàn thiện cơ sở dữ liệu chuyên ngành, bảo đảm đúng, đủ, sạch, sống"
    assert wrap(text, 190, 13, 9) == ["hoàn thiện cơ sở dữ liệu", "chuyên ngành, bảo đảm đúng,", "đủ, sạch, sống"]
    assert wrap(text, 190, 13, 2)[-1].endswith("…")
    assert wrap("", 190, 13, 2) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(10, 900), st.integers(10, 900)), max_size=14))
def test_packed_blocks_do_not_overlap(sizes: list[tuple[int, int]]) -> None:
    blocks = []
    for number, (w, h) in enumerate(sizes):
        blocks.append(Block(str(number)))
        blocks[-1].put("all", 7, -5, w, h)
    boxes = [block.box().moved(dx, dy).grown(5) for block, (dx, dy) in pack(blocks, 10)]
    assert len(boxes) == len(sizes)
    for a, b in combinations(boxes, 2):
        assert a.x + a.w <= b.x + 0.01 or b.x + b.w <= a.x + 0.01 or a.y + a.h <= b.y + 0.01 or b.y + b.h <= a.y + 0.01


def book(facts: object, folder: Path) -> Book:
    return Book(to_networkx(picture_facts.stored(facts, folder)))  # type: ignore[arg-type]


@pytest.mark.parametrize("facts", [sample_facts.sample(), picture_facts.many(60), picture_facts.hostile()])
def test_nothing_covers_anything_else(facts: object, tmp_path: Path) -> None:
    drawn = draw(book(facts, tmp_path), None, "vi")
    nodes = drawn["nodes"]
    assert len(nodes) > 5
    for a, b in combinations(nodes, 2):
        apart = abs(a["x"] - b["x"]) * 2 >= a["w"] + b["w"] or abs(a["y"] - b["y"]) * 2 >= a["h"] + b["h"]
        assert apart, (a["label"], b["label"])
    for node in nodes:
        assert any(
            p["x"] <= node["x"] - node["w"] / 2 and node["x"] + node["w"] / 2 <= p["x"] + p["w"]
            and p["y"] <= node["y"] - node["h"] / 2 and node["y"] + node["h"] / 2 <= p["y"] + p["h"]
            for p in drawn["panels"]
        ), node["label"]  # fmt: skip


def test_tasks_stand_beside_their_lead_body(tmp_path: Path) -> None:
    graph = to_networkx(picture_facts.stored(picture_facts.many(60), tmp_path))
    items = [(node, data["cls"]) for node, data in graph.nodes(data=True)]
    homes = find_homes(items, [(a, d["relation"], b) for a, b, d in graph.edges(data=True)], None)
    led = {a: b for a, b, d in graph.edges(data=True) if d["relation"] == "leadBody"}
    assert len(led) > 40
    assert {task: homes[task] for task in led} == led
    assert all(homes[hub] == hub for hub in led.values())


def test_what_belongs_together_stands_together() -> None:
    parts = [f"org/bo-{n}" for n in range(4)]
    items = [(body, "body") for body in ("org/chinh-phu", *parts)] + [("task/a", "task"), ("doc/a", "document")]
    links = [(part, "subOrganizationOf", "org/chinh-phu") for part in parts] + [("task/a", "leadBody", parts[0])]
    assert find_homes(items, links, None) == {
        "org/chinh-phu": "org/chinh-phu", parts[0]: parts[0], **dict.fromkeys(parts[1:], "org/chinh-phu"),
        "task/a": parts[0], "doc/a": None,
    }  # fmt: skip


def test_lines_are_solid_for_the_lead_and_dashed_for_support(tmp_path: Path) -> None:
    part = book(sample_facts.sample(), tmp_path)
    edges = draw(part, None, "vi")["edges"]
    dashes = {part.links()[edge["link"]]["relation"]: edge["dashes"] for edge in edges}
    assert dashes["leadBody"] is False
    assert dashes["cooperatingBody"] and dashes["oversightBody"]
    assert dashes["cooperatingBody"] != dashes["oversightBody"]


def test_no_more_is_drawn_than_can_be_read(tmp_path: Path) -> None:
    full = book(picture_facts.many(200), tmp_path)
    focus = full.keys[-1]
    drawn = draw(full, focus, "vi")
    assert len(full.keys) > MOST == len(drawn["nodes"])
    assert full.number[focus] in {node["id"] for node in drawn["nodes"]}
    ids = {node["id"] for node in drawn["nodes"]}
    assert all(edge["from"] in ids and edge["to"] in ids for edge in drawn["edges"])


def test_another_drawing_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\r" not in vis_script()
    monkeypatch.setattr(picture, "SCRIPT_SHA256", "0" * 64)
    with pytest.raises(ChangedScript, match=r"vis-network\.min\.js"):
        vis_script()
