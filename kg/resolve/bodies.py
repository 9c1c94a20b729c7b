"""Whom a mention of a body means: registered names, short forms, anaphors, names of its own.

A short form ("Ban Chỉ đạo", "Ban Chỉ đạo Trung ương") is the body of that beginning named nearest before
it, else next after it, in the same part of the document; a body that nobody knows gets an id from its name.
What cannot be told is refused, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from kg.extract.types import Atom, BodyName, Extraction
from kg.model import Body, Document, Span
from kg.registry import BodyRecord, Registry
from kg.resolve.capitals import in_sentence
from kg.resolve.homes import home, only_place
from kg.resolve.places import bare
from kg.resolve.spelled import spelled
from kg.text import fold, slug, squeeze

PRIME_MINISTER = "org/thu-tuong-chinh-phu"
GOVERNMENT = "org/chinh-phu"
STANDING = "thường trực "
# Authorities that every province has: folded head → how it is written, its kind.
LOCAL = {
    "tỉnh ủy": ("Tỉnh ủy", "party-committee"),
    "thành ủy": ("Thành ủy", "party-committee"),
    "ủy ban nhân dân": ("Ủy ban nhân dân", "people-committee"),
    "hội đồng nhân dân": ("Hội đồng nhân dân", "people-council"),
}
_COMMITTEE = re.compile(r"(đảng ủy|đảng bộ|ban cán sự đảng)\s+\w")
UNMENTIONED = frozenset({"collective", "place"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a body with a name of its own: where, whose, under which folded name, in which part."""

    start: int
    id: str
    name: str
    part: int


class BodyResolver:
    """The bodies of one document. ``resolve`` gives the id of a mention's body, or None."""

    def __init__(
        self, registry: Registry, document: Document, extraction: Extraction, given: Mapping[str, Body] | None = None
    ) -> None:
        """``given``: folded names that a person has said to mean a body in this document."""
        self._registry = registry
        self._given = given or {}
        self._date = document.date
        self._parts = _parts(document)
        self._document = document
        self._folded = fold(document.text)
        self._issuer = extraction.issuer
        self._said = cache(partial(in_sentence, registry, document.text, self._folded))
        self.bodies: dict[str, Body] = {}
        self._spellings: dict[str, str] = {}
        atoms = [a for a in extraction.atoms if isinstance(a.value, BodyName)]
        self._shared = _shared_heads(registry, self._folded, atoms)
        places = {a.value.ids for a in atoms if isinstance(a.value, BodyName) and a.value.form == "place"}
        self._places = {self._valid(ids) for ids in places}
        self._home = home(registry, document) or only_place(registry, document, self._folded, self._places)
        self._wholes: dict[str, set[str]] = {}
        self._wholes = self._said_wholes(atoms)
        self._named: list[Named] = []
        for atom in atoms:
            value = atom.value
            if isinstance(value, BodyName) and value.form == "named" and not self.is_open(value):
                id_ = self._own(self._shared.get(atom.span, value))
                self._named.append(Named(atom.span.start, id_, fold(self._label(id_)), self._part(atom.span)))

    def _said_wholes(self, atoms: Sequence[Atom]) -> dict[str, set[str]]:
        """Folded name of a unit → the bodies that this document puts units of that name in."""
        found: dict[str, set[str]] = defaultdict(set)
        for value in (a.value for a in atoms):
            if isinstance(value, BodyName) and value.whole is not None:
                found[fold(value.name)].add(self._own(value.whole))
        return found

    def _whole(self, value: BodyName) -> str | None:
        """The body that a unit is part of: as is said here, or once in this document.

        Whose paper it is does not tell: the Government Office reports of the "Cục An ninh mạng" of another ministry.
        """
        if value.whole is not None:
            return self._own(value.whole)
        said = self._wholes.get(fold(value.name), set())
        return next(iter(said)) if len(said) == 1 else None

    def is_open(self, value: BodyName) -> bool:
        """A unit called by its name alone in a document that speaks of two of that name, in two ministries."""
        return value.whole is None and not value.ids and len(self._wholes.get(fold(value.name), ())) > 1

    def reason(self, atom: Atom) -> str:
        """Why a mention has no body (a key of the messages ``reason.…``)."""
        return "several-units" if isinstance(atom.value, BodyName) and self.is_open(atom.value) else "short-form"

    def _label(self, id_: str) -> str:
        return self.bodies[id_].label

    def _part(self, span: Span) -> int:
        return next((p for s, p in self._parts if s.start <= span.start < s.end), -1)

    def resolve(self, atom: Atom) -> str | None:
        """The id of the body that a mention means."""
        value = atom.value
        if not isinstance(value, BodyName):
            return None
        if value.form == "anaphor" and value.kind == "ministry":
            return self._the_ministry()
        if value.form == "anaphor" and value.kind == "province":
            return self._the_province()
        if value.form in ("short", "anaphor"):
            return self._short(squeeze(value.name), atom.span)
        if self.is_open(value):
            return None
        return self._own(self._shared.get(atom.span, value))

    def known(self, id_: str) -> str:
        """Take a registered body by its id."""
        record = self._registry.body.get(id_)
        if record is not None and id_ not in self.bodies:
            self.bodies[id_] = registered(record)
        return id_

    def issuing(self) -> str | None:
        """The body that the document's own head names as issuer: all of it, the last name in it ("UBND TỈNH LÀO CAI /
        SỞ KHOA HỌC VÀ CÔNG NGHỆ"), an authority of a province, else the last registered name in it.
        """
        head = self._document.head
        if head is None or head.issuer is None:
            return None
        words = fold(head.issuer.text).split()
        names = (self._registry.names.get(" ".join(words[i:])) for i in range(len(words)))
        whole = next(names, None)
        if whole is None and self._issuer is not None:
            return self._own(self._issuer)
        local = next((LOCAL[name] for name in LOCAL if fold(head.issuer.text).startswith(name)), None)
        if whole is None and local and (id_ := self.at_home(*local)):
            return id_
        ids = whole or next(filter(None, names), None)
        return self.known(self._valid(ids)) if ids else None

    def part_of(self, unit: str, body: str) -> str:
        """A unit of a body, by the names of both: "Văn phòng" of Bộ Tài chính."""
        return self._own(BodyName(f"{unit} {self._label(body)}", "department"))

    def at_home(self, head: str, kind: str) -> str | None:
        """An authority of the province that issues the document: "Tỉnh ủy", "Ủy ban nhân dân" of Lào Cai."""
        if self._home is None:
            return None
        if head in ("Tỉnh ủy", "Thành ủy"):
            head = "Thành ủy" if self._home.startswith("thành phố") else "Tỉnh ủy"
        return self._own(BodyName(f"{head} {self._home if kind != 'party-committee' else bare(self._home)}", kind))

    def _local(self, value: BodyName) -> BodyName:
        """ "Sở Công Thương", "HĐND tỉnh", "Ban Tuyên giáo Tỉnh ủy" in a province's paper are that province's."""
        name = squeeze(value.name)
        if self._home is None or fold(name).endswith((", tỉnh", ", thành phố")):
            return value  # "UBND các huyện, thành phố" are many
        if fold(name).endswith((" tỉnh", " thành phố")):
            full = re.sub(r"\s(?:tỉnh|thành phố)$", f" {self._home}", name, flags=re.I)
        elif fold(name).endswith((" tỉnh ủy", " thành ủy")):
            full = f"{name} {bare(self._home)}"
        elif (
            value.kind == "provincial-authority"
            and fold(name).startswith("sở ")
            and fold(bare(self._home)) not in fold(name)
        ):
            full = f"{name} {self._home}"
        else:
            return value
        return replace(value, name=full, ids=(), aliases=tuple(sorted({*value.aliases, name})))

    def _own(self, value: BodyName) -> str:
        if value.name.isupper() and not value.ids:
            value = replace(value, name=self._said(squeeze(value.name)))
        value = self._spelled(self._local(value))
        if value.ids:
            return self.known(self._valid(value.ids))
        found = self._registry.names.get(fold(value.name))
        if found:
            return self.known(self._valid(found))
        longer = self._cut_short(value)
        if longer:
            return self.known(longer)
        return self._unregistered(value)

    def _spelled(self, value: BodyName) -> BodyName:
        """A name that nobody has registered, as offices write it: "Sở KH&CN Hà Nội" with the unit of its province."""
        if value.ids or value.kind == "collective" or fold(value.name) in self._registry.names:
            return value
        if value.name not in self._spellings:
            self._spellings[value.name] = spelled(self._registry, value.name)
        name = self._spellings[value.name]
        if name == value.name:
            return value
        return replace(value, name=name, aliases=tuple(sorted({*value.aliases, value.name} - {name})))

    def _unregistered(self, value: BodyName) -> str:
        """A body that the registry does not know: its id is made from its name and from what it is part of."""
        whole = self._whole(value)
        of = self._label(whole) if whole else ""
        name = f"{value.name} ({of})" if of else value.name
        id_ = f"org/{slug(name)}"
        old = self.bodies.get(id_)
        kind = old.kind if old and value.kind == "other" else value.kind
        aliases = {*value.aliases, *(old.aliases if old else ()), *({value.name} if of else ())} - {name}
        label = min(filter(None, (name, old.label if old else "")), key=plainest)
        self.bodies[id_] = Body(id_, label, kind, tuple(sorted(aliases - {label})), part_of=whole)
        return id_

    def _valid(self, ids: Sequence[str]) -> str:
        """Of the registered bodies with one name, the one that existed on the document's date."""
        day = self._date or "9999"
        living = [
            i for i in ids if (self._registry.body[i].since or "") <= day <= (self._registry.body[i].ended or "9999")
        ]
        return (living or list(ids))[0]

    def _cut_short(self, value: BodyName) -> str | None:
        """A long name that a teaser cut off: the only registered name that begins with it."""
        name = fold(value.name)
        if len(name.split()) < 8 or value.form != "named":
            return None
        ids = {
            i
            for full in (*self._registry.begun(name + " "), *self._registry.begun(name + ","))
            for i in self._registry.names[full]
        }
        return ids.pop() if len(ids) == 1 else None

    def _short(self, name: str, span: Span) -> str | None:
        folded = fold(name)
        if folded in self._given:
            body = self._given[folded]
            return self.bodies.setdefault(body.id, body).id
        return self._begun(folded, span) or self._stood(folded, span) or self._at_home_short(name)

    def _the_ministry(self) -> str | None:
        """ "Bộ" alone: the ministry that issues the document, else the only one that it names."""
        issuer = self.issuing()
        if issuer is not None and self.bodies[issuer].kind == "ministry":
            return issuer
        named = {n.id for n in self._named if self.bodies[n.id].kind == "ministry"}
        return next(iter(named)) if len(named) == 1 else None

    def _the_province(self) -> str | None:
        """ "Thành phố", "Tỉnh" alone: the only province that the document names."""
        return self.known(next(iter(self._places))) if len(self._places) == 1 else None

    def _at_home_short(self, name: str) -> str | None:
        """ "Tỉnh ủy", "HĐND tỉnh" alone in a province's own paper; "Ủy ban nhân dân" alone in that of a ward."""
        plain_name = re.sub(r"\s(?:tỉnh|thành phố)$", "", fold(name))
        if plain_name not in LOCAL:
            return self._of_own_place(name)
        issuer = self.issuing() if plain_name == fold(name) else None
        own = issuer is not None and self.bodies[issuer].kind == LOCAL[plain_name][1]
        return issuer if own else self.at_home(*LOCAL[plain_name])

    def _of_own_place(self, name: str) -> str | None:
        """ "Ủy ban nhân dân xã" in the paper of a commune's Party committee is that commune's."""
        head, _, unit = squeeze(name).rpartition(" ")
        issuer = self.issuing() if fold(head) in LOCAL else None
        place = re.search(rf"\s{re.escape(fold(unit))}\s(?P<name>.+)$", self._label(issuer), re.I) if issuer else None
        written, kind = LOCAL[fold(head)] if place else ("", "")
        return self._own(BodyName(f"{written} {fold(unit)} {place['name']}", kind)) if place else None

    def _stood(self, folded: str, span: Span) -> str | None:
        return self._standing(folded.removeprefix(STANDING), span) if folded.startswith(STANDING) else None

    def _begun(self, folded: str, span: Span) -> str | None:
        """The body whose name begins so: named before in this part, after in this part, then elsewhere."""
        here = self._part(span)
        same = [n for n in self._named if n.name.startswith(folded) and n.part == here]
        other = [n for n in self._named if n.name.startswith(folded) and n.part != here] if here < 0 or not same else []
        for group in (same, other):
            before = [n for n in group if n.start < span.start]
            after = [n for n in group if n.start > span.start]
            if before:
                return before[-1].id
            if after:
                return after[0].id
        return self._only(folded)

    def _only(self, folded: str) -> str | None:
        """The organ of a committee that the document names: "Tổ Giúp việc" of that Ban Chỉ đạo. Others of the same
        beginning are not in the registry, and may be meant where that committee is not spoken of.
        """
        ids = {i for name in self._registry.begun(folded + " ") for i in self._registry.names[name]}
        living = [i for i in sorted(ids) if not self._registry.body[i].ended]
        return self.known(living[0]) if len(living) == 1 and self._is_organ_here(living[0]) else None

    def _is_organ_here(self, id_: str) -> bool:
        """Whether a registered body is called after one that the document names."""
        record = self._registry.body[id_]
        whole = self._registry.body.get(record.part_of or "")
        return whole is not None and record.label.endswith(whole.label) and any(n.id == whole.id for n in self._named)

    def _standing(self, committee: str, span: Span) -> str | None:
        """ "Thường trực Ban Chỉ đạo": the standing members of the committee that the short form means."""
        whole = self._begun(committee, span)
        if whole is None:
            return None
        label = "Thường trực " + self._label(whole)
        found = self._registry.names.get(fold(label))
        if found:
            return self.known(found[0])
        id_ = f"org/{slug(label)}"
        self.bodies[id_] = Body(id_, label, "steering-committee", ())
        return id_


def registered(record: BodyRecord) -> Body:
    return Body(record.id, record.label, record.kind, record.aliases, registered=True)


def plainest(name: str) -> tuple[bool, int, str]:
    """Of two writings of one name, the one not in capitals, with its commas."""
    return name.isupper(), -name.count(","), name


def _shared_heads(registry: Registry, folded: str, atoms: Sequence[Atom]) -> dict[Span, BodyName]:
    """Bodies in a list after a plural Party committee are its committees: "các Đảng ủy Bộ Tài chính, Bộ Nội vụ"."""
    found: dict[Span, BodyName] = {}
    head = ""
    for i, atom in enumerate(atoms):
        value = atom.value
        own = _COMMITTEE.match(folded[atom.span.start : atom.span.end])
        if own:
            head = own[1].capitalize() if folded[: atom.span.start].endswith("các ") else ""
            continue
        gap = folded[atoms[i - 1].span.end : atom.span.start].strip() if i else ""
        if not (head and gap in (",", "và", ", và") and isinstance(value, BodyName) and value.form == "named"):
            head = ""
            continue
        label = registry.body[value.ids[0]].label if value.ids else value.name
        if value.kind != "party-committee":
            found[atom.span] = BodyName(f"{head} {label}", "party-committee")
    return found


def _parts(document: Document) -> list[tuple[Span, int]]:
    """Which teaser a stretch belongs to; -1 is the article itself."""
    parts = []
    for i, block in enumerate(document.blocks):
        teaser = block.zone.value == "teaser"
        parts.append((block.span, (i if block.parent is None else block.parent) if teaser else -1))
    return parts
