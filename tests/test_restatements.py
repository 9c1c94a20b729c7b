"""Work given again: wordings compared, tasks of small documents linked, pairs marked by two readers in real ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import reading
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.model import Facts, Restatement
from kg.resolve.likeness import likeness, wording_of

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "restatements.jsonl").read_text("utf-8").splitlines()]

WORDS = st.lists(
    st.sampled_from(
        ["xây", "dựng", "nền", "tảng", "số", "dùng", "chung", "quốc", "gia", "bán", "dẫn", "vi", "mạch", "trong", "năm"]
    ),
    max_size=12,
)


def test_words_that_every_clause_has_are_nothing_in_common() -> None:
    common = likeness(wording_of("Tổ chức triển khai thực hiện các nhiệm vụ"), wording_of("Tổ chức thực hiện nhiệm vụ"))
    telling = likeness(wording_of("Thành lập Quỹ đầu tư mạo hiểm"), wording_of("Vận hành Quỹ đầu tư mạo hiểm"))
    assert common.shared < 3 < telling.shared, (common, telling)


def test_what_is_compared_apart_is_left_out_of_the_words() -> None:
    """Bodies, days, the titles of documents that are cited, what every document has done about itself."""
    said = wording_of(
        "Bộ Y tế hoàn thành hồ sơ sức khỏe điện tử theo Nghị quyết số 72-NQ/TW ngày 09/9/2025 của Bộ Chính trị về "
        "một số giải pháp đột phá; tổng hợp, báo cáo trước ngày 30 tháng 6 năm 2026",
        ["Bộ Y tế"],
    )
    assert " ".join(said.syllables) == "hoan thanh ho so suc khoe dien tu theo nghi quyet 72 nq tw truoc"


def test_short_forms_are_the_words_that_they_stand_for() -> None:
    assert wording_of("cắt giảm TTHC") == wording_of("cắt giảm thủ tục hành chính")


def test_an_item_of_a_list_is_compared_by_its_own_words() -> None:
    items = [
        f"Hoàn thành các cơ sở dữ liệu: ({n}) Cơ sở dữ liệu {what}" for n, what in ((31, "hộ tịch"), (40, "lái xe"))
    ]
    assert likeness(*map(wording_of, items)).both < 0.6


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_and_whole_with_itself(a: list[str], b: list[str]) -> None:
    one, other = wording_of(" ".join(a)), wording_of(" ".join(b))
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other).both <= likeness(one, other).inside <= 1 + 1e-9
    if one.weight:
        assert likeness(one, one).both == pytest.approx(1)


RESOLUTION = """CHÍNH PHỦ
-------
Số: 900/NQ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hà Nội, ngày {day} tháng 01 năm 2025

NGHỊ QUYẾT
VỀ PHÁT TRIỂN CÔNG NGHIỆP BÁN DẪN

1. {body} chủ trì xây dựng, trình Chính phủ Đề án phát triển phòng thí nghiệm vi mạch bán dẫn dùng chung {due}.

2. Bộ Nội vụ tổng hợp, báo cáo tình hình thực hiện.
"""
PLAN = RESOLUTION.replace("900/NQ-CP", "901/NQ-CP").replace("tháng 01 năm 2025", "tháng 9 năm 2025")


def linked(*texts: str) -> Facts:
    """What documents of some texts say; their ids are a, b, c …"""
    return reading.facts_of([reading.document(t, date=None, id_=n) for n, t in zip("abc", texts, strict=False)])


def links(found: Facts) -> list[tuple[str, str, tuple[str, ...]]]:
    """(source of the later task, source of the earlier one, what changed) of every link."""
    source = {t.id: t.evidence[0].source for t in found.tasks}

    def told(link: Restatement) -> tuple[str, str, tuple[str, ...]]:
        return source[link.later], source[link.earlier], link.changed

    return sorted(map(told, found.restatements))


def filled(
    text: str, body: str = "Bộ Khoa học và Công nghệ", due: str = "trước ngày 30/6/2025", day: str = "10"
) -> str:
    return text.replace("{body}", body).replace("{due}", due).replace("{day}", day)


def test_a_later_document_that_gives_the_work_again_is_linked_to_the_earlier_one() -> None:
    assert links(linked(filled(RESOLUTION), filled(PLAN))) == [("b", "a", ())]


def test_a_new_deadline_and_a_new_owner_are_told() -> None:
    changed = filled(PLAN, body="Bộ Công Thương", due="trước ngày 31/12/2025")
    found = linked(filled(RESOLUTION), changed)
    assert links(found) == [("b", "a", ("lead", "due"))]
    assert sorted((c.kind, c.reason) for c in found.conflicts) == [("due", "later"), ("lead", "later")]
    later = next(t.id for t in found.tasks if t.evidence[0].source == "b" and "bán dẫn" in t.text)
    assert {c.prevails for c in found.conflicts} == {later}


def test_one_leader_fewer_is_another_owner_among_documents_but_not_in_a_paper() -> None:
    both = "Bộ Khoa học và Công nghệ, Bộ Công Thương"
    found = linked(filled(RESOLUTION, body=both), filled(PLAN, body="Bộ Công Thương"))
    assert [c.kind for c in found.conflicts] == ["lead"]
    paper = (
        "Chính phủ giao Bộ Công Thương xây dựng Đề án phát triển phòng thí nghiệm vi mạch bán dẫn dùng chung "
        "trước ngày 30/6/2025."
    )
    told = reading.document(paper, date="2025-03-03", id_="b", kind="news-article")
    given = reading.document(filled(RESOLUTION, body=both), date=None, id_="a")
    assert reading.facts_of([given, told]).conflicts == ()


def test_what_a_later_document_leaves_unsaid_is_no_change() -> None:
    def helped(text: str) -> str:
        return text.replace("chủ trì xây dựng", "chủ trì, phối hợp với Bộ Công an xây dựng")

    assert links(linked(helped(filled(RESOLUTION)), filled(PLAN))) == [("b", "a", ("wording",))]
    assert "due" not in links(linked(filled(RESOLUTION), filled(PLAN, due="")))[0][2]
    assert links(linked(filled(RESOLUTION), helped(filled(PLAN)))) == [("b", "a", ("wording", "support"))]


def test_a_legal_successor_is_no_other_owner() -> None:
    """Bộ Thông tin và Truyền thông was merged into Bộ Khoa học và Công nghệ on 1 March 2025."""
    found = linked(filled(RESOLUTION, body="Bộ Thông tin và Truyền thông"), filled(PLAN))
    assert links(found) == [("b", "a", ())]
    assert found.conflicts == ()


def test_a_deadline_that_only_says_from_when_is_no_other_deadline() -> None:
    found = linked(filled(RESOLUTION), filled(PLAN, due="từ năm 2026"))
    assert [c.kind for c in found.conflicts] == []


def test_generic_duties_of_two_documents_are_not_linked() -> None:
    """Both end with "Bộ Nội vụ tổng hợp, báo cáo tình hình thực hiện."""
    found = linked(
        filled(RESOLUTION), filled(PLAN, body="Bộ Y tế").replace("phòng thí nghiệm vi mạch bán dẫn", "y tế cơ sở")
    )
    assert links(found) == []


def test_a_shared_object_is_not_shared_work() -> None:
    """What is done, and to what, has to be the same; the frame that all of it must fit is in every task on data."""
    frame = "Khung kiến trúc dữ liệu quốc gia, Khung quản trị dữ liệu quốc gia và Từ điển dữ liệu dùng chung"
    given = "xây dựng, trình Chính phủ Đề án phát triển phòng thí nghiệm vi mạch bán dẫn dùng chung"
    reviewing = filled(RESOLUTION).replace(given, f"rà soát mức độ tuân thủ pháp luật về dữ liệu, {frame}")
    building = filled(PLAN).replace(given, f"xây dựng Chiến lược số phù hợp với {frame}")
    found = linked(reviewing, building)
    assert links(found) == []
    assert len(found.probable) == 1, "a person is asked"
    again = filled(PLAN).replace(given, f"tiếp tục rà soát mức độ tuân thủ pháp luật về dữ liệu, {frame}")
    assert links(linked(reviewing, again)) == [("b", "a", ("wording",))]


def test_who_heads_the_bodies_that_a_task_is_given_to_is_no_word_of_it() -> None:
    heads = "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ"
    assert wording_of(f"{heads} phát huy vai trò nêu gương") == wording_of("phát huy vai trò nêu gương")


def test_two_reports_of_one_instruction_are_one_task_and_no_restatement() -> None:
    said = "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/6/2025."
    found = reading.facts_of([reading.document(said, id_=n) for n in "ab"])
    assert [len(t.evidence) for t in found.tasks] == [2]
    assert found.restatements == ()


def test_an_official_document_holds_against_the_press() -> None:
    paper = (
        "Chính phủ giao Bộ Khoa học và Công nghệ xây dựng Đề án phát triển phòng thí nghiệm vi mạch bán dẫn dùng chung "
        "trước ngày 31/12/2025."
    )

    def told(kind: str | None) -> Facts:
        news = reading.document(paper, date="2025-03-03", id_="b", kind=kind)
        return reading.facts_of([reading.document(filled(RESOLUTION), date=None, id_="a"), news])

    unknown, found = told(None), told("news-article")
    assert [(c.kind, c.reason, c.prevails) for c in unknown.conflicts] == [("due", "unknown-kind", None)]
    assert [(c.kind, c.reason) for c in found.conflicts] == [("due", "authority")]
    official = next(t.id for t in found.tasks if t.evidence[0].source == "a" and "bán dẫn" in t.text)
    assert found.conflicts[0].prevails == official


# --- pairs in real documents ------------------------------------------------------------

TASKS = """SELECT DISTINCT ?task ?source ?start ?end WHERE {
  ?assertion rdf:subject ?task ; rdf:predicate rdf:type ; rdf:object kg:Task ; kg:hasEvidence ?evidence .
  ?evidence dcterms:source/dcterms:identifier ?source ; oa:hasTarget/oa:hasSelector ?at .
  ?at oa:start ?start ; oa:end ?end .
}"""


@pytest.fixture(scope="module")
def measured(corpus_store: Path) -> dict[str, Any]:
    """Links of the corpus and where its tasks stand."""
    graph = kg.open(corpus_store)
    places = {(r["source"], r["start"], r["end"]): str(r["task"]) for r in graph.query(TASKS)}
    rows = graph.query("SELECT ?a ?b { ?a kg:restates ?b }")
    return {"places": places, "links": {frozenset((str(r["a"]), str(r["b"]))) for r in rows}}


def test_the_pairs_are_those_that_were_marked(corpus_store: Path) -> None:
    """Two readers marked 303 pairs apart from each other; where they differed, either reading counts. One reader went
    through all links and marked 13 more that were none ("readers": 1).
    """
    counts = {label: sum(p["label"] == label for p in PAIRS) for label in ("same", "restates", "different", "either")}
    assert counts == {"same": 8, "restates": 123, "different": 174, "either": 11}
    snapshots = corpus_store / "current" / "snapshots"
    for source, start, end, digest in (p[side] for p in PAIRS for side in "ab"):
        quote = (snapshots / f"{source}.txt").read_text("utf-8")[start:end]
        assert hashlib.sha256(quote.encode()).hexdigest()[:12] == digest, (source, start, end)


def test_links_are_as_the_readers_marked_them(measured: dict[str, Any]) -> None:
    """A wrong link is worse than a missing one: precision 0.95, recall 0.75 at least."""
    right = wrong = missed = 0
    for pair in PAIRS:
        one, other = (measured["places"].get(tuple(pair[side][:3])) for side in "ab")
        found = one is not None and (one == other or frozenset((one, other)) in measured["links"])
        if pair["label"] == "either":
            continue
        right += found and pair["label"] != "different"
        wrong += found and pair["label"] == "different"
        missed += not found and pair["label"] != "different"
    precision, recall = right / (right + wrong), right / (right + missed)
    print(
        f"restatements: precision {precision:.3f}, recall {recall:.3f} ({right} right, {wrong} wrong, {missed} missed)"
    )
    assert precision >= 0.95
    assert recall >= 0.75
