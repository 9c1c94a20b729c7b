"""Which body a unit is said to be part of: "Cục Chuyển đổi số, Bộ Y tế", "Vụ Pháp chế (Bộ Tư pháp)", "… thuộc Bộ …".

A comma also parts the members of a list, so that it joins a unit to its ministry only where units and ministries
alternate in the whole list: "Cục A, Bộ B và Cục C, Bộ D", but not "Cục A, Bộ B và Bộ C".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.atoms.registered import PLACE
from kg.extract.types import Atom, BodyName

UNITS = frozenset({"department", "public-service-unit", "academy", "university", "provincial-authority"})
PARENTS = frozenset(
    {"ministry", "ministerial-level-agency", "government-agency", "government", "people-committee", "party-organ"}
)
MINISTRIES = frozenset({"ministry", "ministerial-level-agency", "government-agency"})
_JOINTS = (",", "và", ", và", ";", "; và")


def with_wholes(folded: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms of a stretch, its units with the bodies that they are said to be part of."""
    bodies = [a for a in atoms if isinstance(a.value, BodyName) and a.value.form != PLACE]
    wholes = {unit: parent for unit, parent in _pairs(folded, bodies)}
    return [_joined(a, wholes.get(a)) for a in atoms]


def _joined(atom: Atom, whole: Atom | None) -> Atom:
    if whole is None or not isinstance(atom.value, BodyName) or not isinstance(whole.value, BodyName):
        return atom
    return atom._replace(value=replace(atom.value, whole=whole.value))


def _pairs(folded: str, bodies: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    listed = set(_by_comma(folded, bodies))
    for unit, parent in itertools.pairwise(bodies):
        gap = folded[unit.span.end : parent.span.start].strip()
        stated = gap in ("thuộc", "trực thuộc", "của", "(", "-")
        if _is(unit, UNITS) and _is(parent, PARENTS) and (stated or unit.span in listed):
            yield unit, parent


def _is(atom: Atom, kinds: frozenset[str]) -> bool:
    return isinstance(atom.value, BodyName) and atom.value.form == "named" and atom.value.kind in kinds


def _by_comma(folded: str, bodies: Sequence[Atom]) -> Iterator[object]:
    """The units that a comma joins to the ministry after them."""
    for run in _runs(folded, bodies):
        units, parents = run[::2], run[1::2]
        fit = all(_is(u, UNITS) for u in units) and all(_is(p, MINISTRIES) for p in parents)
        commas = all(folded[u.span.end : p.span.start].strip() == "," for u, p in zip(units, parents, strict=False))
        if fit and commas and len(units) == len(parents):
            yield from (u.span for u in units)


def _runs(folded: str, bodies: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Bodies that follow one another as in a list."""
    run: list[Atom] = []
    for body in bodies:
        if run and folded[run[-1].span.end : body.span.start].strip() not in _JOINTS:
            yield run
            run = []
        run.append(body)
    if run:
        yield run
