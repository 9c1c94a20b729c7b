"""What a build leaves open, as data: names without a body, bodies without a record."""

from __future__ import annotations

from typing import Any

from kg.model import Unresolved
from kg.resolve.unregistered import Unregistered


def unresolved_json(one: Unresolved) -> dict[str, Any]:
    """Something recognised that could not be identified, why, and where it stands."""
    place = one.evidence
    told = {"kind": one.kind, "text": one.text, "reason": one.reason}
    return {**told, "source": place.source, "start": place.start, "end": place.end}


def unregistered_json(one: Unregistered) -> dict[str, Any]:
    """A body that the registry does not know, with the first sentence that names it."""
    return {
        "id": one.body.id,
        "name": one.body.label,
        "kind": one.body.kind,
        "part_of": one.body.part_of,
        "mentions": one.mentions,
        "source": one.source,
        "start": one.start,
        "end": one.end,
        "sentence": one.sentence,
    }
