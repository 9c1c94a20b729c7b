"""Persons and the offices they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import phrases, table
from kg.extract.seek import Sought
from kg.extract.types import Atom, Office, PersonName
from kg.model import Span
from kg.registry import Registry
from kg.text import UPPER, fold, squeeze

KINDS = ("ministry", "ministerial-level-agency", "government-agency", "court", "procuracy", "audit")


@cache
def _person() -> Sought:
    known = sorted(table("people")["families"], key=lambda f: (-len(f), f))
    families, shouted = "|".join(known), "|".join(f.upper() for f in known)
    stop = "|".join(sorted(table("people")["stop"]))
    return Sought(
        rf"(?<!\w)(?:(?:{families})(?:\s[{UPPER}][^\W\d_{UPPER}]*){{1,3}}|(?:{shouted})(?:\s(?!(?:{stop})(?!\w))[{UPPER}]+){{1,3}})(?!\w)",
        (*known, *map(str.upper, known)),
    )


@cache
def _places() -> re.Pattern[str]:
    names = [w for name in table("people")["places"] for w in (name, name.upper())]
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})\s+")


def _after_place(text: str, place: int) -> int | None:
    """Where a person begins right after a place whose name begins like a person's: "… Hà Nội Trần Sỹ Thanh"."""
    led = _places().match(text, place)
    return led.end() if led and _person().match(text, led.end()) else None


def person_at(text: str, place: int) -> bool:
    """Whether the name of a person, of three words or more, begins here: it ends the name of a body before it."""
    match = _person().match(text, place)
    return match is not None and len(match.group().split()) >= 3 and _after_place(text, place) is None


def persons(text: str) -> Iterator[Atom]:
    """Names of Vietnamese persons: a family name and one to three given names, each with a capital.

    In text in capitals ("PHẠM MINH CHÍNH") three or four words.
    """
    place = 0
    while match := _person().search(text, place):
        after = _after_place(text, match.start())
        if after is None:
            name = squeeze(match.group())
            yield Atom(Span(*match.span()), PersonName(name.title() if name.isupper() else name))
        place = match.end() if after is None else after


def office_phrases(registry: Registry) -> dict[str, Office]:
    """Folded title → office; for each ministry also "bộ trưởng <tên bộ không có chữ Bộ>"."""
    found: dict[str, Office] = {}
    for row in table("offices")["office"]:
        for title in row["titles"]:
            body = registry.body.get(row.get("body", ""))
            heads = body.kind if body and row["role"] == "head" and body.kind in KINDS else ""
            found[fold(title)] = Office(title, row["role"], row.get("body"), heads)
    for body in registry.bodies:
        if body.kind != "ministry" or body.ended:
            continue
        for name in (body.label, *body.aliases):
            if name.startswith("Bộ "):
                rest = fold(name.removeprefix("Bộ "))
                found.setdefault(f"bộ trưởng {rest}", Office("Bộ trưởng", "head", body.id, body.kind))
                found.setdefault(f"thứ trưởng {rest}", Office("Thứ trưởng", "deputy-head", body.id))
    return found


@cache
def _foreign() -> re.Pattern[str]:
    names = "|".join(re.escape(fold(c)) for c in sorted(table("people")["countries"], key=len, reverse=True))
    return re.compile(rf"\s+(?:nước\s+)?(?:{names})(?!\w)")


def is_foreign(folded: str, office: Span) -> bool:
    """ "Thủ tướng Estonia" is no office of this state."""
    return bool(_foreign().match(folded, office.end))


def is_former(folded: str, office: Span) -> bool:
    """ "Nguyên Bộ trưởng …" holds the office no longer."""
    return folded[: office.start].rstrip().endswith(phrases("people", "former"))


def is_title(written: str, office: Office) -> bool:
    """A general title counts only with its capital: "Trưởng Ban", but not the end of "tăng trưởng"."""
    return office.body is not None or written[:1].isupper()
