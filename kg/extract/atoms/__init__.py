"""Text → atoms: bodies, offices, persons, documents, dates, quantities and cues of one block.

The layers are settled one by one (longer span first), then laid over each other: a cue inside a
body's name is no cue, a date inside a document's citation belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.atoms import bodies, collectives, dates, documents, people, quantities, registered
from kg.extract.atoms.introduced import Introduced, called
from kg.extract.atoms.units import with_wholes
from kg.extract.lexicon import phrases, table
from kg.extract.names import Names
from kg.extract.spans import Room, in_order, inside, settle
from kg.extract.types import Atom, BodyName, Cue, DocName, Office, Value
from kg.model import Span
from kg.registry import Registry
from kg.text import fold

CUE_LISTS = (
    "instruct", "say", "modal", "account", "lead", "cooperate", "oversee", "responsible", "heads", "found", "merge",
    "connective", "adverb", "verb", "result", "docnoun", "nominal", "thing", "reports", "basis",
    "issue",
    "according",
    "ban",
)  # fmt: skip


_UNIT = re.compile(r"^(?:tỉnh|thành phố|thủ đô|tp\.?)\s", re.I)


@dataclass(frozen=True)
class Recogniser:
    """The compiled names of one registry; made once, used for every block."""

    registry: Registry
    names: Names
    cues: Names
    shouted: dict[str, frozenset[str]]
    lists: tuple[registered.Headless, ...]


def recogniser(registry: Registry) -> Recogniser:
    """Compile the names and cues of a registry and the lexicon."""
    names: dict[str, tuple[Value, ...]] = {}
    for phrase, body in registered.registered(registry).items():
        names[phrase] = (body,)
    for matter, department in registered.departments().items():
        names.setdefault(f"{fold(registered.DEPARTMENT)} {matter}", (department,))
    for phrase, office in people.office_phrases(registry).items():
        names[phrase] = (*names.get(phrase, ()), office)
    for phrase, work in documents.registered_names(registry).items():
        names[phrase] = (*names.get(phrase, ()), work)
    cues: dict[str, tuple[Value, ...]] = {}
    for kind in CUE_LISTS:
        for word in table("cues")[kind]:
            cues[fold(word)] = (*cues.get(fold(word), ()), Cue(kind, fold(word)))
    lists = tuple(h for head in table("bodies")["shared"]["heads"] if (h := registered.headless(registry, head)))
    lists = (*lists, registered.headless_departments())
    return Recogniser(registry, Names(names), Names(cues), registered.abbreviations(registry), lists)


def _priority(value: Value) -> int:
    """Where two readings have the same span: an office before the body of that name, then what is registered."""
    if isinstance(value, Office):
        return 3
    if isinstance(value, BodyName):
        return 2 if value.ids or value.form == "collective" else 1
    return 0


def _fixed(rec: Recogniser, text: str, folded: str) -> list[Atom]:
    """Registered names and offices; abbreviations only as they are really written."""
    found = []
    for span, value in rec.names.find(folded):
        written = text[span.start : span.end]
        ways = rec.shouted.get(folded[span.start : span.end])
        if isinstance(value, BodyName):
            if value.form == registered.PLACE:
                if not registered.is_written_as_name(_UNIT.sub("", written)) or _honours(folded, span):
                    continue
            elif (ways is not None and written not in ways) or not written[:1].isupper() or _is_action(written):
                continue
        elif isinstance(value, Office) and (
            people.is_foreign(folded, span) or people.is_former(folded, span) or not people.is_title(written, value)
        ):
            continue
        found.append(Atom(span, value))
    return found


def _honours(folded: str, place: Span) -> bool:
    """ "Chủ tịch Hồ Chí Minh", "tư tưởng Hồ Chí Minh": the person whom the city is called after."""
    named = folded[place.start : place.end] in phrases("bodies", "local", "persons")
    return named and folded[: place.start].rstrip().endswith(phrases("bodies", "local", "honours"))


def _is_action(written: str) -> bool:
    """ "Các đơn vị trực thuộc Bộ xây dựng phương án …": the head of a name and, in small letters, what is done."""
    rest = written.partition(" ")[2]
    return rest[:1].islower() and fold(rest) in _verbs()


@cache
def _verbs() -> frozenset[str]:
    return frozenset(phrases("cues", "verb"))


def _bodies(
    rec: Recogniser, text: str, folded: str, fixed: list[Atom], cues: Sequence[Atom], own: Introduced
) -> list[Atom]:
    named = [a for a in fixed if isinstance(a.value, BodyName)]
    ends: dict[int, tuple[int, str]] = {}
    for atom in named:
        label = atom.value.name if isinstance(atom.value, BodyName) else ""
        ends[atom.span.start] = max((atom.span.end, label), ends.get(atom.span.start, (0, "")))
    listed = list(registered.listed(text, folded, rec.lists))
    found: list[Atom] = [a for a in fixed if not any(inside(a.span, s.span) for s in listed)]
    spans = [s.span for s in listed]
    together = {Span(a.start, b.end) for a in spans for b in spans if a.start < b.start}
    found += (a for a in bodies.headed(text, folded, ends) if a.span not in together and a.span not in spans)
    found += bodies.working_groups(text, folded, lambda: _begun(cues))
    found += bodies.anaphors(text, folded)
    found += listed
    many = collectives.collectives(text, folded)
    found += (a for a in many if not any(inside(a.span, s) for s in spans))
    found += collectives.headed(text, folded)
    found += collectives.addressed(text, folded)
    found += collectives.subjects(text, folded)
    found += collectives.sectors(text, folded)
    found += people.persons(text)
    given = list(called(text, own))
    taken = {a.span for a in given}
    found = [*(a for a in found if a.span not in taken), *given]
    settled = settle((a, _priority(a.value)) for a in found if not isinstance(a.value, DocName))
    settled = list(collectives.with_councils(settled, folded))
    inner = [
        a for a in named
        if isinstance(a.value, BodyName) and a.value.kind != "office"
        and any(isinstance(s.value, Office) and inside(a.span, s.span) and a.span != s.span for s in settled)
    ]  # fmt: skip
    return [*settled, *settle((a, 0) for a in inner)]


def _begun(cues: Sequence[Atom]) -> dict[int, Cue]:
    """The cues of what is done, by where they begin."""
    told = ((a.span.start, a.value) for a in _cues(cues, []))
    return {start: cue for start, cue in told if isinstance(cue, Cue) and cue.kind in ("verb", "thing")}


def _references(text: str, folded: str, fixed: list[Atom], when: list[Atom]) -> list[Atom]:
    found = [*documents.numbered(text, folded), *documents.laws(text, folded), *documents.congress(text, folded)]
    found += [a for a in fixed if isinstance(a.value, DocName)]
    return [documents.with_date(a, when, folded) for a in settle((a, 0) for a in found)]


def _cues(found: Sequence[Atom], solid: Sequence[Span]) -> list[Atom]:
    """Every reading of every cue that is longest at its place and lies outside names: "phối hợp với", not "phối
    hợp".
    """
    free = _outside(found, solid)
    room, longest = Room(), set[tuple[int, int]]()
    for start, end in sorted({(a.span.start, a.span.end) for a in free}, key=lambda p: (p[0] - p[1], p[0])):
        if room.take(Span(start, end)):
            longest.add((start, end))
    # The readings of one cue come in order already.
    return sorted((a for a in free if (a.span.start, a.span.end) in longest), key=lambda a: (a.span.start, a.span.end))


def _outside(atoms: Sequence[Atom], solid: Sequence[Span]) -> Sequence[Atom]:
    """The atoms that overlap none of some stretches."""
    if not solid:
        return atoms
    ordered = sorted((s.start, s.end) for s in solid)
    starts = [start for start, _ in ordered]
    ends: list[int] = []
    for _, end in ordered:
        ends.append(max(end, ends[-1] if ends else 0))
    # Of the stretches that begin before an atom ends, the one that reaches furthest must end before the atom begins.
    return [a for a in atoms if not (n := bisect(starts, a.span.end - 1)) or ends[n - 1] <= a.span.start]


def recognise(rec: Recogniser, text: str, anchor: str | None, own: Introduced | None = None) -> list[Atom]:
    """The atoms of a stretch of text, in order; positions count from its start.

    ``own`` are the short names that the document has introduced for bodies.
    """
    folded = fold(text)
    when = list(dates.dates(text, folded, anchor))
    fixed, cues = _fixed(rec, text, folded), [Atom(span, value) for span, value in rec.cues.find(folded)]
    cited = _references(text, folded, fixed, when)
    numbers = [a.span for a in cited if isinstance(a.value, DocName) and a.value.number and a.value.complete]
    bodies_named = _bodies(rec, text, folded, fixed, cues, own or {})
    named = [a for a in bodies_named if not any(inside(a.span, s) for s in numbers)]
    solid = [a.span for a in (*named, *cited)]
    when = [a for a in when if not any(inside(a.span, s) for s in solid)]
    amounts = settle((a, 0) for a in quantities.quantities(folded))
    atoms = [*named, *cited, *when, *amounts, *_cues(cues, solid)]
    return with_wholes(folded, in_order(atoms, lambda a: (a.span.start, -a.span.end), lambda a: repr(a.value)))


def shifted(atom: Atom, by: int) -> Atom:
    """The same atom at a place further on."""
    return Atom(Span(atom.span.start + by, atom.span.end + by), atom.value)
