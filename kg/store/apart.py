"""Queries from outside, each in a process of its own with a bound on time and memory."""

from __future__ import annotations

import sys
from typing import Any

from kg import errors
from kg.documents.pool import Worker
from kg.errors import QueryDied, QueryTooSlow, ReaderDied, TooSlow
from kg.store.graph import Graph, Iri, Table

SECONDS = 30.0
COMMAND = (sys.executable, "-P", "-m", "kg.store.worker")


def table_apart(graph: Graph, query: str, *, limit: int = 0, seconds: float = SECONDS) -> Table:
    """Any SPARQL 1.1 query as a table, of at most ``limit`` rows (all for 0).

    ``BadQuery`` where it is not valid; ``QueryTooSlow`` after ``seconds``; ``QueryDied`` where it took more memory than
    allowed or broke the engine.
    """
    told = _ask(graph, query, None, limit, seconds)
    rows = [tuple(Iri(v["iri"]) if isinstance(v, dict) else v for v in row) for row in told["rows"]]
    return Table(tuple(told["columns"]), rows)


def serialize_apart(graph: Graph, query: str, format: str | None, *, limit: int = 0, seconds: float = SECONDS) -> bytes:
    """The same in a W3C format, as ``Graph.serialize`` has them."""
    return str(_ask(graph, query, format or "json", limit, seconds)["text"]).encode()


def _ask(graph: Graph, query: str, format: str | None, limit: int, seconds: float) -> dict[str, Any]:
    worker = Worker(COMMAND, seconds)
    try:
        told = worker.ask({"build": str(graph.folder.absolute()), "query": query, "format": format, "limit": limit})
    except TooSlow as error:
        raise QueryTooSlow(seconds=round(seconds, 1)) from error
    except ReaderDied as error:
        raise QueryDied() from error
    finally:
        worker.close()
    if "refused" in told:
        raise getattr(errors, told["refused"])(**told["data"])
    return told
