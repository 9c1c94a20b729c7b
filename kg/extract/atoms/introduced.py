"""Short names that a document gives to bodies: "… (sau đây gọi tắt là Ban Chỉ đạo)", "Viện Khoa học Dữ liệu (VKD)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.lexicon import alternatives, table
from kg.extract.types import Atom, BodyName
from kg.model import Span
from kg.text import UPPER, plain, squeeze

Introduced = Mapping[str, BodyName]
"""Short name as it is written → the body that it stands for."""

_LEAST = 2
_REACH = 40


@cache
def _definition() -> re.Pattern[str]:
    cue = alternatives("bodies", "introduced", "words")
    return re.compile(rf"\s*[(,]\s*(?i:{cue})\s*:?\s*[\"“”']?(?P<name>[{UPPER}][^()\"“”;.:]{{1,80}}?)[\"“”']?\s*[),.;]")


@cache
def _introducing() -> re.Pattern[str]:
    return re.compile(rf"[(,]\s*(?:(?i:{alternatives('bodies', 'introduced', 'words')})\s*:?)?\s*[\"“”']?$")


_ACRONYM = re.compile(rf"\s*\((?P<name>[{UPPER}]{{3,8}})\)")


def introduced(text: str, atoms: Sequence[Atom]) -> Iterator[tuple[str, BodyName]]:
    """The short names that a text introduces right after the full ones, in order."""
    for atom in atoms:
        value = atom.value
        if not isinstance(value, BodyName) or value.form != "named":
            continue
        if match := _definition().match(text, atom.span.end):
            name = squeeze(match["name"])
            if len(name.split()) >= _LEAST or _is_acronym(name):
                yield name, _called(value, name)
        elif not value.ids and (match := _ACRONYM.match(text, atom.span.end)) and _is_own(match["name"], value.name):
            yield match["name"], _called(value, match["name"])


def _called(value: BodyName, name: str) -> BodyName:
    return replace(value, aliases=tuple(sorted({*value.aliases, name} - {value.name})))


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) > _LEAST


def _is_own(acronym: str, name: str) -> bool:
    """Whether the letters stand for the whole body: those of "Cục Công nghệ thông tin (CNTT)" stand for its topic."""
    if acronym in table("abbreviations")["words"]:
        return False
    initials = "".join(w[0] for w in plain(name).split() if w[0].isalnum())
    return not initials[1:].endswith(plain(acronym))


def called(text: str, names: Introduced) -> Iterator[Atom]:
    """Every place where an introduced name stands as it was introduced, capitals and all; not where that is done."""
    for name in sorted(names):
        words = re.escape(name).replace(r"\ ", r"\s+")
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            if not _introducing().search(text, max(0, match.start() - _REACH), match.start()):
                yield Atom(Span(*match.span()), names[name])
