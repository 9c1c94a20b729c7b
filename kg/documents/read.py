"""Bytes → text. A ``.txt`` source's snapshot is the decoded file, NFC, nothing else changed."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from kg.documents.content import Content
from kg.documents.formats.read_bytes import FORMATS, read_bytes
from kg.documents.formats.recognise import kind
from kg.documents.manifest import Entry
from kg.errors import UnreadableSource
from kg.model import Source
from kg.text import nfc

LARGEST = 50 * 1024 * 1024
_HEAD = 65536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: Path) -> str:
    """The text of a file; ``UnreadableSource`` where it is empty, binary or not Unicode."""
    if not data.strip():
        raise UnreadableSource(path, "the file is empty")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise UnreadableSource(path, "this is a binary file, not text; give .txt or .md in UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(path, f"not UTF-8 text (byte {error.start}); save it as UTF-8 and try again") from error
    controls = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f")
    if controls > 0.01 * len(text):
        raise UnreadableSource(path, "this is a binary file, not text; give .txt or .md in UTF-8")
    if not text.strip():
        raise UnreadableSource(path, "the file is empty")
    return nfc(text)


def read_source(path: Path, entry: Entry | None = None) -> tuple[Source, Content]:
    """One file as a source and its content."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableSource(path, f"larger than {LARGEST // 2**20} MB; split it")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "cannot be read") from error
    digest = hashlib.sha256(data).hexdigest()
    if entry and entry.sha256 and entry.sha256 != digest:
        raise UnreadableSource(path, "its sha256 is not the one in manifest.toml; the file was changed")
    source = _source(path, digest, entry)
    if kind(data[:_HEAD], path) in FORMATS:
        try:
            reading = read_bytes(data, lambda pages: None, path)
        except UnreadableSource as error:
            raise error.at(path) from error
        return source, reading.content
    return source, Content(decode(data, path))


def _source(path: Path, digest: str, entry: Entry | None) -> Source:
    if entry is None:
        return Source(id=path.stem, name=path.name, sha256=digest)
    return Source(
        id=entry.id,
        name=path.name,
        sha256=digest,
        title=entry.title,
        publisher=entry.publisher,
        published=entry.published,
        kind=entry.kind,
        url=entry.url,
    )
