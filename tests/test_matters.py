"""Which task or indicator some words mean to ``kg history``: one about them, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample_store import write_sample

import kg
from kg.ask.words import words
from kg.cli.root import root

INDICATOR = "indicator/ty-le-dich-vu-cong-truc-tuyen-toan-trinh"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("matters") / "store")


def history(store: Path, *asked: str) -> Result:
    return CliRunner().invoke(root, ["history", *asked], env={"KG_STORE": str(store), "KG_LANG": "vi"})


@pytest.mark.parametrize("asked", ["tỷ lệ hộ nghèo", "tỷ lệ nữ", "số ca sốt xuất huyết", "thu nhập bình quân"])
def test_what_shares_only_common_words_is_not_told_as_the_matter(store: Path, asked: str) -> None:
    done = history(store, asked)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"Không có nhiệm vụ hay chỉ số nào khớp với “{asked}”.")


def test_a_word_said_in_passing_is_not_the_matter(seeds_store: Path) -> None:
    """The task is about papers that people have to hand in again; "VNeID" is one word of fifty."""
    graph = kg.open(seeds_store)
    task = next(card for one in graph.ask("VNeID").nearest if (card := one.card))
    assert len(words(task.text)) > 50
    found = graph.matters("VNeID")
    assert task.iri not in {one.iri for one in found.fits}
    assert graph.matters("cung cấp lại thông tin đã có").fits[0].iri == task.iri


def test_what_was_understood_is_said(store: Path) -> None:
    done = history(store, "dịch vụ công trực tuyến toàn trình")
    assert done.exit_code == 0
    assert done.stdout.startswith("Hiểu là: tỷ lệ dịch vụ công trực tuyến toàn trình\n")
    assert not history(store, INDICATOR).stdout.startswith("Hiểu là")


def test_a_stroke_parts_words_but_not_the_number_of_a_document() -> None:
    assert [w.bare for w in words("tỷ trọng kinh tế số/GDP, R&D/GDP, 57-NQ/TW, 80/2025/QH15")] == [
        "ty", "trong", "kinh", "te", "so", "gdp", "r&d", "gdp", "57-nq/tw", "80/2025/qh15",
    ]  # fmt: skip


def test_no_disagreement_of_one_kind_says_which_and_that_there_are_others(store: Path) -> None:
    done = CliRunner().invoke(root, ["conflicts", "--aspect", "value"], env={"KG_STORE": str(store), "KG_LANG": "vi"})
    assert done.exit_code == 1
    assert done.stdout.startswith("Không có nội dung nào mà các nguồn nêu khác nhau về mức phải đạt.")
    assert "kg conflicts" in done.stdout


def test_a_body_is_told_in_parts_of_a_few(seeds_store: Path) -> None:
    def body(*more: str) -> str:
        asked = ["body", "Chính phủ", *more]
        return CliRunner().invoke(root, asked, env={"KG_STORE": str(seeds_store), "KG_LANG": "vi"}).stdout

    every = json.loads(body("--json"))["parts"]
    assert len(every) > 1
    assert f"… và {len(every) - 1} mục khác; xem đủ bằng --limit 0 hoặc --json." in body("--limit", "1")
    assert "mục khác" not in body("--limit", "0")
    assert len(json.loads(body("--json", "--limit", "1"))["parts"]) == 1


@pytest.mark.parametrize("command", ["body", "show", "resolve"])
def test_nearest_names_stand_one_under_the_other_with_their_ids(store: Path, command: str) -> None:
    asked = "Ban Chỉ đạo của Chính phủ về dữ liệu sốs"
    done = CliRunner().invoke(root, [command, asked], env={"KG_STORE": str(store), "KG_LANG": "vi"})
    assert done.exit_code == 1
    assert "• Ban Chỉ đạo của Chính phủ về dữ liệu số\n  org/ban-chi-dao-cua-chinh-phu-ve-du-lieu-so\n" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if not line.startswith("  org/")) <= 80
