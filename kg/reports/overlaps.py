"""``kg report overlaps``: several leads for one task, and nearly the same task with other leads in another document."""

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
    Column("alike", "figure"),
    Column("code"),
    Column("other_code"),
)


def overlaps(view: View) -> tuple[Section, ...]:
    """Counts, then tasks with several leads, then pairs of tasks that may be one, in the order of their likeness."""
    several = [t for t in view.tasks if len(owners(t.lead)) > 1]
    pairs = sorted(alike(view.tasks), key=lambda p: (-p[2], p[0].id, p[1].id))
    rows: tuple[Row, ...] = ((Word("several-leads"), len(several)), (Word("two-owners"), len(pairs)))
    return (
        Section("summary", (Column("overlap"), *numbers("count")), rows, None, (Note("overlaps"),)),
        listed("several-leads", several, view),
        Section("two-owners", _PAIRS, tuple(_row(*pair) for pair in pairs), None, (Note("alike"),), long=True),
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


def _apart(one: TaskRecord, other: TaskRecord) -> bool:
    """Given by different documents, to bodies of which none is the same."""
    documents = ({n.iri for n in t.mandate} or {q.source for q in t.quotes} for t in (one, other))
    leads = ({n.iri for n in owners(t.lead)} for t in (one, other))
    return not set.intersection(*documents) and not set.intersection(*leads)


def _row(one: TaskRecord, other: TaskRecord, score: float) -> Row:
    return (
        one.text,
        one.lead,
        one.mandate or None,
        other.text,
        other.lead,
        other.mandate or None,
        round(score, 2),
        one.id,
        other.id,
    )
