"""Names and what they mean on a day: without a store, and with one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import kg
from kg.ask.access import Graph
from kg.ask.identify import Identifier, Meaning


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
