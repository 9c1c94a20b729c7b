"""Work that one document gives and another gives again: an action programme, a conclusion, a list of what is overdue.

Whether two tasks are linked depends on the two tasks and their two documents alone, so that no third document changes
it. What is not sure enough is kept apart for a person to decide.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.dates import end_of
from kg.model import Facts, Restatement, Task
from kg.resolve.identity import key
from kg.resolve.likeness import Wording, likeness, opened, weight, wording_of
from kg.resolve.papers import Order, Papers, order, papers_of
from kg.succession import Known, standing


@dataclass(frozen=True, slots=True)
class Given:
    """A task as it is compared: its words without the bodies that do it, the bodies as they are today, its sources and
    the documents that these cite.
    """

    task: Task
    wording: Wording
    leads: frozenset[str]
    support: frozenset[str]
    sources: frozenset[str]
    cites: frozenset[str]
    order: Order


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of documents and bodies: citations by source, names and today's bodies by id."""

    papers: Papers
    cites: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, ...]]
    now: Mapping[str, Collection[str]]


def surroundings(facts: Facts, known: Known) -> Surroundings:
    """What the comparison asks of a build's documents and bodies; ``known`` tells what became of bodies."""
    telling = frozenset(_data()["families"]["kinds"])
    kinds = {w.id: w.kind for w in facts.works}
    cites: dict[str, set[str]] = {d.source.id: {d.work} - {None} for d in facts.documents}  # type: ignore[misc]
    for mention in facts.references:
        if kinds.get(mention.entity) in telling:
            cites[mention.evidence.source].add(mention.entity)
    now = {b: standing(known, b) for t in facts.tasks for b in (*t.lead, *t.support)}
    return Surroundings(
        papers_of(facts),
        {source: frozenset(works) for source, works in cites.items()},
        {b.id: tuple(n for n in (b.label, *b.aliases) if len(n) > 3) for b in facts.bodies},
        {b: s.holders if s.state == "passed" else (b,) for b, s in now.items()},
    )


Pairs = Collection[frozenset[str]]
_ROUNDING = 1e-9


def restatements(
    tasks: Sequence[Task], around: Surroundings, same: Pairs = (), different: Pairs = ()
) -> tuple[tuple[Restatement, ...], tuple[Restatement, ...]]:
    """The links between tasks of different documents, and those that are only probable; each sorted by id.

    ``same`` and ``different`` are pairs of ids that a person has decided on: linked, or not even probable.
    """
    given = {task.id: _given(task, around) for task in tasks}
    sure = {pair: link(given[min(pair)], given[max(pair)], 1.0) for pair in same}
    probable: dict[frozenset[str], Restatement] = {}
    limits = _data()["bounds"]
    for a, b, alike in _alike(_candidates(list(given.values()))):
        points = alike + _beside(a, b)
        pair = frozenset((a.task.id, b.task.id))
        if points >= limits["probable"] and pair not in same and pair not in different:
            surely = points >= limits["linked"] and opened(a.wording, b.wording) >= limits["opened"]
            known = points if surely else min(points, limits["linked"])
            (sure if surely else probable)[pair] = link(a, b, _confidence(known))
    return _sorted(sure.values()), _sorted(probable.values())


def _sorted(links: Iterable[Restatement]) -> tuple[Restatement, ...]:
    return tuple(sorted(links, key=lambda r: r.id))


def link(a: Given, b: Given, confidence: float) -> Restatement:
    """The later of two tasks restates the earlier one (``papers.order``)."""
    earlier, later = sorted((a, b), key=lambda g: g.order)
    changed = tuple(_changes(earlier, later))
    id_ = key("restatement", later.task.id, earlier.task.id)
    return Restatement(id_, later.task.id, earlier.task.id, changed, confidence)


def _given(task: Task, around: Surroundings) -> Given:
    bodies = {*task.lead, *task.support, *task.oversight}
    without = [n for b in bodies for n in around.names.get(b, ())]
    leads, support = today(task.lead, around.now), today(task.support, around.now)
    sources = frozenset(e.source for e in task.evidence)
    cites = frozenset(work for source in sources for work in around.cites.get(source, ()))
    return Given(task, wording_of(task.text, without), leads, support, sources, cites, order(around.papers, task))


def today(bodies: Iterable[str], now: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Bodies as they are today: those that stand in the place of each."""
    return frozenset(n for b in bodies for n in now.get(b, (b,)))


def _candidates(given: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Pairs of different documents that share three neighbouring telling syllables, each pair once."""
    least = _data()["bounds"]["telling"]
    holding: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(given):
        s = one.wording.syllables
        threes = {three for three in zip(s, s[1:], s[2:], strict=False) if _telling(three) >= least}
        met = {j for three in threes for j in holding[three]}
        for three in threes:
            holding[three].append(i)
        yield from ((given[j], one) for j in sorted(met) if not given[j].sources & one.sources)


def _telling(three: tuple[str, str, str]) -> float:
    return weight(f"{three[0]} {three[1]}") + weight(f"{three[1]} {three[2]}")


def _alike(pairs: Iterable[tuple[Given, Given]]) -> Iterator[tuple[Given, Given, float]]:
    """The pairs that may be one piece of work, with the points that their words give (``restatements.toml``).

    Most pairs share a phrase and no more: those that nothing beside their words could make probable end here.
    """
    points, bounds = _data()["points"], _data()["bounds"]
    both, inside, each, most = (float(points[k]) for k in ("both", "inside", "shared", "shared_most"))
    least, needed = bounds["least"], bounds["probable"] - points["family"] - points["same_lead"] - _ROUNDING
    for a, b in pairs:
        how = likeness(a.wording, b.wording)
        if how.shared >= least:
            total = both * how.both + inside * how.inside + each * min(how.shared, most)
            if total >= needed:
                yield a, b, total


def _beside(a: Given, b: Given) -> float:
    """The points that documents and bodies give, whatever the words."""
    points, total = _data()["points"], 0.0
    if not a.cites.isdisjoint(b.cites):
        total += points["family"]
    if a.leads and b.leads:
        total += points["same_lead"] if a.leads & b.leads else points["other_lead"]
    return total


def _confidence(points: float) -> float:
    """Points as a share of certainty, in steps of a hundredth."""
    above = points - float(_data()["bounds"]["probable"])
    return round(min(0.99, 0.5 + above / 10), 2)


def _changes(earlier: Given, later: Given) -> Iterator[str]:
    """What the later task says otherwise, or what only it says; an end of the same day is the same deadline.

    What it leaves unsaid, as a list of what is overdue leaves who supports, is no change.
    """
    if earlier.wording.syllables != later.wording.syllables:
        yield "wording"
    if later.leads and earlier.leads != later.leads:
        yield "lead"
    if later.support and earlier.support != later.support:
        yield "support"
    end = end_of(later.task.due)
    if end is not None and end_of(earlier.task.due) != end:
        yield "due"


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("restatements.toml").read_text("utf-8"))
