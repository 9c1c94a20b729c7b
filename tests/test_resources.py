"""Package data that is kept as compiled modules are: what is read is always what the file says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kg.resources import toml


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def test_a_file_that_was_kept_reads_the_same_and_anew_when_it_has_changed(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('[a]\nb = ["ắ", "b"]\n', "utf-8")
    assert toml(path) == {"a": {"b": ["ắ", "b"]}}
    assert len(list(kept.rglob("words.toml.json"))) == 1
    assert toml(path) == {"a": {"b": ["ắ", "b"]}}
    path.write_text("a = 1\n", "utf-8")
    os.utime(path, ns=(0, 1))
    assert toml(path) == {"a": 1}


def test_what_is_damaged_is_read_anew(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text("a = 1\n", "utf-8")
    toml(path)
    (found,) = kept.rglob("words.toml.json")
    for damage in (b"", b"{", b"[1]", b"null", b"[[0, 0], {}]"):
        found.write_bytes(damage)
        assert toml(path) == {"a": 1}


def test_what_cannot_be_kept_is_read_each_time(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "days.toml"
    path.write_text("day = 2025-01-01\n", "utf-8")
    assert str(toml(path)["day"]) == str(toml(path)["day"]) == "2025-01-01"
    assert not list(kept.rglob("*.json"))


def test_nothing_is_kept_where_nothing_may_be_written(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    path = tmp_path / "words.toml"
    path.write_text("a = 1\n", "utf-8")
    assert toml(path) == {"a": 1}
    assert not kept.exists()
