"""Who and what is meant: short forms, twins, bare numbers, one meeting in two reports, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator

import house
import pytest
import reading

from kg.model import Facts

CENTRAL = "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số"
STANDING = f"Thường trực {CENTRAL}"
GOVERNMENT = "Ban Chỉ đạo của Chính phủ về phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06"
CHIPS = "Ban Chỉ đạo quốc gia về phát triển công nghiệp bán dẫn"


def mentions(found: Facts) -> list[tuple[str, str]]:
    """Wording and body of every mention, in order."""
    return [(m["quote"], m["body"]) for m in reading.told(found, "mention.body")]


def numbers(text: str, date: str | None = reading.DAY) -> list[tuple[str, str]]:
    return [(m["quote"], m["document"]) for m in reading.told(reading.facts(text, date=date), "mention.document")]


def unresolved(found: Facts) -> list[tuple[str, str]]:
    return [(u.kind, u.text) for u in found.unresolved]


# --- bodies ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "body"),
    [
        (
            f"{GOVERNMENT} đã thông qua kế hoạch. Ban Chỉ đạo phân công nhiệm vụ cho các thành viên.",
            "Ban Chỉ đạo",
            GOVERNMENT,
        ),
        (f"{CENTRAL} đã thông qua kế hoạch. Thường trực Ban Chỉ đạo sẽ theo dõi.", "Thường trực Ban Chỉ đạo", STANDING),
        (f"{CENTRAL} đã thông qua kế hoạch. Ban Chỉ đạo Trung ương giao nhiệm vụ.", "Ban Chỉ đạo Trung ương", CENTRAL),
        (f"Tại cuộc họp, Ban Chỉ đạo đã thống nhất. {CHIPS} sẽ kiểm tra việc thực hiện.", "Ban Chỉ đạo", CHIPS),
        (
            "Hiệp hội Dữ liệu quốc gia đã ra mắt. Nhiều chuyên gia kỳ vọng vào hiệp hội này.",
            "hiệp hội này",
            "Hiệp hội Dữ liệu Quốc gia",
        ),
    ],
    ids=["named-before", "standing-members", "with-its-level", "named-after", "anaphor"],
)
def test_short_forms_mean_the_body_named_beside_them(text: str, quote: str, body: str) -> None:
    assert (quote, body) in mentions(reading.facts(text))


def test_the_nearest_committee_before_is_meant() -> None:
    text = f"{CENTRAL} đã thông qua kế hoạch. {CHIPS} đã thông qua đề án. Ban Chỉ đạo phân công các bộ."
    assert mentions(reading.facts(text))[-1] == ("Ban Chỉ đạo", CHIPS)


def test_a_short_form_ends_before_its_verb() -> None:
    found = reading.facts(f"{CHIPS} đã thông qua đề án. Ban Chỉ đạo giao các bộ triển khai.")
    assert mentions(found) == [(CHIPS, CHIPS), ("Ban Chỉ đạo", CHIPS)]


def test_two_committees_with_nearly_one_name_stay_two() -> None:
    found = reading.facts(f"{CENTRAL} chỉ đạo chung. {GOVERNMENT} tổ chức thực hiện. {STANDING} giúp việc.")
    assert [body for _, body in mentions(found)] == [CENTRAL, GOVERNMENT, STANDING]
    assert len({b.id for b in found.bodies if b.kind == "steering-committee"}) == 3


def test_a_short_form_that_nobody_bears_is_told_and_not_guessed() -> None:
    found = reading.facts("Ban Chỉ đạo đã yêu cầu các địa phương báo cáo trước ngày 30/6/2025.")
    assert mentions(found) == []
    assert ("body", "Ban Chỉ đạo") in unresolved(found)
    assert not any("ban-chi-dao" in b.id for b in found.bodies)


def test_article_and_teaser_keep_their_committees_apart() -> None:
    text = f"""
Bộ Y tế công bố lộ trình liên thông bệnh án điện tử toàn quốc

Sáng 17/5, {CHIPS} đã nghe Bộ Y tế báo cáo về thiết bị y tế dùng chip nội địa. Ban Chỉ đạo hoan nghênh kết quả này.

Chuyển đổi số y tế bước vào giai đoạn mới

Chuyển đổi số y tế bước vào giai đoạn mới

Ngày 16/5, {CENTRAL} đã bàn về dữ liệu y tế. Ban Chỉ đạo nhấn mạnh vai trò của dữ liệu đối với ngành y tế.
"""
    committees = [b for q, b in mentions(reading.facts(text)) if q.startswith("Ban")]
    assert committees == [CHIPS, CHIPS, CENTRAL, CENTRAL]


def test_a_ministry_is_the_one_that_lived_on_the_document_s_day() -> None:
    text = "Bộ Thông tin và Truyền thông đã trình dự thảo nghị định."
    found = reading.facts(text, date="2024-06-01")
    (body,) = found.bodies
    assert (body.label, body.registered) == ("Bộ Thông tin và Truyền thông", True)


def test_one_body_under_several_names_is_one() -> None:
    found = reading.facts("Bộ KH&CN, Bộ KHCN và Bộ Khoa học và Công nghệ đều là một. Bộ Khoa học & Công nghệ cũng vậy.")
    assert {b for _, b in mentions(found)[:3]} == {"Bộ Khoa học và Công nghệ"}


def test_an_unknown_body_gets_an_id_from_its_name() -> None:
    found = reading.facts("Cục Chuyển đổi số quốc gia và Viện Công nghệ Lượng tử công bố kết quả.")
    assert {b.id for b in found.bodies} == {"org/cuc-chuyen-doi-so-quoc-gia", "org/vien-cong-nghe-luong-tu"}
    assert not any(b.registered for b in found.bodies if "luong-tu" in b.id)


# --- documents ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "number"),
    [
        ("Nghị quyết 57 đã đi vào cuộc sống.", "Nghị quyết 57", "57-NQ/TW"),
        ("Nghị quyết số 68 đã đi vào cuộc sống.", "Nghị quyết số 68", "68-NQ/TW"),
        (
            "Nghị quyết số 171/NQ-CP nêu rõ việc này. Theo Nghị quyết 171, các bộ phải báo cáo.",
            "Nghị quyết 171",
            "171/NQ-CP",
        ),
        ("Văn phòng Chính phủ vừa có Thông báo số 592 kết luận cuộc họp.", "Thông báo số 592", "592/TB-VPCP"),
        ("Nghị quyết 857-NQ/TW, Nghị quyết 866 và Nghị quyết 868-NQ/TW là ba trụ cột.", "Nghị quyết 866", "866-NQ/TW"),
        ("Đề án 06 đã tiết kiệm nhiều chi phí.", "Đề án 06", "Đề án 06"),
    ],
    ids=[
        "registered",
        "registered-with-so",
        "cited-in-full-before",
        "from-the-issuer",
        "from-its-series",
        "called-by-number",
    ],
)
def test_bare_numbers(text: str, quote: str, number: str) -> None:
    assert (quote, number) in numbers(text)


def test_a_full_citation_in_the_text_comes_before_the_registry() -> None:
    found = dict(numbers("Nghị quyết số 57/NQ-CP nêu rõ việc này. Theo Nghị quyết 57, các bộ phải báo cáo."))
    assert found["Nghị quyết 57"] == "57/NQ-CP"


def test_a_bare_number_that_nothing_explains_is_told_and_not_guessed() -> None:
    found = reading.facts("Thông báo số 9876 được nhiều người nhắc tới.")
    assert found.works == () and found.references == ()
    assert unresolved(found) == [("document", "Thông báo số 9876")]


def test_a_decision_on_three_points_is_no_document() -> None:
    assert reading.facts("Thủ tướng Chính phủ quyết định 3 nội dung quan trọng.").works == ()


def test_numbers_start_anew_each_year() -> None:
    text = "Quyết định số 900/QĐ-TTg ngày {} phê duyệt kế hoạch."
    ids = {y: reading.facts(text.format(f"1/6/{y}")).works[0].id for y in (2023, 2024)}
    assert ids == {2023: "doc/2023/900-qd-ttg", 2024: "doc/2024/900-qd-ttg"}
    (work,) = reading.facts("Quyết định số 900/QĐ-TTg phê duyệt kế hoạch.", date="2025-05-17").works
    assert (work.id, work.date) == ("doc/2025/900-qd-ttg", None)


def test_the_date_of_one_citation_serves_the_others() -> None:
    found = reading.facts("Quyết định số 900/QĐ-TTg ngày 1/6/2023 nêu rõ. Quyết định số 900/QĐ-TTg có hiệu lực ngay.")
    assert [w.id for w in found.works] == ["doc/2023/900-qd-ttg"]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị quyết số 803/NQ-CP có hiệu lực.", "Chính phủ"),
        ("Quyết định số 900/QĐ-TTg có hiệu lực.", "Thủ tướng Chính phủ"),
        ("Thông báo số 592/TB-VPCP có hiệu lực.", "Văn phòng Chính phủ"),
        ("Nghị quyết số 193/2025/QH15 có hiệu lực.", "Quốc hội"),
        ("Kết luận số 826-KL/TW của Ban Bí thư có hiệu lực.", "Ban Bí thư"),
        ("Kết luận số 826-KL/TW có hiệu lực.", None),
        ("Kế hoạch số 310/KH-UBND có hiệu lực.", None),
    ],
)
def test_issuers_are_said_or_unknown(text: str, issuer: str | None) -> None:
    (row,) = reading.told(reading.facts(text), "mention.document")
    assert row.get("issuer") == issuer


# --- two reports of one event ------------------------------------------------------------


def two_reports(second_day: str = "25/2") -> Facts:
    one = f"""Chiều 25/2, Thủ tướng Phạm Minh Chính, chủ trì phiên họp lần thứ nhất của {GOVERNMENT}.

Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/9."""
    other = f"""Chiều {second_day}, Thủ tướng Phạm Minh Chính chủ trì phiên họp của {GOVERNMENT}.

Thủ tướng Phạm Minh Chính đề nghị Bộ Y tế hoàn thành việc liên thông bệnh án điện tử trước ngày 30/9/2026."""
    return reading.facts_of([reading.document(t, date="2026-02-25", id_=i) for i, t in (("a", one), ("b", other))])


def test_two_reports_make_one_meeting_and_one_task() -> None:
    found = two_reports()
    (meeting,) = found.meetings
    assert sorted({e.source for e in meeting.evidence}) == ["a", "b"]
    assert (meeting.date, meeting.ordinal) == ("2026-02-25", 1)
    assert meeting.chair == "person/pham-minh-chinh"
    (task,) = found.tasks
    assert sorted({e.source for e in task.evidence}) == ["a", "b"]
    assert task.meeting == meeting.id
    assert task.assigner == "person/pham-minh-chinh"
    assert task.due is not None and (task.due.edtf, task.due.relation) == ("2026-09-30", "before")


def test_two_days_are_two_meetings_and_two_tasks() -> None:
    found = two_reports("26/2")
    assert sorted(str(m.date) for m in found.meetings) == ["2026-02-25", "2026-02-26"]
    assert len(found.tasks) == 2


def test_a_meeting_without_a_day_joins_the_one_of_its_ordinal() -> None:
    one = f"Chiều 25/2, Thủ tướng Phạm Minh Chính chủ trì phiên họp lần thứ hai của {GOVERNMENT} tại Hà Nội."
    other = f"Thủ tướng Phạm Minh Chính đã chủ trì phiên họp lần thứ hai của {GOVERNMENT} để bàn nhiều việc lớn."
    found = reading.facts_of([reading.document(t, date="2026-02-25", id_=i) for i, t in (("a", one), ("b", other))])
    (meeting,) = found.meetings
    assert (meeting.date, meeting.ordinal) == ("2026-02-25", 2)
    assert {e.source for e in meeting.evidence} == {"a", "b"}


def test_what_is_instructed_was_instructed_where_somebody_chaired() -> None:
    chaired_then = (
        "Từ ngày 08 đến ngày 09 tháng 11 năm 2025, Thủ tướng Phạm Minh Chính chủ trì buổi làm việc với Tỉnh ủy Lào Cai."
    )
    recalled = (
        "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử theo tinh thần chỉ đạo tại Hội nghị trực "
        "tuyến Chính phủ với các địa phương ngày 07 tháng 11 năm 2025."
    )
    found = reading.facts(f"{chaired_then}\n\n{recalled}", date="2025-11-22")
    assert sorted(str(m.date) for m in found.meetings) == ["2025-11-07", "2025-11-08/2025-11-09"]
    chaired = next(m for m in found.meetings if m.chair)
    assert chaired.date == "2025-11-08/2025-11-09"
    assert [t.meeting for t in found.tasks] == [chaired.id]


def restated(first: str, second: str) -> list[int]:
    """How many pieces of evidence each task has when one source says both."""
    return sorted(len(t.evidence) for t in reading.facts(f"{first}\n\n{second}").tasks)


def test_a_task_said_twice_in_one_source_is_one() -> None:
    said = "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/9/2025."
    assert restated(said, said) == [2]


@pytest.mark.parametrize(
    "other",
    [
        "Thủ tướng yêu cầu Bộ Công an hoàn thành liên thông bệnh án điện tử trước ngày 30/9/2025.",
        "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/6/2025.",
        "Thủ tướng yêu cầu Bộ Y tế ban hành tiêu chuẩn thiết bị xét nghiệm trước ngày 30/9/2025.",
    ],
    ids=["another-body", "another-deadline", "another-action"],
)
def test_what_differs_stays_apart(other: str) -> None:
    said = "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/9/2025."
    assert restated(said, other) == [1, 1]


def test_a_role_that_two_sources_tell_is_one() -> None:
    texts = ("Thủ tướng Phạm Minh Chính dự hội nghị.", "Thủ tướng Chính phủ Phạm Minh Chính tiếp khách.")
    found = reading.facts_of([reading.document(t, id_=f"d{i}") for i, t in enumerate(texts)])
    (role,) = found.roles
    assert (role.person, role.role, role.body) == ("person/pham-minh-chinh", "head", "org/chinh-phu")
    assert len(role.evidence) == 2


# --- whatever is said is about something known -------------------------------------------


def ids(found: Facts) -> Iterator[str | None]:
    for t in found.tasks:
        yield from (*t.lead, *t.support, *t.oversight, t.assigner, t.mandate)
    yield from (b for g in found.targets for b in g.bodies)
    yield from (i for r in found.roles for i in (r.person, r.body))
    yield from (i for m in found.meetings for i in (m.body, m.chair))
    yield from (i for s in (*found.structures, *found.document_relations) for i in (s.subject, s.object))
    yield from (i for m in (*found.body_mentions, *found.references) for i in (m.entity, m.issuer))
    yield from (w.issuer for w in found.works)


def test_every_id_of_the_seeds_facts_is_defined() -> None:
    documents = [
        reading.document(p.read_text("utf-8"), id_=p.stem) for p in sorted((house.ROOT / "seeds").glob("*.txt"))
    ]
    found = reading.facts_of(documents)
    known = {x.id for x in (*found.bodies, *found.works, *found.people)}
    assert {i for i in ids(found) if i} <= known
    assert {t.meeting for t in found.tasks if t.meeting} <= {m.id for m in found.meetings}
    for things in (found.bodies, found.works, found.people, found.tasks, found.targets, found.meetings):
        assert [x.id for x in things] == sorted({x.id for x in things})


def test_roles_and_structures_are_sorted_by_id_too() -> None:
    found = reading.facts((house.ROOT / "seeds" / "004_ea6b70cc232bfaa4.txt").read_text("utf-8"))
    for things in (found.roles, found.structures, found.document_relations):
        assert [x.id for x in things] == sorted(x.id for x in things)
