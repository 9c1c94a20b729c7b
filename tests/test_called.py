"""One body and one id for a name, however it is written or typed; and the nearest names where nobody bears it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import reading
from click.testing import CliRunner

import kg
from kg.ask.identify import Identifier
from kg.ask.nearest import nearest
from kg.cli.root import root
from kg.registry import Registry, load_registry
from kg.resolve.spelled import spelled
from kg.search_index.called import also_called
from kg.search_index.read import Name

DEPARTMENT = "Sở Khoa học và Công nghệ thành phố Hà Nội"


@cache
def registry() -> Registry:
    return load_registry()


@cache
def identifier() -> Identifier:
    return Identifier()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở KH&CN Hà Nội", DEPARTMENT),
        ("Sở khoa học và công nghệ Hà Nội", DEPARTMENT),
        ("Sở Khoa học và Công nghệ TP. Hà Nội", DEPARTMENT),
        ("so khcn tp ha noi", DEPARTMENT),
        (DEPARTMENT, DEPARTMENT),
        ("Sở Y tế Thừa Thiên Huế", "Sở Y tế tỉnh Thừa Thiên Huế"),
        ("Sở Nội vụ Bà Rịa Vũng Tàu", "Sở Nội vụ tỉnh Bà Rịa - Vũng Tàu"),
        ("Sở Quy hoạch - Kiến trúc Hà Nội", "Sở Quy hoạch - Kiến trúc thành phố Hà Nội"),
        ("ubnd tinh bac giang", "Ủy ban nhân dân tỉnh Bắc Giang"),
        ("thanh uy da nang", "Thành ủy Đà Nẵng"),
        ("Thanh tra Bộ khoa học và công nghệ", "Thanh tra Bộ Khoa học và Công nghệ"),
        ("Thanh tra Bộ KH&CN", "Thanh tra Bộ Khoa học và Công nghệ"),
        ("Viện Nghiên cứu Sao Hỏa", "Viện Nghiên cứu Sao Hỏa"),
    ],
)
def test_a_name_is_written_one_way(written: str, name: str) -> None:
    assert spelled(registry(), written) == name


@pytest.mark.parametrize("written", ["Sở KH&CN Hà Nội", "Sở Khoa học và Công nghệ Hà Nội", DEPARTMENT])
def test_a_document_that_writes_it_short_means_the_same_body(written: str) -> None:
    found = reading.facts(f"Giao {written} chủ trì xây dựng kế hoạch hạ tầng số.")
    assert [b.label for b in found.bodies if b.label.startswith("Sở")] == [DEPARTMENT]
    assert [b.id for b in found.bodies if b.label.startswith("Sở")] == ["org/so-khoa-hoc-va-cong-nghe-thanh-pho-ha-noi"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("Sở KH&CN Hà Nội", "org/so-khoa-hoc-va-cong-nghe-thanh-pho-ha-noi"),
        ("Sở Khoa học và Công nghệ TP. Hà Nội", "org/so-khoa-hoc-va-cong-nghe-thanh-pho-ha-noi"),
        ("so khcn tp ha noi", "org/so-khoa-hoc-va-cong-nghe-thanh-pho-ha-noi"),
        ("ubnd tinh bac giang", "org/uy-ban-nhan-dan-tinh-bac-giang"),
        ("bac giang", "org/tinh-bac-giang"),
        ("dak nong", "org/tinh-dak-nong"),
        ("da nang", "org/thanh-pho-da-nang"),
        ("Bà Rịa Vũng Tàu", "org/tinh-ba-ria-vung-tau"),
        ("ba ria - vung tau", "org/tinh-ba-ria-vung-tau"),
    ],
)
def test_accents_hyphens_and_short_forms_make_no_difference(typed: str, path: str) -> None:
    assert [one.thing.path for one in identifier().meanings(typed)] == [path]


def test_a_wrong_accent_is_another_name() -> None:
    assert identifier().meanings("Bắc Giáng") == ()


def test_an_authority_is_found_by_what_people_call_it() -> None:
    names = [
        Name("org/bo", "body", "Bộ Khoa học và Công nghệ", "vi", True),
        Name("org/bo", "body", "Bộ KH&CN", "vi", False),
        Name("org/so", "body", DEPARTMENT, "vi", True),
        Name("org/ub", "body", "Ủy ban nhân dân tỉnh Nghệ An", "vi", True),
    ]
    assert {(one.iri, one.name) for one in also_called(names)} == {
        ("org/so", "Sở Khoa học và Công nghệ Hà Nội"),
        ("org/so", "Sở KH&CN Hà Nội"),
        ("org/so", "Sở KH&CN thành phố Hà Nội"),
        ("org/ub", "Ủy ban nhân dân Nghệ An"),
    }


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one text in which a city's department is to do something."""
    folder = tmp_path_factory.mktemp("called")
    text = f"Giao {DEPARTMENT} chủ trì xây dựng kế hoạch hạ tầng số trước ngày 30/6/2025.\n"
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    kg.build([folder / "plan.txt"], folder / "store")
    return folder / "store"


@pytest.mark.parametrize("typed", ["Sở KH&CN Hà Nội", "so khcn tp ha noi", "Sở Khoa học và Công nghệ TP. Hà Nội"])
def test_every_command_finds_the_same_body(plans: Path, typed: str) -> None:
    graph = kg.open(plans)
    assert [one.vi for one in graph.bodies(typed)] == [DEPARTMENT]
    assert graph.find(typed) == [graph.bodies(typed)[0].iri]
    assert graph.ask(f"{typed} chủ trì việc gì?").answers[0].bodies == (DEPARTMENT,)


def test_what_is_misspelt_or_cut_short_has_nearest_names() -> None:
    for typed, label in (
        ("Bộ Tài chíng", "Bộ Tài chính"),
        ("UBND tỉnh Bắc Giangg", "Ủy ban nhân dân tỉnh Bắc Giang"),
        ("Thủ tướng", "Thủ tướng Chính phủ"),
        ("Đoàn Thanh niên", "Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ("Ban Dân vận", "Ban Dân vận Trung ương"),
    ):
        assert identifier().meanings(typed) == ()
        assert identifier().nearest(typed)[0].vi == label


def test_nothing_is_near_to_nothing() -> None:
    assert nearest("?!", [("Bộ Tài chính", 1)]) == []
    assert nearest("qwxz", [("Bộ Tài chính", 1)]) == []


def test_resolve_names_what_comes_near(tmp_path: Path) -> None:
    def resolve(*more: str) -> str:
        asked = ["resolve", "Bộ Tài chíng", *more]
        done = CliRunner().invoke(root, asked, env={"KG_STORE": str(tmp_path), "KG_LANG": "vi"})
        assert done.exit_code == 1
        return done.stdout

    assert "Gần nhất:\n• Bộ Tài chính\n  org/bo-tai-chinh\n" in resolve()
    assert json.loads(resolve("--json"))["nearest"][0] == {
        "id": "https://w3id.org/chutri/id/org/bo-tai-chinh",
        "label": "Bộ Tài chính",
    }
