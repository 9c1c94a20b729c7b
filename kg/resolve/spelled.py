"""One way of writing the name of an authority that nobody has registered, however it is written or typed.

"Sở KH&CN Hà Nội", "Sở khoa học và công nghệ TP. Hà Nội" and "so khcn tp ha noi" are the "Sở Khoa học và Công nghệ
thành phố Hà Nội"; "Thanh tra Bộ KHCN" is that of the "Bộ Khoa học và Công nghệ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.extract.atoms.units import MINISTRIES
from kg.registry import BodyRecord, Registry
from kg.resolve.places import bare, names
from kg.text import fold, lower_first, plain, squeeze

_HYPHEN = "-"
_MINISTRY = "Bộ "

Key = Callable[[str], str]


def spelled(registry: Registry, name: str) -> str:
    """The name as offices write it: with the unit of its province, and its ministry's name in full and in its
    capitals. A name of another kind stays as it is.
    """
    return local_name(registry, name) or _of_ministry(registry, name) or name


def local_name(registry: Registry, typed: str) -> str | None:
    """The authority of a province that was typed, with or without accents: "ubnd tinh bac giang"."""
    key = plain if fold(typed) == plain(typed) else fold
    tokens = squeeze(typed).split(" ")
    for head, written in _heads(key):
        if len(tokens) > len(head) and _same(tokens[: len(head)], head, key):
            found = _place(registry, tokens[len(head) :], key)
            return _written(registry, written, *found, key) if found else None
    return None


def authorities(registry: Registry) -> Iterator[str]:
    """The names of the authorities that every province has: "Ủy ban nhân dân tỉnh Bắc Giang", "Tỉnh ủy Bắc Giang"."""
    for province in (b for b in registry.bodies if b.kind == "province"):
        for head in (names()["party"][0], *names()["state"]):
            if name := _written(registry, head, (), province, fold):
                yield name


def _heads(key: Key) -> Iterator[tuple[list[str], str]]:
    known = names()["heads"]
    for head in sorted(known, key=lambda h: (-len(h.split()), h)):
        yield [key(word) for word in head.split()], known[head]


def _place(registry: Registry, tokens: Sequence[str], key: Key) -> tuple[list[str], BodyRecord] | None:
    """What stands before the province with which a name ends, and the province: the longest name of one that fits."""
    for called, record in _provinces(registry):
        own = [key(word) for word in called.split() if word != _HYPHEN]
        used = _ending(tokens, own, key)
        if used:
            before = list(tokens[:-used])
            return _without_unit(before, key), record
    return None


def _provinces(registry: Registry) -> list[tuple[str, BodyRecord]]:
    """Names of provinces: "Thừa Thiên Huế" before "Huế", "TP.HCM" too, what stands before what has ended."""
    every = ((name, b) for b in registry.bodies if b.kind == "province" for name in (bare(b.label), *b.aliases))
    return sorted(every, key=lambda pair: (-len(pair[0]), pair[1].ended is not None, pair[1].id, pair[0]))


def _ending(tokens: Sequence[str], own: Sequence[str], key: Key) -> int:
    """With how many of its tokens a name ends on some words, hyphens between them or not; 0 where it does not."""
    at, left = len(tokens), list(own)
    while left and at:
        at -= 1
        word = key(tokens[at])
        if word == left[-1]:
            left.pop()
        elif word != _HYPHEN or len(left) == len(own):
            return 0
    return 0 if left else len(tokens) - at


def _without_unit(tokens: list[str], key: Key) -> list[str]:
    for unit in sorted(names()["units"], key=len, reverse=True):
        words = [key(word) for word in unit.split()]
        if _same(tokens[-len(words) :], words, key):
            return tokens[: -len(words)]
    return tokens


def _same(tokens: Sequence[str], words: Sequence[str], key: Key) -> bool:
    return [key(token) for token in tokens] == list(words)


def _written(registry: Registry, head: str, middle: Sequence[str], province: BodyRecord, key: Key) -> str | None:
    if head in names()["party"]:
        city = names()["city"] in fold(province.label)
        return None if middle else f"{names()['party'][city]} {bare(province.label)}"
    place = lower_first(province.label)
    if head not in names()["of_ministries"]:
        return None if middle else f"{head} {place}"
    matter = _matter(registry, " ".join(middle), key)
    return f"{head} {matter} {place}" if matter else None


def _matter(registry: Registry, typed: str, key: Key) -> str | None:
    """What a department is for, as the ministry of that name is written: "KH&CN" → "Khoa học và Công nghệ"."""
    wanted = _short(key(typed))
    for of in (_own, _others):
        for ministry in registry.bodies:
            if ministry.kind in MINISTRIES and wanted in {_short(key(n)) for n in of(ministry)}:
                return ministry.label.removeprefix(_MINISTRY)
    return typed if typed and (key is fold or fold(typed) != plain(typed)) else None


def _own(ministry: BodyRecord) -> tuple[str, ...]:
    return (ministry.label.removeprefix(_MINISTRY),)


def _others(ministry: BodyRecord) -> tuple[str, ...]:
    return tuple(alias.removeprefix(_MINISTRY) for alias in ministry.aliases if alias.startswith(_MINISTRY))


def _short(name: str) -> str:
    return name.replace("&", "")


def _of_ministry(registry: Registry, name: str) -> str | None:
    """A unit's name that ends with its ministry's, with that name as the registry writes it."""
    tokens = squeeze(name).split(" ")
    for at in range(1, len(tokens)):
        ids = registry.names.get(fold(" ".join(tokens[at:])), ())
        if len(ids) == 1 and registry.body[ids[0]].kind in MINISTRIES:
            return " ".join([*tokens[:at], registry.body[ids[0]].label])
    return None
