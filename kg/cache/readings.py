"""What the workers told of files that are no plain text."""

from __future__ import annotations

import json
from typing import Any

from kg.cache.shelf import Shelf, key_of
from kg.documents.formats.read_bytes import ARCHIVES
from kg.documents.worker import unpacked


class KeptReadings:
    """Answers of workers on a shelf. Refusals are not kept: a program may be installed, a machine less busy."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def get(self, sha256: str, job: dict[str, Any]) -> dict[str, Any] | None:
        """What a worker told when it was asked the same of the same bytes; None where that is not known."""
        kept = self.shelf.get(_key(sha256, job))
        if kept is None:
            return None
        try:
            told: dict[str, Any] = json.loads(kept.decode("utf-8", "surrogatepass"))
            _check(told, job)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        return told

    def put(self, sha256: str, job: dict[str, Any], told: dict[str, Any]) -> None:
        """Keep what a worker told."""
        self.shelf.put(_key(sha256, job), json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _check(told: dict[str, Any], job: dict[str, Any]) -> None:
    """A list of places for an archive, a document for everything else."""
    if job["kind"] in ARCHIVES and job["place"] is None:
        [(int(place), str(id_)) for place, id_ in told["places"]]
    else:
        unpacked(told)


def _key(sha256: str, job: dict[str, Any]) -> str:
    asked = {k: v for k, v in job.items() if k != "path"}
    return key_of(sha256, json.dumps(asked, sort_keys=True))
