"""Files → sources and their contents, in order: text here, everything else by the workers beside."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.documents.content import Content
from kg.documents.formats.read_bytes import ARCHIVES
from kg.documents.formats.recognise import kind
from kg.documents.formats.text import decode
from kg.documents.manifest import Entry
from kg.documents.pool import WORKERS, Pool
from kg.documents.worker import unpacked
from kg.errors import Changed, TooLarge, UnreadableSource
from kg.model import Source

LARGEST = 50 * 1024 * 1024
# Plain text is read in this process, without a bound on its time: more than a thousand pages is no document.
LARGEST_TEXT = 5 * 1024 * 1024
LARGEST_ARCHIVE = 4 * 1024 * 1024 * 1024
SUFFIXES = (".txt", ".md", ".markdown", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".doc")
ARCHIVE_SUFFIXES = (".zip", ".jsonl", ".ndjson", ".warc", ".warc.gz")
_HEAD = 65536
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, with its manifest entry if it has one."""

    path: Path
    entry: Entry | None = None


@dataclass(slots=True)
class _Item:
    """A file, or a record of an archive by its place, on its way: ``answer`` once it is with the workers."""

    found: Found
    kind: str = ""
    sha256: str = ""
    place: int | None = None
    id: str = ""
    answer: Future[dict[str, Any]] | None = None
    error: UnreadableSource | None = None


Outcome = tuple[Source, Content] | UnreadableSource


def read_sources(found: Iterable[Found], workers: int = WORKERS) -> Iterator[tuple[Found, Outcome]]:
    """Every document of some files, those of archives one by one, in order; an error in place of what cannot be read.

    The order and what is read do not depend on the number of ``workers``.
    """
    line: deque[_Item] = deque(map(_Item, found))
    pool = Pool(workers)
    try:
        while line:
            for item in list(line)[:_AHEAD]:
                _start(item, pool)
            item = line.popleft()
            try:
                records = _records(item)
                if records is None:
                    yield item.found, _outcome(item)
                else:
                    line.extendleft(reversed(records))
            except UnreadableSource as error:
                yield item.found, error.at(_named(item)) if not error.data.get("path") else error
    finally:
        pool.close()


def _start(item: _Item, pool: Pool) -> None:
    """Look at a file and hand it to the workers, unless it is plain text or cannot be opened."""
    if item.answer is not None or item.error is not None or item.kind == "text":
        return
    try:
        if not item.kind:
            _look(item)
    except UnreadableSource as error:
        item.error = error
        return
    if item.kind != "text":
        job = {"path": str(item.found.path), "kind": item.kind, "place": item.place, "id": item.id}
        item.answer = pool.submit({**job, "suffixes": SUFFIXES + ARCHIVE_SUFFIXES})


def _look(item: _Item) -> None:
    path = item.found.path
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            item.kind = kind(file.read(_HEAD), path)
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "cannot be read") from error
    limit = LARGEST_ARCHIVE if item.kind in ARCHIVES else LARGEST_TEXT if item.kind == "text" else LARGEST
    if size > limit:
        raise TooLarge(path, limit=limit // 2**20)
    if item.kind != "text":
        with path.open("rb") as file:
            item.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        _check(item)


def _check(item: _Item) -> None:
    entry = item.found.entry
    if entry and entry.sha256 and entry.sha256 != item.sha256:
        raise Changed(item.found.path)


def _records(item: _Item) -> list[_Item] | None:
    """The records of an archive; None for a document."""
    if item.error is not None:
        raise item.error
    if item.kind not in ARCHIVES or item.place is not None:
        return None
    assert item.answer is not None
    places = item.answer.result()["places"]
    # What a manifest says of an archive is said of none of its documents.
    return [_Item(Found(item.found.path), item.kind, place=place, id=id) for place, id in places]


def _outcome(item: _Item) -> tuple[Source, Content]:
    if item.kind == "text":
        data = _bytes(item.found.path)
        item.sha256 = hashlib.sha256(data).hexdigest()
        text = decode(data)
        _check(item)
        return _source(item, None, item.found.path.name), Content(text)
    assert item.answer is not None
    told = item.answer.result()
    reading = unpacked(told)
    item.sha256 = told.get("sha256", item.sha256)
    content = replace(reading.content, title=reading.title, published=reading.published)
    return _source(item, reading.url, told.get("name", item.found.path.name)), content


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "cannot be read") from error


def _named(item: _Item) -> Path:
    return item.found.path / item.id if item.place is not None else item.found.path


def _source(item: _Item, url: str | None, name: str) -> Source:
    """The file with what its manifest says of it; ``url`` is the address that a page gives itself."""
    entry = item.found.entry
    if entry is None:
        return Source(item.id or item.found.path.stem, name, item.sha256, url=url)
    return Source(
        id=entry.id,
        name=name,
        sha256=item.sha256,
        title=entry.title,
        publisher=entry.publisher,
        published=entry.published,
        kind=entry.kind,
        url=entry.url or url,
    )
