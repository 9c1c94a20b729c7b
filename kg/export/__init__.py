"""The graph in the formats of the world: RDF, one fact a line, a spreadsheet of tasks, GraphML, GEXF."""

from __future__ import annotations

from kg.errors import BrokenStore, WrongFormat
from kg.export.facts import facts_lines
from kg.export.table import tasks_csv
from kg.store import Graph
from kg.store.places import FACTS, QUADS

FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "facts", "csv")

__all__ = ["FORMATS", "export", "facts_lines"]


def export(graph: Graph, format: str) -> bytes:
    """The whole build as bytes of one of ``FORMATS``; the same build gives the same bytes.

    ``WrongFormat`` for another format, ``BrokenStore`` where a file of the build is missing.
    """
    if format in ("nquads", "facts"):
        place = graph.folder / (QUADS if format == "nquads" else FACTS)
        try:
            return place.read_bytes()
        except OSError as error:
            raise BrokenStore(path=graph.folder, reason=error.strerror) from error
    if format in ("turtle", "trig", "jsonld"):
        return graph.dump(format)
    if format == "csv":
        return tasks_csv(graph)
    if format == "graphml":
        from kg.export.graphml import graphml

        return graphml(graph)
    if format == "gexf":
        from kg.export.graphml import gexf

        return gexf(graph)
    raise WrongFormat(format=format, choices=", ".join(FORMATS))
