"""Core types of the pipeline: frozen dataclasses that do no work.

Positions are Unicode code points into the NFC snapshot of a source, end exclusive, so that
``snapshot[start:end] == quote`` holds for every piece of evidence. Identifiers of things are
paths below the configured base IRI (``org/bo-cong-an``, ``doc/2024/57-nq-tw``); only
``kg.rdf`` makes IRIs of them. Dates are EDTF level 0/1 strings (ISO 8601-2:2019).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
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


# --- a source and its text -------------------------------------------------------------


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


# --- what every fact rests on ----------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence behind a fact: ``snapshot[start:end] == quote``; in a table, with the cell's row and column."""

    source: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0
    method: str = "rule"
    zone: Zone = Zone.ARTICLE
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: EDTF, relation (before, by, within, from, recurring), the days it may mean, its wording."""

    edtf: str | None
    relation: str | None
    text: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None


# --- identified things -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation; ``kind`` names a concept of ontology/vocab/body-kinds.ttl."""

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A document that is spoken of, whether or not its text is among the sources."""

    id: str
    label: str
    kind: str
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    aliases: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    label: str


# --- facts -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """``entity`` is named in a source: a body (``org/…``) or a document (``doc/…``)."""

    entity: str
    evidence: Evidence
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """``person`` holds ``role`` (head, deputy-head, standing-deputy-head, member, secretary) in ``body``."""

    id: str
    person: str
    role: str
    body: str
    title: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of ``body``; two sources that report it make one meeting with two pieces of evidence."""

    id: str
    body: str
    date: str | None
    chair: str | None
    ordinal: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """``subject`` part-of, merged-into, responsible-body or established-by ``object``."""

    id: str
    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DocumentRelation:
    """``subject`` implements, amends, replaces or is based-on ``object``: both documents."""

    id: str
    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a document tells of a task: ``status`` is a concept of ontology/vocab/task-status.ttl (``done-late``)."""

    status: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Signing:
    """``person`` signs ``document``, under the post that stands above the name."""

    document: str
    person: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Task:
    """Work that somebody with authority, or a document, has bodies do.

    ``text`` is the wording of the best evidence; ``assigner`` a person, body or document;
    ``meeting`` the session it was given at; ``mandate`` the document that gives it. ``output`` is what is to come
    of it, ``reported`` what documents tell of it, ``cells`` the evidence of single statements, where each has a
    place of its own in a table: ``("lead", …)``, ``("support", …)``, ``("due", …)``, ``("mandate", …)``.
    """

    id: str
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    oversight: tuple[str, ...]
    assigner: str | None
    due: Due | None
    meeting: str | None
    mandate: str | None
    evidence: tuple[Evidence, ...]
    output: Evidence | None = None
    reported: tuple[Reported, ...] = ()
    cells: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator with a number to be reached; ``comparator`` is one of >=, >, =, <=, <, ~."""

    id: str
    indicator: str
    comparator: str
    value: float
    unit: str
    due: Due | None
    bodies: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    cells: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something recognised that could not be identified; shown in the build's report, never guessed."""

    kind: str
    text: str
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a build knows, sorted by id: the input of ``kg.rdf`` and of every export."""

    documents: tuple[Document, ...] = ()
    bodies: tuple[Body, ...] = ()
    works: tuple[Work, ...] = ()
    people: tuple[Person, ...] = ()
    body_mentions: tuple[Mention, ...] = ()
    references: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    structures: tuple[Structure, ...] = ()
    document_relations: tuple[DocumentRelation, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    unresolved: tuple[Unresolved, ...] = field(default=())
    signings: tuple[Signing, ...] = ()
