"""Tasks as a spreadsheet: one row a task, safe to open."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

from kg.query import rows, run
from kg.store import Graph, Row

COLUMNS = (
    "text", "lead", "support", "oversight", "due", "due_text", "assigner", "meeting", "document",
    "quote", "source", "title", "provision", "start", "end", "other_sources", "task",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def tasks_csv(graph: Graph) -> bytes:
    """One row a task, UTF-8 with a byte order mark and CRLF, as spreadsheets want it (RFC 4180).

    Several bodies stand in one cell, parted by ``; ``. The quote is that of the surest evidence; sources that
    tell the same are in ``other_sources``. A cell that would be taken for a formula begins with an apostrophe.
    """
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(graph, "export-tasks"):
        values[str(row["task"])][str(row["what"])].append(str(row["value"]))
    quotes: dict[str, list[Row]] = defaultdict(list)
    for found in run(graph, "export-quotes"):
        quotes[str(found["task"])].append(found)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for task in sorted(values):
        cells = {name: "; ".join(found) for name, found in values[task].items()}
        cells |= _told(quotes[task]) | {"task": task}
        writer.writerow([defused(cells.get(column, "")) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _told(quotes: list[Row]) -> dict[str, str]:
    if not quotes:
        return {}
    best = quotes[0]
    others = sorted({str(row["source"]) for row in quotes} - {str(best["source"])})
    found = {
        name: "" if best[name] is None else str(best[name])
        for name in ("quote", "source", "title", "provision", "start", "end")
    }
    return found | {"other_sources": "; ".join(others)}


def defused(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula: ``=1+1`` → ``'=1+1``."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
