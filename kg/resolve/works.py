"""Which document a citation means: its year, its issuer, and what a bare number stands for.

Numbers start anew each year, so the year belongs to the identity. A bare number ("Nghị quyết 57") is the
document of that number cited in full in the same text, else a registered one of that name, else one of the
series it stands among ("59-NQ/TW …; Nghị quyết 66 …; 68-NQ/TW"), else what its issuer makes of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.kinds import kinds
from kg.documents.numbers import issuer_symbol
from kg.extract.lexicon import alternatives, phrases, table
from kg.extract.types import Atom, BodyName, DocName, Extraction, Office
from kg.model import Document, Head, Work
from kg.registry import Registry, WorkRecord
from kg.resolve.bodies import GOVERNMENT, PRIME_MINISTER, BodyResolver
from kg.resolve.laws import Numbers, law_numbers, number_of
from kg.text import fold, slug, upper_first

NAMED_KINDS = frozenset({"scheme", "programme", "law"})
# Symbols that every province uses; whose they are, the document's own head says.
LOCAL_SYMBOLS = {
    "UBND": ("Ủy ban nhân dân", "people-committee"),
    "HĐND": ("Hội đồng nhân dân", "people-council"),
    "TU": ("Tỉnh ủy", "party-committee"),
}
SERIES_REACH = 260
ISSUER_REACH = 90
STATED_REACH = 26


class WorkResolver:
    """The documents that one source cites."""

    def __init__(
        self,
        registry: Registry,
        document: Document,
        extraction: Extraction,
        bodies: BodyResolver,
        laws: Numbers | None = None,
    ) -> None:
        self._laws = law_numbers([(document, extraction)]), laws or {}
        self._registry = registry
        self._document = document
        self._folded = fold(document.text)
        self._atoms = extraction.atoms
        self._ordered = sorted(extraction.atoms, key=lambda a: a.span.start)
        self._starts = [a.span.start for a in self._ordered]
        self._bodies = bodies
        self._cited = [a for a in extraction.atoms if isinstance(a.value, DocName)]
        self.works: dict[str, Work] = {}
        self.own = self._own(document.head)

    def _own(self, head: Head | None) -> str | None:
        """The document that the text itself is, by its head: the very one that others cite."""
        if head is None or head.number is None:
            return None
        name = f"{(head.kind_name or '').capitalize()} số {head.number.text}".strip()
        value = DocName(name, head.kind or "other", head.number.text, date=head.date)
        id_ = self._complete(value, Atom(head.number.span, value))
        old = self.works[id_]
        self.works[id_] = replace(
            old, issuer=old.issuer or self._bodies.issuing(), date=old.date or head.date, title=head.name
        )
        return id_

    def resolve(self, atom: Atom) -> str | None:
        """The id of the document that a citation means, or None where a bare number stays a number."""
        value = atom.value
        if not isinstance(value, DocName):
            return None
        if value.complete:
            return self._complete(value, atom)
        number = self._named(value) or self._full(value, atom)
        return self._complete(number, atom) if number else None

    def issuer(self, atom: Atom) -> str | None:
        """Who issued what is cited, where the text ("… của Bộ Chính trị") or the number's symbol says so."""
        named = self._stated(atom) or self._by_symbol(atom)
        own = atom.value.number if isinstance(atom.value, DocName) else None
        head = self._document.head
        if named is None and head and head.number and own == head.number.text:
            return self._bodies.issuing()
        return named

    def _by_symbol(self, atom: Atom) -> str | None:
        value = atom.value
        symbol = (
            issuer_symbol(value.number) if isinstance(value, DocName) and value.number and "/" in value.number else None
        )
        if symbol is None or symbol == "TW":
            return None
        if re.fullmatch(r"QH\d+", symbol):
            symbol = "QH"
        local = LOCAL_SYMBOLS.get(symbol)
        if local:
            return self._bodies.at_home(*local)
        found = self._registry.symbols.get(fold(symbol)) or self._registry.symbols.get(fold(_letter_symbol(atom)))
        return self._bodies.known(found) if found else None

    def _stated(self, atom: Atom) -> str | None:
        """ "… của Bộ Chính trị", "… của Thủ tướng Chính phủ", "… của Bộ trưởng Bộ Tài chính" right after the citation
        or its date.
        """
        end = atom.span.end
        near = bisect_right(self._starts, end), bisect_left(self._starts, end + STATED_REACH)
        for who in self._ordered[slice(*near)]:
            gap = self._folded[end : who.span.start].strip()
            if gap == "của" and isinstance(who.value, Office) and who.value.role == "head":
                if who.value.body is not None:
                    return self._bodies.known(PRIME_MINISTER if who.value.body == GOVERNMENT else who.value.body)
            elif (
                isinstance(who.value, BodyName)
                and who.value.form == "named"
                and gap in phrases("documents", "issuing", "of")
            ):
                return self._bodies.resolve(who)
        return None

    def _complete(self, value: DocName, atom: Atom) -> str:
        record, called = self._record(value), tuple[str, ...]()
        if record is None and value.kind == "law" and value.number is None:
            cited = (a.value for a in self._cited if isinstance(a.value, DocName))
            number = number_of(value, cited, self._laws, self._document.date)
            if number is not None:
                called = (value.name,)
                value = replace(value, name=f"{value.name} số {number}", number=number)
                record = self._record(value)
        if record is not None:
            return self._keep(_registered(record))
        issuer = self.issuer(atom)
        year = self._year(value)
        name = value.number or value.name
        id_ = f"doc/{year}/{slug(name)}" if value.number else f"doc/{slug(name)}"
        number = None if value.kind in NAMED_KINDS and "/" not in (value.number or "") else value.number
        return self._keep(Work(id_, _label(value), value.kind, number, issuer, self._date(value), called))

    def _date(self, value: DocName) -> str | None:
        """The date in this citation, else in another one of the same number."""
        if value.date or value.number is None:
            return value.date
        others = (a.value for a in self._cited)
        return next((o.date for o in others if isinstance(o, DocName) and o.number == value.number and o.date), None)

    def _record(self, value: DocName) -> WorkRecord | None:
        """The registered document of this number or name, of the right year where the year is known."""
        records = self._registry.numbers.get(fold(value.number or value.name), ()) if value.number else ()
        records = records or self._registry.numbers.get(fold(value.name), ())
        year = (self._date(value) or "")[:4]
        fitting = [r for r in records if not year or not r.date or r.date[:4] == year]
        if not fitting and (self._date(value) or "") > (self._document.date or "9999"):
            # A year that a scan has lost, and that was then taken from the citing paper's own: the day tells.
            fitting = [r for r in records if r.date and r.date[4:] == (self._date(value) or "")[4:]]
        return fitting[-1] if fitting else None

    def _year(self, value: DocName) -> str:
        inside = re.search(r"/((?:19|20)\d\d)/", value.number or "")
        return inside[1] if inside else ((self._date(value) or self._document.date or "")[:4] or "0000")

    def _keep(self, work: Work) -> str:
        old = self.works.get(work.id)
        if old is not None and not set(work.aliases) <= {*old.aliases, old.label}:
            old = replace(old, aliases=tuple(sorted({*old.aliases, *work.aliases} - {old.label})))
            self.works[work.id] = old
        if old is not None and old.title:
            return work.id  # the document's own head knows best
        if old is None or (old.issuer is None and work.issuer) or (old.date is None and work.date):
            self.works[work.id] = work
        return work.id

    def _named(self, value: DocName) -> DocName | None:
        """A registered document called by this very name: "Nghị quyết 57", "Đề án 06"."""
        short = re.sub(r"\s+số\s+", " ", value.name)
        for name in (value.name, short, f"{_kind_name(value)} {value.number}"):
            records = [
                r
                for r in self._registry.numbers.get(fold(name), ())
                if not r.date or not value.date or r.date == value.date
            ]
            if len(records) == 1 and not self._elsewhere(value):
                record = records[0]
                return DocName(record.label, record.kind, record.number, issuer=record.issuer, date=record.date)
        return None

    def _elsewhere(self, value: DocName) -> DocName | None:
        """A full citation of the same kind and number in the same text."""
        number, _, year = (value.number or "0").partition("/")
        begins = re.compile(rf"0*{int(number)}/{year}/" if year else rf"0*{int(number)}(?=[/-])")
        for other in (a.value for a in self._cited):
            if (
                isinstance(other, DocName)
                and other.complete
                and other.number
                and other.abbreviation == value.abbreviation
            ) and begins.match(other.number):
                return other
        return None

    def _full(self, value: DocName, atom: Atom) -> DocName | None:
        return self._elsewhere(value) or self._in_series(value, atom) or self._from_issuer(value, atom)

    def _in_series(self, value: DocName, atom: Atom) -> DocName | None:
        """The number among full ones of one series on both sides or before it."""
        near = [
            a.value for a in self._cited
            if a is not atom and abs(a.span.start - atom.span.start) < SERIES_REACH and isinstance(a.value, DocName)
        ]  # fmt: skip
        tails = {
            re.sub(r"^\d+", "", n.number)
            for n in near
            if n.complete and n.number and n.abbreviation == value.abbreviation
        }
        return _with(value, f"{value.number}{tails.pop()}") if len(tails) == 1 else None

    def _from_issuer(self, value: DocName, atom: Atom) -> DocName | None:
        """What the issuer's symbol makes of a number: "Văn phòng Chính phủ … Thông báo số 292" is 292/TB-VPCP."""
        if value.name.lower().startswith("đề án"):
            return DocName(value.name, value.kind, None) if self._symbol(self._issued_by(value, atom)) else None
        if value.kind in table("documents")["years"]["kinds"] and "/" not in (value.number or ""):
            return None
        issuer = self._issued_by(value, atom)
        symbol, short = self._symbol(issuer), value.abbreviation
        if symbol is None or symbol in table("documents")["issuing"]["termed"] or not value.number or not short:
            return None
        record = self._registry.body.get(issuer or "")
        party = record is not None and record.party
        return _with(value, f"{value.number}-{short}/{symbol}" if party else f"{value.number}/{short}-{symbol}")

    def _issued_by(self, value: DocName, atom: Atom) -> str | None:
        """Who has issued what a bare number stands for: as the text says, or whoever alone issues that kind."""
        sole: str | None = table("documents")["sole"].get(value.kind)
        return sole or self._stated(atom) or self._subject(atom)

    def _symbol(self, issuer: str | None) -> str | None:
        """The symbol that a body's numbers bear; the central organs of the Party share that of their Committee."""
        record = self._registry.body.get(issuer or "")
        if record is not None and record.symbol is None and record.kind == "party-organ":
            record = self._registry.body.get(record.part_of or "")
        return record.symbol if record is not None else None

    def _subject(self, atom: Atom) -> str | None:
        """The body that the sentence's subject is, a little before the citation."""
        start = max(self._folded.rfind(". ", 0, atom.span.start), self._folded.rfind("\n", 0, atom.span.start), 0)
        near: Sequence[Atom] = [
            a for a in self._atoms
            if isinstance(a.value, BodyName)
            and a.value.form in ("named", "short")
            and start <= a.span.start
            and a.span.end <= atom.span.start
        ]  # fmt: skip
        if not near or atom.span.start - near[-1].span.end > ISSUER_REACH:
            return None
        return self._bodies.resolve(near[-1]) if self._issues(near[-1], atom) else None

    def _issues(self, body: Atom, atom: Atom) -> bool:
        """Whether a body is said to have issued what is cited after it: "Bộ Công an thực hiện Quyết định 05" is not."""
        between = self._folded[body.span.end : atom.span.start]
        own = table("documents")["issuing"]["own"]
        itself = isinstance(body.value, BodyName) and body.value.kind in own["bodies"]
        plan = isinstance(atom.value, DocName) and atom.value.kind in own["kinds"]
        words = alternatives("documents", "issuing", "words")
        return (itself and plan) or re.search(rf"(?<!\w){words}", between) is not None


def _letter_symbol(atom: Atom) -> str:
    """The issuer of an official letter, before its unit: ``VPCP`` of ``3722/VPCP-CN`` (Decree 30/2020/NĐ-CP)."""
    number = (atom.value.number or "") if isinstance(atom.value, DocName) else ""
    return re.split(r"[-–]", number.rsplit("/", 1)[-1])[0]


def _kind_name(value: DocName) -> str:
    """The kind in full: "nghị quyết" of "NQ57"."""
    meant = (value.kind, value.abbreviation)
    return next((name for name, kind in kinds().items() if kind == meant), "")


def _with(value: DocName, number: str) -> DocName:
    return DocName(value.name, value.kind, number, True, value.abbreviation, value.issuer, value.date)


def _label(value: DocName) -> str:
    """How the document is called: with its full number where the citation had only part of it, not in capitals."""
    if value.number is None or value.number in value.name or "/" not in value.number:
        return _quiet(value.name, value.number)
    kind = re.sub(r"\s*(?:số\s*)?\d+$", "", value.name)
    return _quiet(f"{kind} {value.number}" if kind != value.name else value.name, value.number).strip()


def _quiet(name: str, number: str | None) -> str:
    """ "THÔNG BÁO KẾT LUẬN SỐ 552/TB-VPCP" as it stands in a sentence: "Thông báo kết luận số 552/TB-VPCP"."""
    words, given, rest = name.partition(number) if number and number in name else (name, "", "")
    if words.isupper() and len(words.split()) > 1:
        words = words.lower()
    return upper_first(words) + given + rest


def _registered(record: WorkRecord) -> Work:
    number = None if record.kind in NAMED_KINDS else record.number
    return Work(record.id, record.label, record.kind, number, record.issuer, record.date, record.aliases)
