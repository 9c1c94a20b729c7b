"""Facts → what a person should look at: names without a body, tasks that may be one, disagreement, what is unsure.

Each item brings its possible answers as whole decisions, so that answering is choosing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Body, Decision, Evidence, Facts, Place, Target, Task, Unresolved
from kg.resolve.identity import key
from kg.resolve.limits import limits
from kg.text import fold, squeeze

KINDS = ("name", "restatement", "conflict", "confidence")
_CANDIDATES = 5
_CONTEXT = 120


@dataclass(frozen=True, slots=True)
class Number:
    """What a target asks for, as ``kg.model.Target`` says it: "8 - 10%" is ``Number(">=", 8, 10, "%")``."""

    comparator: str
    value: float
    upper: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence to look at, with what was made of it: names of those who lead, the last day, a number.

    ``before`` and ``after`` are the words around it.
    """

    source: str
    start: int
    end: int
    quote: str
    lead: tuple[str, ...] = ()
    due: str | None = None
    value: Number | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``aspect`` says what it is about ("due"; "task"); ``answers`` are the decisions to choose from.

    ``names`` gives the name of each body that an answer speaks of; ``confidence`` is that of the link or fact.
    """

    id: str
    kind: str
    aspect: str
    sides: tuple[Side, ...]
    answers: tuple[Decision, ...]
    names: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None


def items(facts: Facts) -> tuple[Item, ...]:
    """All questions of a build, by kind and then by place."""
    accepted = {r.evidence for r in facts.reviewed}
    texts = {d.source.id: d.text for d in facts.documents}
    found = [*_names(facts), *_restatements(facts), *_conflicts(facts), *_unsure(facts, accepted)]
    order = {kind: n for n, kind in enumerate(KINDS)}
    found.sort(key=lambda i: (order[i.kind], -(i.confidence or 0), i.sides[0].source, i.sides[0].start, i.id))
    return tuple(_in_context(item, texts) for item in found)


def _in_context(item: Item, texts: Mapping[str, str]) -> Item:
    """The question with the words around its sentences."""

    def around(side: Side) -> Side:
        text = texts[side.source]
        before, after = text[max(0, side.start - _CONTEXT) : side.start], text[side.end : side.end + _CONTEXT]
        begun, ended = side.start <= _CONTEXT, side.end + _CONTEXT >= len(text)
        left = squeeze(before) if begun else squeeze(before).partition(" ")[2]
        right = squeeze(after) if ended else squeeze(after).rpartition(" ")[0]
        return replace(side, before=left, after=right)

    return replace(item, sides=tuple(map(around, item.sides)))


def _names(facts: Facts) -> Iterator[Item]:
    """One question for each name of each source, however often it stands there."""
    groups: dict[tuple[str, str], list[Unresolved]] = defaultdict(list)
    for one in facts.unresolved:
        if one.kind == "body":
            groups[one.evidence.source, fold(squeeze(one.text))].append(one)
    mentioned = defaultdict(set)
    for mention in facts.body_mentions:
        mentioned[mention.evidence.source].add(mention.entity)
    for (source, name), group in groups.items():
        evidence = min(u.evidence for u in group)
        fitting = _candidates(name, facts.bodies, mentioned[source])
        answers = tuple(Decision("body", (_place(evidence),), body=body.id) for body in fitting)
        yield Item(
            key("item", "name", source, name), "name", "body", (_side(evidence),), answers,
            tuple((b.id, b.label) for b in fitting),
        )  # fmt: skip


def _candidates(name: str, bodies: Iterable[Body], here: set[str]) -> list[Body]:
    """Bodies whose names begin with the short one, those that the same source names first."""
    fitting = [b for b in bodies if fold(b.label).startswith(name + " ") and b.kind not in ("collective", "province")]
    return sorted(fitting, key=lambda b: (b.id not in here, b.label))[:_CANDIDATES]


def _restatements(facts: Facts) -> Iterator[Item]:
    tasks, labels = {t.id: t for t in facts.tasks}, _labels(facts)
    for link in facts.probable:
        earlier, later = tasks[link.earlier], tasks[link.later]
        places = (_place(later.evidence[0]), _place(earlier.evidence[0]))
        answers = (Decision("same", places), Decision("different", places))
        sides = (_of(earlier, labels), _of(later, labels))
        yield Item(key("item", link.id), "restatement", "task", sides, answers, confidence=link.confidence)


def _conflicts(facts: Facts) -> Iterator[Item]:
    """Only what no rule decides; it may also turn out that the tasks are two."""
    all_: tuple[Task | Target, ...] = (*facts.tasks, *facts.targets)
    things = {t.id: t for t in all_}
    labels = _labels(facts)
    for conflict in facts.conflicts:
        if conflict.prevails is not None:
            continue
        both = [things[id_] for id_ in conflict.things]
        places = tuple(_place(x.evidence[0]) for x in both)
        answers = tuple(Decision("prevails", p, type=conflict.kind) for p in (places, places[::-1]))
        if all(isinstance(x, Task) for x in both):
            answers += (Decision("different", places),)
        yield Item(key("item", conflict.id), "conflict", conflict.kind, tuple(_of(x, labels) for x in both), answers)


def _unsure(facts: Facts, accepted: set[Evidence]) -> Iterator[Item]:
    labels = _labels(facts)
    kinds: tuple[tuple[str, Sequence[Task | Target]], ...] = (("task", facts.tasks), ("target", facts.targets))
    for kind, all_ in kinds:
        for one in all_:
            best = one.evidence[0]
            if best.confidence < limits("review")["sure"] and best not in accepted:
                answers = tuple(Decision(d, (_place(best),), type=kind) for d in ("accept", "reject"))
                yield Item(
                    key("item", kind, one.id), "confidence", kind, (_of(one, labels),), answers,
                    confidence=best.confidence,
                )  # fmt: skip


def _of(thing: Task | Target, labels: dict[str, str]) -> Side:
    """A task or target with its best sentence."""
    bodies = thing.lead if isinstance(thing, Task) else thing.bodies
    value = None if isinstance(thing, Task) else Number(thing.comparator, thing.value, thing.upper, thing.unit)
    lead = tuple(labels.get(b, b) for b in bodies)
    return _side(thing.evidence[0], lead, thing.due.edtf if thing.due else None, value)


def _side(e: Evidence, lead: tuple[str, ...] = (), due: str | None = None, value: Number | None = None) -> Side:
    return Side(e.source, e.start, e.end, e.quote, lead, due, value)


def _place(evidence: Evidence) -> Place:
    return Place(evidence.source, evidence.quote, evidence.start)


def _labels(facts: Facts) -> dict[str, str]:
    return {b.id: b.label for b in facts.bodies}
