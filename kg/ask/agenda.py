"""What is due by a date."""

from __future__ import annotations

from kg.ask import answer as a
from kg.ask.cards import Card
from kg.ask.dates import due_words
from kg.ask.inquiry import Found, Inquiry, accepted
from kg.ask.limits import ANY_YEAR, Span, falls
from kg.ask.words import joined

_NEAR = 3


def agenda(inquiry: Inquiry) -> Found:
    """Tasks and targets that are due by the date asked for, the earliest first; near it, those that are due next.

    *Việc gì phải xong trước 20/6?* Bodies and documents that are named must have a part in the task; what else
    the question says must be its matter.
    """
    due = _dated(inquiry)
    found = inquiry.graph.rows("ask-deadlines")
    rows = sorted((r["latest"] or "", r["thing"] or "", r["relation"] or "") for r in found)
    inside = {thing: day for day, thing, relation in rows if due and falls(day, relation.rpartition("-")[2], due)}
    first = min(inside.values(), default=due.date if due else "")
    later = [(1.0, thing) for day, thing, _ in rows if thing not in inside and day >= first][:_NEAR]
    topic = inquiry.topics_of(inquiry.asked.rest)[1] if inquiry.asked.rest else None
    cards = [one for one in map(inquiry.card, inside) if _takes_part(inquiry, one)]
    good, near = accepted((inquiry.score(topic, one.iri), one) for one in cards)
    good.sort(key=lambda s: (inside[s[1].iri], s[1].text))
    return Found(
        [inquiry.answer(s) for s in good],
        [] if good else inquiry.near(near if inside else later),
        things=tuple(s[1].iri for s in good),
    )


def sentence(inquiry: Inquiry) -> str:
    """The question as it was understood, with the year where none was given."""
    asked, say, due = inquiry.asked, inquiry.say, _dated(inquiry)
    named = [inquiry.thing(n.iri).label(say.language) for n in asked.names]
    about = say("understood.agenda_of", names=a.listed(named, say)) if named else ""
    about += say("understood.agenda_topic", topic=joined(asked.rest)) if asked.rest else ""
    return say("understood.agenda", due=due_words(due.date, due.relation, None, say) if due else "", about=about)


def _dated(inquiry: Inquiry) -> Span | None:
    """The date that was asked for.

    Without a year it is the deadline that some document sets on that very day, or else in the newest document's year.
    """
    due = inquiry.asked.due
    if due is None or ANY_YEAR not in due.date:
        return due
    days = [row["latest"] or "" for row in inquiry.graph.rows("ask-deadlines")]
    same = (day for day in days if day[4:] == due.date[4:])
    issued = (row["issued"] or "" for row in inquiry.graph.rows("ask-sources"))
    newest = max(same, default="") or max(issued, default="") or min(days, default="")
    return due._replace(date=due.date.replace(ANY_YEAR, newest[:4])) if newest else due


def _takes_part(inquiry: Inquiry, card: Card) -> bool:
    named = {n.iri for n in inquiry.asked.names}
    parts = (*card.lead, *(n for body in card.lead for n in body.now), *card.support, *card.mandate, *card.assigner)
    return not named or bool(named & {n.iri for n in parts})
