"""Names and what they mean on a day: without a store, and with one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import kg
from kg.ask.access import Graph
from kg.ask.answer import step_words
from kg.ask.identify import Identifier, Meaning
from kg.ask.phrases import wording


@cache
def registry() -> Identifier:
    return Identifier()


def only(name: str, day: str | None = None) -> Meaning:
    (one,) = registry().meanings(name, day)
    return one


@pytest.mark.parametrize(
    ("name", "day", "path", "why"),
    [
        ("Bộ Khoa học và Công nghệ", None, "org/bo-khoa-hoc-va-cong-nghe", "official"),
        ("Bộ KH&CN", None, "org/bo-khoa-hoc-va-cong-nghe", "abbreviation"),
        ("bo khcn", None, "org/bo-khoa-hoc-va-cong-nghe", "abbreviation"),
        ("Bộ Khoa học Công nghệ", None, "org/bo-khoa-hoc-va-cong-nghe", "other-name"),
        ("Bộ TT&TT", "2025-02-01", "org/bo-thong-tin-va-truyen-thong", "abbreviation"),
        ("Bộ TT&TT", None, "org/bo-thong-tin-va-truyen-thong", "former"),
        ("Ban Kinh tế Trung ương", "2025-06-01", "org/ban-kinh-te-trung-uong", "former"),
        ("Bình Dương", "2025-04-01", "org/tinh-binh-duong", "other-name"),
        ("UBND tỉnh Bình Dương", "2025-04-01", "org/uy-ban-nhan-dan-tinh-binh-duong", "reading"),
        ("Tỉnh ủy Long An", None, "org/tinh-uy-long-an", "former"),
        ("Vụ Pháp chế, Bộ Tư pháp", None, "org/vu-phap-che-bo-tu-phap", "reading"),
        ("Vụ Pháp chế (Bộ Tư pháp)", None, "org/vu-phap-che-bo-tu-phap", "reading"),
        ("Vụ Pháp chế thuộc Bộ Tư pháp", None, "org/vu-phap-che-bo-tu-phap", "reading"),
        ("57-NQ/TW", None, "doc/2024/57-nq-tw", "official"),
        ("Nghị quyết 57", None, "doc/2024/57-nq-tw", "other-name"),
        ("NQ57", None, "doc/2024/57-nq-tw", "reading"),
        ("nghi quyet so 57-NQ/TW", None, "doc/2024/57-nq-tw", "other-name"),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", None, "doc/2024/57-nq-tw", "reading"),
        ("Nghị quyết 71/NQ-CP", None, "doc/2025/71-nq-cp", "other-name"),
        ("Nghị quyết 71-NQ/TW", None, "doc/2025/71-nq-tw", "other-name"),
    ],
)
def test_a_name_means_one_thing(name: str, day: str | None, path: str, why: str) -> None:
    found = only(name, day)
    assert (found.thing.path, found.why) == (path, why)


def test_a_number_that_two_documents_bear_means_two() -> None:
    found = registry().meanings("Nghị quyết 71")
    assert {one.thing.path for one in found} == {"doc/2025/71-nq-cp", "doc/2025/71-nq-tw"}


@pytest.mark.parametrize("name", ["", "xyz", "Cục", "Vụ Pháp chế", "Nghị quyết", "?!", "\x1b[31m", "a" * 300])
def test_what_nobody_knows_means_nothing(name: str) -> None:
    assert registry().meanings(name) == ()


def test_a_former_body_tells_its_end_its_heir_and_the_source() -> None:
    found = only("Bộ Thông tin và Truyền thông").as_json()
    assert (found["valid_until"], found["state"]) == ("2025-02-28", "passed")
    assert [o["label"] for o in found["owners"]] == ["Bộ Khoa học và Công nghệ"]
    assert [e["date"] for e in found["events"]] == ["2025-03-01"]
    assert [s["label"] for s in found["sources"]] == ["Nghị quyết số 176/2025/QH15"]
    assert found["part_of"]["label"] == "Chính phủ"


def test_a_new_body_tells_what_it_came_from() -> None:
    found = only("Bộ Dân tộc và Tôn giáo", "2025-02-01").as_json()
    assert (found["state"], found["valid_from"]) == ("not-yet", "2025-03-01")
    assert [o["label"] for e in found["came_from"] for o in e["from"]] == ["Ủy ban Dân tộc"]


def test_with_a_store_names_that_only_documents_use_are_known(seeds_store: Path) -> None:
    name = "Cục Thương mại điện tử và kinh tế số"
    assert registry().meanings(name) == ()
    (found,) = Identifier(Graph(kg.open(seeds_store).build)).meanings(name)
    assert (found.why, found.part_of and found.part_of.vi) == ("document", "Bộ Công Thương")
    assert found.thing.path == "org/cuc-thuong-mai-dien-tu-va-kinh-te-so-bo-cong-thuong"


def froms(found: Meaning) -> list[list[str]]:
    return [[n.vi for n in step.olds if n != found.thing] for step in found.came_from]


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Bộ Tài chính", None, [["Bộ Kế hoạch và Đầu tư"], ["Ủy ban Quản lý vốn nhà nước tại doanh nghiệp"]]),
        ("Bộ Tài chính", "2025-03-01", [["Bộ Kế hoạch và Đầu tư"]]),
        ("Bộ Tài chính", "2025-02-28", []),
        ("Tỉnh Bắc Ninh", None, [["Tỉnh Bắc Giang"]]),
        ("UBND tỉnh Lào Cai", None, [["Ủy ban nhân dân tỉnh Yên Bái"]]),
        ("UBND tỉnh Lào Cai", "2025-06-30", []),
        ("UBND tỉnh Phú Thọ", None, [["Ủy ban nhân dân tỉnh Hòa Bình"], ["Ủy ban nhân dân tỉnh Vĩnh Phúc"]]),
        ("Thành ủy Hải Phòng", None, [["Tỉnh ủy Hải Dương"]]),
        ("UBND tỉnh Cao Bằng", None, []),
    ],
)
def test_what_joined_a_body_that_kept_its_name(name: str, day: str | None, expected: list[list[str]]) -> None:
    assert froms(only(name, day)) == expected


@pytest.mark.parametrize(
    ("name", "day", "parent"),
    [
        ("BHXH Việt Nam", None, "Bộ Tài chính"),
        ("BHXH Việt Nam", "2025-03-01", "Bộ Tài chính"),
        ("BHXH Việt Nam", "2025-02-28", "Chính phủ"),
        ("Cục Chuyển đổi số quốc gia", "2025-02-28", "Bộ Thông tin và Truyền thông"),
        ("Cục Chuyển đổi số quốc gia", "2025-03-01", "Bộ Khoa học và Công nghệ"),
        ("PTIT", "2025-02-28", None),  # under which ministry it was is not on record
        ("PTIT", "2025-03-01", "Bộ Khoa học và Công nghệ"),
        ("Bộ Dân tộc và Tôn giáo", "2025-02-28", None),  # it did not exist yet
    ],
)
def test_of_what_a_body_was_part(name: str, day: str | None, parent: str | None) -> None:
    part = only(name, day).part_of
    assert (part and part.vi) == parent


def test_a_ministry_that_was_divided_names_all_who_received_a_part() -> None:
    found = only("Bộ LĐTBXH")
    assert found.owner is not None
    assert [n.vi for n in found.owner.holders] == ["Bộ Nội vụ"]
    received = {n.vi for step in found.moves for n in step.news}
    assert received == {"Bộ Y tế", "Bộ Công an", "Bộ Nông nghiệp và Môi trường", "Bộ Giáo dục và Đào tạo"}
    assert only("Bộ LĐTBXH", "2025-02-28").moves == ()
    assert [n.vi for step in only("Bộ Y tế").moves for n in step.olds] == ["Bộ Lao động - Thương binh và Xã hội"]


def test_a_body_that_came_under_another_one_is_no_predecessor_of_it() -> None:
    (move,) = only("BHXH Việt Nam").moves
    assert (move.kind, [n.vi for n in move.news]) == ("move", ["Bộ Tài chính"])
    assert "Bảo hiểm xã hội Việt Nam" not in {n for names in froms(only("Bộ Tài chính")) for n in names}
    told = step_words(move, move.olds[0], wording("vi"))
    assert told.startswith("Bảo hiểm xã hội Việt Nam chuyển về trực thuộc Bộ Tài chính từ ngày 1/3/2025")


@pytest.mark.parametrize("name", ["Tỉnh ủy Bắc Giang", "UBND tỉnh Bắc Giang", "HĐND tỉnh Bắc Giang"])
def test_what_follows_from_the_merger_of_provinces_is_told_as_that(name: str) -> None:
    found = only(name)
    assert found.owner is not None
    (step,) = found.owner.steps
    assert step.derived == "event/2025/sap-nhap-tinh-bac-ninh"
    told = step_words(step, found.owner.body, wording("vi"))
    assert "suy ra từ việc sắp xếp đơn vị hành chính theo Nghị quyết số 202/2025/QH15" in told
    assert "sáp nhập" not in told
    (province,) = only("Tỉnh Bắc Giang").owner.steps  # type: ignore[union-attr]
    assert province.derived is None
