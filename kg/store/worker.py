"""The process in which a query from outside runs: a line of JSON in, a line of JSON out.

The engine can't be interrupted, and a query may take all memory: that costs this process its life, and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
from pathlib import Path
from typing import Any

from kg.errors import BadQuery, BrokenStore, KgError, WrongFormat
from kg.store.graph import Graph, Iri, open_build

MEMORY = 3 * 1024 * 1024 * 1024
_LIMIT = re.compile(r"(?is)\bLIMIT\s+(\d+)(?=(?:\s+OFFSET\s+\d+)?\s*$)")


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """A table, or text in the format that the job names; of a SELECT at most ``limit`` rows, all of them for 0."""
    graph, query, most = open_build(Path(job["build"])), job["query"], job["limit"]
    if most:
        try:
            return _answered(graph, f"{query}\nLIMIT {most}", job)
        except BadQuery:  # it has a limit of its own, or is wrong: then the complaint is about the text as it was given
            query = _LIMIT.sub(lambda m: f"LIMIT {min(int(m[1]), most)}", query)
    return _answered(graph, query, job)


def _answered(graph: Graph, query: str, job: dict[str, Any]) -> dict[str, Any]:
    if job["format"]:
        return {"text": graph.serialize(query, job["format"]).decode()}
    table = graph.table(query)
    rows = [[{"iri": str(v)} if isinstance(v, Iri) else v for v in row] for row in table.rows]
    return {"columns": list(table.columns), "rows": rows}


def _refused(error: KgError) -> dict[str, Any]:
    return {"refused": type(error).__name__, "data": {k: str(v) for k, v in error.data.items()}}


def main() -> None:
    """Answer until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    for line in sys.stdin.buffer:
        try:
            told = answer(json.loads(line))
        except (BadQuery, WrongFormat, BrokenStore) as error:
            told = _refused(error)
        out.write(json.dumps(told) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
