"""``kg report sources``: what each fact rests on: one source or several, a teaser alone, the press alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.query import rows
from kg.rdf.namespaces import BASE
from kg.reports.records import SourceRecord
from kg.reports.scope import View
from kg.reports.table import Cell, Column, Day, Note, Row, Section, Word, numbers, summed
from kg.store import Graph

_KINDS = ("task", "target", "duty", "meeting", "tenure", "relation")
_COLUMNS = (Column("kind"), *numbers("facts", "one_source", "several_sources", "teaser_only", "press_only"))
_SOURCES = (
    Column("source"),
    Column("source_id", wide=True),
    Column("date"),
    Column("press"),
    *numbers("facts", "only_here"),
)
_WEAK = (Column("task"), Column("rests_on"), Column("source"), Column("code"))


class Fact(NamedTuple):
    """A fact with the (source, zone) pairs of its evidence."""

    kind: str
    subject: str
    text: str
    told: frozenset[tuple[str, str]]

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(source for source, _ in self.told)


def facts(graph: Graph) -> list[Fact]:
    """The facts that documents state, by the IRI of their assertion."""
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    known: dict[str, tuple[str, str, str]] = {}
    for row in rows(graph, "report-facts"):
        iri = row["fact"] or ""
        known[iri] = row["kind"] or "", (row["subject"] or "").removeprefix(BASE), row["text"] or ""
        told[iri].add((row["source"] or "", row["zone"] or "article"))
    return [Fact(*known[iri], frozenset(told[iri])) for iri in sorted(known)]


def sources(view: View, known: Sequence[Fact]) -> tuple[Section, ...]:
    """By kind of fact; by source; then the tasks and targets that a teaser or the press alone tells.

    Where the report is narrowed down, only tasks and targets are counted: other facts have no deadline or topic.
    """
    chosen = {t.id for t in view.tasks} | {t.id for t in view.targets}
    seen = [f for f in known if f.subject in chosen or (view.whole and f.kind not in ("task", "target"))]
    archive = view.archive.sources
    return (_kinds(seen, archive), _by_source(seen, archive), _weak(seen, archive))


def _teaser(fact: Fact) -> bool:
    return all(zone == "teaser" for _, zone in fact.told)


def _press(fact: Fact, archive: Mapping[str, SourceRecord]) -> bool:
    return all(source in archive and archive[source].press for source in fact.sources)


def _kinds(seen: Sequence[Fact], archive: Mapping[str, SourceRecord]) -> Section:
    found: list[Row] = []
    for kind in _KINDS:
        some = [f for f in seen if f.kind == kind]
        one = sum(len(f.sources) == 1 for f in some)
        weak = (sum(map(_teaser, some)), sum(_press(f, archive) for f in some))
        found.append((Word(f"kind-{kind}"), len(some), one, len(some) - one, *weak))
    made = tuple(found)
    return Section("kinds", _COLUMNS, made, summed(_COLUMNS, made), (Note("sources"),), whole=True)


def _by_source(seen: Sequence[Fact], archive: Mapping[str, SourceRecord]) -> Section:
    """Sources with how many facts they tell, and how many only they."""
    told = {id_: [f for f in seen if id_ in f.sources] for id_ in archive}
    order = sorted(archive, key=lambda id_: (-len(told[id_]), id_))
    made: tuple[Row, ...] = tuple(
        (
            archive[id_].title or id_,
            id_,
            Day(date) if (date := archive[id_].date) else None,
            Word("press" if archive[id_].press else "official"),
            len(told[id_]),
            sum(len(f.sources) == 1 for f in told[id_]),
        )
        for id_ in order
    )
    return Section("sources", _SOURCES, made)


def _weak(seen: Sequence[Fact], archive: Mapping[str, SourceRecord]) -> Section:
    found: list[Row] = []
    for fact in seen:
        weak: Cell = Word("teaser-only") if _teaser(fact) else Word("press-only") if _press(fact, archive) else None
        if weak and fact.kind in ("task", "target"):
            names = "; ".join(archive[s].title or s if s in archive else s for s in sorted(fact.sources))
            found.append((fact.text, weak, names, fact.subject))
    return Section("weak", _WEAK, tuple(found), long=True)
