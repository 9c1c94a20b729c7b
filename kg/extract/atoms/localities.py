"""Authorities of a place: "UBND TP HCM", "Tỉnh ủy, HĐND, UBND tỉnh Thanh Hóa", "Ban Tuyên giáo Tỉnh ủy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.atoms.heads import full_head, heads, kind_of, local_heads, make
from kg.extract.atoms.people import person_at
from kg.extract.lexicon import alternatives, any_of, phrases
from kg.extract.seek import Sought
from kg.extract.types import Atom, BodyName
from kg.model import Span
from kg.text import UPPER, fold, lower_first, squeeze

# Heads that name their body without its place: "Ủy ban nhân dân".
CALLED_ALONE = ("party-committee", "people-committee", "people-council", "court", "procuracy")


def local_at(text: str, folded: str, place: int, names: dict[int, tuple[int, str]]) -> Atom | None:
    """The local authority with its place whose name begins here: "Tỉnh ủy Nghệ An", "UBND tỉnh Hải Dương"."""
    match = heads().match(folded, place)
    if match is None or not text[place].isupper() or squeeze(match["head"]) not in local_heads():
        return None
    word = squeeze(match["head"])
    found = local_body(text, folded, Span(*match.span("head")), kind_of(word), names)
    return next((a for a in found if isinstance(a.value, BodyName) and a.value.form == "named"), None)


def local_body(text: str, folded: str, head: Span, kind: str, names: dict[int, tuple[int, str]]) -> Iterator[Atom]:
    """A local authority: head, unit, place. "UBND TP HCM", "Công an xã Yên Khương"."""
    units, upper = alternatives("bodies", "local", "units"), alternatives("bodies", "local", "provinces")
    match = re.compile(rf"\s(?P<unit>(?i:{units}))?\s?(?P<place>[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,3}})").match(
        text, head.end
    )
    place = re.compile(rf"\s(?:{upper}\s)?").match(folded, head.end)
    if place and head.end + 1 in names and re.compile(upper).match(folded, head.end + 1):
        place = re.compile(r"\s").match(folded, head.end)
    if place and place.end() in names:
        end, label = names[place.end()]
        yield _of_place(text, head, Span(place.end(), end), label, kind)
    elif match and (match["unit"] or kind == "party-committee") and not _names_holder(text, match):
        yield make(text, head, _before_person(text, match), kind)
    elif region := _region().match(text, head.end):
        yield make(text, head, region.end(), kind)
    elif kind in CALLED_ALONE:
        unit = _unit().match(folded, head.end)
        first = squeeze(text[head.start : head.end])
        of = f" {_in_full(squeeze(text[head.end : unit.end()]))}" if unit else ""
        name = full_head(fold(first), first) + of
        yield Atom(Span(head.start, unit.end() if unit else head.end), BodyName(name, kind, "short"))


@cache
def _unit() -> re.Pattern[str]:
    """What an authority is of, its place not named: "Ủy ban nhân dân xã"."""
    return re.compile(rf"\s{alternatives('bodies', 'local', 'alone')}")


def _in_full(unit: str) -> str:
    """ "UBND TP" is that of the "thành phố"."""
    return "thành phố" if fold(unit).rstrip(".") == "tp" else unit


@cache
def _region() -> re.Pattern[str]:
    """What a branch is called after: " khu vực XII", " khu vực 4"."""
    return re.compile(rf"\s(?i:{alternatives('bodies', 'local', 'regions')})\s(?:[IVX]+|\d+)(?!\w)")


def _names_holder(text: str, match: re.Match[str]) -> bool:
    """Whether its head's name follows and not a province's: "Chủ tịch UBND tỉnh Trần Huy Tuấn", "Bí thư Tỉnh ủy Trịnh
    Xuân Trường"; wards and communes may be called after persons.
    """
    province = not match["unit"] or fold(match["unit"]) in phrases("bodies", "local", "provinces")
    return province and person_at(text, match.start("place"))


def _before_person(text: str, match: re.Match[str]) -> int:
    """The end of a place's name, before the holder's: "Chủ tịch UBND phường Bến Nghé Nguyễn Văn Hải"."""
    words = [match.start("place") + w.start() for w in re.finditer(r"\S+", match["place"])]
    person = next((w for w in words[1:] if person_at(text, w)), None)
    return len(text[:person].rstrip()) if person is not None else match.end()


@cache
def organs() -> Sought:
    """Organs of a province called without its name: "Ban Tuyên giáo Tỉnh ủy", "Bảo hiểm xã hội tỉnh"."""
    organs = alternatives("bodies", "local", "organs")
    heads = [h for h in local_heads() if kind_of(h) not in CALLED_ALONE]
    heads += phrases("bodies", "local", "of_unit")
    bodies = any_of(heads)
    pattern = rf"(?<!\w)(?:{organs}\s(?:tỉnh ủy|thành ủy)|{bodies}\s(?:tỉnh|thành phố))(?!\w)"
    return Sought(pattern, (*phrases("bodies", "local", "organs"), *heads))


def goes_on(text: str, place: int) -> bool:
    """Whether a place's name follows, not a person's: "Công an tỉnh Lào Cai", but "Công an tỉnh Cao Minh Huyền"."""
    follows = text[place : place + 1].isspace() and text[place + 1 : place + 2].isupper()
    return follows and not person_at(text, place + 1)


@cache
def _local_list() -> Sought:
    heads = any_of(local_heads())
    units = alternatives("bodies", "local", "units")
    return Sought(
        rf"(?<!\w)(?P<heads>{heads}(?:\s*,\s*(?:và\s+)?{heads}|\s+và\s+{heads})+)\s+(?P<place>(?:{units}\s+)?)(?=\w)",
        local_heads(),
    )


def shared_place(text: str, folded: str, names: dict[int, tuple[int, str]]) -> Iterator[Atom]:
    """ "Tỉnh ủy, HĐND, UBND tỉnh Thanh Hóa": each of them is of that place."""
    for match in _local_list().finditer(folded):
        place = match.start("place") if match.start("place") in names else match.end("place")
        if place not in names:
            continue
        label = names[place][1]
        where = re.sub(r"^(?:Tỉnh|Thành phố)\s+", "", label)
        for item in re.finditer(any_of(local_heads()), match["heads"]):
            start = match.start("heads") + item.start()
            head = squeeze(text[start : start + len(item.group())])
            full = full_head(fold(head), head)
            kind = kind_of(fold(full))
            named = f"{full} {where if kind == 'party-committee' else lower_first(label)}"
            if start + len(item.group()) < match.start("place") - 1:
                yield Atom(Span(start, start + len(item.group())), BodyName(named, kind, "named"))


def _of_place(text: str, head: Span, place: Span, label: str, kind: str) -> Atom:
    """ "UBND TP HCM" is in full "Ủy ban nhân dân thành phố Hồ Chí Minh"."""
    atom = make(text, head, place.end, kind)
    first = squeeze(text[head.start : head.end])
    first = first.capitalize() if first.isupper() and " " in first else first
    of = re.sub(r"^(?:Tỉnh|Thành phố)\s+", "", label) if kind == "party-committee" else lower_first(label)
    full = f"{full_head(fold(first), first)} {of}"
    written = squeeze(text[head.start : place.end])
    return Atom(atom.span, BodyName(full, kind, "named", (), (written,) if written != full else ()))
