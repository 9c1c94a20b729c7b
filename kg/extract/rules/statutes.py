"""Headings and introductions over what a body is for: "Nhiệm vụ và quyền hạn", "Ban Chỉ đạo có nhiệm vụ:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, phrases, words_of
from kg.extract.rules.owners import owned_by
from kg.extract.types import Atom, BodyName
from kg.text import squeeze

OPENING = 60


@dataclass(frozen=True, slots=True)
class Statute:
    """``blocks``: the indices of the paragraphs under it; ``bodies``: whose it is; ``rights``: it only permits."""

    blocks: frozenset[int]
    bodies: tuple[Atom, ...]
    rights: bool = False


def statutes(reading: Reading) -> tuple[Statute, ...]:
    """Every heading or introduction over standing duties or rights, in order of the text."""
    found = []
    for n, passage in enumerate(reading.passages):
        opened = _opened(reading, passage)
        if opened is not None:
            bodies, rights = opened
            found.append(Statute(frozenset(_under(reading, n)), bodies, rights))
    return tuple(found)


def over(found: Sequence[Statute], index: int) -> tuple[bool, bool, tuple[Atom, ...]]:
    """Whether a paragraph stands under a statute, whether the nearest one only permits, and whose it is."""
    above = [s for s in found if index in s.blocks]
    owners = [s.bodies for s in above if s.bodies]
    return bool(above), bool(above) and above[-1].rights, owners[-1] if owners else ()


def _opened(reading: Reading, passage: Passage) -> tuple[tuple[Atom, ...], bool] | None:
    """The bodies of a statute that opens here, and whether it is one of rights alone."""
    words = squeeze(reading.folded[passage.block.body.start : passage.block.body.end]).strip("*_ ")
    introduces = words.endswith(":")
    if not (introduces or passage.block.heading):
        return None
    tokens = reading.tokens(passage, passage.block.body)
    opening = words[:OPENING]
    if re.match(rf"(?:{alternatives('norms', 'statute', 'headings')})", opening):
        return owned_by(tokens), False
    if re.match(rf"(?:{alternatives('norms', 'statute', 'rights')})", opening):
        return owned_by(tokens), True
    subject = tuple(a for a in tokens[0].atoms if isinstance(a.value, BodyName)) if tokens else ()
    if introduces and subject and re.search(alternatives("norms", "statute", "introductions"), words):
        return subject, False
    return _committee(passage, words)


def _committee(passage: Passage, words: str) -> tuple[tuple[Atom, ...], bool] | None:
    """ "Ban Chỉ đạo có nhiệm vụ:", "Nhiệm vụ của Ban Chỉ đạo:": a committee's, in whatever document."""
    if not words_of("norms", "statute", "committee").search(words):
        return None
    bodies = tuple(a for a in passage.atoms if isinstance(a.value, BodyName))
    named = bodies[:1] if bodies and is_committee(bodies[0]) else ()
    return (named, False) if named else None


def is_committee(atom: Atom) -> bool:
    """Whether an atom names a body that is put together for one purpose: a committee, a council, a working group."""
    return isinstance(atom.value, BodyName) and atom.value.kind in phrases("norms", "statute", "bodies")


def _under(reading: Reading, n: int) -> Iterator[int]:
    """The paragraphs under one: those that it owns, and those that follow it under the same heading."""
    blocks = reading.document.blocks
    home = reading.passages[n].index
    beside = True
    for passage in reading.passages[n + 1 :]:
        block = passage.block
        owner = block.parent
        while owner is not None and owner != home:
            owner = blocks[owner].parent
        beside = beside and (owner == home or not (blocks[home].marker or block.heading or block.marker))
        if owner == home or (beside and block.parent == blocks[home].parent):
            yield passage.index
        elif not beside:
            return
