"""What people's decisions make of a build: facts taken out, names given a body, tasks held together or apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from kg.extract.types import (
    DocumentRelationFound,
    DutyFound,
    Extraction,
    MeetingFound,
    ResultFound,
    RoleFound,
    StructureFound,
    TargetFound,
    TaskFound,
)
from kg.model import Body, Conflict, Decision, Document, Evidence, Facts, Place, Reviewed, Span, Task
from kg.resolve.decisions import located, meets
from kg.text import fold, squeeze

TYPES: Mapping[type, str] = {
    TaskFound: "task",
    TargetFound: "target",
    ResultFound: "result",
    DutyFound: "duty",
    RoleFound: "role",
    MeetingFound: "meeting",
    StructureFound: "structure",
    DocumentRelationFound: "document-relation",
}


_T = TypeVar("_T")


class _Evidenced(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


class Rulings:
    """The decisions of one build, found in its texts. What each method is asked of counts as decided."""

    def __init__(self, decisions: Sequence[Decision], documents: Iterable[Document]) -> None:
        texts = {d.source.id: d.text for d in documents}
        spans = {p: located(p, texts.get(p.source, "")) for d in decisions for p in d.places}
        self._spans: dict[Place, Span] = {p: s for p, s in spans.items() if s is not None}
        self._all = tuple(decisions)
        self._used: set[int] = set()
        self._kinds: dict[str, list[int]] = defaultdict(list)
        for n, decision in enumerate(self._all):
            if all(p in self._spans for p in decision.places):
                self._kinds[decision.decide].append(n)
        self._given, replaced = self._last("reject", "accept")
        self._used |= replaced

    @property
    def unfit(self) -> tuple[Decision, ...]:
        """The decisions that had nothing to decide, or not one thing: their words stand nowhere any more, no fact is
        there, or two are and nothing tells which one is meant.
        """
        return tuple(d for n, d in enumerate(self._all) if n not in self._used)

    def kept(self, extraction: Extraction) -> Extraction:
        """An extraction without what was rejected, and not accepted again later."""
        found = [(i, TYPES[type(f)], f.evidence) for i, f in enumerate(extraction.found)]
        gone = {i for n in self._given.get(extraction.source, ()) if self._is(n, "reject") for i in self._met(n, found)}
        kept = tuple(f for i, f in enumerate(extraction.found) if i not in gone)
        return replace(extraction, found=kept) if gone else extraction

    def names(self, source: str, known: Mapping[str, Body]) -> dict[str, Body]:
        """Folded names that mean a body in one source; ``known`` holds the bodies that exist, by id."""
        given = {}
        for n in self._kinds["body"]:
            place, body = self._all[n].places[0], known.get(self._all[n].body or "")
            if place.source == source and body is not None:
                given[fold(squeeze(place.quote))] = body
                self._used.add(n)
        return given

    def pairs(self, tasks: Sequence[Task]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        """The pairs of ids of tasks that a person has called the same, and those called different."""
        said: dict[frozenset[str], str] = {}
        at = _by_source(tasks)
        for n in sorted((*self._kinds["same"], *self._kinds["different"])):
            met = [_near(self._spans[p], at[p.source]) for p in self._all[n].places]
            if all(len(ids) == 1 for ids in met) and met[0] != met[1]:
                said[met[0] | met[1]] = self._all[n].decide
                self._used.add(n)
        same, different = ({p for p, d in said.items() if d == decide} for decide in ("same", "different"))
        return same, different

    def reviewed(self, facts: Facts) -> tuple[Reviewed, ...]:
        """The sentences that a person has accepted as what they were taken for."""
        kinds: dict[str, Sequence[_Evidenced]] = {
            "task": facts.tasks, "target": facts.targets, "result": facts.results, "duty": facts.duties,
            "role": facts.roles, "meeting": facts.meetings, "structure": facts.structures,
            "document-relation": facts.document_relations,
        }  # fmt: skip
        said: dict[str, list[tuple[Reviewed, str, Evidence]]] = defaultdict(list)
        for kind, things in kinds.items():
            for thing, evidence in ((t, e) for t in things for e in t.evidence):
                said[evidence.source].append((Reviewed(thing.id, evidence, "accepted"), kind, evidence))
        given = [(n, source) for source, numbers in self._given.items() for n in numbers if self._is(n, "accept")]
        found = {one for n, source in given for one in self._met(n, said[source])}
        return tuple(sorted(found, key=lambda r: (r.evidence, r.thing)))

    def settled(self, conflicts: Sequence[Conflict], facts: Facts) -> tuple[Conflict, ...]:
        """Conflicts with those that a person has settled."""
        if not self._kinds["prevails"]:
            return tuple(conflicts)
        at = _by_source((*facts.tasks, *facts.targets))
        places = {n: self._all[n].places for n in self._kinds["prevails"]}
        met = {n: [_meeting(self._spans[p], at[p.source]) for p in those] for n, those in places.items()}
        about: dict[str, set[int]] = defaultdict(set)
        for n, things in met.items():
            for thing in things[0]:
                about[thing].add(n)
        return tuple(self._settled(c, met, sorted(set().union(*(about[x] for x in c.things)))) for c in conflicts)

    def _settled(self, conflict: Conflict, met: Mapping[int, list[frozenset[str]]], near: Iterable[int]) -> Conflict:
        settled = conflict
        for n in near:
            fitting = [things & frozenset(conflict.things) for things in met[n]]
            several = len(frozenset().union(*fitting)) < len(fitting)
            if self._all[n].type in (None, conflict.kind) and all(len(f) == 1 for f in fitting) and not several:
                self._used.add(n)
                settled = replace(conflict, prevails=min(fitting[0]), reason="decided")
        return settled

    def _last(self, *kinds: str) -> tuple[Mapping[str, list[int]], set[int]]:
        """By source the last decision on each question of some kinds, and the numbers of those that it replaces."""
        last: dict[tuple[str | None, tuple[Place, ...]], int] = {}
        numbers = sorted(n for kind in kinds for n in self._kinds[kind])
        for n in numbers:
            last[self._all[n].type, self._all[n].places] = n
        by_source: dict[str, list[int]] = defaultdict(list)
        for n in last.values():
            by_source[self._all[n].places[0].source].append(n)
        return by_source, set(numbers) - set(last.values())

    def _is(self, number: int, decide: str) -> bool:
        return self._all[number].decide == decide

    def _met(self, number: int, found: Iterable[tuple[_T, str, Evidence]]) -> list[_T]:
        """What a decision is about among facts of its source, each with its kind and sentence; it is used then."""
        decision = self._all[number]
        span = self._spans[decision.places[0]]
        fitting = [(one, e) for one, kind, e in found if decision.type in (None, kind) and meets(span, e)]
        exact = [one for one, e in fitting if (e.start, e.end) == (span.start, span.end)]
        if fitting:
            self._used.add(number)
        return exact or [one for one, _ in fitting]


def _by_source(things: Iterable[_Evidenced]) -> Mapping[str, list[tuple[str, Evidence]]]:
    """Ids with their sentences, by the source of these."""
    found: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
    for thing in things:
        for evidence in thing.evidence:
            found[evidence.source].append((thing.id, evidence))
    return found


def _meeting(span: Span, near: Iterable[tuple[str, Evidence]]) -> frozenset[str]:
    """The ids of what is said at a place."""
    return frozenset(id_ for id_, e in near if meets(span, e))


def _near(span: Span, near: Sequence[tuple[str, Evidence]]) -> frozenset[str]:
    """The ids of what a place means: what is said in its very words, else whatever shares most of them. Several are
    left to whoever decided: of two tasks of one sentence nothing tells which one.
    """
    exact = frozenset(id_ for id_, e in near if (e.start, e.end) == (span.start, span.end))
    return exact or _meeting(span, near)
