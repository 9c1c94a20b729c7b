"""Files → sources and their contents, in order: text here, everything else by the workers beside, unless known."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

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


class Readings(Protocol):
    """What workers have told before of the same bytes, so that no file is parsed twice.

    ``job`` is what a worker is asked, ``sha256`` the hash of the file that it reads.
    """

    def get(self, sha256: str, job: dict[str, Any]) -> dict[str, Any] | None: ...

    def put(self, sha256: str, job: dict[str, Any], told: dict[str, Any]) -> None: ...


@dataclass(slots=True)
class _Item:
    """A file, or a record of an archive by its place, on its way: ``answer`` once it is with the workers, ``told``
    where it is known without them. ``file`` is the hash of the file, ``stamp`` its state when that was computed.
    """

    found: Found
    kind: str = ""
    sha256: str = ""
    place: int | None = None
    id: str = ""
    file: str = ""
    stamp: tuple[int, ...] = ()
    answer: Future[dict[str, Any]] | None = None
    told: dict[str, Any] | None = None
    error: UnreadableSource | None = None


Outcome = tuple[Source, Content] | UnreadableSource


def read_sources(
    found: Iterable[Found], workers: int = WORKERS, known: Readings | None = None
) -> Iterator[tuple[Found, Outcome]]:
    """Every document of some files, those of archives one by one, in order; an error in place of what cannot be read.

    The order and what is read depend neither on the number of ``workers`` nor on what is ``known`` already.
    """
    line: deque[_Item] = deque(map(_Item, found))
    pool = Pool(workers)
    try:
        while line:
            for item in list(line)[:_AHEAD]:
                _start(item, pool, known)
            item = line.popleft()
            try:
                _hear(item, known)
                records = _records(item)
                if records is None:
                    yield item.found, _outcome(item)
                else:
                    line.extendleft(reversed(records))
            except UnreadableSource as error:
                yield item.found, error.at(_named(item)) if not error.data.get("path") else error
    finally:
        pool.close()


def _start(item: _Item, pool: Pool, known: Readings | None) -> None:
    """Look at a file and hand it to the workers, unless it is plain text, is known or cannot be opened."""
    if item.answer is not None or item.told is not None or item.error is not None or item.kind == "text":
        return
    try:
        if not item.kind:
            _look(item)
    except UnreadableSource as error:
        item.error = error
        return
    if item.kind != "text":
        item.told = known.get(item.file, _job(item)) if known else None
        item.answer = pool.submit(_job(item)) if item.told is None else None


def _job(item: _Item) -> dict[str, Any]:
    place = {"path": str(item.found.path), "kind": item.kind, "place": item.place, "id": item.id}
    return {**place, "suffixes": SUFFIXES + ARCHIVE_SUFFIXES}


def _hear(item: _Item, known: Readings | None) -> None:
    """Wait for what the workers tell; it is kept unless the file was changed while they read it."""
    if item.error is not None:
        raise item.error
    if item.answer is not None:
        item.told = item.answer.result()
        if known and _stamp(item.found.path) == item.stamp:
            known.put(item.file, _job(item), item.told)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


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
        item.stamp = _stamp(path)
        with path.open("rb") as file:
            item.sha256 = item.file = hashlib.file_digest(file, "sha256").hexdigest()
        _check(item)


def _check(item: _Item) -> None:
    entry = item.found.entry
    if entry and entry.sha256 and entry.sha256 != item.sha256:
        raise Changed(item.found.path)


def _records(item: _Item) -> list[_Item] | None:
    """The records of an archive; None for a document."""
    if item.kind not in ARCHIVES or item.place is not None:
        return None
    assert item.told is not None
    # What a manifest says of an archive is said of none of its documents.
    found = Found(item.found.path)
    return [
        _Item(found, item.kind, place=place, id=id, file=item.file, stamp=item.stamp)
        for place, id in item.told["places"]
    ]


def _outcome(item: _Item) -> tuple[Source, Content]:
    if item.kind == "text":
        data = _bytes(item.found.path)
        item.sha256 = hashlib.sha256(data).hexdigest()
        text = decode(data)
        _check(item)
        return _source(item, None, item.found.path.name), Content(text)
    assert item.told is not None
    told = item.told
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
