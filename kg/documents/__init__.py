"""Source → Document: NFC text snapshot, blocks, the day it leans on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.documents.annexes import annexes_of
from kg.documents.blocks import cut
from kg.documents.content import Content
from kg.documents.day import own_date
from kg.documents.head import read_head
from kg.documents.manifest import NAME, read_manifest
from kg.documents.pool import WORKERS
from kg.documents.provisions import provisions, with_rows
from kg.documents.read import ARCHIVE_SUFFIXES, SUFFIXES, Found, read_sources
from kg.documents.rows import numbered_rows
from kg.documents.tables import text_tables
from kg.errors import KgError, NothingToRead, UnreadableSource
from kg.model import Block, Document, Head, Source, Zone
from kg.text import squeeze


def find(paths: Iterable[Path]) -> list[Found]:
    """The files to read under some paths, in order of name, whatever the order in which the paths are given;
    ``NothingToRead`` where there are none.

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
            if file.name.lower().endswith(SUFFIXES + ARCHIVE_SUFFIXES) or file.name in manifest:
                found.setdefault(file, Found(file, manifest.get(file.name)))
        for name in sorted(set(manifest) - {f.name for f in files}):
            missing = path / name
            found.setdefault(missing, Found(missing, manifest[name]))
    if not found:
        raise NothingToRead(path=", ".join(map(str, paths)))
    return [found[path] for path in sorted(found)]


def read_documents(found: Iterable[Found], workers: int = WORKERS) -> Iterator[tuple[Found, Document | KgError]]:
    """Every document of some files in order, an error in place of one that cannot be read.

    Text is read here; other formats in ``workers`` processes beside, each bounded in time and memory.
    """
    for file, outcome in read_sources(found, workers):
        yield file, outcome if isinstance(outcome, KgError) else make_document(*outcome)


def read_document(found: Found) -> Document:
    """One file as a document; ``UnreadableSource`` where it cannot be read, or holds no single document."""
    outcomes = [outcome for _, outcome in read_documents([found], 1)]
    if len(outcomes) != 1:
        raise UnreadableSource(found.path, f"holds {len(outcomes)} documents; read them with read_documents")
    if isinstance(outcomes[0], KgError):
        raise outcomes[0]
    return outcomes[0]


def make_document(source: Source, content: Content) -> Document:
    """Head, blocks and date of what a reader made of a file.

    The title is the manifest's, else the head's, else the page's own; so is the date.
    """
    text = content.text
    tables = content.tables or text_tables(text)
    head = read_head(text, tables)
    annexes = annexes_of(text, head, tables)
    blocks = cut(text, tables, head, [root.start for root in annexes])
    date, origin = _date(source, content, blocks, head)
    published = source.published or (content.published if head is None else None)
    return Document(
        source=replace(source, title=_title(source, content, blocks, head), published=published),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=blocks,
        date=date,
        date_origin=origin,
        tables=tables,
        pages=content.pages,
        head=head,
        provisions=with_rows(provisions(text, blocks, head, annexes, tables), numbered_rows(text, tables)),
    )


def _date(
    source: Source, content: Content, blocks: tuple[Block, ...], head: Head | None
) -> tuple[str | None, str | None]:
    """The day a document leans on and where it comes from: ``manifest``, ``head``, ``page`` or ``years-named``."""
    if source.published:
        return source.published, "manifest"
    date, origin = own_date(content.text, blocks, head)
    return (content.published, "page") if content.published and origin != "head" else (date, origin)


def _title(source: Source, content: Content, blocks: tuple[Block, ...], head: Head | None) -> str | None:
    text = content.text
    headlines = (squeeze(text[b.body.start : b.body.end]) for b in blocks if b.zone is Zone.HEADLINE)
    return source.title or (head.name if head else None) or content.title or next(headlines, None)
