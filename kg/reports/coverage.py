"""``kg report coverage``: parts of a resolution under which no task stands, and tasks that no resolution carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.reports.listing import listed
from kg.reports.records import Archive, DocumentRecord, Part, TargetRecord, TaskRecord
from kg.reports.scope import View
from kg.reports.table import Column, Note, Row, Section, Share, numbers, summed
from kg.text import collation_key

_RESOLUTION = "resolution"
# Norms that are cited as the power to issue a document, as kinds of document-kinds.ttl.
_AUTHORITY = frozenset({"constitution", "code", "law", "ordinance", "decree", "circular"})
_DOCUMENTS = (
    Column("resolution"),
    *numbers("tasks"),
    Column("tasks_below", "figure"),
    *numbers("parts", "parts_with", "parts_without"),
    Column("covered", "share"),
)


def coverage(view: View) -> tuple[Section, ...]:
    """Resolutions (or the documents that were asked for) with what stands under their parts; the parts with nothing;
    the tasks from which no chain of *implements* and *based on* leads to a resolution.
    """
    parts = _innermost(view.archive)
    chosen = [
        d for d in view.archive.documents.values() if (d.name.iri in view.documents or not view.documents)
        and (d.kind == _RESOLUTION or d.name.iri in view.documents)
    ]  # fmt: skip
    above = {iri: carried_by(iri, view.archive.documents) for iri in view.archive.documents}
    work: tuple[TaskRecord | TargetRecord, ...] = (*view.tasks, *view.targets)
    used = {part for one in work for part in one.provisions}
    covered = {iri for part in used for iri in _up(part, view.archive.parts)}
    shown = sorted(chosen, key=lambda d: (d.date or "", collation_key(d.name.vi), d.name.iri))
    rows = [_document(d, view, parts.get(d.name.iri, []), covered, above) for d in shown]
    kept = tuple(row for row in rows if any(row[i] for i in (1, 2, 3)))
    empty: tuple[Row, ...] = tuple(
        (d.name, p.label) for d in shown for p in parts.get(d.name.iri, []) if p.iri not in covered
    )
    return (
        Section("documents", _DOCUMENTS, kept, summed(_DOCUMENTS, kept), (Note("coverage"),)),
        Section("empty", (Column("resolution"), Column("part")), empty),
        listed("no-resolution", [t for t in view.tasks if not _in_resolution(t, view.archive, above)], view),
    )


def carried_by(iri: str, documents: Mapping[str, DocumentRecord]) -> frozenset[str]:
    """The document and all that it implements or is based on, directly or through others.

    A law that is cited as authority (*Căn cứ Luật Tổ chức Chính phủ*) is not carried out by what cites it.
    """
    found: set[str] = set()
    open_ = [iri]
    while open_:
        one = open_.pop()
        if one not in found:
            found.add(one)
            rests = documents[one].rests_on if one in documents else ()
            open_ += [other for relation, other in rests if carries(relation, documents.get(other))]
    return frozenset(found)


def carries(relation: str, document: DocumentRecord | None) -> bool:
    """Whether what stands in this relation to a document carries it out."""
    return relation == "implements" or (relation == "basedOn" and not (document and document.kind in _AUTHORITY))


def _document(
    one: DocumentRecord, view: View, parts: list[Part], covered: set[str], above: Mapping[str, frozenset[str]]
) -> Row:
    iri = one.name.iri
    own = sum(iri in {m.iri for m in t.mandate} for t in view.tasks)
    below = sum(
        any(m.iri != iri and iri in above.get(m.iri, ()) for m in t.mandate) and iri not in {m.iri for m in t.mandate}
        for t in view.tasks
    )
    with_ = sum(p.iri in covered for p in parts)
    read: Row = (len(parts), with_, len(parts) - with_, Share(with_, len(parts))) if parts else (None,) * 4
    return (one.name, own, below, *read)


def _innermost(archive: Archive) -> dict[str, list[Part]]:
    """By document, the parts in which no smaller part stands: those that can hold a task of their own."""
    holding = {p.above for p in archive.parts.values()}
    found: dict[str, list[Part]] = defaultdict(list)
    for part in archive.parts.values():
        if part.iri not in holding:
            found[part.document].append(part)
    return {doc: sorted(parts, key=lambda p: _natural(p.iri)) for doc, parts in found.items()}


def _natural(iri: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdigit() else (0, piece) for piece in iri.replace("/", "-").split("-")]


def _up(part: str, parts: Mapping[str, Part]) -> list[str]:
    found = [part]
    while (known := parts.get(found[-1])) and known.above and known.above not in found:
        found.append(known.above)
    return found


def _in_resolution(task: TaskRecord, archive: Archive, above: Mapping[str, frozenset[str]]) -> bool:
    reached = {iri for m in task.mandate for iri in above.get(m.iri, (m.iri,))}
    return any(archive.documents[iri].kind == _RESOLUTION for iri in reached if iri in archive.documents)
