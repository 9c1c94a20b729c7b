"""Who has a standing duty: what a law, a decree or a regulation always has a body do, apart from work to be done."""

from __future__ import annotations

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Row, named, quotes
from kg.ask.inquiry import Found, Inquiry
from kg.ask.owners import owner
from kg.ask.rank import ACCEPTED, Topic


def duties(inquiry: Inquiry) -> Found:
    """Duties about the matter, each with whose it is: *Bộ Khoa học và Công nghệ … quản lý tần số vô tuyến điện*; where
    bodies are named, theirs.
    """
    named_bodies = set(map(inquiry.thing, inquiry.asked.named("body")))
    wanted = set(a.labels(named_bodies)) if inquiry.asked.frame == "leads" else set()

    def look(topic: Topic) -> Found:
        scored = sorted((s for s in inquiry.scored(topic, ("duty",)) if s[0] >= ACCEPTED), key=lambda s: (-s[0], s[1]))
        answers = [one for how, iri in scored if (one := _duty(inquiry, iri, how))]
        answers = [one for one in answers if not wanted or wanted & set(one.bodies)]
        return Found(answers, query="ask-duty", parameter="duty", things=tuple(iri for _, iri in scored))

    return inquiry.first(look, inquiry.topics_of(inquiry.asked.rest) if wanted else ())


def _duty(inquiry: Inquiry, iri: str, how: float) -> Answer | None:
    """None for a duty whose owner the document does not name, or that no document of the day tells."""
    graph, say = inquiry.graph, inquiry.say
    rows: dict[str, list[Row]] = {"lead": [], "document": [], "text": []}
    for row in graph.rows("ask-duty", duty=iri):
        rows[row["what"] or ""].append(row)
    said = quotes(graph, iri)
    text = min((row["vi"] or "" for row in rows["text"]), default="")
    given = min((q.issued for q in said if q.issued), default=None)
    bodies = sorted({named(row) for row in rows["lead"]}, key=lambda n: n.iri)
    if not said:
        return None
    owners = [owner(graph, body, inquiry.day, since=given, matter=text).body for body in bodies]
    if not owners:
        return None
    documents = sorted({named(row) for row in rows["document"]}, key=lambda n: n.iri)
    return Answer(
        text=say("answer.duty", lead=a.listed([a.body_words(o, say) for o in owners], say), task=text.rstrip(". ")),
        score=how,
        bodies=a.labels((*owners, *(n for o in owners for n in o.now))),
        documents=a.labels(documents),
        quotes=said,
    )
