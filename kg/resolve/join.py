"""Facts of all documents joined: one meeting of two reports, one task that both report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.dates import is_days
from kg.model import DocumentRelation, Duty, Evidence, Meeting, Role, Structure, Target, Task, Zone
from kg.resolve.document import Resolved
from kg.resolve.identity import key, shared, wording
from kg.resolve.limits import limits

SAME_WORDS = limits("tasks")["same_words"]


def _best(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The article's own sentence first, then the surer one, then by place."""
    order = {Zone.ARTICLE: 0, Zone.TABLE: 0, Zone.HEADLINE: 1, Zone.CAPTION: 2, Zone.TEASER: 3, Zone.FURNITURE: 4}
    return tuple(sorted(set(evidence), key=lambda e: (order[e.zone], -e.confidence, e.source, e.start, e.end)))


def roles(all_: Sequence[Resolved]) -> tuple[Role, ...]:
    """One role for each person, kind of role and body."""
    found: dict[tuple[str, str, str], list[tuple[str, Evidence]]] = defaultdict(list)
    for made in all_:
        for person, role, body, title, evidence in made.roles:
            found[person, role, body].append((title, evidence))
    made_of = (
        Role(key("tenure", *k), k[0], k[1], k[2], min(t for t, _ in rows), _best([e for _, e in rows]))
        for k, rows in found.items()
    )
    return tuple(sorted(made_of, key=lambda r: r.id))


def structures(all_: Sequence[Resolved]) -> tuple[Structure, ...]:
    found = _related(row for made in all_ for row in made.structures)
    made_of = (Structure(key("structure", *k), *k, _best(rows)) for k, rows in found.items())
    return tuple(sorted(made_of, key=lambda r: r.id))


def document_relations(all_: Sequence[Resolved]) -> tuple[DocumentRelation, ...]:
    found = _related(row for made in all_ for row in made.relations)
    made_of = (DocumentRelation(key("relation", *k), *k, _best(rows)) for k, rows in found.items())
    return tuple(sorted(made_of, key=lambda r: r.id))


def _related(rows: Iterable[tuple[str, str, str, Evidence]]) -> dict[tuple[str, str, str], list[Evidence]]:
    """The evidence of each (subject, relation, object)."""
    found: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for subject, relation, object_, evidence in rows:
        found[subject, relation, object_].append(evidence)
    return found


@dataclass
class _Session:
    """Reports of one session while they are being joined."""

    body: str
    date: str | None
    ordinal: int | None
    chairs: set[str]
    evidence: list[Evidence]
    partner: bool = True


def meetings(all_: Sequence[Resolved]) -> tuple[Meeting, ...]:
    """Sessions of one body on one day are one; a report without a day joins the only session of that ordinal in
    its year.
    """
    rows = [(b, d, c, o, e, p, (m.document.date or "")[:4]) for m in all_ for b, d, c, o, e, p in m.meetings]
    sessions: dict[tuple[str, str], _Session] = {}
    for body, date, chair, ordinal, evidence, partner, _ in sorted(rows, key=lambda r: (r[4].source, r[4].start)):
        if date is not None:
            session = sessions.setdefault((body, date), _Session(body, date, ordinal, set(), []))
            session.ordinal = session.ordinal or ordinal
            session.chairs |= {chair} - {None} if chair else set()
            session.evidence.append(evidence)
            session.partner &= partner
    for body, date, chair, ordinal, evidence, partner, year in sorted(rows, key=lambda r: (r[4].source, r[4].start)):
        if date is None:
            fitting = [
                s for s in sessions.values() if s.body == body and s.ordinal == ordinal and (s.date or "")[:4] == year
            ]
            session = fitting[0] if len(fitting) == 1 else _undated(sessions, body, ordinal, year)
            session.chairs |= {chair} if chair else set()
            session.evidence.append(evidence)
            session.partner &= partner
    return tuple(sorted((_meeting(s, k) for k, s in sessions.items()), key=lambda m: m.id))


def _undated(sessions: dict[tuple[str, str], _Session], body: str, ordinal: int | None, year: str) -> _Session:
    return sessions.setdefault((body, f"{year}#{ordinal}"), _Session(body, None, ordinal, set(), []))


def _meeting(session: _Session, natural: tuple[str, str]) -> Meeting:
    people = sorted(c for c in session.chairs if c.startswith("person/")) or sorted(session.chairs)
    chair = people[0] if len(people) == 1 else None
    id_, told = key("meeting", *natural), _best(session.evidence)
    return Meeting(id_, session.body, session.date, chair, session.ordinal, told, session.partner)


def main_meeting(made: Resolved, joined: Sequence[Meeting]) -> str | None:
    """The one session that a document is about: what is instructed in it was instructed there.

    Of several it is the one that somebody chairs: "… chủ trì buổi làm việc với …" and, further on, "theo tinh thần chỉ
    đạo tại Hội nghị … ngày 07 tháng 11".
    """
    source = made.document.source.id
    own = [
        m for m in joined
        if is_days(m.date) and any(e.source == source and e.zone is not Zone.TEASER for e in m.evidence)
    ]  # fmt: skip
    chaired = [m for m in own if m.chair is not None]
    main = chaired if len(own) > 1 else own
    return main[0].id if len(main) == 1 else None


def tasks(all_: Sequence[Resolved], joined: Sequence[Meeting]) -> tuple[Task, ...]:
    """Tasks given at one session, or restated within one source, to the same bodies in the same words, are one task."""
    rows: list[Task] = []
    for made in all_:
        meeting = main_meeting(made, joined)
        for found, lead, support, oversight, assigner, mandate in made.tasks:
            elsewhere = mandate is not None and mandate != made.works.own
            own = None if found.evidence.zone is Zone.TEASER or elsewhere else meeting
            rows.append(
                Task(
                    "",
                    found.evidence.quote,
                    lead,
                    support,
                    oversight,
                    assigner,
                    found.due,
                    own,
                    mandate,
                    (found.evidence,),
                    found.output,
                    (found.reported,) if found.reported else (),
                    found.cells,
                )
            )
    rows.sort(key=lambda t: (t.evidence[0].source, t.evidence[0].start, t.evidence[0].end))
    joined_tasks = [_joined(group) for group in _grouped(rows)]
    return tuple(sorted(_of_one_id(joined_tasks), key=lambda t: t.id))


def _grouped(rows: Iterable[Task]) -> list[list[Task]]:
    """Tasks with those that tell the same giving again; only what was given at one place to the same bodies is
    compared.

    What two documents give, or two sessions, are two tasks; ``kg.resolve.restatements`` links them.
    """
    groups: list[list[Task]] = []
    said: list[frozenset[str]] = []
    known: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for task in rows:
        rest = (frozenset(task.lead), task.due.edtf if task.due else None)
        places = [(place, *rest) for place in (task.meeting, task.evidence[0].source) if place]
        near = sorted({i for place in places for i in known[place]})
        own = frozenset(wording(task.text).split())
        home = next((i for i in near if _same(groups[i][0], task, said[i], own)), None)
        if home is not None:
            groups[home].append(task)
            continue
        for place in places:
            known[place].append(len(groups))
        groups.append([task])
        said.append(own)
    return groups


def _same(a: Task, b: Task, words_a: frozenset[str], words_b: frozenset[str]) -> bool:
    """One instruction reported twice: nearly the same words; two rows of tables are two tasks, however alike."""
    if a.evidence[0].row is not None and b.evidence[0].row is not None:
        return words_a == words_b and wording(a.text) == wording(b.text)
    small, large = sorted((len(words_a), len(words_b)))
    return small >= SAME_WORDS * large and shared(words_a, words_b) >= SAME_WORDS


def _of_one_id(found: Iterable[Task]) -> list[Task]:
    """What two copies of one document give, or two papers tell in the same words, is one task with both sentences."""
    by_id: dict[str, list[Task]] = defaultdict(list)
    for task in found:
        by_id[task.id].append(task)
    return [group[0] if len(group) == 1 else _joined(group) for group in by_id.values()]


def _joined(group: Sequence[Task]) -> Task:
    evidence = _best([e for t in group for e in t.evidence])
    lead = next(t for t in group if evidence[0] in t.evidence)
    # Whom it is given to and until when make an instruction known wherever it is told.
    home = lead.meeting or lead.mandate or ("" if lead.lead and lead.due else evidence[0].source)
    id_ = key("task", home, ",".join(sorted(lead.lead)), wording(lead.text), lead.due.edtf if lead.due else None)
    support = tuple(sorted({s for t in group for s in t.support}))
    oversight = tuple(sorted({o for t in group for o in t.oversight}))
    assigner = lead.assigner or next((t.assigner for t in group if t.assigner), None)
    return replace(
        lead,
        id=id_,
        text=_readable(lead.text),
        support=support,
        oversight=oversight,
        assigner=assigner,
        evidence=evidence,
        output=lead.output or next((t.output for t in group if t.output), None),
        reported=tuple(sorted({r for t in group for r in t.reported}, key=lambda r: (r.evidence, r.status))),
        cells=tuple(sorted({c for t in group for c in t.cells})),
    )


def _readable(text: str) -> str:
    """A task's wording without line breaks and Markdown emphasis; its evidence keeps them."""
    return " ".join(re.sub(r"\*+", "", text).split())


def duties(all_: Sequence[Resolved]) -> tuple[Duty, ...]:
    """One duty for each wording, its bodies and its norm; without a known body there is none."""
    found: dict[tuple[str, str, str], list[Duty]] = defaultdict(list)
    for made in all_:
        for row, bodies, norm in made.duties:
            natural = (norm or made.document.source.id, ",".join(sorted(bodies)), wording(row.evidence.quote))
            if bodies:
                found[natural].append(Duty("", _readable(row.evidence.quote), bodies, norm, (row.evidence,)))
    joined = []
    for natural, rows in found.items():
        evidence = _best([e for d in rows for e in d.evidence])
        lead = next(d for d in rows if evidence[0] in d.evidence)
        joined.append(replace(lead, id=key("duty", *natural), evidence=evidence))
    return tuple(sorted(joined, key=lambda d: d.id))


def targets(all_: Sequence[Resolved]) -> tuple[Target, ...]:
    """One target for each indicator, number or range, deadline and source."""
    found: dict[tuple[str | float | None, ...], list[Target]] = defaultdict(list)
    for made in all_:
        for row, bodies in made.targets:
            due = row.due.edtf if row.due else None
            range_ = () if row.upper is None else (row.upper,)
            said = (wording(row.indicator), row.comparator, row.value, row.unit, due, *range_)
            found[(made.document.source.id, *said)].append(
                Target(
                    "",
                    row.indicator,
                    row.comparator,
                    row.value,
                    row.unit,
                    row.due,
                    bodies,
                    (row.evidence,),
                    row.cells,
                    upper=row.upper,
                )
            )
    joined = []
    for natural_key, target_rows in found.items():
        evidence = _best([e for t in target_rows for e in t.evidence])
        lead = next(t for t in target_rows if evidence[0] in t.evidence)
        cells = tuple(sorted({c for t in target_rows for c in t.cells}))
        joined.append(replace(lead, id=key("target", *natural_key), evidence=evidence, cells=cells))
    return tuple(sorted(joined, key=lambda t: t.id))
