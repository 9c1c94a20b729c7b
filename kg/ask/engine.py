"""A question in, a reply out: understood, looked up, ranked."""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.ask import agenda, differences, handlers, lists, overdue, relations
from kg.ask.access import Graph
from kg.ask.answer import Answer, distinct, listed
from kg.ask.dates import date_words
from kg.ask.duties import duties
from kg.ask.inquiry import Found, Inquiry
from kg.ask.phrases import Phrases, wording
from kg.ask.told import undated
from kg.ask.understand import Understood, understand
from kg.ask.words import joined

_FRAMES = {
    "owner": handlers.owner,
    "head": handlers.head,
    "leads": lists.listed,
    "supports": lists.listed,
    "assigned": lists.listed,
    "meeting": lists.listed,
    "agenda": lists.listed,
    "overdue": lists.listed,
    "due": handlers.due,
    "target": handlers.target,
    "result": handlers.result,
    "differences": differences.differences,
    "implements": relations.implements,
    "amends": relations.amends,
    "replaces": relations.replaces,
    "succession": relations.succession,
}
_NEAREST = 5
_PARTIES = ("document", "body")
# Told by the words of their matter, not by the names in it.
_BY_MATTER = ("owner", "due", "target", "result", "differences")
# Of these what was told later is no answer, whatever the day; of the others it is shown as that.
_OF_THE_DAY = ("agenda", "overdue", "succession", "differences")
_WITH_DOCUMENTS = ("leads", "supports", "assigned", "overdue")


class Reply(NamedTuple):
    """``sentence`` is the question as it was understood, ``text`` the same with what came of it.

    ``outcome`` is found, nobody (the documents name nobody), nodate (they give no deadline), notyet (no source had
    told of it by the day asked for; ``nearest`` holds what later ones do) or nothing.

    ``answers`` is empty but for ``found``; ``nearest`` then holds what the documents do say. Where a day is asked for,
    ``undated`` counts the answers, or what is nearest, that only sources without a day tell.
    """

    understood: Understood
    outcome: str
    sentence: str
    text: str
    answers: tuple[Answer, ...]
    nearest: tuple[Answer, ...]
    query: tuple[str, str, tuple[str, ...]]
    undated: int = 0

    @property
    def sparql(self) -> str:
        """The shipped query that was put to the graph, as any engine runs it, with the values of its parameter."""
        from kg.query import standalone

        return standalone(*self.query)

    def as_json(self) -> dict[str, Any]:
        asked = self.understood
        return {
            "question": asked.question,
            "understood": {
                "kind": asked.frame,
                "text": self.text,
                "outcome": self.outcome,
                "topic": joined(asked.topic),
                "bodies": list(asked.named("body")),
                "documents": list(asked.named("document")),
                "as_of": asked.day,
                "undated": self.undated,
                "language": asked.language,
                "read_as": dict(asked.mended),
            },
            "sparql": self.sparql,
            "answers": [one.as_json() for one in self.answers],
            "nearest": [one.as_json() for one in self.nearest],
        }


def ask(
    graph: Graph, question: str, language: str = "vi", *, frame: str | None = None, day: str | None = None
) -> Reply:
    """The reply to a question in Vietnamese or English; ``language`` is that of the reply's sentences.

    ``frame`` fixes what is asked of the words (``owner``: who leads it), ``day`` (ISO) the day on which owners are
    asked, whatever the question says. ``EmptyQuestion`` and ``QuestionTooLong`` for what is no question.
    """
    asked = understand(question, graph.named, frame=frame, mend=graph.mended)
    asked = asked._replace(day=day or asked.day)
    say = wording(language)
    inquiry, found = _look(graph, asked, say)
    sentence = _headed(inquiry, found) or _sentence(inquiry)
    if day := overdue.day_of(inquiry) if inquiry.asked.frame == "overdue" else inquiry.day:
        sentence = say("understood.on", text=sentence, date=date_words(day, say))
    outcome = "found" if found.answers else found.missing or "nothing"
    answers, nearest = distinct(found.answers), distinct(found.nearest)[:_NEAREST]
    return Reply(
        understood=inquiry.asked,
        outcome=outcome,
        sentence=sentence,
        text=sentence if outcome == "found" else f"{sentence} {say(f'outcome.{outcome}')}",
        answers=answers,
        nearest=nearest,
        query=(found.query, found.parameter, found.things),
        undated=sum(undated(one.quotes) for one in answers or nearest) if day else 0,
    )


def _look(graph: Graph, asked: Understood, say: Phrases) -> tuple[Inquiry, Found]:
    """Where no source had told of it by the day asked for, what later ones say comes near, told as that."""
    inquiry, found = _looked(graph, asked, say)
    if found.answers or found.missing or asked.day is None or asked.frame in _OF_THE_DAY:
        return inquiry, found
    after = _looked(graph, asked, say, later=True)[1]
    told = after.answers or (after.missing and after.nearest) or ()
    return inquiry, after._replace(answers=(), nearest=told, missing="notyet") if told else found


def _looked(graph: Graph, asked: Understood, say: Phrases, *, later: bool = False) -> tuple[Inquiry, Found]:
    """Where nobody is known to head what is named, it may be a matter that somebody owns (a data centre, a scheme), and
    so may be what has no target (*phát triển công nghiệp bán dẫn 2030*). Where no work of the kind is given to anybody,
    somebody may have it as a standing duty.
    """
    inquiry = Inquiry(graph, asked, say, later=later)
    found = _FRAMES[asked.frame](inquiry)
    headless = asked.frame == "head" and not asked.post and not _headed_later(graph, asked, say)
    if not found.answers and (asked.bare or headless):
        other = Inquiry(graph, asked._replace(frame="owner"), say, later=later)
        matter = _FRAMES["owner"](other)
        if matter.answers or matter.missing:
            return other, matter
    if asked.frame in ("owner", "leads") and asked.rest and not found.answers and not found.missing:
        standing = duties(inquiry)
        return inquiry, standing if standing.answers else found
    return inquiry, found


def _headed_later(graph: Graph, asked: Understood, say: Phrases) -> bool:
    """Whether a later source names a head: then a body is meant, and no matter."""
    return asked.day is not None and bool(handlers.head(Inquiry(graph, asked, say, later=True)).answers)


def _sentence(inquiry: Inquiry) -> str:
    """The question as it was understood."""
    asked, say = inquiry.asked, inquiry.say
    if asked.frame == "agenda":
        return agenda.sentence(inquiry)
    names = listed([inquiry.thing(iri).label(say.language) for iri in _meant(asked)], say)
    if asked.frame in ("leads", "assigned") and names and asked.rest and not asked.counting:
        return say("understood.leads_topic", body=names, topic=joined(asked.rest))
    if asked.frame == "assigned" and asked.named("body") and asked.named("document") and not asked.counting:
        given, to = (listed([inquiry.thing(i).label(say.language) for i in asked.named(k)], say) for k in _PARTIES)
        return say("understood.assigned_to", document=given, body=to)
    if asked.frame == "head" and asked.post:
        return say("understood.post", topic=names, post=joined(asked.post))
    about = names if asked.frame not in _BY_MATTER else joined(asked.topic)
    if about and about == joined(asked.topic) and asked.language == "en":
        meant = inquiry.topics[0].variants[0]
        about += f" ({joined(meant)})" if meant != asked.topic else ""
    if asked.frame == "meeting":
        about = _title(asked.question)
    if asked.counting:
        return say("understood.count", topic="; ".join(filter(None, (names, joined(asked.rest)))))
    general = asked.frame == "overdue" and not about
    return say("understood.overdue_all" if general else f"understood.{asked.frame}", topic=about or joined(asked.topic))


def _headed(inquiry: Inquiry, found: Found) -> str:
    """Of a body that is not named whole: of which it was found, or of which several."""
    asked, say = inquiry.asked, inquiry.say
    if found.about:
        return say(f"understood.{asked.frame}", topic=found.about)
    bodies = {one.tenure.body.label(say.language) for one in found.answers if one.tenure}
    if asked.frame != "head" or asked.named("body") or not bodies:
        return ""
    if len(bodies) == 1:
        return say("understood.head", topic=bodies.pop())
    return say("understood.head_several", question=_title(asked.question), names="; ".join(sorted(bodies)))


def _title(question: str) -> str:
    return " ".join(question.split()).rstrip(" ?.!")


def _meant(asked: Understood) -> tuple[str, ...]:
    """What is named, of the kinds that matter for what is asked."""
    if asked.frame in ("implements", "amends", "replaces"):
        return asked.named("document")
    return (*asked.named("body"), *(asked.named("document") if asked.frame in _WITH_DOCUMENTS else ()))
