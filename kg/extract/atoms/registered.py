"""Names from the registry: how they are written, abbreviated, and listed after the head that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import alternatives, table
from kg.extract.seek import Sought
from kg.extract.types import Atom, BodyName
from kg.model import Span
from kg.registry import Registry
from kg.text import fold, squeeze

PLACE = "place"
DEPARTMENT = "Sở"


def registered(registry: Registry) -> dict[str, BodyName]:
    """Folded name → body, for every registered name; a province is a place until something is asked of it."""
    found = {}
    for name, ids in registry.names.items():
        records = [registry.body[i] for i in ids]
        form = PLACE if all(r.kind == "province" for r in records) else "named"
        found[name] = BodyName(records[0].label, records[0].kind, form, ids)
    for record in registry.bodies:
        if record.kind == "province":
            bare = fold(re.sub(r"^(?:Tỉnh|Thành phố)\s+", "", record.label))
            found.setdefault(bare, BodyName(record.label, record.kind, PLACE, (record.id,)))
    return found


def is_written_as_name(written: str) -> bool:
    """Every word of a place's name has its capital: "Hòa Bình", but not "Hòa bình" or "hòa bình"."""
    return all(w[:1].isupper() for w in written.split())


def is_shouted(name: str) -> bool:
    """An abbreviation, which is a name only in capitals: ``NIC``, ``TTXVN``."""
    return " " not in name and sum(c.isupper() for c in name) >= 2


def abbreviations(registry: Registry) -> dict[str, frozenset[str]]:
    """Folded abbreviation → the ways in which it is really written."""
    found: dict[str, set[str]] = {}
    for body in registry.bodies:
        for name in (body.label, *body.aliases):
            if is_shouted(name):
                found.setdefault(fold(name), set()).add(name)
    return {k: frozenset(v) for k, v in found.items()}


@dataclass(frozen=True)
class Headless:
    """The names of bodies without the head they share: "Tài chính" in "các Bộ: Tài chính, Y tế"."""

    opening: Sought
    several: Sought
    item: re.Pattern[str]
    bodies: dict[str, BodyName]


def headless(registry: Registry, head: str) -> Headless | None:
    """The list pattern of one head (``bộ``, ``tập đoàn``), or None where no registered body has it."""
    found: dict[str, BodyName] = {}
    for body in sorted(registry.bodies, key=lambda b: (b.ended is None, b.id)):
        for name in (body.label, *body.aliases):
            folded = fold(squeeze(name))
            if folded.startswith(head + " "):
                named = BodyName(body.label, body.kind, "named", (body.id,))
                found[folded.removeprefix(head + " ")] = named
    return _headless(head, found) if found else None


@cache
def departments() -> dict[str, BodyName]:
    """The departments that every province has and nobody registers, by folded matter: ``gd&đt``."""
    told = table("bodies")["departments"].items()
    return {
        fold(name): BodyName(f"{DEPARTMENT} {matter}", "provincial-authority")
        for matter, called in told
        for name in sorted({s for n in (matter, *called) for s in _spellings(n)})
    }


def _spellings(name: str) -> set[str]:
    """How a name and its abbreviation are joined: ``KH&CN``, ``KH-CN``, ``KHCN``; "Khoa học - Công nghệ"."""
    if " " in name:
        return {name, name.replace(" và ", " - ")}
    hyphened = name.replace("&", "-")
    return {name, hyphened, name.replace("&", ""), hyphened.replace("-", "")}


def headless_departments() -> Headless:
    """How they are listed: "các Sở: Tài chính, Nội vụ"."""
    return _headless(fold(DEPARTMENT), departments())


def _headless(head: str, found: dict[str, BodyName]) -> Headless:
    words = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(found, key=lambda n: (-len(n), n)))
    opening = (
        rf"(?<!\w)(?:các|03|3|hai|02)\s+{head}(?:,\s+[^:;.,]{{1,20}})?\s*(?P<colon>:)?[*_]*\s+(?=(?:{words})(?!\w))"
    )
    joint = r"(?:\s*,\s*(?:và\s+)?|\s+và\s+)"
    several = rf"(?<!\w){head}\s+(?=(?:{words}){joint}(?:{words})(?!\w))"
    item = rf"(?P<name>{words})(?!\w)(?:(?P<divided>\s*;\s*)|(?P<joint>{joint}))?"
    return Headless(Sought(opening, ("các", "03", "3", "hai", "02")), Sought(several, (head,)), re.compile(item), found)


def listed(text: str, folded: str, lists: tuple[Headless, ...]) -> Iterator[Atom]:
    """Bodies in a list after their common head: "các Bộ: Tài chính, Y tế", "các Tập đoàn: …"; after a colon over
    semicolons too: "các Đảng ủy: Chính phủ; Quốc hội; Bộ Nội vụ" are the Party committees of these. A head said once
    before the first of them serves for the others: "Bộ Quốc phòng, Công an".
    """
    for names in lists:
        for match in names.opening.finditer(folded):
            place, start, items = match.end(), match.start(), []
            while text[place : place + 1].isupper() and (found := names.item.match(folded, place)):
                items.append(Atom(Span(start, found.end("name")), names.bodies[squeeze(found["name"])]))
                start = place = found.end()
                if not (found["joint"] or (found["divided"] and match["colon"])):
                    break
            yield from items if len(items) > 1 or match["colon"] else ()  # "các Sở GTVT": those of all places
        for match in names.several.finditer(folded):
            yield from _several(text, folded, names, match)


def _several(text: str, folded: str, names: Headless, head: re.Match[str]) -> Iterator[Atom]:
    """The bodies behind a head said once, each written with a capital; "Bộ Tài chính, Công an tỉnh" has one only."""
    found: list[tuple[int, int, BodyName]] = []
    place = head.end()
    while (item := names.item.match(folded, place)) and text[place].isupper():
        end = item.end("name")
        if found and (text[end : end + 2].strip()[:1].isupper() or _goes_on().match(folded, end)):
            break
        found.append((head.start() if not found else place, end, names.bodies[squeeze(item["name"])]))
        place = item.end()
        if not item["joint"]:
            break
    for start, end, body in found if len(found) > 1 else ():
        yield Atom(Span(start, end), body)


@cache
def _goes_on() -> re.Pattern[str]:
    """What behind a name makes it that of another body: "Công an tỉnh", "Công an các đơn vị"."""
    return re.compile(rf"\s+(?:{alternatives('collectives', 'places')}|(?:các|cấp|nhân dân)(?!\w))")
