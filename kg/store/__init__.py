"""The graph on disk: the only place that writes it (``write_build``) and the way to read it (``open_graph``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.store.graph import Graph, Iri, Row, Table, Value, in_memory, open_graph, open_later

if TYPE_CHECKING:
    from kg.store.build import write_build

__all__ = ["Graph", "Iri", "Row", "Table", "Value", "in_memory", "open_graph", "open_later", "write_build"]


def __getattr__(name: str) -> Any:
    """What only a build needs is loaded when it is asked for: a question has no time for it."""
    if name == "write_build":
        from kg.store.build import write_build

        return write_build
    raise AttributeError(name)
