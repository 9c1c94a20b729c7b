"""A question in, a reply out: understood, looked up, ranked."""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.ask import differences, echo, handlers, issued, lists, overdue, relations, standing
from kg.ask.access import Graph
from kg.ask.answer import Answer, distinct
from kg.ask.dates import date_words
from kg.ask.duties import duties
from kg.ask.inquiry import Found, Inquiry
from kg.ask.phrases import Phrases, wording
from kg.ask.told import undated
from kg.ask.understand import UNKNOWN, Understood, understand
from kg.ask.words import joined

_FRAMES = {
    "owner": handlers.owner,
    "head": handlers.head,
    "person": handlers.person,
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
    "issued": issued.issued,
    "part_of": standing.part_of,
    "origins": standing.origins,
    "founded": standing.founded,
    "ended": standing.ended,
    "merged": standing.merged,
    "unasked": handlers.unasked,
    UNKNOWN: handlers.unknown,
}
_NEAREST = 5
# Of these what was told later is no answer, whatever the day; of the others it is shown as that.
_OF_THE_DAY = (
    "agenda", "overdue", "succession", "differences", "issued", "part_of", "origins", "founded", "ended", "merged",
    "person", "unasked", UNKNOWN,
)  # fmt: skip


class Reply(NamedTuple):
    """``sentence`` is the question as it was understood, ``text`` the same with what came of it.

    ``refusal`` says why there is no answer; it is empty where there is one. ``outcome`` is found, nobody (the documents
    name nobody), nodate (they give no deadline), notyet (no source had told of it by the day asked for; ``nearest``
    holds what later ones do) or nothing.

    ``answers`` is empty but for ``found``; ``nearest`` then holds what the documents do say. Where a day is asked for,
    ``undated`` counts the answers, or what is nearest, that only sources without a day tell.
    """

    understood: Understood
    outcome: str
    sentence: str
    text: str
    answers: tuple[Answer, ...]
    nearest: tuple[Answer, ...]
    refusal: str
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
    sentence = echo.headed(inquiry, found) or echo.sentence(inquiry)
    if day := overdue.day_of(inquiry) if inquiry.asked.frame == "overdue" else inquiry.day:
        sentence = say("understood.on", text=sentence, date=date_words(day, say))
    outcome = "found" if found.answers else found.missing or "nothing"
    refusal = "" if outcome == "found" else echo.refusal(inquiry, outcome)
    answers, nearest = distinct(found.answers), distinct(found.nearest)[:_NEAREST]
    return Reply(
        understood=inquiry.asked,
        outcome=outcome,
        sentence=sentence,
        text=f"{sentence} {refusal}".rstrip(),
        answers=answers,
        nearest=nearest,
        refusal=refusal,
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
    headless = _may_be_a_matter(graph, asked) and not _headed_later(graph, asked, say)
    if not found.answers and (asked.bare or headless):
        other = Inquiry(graph, asked._replace(frame="owner"), say, later=later)
        matter = _FRAMES["owner"](other)
        if matter.answers or matter.missing:
            return other, matter
    if asked.frame in ("owner", "leads") and asked.rest and not found.answers and not found.missing:
        standing = duties(inquiry)
        return inquiry, standing if standing.answers else found
    return inquiry, found


def _may_be_a_matter(graph: Graph, asked: Understood) -> bool:
    """Whether a question for a head may ask who has something: *ai phụ trách Trung tâm dữ liệu quốc gia?* – but no
    ministry is anybody's task, nor is a post.
    """
    if asked.frame != "head" or asked.post:
        return False
    bodies = asked.named("body")
    if not bodies:
        return True
    kinds = {row["kind"] for body in bodies for row in graph.rows("ask-kind", body=body)}
    return asked.loose and kinds <= set(asked.lexicon.matters)


def _headed_later(graph: Graph, asked: Understood, say: Phrases) -> bool:
    """Whether a later source names a head: then a body is meant, and no matter."""
    return asked.day is not None and bool(handlers.head(Inquiry(graph, asked, say, later=True)).answers)
