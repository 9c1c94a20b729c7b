"""Where documents disagree: another owner, another deadline, another number. Nothing is thrown away; what holds now is
said where a rule decides it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.dates import bounds, end_of, is_day
from kg.model import Conflict, DocumentRelation, Evidence, Facts, Target, Task
from kg.resolve.bars import Bar, disagree
from kg.resolve.identity import key
from kg.resolve.limits import limits
from kg.resolve.papers import PRESS, UNKNOWN, Papers, order, papers_of, speaker
from kg.resolve.precedence import prevailing
from kg.resolve.restatements import today


def conflicts(facts: Facts, now: Mapping[str, Collection[str]]) -> tuple[Conflict, ...]:
    """All disagreements, sorted by id; ``now`` maps bodies to those that stand in their place today.

    Two tasks disagree where one restates the other and both name who leads, and not the same ("các địa phương" may
    hold anybody; of several who lead a paper may name only one), or both name a last day, and not the same. Two
    targets disagree where they set numbers for one indicator, unit and year that are no one number
    (``bars.disagree``).
    """
    papers = papers_of(facts)

    def made(kind: str, a: Task | Target, b: Task | Target) -> Conflict:
        return _conflict(kind, a, b, papers, facts.document_relations)

    found = {c.id: c for c in (*_of_tasks(facts, papers, now, made), *_of_targets(facts.targets, made))}
    return tuple(found[id_] for id_ in sorted(found))


Make = Callable[[str, Task | Target, Task | Target], Conflict]


def _of_tasks(facts: Facts, papers: Papers, now: Mapping[str, Collection[str]], made: Make) -> Iterator[Conflict]:
    tasks = {t.id: t for t in facts.tasks}
    many = {b.id for b in facts.bodies if b.kind == "collective"}
    for one in facts.restatements:
        if one.confidence < limits("conflicts")["sure"]:
            continue
        earlier, later = tasks[one.earlier], tasks[one.later]
        official = all(speaker(papers, task).kind not in (PRESS, UNKNOWN) for task in (earlier, later))
        leads = today(earlier.lead, now), today(later.lead, now)
        if not many & {*earlier.lead, *later.lead} and _apart(*leads, whole=official):
            yield made("lead", earlier, later)
        if _other_day(earlier, later):
            yield made("due", earlier, later)


def _of_targets(targets: Sequence[Target], made: Make) -> Iterator[Conflict]:
    groups: dict[tuple[str, str, str], list[Target]] = defaultdict(list)
    for target in targets:
        end = end_of(target.due)
        if target.measures and end:
            groups[target.measures, target.unit, end[:4]].append(target)
    for group in groups.values():
        for a, b in combinations(sorted(group, key=lambda t: t.id), 2):
            apart = disagree(Bar(a.comparator, a.value, a.upper), Bar(b.comparator, b.value, b.upper))
            if apart and not _sources(a.evidence) & _sources(b.evidence):
                yield made("value", a, b)


def _conflict(
    kind: str, a: Task | Target, b: Task | Target, papers: Papers, relations: Sequence[DocumentRelation]
) -> Conflict:
    """The disagreement of two things, the earlier one first."""
    first, second = sorted((a, b), key=lambda x: order(papers, x))
    one, other = speaker(papers, first), speaker(papers, second)
    holds, reason = prevailing(one, other, relations)
    winner = None if holds is None else first.id if holds is one else second.id
    return Conflict(key("conflict", kind, first.id, second.id), kind, (first.id, second.id), winner, reason)


def _apart(a: frozenset[str], b: frozenset[str], *, whole: bool) -> bool:
    """Whether both name somebody and not the same; where they do not tell the ``whole``, nobody in common."""
    return bool(a and b) and (a != b if whole else not a & b)


def _other_day(a: Task, b: Task) -> bool:
    """Whether both name an end and not the same; "năm 2025" and "10/12/2025" are one, only less and more exact."""
    one, other = end_of(a.due), end_of(b.due)
    return one is not None and other is not None and one != other and not (_within(a, other) or _within(b, one))


def _within(task: Task, day: str) -> bool:
    """Whether the deadline is a month, a quarter or a year that holds the day."""
    edtf = task.due.edtf if task.due else None
    first, last = bounds(edtf)
    if first is None or last is None or is_day(edtf):
        return False
    return first <= day <= last and first[:4] == last[:4]


def _sources(evidence: Iterable[Evidence]) -> frozenset[str]:
    return frozenset(e.source for e in evidence)
