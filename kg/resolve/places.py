"""Authorities of a province: whose they are, and what they became with it.

The committees and councils of a province that joined another ended with it, and those of the province that was
formed took over (National Assembly Resolution 202/2025/QH15): "Ủy ban nhân dân tỉnh Bình Dương" passed on 1 July 2025
to "Ủy ban nhân dân thành phố Hồ Chí Minh". Of a department ("Sở …") no document says so for all: only its province is
known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.extract.atoms.units import MINISTRIES
from kg.extract.lexicon import any_of
from kg.model import Body, Change
from kg.registry import BodyRecord, Registry
from kg.text import fold, lower_first, slug


@cache
def names() -> dict[str, Any]:
    """``places.toml``: how authorities of provinces are called, and how provinces are."""
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"{any_of(names()['units'])}\s+", re.IGNORECASE)


def _whole() -> tuple[str, ...]:
    """The heads of names that a province's own name follows at once."""
    return (*names()["party"], *names()["state"])


def bare(province: str) -> str:
    """``tỉnh Lào Cai`` → ``Lào Cai``."""
    return _unit().sub("", province, count=1) if _unit().match(province) else province


def placed(registry: Registry, body: Body) -> Body:
    """A body that nobody has registered, with the province or the ministry that its name puts it in: "Văn phòng Bộ Y
    tế".
    """
    if body.registered or body.part_of is not None:
        return body
    found = _split(registry, body.label)
    if found:
        return replace(body, part_of=found[1].id)
    return replace(body, part_of=_ministry(registry, body.label)) if body.kind == "department" else body


def _ministry(registry: Registry, label: str) -> str | None:
    """The ministry that a unit's name ends with."""
    parts = fold(label).split()
    for i in range(1, len(parts)):
        ids = registry.names.get(" ".join(parts[i:]), ())
        if ids and registry.body[ids[0]].kind in MINISTRIES:
            return ids[0]
    return None


def heirs(registry: Registry, bodies: Iterable[Body]) -> Iterator[tuple[Body, Change]]:
    """The authorities that took over from those of provinces that are no more, each with the change that did it."""
    for body in bodies:
        found = None if body.registered else _split(registry, body.label)
        if found is None or found[0] not in _whole():
            continue
        head, province = found
        for event in registry.changes(province.id):
            if province.id in event.olds and province.id not in event.news and len(event.news) == 1:
                new = _authority(head, registry.body[event.news[0]], body.kind)
                id_ = f"{event.id}/{slug(body.label)}"
                yield new, Change(id_, event.kind, (body.id,), (new.id,), event.date, event.sources, derived=event.id)


def forebears(registry: Registry, body: Body) -> Iterator[tuple[Body, Change]]:
    """The authorities of the provinces that joined a body's own: *Ủy ban nhân dân tỉnh Yên Bái* became part of that of
    *tỉnh Lào Cai*.
    """
    found = None if body.registered else _split(registry, body.label)
    if found is None or found[0] not in _whole():
        return
    head, province = found
    joined = (e for e in registry.changes(province.id) if province.id in e.news and len(e.news) == 1)
    olds = (old for event in joined for old in event.olds if old != province.id)
    for old in sorted({_authority(head, registry.body[old], body.kind) for old in olds}, key=lambda b: b.id):
        yield from ((old, change) for _, change in heirs(registry, [old]) if body.id in change.news)


def _authority(head: str, province: BodyRecord, kind: str) -> Body:
    place = lower_first(province.label)
    if head in names()["party"]:
        head, place = names()["party"][names()["city"] in place], bare(place)
    label = f"{head} {place}"
    return Body(f"org/{slug(label)}", label, kind, part_of=province.id)


def _split(registry: Registry, label: str) -> tuple[str, BodyRecord] | None:
    """The head of an authority's name and its province: "Sở Y tế tỉnh Long An", "Thành ủy Hải Phòng"."""
    head = next((h for h in (*_whole(), *names()["departments"]) if fold(label).startswith(fold(h) + " ")), None)
    if head is None:
        return None
    rest = fold(label)[len(head) + 1 :]
    exact = head in _whole()
    for name, record in _provinces(registry):
        if rest == name or (not exact and rest.endswith(" " + name)):
            return head, record
    return None


def _provinces(registry: Registry) -> Iterator[tuple[str, BodyRecord]]:
    """Names of provinces as authorities bear them: with their unit before bare, standing before ended ones."""
    records = sorted((b for b in registry.bodies if b.kind == "province"), key=lambda b: (b.ended is not None, b.id))
    for record in records:
        yield fold(record.label), record
    for record in records:
        yield fold(bare(record.label)), record
