"""Who belongs to a committee, in the decision that puts it together: a numbered list of posts, names and roles.

"1. Trưởng ban: Phó Thủ tướng Chính phủ Nguyễn Văn An.", "- Bộ trưởng Bộ Nội vụ, Phó Trưởng ban thường trực;". A member
who is named has a role; one known by the post alone makes his body a member, and no person is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import any_of, phrases, table, words_of
from kg.extract.types import Atom, BodyName, Office, PersonName, RoleFound, StructureFound
from kg.model import Block, Span
from kg.text import fold, squeeze, upper_first

LABEL = 60
_WORD_END = r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the list writes it: "Phó Trưởng ban thường trực" is a standing-deputy-head."""

    role: str
    title: str


def rosters(reading: Reading) -> Iterator[RoleFound | StructureFound]:
    """The members of every committee that a list puts together, in order of the text."""
    committee: tuple[int, Atom] | None = None
    groups: dict[int, Role] = {}
    for passage in reading.passages:
        opened = _opened(reading, passage)
        if opened is not None:
            committee, groups = (passage.index, opened), {}
        elif committee is not None and committee[0] in _above(reading.document.blocks, passage.block):
            yield from _item(reading, passage, committee[1], groups)


def _opened(reading: Reading, passage: Passage) -> Atom | None:
    """The committee whose list of members a paragraph opens: "Kiện toàn Ban Chỉ đạo …, gồm các thành viên sau đây:"."""
    words = squeeze(reading.folded[passage.block.body.start : passage.block.body.end]).strip("*_ ")
    if not (words.endswith(":") or passage.block.heading):
        return None
    if words_of("rosters", "opens").search(words) is None:
        return None
    named = (a for a in passage.atoms if isinstance(a.value, BodyName))
    return next((a for a in named if _kind(a) in phrases("rosters", "bodies")), None)


def _kind(atom: Atom) -> str:
    return atom.value.kind if isinstance(atom.value, BodyName) else ""


def _above(blocks: tuple[Block, ...], block: Block) -> Iterator[int]:
    """The indices of the blocks that own one, from the nearest."""
    while block.parent is not None:
        yield block.parent
        block = blocks[block.parent]


def _item(
    reading: Reading, passage: Passage, committee: Atom, groups: dict[int, Role]
) -> Iterator[RoleFound | StructureFound]:
    body = passage.block.body
    text = reading.document.text[body.start : body.end].rstrip(" .;*_")
    label = _label(text)
    if label is not None:
        groups[passage.index] = label
        if text.endswith(":"):
            return
    inherited = next((groups[i] for i in _above(reading.document.blocks, passage.block) if i in groups), None)
    role = _said(text) or label or inherited
    if role is not None:
        yield from _member(reading, passage, committee, role, Span(body.start, body.start + len(text)))


def _member(
    reading: Reading, passage: Passage, committee: Atom, role: Role, span: Span
) -> Iterator[RoleFound | StructureFound]:
    """A named person's role; else the membership of the body whose post is named."""
    zone = passage.block.zone
    people = [a for a in passage.atoms if isinstance(a.value, PersonName)]
    bodies = [a for a in passage.atoms if isinstance(a.value, BodyName) and a.value.form == "named" and a != committee]
    if len(people) == 1:
        office = Office(role.title, role.role)
        yield RoleFound(people[0], office, committee, reading.evidence(span, "role.roster", zone))
    elif not people and bodies and _kind(bodies[0]) not in phrases("rosters", "bodies"):
        evidence = reading.evidence(span, "structure.roster", zone)
        yield StructureFound(bodies[0], "member-of", committee, evidence)


@cache
def _roles() -> dict[str, str]:
    """Folded title → role."""
    return {fold(title): role for role, titles in table("rosters")["roles"].items() for title in titles}


@cache
def _titles() -> str:
    return any_of(_roles())


def _label(text: str) -> Role | None:
    """ "2. Các Phó Trưởng Ban:", "Trưởng ban Chỉ đạo Trung ương: …": the role before a colon."""
    match = re.match(rf"(?:các\s+)?(?P<role>{_titles().removesuffix(_WORD_END)})[^:,;.]{{0,{LABEL}}}:", fold(text))
    return _role(text[match.start("role") : match.end("role")]) if match else None


def _said(text: str) -> Role | None:
    """ "…, Phó Trưởng ban thường trực", "… - Ủy viên", "…: Tổ trưởng": the role at the end of an item."""
    parts = re.split(r"[,;:–(]|\s-\s", text)
    last = parts[-1].strip(" )")
    form = rf"(?:là|làm|giữ chức|kiêm)?\s*(?P<role>{_titles()})(?:\s+(?:ban )?chỉ đạo|\s+hội đồng|\s+tổ công tác)?"
    match = re.fullmatch(form, fold(last)) if len(parts) > 1 else None
    return _role(last[match.start("role") : match.end("role")]) if match else None


def _role(written: str) -> Role:
    title = squeeze(written)
    return Role(_roles()[fold(title)], upper_first(title))
