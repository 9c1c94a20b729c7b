"""Names in many styles: short names that a document introduces, units of ministries, provinces, laws, numbers."""

from __future__ import annotations

import pytest
import reading

from kg.model import Facts
from kg.resolve.unregistered import unregistered

ORDER = " chủ trì xây dựng bộ chỉ số trước ngày 30/6/2025."


def met(text: str, date: str | None = reading.DAY) -> list[tuple[str, str]]:
    """Wording and id of every mention of a body, in order."""
    found = reading.facts(text, date=date)
    return [(m.evidence.quote, m.entity.removeprefix("org/")) for m in found.body_mentions]


def cited(text: str, date: str | None = reading.DAY) -> list[str]:
    return [m.entity.removeprefix("doc/") for m in reading.facts(text, date=date).references]


def leads(found: Facts) -> list[tuple[str, ...]]:
    return [task.lead for task in found.tasks]


# --- short names that the document introduces ----------------------------------------------


@pytest.mark.parametrize(
    ("introduction", "short"),
    [
        ("(sau đây gọi tắt là Viện Dữ liệu)", "Viện Dữ liệu"),
        ("(sau đây gọi là “Viện Dữ liệu”)", "Viện Dữ liệu"),
        ("(dưới đây gọi tắt là Viện Dữ liệu)", "Viện Dữ liệu"),
        ("(viết tắt là VKD)", "VKD"),
        ("(viết tắt: VKD)", "VKD"),
        (", gọi tắt là Viện Dữ liệu,", "Viện Dữ liệu"),
        ("(VKD)", "VKD"),
    ],
)
def test_a_short_name_holds_from_where_it_is_introduced(introduction: str, short: str) -> None:
    found = met(f"Viện Khoa học Dữ liệu {introduction} đã ra mắt.\n\nHôm nay {short} công bố báo cáo.")
    assert found[-1] == (short, "vien-khoa-hoc-du-lieu")


def test_a_short_name_is_none_before_it_is_introduced_nor_in_another_document() -> None:
    assert met("Hôm nay VKD công bố báo cáo.\n\nViện Khoa học Dữ liệu (VKD) đã ra mắt.") == [
        ("Viện Khoa học Dữ liệu", "vien-khoa-hoc-du-lieu")
    ]


def test_an_introduced_committee_is_meant_however_near_another_stands() -> None:
    text = (
        "Ban Chỉ đạo về phát triển kinh tế biển của Bộ Xây dựng (sau đây gọi tắt là Ban Chỉ đạo) đã họp. "
        "Ban Chỉ đạo quốc gia về phát triển công nghiệp bán dẫn cũng họp. Ban Chỉ đạo phân công nhiệm vụ."
    )
    assert met(text)[-1] == ("Ban Chỉ đạo", "ban-chi-dao-ve-phat-trien-kinh-te-bien-cua-bo-xay-dung")


@pytest.mark.parametrize(
    "text",
    [
        "Cục Công nghệ thông tin (CNTT) họp. Ngành CNTT phát triển nhanh.",
        "Trung tâm Ứng dụng trí tuệ nhân tạo (TTNT) họp. Lĩnh vực TTNT phát triển nhanh.",
        "Viện Công nghệ số (gọi tắt là Viện) họp. Viện trợ nước ngoài tăng.",
    ],
)
def test_letters_of_the_topic_are_no_name_of_the_body(text: str) -> None:
    assert len(met(text)) == 1


# --- units and what they are part of --------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Cục Chuyển đổi số, Bộ Y tế",
        "Cục Chuyển đổi số (Bộ Y tế)",
        "Cục Chuyển đổi số - Bộ Y tế",
        "Cục Chuyển đổi số thuộc Bộ Y tế",
        "Cục Chuyển đổi số của Bộ Y tế",
    ],
)
def test_a_unit_leads_and_not_its_ministry(written: str) -> None:
    found = reading.facts(f"Thủ tướng yêu cầu {written} hoàn thành bệnh án điện tử trước ngày 30/6/2025.")
    assert leads(found) == [("org/cuc-chuyen-doi-so-bo-y-te",)]
    (unit,) = (b for b in found.bodies if b.id == "org/cuc-chuyen-doi-so-bo-y-te")
    assert (unit.label, unit.part_of) == ("Cục Chuyển đổi số (Bộ Y tế)", "org/bo-y-te")
    assert [(s.subject, s.relation, s.object) for s in found.structures] == [(unit.id, "part-of", "org/bo-y-te")]


def test_two_units_of_one_name_in_two_ministries_are_two() -> None:
    text = "Cục Chuyển đổi số, Bộ Y tế và Cục Chuyển đổi số, Bộ Tư pháp ký thỏa thuận."
    assert [i for _, i in met(text)][::2] == ["cuc-chuyen-doi-so-bo-y-te", "cuc-chuyen-doi-so-bo-tu-phap"]


def test_a_bare_unit_is_that_which_the_document_has_named() -> None:
    text = "Cục Chuyển đổi số, Bộ Y tế đã họp. Cục Chuyển đổi số sẽ báo cáo."
    assert met(text)[-1] == ("Cục Chuyển đổi số", "cuc-chuyen-doi-so-bo-y-te")


def test_of_two_units_a_bare_name_means_neither() -> None:
    text = "Cục Chuyển đổi số, Bộ Y tế đã họp. Cục Chuyển đổi số, Bộ Tư pháp cũng họp. Cục Chuyển đổi số sẽ báo cáo."
    found = reading.facts(text)
    assert len(found.body_mentions) == 4
    assert [(u.text, u.reason) for u in found.unresolved] == [("Cục Chuyển đổi số", "several-units")]


def test_a_unit_in_a_list_with_ministries_is_part_of_none_of_them() -> None:
    found = reading.facts("Giao Cục Hàng hải, Bộ Quốc phòng và Bộ Công an rà soát trước ngày 30/6/2025.")
    assert leads(found) == [("org/cuc-hang-hai", "org/bo-quoc-phong", "org/bo-cong-an")]


def test_the_name_itself_tells_what_a_unit_is_part_of() -> None:
    bodies = {b.id: b.part_of for b in reading.facts("Văn phòng Bộ Y tế và Sở Y tế tỉnh Lào Cai đã họp.").bodies}
    assert bodies == {"org/van-phong-bo-y-te": "org/bo-y-te", "org/so-y-te-tinh-lao-cai": "org/tinh-lao-cai"}


# --- provinces before and after 1 July 2025 -------------------------------------------------


def test_an_authority_of_a_province_passes_on_with_it() -> None:
    found = reading.facts("UBND tỉnh Bình Dương" + ORDER, date="2025-04-10")
    (change,) = found.changes
    assert (change.olds, change.news, change.date) == (
        ("org/uy-ban-nhan-dan-tinh-binh-duong",),
        ("org/uy-ban-nhan-dan-thanh-pho-ho-chi-minh",),
        "2025-07-01",
    )
    assert change.sources == ("doc/2025/202-2025-qh15",)
    assert {b.part_of for b in found.bodies} >= {"org/tinh-binh-duong", "org/thanh-pho-ho-chi-minh"}


@pytest.mark.parametrize(
    "written", ["UBND tỉnh An Giang", "Tỉnh ủy Nghệ An", "Sở Y tế tỉnh Bình Dương", "UBND xã An Phú"]
)
def test_what_keeps_its_name_or_is_no_authority_of_a_province_does_not(written: str) -> None:
    assert reading.facts(written + ORDER, date="2025-04-10").changes == ()


def test_a_party_committee_takes_the_name_of_its_new_unit() -> None:
    (change,) = reading.facts("Tỉnh ủy Quảng Nam" + ORDER, date="2025-04-10").changes
    assert change.news == ("org/thanh-uy-da-nang",)


# --- documents ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Nghị quyết 57",
        "Nghị quyết số 57",
        "NQ57",
        "NQ 57",
        "NQ-57",
        "NQ 57-NQ/TW",
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024",
    ],
)
def test_one_resolution_however_it_is_cited(written: str) -> None:
    assert cited(f"Các bộ quán triệt {written}.") == ["2024/57-nq-tw"]


def test_a_resolution_of_the_government_is_not_the_party_s_of_the_same_number() -> None:
    assert cited("Nghị quyết 71/NQ-CP và Nghị quyết 71-NQ/TW.") == ["2025/71-nq-cp", "2025/71-nq-tw"]


@pytest.mark.parametrize(
    "text",
    [
        "Luật Chuyển đổi số số 148/2025/QH15 có hiệu lực. Các bộ thi hành Luật Chuyển đổi số.",
        "Luật Chuyển đổi số (Luật số 148/2025/QH15) có hiệu lực. Các bộ thi hành Luật Chuyển đổi số.",
    ],
)
def test_a_law_by_name_and_by_number_is_one(text: str) -> None:
    assert set(cited(text, "2026-01-10")) == {"2025/148-2025-qh15"}
    (work,) = reading.facts(text, date="2026-01-10").works
    assert (work.number, "Luật Chuyển đổi số" in work.aliases) == ("148/2025/QH15", True)


def test_what_one_document_says_of_a_law_serves_the_others() -> None:
    said = reading.document("Luật Chuyển đổi số số 148/2025/QH15 có hiệu lực.", date="2026-01-10", id_="a")
    named = "Các bộ thi hành Luật Chuyển đổi số."
    later, earlier = (reading.document(named, date=d, id_="b") for d in ("2026-02-01", "2024-02-01"))
    assert [m.entity for m in reading.facts_of([said, later]).references][-1] == "doc/2025/148-2025-qh15"
    assert [m.entity for m in reading.facts_of([said, earlier]).references][-1] == "doc/luat-chuyen-doi-so"


def test_an_older_law_of_the_name_is_another() -> None:
    text = "Luật Đất đai ngày 29 tháng 11 năm 2013 hết hiệu lực. Luật Đất đai số 31/2024/QH15 có hiệu lực."
    assert "luat-dat-dai" in cited(text)


# --- what the registry lacks ----------------------------------------------------------------


def test_bodies_without_a_record_are_told_with_their_first_sentence() -> None:
    text = "Bộ Y tế và UBND tỉnh Lào Cai họp. Viện Công nghệ Lượng tử báo cáo. Hôm sau Viện Công nghệ Lượng tử họp lại."
    (row,) = unregistered(reading.facts(text))
    assert (row.body.label, row.body.kind, row.mentions) == ("Viện Công nghệ Lượng tử", "public-service-unit", 2)
    assert row.sentence == text[row.start : row.end] == "Viện Công nghệ Lượng tử báo cáo."


def test_a_registered_document_is_not_issued_after_the_paper_that_cites_it() -> None:
    """A year that a scan has lost ("22 tháng 12 nám 2024") is not taken from the citing paper's own."""
    found = reading.facts("Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 nám 2024.", date="2025-11-16")
    assert [w.id for w in found.works] == ["doc/2024/57-nq-tw"]
