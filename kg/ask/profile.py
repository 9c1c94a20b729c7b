"""Everything about one body: what it leads, supports and oversees, who heads it, where it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.ask import answer as a
from kg.ask.access import Graph
from kg.ask.answer import Answer
from kg.ask.cards import Named, Row, named, quotes, stated, tenure
from kg.ask.heads import held_words
from kg.ask.nearest import nearest
from kg.ask.owners import Bodies, Owner, name, owner, today
from kg.ask.phrases import Phrases, wording
from kg.ask.relations import changes, changes_of
from kg.ask.told import is_given, undated
from kg.ask.understand import typed
from kg.ask.words import joined
from kg.ask.work import card
from kg.rdf.namespaces import KG, ORG
from kg.succession import stood
from kg.text import collation_key

if TYPE_CHECKING:
    from kg.ask.identify import Meaning

_NEAR = 5
# Kinds of things that are known by a name of their own.
_NAMED = ("body", "work", "person")
_PART, _FORMERLY, _SUCCESSOR = ORG + "subOrganizationOf", KG + "formerlyPartOf", KG + "successor"

GROUPS = (
    "leads", "inherits", "unclear", "supports", "oversees", "targets", "inherited_targets", "duties", "responsible",
    "led_by", "heads", "deputies", "part_of", "parts", "established", "predecessors", "successors",
)  # fmt: skip
_TASKS = {"lead": "leads", "support": "supports", "oversight": "oversees"}
# What else stands around a body: its group, by which property, and whether the property leads from the body.
_AROUND = {
    "responsible_for": ("responsible", KG + "responsibleBody", False),
    "responsible": ("led_by", KG + "responsibleBody", True),
    "part_of": ("part_of", _PART, True),
    "part": ("parts", _PART, False),
    "formerly_of": ("part_of", _FORMERLY, True),
    "former_part": ("parts", _FORMERLY, False),
    "established": ("established", KG + "establishedBy", False),
}
_DATED = frozenset({*_TASKS.values(), "inherits", "unclear", "targets", "inherited_targets"})


class Profile(NamedTuple):
    """A body and, for each of ``GROUPS``, what the graph says of it with the sentences; ``owner`` is who stands in its
    place. As of a day, ``undated`` counts what only sources without a day tell. ``mentioned``: whether any does.
    """

    body: Named
    groups: dict[str, tuple[Answer, ...]]
    owner: Owner
    undated: int = 0
    mentioned: bool = True

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.body.iri,
            "label": self.body.vi,
            "label_en": self.body.en,
            "now": [{"id": n.iri, "label": n.vi} for n in self.body.now],
            "standing": self.owner.as_json(),
            "undated": self.undated,
            "mentioned": self.mentioned,
            **{key: [one.as_json() for one in self.groups[key]] for key in GROUPS},
        }


def profile(graph: Graph, body: Named, language: str, day: str | None = None) -> Profile:
    """What the graph holds of a body, its tasks by deadline, the rest in Vietnamese dictionary order.

    With ``day`` only what sources had told and the registry knows by then, and each body with what it had become.
    """
    graph, say = graph.on(day), wording(language)
    groups: dict[str, list[Answer]] = defaultdict(list)
    for row in graph.rows("ask-body", body=body.iri):
        _add(graph, groups, row, body, say, day)
    own = {one.card.iri for key in ("leads", "targets") for one in groups[key] if one.card}
    for one in _inherited(graph, body, say, day):
        if one.card and one.card.iri not in own:
            passed = any(o.state == "passed" and body.iri in (n.iri for n in o.holders) for o in one.card.owners)
            kind = "inherits" if one.card.value is None else "inherited_targets"
            groups[kind if passed else "unclear"].append(one)
    told = changes(graph, body.iri, say, day)
    groups["predecessors"] += told["predecessors"]
    groups["successors"] += told["successors"]
    _plain_successors(graph, groups, body, say)
    done = {key: tuple(_sorted(groups[key], by_date=key in _DATED)) for key in GROUPS}
    done |= {"part_of": _part_of(done["part_of"], told["moves"]), "heads": tuple(_heads(graph, body, say))}
    holder = owner(graph, body, day)
    only = sum(undated(one.quotes) for group in done.values() for one in group) if day else 0
    return Profile(holder.body, done, holder, only)


def unmentioned(meaning: Meaning, language: str) -> Profile:
    """The profile of a body that no document names: what is known of it by its name (``kg.ask.identify``).

    *UBND tỉnh Bắc Giang*: part of *tỉnh Bắc Giang*, and what it has become.
    """
    if meaning.owner is None:
        raise TypeError(meaning.thing.iri)
    say = wording(language)
    told = changes_of(meaning, say)
    above = [meaning.part_of] if meaning.part_of else []
    whole = [Answer(one.label(language), 1.0, bodies=a.labels([one])) for one in above]
    groups = told | {"part_of": [*_part_of(whole, told["moves"])]}
    shown = {key: tuple(groups.get(key, ())) for key in GROUPS}
    return Profile(meaning.owner.body, shown, meaning.owner, mentioned=False)


def _part_of(above: Sequence[Answer], moves: Sequence[Answer]) -> tuple[Answer, ...]:
    """What a body is part of; how it came there tells that too."""
    told = {label for move in moves for label in move.bodies}
    return (*(one for one in above if not told & {*one.bodies}), *moves)


def _heads(graph: Graph, body: Named, say: Phrases) -> list[Answer]:
    posts = (
        tenure(graph, row["thing"] or "") for row in graph.rows("ask-body", body=body.iri) if row["what"] == "tenure"
    )
    return held_words([held for held in posts if held and held.role == "head" and held.quotes], 1.0, say)


def _inherited(graph: Graph, body: Named, say: Phrases, day: str | None) -> list[Answer]:
    """Tasks and targets that were given to bodies which this one took over from, each with the body that it names."""
    answers: dict[str, Answer] = {}
    seen, open_ = {body.iri}, [body.iri]
    while open_:
        changes = Bodies(graph).changes(open_.pop())
        olds = {old for c in changes if seen & set(c.news) for old in c.olds} - seen
        for row in (r for old in sorted(olds) for r in graph.rows("ask-body", body=old) if r["what"] == "lead"):
            one = card(graph, row["thing"] or "", day)
            if is_given(one, day) and any(body.iri in (n.iri for n in o.holders) for o in one.owners):
                text = a.target_text(one, say) if one.value is not None else a.task_text(one, say)
                answers[one.iri] = a.of_card(one, 1.0, text, say)
        seen |= olds
        open_ += sorted(olds)
    return [answers[iri] for iri in sorted(answers)]


def _add(graph: Graph, groups: dict[str, list[Answer]], row: Row, body: Named, say: Phrases, day: str | None) -> None:
    what, thing = row["what"] or "", row["thing"] or ""
    if what in _TASKS:
        one = card(graph, thing, day)
        if not is_given(one, day):
            return
        target = one.value is not None
        text = a.target_text(one, say) if target else one.text
        groups["targets" if target else _TASKS[what]].append(a.of_card(one, 1.0, text, say))
    elif what == "duty":
        said = quotes(graph, thing)
        groups["duties"] += [Answer(row["vi"] or "", 1.0, bodies=(body.vi,), quotes=said)] if said else []
    elif what == "tenure" and (held := tenure(graph, thing)) and held.role != "head" and held.quotes:
        groups["deputies"].append(a.of_tenure(held, 1.0, say))
    elif what in _AROUND:
        group, predicate, outward = _AROUND[what]
        triple = (body.iri, predicate, thing) if outward else (thing, predicate, body.iri)
        known = _is_part(graph, triple, day) if predicate in (_PART, _FORMERLY) else stated(graph, *triple)
        groups[group] += [_plain(graph, named(row), triple, say, day)] if known else []


def _is_part(graph: Graph, triple: tuple[str, str, str], day: str | None) -> bool:
    """Whether the first body was part of the other on the day: as a source of the day tells, or the registry knows."""
    unit, predicate, whole = triple
    if day is None or quotes(graph, *triple):
        return predicate == _PART
    bodies, rows = Bodies(graph), graph.rows("ask-life", body=unit)
    known = any((row["known"] == "true" and row["parent"] == whole) or row["formerly"] == whole for row in rows)
    standing = bodies.parent(unit, day) == whole and all(stood(bodies.life(one), day) for one in (unit, whole))
    return standing and (known or stated(graph, *triple))


def _plain(graph: Graph, thing: Named, triple: tuple[str, str, str], say: Phrases, day: str | None) -> Answer:
    body = today(graph, thing, day)
    return Answer(a.body_words(body, say), 1.0, bodies=a.labels((body,)), quotes=quotes(graph, *triple))


def _plain_successors(graph: Graph, groups: dict[str, list[Answer]], body: Named, say: Phrases) -> None:
    """Successors that are stated without an event that tells when and how."""
    told = {label for found in changes(graph.on(None), body.iri, say).values() for one in found for label in one.bodies}
    for row in graph.rows("ask-body", body=body.iri):
        what, thing = row["what"] or "", named(row)
        triple = (thing.iri, _SUCCESSOR, body.iri) if what == "predecessor" else (body.iri, _SUCCESSOR, thing.iri)
        if what in ("predecessor", "successor") and thing.vi not in told and stated(graph, *triple):
            groups[f"{what}s"].append(_plain(graph, thing, triple, say, graph.day))


def _sorted(found: Iterable[Answer], by_date: bool) -> list[Answer]:
    def key(one: Answer) -> tuple[object, ...]:
        due = one.card.due if by_date and one.card else None
        return due is None, due or "", collation_key(one.text), one.card.iri if one.card else ""

    return sorted(found, key=key)


def bodies(graph: Graph, name: str) -> list[Named]:
    """The bodies that bear the name, whole, as it is typed."""
    asked = typed(name)
    whole = [n.iri for n in graph.named(asked) if n.kind == "body" and (n.start, n.end) == (0, len(asked))]
    return [_named(graph, iri) for iri in dict.fromkeys(whole)]


def near(graph: Graph, name: str, kinds: Sequence[str]) -> list[Named]:
    """A few things whose names come near what was typed, then some that share words with it; none for no kind: all."""
    known = ((one.name, one.iri) for one in graph.index.names([k for k in _NAMED if k in (kinds or _NAMED)]))
    asked = typed(name)
    alike = nearest(joined(asked), known, _NEAR)
    shared = [one.iri for one in graph.candidates([asked], kinds)] if asked else []
    return [_named(graph, iri) for iri in [*alike, *(iri for iri in shared if iri not in alike)][:_NEAR]]


def _named(graph: Graph, iri: str) -> Named:
    found = name(graph, iri)
    return found._replace(vi=found.en or found.vi) if found.vi == iri.rsplit("/", 1)[-1] else found
