"""Verification: what was changed behind the graph's back is found, and only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sample_facts

from kg.rdf import quad_lines
from kg.store import open_graph, write_build
from kg.verify import Mismatch, Report, verify

PAPER, PORTAL = sample_facts.PAPER, sample_facts.PORTAL


@pytest.fixture
def store(tmp_path: Path) -> Path:
    facts = sample_facts.sample()
    write_build(tmp_path / "store", quad_lines(facts, sample_facts.ONTOLOGY), sample_facts.files(facts))
    return tmp_path / "store"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for document in (PAPER, PORTAL):
        (folder / document.source.name).write_bytes(document.text.encode())
    return folder


def snapshot(store: Path) -> Path:
    return store / "current" / "snapshots" / "bao-giay-02.txt"


def test_a_sound_build_agrees(store: Path, sources: Path) -> None:
    assert verify(store, [sources]) == Report(2, 24, 2, (), ())
    assert verify(store).unseen == ("bao-giay-02", "cong-thong-tin-01")
    assert verify(open_graph(store)).sound


def test_a_snapshot_that_is_gone_is_told(store: Path) -> None:
    snapshot(store).unlink()
    assert verify(store).mismatches == (Mismatch("bao-giay-02", "snapshot-missing", expected=PAPER.text_sha256),)


def test_a_quote_that_reads_otherwise_is_told_with_both_readings(store: Path) -> None:
    snapshot(store).write_bytes(PAPER.text.replace("cát cứ", "cục bộ").encode())
    report = verify(store)
    assert not report.sound
    assert {m.kind for m in report.mismatches} == {"context-differs", "quote-differs", "snapshot-changed"}
    (told,) = [m for m in report.mismatches if m.kind == "quote-differs"]
    assert (told.expected, told.found) == (
        "khẩn trương khắc phục tình trạng dữ liệu phân tán, cát cứ",
        "khẩn trương khắc phục tình trạng dữ liệu phân tán, cục bộ",
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode() + b"\n",
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xff" + text.encode(),
        lambda text: b"",
    ],
    ids=["longer", "line ends", "no UTF-8", "empty"],
)
def test_any_other_byte_in_a_snapshot_is_told(store: Path, change: Callable[[str], bytes]) -> None:
    snapshot(store).write_bytes(change(PAPER.text))
    kinds = {(m.source, m.kind) for m in verify(store).mismatches}
    assert ("bao-giay-02", "snapshot-changed") in kinds
    assert {source for source, _ in kinds} == {"bao-giay-02"}


def test_a_source_file_that_changed_is_told(store: Path, sources: Path) -> None:
    (sources / PORTAL.source.name).write_bytes(b"another text")
    (told,) = verify(store, [sources]).mismatches
    assert (told.source, told.kind, told.expected) == ("cong-thong-tin-01", "source-changed", PORTAL.source.sha256)


def test_a_quote_changed_in_the_graph_is_told(tmp_path: Path) -> None:
    facts = sample_facts.sample()
    lines = quad_lines(facts, sample_facts.ONTOLOGY)
    changed = [x.replace("đạt trên 80%", "đạt trên 90%") if "#exact>" in x else x for x in lines]
    moved = [x.replace('"212"', '"213"') if "#start>" in x else x for x in lines]
    for number, wrong in enumerate((changed, moved)):
        store = tmp_path / str(number)
        write_build(store, sorted(wrong), sample_facts.files(facts))
        if wrong != lines:
            assert {m.kind for m in verify(store).mismatches} == {"quote-differs"}
    assert changed != lines


def test_changed_context_is_told(tmp_path: Path) -> None:
    facts = sample_facts.sample()
    lines = quad_lines(facts, sample_facts.ONTOLOGY)
    wrong = [x.replace("Phấn đấu ", "Quyết tâm ") if "#prefix>" in x else x for x in lines]
    assert wrong != lines
    write_build(tmp_path, sorted(wrong), sample_facts.files(facts))
    assert {m.kind for m in verify(tmp_path).mismatches} == {"context-differs"}


def test_a_name_never_leads_out_of_the_folders(tmp_path: Path) -> None:
    facts = sample_facts.sample()
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "sources").mkdir()
    lines = [x.replace('"bao-giay-02.txt"', '"../secret"') for x in quad_lines(facts, sample_facts.ONTOLOGY)]
    write_build(tmp_path / "store", sorted(lines), sample_facts.files(facts))
    assert verify(tmp_path / "store", [tmp_path / "sources"]).files == 0
