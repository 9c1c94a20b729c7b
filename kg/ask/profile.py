"""Everything about one body: what it leads, supports and oversees, who heads it, where it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kg.ask import answer as a
from kg.ask.access import Graph
from kg.ask.answer import Answer
from kg.ask.cards import Named, Row, named, quotes, tenure
from kg.ask.nearest import nearest
from kg.ask.owners import Bodies, Owner, name, owner, today
from kg.ask.phrases import Phrases, wording
from kg.ask.relations import changes
from kg.ask.understand import typed
from kg.ask.words import joined
from kg.ask.work import card, is_given
from kg.rdf.namespaces import KG, ORG
from kg.text import collation_key

_NEAR = 5
# Kinds of things that are known by a name of their own.
_NAMED = ("body", "work", "person")

GROUPS = (
    "leads", "inherits", "unclear", "supports", "oversees", "targets", "inherited_targets", "duties", "responsible",
    "led_by", "heads", "deputies", "part_of", "parts", "established", "predecessors", "successors",
)  # fmt: skip
_TASKS = {"lead": "leads", "support": "supports", "oversight": "oversees"}
_DATED = frozenset({*_TASKS.values(), "inherits", "unclear", "targets", "inherited_targets"})


class Profile(NamedTuple):
    """A body and, for each of ``GROUPS``, what the graph says of it with the sentences; ``owner`` is who stands in its
    place.
    """

    body: Named
    groups: dict[str, tuple[Answer, ...]]
    owner: Owner

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.body.iri,
            "label": self.body.vi,
            "label_en": self.body.en,
            "now": [{"id": n.iri, "label": n.vi} for n in self.body.now],
            "standing": self.owner.as_json(),
            **{key: [one.as_json() for one in self.groups[key]] for key in GROUPS},
        }


def profile(graph: Graph, body: Named, language: str, day: str | None = None) -> Profile:
    """What the graph holds of a body, its tasks by deadline, the rest in Vietnamese dictionary order.

    With ``day`` only the work that was given by then, and each body with what it had become.
    """
    say = wording(language)
    groups: dict[str, list[Answer]] = defaultdict(list)
    for row in graph.rows("ask-body", body=body.iri):
        _add(graph, groups, row, body, say, day)
    own = {one.card.iri for key in ("leads", "targets") for one in groups[key] if one.card}
    for one in _inherited(graph, body, say, day):
        if one.card and one.card.iri not in own:
            passed = any(o.state == "passed" and body.iri in (n.iri for n in o.holders) for o in one.card.owners)
            kind = "inherits" if one.card.value is None else "inherited_targets"
            groups[kind if passed else "unclear"].append(one)
    for key, found in changes(graph, body.iri, say, day).items():
        groups[key] += found
    _plain_successors(graph, groups, body, say)
    done = {key: tuple(_sorted(groups[key], by_date=key in _DATED)) for key in GROUPS}
    holder = owner(graph, body, day)
    return Profile(holder.body, done, holder)


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
        groups["duties"].append(Answer(row["vi"] or "", 1.0, bodies=(body.vi,), quotes=quotes(graph, thing)))
    elif what == "tenure" and (held := tenure(graph, thing)):
        groups["heads" if held.role == "head" else "deputies"].append(a.of_tenure(held, 1.0, say))
    elif what == "responsible_for":
        groups["responsible"].append(_plain(graph, named(row), (thing, KG + "responsibleBody", body.iri), say))
    elif what == "responsible":
        groups["led_by"].append(_plain(graph, named(row), (body.iri, KG + "responsibleBody", thing), say))
    elif what == "part_of":
        groups["part_of"].append(_plain(graph, named(row), (body.iri, ORG + "subOrganizationOf", thing), say))
    elif what == "established":
        groups["established"].append(_plain(graph, named(row), (thing, KG + "establishedBy", body.iri), say))
    elif what == "part":
        groups["parts"].append(_plain(graph, named(row), (thing, ORG + "subOrganizationOf", body.iri), say))


def _plain(graph: Graph, thing: Named, triple: tuple[str, str, str], say: Phrases) -> Answer:
    body = today(graph, thing)
    return Answer(a.body_words(body, say), 1.0, bodies=a.labels((body,)), quotes=quotes(graph, *triple))


def _plain_successors(graph: Graph, groups: dict[str, list[Answer]], body: Named, say: Phrases) -> None:
    """Successors that are stated without an event that tells when and how."""
    told = {label for found in changes(graph, body.iri, say).values() for one in found for label in one.bodies}
    for row in graph.rows("ask-body", body=body.iri):
        thing = named(row)
        if row["what"] == "predecessor" and thing.vi not in told:
            groups["predecessors"].append(_plain(graph, thing, (thing.iri, KG + "successor", body.iri), say))
        elif row["what"] == "successor" and thing.vi not in told:
            groups["successors"].append(_plain(graph, thing, (body.iri, KG + "successor", thing.iri), say))


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
