"""The main job from files to a store: what is skipped, what is told, what stays the same."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from small_documents import text_of

from kg.build import build
from kg.errors import BadManifest, KgError, NothingToRead, SameId, UnreadableSource

GOOD = "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/9/2025.\n"
OTHER = "Thủ tướng yêu cầu Bộ Công an đưa Trung tâm dữ liệu quốc gia vào hoạt động trong năm 2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "van-ban"
    made.mkdir()
    (made / "tot.txt").write_text(GOOD, "utf-8")
    return made


def report(store: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((store / "current" / "report.json").read_text("utf-8"))
    return told


def sources(store: Path) -> set[str]:
    return {json.loads(line)["source"] for line in (store / "current" / "facts.jsonl").read_text("utf-8").splitlines()}


BAD = {
    "rong.txt": (b"", "empty"),
    "nhi-phan.txt": (b"\x00\x01\x02\x03", "binary"),
    "bang-ma.txt": (b"B\xf4 T\xe0i ch\xednh", "UTF-8"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_skipped_and_told_and_the_others_are_built(folder: Path, tmp_path: Path, name: str) -> None:
    content, says = BAD[name]
    (folder / name).write_bytes(content)
    made = build([folder], tmp_path / "kho")
    (error,) = made.errors
    assert isinstance(error, UnreadableSource) and says in str(error) and "\n" not in str(error)
    assert (made.counts["documents"], made.counts["tasks"]) == (1, 1)
    assert sources(tmp_path / "kho") == {"tot"}
    (skipped,) = report(tmp_path / "kho")["skipped"]  # type: ignore[misc]
    assert skipped["path"] == name, "the report names the file, not the machine's folders"


def test_strict_stops_at_the_first_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "rong.txt").write_bytes(b"")
    with pytest.raises(UnreadableSource, match="empty"):
        build([folder], tmp_path / "kho", strict=True)
    assert not (tmp_path / "kho" / "current").exists()


def test_all_bad_is_an_error_that_leaves_the_old_graph(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "kho"
    build([folder], store)
    before = (store / "current" / "graph.nq").read_bytes()
    bad = tmp_path / "hong"
    bad.mkdir()
    (bad / "a.txt").write_bytes(b"")
    with pytest.raises(UnreadableSource, match="empty"):
        build([bad], store)
    (bad / "b.txt").write_bytes(b"\x00")
    with pytest.raises(NothingToRead):
        build([bad], store)
    with pytest.raises(KgError):
        build([tmp_path / "khong-co"], store)
    assert (store / "current" / "graph.nq").read_bytes() == before


def test_two_documents_with_one_id(folder: Path, tmp_path: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "tot.txt").write_text(OTHER, "utf-8")
    made = build([folder], tmp_path / "kho")
    (error,) = made.errors
    assert isinstance(error, SameId) and "tot" in str(error)
    assert made.counts["documents"] == 1
    with pytest.raises(SameId):
        build([folder], tmp_path / "kho-2", strict=True)


def test_a_file_that_the_manifest_names_and_nobody_has(folder: Path, tmp_path: Path) -> None:
    (folder / "manifest.toml").write_text("[[document]]\nfile = 'mat.txt'\n", "utf-8")
    made = build([folder], tmp_path / "kho")
    assert [type(e) for e in made.errors] == [UnreadableSource]
    assert made.counts["documents"] == 1


def test_a_changed_file_is_not_built(folder: Path, tmp_path: Path) -> None:
    (folder / "khac.txt").write_text(OTHER, "utf-8")
    (folder / "manifest.toml").write_text(f"[[document]]\nfile = 'tot.txt'\nsha256 = '{'0' * 64}'\n", "utf-8")
    made = build([folder], tmp_path / "kho")
    assert "sha256" in str(made.errors[0])
    assert sources(tmp_path / "kho") == {"khac"}


def test_a_broken_manifest_stops_the_build(folder: Path, tmp_path: Path) -> None:
    (folder / "manifest.toml").write_text("[[document", "utf-8")
    with pytest.raises(BadManifest):
        build([folder], tmp_path / "kho")


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    (folder / "khac.txt").write_text(OTHER, "utf-8")
    orders = ([folder / "tot.txt", folder / "khac.txt"], [folder / "khac.txt", folder / "tot.txt"], [folder])
    built = [build(list(paths), tmp_path / f"kho-{i}").build for i, paths in enumerate(orders)]
    for name in ("graph.nq", "facts.jsonl", "report.json"):
        assert len({(b / name).read_bytes() for b in built}) == 1
    assert len({b.name for b in built}) == 1


def test_a_document_that_leaves_the_folder_leaves_the_graph(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "kho"
    (folder / "khac.txt").write_text(OTHER, "utf-8")
    build([folder], store)
    assert sources(store) == {"tot", "khac"}
    (folder / "khac.txt").unlink()
    build([folder], store)
    assert sources(store) == {"tot"}
    assert not (store / "current" / "snapshots" / "khac.txt").exists()


def test_what_a_build_holds(folder: Path, tmp_path: Path) -> None:
    made = build([folder], tmp_path / "kho")
    assert (made.build / "snapshots" / "tot.txt").read_text("utf-8") == GOOD
    told = report(tmp_path / "kho")
    assert told["counts"] == made.counts
    assert made.counts["documents"] == made.counts["tasks"] == 1
    assert told["skipped"] == [] and told["unresolved"] == []


def test_what_was_not_resolved_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "tot.txt").write_text("Thông báo số 9876 đã được gửi. Ban Chỉ đạo đã ghi nhận.\n", "utf-8")
    made = build([folder], tmp_path / "kho")
    assert sorted((u.kind, u.text) for u in made.unresolved) == [
        ("body", "Ban Chỉ đạo"),
        ("document", "Thông báo số 9876"),
    ]
    assert len(report(tmp_path / "kho")["unresolved"]) == 2  # type: ignore[arg-type]


def test_progress_counts_to_the_end(folder: Path, tmp_path: Path) -> None:
    (folder / "khac.txt").write_text(OTHER, "utf-8")
    seen: list[tuple[str, int, int]] = []
    build([folder], tmp_path / "kho", progress=lambda *step: seen.append(step))
    assert [s for s in seen if s[0] == "read"] == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2)]
    assert [stage for stage, done, total in seen if done == total] == ["read", "resolve", "write"]


def test_a_document_without_facts_is_still_a_document(folder: Path, tmp_path: Path) -> None:
    (folder / "tot.txt").write_text("Trời hôm nay nắng đẹp.\n", "utf-8")
    made = build([folder], tmp_path / "kho")
    assert (made.counts["documents"], made.counts["tasks"]) == (1, 0)
    assert (made.build / "facts.jsonl").read_bytes() == b""


def test_hostile_text_is_only_text(folder: Path, tmp_path: Path) -> None:
    hostile = (
        GOOD
        + "<script>alert(1)</script> \"@prefix\\ <http://x> . \\u0000 {{7*7}} ${HOME} '; DROP TABLE x\u2028\u2029\x85\n"
    )
    (folder / "tot.txt").write_text(hostile, "utf-8")
    made = build([folder], tmp_path / "kho")
    assert (made.counts["tasks"], made.errors) == (1, ())
    assert (made.build / "snapshots" / "tot.txt").read_text("utf-8") == hostile


def test_the_order_in_which_folders_are_named_changes_nothing(tmp_path: Path) -> None:
    """Of two documents with one id the same one is read, and the other one told."""
    for name, text in (("mot", GOOD), ("hai", OTHER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tin.txt").write_text(text, "utf-8")
    folders = [tmp_path / "mot", tmp_path / "hai"]
    one, other = build(folders, tmp_path / "a"), build(folders[::-1], tmp_path / "b")
    for made in (one, other):
        assert [(type(e), e.data["path"]) for e in made.errors] == [(SameId, tmp_path / "mot" / "tin.txt")]
    assert (one.build / "graph.nq").read_bytes() == (other.build / "graph.nq").read_bytes()


# --- what has been built before ----------------------------------------------------------


def not_again(*_: object) -> None:
    raise AssertionError("this has been built before")


def test_what_has_not_changed_is_not_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, store = tmp_path / "tin", tmp_path / "kho"
    folder.mkdir()
    for n in range(2):
        (folder / f"tin-{n}.txt").write_text(text_of(n), "utf-8")
    (folder / "hong.txt").write_bytes(b"")
    first = build([folder], store)
    (folder / "them.txt").write_text(text_of(7), "utf-8")
    other = build([folder], store)
    (folder / "them.txt").unlink()
    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["kg.build"], "resolve", not_again)
        again = build([folder], store)
    assert replace(again, anew=first.anew, again=first.again, errors=first.errors) == first != other
    assert (store / "current").resolve() == first.build.resolve()
    assert [e.key for e in again.errors] == [e.key for e in first.errors]


def test_a_build_that_is_damaged_or_decided_on_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text(text_of(1), "utf-8")
    first = build([tmp_path / "tin.txt"], tmp_path / "kho")
    graph = (first.build / "graph.nq").read_bytes()
    (first.build / "graph.nq").write_bytes(b"")
    again = build([tmp_path / "tin.txt"], tmp_path / "kho")
    assert (again.build / "graph.nq").read_bytes() == graph
    gone = '{"decide": "reject", "places": [{"source": "tin", "quote": "không có câu này"}]}\n'
    (tmp_path / "kho" / "decisions.jsonl").write_text(gone, "utf-8")
    assert len(build([tmp_path / "tin.txt"], tmp_path / "kho").unfit) == 1


def test_another_program_builds_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tin.txt").write_text(text_of(1), "utf-8")
    build([tmp_path / "tin.txt"], tmp_path / "kho")
    monkeypatch.setattr("kg.cache.folder.of_build", lambda: "another")
    monkeypatch.setattr(sys.modules["kg.build"], "resolve", not_again)
    with pytest.raises(AssertionError, match="built before"):
        build([tmp_path / "tin.txt"], tmp_path / "kho")
