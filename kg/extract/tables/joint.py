"""One cell for who leads and who helps: "Chủ trì: Sở A; Phối hợp: Sở B", "Sở A chủ trì, phối hợp Sở B"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives
from kg.extract.tables.bodies import bodies_in
from kg.extract.types import Atom
from kg.model import Span


@cache
def _helps() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:chủ\s+trì\s*,\s*)?{alternatives('cells', 'helps')}")


def joint_bodies(reading: Reading, passage: Passage | None) -> tuple[tuple[Atom, ...], tuple[Atom, ...]]:
    """(who leads, who helps). Without a word between them one body leads; of several nothing is said."""
    if passage is None:
        return (), ()
    body = passage.block.body
    split = _helps().search(reading.folded, body.start, body.end)
    if split is None:
        found = bodies_in(reading, passage)
        return (found, ()) if len(found) == 1 or _leads(reading, body) else ((), ())
    leads = bodies_in(reading, passage, Span(body.start, split.start()))
    return leads, bodies_in(reading, passage, Span(split.end(), body.end))


def _leads(reading: Reading, body: Span) -> bool:
    return reading.folded.find("chủ trì", body.start, body.end) >= 0
