"""Source → Document: NFC text snapshot, blocks, the day it leans on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.documents.annexes import annexes_of
from kg.documents.blocks import cut
from kg.documents.content import Content
from kg.documents.day import own_date
from kg.documents.head import read_head
from kg.documents.manifest import NAME, Entry, read_manifest
from kg.documents.provisions import provisions
from kg.documents.read import read_source
from kg.documents.tables import text_tables
from kg.errors import NothingToRead, UnreadableSource
from kg.model import Document, Source, Zone
from kg.text import squeeze

SUFFIXES = (".txt", ".md", ".markdown", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".doc")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, with its manifest entry if it has one."""

    path: Path
    entry: Entry | None = None


def find(paths: Iterable[Path]) -> list[Found]:
    """The files to read under some paths, in order of name; ``NothingToRead`` where there are none.

    In a folder, files of a type that is read are taken, and whatever its manifest names; a file given
    by name is taken whatever its type.
    """
    found: dict[Path, Found] = {}
    for path in paths:
        if not path.exists():
            raise UnreadableSource(path, "no such file or folder")
        if path.is_file():
            found.setdefault(path, Found(path, read_manifest(path.parent).get(path.name)))
            continue
        manifest = read_manifest(path)
        files = [p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".") and p.name != NAME]
        for file in sorted(files):
            if file.suffix.lower() in SUFFIXES or file.name in manifest:
                found.setdefault(file, Found(file, manifest.get(file.name)))
        for name in sorted(set(manifest) - {f.name for f in files}):
            missing = path / name
            found.setdefault(missing, Found(missing, manifest[name]))
    if not found:
        raise NothingToRead(path=", ".join(map(str, paths)))
    return list(found.values())


def read_document(found: Found) -> Document:
    """One file as a document; ``UnreadableSource`` where it cannot be read."""
    return make_document(*read_source(found.path, found.entry))


def make_document(source: Source, content: Content) -> Document:
    """Head, blocks and date of what a reader made of a file; the title is the manifest's, else the head's."""
    text = content.text
    head = read_head(text)
    tables = content.tables or text_tables(text)
    annexes = annexes_of(text, head, tables)
    blocks = cut(text, tables, head, [root.start for root in annexes])
    date, origin = (source.published, "manifest") if source.published else own_date(text, blocks, head)
    title = (
        source.title
        or (head.name if head else None)
        or next((squeeze(text[b.body.start : b.body.end]) for b in blocks if b.zone is Zone.HEADLINE), None)
    )
    return Document(
        source=replace(source, title=title),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=blocks,
        date=date,
        date_origin=origin,
        tables=tables,
        pages=content.pages,
        head=head,
        provisions=provisions(text, blocks, head, annexes, tables),
    )
