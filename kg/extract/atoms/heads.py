"""The head nouns that names of bodies are built on, and a name made from one: "Cục …", "UBND …", "Tổ …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.atoms.registered import DEPARTMENT, departments
from kg.extract.lexicon import alternatives, any_of, phrases, table
from kg.extract.seek import Sought
from kg.extract.types import Atom, BodyName
from kg.model import Span
from kg.text import fold, squeeze, upper_first

_ACRONYM = re.compile(r"\s*\((?P<short>[A-ZĐ][A-ZĐa-z&-]{1,11})\)")


@cache
def kinds_of_heads() -> dict[str, str]:
    """Folded head noun → kind of body."""
    return {fold(h): k for h, k in table("bodies")["heads"].items()}


def kind_of(head: str) -> str:
    """The kind of body that a folded head noun begins, in full or short: ``ubnd`` → ``people-committee``."""
    kinds = kinds_of_heads()
    return kinds.get(head) or kinds.get(fold(full_head(head, head)), "other")


@cache
def local_heads() -> tuple[str, ...]:
    """Heads of what belongs to a place: its authorities, and the branches that it has of others."""
    return (*phrases("bodies", "local", "heads"), *phrases("bodies", "local", "branches"))


@cache
def heads() -> Sought:
    known = set(phrases("bodies", "heads")) - {"bộ"}
    full = any_of(known)
    short = alternatives("bodies", "short_heads")  # only where no head in full begins: "Viện KSND tối cao" is a "viện"
    return Sought(rf"(?<!\w)(?P<head>{full}|{short})", known | set(phrases("bodies", "short_heads")))


@cache
def _everyday_words() -> Sought:
    return Sought(rf"(?<!\w){alternatives('bodies', 'everyday', 'words')}", phrases("bodies", "everyday", "words"))


@cache
def _titles() -> tuple[str, ...]:
    return tuple(fold(t) for row in table("offices")["office"] for t in row["titles"])


def found_heads(pattern: Sought, text: str, folded: str) -> Iterator[re.Match[str]]:
    """The head nouns of bodies, without those inside another word: "NHIỆM VỤ TRONG …", "thông báo này", "Báo cáo"."""
    matches = list(pattern.finditer(folded))
    everyday = {p for m in _everyday_words().finditer(folded) for p in range(*m.span())} if matches else set()
    for match in matches:
        if not (match.start() in everyday and _is_syllable(match)) and not _is_second(text, folded, match):
            yield match


def _is_syllable(match: re.Match[str]) -> bool:
    return " " not in match["head"]


def _is_second(text: str, folded: str, match: re.Match[str]) -> bool:
    """One syllable in the middle of a line in capitals belongs to the word before it, unless that is a title."""
    shouted = len(match["head"]) > 1 and text[match.start() : match.end("head")].isupper()
    before = re.search(r"(\w+) $", text[: match.start()]) if shouted and _is_syllable(match) else None
    if not (before and before[1].isupper() and before[1].isalpha()):
        return False
    return not folded[: match.start()].rstrip().endswith(_titles())


@cache
def _shortened() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Abbreviations with what finds them as whole words and their full form."""
    known = table("abbreviations")["words"].items()
    return tuple((short, re.compile(rf"(?<!\w){re.escape(short)}(?!\w)"), full) for short, full in known)


@cache
def _department() -> re.Pattern[str]:
    return re.compile(rf"{fold(DEPARTMENT)} (?P<matter>{any_of(departments())})(?![\w&-])")


def expanded(name: str) -> str:
    """A name with its abbreviations written out: "Sở KH&CN Hà Nội" → "Sở Khoa học và Công nghệ Hà Nội"."""
    if match := _department().match(fold(name)):
        return departments()[match["matter"]].name + name[match.end() :]
    for short, pattern, full in _shortened():
        if short in name:
            name = pattern.sub(full, name)
    return name


def full_head(head: str, written: str) -> str:
    return str(table("bodies")["short_heads"].get(squeeze(head), written))


def make(text: str, head: Span, end: int, kind: str) -> Atom:
    written = squeeze(text[head.start : end])
    first = squeeze(text[head.start : head.end])
    full = expanded(full_head(fold(first), first) + written[len(first) :])
    full = upper_first(full)
    acronym = _ACRONYM.match(text, end)
    aliases = [written] if written != full else []
    if acronym:
        aliases.append(acronym["short"])
    return Atom(Span(head.start, end), BodyName(full, kind, "named", (), tuple(aliases)))
