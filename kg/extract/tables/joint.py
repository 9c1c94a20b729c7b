"""One cell for who leads and who helps: "Chủ trì: Sở A; Phối hợp: Sở B", "Sở A chủ trì, phối hợp Sở B"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives
from kg.extract.tables.bodies import bodies_in
from kg.extract.tables.page import Page
from kg.extract.types import Atom, BodyName
from kg.model import Span


@cache
def _helps() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:chủ\s+trì\s*,\s*)?{alternatives('cells', 'helps')}")


def is_joint(reading: Reading, passage: Passage | None) -> bool:
    """Whether a cell for the lead names the helpers too: "Chủ trì: Sở Công Thương. Phối hợp: Sở Tài chính, …"."""
    if passage is None:
        return False
    body = passage.block.body
    split = _helps().search(reading.folded, body.start, body.end)
    return split is not None and (_leads(reading, body) or split.start() > body.start)


def leads_above(page: Page) -> tuple[Atom, ...]:
    """Who leads all rows by the title above the table: "Các tỉnh, thành phố chủ trì:", "(chủ trì: Sở A)"."""
    reading = page.reading
    if not page.titles:
        return ()
    title = page.titles[0]
    body = title.block.body
    found = _title_leads().search(reading.folded, body.start, body.end)
    if found is None:
        return ()
    named = [a for a in title.atoms if isinstance(a.value, BodyName)]
    after = [a for a in named if 0 <= a.span.start - found.end() <= 4]
    before = [a for a in named if 0 <= found.start() - a.span.end <= 1]
    return tuple((after[:1] if found["label"] else []) or before[-1:])


@cache
def _title_leads() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:chủ\s+trì|thực\s+hiện)(?P<label>[\s*_]*:)?(?!\w)")


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
