"""Many documents in one file: ZIP folders, JSON Lines and web archives (WARC, ISO 28500), each record by its place.

Nothing is unpacked to disk, and the name of a member is only a name: it opens no path.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from kg.documents.formats.zips import bomb, opened
from kg.errors import BadArchive, BadRecord, Damaged, TooLarge, TooMuch

LARGEST = 50 * 1024 * 1024
MOST_RECORDS = 1_000_000
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_ID = 100
_PROSE = ("text/", "application/pdf", "application/xhtml", "application/msword", "application/vnd.openxml")


# Where a document is in its file, and its short and its full id.
_Place = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """A document within a file, and what the file says of it; ``kind`` where that is said too."""

    id: str
    name: str
    data: bytes
    title: str | None = None
    url: str | None = None
    published: str | None = None
    kind: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def places(path: Path, kind: str, suffixes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where the documents of an archive are, each with the id it will have; members of other types are passed over.

    A short id is taken where it is the only one of its kind: ``cong-van-12`` rather than ``thang-5-cong-van-12``.
    """
    finders = {"zip": _zip_places, "jsonl": _json_places, "warc": _warc_places}
    found = list(finders[kind](path, suffixes))
    if len(found) > MOST_RECORDS:
        raise TooMuch(what=f"{MOST_RECORDS:,} records")
    counts = Counter(brief for _, brief, _ in found)
    return [(place, brief if counts[brief] == 1 else full) for place, brief, full in found]


def record(path: Path, kind: str, place: int, name: str) -> Record:
    """One document of an archive; ``BadArchive`` or ``BadRecord`` where it is not to be had."""
    readers = {"zip": _zip_record, "jsonl": _json_record, "warc": _warc_record}
    return readers[kind](path, place, name)


def safe_id(text: str) -> str:
    """An id that is also a file name: ``../../x`` → ``x``."""
    return _UNSAFE.sub("-", text).strip("-.")[:_LONGEST_ID] or "record"


def _zip_places(path: Path, suffixes: tuple[str, ...]) -> Iterator[_Place]:
    with opened(path, "ZIP") as package:
        for number, member in enumerate(package.infolist()):
            parts = PurePosixPath(member.filename.replace("\\", "/")).parts
            hidden = any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)
            if not member.is_dir() and not hidden and member.filename.lower().endswith(suffixes):
                name = PurePosixPath(*parts)
                yield number, safe_id(name.stem), safe_id(str(name.with_suffix("")))


def _zip_record(path: Path, place: int, name: str) -> Record:
    with opened(path, "ZIP") as package:
        member = package.infolist()[place]
        part = member.filename
        if stat.S_ISLNK(member.external_attr >> 16):
            raise BadArchive(part=part, detail="a link")
        if member.file_size > LARGEST or bomb(member):
            raise BadArchive(part=part, detail="too large")
        try:
            with package.open(member) as file:
                data = file.read(LARGEST + 1)
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise BadArchive(part=part, detail="damaged") from error
    if len(data) > LARGEST:
        raise BadArchive(part=part, detail="too large")
    return Record(name, PurePosixPath(part.replace("\\", "/")).name, data)


def _json_places(path: Path, suffixes: tuple[str, ...]) -> Iterator[_Place]:
    place = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield place, *_json_names(line, number)
            place += len(line)


def _json_names(line: bytes, number: int) -> tuple[str, str]:
    """The record's own id, else what its address is called, else its line."""
    try:
        told = _object(line)
    except BadRecord:
        told = {}
    if told.get("id"):
        own = safe_id(str(told["id"]))
        return own, own
    brief, full = _address_names(str(told.get("url") or ""))
    return (brief, full) if told.get("url") else (f"record-{number}", f"record-{number}")


def _object(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord(line="?") from error
    if not isinstance(told, dict):
        raise BadRecord(line="?")
    return told


def _json_record(path: Path, place: int, name: str) -> Record:
    with path.open("rb") as file:
        file.seek(place)
        line = file.readline(LARGEST + 1)
    if len(line) > LARGEST:
        raise TooLarge(limit=LARGEST // 2**20)
    try:
        told = _object(line)
    except BadRecord as error:
        raise BadRecord(line=name) from error
    body = told.get("html") or told.get("text")
    if not isinstance(body, str) or not body.strip():
        raise BadRecord(line=name)
    html = bool(told.get("html"))
    day = re.match(r"\d{4}(?:-\d{2}){0,2}", str(told.get("published") or ""))
    data = body.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
    return Record(
        name,
        f"{name}.{'html' if html else 'txt'}",
        data,
        title=str(told["title"]) if told.get("title") else None,
        url=str(told["url"]) if told.get("url") else None,
        published=day.group() if day else None,
        kind="html" if html else "text",
    )


def _address_names(address: str) -> tuple[str, str]:
    """The last part of an address's path, else its host; and the whole of it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "record", "record"
    path = PurePosixPath(unquote(parts.path))
    return safe_id(path.stem or parts.netloc), safe_id(f"{parts.netloc}{path.with_suffix('') if path.name else ''}")


def _warc_places(path: Path, suffixes: tuple[str, ...]) -> Iterator[_Place]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        walk = ArchiveIterator(file)
        try:
            for entry in walk:
                if entry.rec_type in ("response", "resource") and _is_document(entry):
                    address = entry.rec_headers.get_header("WARC-Target-URI") or ""
                    yield walk.get_record_offset(), *_address_names(address)
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
            raise Damaged(format="WARC", detail=type(error).__name__) from error


def _is_document(entry: Any) -> bool:
    """A page that was there, of a type that is read."""
    headers = entry.http_headers
    if headers is not None and headers.get_statuscode() not in ("200", ""):
        return False
    kind = (headers.get_header("Content-Type") if headers is not None else None) or entry.content_type or "text/html"
    return str(kind).lower().startswith(_PROSE)


def _warc_record(path: Path, place: int, name: str) -> Record:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        file.seek(place)
        try:
            entry = next(iter(ArchiveIterator(file)))
            data = entry.content_stream().read(LARGEST + 1)
        except (ArchiveLoadFailed, StopIteration, OSError, EOFError, ValueError) as error:
            raise BadArchive(part=name, detail="damaged") from error
    if len(data) > LARGEST:
        raise BadArchive(part=name, detail="too large")
    return Record(name, name, data, url=entry.rec_headers.get_header("WARC-Target-URI"))
