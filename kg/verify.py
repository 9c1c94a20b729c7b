"""Is every quote what its source says? Quotes against snapshots, snapshots and source files against their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.query import run
from kg.store import Graph, Row, open_graph
from kg.store.places import SNAPSHOTS


@dataclass(frozen=True, slots=True, order=True)
class Mismatch:
    """What does not hold: ``kind`` is snapshot-missing, snapshot-changed, source-changed, quote-differs or
    context-differs; ``expected`` is what the graph says, ``found`` what stands there."""

    source: str
    kind: str
    start: int = 0
    end: int = 0
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of what was compared, and every mismatch, sorted. ``unseen`` are sources whose file was not at hand."""

    snapshots: int
    quotes: int
    files: int
    unseen: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def sound(self) -> bool:
        """Whether everything that was compared agrees."""
        return not self.mismatches


def verify(store: Path | Graph, sources: Sequence[Path] = ()) -> Report:
    """Check the current build of ``store`` (or an open graph) from what is stored alone.

    ``sources`` are folders in which the source files are looked for by name. ``NoStore`` and ``BrokenStore`` as in
    ``open_graph``.
    """
    graph = store if isinstance(store, Graph) else open_graph(store)
    documents = run(graph, "verify-sources")
    texts: dict[str, str] = {}
    wrong: set[Mismatch] = set()
    for row in documents:
        wrong.update(_snapshot(graph, row, texts))
    quotes = run(graph, "verify-quotes")
    for row in quotes:
        wrong.update(_quote(row, texts))
    files = {str(row["source"]): _file(str(row["name"]), sources) for row in documents}
    for row in documents:
        file = files[str(row["source"])]
        if file:
            wrong.update(_compare(str(row["source"]), "source-changed", str(row["sourceHash"]), file.read_bytes()))
    unseen = tuple(sorted(source for source, file in files.items() if file is None))
    return Report(len(documents), len(quotes), len(files) - len(unseen), unseen, tuple(sorted(wrong)))


def _snapshot(graph: Graph, row: Row, texts: dict[str, str]) -> Iterator[Mismatch]:
    source = str(row["source"])
    try:
        data = (graph.folder / SNAPSHOTS / f"{source}.txt").read_bytes()
    except OSError:
        yield Mismatch(source, "snapshot-missing", expected=str(row["textHash"]))
        return
    texts[source] = data.decode("utf-8", errors="replace")
    yield from _compare(source, "snapshot-changed", str(row["textHash"]), data)


def _compare(source: str, kind: str, expected: str, data: bytes) -> Iterator[Mismatch]:
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        yield Mismatch(source, kind, expected=expected, found=found)


def _quote(row: Row, texts: dict[str, str]) -> Iterator[Mismatch]:
    source, start, end = str(row["source"]), int(row["start"] or 0), int(row["end"] or 0)
    text = texts.get(source)
    if text is None:
        return
    quote, before, after = str(row["quote"]), str(row["prefix"] or ""), str(row["suffix"] or "")
    if text[start:end] != quote:
        yield Mismatch(source, "quote-differs", start, end, quote, text[start:end])
    elif not text[:start].endswith(before) or not text[end:].startswith(after):
        found = f"{text[max(0, start - len(before)) : start]} … {text[end : end + len(after)]}"
        yield Mismatch(source, "context-differs", start, end, f"{before} … {after}", found)


def _file(name: str, folders: Sequence[Path]) -> Path | None:
    """The source file, where it is still there; its name never leads out of the folders."""
    return next((folder / Path(name).name for folder in folders if (folder / Path(name).name).is_file()), None)
