"""``kg report bottlenecks`` and ``communities``: which bodies stand between others, and which work together."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import NamedTuple

from kg.ask.cards import Named
from kg.reports.bodies import ROLES
from kg.reports.measures import betweenness, communities
from kg.reports.scope import View, owners
from kg.reports.table import Column, Note, Row, Section, Share, numbers
from kg.text import collation_key


class Shared(NamedTuple):
    """Bodies by number, the tasks that each has a part in, and for each pair how many they share."""

    bodies: list[Named]
    tasks: list[int]
    pairs: dict[tuple[int, int], int]

    @property
    def edges(self) -> list[tuple[int, int, int]]:
        return [(one, other, weight) for (one, other), weight in sorted(self.pairs.items())]


def shared(view: View) -> Shared:
    """Bodies that are named in one task share it. Groups such as *các bộ, ngành* would join everybody: left out."""
    names: dict[str, Named] = {}
    parties: list[list[str]] = []
    for task in view.tasks:
        found = {b.iri: b for role in ROLES for b in owners(getattr(task, role))}
        names |= {iri: b for iri, b in found.items() if iri not in view.archive.groups}
        parties.append(sorted(iri for iri in found if iri not in view.archive.groups))
    order = sorted(names, key=lambda iri: (collation_key(names[iri].vi), iri))
    number = {iri: n for n, iri in enumerate(order)}
    pairs = Counter(tuple(sorted((number[a], number[b]))) for some in parties for a, b in combinations(some, 2))
    counts = Counter(number[iri] for some in parties for iri in some)
    return Shared(
        [names[i] for i in order], [counts[n] for n in range(len(order))], {(a, b): n for (a, b), n in pairs.items()}
    )


def bottlenecks(view: View) -> tuple[Section, ...]:
    """Bodies by the share of shortest ways between others that lead through them; those with none are left out."""
    graph = shared(view)
    scores = betweenness(len(graph.bodies), graph.edges)
    near: dict[int, set[int]] = defaultdict(set)
    common: Counter[int] = Counter()
    for (one, other), weight in graph.pairs.items():
        near[one].add(other)
        near[other].add(one)
        common[one] += weight
        common[other] += weight
    ranked = sorted((n for n in range(len(scores)) if scores[n] > 0), key=lambda n: (-scores[n], n))
    columns = (
        Column("body"),
        Column("between", "figure"),
        Column("partners", "figure"),
        Column("joint", "figure"),
        Column("tasks", "figure"),
    )
    rows: tuple[Row, ...] = tuple(
        (graph.bodies[n], round(100 * scores[n], 1), len(near[n]), common[n], graph.tasks[n]) for n in ranked
    )
    notes = [Note("between")]
    if rows:
        first = ranked[0]
        notes.insert(
            0, Note("between_first", {"body": graph.bodies[first], "percent": rows[0][1], "partners": len(near[first])})
        )
    return (Section("bottlenecks", columns, rows, None, tuple(notes)),)


def groups(view: View) -> tuple[Section, ...]:
    """Groups of bodies that share more tasks with each other than with the rest, the largest first."""
    graph = shared(view)
    found = communities(len(graph.bodies), graph.edges)
    rows: list[Row] = []
    for number, members in enumerate(found, 1):
        inside = sum(w for (a, b), w in graph.pairs.items() if a in members and b in members)
        touching = sum(w for (a, b), w in graph.pairs.items() if a in members or b in members)
        names = tuple(graph.bodies[n] for n in sorted(members, key=lambda n: (-graph.tasks[n], n)))
        rows.append((number, len(members), names, Share(inside, touching)))
    columns = (Column("group", "figure"), *numbers("bodies"), Column("members"), Column("inside", "share"))
    return (Section("communities", columns, tuple(rows), None, (Note("communities"),)),)
