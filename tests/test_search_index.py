"""Full-text search: found with and without accents, ranked, and deaf to search syntax."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sample_facts
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BrokenStore
from kg.rdf import BASE, quad_lines
from kg.search_index import KINDS, Hit, names, search, texts, write_index

TASK = f"{BASE}task/hoan-thien-kien-truc-du-lieu-quoc-gia"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index")
    facts = sample_facts.sample()
    write_index(path, facts, quad_lines(facts, sample_facts.ONTOLOGY))
    return path


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("kiến trúc dữ liệu quốc gia", "task", TASK),
        ("kien truc du lieu", "task", TASK),
        ("KIẾN TRÚC", "task", TASK),
        ("kien tr", "task", TASK),
        ("Bộ KH&CN", "body", f"{BASE}org/bo-khoa-hoc-va-cong-nghe"),
        ("bo kh cn", "body", f"{BASE}org/bo-khoa-hoc-va-cong-nghe"),
        ("Ministry of Public Security", "body", f"{BASE}org/bo-cong-an"),
        ("99-NQ/TW", "work", f"{BASE}doc/2025/99-nq-tw"),
        ("phó thủ tướng", "person", f"{BASE}person/tran-minh-khoi"),
        ("dịch vụ công trực tuyến", "target", f"{BASE}target/dich-vu-cong-truc-tuyen-toan-trinh-2030"),
        ("phiên thứ hai", "meeting", f"{BASE}meeting/2025-05-12-ban-chi-dao-cua-chinh-phu-ve-du-lieu-so"),
    ],
)
def test_a_thing_is_found_by_its_words(folder: Path, words: str, kind: str, found: str) -> None:
    best = search(folder, words, [kind])[0]
    assert (best.iri, best.kind) == (found, kind)


def test_a_hit_says_what_it_is_and_how_much_of_the_question_it_covers(folder: Path) -> None:
    hit = search(folder, "kiến trúc dữ liệu xyz", ["task"])[0]
    text = "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025"
    assert hit == Hit(TASK, "task", text, hit.score, 4 / 5)
    assert hit.score > 0


def test_accents_settle_between_twins(tmp_path: Path) -> None:
    lines = [
        f'<{BASE}org/{name}> <http://www.w3.org/2004/02/skos/core#prefLabel> "{label}"@vi <{BASE}graph/data> .'
        for name, label in (("a", "Ban bảo vệ"), ("b", "Bàn bao ve"), ("c", "Bán báo vé"))
    ]
    write_index(tmp_path, replace(sample_facts.sample(), tasks=(), targets=(), meetings=(), roles=()), lines)
    for label, iri in (("Ban bảo vệ", "org/a"), ("bàn bao ve", "org/b"), ("bán báo vé", "org/c")):
        assert search(tmp_path, label)[0].iri == BASE + iri
        assert len(search(tmp_path, label)) == 3


def test_the_official_name_is_the_label(folder: Path) -> None:
    assert search(folder, "BCA", ["body"])[0].label == "Bộ Công an"
    found = [n for n in names(folder, ["body"]) if n.iri.endswith("/bo-cong-an")]
    assert [(n.name, n.language, n.preferred) for n in found] == [
        ("Bộ Công an", "vi", True),
        ("Ministry of Public Security", "en", True),
        ("BCA", "vi", False),
    ]


def test_every_kind_is_there_and_can_be_asked_for(folder: Path) -> None:
    assert {n.kind for n in names(folder)} == set(KINDS) - {"result", "duty"}  # the sample tells of none
    assert {h.kind for h in search(folder, "dữ liệu", limit=50)} >= {"task", "body", "meeting"}
    assert {h.kind for h in search(folder, "dữ liệu", ["task", "meeting"], limit=50)} == {"task", "meeting"}
    assert search(folder, "dữ liệu", ["nothing"]) == []


def test_the_limit_keeps_the_best(folder: Path) -> None:
    everything = search(folder, "dữ liệu số", limit=100)
    assert len(everything) > 3
    assert search(folder, "dữ liệu số", limit=3) == everything[:3]
    assert [h.score for h in everything] == sorted((h.score for h in everything), reverse=True)


def test_the_text_of_a_thing_is_its_names_and_sentences(folder: Path) -> None:
    found = texts(folder, [TASK, "nothing"])
    assert list(found) == [TASK]
    assert found[TASK].split("\n") == [
        "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025",
        "hoàn thiện kiến trúc dữ liệu quốc gia trước ngày 30/6/2025",
        "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025",
    ]


@settings(max_examples=150, deadline=None)
@given(words=st.text(st.sampled_from("abc\"'*()-+^:{}[].,;\\ \n_NEARORANDT0ạ")) | st.text())
def test_no_text_is_search_syntax(folder: Path, words: str) -> None:
    for hit in search(folder, words):
        assert hit.coverage <= 1


@pytest.mark.parametrize("words", ["", "  ", "!?…", '"', "*", "___"])
def test_no_words_find_nothing(folder: Path, words: str) -> None:
    assert search(folder, words) == []


def test_the_index_depends_on_the_content_only(folder: Path, tmp_path: Path) -> None:
    facts = sample_facts.sample()
    turned = replace(facts, tasks=facts.tasks[::-1], bodies=facts.bodies[::-1], roles=facts.roles[::-1])
    write_index(tmp_path, turned, quad_lines(turned, sample_facts.ONTOLOGY)[::-1])
    assert (tmp_path / "search.sqlite").read_bytes() == (folder / "search.sqlite").read_bytes()


def test_a_name_with_quotes_and_line_ends_is_kept(tmp_path: Path) -> None:
    facts = sample_facts.sample()
    hostile = 'Sở "A"\\B\n@vi <x> \u2028\x01'
    body = replace(facts.bodies[0], label=hostile)
    facts = replace(facts, bodies=(body, *facts.bodies[1:]))
    write_index(tmp_path, facts, quad_lines(facts, sample_facts.ONTOLOGY))
    assert hostile in {n.name for n in names(tmp_path, ["body"])}


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_a_damaged_index_is_told(tmp_path: Path, damage: str) -> None:
    if damage == "garbage":
        (tmp_path / "search.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(BrokenStore):
        search(tmp_path, "x")


def test_an_index_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="search"):
        write_index(tmp_path / "none", sample_facts.sample(), [])


def test_reading_leaves_nothing_beside_the_index(folder: Path) -> None:
    search(folder, "dữ liệu")
    assert [p.name for p in folder.iterdir()] == ["search.sqlite"]
    with sqlite3.connect(folder / "search.sqlite") as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    base.close()
