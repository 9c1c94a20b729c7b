"""What people's decisions make of a build: facts taken out, names given a body, tasks held together or apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

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
from kg.model import Body, Conflict, Decision, Document, Evidence, Facts, Place, Reviewed, Span, Target, Task
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
        self._all = decisions
        self._used: set[int] = set()

    @property
    def unfit(self) -> tuple[Decision, ...]:
        """The decisions that had nothing to decide: their words stand nowhere any more, or no fact is there."""
        return tuple(d for d in self._all if d.line not in self._used)

    def kept(self, extraction: Extraction) -> Extraction:
        """An extraction without what was rejected, and not accepted again later."""
        last = {(d.type, d.places): d for d in self._of("reject", "accept")}
        gone = [d for d in last.values() if d.decide == "reject" and d.places[0].source == extraction.source]
        kept = tuple(f for f in extraction.found if not self._decides(gone, TYPES[type(f)], [f.evidence]))
        return replace(extraction, found=kept) if len(kept) < len(extraction.found) else extraction

    def names(self, source: str, known: Mapping[str, Body]) -> dict[str, Body]:
        """Folded names that mean a body in one source; ``known`` holds the bodies that exist, by id."""
        given = {}
        for decision in self._of("body"):
            place, body = decision.places[0], known.get(decision.body or "")
            if place.source == source and body is not None:
                given[fold(squeeze(place.quote))] = body
                self._used.add(decision.line)
        return given

    def pairs(self, tasks: Sequence[Task]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
        """The pairs of ids of tasks that a person has called the same, and those called different."""
        said: dict[frozenset[str], str] = {}
        for decision in self._of("same", "different"):
            one, other = (self._at(place, tasks) for place in decision.places)
            if one and other and one != other:
                said[frozenset((one, other))] = decision.decide
                self._used.add(decision.line)
        same, different = ({p for p, d in said.items() if d == decide} for decide in ("same", "different"))
        return same, different

    def reviewed(self, facts: Facts) -> tuple[Reviewed, ...]:
        """The sentences that a person has accepted as what they were taken for."""
        given = self._of("accept")
        kinds: dict[str, Sequence[_Evidenced]] = {
            "task": facts.tasks, "target": facts.targets, "result": facts.results, "duty": facts.duties,
            "role": facts.roles, "meeting": facts.meetings, "structure": facts.structures,
            "document-relation": facts.document_relations,
        }  # fmt: skip
        found = {
            Reviewed(thing.id, evidence, "accepted")
            for kind, things in kinds.items()
            for thing in things
            for evidence in thing.evidence
            if self._decides(given, kind, [evidence])
        }
        return tuple(sorted(found, key=lambda r: (r.evidence, r.thing)))

    def settled(self, conflicts: Sequence[Conflict], facts: Facts) -> tuple[Conflict, ...]:
        """Conflicts with those that a person has settled."""
        things: tuple[Task | Target, ...] = (*facts.tasks, *facts.targets)
        evidence = {x.id: x.evidence for x in things}
        return tuple(self._settled(c, evidence) for c in conflicts)

    def _settled(self, conflict: Conflict, evidence: Mapping[str, tuple[Evidence, ...]]) -> Conflict:
        settled = conflict
        for decision in self._of("prevails"):
            fitting = [[x for x in conflict.things if self._fits(p, evidence[x])] for p in decision.places]
            if decision.type in (None, conflict.kind) and all(len(f) == 1 for f in fitting):
                self._used.add(decision.line)
                settled = replace(conflict, prevails=fitting[0][0], reason="decided")
        return settled

    def _of(self, *kinds: str) -> list[Decision]:
        """The decisions of some kinds whose words are found, in the order of the file: the last one holds."""
        return [d for d in self._all if d.decide in kinds and all(p in self._spans for p in d.places)]

    def _decides(self, decisions: Iterable[Decision], kind: str, evidence: Iterable[Evidence]) -> bool:
        """Whether one of some decisions is about a fact of a kind with such sentences; it is used then."""
        fitting = [d for d in decisions if d.type in (None, kind) and self._fits(d.places[0], evidence)]
        self._used |= {d.line for d in fitting}
        return bool(fitting)

    def _fits(self, place: Place, evidence: Iterable[Evidence]) -> bool:
        span = self._spans[place]
        return any(e.source == place.source and meets(span, e) for e in evidence)

    def _at(self, place: Place, tasks: Sequence[Task]) -> str | None:
        """The task at a place: the one whose sentence shares most with the words decided on."""
        span = self._spans[place]
        fitting = [
            (abs(e.start - span.start) + abs(e.end - span.end), t.id)
            for t in tasks
            for e in t.evidence
            if e.source == place.source and meets(span, e)
        ]
        return min(fitting)[1] if fitting else None
