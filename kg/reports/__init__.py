"""Reports on tasks: each a pure function of what is read from the graph, as of a day, in every format the same."""

from __future__ import annotations

from kg.errors import NoDay
from kg.reports.coverage import coverage
from kg.reports.deadlines import deadlines
from kg.reports.gaps import gaps
from kg.reports.listing import listed
from kg.reports.load import load as read
from kg.reports.matrix import matrix
from kg.reports.overdue import overdue
from kg.reports.overlaps import overlaps
from kg.reports.owners import owners
from kg.reports.scope import Scope, View, newest_day, view
from kg.reports.sources import facts, sources
from kg.reports.table import Note, Report, Section
from kg.reports.workload import load
from kg.store import Graph

__all__ = ["REPORTS", "Report", "Scope", "report"]

_REPORTS = {
    "owners": owners, "matrix": matrix, "deadlines": deadlines, "overdue": overdue, "gaps": gaps, "overlaps": overlaps,
    "load": load, "coverage": coverage,
}  # fmt: skip
REPORTS = (*_REPORTS, "sources", "tasks")
"""Their names; ``tasks`` is the list itself."""


def report(graph: Graph, name: str, scope: Scope | None = None) -> Report:
    """The report ``name``, one of ``REPORTS``, over what ``scope`` selects.

    ``KeyError`` for another name; ``NoDay`` where no day is given and no source has one.
    """
    asked = scope or Scope()
    archive = read(graph)
    as_of = asked.as_of or newest_day(archive)
    if as_of is None:
        raise NoDay()
    seen = view(archive, asked, as_of)
    return Report(
        name=name,
        as_of=as_of,
        said="option" if asked.as_of else "newest",
        filters=asked.filters,
        sections=_sections(graph, name, seen),
        notes=_counted(seen),
    )


def _sections(graph: Graph, name: str, seen: View) -> tuple[Section, ...]:
    if name == "sources":
        return sources(seen, facts(graph))
    if name == "tasks":
        return (listed("list", seen.tasks, seen),)
    return _REPORTS[name](seen)


def _counted(seen: View) -> tuple[Note, ...]:
    """Over what the report counts, and what it leaves out."""
    counted = Note("counted", {"tasks": len(seen.tasks), "targets": len(seen.targets)})
    more = {"later": seen.later, "undated": seen.undated}
    return (counted, *(Note(key, {"n": n}) for key, n in more.items() if n))
