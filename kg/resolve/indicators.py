"""One indicator for all the wordings that measure the same, in whatever document: independent of their order.

Whom a number is of is part of what it measures: the share of Hà Nội is not that of the country. A plan of a province
speaks of that province, unless it says "cả nước"; what a text says "of the province" without saying which stays its
own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.lexicon import any_of
from kg.model import Document, Evidence, Facts, Indicator
from kg.registry import Registry
from kg.resolve.homes import home
from kg.resolve.identity import key
from kg.resolve.measures import COUNTRY, LOCAL, Measure, measure
from kg.resolve.places import bare, names
from kg.text import fold, squeeze, upper_first


@dataclass(frozen=True, slots=True)
class _Said:
    """One wording of an indicator, whose it is (ids of bodies, or a source), and what it measures."""

    wording: str
    scope: tuple[str, ...]
    measure: Measure

    @property
    def id(self) -> str:
        """The same for every wording of one measure and scope, whatever else is read."""
        what = self.measure
        return key("indicator", *self.scope, what.kind, what.base, " ".join(sorted(what.words)))


def with_indicators(facts: Facts, registry: Registry) -> Facts:
    """The facts with their indicators; each target and result measures one of them.

    What a wording leaves of itself decides: where nothing is left, the wording stays an indicator of its own source.
    """
    places = {d.source.id: _place(registry, d) for d in facts.documents}
    labels = {b.id: b.label for b in registry.bodies} | {b.id: b.label for b in facts.bodies}
    of_targets = [_said(registry, t.indicator, t.unit, t.evidence, (), places) for t in facts.targets]
    of_results = [_said(registry, r.indicator, r.unit, r.evidence, r.bodies, places) for r in facts.results]
    return replace(
        facts,
        targets=tuple(replace(t, measures=s.id) for t, s in zip(facts.targets, of_targets, strict=True)),
        results=tuple(replace(r, measures=s.id) for r, s in zip(facts.results, of_results, strict=True)),
        indicators=_indicators([*of_targets, *of_results], labels),
    )


def _said(
    registry: Registry,
    wording: str,
    unit: str,
    evidence: Iterable[Evidence],
    bodies: tuple[str, ...],
    places: Mapping[str, str | None],
) -> _Said:
    best = min(evidence)
    named = tuple(sorted(_provinces(registry, wording)))
    what = measure(_without_places(registry, wording, named), unit, best.quote)
    if bodies or named or what.scope == COUNTRY:
        scope = bodies or named
    else:
        home_ = places.get(best.source)
        scope = (home_,) if home_ else (best.source,) if what.scope == LOCAL else ()
    if not what.words:
        what, scope = replace(what, words=frozenset(fold(wording).split())), (best.source,)
    return _Said(squeeze(wording), scope, what)


def _place(registry: Registry, document: Document) -> str | None:
    """The province that a document is of: whose authority issues it, or the only one that its title names."""
    label = home(registry, document)
    if label:
        return next(iter(registry.names.get(fold(label), ())), None)
    head = document.head
    title = head.title.text if head is not None and head.title is not None else document.source.title or ""
    found = _provinces(registry, title)
    return next(iter(found)) if len(found) == 1 else None


def _provinces(registry: Registry, words: str) -> set[str]:
    """The provinces that words name, with the word for what they are: "tỉnh Thanh Hóa", "Tỉnh ủy Thanh Hóa"."""
    found: dict[int, str] = {}
    folded = fold(squeeze(words))
    for body in registry.bodies:
        if body.kind == "province" and (match := _named(body.label).search(folded)):
            found[match.start()] = body.id if match.start() not in found else min(found[match.start()], body.id)
    return set(found.values())


@cache
def _named(label: str) -> re.Pattern[str]:
    before = any_of(map(fold, (*names()["before"], *names()["units"])))
    return re.compile(rf"(?<!\w){before}\s+{re.escape(fold(bare(label)))}(?!\w)")


def _without_places(registry: Registry, wording: str, ids: Iterable[str]) -> str:
    """The wording without the provinces it names and the words that lead to them: "trên địa bàn thành phố Hà Nội"."""
    lead = rf"(?:{any_of(map(fold, names()['leads']))}\s+)?"
    folded = fold(squeeze(wording))
    for id_ in ids:
        folded = re.sub(lead + _named(registry.body[id_].label).pattern, " ", folded)
    return folded if list(ids) else wording


def _indicators(all_: Iterable[_Said], labels: Mapping[str, str]) -> tuple[Indicator, ...]:
    groups: dict[str, list[_Said]] = defaultdict(list)
    for said in all_:
        groups[said.id].append(said)
    return tuple(_indicator(id_, groups[id_], labels) for id_ in sorted(groups))


def _indicator(id_: str, group: list[_Said], labels: Mapping[str, str]) -> Indicator:
    """The wording that says most of what is measured and is written most often, with whose it is; others beside it,
    each once, whether it begins with a capital or not.
    """
    wordings = [s.wording.strip(" .;,") for s in group]
    known = group[0].measure.words

    def rank(wording: str) -> tuple[int, int, int, str]:
        said = len(known & set(re.findall(r"\w+", fold(wording))))
        return -said, -wordings.count(wording), len(wording), wording

    ordered = sorted(set(wordings), key=rank)
    whose = ", ".join(labels[b] for b in group[0].scope if b in labels)
    label = _capital(ordered[0]) + (f" ({whose})" if whose and not _says(ordered[0], whose) else "")
    others = {fold(w): w for w in sorted(set(wordings), reverse=True) if fold(w) != fold(label)}
    return Indicator(id_, label, tuple(sorted(others.values())))


def _says(wording: str, whose: str) -> bool:
    return fold(whose) in fold(wording)


def _capital(name: str) -> str:
    return upper_first(name)
