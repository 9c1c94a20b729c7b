"""Reports on tasks: each a pure function of what is read from the graph, as of a day, in every format the same."""

from __future__ import annotations

from kg.errors import NeedsEnds, NoDay
from kg.reports.chains import delays, path
from kg.reports.coverage import coverage
from kg.reports.deadlines import deadlines
from kg.reports.gaps import gaps
from kg.reports.listing import listed
from kg.reports.load import load as read
from kg.reports.matrix import matrix
from kg.reports.overdue import overdue
from kg.reports.overlaps import overlaps
from kg.reports.owners import owners
from kg.reports.scope import Scope, View, newest_day
from kg.reports.scope import view as view_of
from kg.reports.sources import facts, sources
from kg.reports.table import Note, Report, Section
from kg.reports.together import bottlenecks, groups
from kg.reports.workload import load
from kg.store import Graph

__all__ = ["REPORTS", "Report", "Scope", "report", "seen"]

_REPORTS = {
    "owners": owners, "matrix": matrix, "deadlines": deadlines, "overdue": overdue, "gaps": gaps, "overlaps": overlaps,
    "load": load, "coverage": coverage, "bottlenecks": bottlenecks, "communities": groups, "delays": delays,
    "path": path,
}  # fmt: skip
_ACROSS = {"coverage": frozenset({"documents"}), "path": frozenset({"documents", "bodies"})}
REPORTS = (*_REPORTS, "sources", "tasks")
"""Their names; ``tasks`` is the list itself, the four before ``sources`` ask what the graph as a whole says."""


def report(graph: Graph, name: str, scope: Scope | None = None) -> Report:
    """The report ``name``, one of ``REPORTS``, over what ``scope`` selects.

    ``KeyError`` for another name; ``NoDay`` where no day is given and no source has one; ``NeedsEnds`` for a path
    without a document and a body.
    """
    asked = scope or Scope()
    if name == "path" and not (asked.bodies and asked.documents):
        raise NeedsEnds()
    view = seen(graph, asked, _ACROSS.get(name, frozenset()))
    return Report(
        name=name,
        as_of=view.as_of,
        said="option" if asked.as_of else "newest",
        filters=asked.filters,
        sections=_sections(graph, name, view),
        notes=_counted(view),
    )


def seen(graph: Graph, scope: Scope, across: frozenset[str] = frozenset()) -> View:
    """What a scope selects from a graph. ``NoDay`` where no day is given and no source has one."""
    archive = read(graph)
    as_of = scope.as_of or newest_day(archive)
    if as_of is None:
        raise NoDay()
    return view_of(archive, scope, as_of, across)


def _sections(graph: Graph, name: str, view: View) -> tuple[Section, ...]:
    if name == "sources":
        return sources(view, facts(graph))
    if name == "tasks":
        return (listed("list", view.tasks, view),)
    return _REPORTS[name](view)


def _counted(view: View) -> tuple[Note, ...]:
    """Over what the report counts, and what it leaves out."""
    counted = Note("counted", {"tasks": len(view.tasks), "targets": len(view.targets)})
    more = {"later": view.later, "undated": view.undated}
    return (counted, *(Note(key, {"n": n}) for key, n in more.items() if n))
