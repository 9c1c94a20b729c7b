"""``kg report owners``: what each body leads, supports and oversees; how much of it is past its date or has none."""

from __future__ import annotations

from collections.abc import Mapping, Sized

from kg.ask.cards import Named
from kg.ask.status import SCHEDULES, schedule
from kg.reports.bodies import By, by_owner, name_cell, ranked, taken_over
from kg.reports.scope import View
from kg.reports.table import Column, Note, Row, Section, Share, Word, numbers, summed

_COLUMNS = (
    Column("body"),
    *numbers("lead", "taken_over", rare=("taken_over",)),
    *numbers("overdue", "due_now", "not-yet-due", "recurring", "no-date", "support", "oversight", rare=("oversight",)),
)
_KINDS = ("named", "groups", "nobody")


def owners(view: View) -> tuple[Section, ...]:
    """Who is named for how many tasks; then a row a body, the tasks that it leads by what the calendar says."""
    by_role = {role: by_owner(view, role) for role in ("lead", "support", "oversight")}
    for role in ("support", "oversight"):
        by_role[role].pop(None, None)
    taken = taken_over(view)
    everyone = {body: by_role["lead"].get(body, []) for role in by_role for body in by_role[role]}
    rows = tuple(
        (name_cell(body), *_counts(body, by_role, taken, view.as_of)) for body in ranked(everyone, view.archive.groups)
    )
    total = summed(_COLUMNS, rows)
    more = sum(map(len, by_role["lead"].values())) - len({t.id for some in by_role["lead"].values() for t in some})
    notes = (*((Note("several_leads", {"n": more}),) if more else ()), Note("bodies"))
    bodies = Section("bodies", _COLUMNS, rows, total, notes)
    return (bodies,) if view.bodies else (_named(view, by_role["lead"]), bodies)


def _counts(body: Named | None, by_role: Mapping[str, By], taken: Mapping[str, Sized], as_of: str) -> Row:
    lead, support, oversight = (by_role[role].get(body, []) for role in ("lead", "support", "oversight"))
    told = [schedule(task.due, as_of) for task in lead]
    passed_on = len(taken[body.iri]) if body and body.iri in taken else 0
    return (len(lead), passed_on, *(told.count(one) for one in SCHEDULES), len(support), len(oversight))


def _named(view: View, lead: By) -> Section:
    """Each task once: a body is named, or only a group such as *các bộ, ngành*, or nobody."""
    named = {t.id for body, tasks in lead.items() if body and body.iri not in view.archive.groups for t in tasks}
    grouped = {t.id for body, tasks in lead.items() if body for t in tasks} - named
    counts = (len(named), len(grouped), len(view.tasks) - len(named) - len(grouped))
    columns = (Column("whose"), *numbers("tasks"), Column("share", "share"))
    rows = tuple((Word(kind), n, Share(n, len(view.tasks))) for kind, n in zip(_KINDS, counts, strict=True))
    return Section("tasks", columns, rows, (Word("total"), len(view.tasks), Share(len(view.tasks), len(view.tasks))))
