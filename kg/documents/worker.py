"""The process in which files that are no plain text are read: a line of JSON in, a line of JSON out.

A hostile file can cost this process its life, never the build: memory is bounded here, time by the parent, and what
comes back is JSON, which runs nothing.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from kg.documents.content import Content
from kg.documents.formats.read_bytes import ARCHIVES, read_bytes
from kg.documents.formats.reading import Reading
from kg.errors import Damaged, ReaderDied, UnreadableSource
from kg.model import Cell, Span, Table

MEMORY = 3 * 1024 * 1024 * 1024


def packed(reading: Reading) -> dict[str, Any]:
    """A reading as JSON."""
    content = reading.content
    tables = [
        [t.span.start, t.span.end, [[c.span.start, c.span.end, c.row, c.column, c.rows, c.columns] for c in t.cells]]
        for t in content.tables
    ]
    return {
        "text": content.text,
        "tables": tables,
        "pages": list(content.pages),
        "title": reading.title,
        "published": reading.published,
        "url": reading.url,
    }


def unpacked(told: dict[str, Any]) -> Reading:
    """The reading that was packed."""
    tables = tuple(
        Table(Span(start, end), tuple(Cell(Span(a, b), *rest) for a, b, *rest in cells))
        for start, end, cells in told["tables"]
    )
    content = Content(told["text"], tables, tuple(told["pages"]))
    return Reading(content, told["title"], told["published"], told["url"])


def answer(job: dict[str, Any], working: Any) -> dict[str, Any]:
    """What a job asks for: the places of an archive's documents, or a document."""
    path, kind, place = Path(job["path"]), job["kind"], job.get("place")
    if kind in ARCHIVES:
        from kg.documents.formats import records

        if place is None:
            return {"places": records.places(path, kind, tuple(job["suffixes"]))}
        found = records.record(path, kind, place, job["id"])
        told = packed(read_bytes(found.data, working, found.kind))
        own = {"title": found.title, "url": found.url, "published": found.published}
        return {**told, **{k: v for k, v in own.items() if v}, "name": found.name, "sha256": found.sha256}
    return packed(read_bytes(path.read_bytes(), working))


def _refused(error: UnreadableSource) -> dict[str, Any]:
    return {"error": error.key, "data": {k: v for k, v in error.data.items() if k != "path"}}


def _answered(line: bytes, say: Any) -> dict[str, Any]:
    job = json.loads(line)
    try:
        return answer(job, lambda pages: say({"working": pages}))
    except UnreadableSource as error:
        return _refused(error)
    except MemoryError:
        return _refused(ReaderDied())
    except Exception as error:  # a library may raise anything for a broken file; that costs this file only
        return _refused(Damaged(format=str(job["kind"]).upper(), detail=type(error).__name__))


def main() -> None:
    """Answer until the input ends. What libraries print goes nowhere."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(3000)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)

    def say(told: dict[str, Any]) -> None:
        out.write(json.dumps(told) + "\n")
        out.flush()

    for line in sys.stdin.buffer:
        say(_answered(line, say))


if __name__ == "__main__":
    main()
