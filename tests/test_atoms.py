"""Atoms: what a date, a citation, a number, a body's name or a person's name is, and where it ends."""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import house
import pytest
import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import bounds
from kg.export.facts import facts_lines
from kg.extract.atoms import recognise
from kg.extract.types import Atom, BodyName, DateValue, DocName, Office, PersonName, Quantity
from kg.rdf import quad_lines
from kg.resolve import resolve
from kg.resources import ontology_dir

SEEDS = sorted((house.ROOT / "seeds").glob("*.txt"))
gap = pytest.mark.xfail(strict=True, raises=AssertionError, reason="right, and not found yet")


def atoms(text: str, kind: type, anchor: str | None = reading.DAY) -> list[tuple[str, Any]]:
    """What was recognised of one kind: wording and value, in order."""
    found = recognise(reading.names(), unicodedata.normalize("NFC", text), anchor)
    return [(text[a.span.start : a.span.end], a.value) for a in found if isinstance(a.value, kind)]


# --- dates and periods -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "edtf", "relation", "earliest", "latest"),
    [
        ("trước ngày 20/6", "2025-06-20", "before", None, "2025-06-20"),
        ("trước ngày 30/6/2025", "2025-06-30", "before", None, "2025-06-30"),
        ("trước ngày 15 tháng 7 năm 2025", "2025-07-15", "before", None, "2025-07-15"),
        ("chậm nhất ngày 31/12/2025", "2025-12-31", "before", None, "2025-12-31"),
        ("chậm nhất là ngày 01 tháng 10 năm 2025", "2025-10-01", "before", None, "2025-10-01"),
        ("không muộn hơn ngày 5.6.2025", "2025-06-05", "before", None, "2025-06-05"),
        ("trước tháng 9/2025", "2025-09", "before", None, "2025-09-30"),
        ("đến năm 2030", "2030", "by", None, "2030-12-31"),
        ("đến hết năm 2025", "2025", "by", None, "2025-12-31"),
        ("đến hết tháng 8 năm 2025", "2025-08", "by", None, "2025-08-31"),
        ("trong năm 2026", "2026", "within", "2026-01-01", "2026-12-31"),
        ("trong tháng 6", "2025-06", "within", "2025-06-01", "2025-06-30"),
        ("trong tháng 6/2025", "2025-06", "within", "2025-06-01", "2025-06-30"),
        ("trong tháng 02 năm 2024", "2024-02", "within", "2024-02-01", "2024-02-29"),
        ("trong quý II/2025", "2025-04/2025-06", "within", "2025-04-01", "2025-06-30"),
        ("trong Quý I năm 2026", "2026-01/2026-03", "within", "2026-01-01", "2026-03-31"),
        ("vào quý IV/2025", "2025-10/2025-12", "within", "2025-10-01", "2025-12-31"),
        ("trong 6 tháng đầu năm 2025", "2025-01/2025-06", "within", "2025-01-01", "2025-06-30"),
        ("trong 06 tháng cuối năm 2025", "2025-07/2025-12", "within", "2025-07-01", "2025-12-31"),
        ("trong giai đoạn 2026-2030", "2026/2030", "within", "2026-01-01", "2030-12-31"),
        ("trong giai đoạn 2026 – 2030", "2026/2030", "within", "2026-01-01", "2030-12-31"),
        ("từ ngày 1/7/2025", "2025-07-01", "from", "2025-07-01", None),
        ("kể từ ngày 01 tháng 3 năm 2025", "2025-03-01", "from", "2025-03-01", None),
        ("từ tháng 8/2025", "2025-08", "from", "2025-08-01", None),
        ("hằng năm", None, "recurring", None, None),
        ("hàng quý", None, "recurring", None, None),
        ("trước ngày 15 hằng tháng", None, "recurring", None, None),
        ("trong quý III", "2025-07/2025-09", "within", "2025-07-01", "2025-09-30"),
        ("chậm nhất trong tháng 7", "2025-07", "before", None, "2025-07-31"),
        ("trong 3 tháng đầu năm 2025", "2025-01/2025-03", "within", "2025-01-01", "2025-03-31"),
        ("trước mùng 10/10/2025", "2025-10-10", "before", None, "2025-10-10"),
        ("thường xuyên", None, "recurring", None, None),
    ],
)
def test_deadlines(wording: str, edtf: str | None, relation: str, earliest: str | None, latest: str | None) -> None:
    found = atoms(f"Hoàn thành việc này {wording}, báo cáo kết quả.", DateValue)
    assert len(found) == 1
    due = found[0][1].due
    assert found[0][1].cued
    assert (due.edtf, due.relation, due.earliest, due.latest) == (edtf, relation, earliest, latest)
    assert fold_spaces(due.text) == fold_spaces(wording)


def fold_spaces(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30/2/2025",
        "ngày 31 tháng 4 năm 2025",
        "ngày 15/13/2025",
        "ngày 0/5/2025",
        "tháng 13/2025",
        "tỷ lệ 3/4 số xã",
        "biên độ 5-7% mỗi năm",
        "đã có 2/3 đại biểu tán thành",
        "chi thường xuyên",
        "cán bộ thường xuyên rà soát",
        "Quyết định 15/2025/QĐ-TTg",
        "hotline 0903.343.439",
        "mức 8.5.1 của phần mềm",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert atoms(f"Theo đó, {text} được giữ nguyên.", DateValue) == []


def test_a_day_and_month_of_a_meeting_is_no_fraction() -> None:
    assert [v.due.edtf for _, v in atoms("Chiều 3/4, Thường trực Ban Chỉ đạo đã họp.", DateValue)] == ["2025-04-03"]


def test_a_manner_beside_a_deadline_is_no_deadline() -> None:
    found = atoms("Hoàn thành trước ngày 30/6/2025, cập nhật thường xuyên.", DateValue)
    assert [v.due.relation for _, v in found] == ["before"]


def test_a_date_that_is_no_deadline_is_told_apart() -> None:
    ((_, value),) = atoms("Nhiệm vụ trọng tâm năm 2026 đã rõ.", DateValue)
    assert value.due.edtf == "2026" and not value.cued


def test_a_day_without_a_year_leans_on_the_document() -> None:
    ((_, value),) = atoms("Báo cáo trước ngày 20/6.", DateValue, "2026-02-25")
    assert (value.due.edtf, value.due.anchor) == ("2026-06-20", "2026-02-25")
    assert atoms("Báo cáo trước ngày 20/6.", DateValue, None) == []
    ((_, full),) = atoms("Báo cáo trước ngày 20/6/2025.", DateValue, "2026-02-25")
    assert (full.due.edtf, full.due.anchor) == ("2025-06-20", None)


def test_the_end_of_february_needs_its_leap_year() -> None:
    assert atoms("Báo cáo trước ngày 29/2.", DateValue, "2025-05-17") == []
    assert atoms("Báo cáo trước ngày 29/2.", DateValue, "2024-05-17")[0][1].due.edtf == "2024-02-29"


# --- references --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citation", "number", "kind"),
    [
        ("Nghị quyết số 57-NQ/TW", "57-NQ/TW", "resolution"),
        ("Nghị quyết 57-NQ/TW", "57-NQ/TW", "resolution"),
        ("Kết luận số 126-KL/TW", "126-KL/TW", "conclusion"),
        ("Quyết định số 204-QĐ/TW", "204-QĐ/TW", "decision"),
        ("Kế hoạch số 02-KH/BCĐTW", "02-KH/BCĐTW", "plan"),
        ("Chỉ thị số 35-CT/TW", "35-CT/TW", "directive"),
        ("Thông báo số 07-TB/CQTTBCĐ", "07-TB/CQTTBCĐ", "notice"),
        ("Nghị quyết số 03/NQ-CP", "03/NQ-CP", "resolution"),
        ("Nghị định 118/2025/NĐ-CP", "118/2025/NĐ-CP", "decree"),
        ("Quyết định số 1131/QĐ-TTg", "1131/QĐ-TTg", "decision"),
        ("Công điện số 89/CĐ-TTg", "89/CĐ-TTg", "official-dispatch"),
        ("Thông báo số 292/TB-VPCP", "292/TB-VPCP", "notice"),
        ("Nghị quyết số 193/2025/QH15", "193/2025/QH15", "resolution"),
        ("Nghị quyết số 176/2025/QH15", "176/2025/QH15", "resolution"),
        ("Quyết định số 2618/QĐ-BKHCN", "2618/QĐ-BKHCN", "decision"),
        ("Công văn số 11725/BTC-QLĐT", "11725/BTC-QLĐT", "official-letter"),
        ("Kế hoạch số 310/KH-UBND", "310/KH-UBND", "plan"),
        ("Thông tư số 09/2024/TT-BTTTT", "09/2024/TT-BTTTT", "circular"),
        ("Luật số 63/2025/QH15", "63/2025/QH15", "law"),
        ("Thông tư liên tịch số 01/2018/TTLT-VKSNDTC-TANDTC-BCA", "01/2018/TTLT-VKSNDTC-TANDTC-BCA", "circular"),
        ("Nghị quyết\nsố 57-NQ/TW", "57-NQ/TW", "resolution"),
        ("Nghị quyết số\n03/NQ-CP", "03/NQ-CP", "resolution"),
        ("NGHỊ QUYẾT SỐ 57-NQ/TW", "57-NQ/TW", "resolution"),
        ("Nghị quyết số: 57-NQ/TW", "57-NQ/TW", "resolution"),
        ("Quyết định số 1131/QĐ–TTg", "1131/QĐ-TTg", "decision"),
        ("Nghị định số 118 /2025/NĐ-CP", "118/2025/NĐ-CP", "decree"),
        ("Quyết định số 1131/QĐ-\nTTg", "1131/QĐ-TTg", "decision"),
        ("Nghị quyết số 57 - NQ/TW", "57-NQ/TW", "resolution"),
        ("Nghị quyết số 71/NQ -CP", "71/NQ-CP", "resolution"),
        ("Kế hoạch số 310/KH -UBND", "310/KH-UBND", "plan"),
    ],
)
def test_full_numbers(citation: str, number: str, kind: str) -> None:
    found = atoms(f"Thực hiện {citation}, các cơ quan rà soát nhiệm vụ.", DocName)
    assert [(q, v.number, v.kind, v.complete) for q, v in found] == [(citation, number, kind, True)]


def test_a_dash_between_spaces_begins_another_thought() -> None:
    found = atoms("Thực hiện Nghị quyết số 71/NQ - Bộ Tài chính rà soát nhiệm vụ.", DocName)
    assert [v.number for _, v in found] == ["71/NQ"]


@pytest.mark.parametrize(
    ("citation", "number"),
    [
        ("Nghị quyết 57", "57"),
        ("Nghị quyết số 66", "66"),
        ("Thông báo số 292", "292"),
        ("Chỉ thị 35", "35"),
        ("Đề án 06", None),
    ],
)
def test_bare_numbers(citation: str, number: str | None) -> None:
    found = atoms(f"Thực hiện {citation}, các cơ quan rà soát nhiệm vụ.", DocName)
    assert [q for q, _ in found] == [citation]
    assert number is None or (found[0][1].number, found[0][1].complete) == (number, False)


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("Nghị quyết số 03/NQ-CP ngày 9/1/2025 của Chính phủ", ["Nghị quyết số 03/NQ-CP ngày 9/1/2025"]),
        (
            "Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 phê duyệt",
            ["Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020"],
        ),
        ("Luật Đầu tư và Luật Đấu thầu đã có hiệu lực", ["Luật Đầu tư", "Luật Đấu thầu"]),
        (
            "Luật Khoa học, công nghệ và đổi mới sáng tạo có hiệu lực",
            ["Luật Khoa học, công nghệ và đổi mới sáng tạo"],
        ),
        ("Luật Phòng, chống tham nhũng có hiệu lực", ["Luật Phòng, chống tham nhũng"]),
        ("Luật Đất đai, Luật Nhà ở và Luật Đấu thầu", ["Luật Đất đai", "Luật Nhà ở", "Luật Đấu thầu"]),
        ("Kế hoạch 5 năm 2021-2025 và Nghị quyết 57 năm 2024", ["Nghị quyết 57"]),
        ("Luật Giao dịch điện tử năm 2023", ["Luật Giao dịch điện tử năm 2023"]),
        ("Bộ luật Lao động quy định", ["Bộ luật Lao động"]),
        ("các luật: Trí tuệ nhân tạo, An ninh mạng", ["Trí tuệ nhân tạo", "An ninh mạng"]),
        ("Nghị quyết Đại hội XIV của Đảng", ["Nghị quyết Đại hội XIV của Đảng"]),
        (
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
            ["Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng"],
        ),
        ("11/34 tỉnh, thành phố và 05/20 nhiệm vụ", []),
        ("Nghị quyết 5 năm và nghị quyết 10% tăng trưởng", []),
        ("Chính phủ quyết định 3 nội dung quan trọng", []),
        ("theo Luật sư Nguyễn Văn Hùng", []),
        ("Luật Đầu tư cần được sửa đổi", ["Luật Đầu tư"]),
    ],
)
def test_where_a_citation_ends(text: str, citations: list[str]) -> None:
    assert [q for q, _ in atoms(text + ".", DocName)] == citations


# --- quantities --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "value", "comparator", "unit"),
    [
        ("trên 8%", 8, ">", "%"),
        ("tối thiểu 30%", 30, ">=", "%"),
        ("ít nhất 2,5%", 2.5, ">=", "%"),
        ("không dưới 90%", 90, ">=", "%"),
        ("10% trở lên", 10, ">=", "%"),
        ("không quá 4,5%", 4.5, "<=", "%"),
        ("tối đa 20%", 20, "<=", "%"),
        ("dưới 3%", 3, "<", "%"),
        ("khoảng 7%", 7, "~", "%"),
        ("100%", 100, "=", "%"),
        ("80 phần trăm", 80, "=", "%"),
        ("2 con số", 10, ">=", "%"),
        ("hai con số", 10, ">=", "%"),
        ("trên 1.200 doanh nghiệp", 1200, ">", "doanh nghiệp"),
        ("khoảng 1.250,5 tỷ đồng", 1250.5, "~", "tỷ đồng"),
    ],
)
def test_quantities(wording: str, value: float, comparator: str, unit: str) -> None:
    found = atoms(f"Chỉ tiêu đề ra là {wording} vào cuối kỳ.", Quantity)
    assert [(q, v.value, v.comparator, v.unit) for q, v in found] == [(wording, value, comparator, unit)]


@pytest.mark.parametrize(
    ("wording", "comparator"), [("8 - 10%", ">="), ("8% – 10%", ">="), ("8 đến 10%", ">="), ("khoảng 8-10%", "~")]
)
def test_a_range_is_one_quantity_with_two_ends(wording: str, comparator: str) -> None:
    found = atoms(f"Chỉ tiêu đề ra là {wording} vào cuối kỳ.", Quantity)
    assert [(q, v.value, v.upper, v.comparator) for q, v in found] == [(wording, 8, 10, comparator)]


# --- bodies ------------------------------------------------------------------------------


def bodies(text: str) -> list[tuple[str, str]]:
    """Wording and identity of every body of a text, collectives too."""
    found = [(q, v) for q, v in atoms(text, BodyName) if v.form != "place"]
    known = reading.registry().body
    return [(q, known[v.ids[0]].label if len(v.ids) == 1 else v.name) for q, v in found]


@pytest.mark.parametrize("name", ["Cục Thuế", "Tổng cục Hải quan", "Viện Khoa học xã hội", "Trung tâm Dữ liệu"])
@pytest.mark.parametrize(
    "goes_on",
    [
        "căn cứ chức năng, nhiệm vụ", "tích cực phối hợp", "quan tâm bố trí vốn", "cử cán bộ", "giúp Bộ trưởng",
        "gửi báo cáo", "xây dựng đề án", "quản lý chặt chẽ việc", "phát triển thị trường", "hỗ trợ doanh nghiệp",
        "thống kê số liệu", "đầu tư hạ tầng", "chịu sự quản lý", "có trách nhiệm", "trên cơ sở đề nghị",
    ],
)  # fmt: skip
def test_a_name_ends_before_what_its_body_does(name: str, goes_on: str) -> None:
    assert bodies(f"{name} {goes_on} trong năm 2025.")[0] == (name, name)


@pytest.mark.parametrize(
    "name",
    [
        "Viện Nghiên cứu phát triển kinh tế - xã hội",
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông",
        "Trung tâm Hỗ trợ phát triển doanh nghiệp",
    ],
)
def test_verbs_inside_a_name_do_not_end_it(name: str) -> None:
    assert bodies(f"{name} họp ngày 05/3/2025.")[0][1] == name


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Bộ Khoa học và Công nghệ", "Bộ Khoa học và Công nghệ"),
        ("Bộ Khoa học\nvà Công nghệ", "Bộ Khoa học và Công nghệ"),
        ("bộ khoa học và công nghệ".upper(), "Bộ Khoa học và Công nghệ"),
        ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
        ("Bộ KHCN", "Bộ Khoa học và Công nghệ"),
        ("Bộ KH-CN", "Bộ Khoa học và Công nghệ"),
        ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("Bộ VHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Bộ Văn hoá, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Văn phòng Chính phủ", "Văn phòng Chính phủ"),
        ("VPCP", "Văn phòng Chính phủ"),
        ("NHNN", "Ngân hàng Nhà nước Việt Nam"),
        ("Ngân hàng Nhà nước", "Ngân hàng Nhà nước Việt Nam"),
        ("Uỷ ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
        ("Ban Bí thư", "Ban Bí thư"),
        ("Ban Tổ chức Trung ương", "Ban Tổ chức Trung ương"),
    ],
)
def test_registered_names(written: str, label: str) -> None:
    assert bodies(f"Theo {written}, việc này đã xong.") == [(written, label)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cục Chuyển đổi số quốc gia công bố danh mục.", ["Cục Chuyển đổi số quốc gia"]),
        (
            "Cục Đo đạc, Bản đồ và Thông tin địa lý Việt Nam công bố bản đồ.",
            ["Cục Đo đạc, Bản đồ và Thông tin địa lý Việt Nam"],
        ),
        ("Sở Nông nghiệp và Môi trường Hà Tĩnh đề nghị hỗ trợ.", ["Sở Nông nghiệp và Môi trường Hà Tĩnh"]),
        ("Học viện Công nghệ Bưu chính Viễn thông đào tạo kỹ sư.", ["Học viện Công nghệ Bưu chính Viễn thông"]),
        ("Tổng công ty Viễn thông MobiFone đã phủ sóng.", ["Tổng công ty Viễn thông MobiFone"]),
        ("Công an xã Yên Khương được khen thưởng.", ["Công an xã Yên Khương"]),
        ("UBND tỉnh Nghệ An ban hành kế hoạch.", ["Ủy ban nhân dân tỉnh Nghệ An"]),
        ("UBND TP. Hồ Chí Minh ban hành kế hoạch.", ["Ủy ban nhân dân thành phố Hồ Chí Minh"]),
        ("Hội đồng nhân dân thành phố Huế thông qua nghị quyết.", ["Hội đồng nhân dân thành phố Huế"]),
        ("Đảng ủy Chính phủ và Đảng ủy Quốc hội phối hợp.", ["Đảng ủy Chính phủ", "Đảng ủy Quốc hội"]),
        (
            "Ban Chỉ đạo quốc gia về phát triển công nghiệp bán dẫn đã thông qua kế hoạch.",
            ["Ban Chỉ đạo quốc gia về phát triển công nghiệp bán dẫn"],
        ),
        (
            "Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh Lâm Đồng đã họp.",
            ["Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh Lâm Đồng"],
        ),
        ("Tập đoàn Công nghiệp - Viễn thông Quân đội đầu tư.", ["Tập đoàn Công nghiệp - Viễn thông Quân đội"]),
        ("các Bộ: Tài chính, Y tế và Nội vụ thống nhất.", ["Bộ Tài chính", "Bộ Y tế", "Bộ Nội vụ"]),
        ("ba Bộ Tài chính, Bộ Y tế, Bộ Nội vụ thống nhất.", ["Bộ Tài chính", "Bộ Y tế", "Bộ Nội vụ"]),
        (
            "lãnh đạo các Bộ, cơ quan: Quốc phòng, Công an, Văn phòng Chính phủ.",
            ["Bộ Quốc phòng", "Bộ Công an", "Văn phòng Chính phủ"],
        ),
        (
            "Ban Chỉ đạo quốc gia về phát triển công nghiệp bán dẫn họp sáng nay.",
            ["Ban Chỉ đạo quốc gia về phát triển công nghiệp bán dẫn"],
        ),
        ("Tổ công tác hạ tầng giao thông đã họp.", ["Tổ công tác hạ tầng giao thông"]),
        ("Giao Công ty TNHH MTV Thoát nước Hải Phòng nạo vét.", ["Công ty TNHH MTV Thoát nước Hải Phòng"]),
        ("Đài Phát thanh và Truyền hình tỉnh mở chuyên mục.", ["Đài Phát thanh và Truyền hình tỉnh"]),
        ("Thuế tỉnh Lào Cai, Bảo hiểm xã hội tỉnh rà soát.", ["Thuế tỉnh Lào Cai", "Bảo hiểm xã hội tỉnh"]),
        ("Kho bạc Nhà nước khu vực X hướng dẫn.", ["Kho bạc Nhà nước khu vực X"]),
        ("Thường trực Ủy ban Pháp luật chủ trì thẩm tra.", ["Thường trực Ủy ban Pháp luật"]),
        ("Ban Dân nguyện tổng hợp kiến nghị.", ["Ban Dân nguyện"]),
        ("BAN HÀNH KẾ HOẠCH", []),
        ("Trường hợp này, Hội nghị thảo luận về môi trường.", []),
        ("Ban Chỉ đạo có Tổ cải cách hành chính giúp việc.", ["Ban Chỉ đạo", "Tổ cải cách hành chính"]),
    ],
)
def test_where_a_name_ends(text: str, names: list[str]) -> None:
    named = [(q, v) for q, v in atoms(text, BodyName) if v.form in ("named", "short")]
    known = reading.registry().body
    assert [known[v.ids[0]].label if len(v.ids) == 1 else v.name for _, v in named] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các bộ, ngành rà soát.", ["Các bộ, ngành"]),
        ("Các bộ, ngành, địa phương rà soát.", ["Các bộ, ngành", "Các địa phương"]),
        ("Các bộ ngành và địa phương rà soát.", ["Các bộ ngành", "Các địa phương"]),
        ("Một số bộ, ngành còn chậm.", ["Một số bộ, ngành"]),
        ("Mỗi cấp, mỗi ngành xác định rõ trách nhiệm.", ["Mỗi cấp, mỗi ngành"]),
        ("Cả hệ thống chính trị vào cuộc.", ["Hệ thống chính trị"]),
        ("Các Tỉnh ủy, Thành ủy lãnh đạo.", ["Các tỉnh ủy, thành ủy"]),
        (
            "UBND các tỉnh, thành phố trực thuộc Trung ương rà soát.",
            ["Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"],
        ),
        ("Bộ trưởng, Thủ trưởng cơ quan ngang bộ rà soát.", ["Các bộ, cơ quan ngang bộ"]),
        (
            "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ rà soát.",
            ["Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
        ("Các bộ, ngành tổ chức thực hiện.", ["Các bộ, ngành"]),
        ("Các địa phương ban hành kế hoạch.", ["Các địa phương"]),
    ],
)
def test_collectives(text: str, names: list[str]) -> None:
    assert [v.name for _, v in atoms(text, BodyName) if v.form == "collective"] == names


@pytest.mark.parametrize(
    "text", ["Ban Chỉ đạo đã họp.", "Ban Chỉ đạo Trung ương đã họp.", "Thường trực Ban Chỉ đạo đã họp."]
)
def test_a_head_alone_is_a_short_form(text: str) -> None:
    assert [(q, v.form) for q, v in atoms(text, BodyName)] == [(text.removesuffix(" đã họp."), "short")]


def test_bodies_are_not_found_in_other_words() -> None:
    for text in (
        "Cán bộ xã và cục diện mới.",
        "Trung tâm của vấn đề là dữ liệu.",
        "Bộ máy hành chính cần tinh gọn.",
        "Bộ phận một cửa làm tốt.",
    ):
        assert bodies(text) == []


# --- persons -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Thủ tướng Phạm Minh Chính phát biểu.", ["Phạm Minh Chính"]),
        ("Tổng Bí thư Tô Lâm phát biểu.", ["Tô Lâm"]),
        ("Theo ông Nguyễn Chí Dũng, việc này khả thi.", ["Nguyễn Chí Dũng"]),
        ("PHẠM MINH CHÍNH TẠI BUỔI LÀM VIỆC", ["Phạm Minh Chính"]),
        ("Đồng chí Trần Cẩm Tú, đồng chí Trần Thanh Mẫn cùng dự.", ["Trần Cẩm Tú", "Trần Thanh Mẫn"]),
        ("Bộ trưởng Bộ Công an, Đại tướng Lương Tam Quang cùng dự.", ["Lương Tam Quang"]),
        ("Phạm\nMinh Chính phát biểu.", ["Phạm Minh Chính"]),
        ("Các hồ sơ và văn bản được lưu giữ.", []),
        ("Đào tạo nhân lực là then chốt.", []),
        ("Ông Nguyễn Chí Dũng phát biểu.", ["Nguyễn Chí Dũng"]),
    ],
)
def test_persons(text: str, people: list[str]) -> None:
    assert [v.name for _, v in atoms(text, PersonName)] == people


@pytest.mark.parametrize(
    "text", ["Thủ tướng Estonia phát biểu.", "Thủ tướng Nhật Bản phát biểu.", "Bộ trưởng Pháp phát biểu."]
)
def test_offices_of_other_states_are_none_here(text: str) -> None:
    assert atoms(text, Office) == []


def test_a_title_needs_its_capital() -> None:
    assert atoms("Kinh tế tăng trưởng nhanh.", Office) == []
    assert [q for q, _ in atoms("Ông là Trưởng Ban Tổ chức Trung ương.", Office)] == ["Trưởng"]


# --- what holds for any text -------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A stretch of a seed text with cuts, breaks, other letter cases, decomposed letters and invisible signs."""
    text = draw(st.sampled_from(SEEDS)).read_text("utf-8")
    start = draw(st.integers(0, max(0, len(text) - 600)))
    chance = random.Random(draw(st.integers(0, 2**32)))
    made = []
    for char in text[start : start + draw(st.integers(1, 600))]:
        throw = chance.random()
        if throw < 0.02:
            continue
        made.append("\n" if char == " " and throw < 0.06 else char.swapcase() if throw < 0.08 else char)
        if throw > 0.985:
            made.append(chance.choice('\u200b\u200d\ufeff\u00ad\n.;:,"“()%'))
    stretch = "".join(made)
    return unicodedata.normalize("NFD", stretch) if draw(st.booleans()) else stretch


ANY_TEXT = damaged() | st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_every_quote_stands_where_it_is_said_to_stand(text: str) -> None:
    document = reading.document(text)
    found = reading.facts_of([document])
    for evidence, _ in reading.rows(found):
        assert document.text[evidence.start : evidence.end] == evidence.quote != ""
    for unresolved in found.unresolved:
        assert document.text[unresolved.evidence.start : unresolved.evidence.end] == unresolved.evidence.quote
    for task in found.tasks:
        first, last = bounds(task.due.edtf) if task.due else (None, None)
        assert first is None or last is None or first <= last
        if task.due and task.due.earliest and task.due.latest:
            assert task.due.earliest <= task.due.latest


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_names_keep_to_the_text_and_do_not_overlap(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    found: Sequence[Atom] = recognise(reading.names(), text, reading.DAY)
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in found)
    dates = [a.span for a in found if isinstance(a.value, DateValue)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))


@settings(max_examples=12, deadline=None)
@given(st.lists(damaged(), min_size=2, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(texts: list[str], chance: random.Random) -> None:
    documents = [reading.document(t, id_=f"d{i}") for i, t in enumerate(texts)]
    read = [(d, reading.extract(d, reading.names())) for d in documents]
    shuffled = chance.sample(read, len(read))
    one, other = (resolve(reading.registry(), r) for r in (read, shuffled))
    assert one == other
    assert facts_lines(one) == facts_lines(other)


def test_ids_and_lines_of_the_seeds_are_stable() -> None:
    documents = [reading.document(Path(p).read_text("utf-8"), id_=p.stem) for p in SEEDS]
    one, other = reading.facts_of(documents), reading.facts_of(documents[::-1])
    assert one == other
    assert facts_lines(one) == facts_lines(other)
    lines = [quad_lines(f, ontology_dir(), "1") for f in (one, other)]
    assert lines[0] == lines[1]
    ids = [x.id for x in (*one.tasks, *one.targets, *one.roles, *one.meetings, *one.structures)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+/[0-9a-f]{16}", i) for i in ids)


def test_composed_and_decomposed_text_say_the_same() -> None:
    text = (house.ROOT / "seeds" / "004_ea6b70cc232bfaa4.txt").read_text("utf-8")
    composed = reading.facts(unicodedata.normalize("NFC", text), id_="x")
    decomposed = reading.facts(unicodedata.normalize("NFD", text), id_="x")
    assert facts_lines(composed) == facts_lines(decomposed)
