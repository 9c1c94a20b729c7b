"""Wording, labels, passages, themes and coordinates of the page, before any browser sees them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import picture_facts
import pytest
import sample_facts
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ChangedScript, NoSuchSource
from kg.graph import Concept, Quote, to_networkx
from kg.model import Span
from kg.rdf import iri
from kg.views import network, page_name, render_evidence
from kg.views.book import CLASSES, Book
from kg.views.labels import width, wrap
from kg.views.missed import missed
from kg.views.network import FIRST, HEIGHT, STEP, WIDTH, choose, draw, fan, first_focus, neighbours, vis_script
from kg.views.page import as_json
from kg.views.passages import AROUND, passages
from kg.views.themes import Themes
from kg.views.timeline import lanes, place
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


def book(facts: object, folder: Path) -> Book:
    return Book(to_networkx(picture_facts.stored(facts, folder)))  # type: ignore[arg-type]


# --- quotes in their surroundings ----------------------------------------------------------


@settings(deadline=None)
@given(st.text("ab \n𝄞ế.", max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(1, 90)), max_size=8))
def test_every_quote_stands_in_its_passage(text: str, places: list[tuple[int, int]]) -> None:
    quotes = [
        Quote("a", start, min(start + length, len(text)), text[start : start + length])
        for start, length in places if start < len(text)
    ]  # fmt: skip
    made, place_of = passages(quotes, {"a": text})
    for quote in quotes:
        passage = made[place_of[quote]]
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
        assert passage.text[quote.start - passage.start : quote.end - passage.start] == quote.text
    spans = sorted((p.start, p.start + len(p.text)) for p in made)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_passage_of_the_first_paragraph_begins_with_its_first_word() -> None:
    text = "Ngày 5/3, Bộ Công an chủ trì."
    made, _ = passages([Quote("a", 10, 20, text[10:20])], {"a": text})
    assert made[0].text == text


def test_a_passage_keeps_to_its_paragraph_and_to_whole_words() -> None:
    text = "Đoạn khác.\n\n" + "trước " * 60 + "Bộ Công an chủ trì" + " sau" * 90 + "\n\nĐoạn khác."
    start = text.index("Bộ Công an")
    (passage,), _ = passages([Quote("a", start, start + 18, "Bộ Công an chủ trì")], {"a": text})
    assert passage.text.startswith("trước trước") and passage.text.endswith("sau sau")
    assert "khác" not in passage.text
    assert len(passage.text) <= 2 * AROUND + 18


def test_without_a_snapshot_a_quote_keeps_the_words_of_its_selector() -> None:
    quote = Quote("a", 10, 13, "xyz", "trước ", " sau")
    (passage,), _ = passages([quote], {})
    assert (passage.start, passage.text) == (4, "trước xyz sau")


# --- themes ------------------------------------------------------------------------------------


CONCEPTS = {
    "t/so": Concept("topics", "", ("chuyển đổi số",), ("digital transformation",)),
    "t/ha-tang": Concept("topics", "t/so", ("hạ tầng số", "hạ tầng viễn thông"), ("digital infrastructure",)),
    "t/cai-cach": Concept("topics", "", ("cải cách hành chính", "CCHC"), ()),
    "s/done": Concept("task-status", "", ("đã hoàn thành",), ("done",)),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phát triển hạ tầng số tại các địa phương", ["chuyển đổi số"]),
        ("Đẩy mạnh CCHC, chuyển đổi số", ["cải cách hành chính", "chuyển đổi số"]),
        ("CẢI CÁCH HÀNH CHÍNH", ["cải cách hành chính"]),
        ("chuyển đổi sống", []),
        ("Bố trí đủ kinh phí", []),
        ("đã hoàn thành", []),
    ],
)
def test_themes_are_found_by_their_names_and_those_of_what_is_under_them(text: str, found: list[str]) -> None:
    themes = Themes(CONCEPTS)
    assert [themes.names[number]["vi"] for number in themes.of(text)] == found
    assert Themes({}).of(text) == []


# --- network --------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(0, STEP + 6))
def test_cards_of_a_fan_do_not_cover_each_other_or_the_middle(count: int) -> None:
    spots = [(0, 0), *fan(count)]
    assert len(spots) == count + 1
    for (ax, ay), (bx, by) in combinations(spots, 2):
        assert abs(ax - bx) >= WIDTH or abs(ay - by) >= HEIGHT


def test_neighbours_are_taken_from_each_group_in_turn_and_the_rest_is_counted(tmp_path: Path) -> None:
    full = book(picture_facts.many(200), tmp_path)
    near = neighbours(full)
    most = max(near, key=lambda number: len(near[number]))
    chosen, rest = choose(near[most], FIRST - 1, frozenset({most}))
    others = {one.thing for one in near[most]} - {most}
    assert len(chosen) == FIRST - 1
    assert len({one.thing for one in chosen}) == len(chosen)
    assert len(chosen) + sum(rest.values()) == len(others)
    assert {one.group for one in chosen} >= set(rest)
    everything, nothing = choose(near[most], 10**6, frozenset({most}))
    assert {one.thing for one in everything} == others and nothing == {}


@pytest.mark.parametrize("facts", [sample_facts.sample(), picture_facts.many(60), picture_facts.hostile()])
def test_nothing_covers_anything_else(facts: object, tmp_path: Path) -> None:
    full = book(facts, tmp_path)
    drawn = draw(full, first_focus(full))
    spots = [*drawn["nodes"], *drawn["more"]]
    assert 3 < len(drawn["nodes"]) <= FIRST
    for a, b in combinations(spots, 2):
        assert abs(a["x"] - b["x"]) >= WIDTH or abs(a["y"] - b["y"]) >= HEIGHT, (a, b)
    ids = {node["id"] for node in drawn["nodes"]}
    assert all(edge["from"] in ids and edge["to"] in ids for edge in drawn["edges"])


def test_lines_are_solid_for_the_lead_and_dashed_for_support(tmp_path: Path) -> None:
    part = book(sample_facts.sample(), tmp_path)
    task = next(number for number, thing in enumerate(part.things) if "kiến trúc dữ liệu" in thing["vi"])
    edges = draw(part, task)["edges"]
    dashes = {part.links[edge["link"]][1]: edge["dashes"] for edge in edges}
    assert dashes["leadBody"] is False
    assert dashes["cooperatingBody"] and dashes["oversightBody"]
    assert dashes["cooperatingBody"] != dashes["oversightBody"]


def test_another_drawing_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\r" not in vis_script()
    monkeypatch.setattr(network, "SCRIPT_SHA256", "0" * 64)
    with pytest.raises(ChangedScript, match=r"vis-network\.min\.js"):
        vis_script()


# --- deadlines ----------------------------------------------------------------------------------------


def test_marks_stand_where_their_days_are_and_none_covers_another(tmp_path: Path) -> None:
    full = book(picture_facts.many(120), tmp_path)
    drawn = lanes(full)
    assert len(drawn["lanes"]) > 5
    for lane in drawn["lanes"]:
        taken = []
        for mark in lane["marks"]:
            due = full.dues.values[mark["due"]]
            assert mark["x"] + mark["w"] == pytest.approx(
                place(date.fromisoformat(due["latest"]), drawn["years"], end=True), abs=0.2
            )
            assert (mark["w"] > 0) == bool(due["earliest"])
            taken.append((mark["row"], min(mark["x"], mark["x"] + mark["w"] - 13), mark["x"] + mark["w"] + 13))
            assert mark["row"] < lane["rows"]
        for (row, a, b), (other, c, d) in combinations(taken, 2):
            assert row != other or b <= c or d <= a


@given(st.integers(0, 364), st.integers(0, 364))
def test_later_days_stand_further_right(a: int, b: int) -> None:
    years = [{"year": 2025, "x": 100, "w": 90}, {"year": 2026, "x": 190, "w": 300}]
    days = sorted(date(2025, 7, 1) + timedelta(days=n) for n in (a, b))
    assert place(days[0], years) <= place(days[1], years) <= place(days[1], years, end=True)


# --- what was missed ----------------------------------------------------------------------------------


def test_clauses_with_a_cue_and_without_a_fact_are_named() -> None:
    text = (
        "Bộ Công an chủ trì rà soát; đề nghị các địa phương báo cáo. Trời đẹp.\n\n"
        "Ban Chỉ đạo họp sáng nay. Sở Y tế phối hợp với\nSở Nội vụ làm việc này."
    )
    first, board = text.index("rà soát"), text.index("Ban Chỉ đạo")
    found = missed(text, [Span(first, first + 3)], [Span(board, board + 11)])
    assert [(text[span.start : span.end], cues) for span, cues in found] == [
        ("đề nghị các địa phương báo cáo.", ("đề nghị",)),
        ("Sở Y tế phối hợp với\nSở Nội vụ làm việc này.", ("phối hợp với",)),
    ]


def test_a_source_that_was_never_read_is_refused(tmp_path: Path) -> None:
    graph = picture_facts.stored(sample_facts.sample(), tmp_path)
    with pytest.raises(NoSuchSource, match="bao-giay-02, cong-thong-tin-01"):
        render_evidence(graph, "../../etc/passwd")
    assert page_name("so-do.html", "a b/../c") == "so-do.a%20b%2F..%2Fc.html"


# --- the data block --------------------------------------------------------------------------------------


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_data_can_neither_end_its_element_nor_open_a_comment(data: object) -> None:
    text = as_json(data)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data


def test_everything_of_the_graph_is_in_the_book(tmp_path: Path) -> None:
    graph = to_networkx(picture_facts.stored(sample_facts.sample(), tmp_path))
    made = Book(graph)
    assert {iri(thing["id"]) for thing in made.things} == set(graph)
    assert len(made.links) == graph.number_of_edges()
    assert sorted(made.cls(n) for n in range(len(made.things))) == sorted(
        data["cls"] for _, data in graph.nodes(data=True)
    )
    assert [made.cls(n) for n in range(len(made.things))] == sorted(
        (made.cls(n) for n in range(len(made.things))), key=CLASSES.index
    )
