"""What the extractor makes of a text: typed atoms, and assertions that point at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Due, Evidence, Reported, Span, Zone


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as it is written; ``ids`` are the registered bodies that bear the name.

    ``form``: ``named`` (a name of its own), ``short`` (a head alone, "Ban Chỉ đạo"), ``anaphor``
    ("hiệp hội này"), ``collective`` ("các bộ, ngành"). ``whole`` is the body that the text puts a unit in ("Cục
    Chuyển đổi số, Bộ Y tế").
    """

    name: str
    kind: str
    form: str = "named"
    ids: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    whole: BodyName | None = None


@dataclass(frozen=True, slots=True)
class DocName:
    """A document as it is cited. ``number`` is complete (``57-NQ/TW``) or bare (``57``)."""

    name: str
    kind: str
    number: str | None = None
    complete: bool = True
    abbreviation: str | None = None
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class PersonName:
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """A title; ``body`` is the id of its body where the title names it ("Tổng Bí thư").

    ``heads`` is the kind of that body where the office stands for it when tasks are given ("Bộ trưởng Quốc phòng").
    """

    title: str
    role: str
    body: str | None = None
    heads: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or period in EDTF; ``relation`` as a cue beside it says; ``recurring`` for "hằng năm"."""

    due: Due
    cued: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparator and unit: "trên 8%", "2 con số"; ``upper`` is the upper end of a range: "8-10%"."""

    value: float
    comparator: str
    unit: str
    compared: bool
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word of the lexicon; ``kind`` is its list."""

    kind: str
    word: str


Value = BodyName | DocName | PersonName | Office | DateValue | Quantity | Cue


class Atom(NamedTuple):
    """A recognised stretch of text with its typed value."""

    span: Span
    value: Value


# --- assertions: facts about mentions, before anybody knows who is meant ------------------


@dataclass(frozen=True, slots=True)
class RoleFound:
    """``unit``: a part of ``body`` that the office heads, as it is written: "Văn phòng" of the ministry that issues."""

    person: Atom
    office: Office
    body: Atom | None
    evidence: Evidence
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFound:
    """``partner``: not the session of the body, but one that somebody else holds with it."""

    body: Atom | None
    chair: Atom | None
    date: str | None
    ordinal: int | None
    evidence: Evidence
    partner: bool = False


@dataclass(frozen=True, slots=True)
class StructureFound:
    subject: Atom
    relation: str
    object: Atom
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentRelationFound:
    subject: Atom
    relation: str
    object: Atom
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TaskFound:
    """``speaker`` is whoever instructs: a person, an office, a body or a document.

    ``output``, ``reported`` and ``cells`` are those of ``kg.model.Task``.
    """

    lead: tuple[Atom, ...]
    support: tuple[Atom, ...]
    oversight: tuple[Atom, ...]
    speaker: Atom | None
    due: Due | None
    evidence: Evidence
    output: Evidence | None = None
    reported: Reported | None = None
    cells: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class DutyFound:
    """What a norm always has bodies do; ``document`` cites the norm where the text has its head."""

    bodies: tuple[Atom, ...]
    document: Atom | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TargetFound:
    """``upper`` is that of ``kg.model.Target``."""

    indicator: str
    comparator: str
    value: float
    unit: str
    due: Due | None
    bodies: tuple[Atom, ...]
    evidence: Evidence
    cells: tuple[tuple[str, Evidence], ...] = ()
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class ResultFound:
    """A value told as reached; ``period`` is EDTF; ``bodies`` whose it is, where the text says so."""

    indicator: str
    comparator: str
    value: float
    unit: str
    period: str | None
    bodies: tuple[Atom, ...]
    evidence: Evidence


Found = (
    RoleFound
    | MeetingFound
    | StructureFound
    | DocumentRelationFound
    | TaskFound
    | DutyFound
    | TargetFound
    | ResultFound
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document: a pure function of its text, the registry and the rules; ``issuer`` is the body
    that its own head names.
    """

    source: str
    atoms: tuple[Atom, ...]
    zones: tuple[tuple[Span, Zone], ...]
    found: tuple[Found, ...]
    issuer: BodyName | None = None
