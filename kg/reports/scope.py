"""Which tasks and targets a report counts, and which body owns them on its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.ask.cards import Named, Quote
from kg.ask.owners import owned
from kg.ask.told import by_day, said_by
from kg.reports.records import Archive, TargetRecord, TaskRecord
from kg.text import fold, plain, words

_Work = TaskRecord | TargetRecord


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked of a report. ``bodies`` and ``documents`` are IRIs; ``topic`` other names of one matter.

    ``as_of`` is the day of the report (default: that of the newest source); ``since`` leaves out what was given before.
    ``filters`` tells it to the reader: (option, what was typed).
    """

    as_of: str | None = None
    bodies: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    topic: tuple[str, ...] = ()
    since: str | None = None
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a report sees: the selected work as of a day. Bodies have in ``now`` the one that owns their work then.

    ``later`` counts the tasks that fit, but were given or told after that day, ``undated`` those of sources without a
    day (``kg.ask.told``); ``whole``: nothing but the day was asked for. ``moved`` are the ids of the tasks whose work a
    text of that day gives another deadline.
    """

    archive: Archive
    as_of: str
    tasks: tuple[TaskRecord, ...]
    targets: tuple[TargetRecord, ...]
    bodies: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    later: int = 0
    undated: int = 0
    whole: bool = True
    moved: frozenset[str] = frozenset()

    def shown(self, body: Named) -> bool:
        """Whether a report by body has a row for it: all of them, or those that were asked for."""
        return not self.bodies or body.iri in self.bodies


def newest_day(archive: Archive) -> str | None:
    """The day of the newest source."""
    return max((s.date for s in archive.sources.values() if s.date), default=None)


def view(archive: Archive, scope: Scope, as_of: str, across: frozenset[str] = frozenset()) -> View:
    """The work that the scope selects, as it stands on a day.

    ``across`` names filters (``documents``, ``bodies``) that a report applies itself, to look beyond what they select.
    """
    none: frozenset[str] = frozenset()
    bodies, documents = ("bodies" in across, "documents" in across)
    kept = replace(scope, bodies=none if bodies else scope.bodies, documents=none if documents else scope.documents)
    fits = [t for t in archive.tasks if _fits(t, archive, kept, as_of)]
    tasks = [_owned(t, archive, as_of) for t in fits if _is_given(t, as_of)]
    targets = [
        replace(t, lead=_held(t, "lead", archive, as_of), quotes=_said(t, as_of))
        for t in archive.targets
        if _fits(t, archive, kept, as_of) and _is_given(t, as_of)
    ]
    return View(
        archive=archive,
        as_of=as_of,
        tasks=tuple(tasks),
        targets=tuple(targets),
        bodies=frozenset(n.iri for b in scope.bodies for n in owners([holders(_named(b, archive), archive, as_of)])),
        documents=scope.documents,
        later=len(fits) - len(tasks),
        undated=sum(t.given is None for t in tasks),
        moved=_moved(archive, as_of),
        whole=not (scope.bodies or scope.documents or scope.topic or scope.since),
    )


def owners(bodies: Iterable[Named]) -> tuple[Named, ...]:
    """The bodies that own the work of those to which it was given."""
    found = {one.iri: one for body in bodies for one in (body.now if body.state == "passed" else (body,))}
    return tuple(Named(*found[iri][:3]) for iri in sorted(found))


def holders(body: Named, archive: Archive, as_of: str, given: str | None = None, matter: str = "") -> Named:
    """The body, and in ``now`` who has on a day what it was given on the day ``given`` in the words of ``matter``.

    Where a split or the transfer of a function leaves that open (``state`` is ``unclear``), nobody is put in its place.
    """
    found = owned(archive.successions, lambda iri: _named(iri, archive), body, as_of, since=given, matter=matter).body
    return found._replace(day=None) if found.state in ("passed", "unclear") else body


def _named(iri: str, archive: Archive) -> Named:
    return archive.names.get(iri) or Named(iri, iri.rsplit("/", 1)[-1])


def _held(work: _Work, role: str, archive: Archive, as_of: str) -> tuple[Named, ...]:
    """The bodies that have the role in a task or target, each with its owner."""
    return tuple(holders(b, archive, as_of, work.given, work.text) for b in getattr(work, role, ()))


def _owned(task: TaskRecord, archive: Archive, as_of: str) -> TaskRecord:
    lead, support, oversight = (_held(task, role, archive, as_of) for role in ("lead", "support", "oversight"))
    return replace(task, lead=lead, support=support, oversight=oversight, quotes=_said(task, as_of))


def _is_given(work: _Work, as_of: str) -> bool:
    """Whether it had been given by the day, and a source had told of it (``kg.ask.told``)."""
    return by_day(work.given, as_of) and (not work.quotes or bool(_said(work, as_of)))


def _moved(archive: Archive, as_of: str) -> frozenset[str]:
    given = {t.id for t in archive.tasks if _is_given(t, as_of)} if archive.newer else set()
    return frozenset(task for task, others in archive.newer.items() if given & {*others})


def _said(work: _Work, as_of: str) -> tuple[Quote, ...]:
    """Its sentences in the sources of the day."""
    return tuple(q for q in work.quotes if said_by(q, as_of))


def _fits(work: _Work, archive: Archive, scope: Scope, as_of: str) -> bool:
    if scope.since and (work.given or "") < scope.since:
        return False
    if scope.bodies and not _bodies(work, archive, as_of) & scope.bodies:
        return False
    if scope.documents and not _documents(work, archive) & scope.documents:
        return False
    return not scope.topic or _about(work, scope.topic)


def _bodies(work: _Work, archive: Archive, as_of: str) -> set[str]:
    """The bodies with a part in it, as they were named and as they are on that day."""
    found = [body for role in ("lead", "support", "oversight") for body in _held(work, role, archive, as_of)]
    return {n.iri for n in (*found, *owners(found))}


def _documents(work: _Work, archive: Archive) -> set[str]:
    """The documents that give it: by name, or because it was read from one."""
    given: set[str] = {n.iri for n in work.mandate} if isinstance(work, TaskRecord) else set()
    read = {archive.sources[q.source].document for q in work.quotes if q.source in archive.sources}
    return given | {iri for iri in read if iri}


def _about(work: _Work, topic: Sequence[str]) -> bool:
    """Whether one of the names stands in its wording, whole; without accents where it is typed without."""
    said = "\n".join(
        (work.text, *(q.text for q in work.quotes), *(work.output if isinstance(work, TaskRecord) else ()))
    )
    return any(_stands_in(name, said) for name in topic)


def _stands_in(name: str, text: str) -> bool:
    known = plain if name.isascii() else fold
    wanted = " ".join(known(name).split())
    return bool(wanted) and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", " ".join(known(text).split())))


def same_matter(typed: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What was typed and, where it is a name in the topic vocabulary, the topic's other names.

    ``names`` are (topic, name) pairs: ``chuyển đổi số`` and ``digital transformation`` are names of one.
    """
    asked = words(typed)
    topics = {topic for topic, name in names if words(name) == asked}
    return tuple(dict.fromkeys([typed, *(name for topic, name in names if topic in topics)]))
