"""Whose paper it is: the lines beside the national title, however many there are and however they are written."""

from __future__ import annotations

import pytest
import reading

HEAD = """{issuer}
Số: 12/KH-X
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}, ngày 5 tháng 3 năm 2026

KẾ HOẠCH
Triển khai chuyển đổi số

1. Giao Phòng Tổng hợp xây dựng đề án trước ngày 30/6/2026.
{more}"""

ISSUERS = [
    ("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "Cục Quản lý dược (Bộ Y tế)"),
    ("UBND TỈNH LÀO CAI\nSỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ tỉnh Lào Cai"),
    ("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH LÀO CAI", "Sở Khoa học và Công nghệ tỉnh Lào Cai"),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG CAM ĐƯỜNG", "Ủy ban nhân dân phường Cam Đường"),
    ("ỦY BAN NHÂN DÂN XÃ BẢO THẮNG", "Ủy ban nhân dân xã Bảo Thắng"),
    ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "Ủy ban nhân dân tỉnh Lào Cai"),
    ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân tỉnh Lào Cai"),
    ("UBND TỈNH LÀO CAI\nBAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "Ban Chỉ đạo Chuyển đổi số"),
    ("ĐẢNG BỘ TỈNH LÀO CAI\nĐẢNG ỦY PHƯỜNG CAM ĐƯỜNG", "Đảng ủy phường Cam Đường"),
    ("ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Đảng ủy Ủy ban nhân dân tỉnh Lào Cai"),
    ("ĐẢNG ĐOÀN QUỐC HỘI", "Đảng đoàn Quốc hội"),
    ("BAN CÁN SỰ ĐẢNG BỘ XÂY DỰNG", "Ban cán sự đảng Bộ Xây dựng"),
    ("VĂN PHÒNG\nBỘ Y TẾ", "Văn phòng Bộ Y tế"),
    ("BỘ KHOA HỌC\nVÀ CÔNG NGHỆ", "Bộ Khoa học và Công nghệ"),
    ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
]


def found(issuer: str, place: str = "Lào Cai", more: str = "") -> reading.Facts:
    text = HEAD.format(issuer=issuer, place=place, more=more)
    return reading.facts_of([reading.document(text, date="2026-03-05")])


def own(facts: reading.Facts) -> str | None:
    """The label of the body that issued the document that was read."""
    labels = {b.id: b.label for b in facts.bodies}
    work = next(w for w in facts.works if w.id == facts.documents[0].work)
    return labels.get(work.issuer or "")


@pytest.mark.parametrize(("issuer", "expected"), ISSUERS)
def test_the_last_name_beside_the_national_title_is_the_issuer(issuer: str, expected: str) -> None:
    facts = found(issuer)
    assert own(facts) == expected
    assert {t.assigner for t in facts.tasks} == {next(b.id for b in facts.bodies if b.label == expected)}


def test_a_unit_is_part_of_the_ministry_above_it() -> None:
    facts = found("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "Hà Nội")
    unit = next(b for b in facts.bodies if b.label == "Cục Quản lý dược (Bộ Y tế)")
    assert unit.part_of == "org/bo-y-te"


def test_a_name_in_capitals_is_written_as_the_text_writes_it() -> None:
    more = "2. Cục Quản lý Dược công bố danh mục thuốc."
    assert own(found("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "Hà Nội", more)) == "Cục Quản lý Dược (Bộ Y tế)"


@pytest.mark.parametrize("issuer", ["ỦY BAN NHÂN DÂN PHƯỜNG HÀ ĐÔNG", "ỦY BAN NHÂN DÂN\nPHƯỜNG HÀ ĐÔNG"])
def test_the_paper_of_a_ward_is_not_its_citys(issuer: str) -> None:
    labels = {b.label for b in found(issuer, "Hà Nội", "2. Ủy ban nhân dân công bố kết quả.").bodies}
    assert "Ủy ban nhân dân phường Hà Đông" in labels
    assert "Ủy ban nhân dân thành phố Hà Nội" not in labels


NEWS = "Chủ tịch UBND tỉnh yêu cầu Sở Y tế báo cáo trước ngày 15/6/2025. "


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (NEWS + "Cuộc họp bàn việc trên địa bàn tỉnh Nghệ An.", {"Sở Y tế tỉnh Nghệ An"}),
        (NEWS + "Cuộc họp bàn việc của tỉnh Nghệ An và tỉnh Hà Tĩnh.", {"Sở Y tế"}),
        (NEWS + "Ông sinh ở Nghệ An.", {"Sở Y tế"}),
        (NEWS, {"Sở Y tế"}),
    ],
)
def test_an_article_on_one_province_means_its_authorities(text: str, leads: set[str]) -> None:
    facts = reading.facts(text)
    labels = {b.id: b.label for b in facts.bodies}
    assert {labels[lead] for task in facts.tasks for lead in task.lead} == leads
