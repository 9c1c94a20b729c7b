"""A source, its text, and how the text is cut."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a snapshot: code points ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Zone(StrEnum):
    """Which part of a page a block belongs to."""

    ARTICLE = "article"
    HEADLINE = "headline"
    CAPTION = "caption"
    TEASER = "teaser"
    TABLE = "table"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found, with what its manifest says of it."""

    id: str
    name: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item; ``parent`` is the index of the block that owns it.

    ``marker`` is the list marker as written (``1.``, ``a)``, ``-``, ``##``) and ``body`` the stretch after it.
    """

    span: Span
    body: Span
    zone: Zone
    marker: str | None = None
    heading: bool = False
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text in the snapshot, its place, and how many rows and columns it spans."""

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells by row and column; ``span`` is the whole of it in the snapshot."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself: the words on one line, without marks, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the name, the post above it, and the marks of authority ("TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG").

    ``delegated``: by order (TL.) or by mandate (TUQ.): the signer holds another post than whom they sign for.
    """

    signer: Said
    post: Said
    marks: tuple[Said, ...] = ()
    delegated: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What an official document says of itself at its beginning and end; ``kind`` names a concept of document-kinds.

    ``span`` is the head itself; ``name`` what an office calls the document; ``annex_of`` the number of the document
    that the whole text is an annex to, which then has no number of its own. ``recipients`` is the list "Nơi nhận".
    """

    span: Span
    kind: str | None = None
    kind_name: str | None = None
    number: Said | None = None
    issuer: Said | None = None
    place: Said | None = None
    date: str | None = None
    title: Said | None = None
    name: str | None = None
    bases: tuple[Span, ...] = ()
    recipients: Span | None = None
    signatures: tuple[Signature, ...] = ()
    annex_of: Said | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered part of a document: ``label`` as an office cites it, ``parent`` the index of the part it stands in.

    ``path`` is its place in an identifier ("phu-luc-ii/muc-3"); ``span`` holds everything under it.
    """

    span: Span
    kind: str
    number: str
    label: str
    path: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source's NFC text, cut into blocks; ``date`` is the day that incomplete dates lean on.

    ``pages`` holds the position at which each page begins, where the format has pages; ``work`` is the id of the
    official document that the text is ("doc/2025/624-tb-vpcp"), known once it is resolved.
    """

    source: Source
    text: str
    text_sha256: str
    blocks: tuple[Block, ...] = ()
    date: str | None = None
    date_origin: str | None = None
    tables: tuple[Table, ...] = ()
    pages: tuple[int, ...] = ()
    head: Head | None = None
    provisions: tuple[Provision, ...] = ()
    work: str | None = None
