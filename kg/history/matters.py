"""Which task or indicator some words mean, and what comes near where none is about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.ask.access import Graph
from kg.ask.answer import Answer
from kg.ask.cards import Card, Named
from kg.ask.engine import Reply, ask
from kg.ask.owners import name
from kg.ask.rank import ACCEPTED
from kg.ask.things import find
from kg.ask.words import words

# Work is about what makes up so much of its words; what it says in passing is not its matter: "GRDP" in a sentence of
# seventy words about a budget.
_SHARE = 1 / 20
_FEW = 5


class Matters(NamedTuple):
    """``fits``: tasks and indicators about the words, the best first; ``near`` what only comes near, where none is.

    ``exact``: the words are an id, or an indicator's own name.
    """

    fits: tuple[Named, ...]
    near: tuple[Named, ...] = ()
    exact: bool = False


def matters(graph: Graph, asked: str) -> Matters:
    """The tasks and indicators that some words mean: *kinh tế số*, *task/…*.

    Of an indicator's target it is the indicator. What shares with the words only such as any has (*tỷ lệ*, *số*) is
    not about them.
    """
    exact = [iri for iri in find(graph, asked) if "/task/" in iri or "/indicator/" in iri]
    if exact:
        return Matters(tuple(name(graph, iri) for iri in exact), exact=True)
    reply = ask(graph, asked, frame="owner")
    told = [*reply.answers, *reply.nearest]
    fits = _things(one for one in told if one.score >= ACCEPTED and _is_about(one, reply))
    return Matters(fits, () if fits else _things(told)[:_FEW])


def _is_about(one: Answer, reply: Reply) -> bool:
    card = one.card
    if card is None or not card.text:
        return False
    own = words(card.indicator[0].vi if card.indicator else card.text)
    return len(reply.understood.topic) >= _SHARE * len(own)


def _things(answers: Iterable[Answer]) -> tuple[Named, ...]:
    """What the answers are about, each once."""
    return tuple({thing.iri: thing for one in answers if one.card for thing in [_thing(one.card)]}.values())


def _thing(card: Card) -> Named:
    return card.indicator[0] if card.indicator else Named(card.iri, card.text)
