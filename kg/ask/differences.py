"""Where documents disagree on a matter: two deadlines, two owners, two numbers for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Card
from kg.ask.inquiry import Found, Inquiry
from kg.ask.rank import ACCEPTED, Topic
from kg.ask.titles import short_title


def differences(inquiry: Inquiry) -> Found:
    """What sources say differently about the matter, each with what they say; without a matter, every difference.

    *Thời hạn của đề án … đã thay đổi thế nào?*
    """
    conflicts: Mapping[tuple[str, str], set[str]] = defaultdict(set)
    for row in inquiry.told(inquiry.graph.rows("conflicts")):
        conflicts[row["conflict"] or "", row["aspect"] or ""].add(row["thing"] or "")
    if inquiry.told_by:
        conflicts = {key: things for key, things in conflicts.items() if len(things) > 1}
    if not inquiry.asked.topic:
        every = [_difference(inquiry, aspect, things, 1.0) for (_, aspect), things in sorted(conflicts.items())]
        return Found(every, query="conflicts", parameter="")

    def look(topic: Topic) -> Found:
        scored = {iri: how for how, iri in inquiry.scored(topic, ("task", "target")) if how >= ACCEPTED}
        told = [
            _difference(inquiry, aspect, things, max(scored.get(t, 0.0) for t in things))
            for (_, aspect), things in sorted(conflicts.items())
            if things & scored.keys()
        ]
        told.sort(key=lambda x: -x.score)
        near = sorted(((how, iri) for iri, how in scored.items()), key=lambda s: (-s[0], s[1]))
        return Found(told, [] if told else inquiry.near(near), query="conflicts", parameter="")

    return inquiry.first(look)


def _difference(inquiry: Inquiry, aspect: str, things: set[str], how: float) -> Answer:
    say = inquiry.say
    cards = sorted((inquiry.card(thing) for thing in things), key=lambda c: (c.given or "", c.iri))
    told = [say("answer.differs_in", what=_said(card, aspect, inquiry), source=_source(card)) for card in cards]
    return Answer(
        text=say(f"answer.differs_{aspect}", task=cards[0].text.rstrip(". "), told=say("list.between").join(told)),
        score=how,
        bodies=a.labels(body for card in cards for body in card.lead),
        dates=tuple(card.due for card in cards if card.due),
        values=tuple(float(one) for card in cards for one in (card.value, card.upper) if one),
        quotes=tuple(q for card in cards for q in card.quotes),
    )


def _said(card: Card, aspect: str, inquiry: Inquiry) -> str:
    say = inquiry.say
    if aspect == "lead":
        return a.listed([a.body_words(body, say) for body in card.lead], say)
    return a.value_of(card, say) if aspect == "value" else a.own_due(card, say) or ""


def _source(card: Card) -> str:
    quote = card.quotes[0] if card.quotes else None
    return short_title(quote.title or quote.source) if quote else ""
