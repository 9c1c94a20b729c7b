"""``kg report overlaps``: several leads for one task; one task, or nearly the same, with other leads elsewhere."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg.reports.listing import listed
from kg.reports.records import TaskRecord
from kg.reports.scope import View, owners
from kg.reports.table import Column, Note, Row, Section, Word, numbers
from kg.resolve.identity import overlap, wording
from kg.resolve.join import SAME_WORDS

_LEAST_WORDS = 6
_PAIRS = (
    Column("task"),
    Column("lead"),
    Column("document"),
    Column("other_task"),
    Column("other_lead"),
    Column("other_document"),
    Column("linked"),
    Column("alike", "figure"),
    Column("code"),
    Column("other_code"),
)


def overlaps(view: View) -> tuple[Section, ...]:
    """Counts, then tasks with several leads, then pairs of tasks of two documents and two owners: those of which one
    gives the other again, then those that are only worded alike, each in the order of their likeness.
    """
    several = [t for t in view.tasks if len(owners(t.lead)) > 1]
    again = {frozenset((one.id, other.id)): (one, other, score) for one, other, score in _again(view)}
    worded = {frozenset((one.id, other.id)): (one, other, score) for one, other, score in alike(view.tasks)}
    pairs = sorted(
        ((*pair, key in again) for key, pair in {**worded, **again}.items()),
        key=lambda p: (not p[3], -p[2], p[0].id, p[1].id),
    )
    linked = sum(pair[3] for pair in pairs)
    rows: tuple[Row, ...] = (
        (Word("several-leads"), len(several)),
        (Word("two-owners-linked"), linked),
        (Word("two-owners-alike"), len(pairs) - linked),
    )
    return (
        Section("summary", (Column("overlap"), *numbers("count")), rows, None, (Note("overlaps"),)),
        listed("several-leads", several, view),
        Section(
            "two-owners",
            _PAIRS,
            tuple(_row(*pair) for pair in pairs),
            None,
            (Note("alike"),),
            long=True,
        ),
    )


def alike(tasks: Sequence[TaskRecord]) -> Iterator[tuple[TaskRecord, TaskRecord, float]]:
    """Pairs of tasks of different documents and different leads whose wordings share three words of four.

    Only pairs that share one of their rarest words are compared: wordings that are alike must (prefix filtering).
    """
    said = {t.id: wording(t.text) for t in tasks}
    known = {t.id: t for t in tasks if len(set(said[t.id].split())) >= _LEAST_WORDS and t.lead}
    common = Counter(word for id_ in known for word in set(said[id_].split()))
    seen: dict[str, list[str]] = defaultdict(list)
    for id_, task in known.items():
        words = sorted(set(said[id_].split()), key=lambda w: (common[w], w))
        rare = words[: len(words) - math.ceil(SAME_WORDS * len(words)) + 1]
        for other in sorted({o for word in rare for o in seen[word]}):
            score = overlap(said[id_], said[other])
            if score >= SAME_WORDS and _apart(task, known[other]):
                yield known[other], task, score
        for word in rare:
            seen[word].append(id_)


def _again(view: View) -> list[tuple[TaskRecord, TaskRecord, float]]:
    """The pairs of which one gives the other again (``kg:restates``), and which different bodies lead."""
    known = {t.id: t for t in view.tasks if t.lead}
    pairs = [(known[a], known[b]) for a, b in view.archive.restates if a in known and b in known]
    return [(a, b, overlap(wording(a.text), wording(b.text))) for a, b in pairs if _apart(a, b)]


def _apart(one: TaskRecord, other: TaskRecord) -> bool:
    """Given by different documents, to bodies of which none is the same."""
    documents = ({n.iri for n in t.mandate} or {q.source for q in t.quotes} for t in (one, other))
    leads = ({n.iri for n in owners(t.lead)} for t in (one, other))
    return not set.intersection(*documents) and not set.intersection(*leads)


def _row(one: TaskRecord, other: TaskRecord, score: float, linked: bool) -> Row:
    return (
        one.text,
        one.lead,
        one.mandate or None,
        other.text,
        other.lead,
        other.mandate or None,
        Word("linked" if linked else "not-linked"),
        round(score, 2),
        one.id,
        other.id,
    )
