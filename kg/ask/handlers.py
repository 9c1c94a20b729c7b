"""How each kind of question is answered: one function a frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Card, Named, Row, Tenure, named, quotes, tenure
from kg.ask.inquiry import Found, Inquiry, accepted
from kg.ask.owners import today
from kg.ask.phrases import Phrases
from kg.ask.rank import ACCEPTED, Topic, score
from kg.ask.words import words
from kg.ask.work import by_day, first_told, is_given
from kg.rdf.namespaces import KG
from kg.text import fold

# A body's name says less than a task that was given: a committee's chair comes after an owner.
_CHAIR = 0.9
_NEAR = 3
_RESPONSIBLE = KG + "responsibleBody"


def owner(inquiry: Inquiry) -> Found:
    """Who leads it: tasks with their leads, groups with the body that answers for them, committees with their head."""

    def look(topic: Topic) -> Found:
        good, near = inquiry.cards(topic, ("task", "target"))
        owned = [inquiry.answer(s) for s in good if s[1].lead]
        unowned = [inquiry.answer(s) for s in good if not s[1].lead and s[1].value is None]
        groups, others = _groups(inquiry, topic)
        every = sorted([*groups, *owned], key=lambda x: -x.score)
        answers, unowned_by = ([x for x in found if _told(x, inquiry.day)] for found in (every, unowned))
        if not answers and (unowned_by or every or unowned):
            missing = "nobody" if unowned_by or not inquiry.day else "notyet"
            nearest = unowned_by or every or unowned
            return Found(nearest=nearest, missing=missing, things=_iris(nearest))
        nearest = unowned_by if answers else sorted([*others, *inquiry.near(near)], key=lambda x: -x.score)
        return Found(answers, nearest[:_NEAR], things=_iris(answers))

    return inquiry.first(look)


def _iris(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(x.card.iri for x in answers if x.card)


def _told(one: Answer, day: str | None) -> bool:
    """Whether the documents had said it by the day."""
    return by_day(first_told(one.quotes), day)


def _groups(inquiry: Inquiry, topic: Topic) -> tuple[list[Answer], list[Answer]]:
    """Bodies whose name is the topic: answers where a body answers for them or somebody heads them."""
    answers, others = [], []
    for how, iri in inquiry.scored(topic, ("body",)):
        if how < ACCEPTED:
            continue
        around = _around(inquiry, iri)
        found = [*_responsible(inquiry, iri, around, how), *_heads(inquiry, around, _CHAIR * how, ())]
        answers += found
        if not found:
            body = today(inquiry.graph, inquiry.thing(iri), inquiry.day)
            label = a.body_words(body, inquiry.say)
            others.append(Answer(label, _CHAIR * how, bodies=a.labels((body, *body.now))))
    return answers, others


def _around(inquiry: Inquiry, body: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in inquiry.graph.rows("ask-body", body=body):
        found[row["what"] or ""].append(row)
    return found


def _responsible(inquiry: Inquiry, group: str, around: Mapping[str, list[Row]], how: float) -> list[Answer]:
    found = []
    for row in around["responsible"]:
        lead = today(inquiry.graph, named(row), inquiry.day)
        found.append(_group_answer(inquiry, group, lead, how))
    return found


def _group_answer(inquiry: Inquiry, group: str, lead: Named, how: float) -> Answer:
    name = inquiry.thing(group)
    return Answer(
        text=inquiry.say("answer.group", lead=a.body_words(lead, inquiry.say), group=name.label(inquiry.say.language)),
        score=how,
        bodies=a.labels((lead, *lead.now, name)),
        quotes=quotes(inquiry.graph, group, _RESPONSIBLE, lead.iri),
    )


def _heads(inquiry: Inquiry, around: Mapping[str, list[Row]], how: float, post: tuple[str, ...]) -> list[Answer]:
    held = [t for row in around["tenure"] if (t := tenure(inquiry.graph, row["thing"] or ""))]
    asked = [t for t in held if _holds(t, post)]
    return [a.of_tenure(t, how, inquiry.say) for t in sorted(asked, key=lambda t: (t.person.vi, t.iri))]


def _holds(held: Tenure, post: tuple[str, ...]) -> bool:
    """Whether it is the post that was asked for; without one, whether it is the head."""
    own = tuple(w.bare for w in words(held.post))
    if len(post) > 1 and own[: len(post)] == post:
        return True
    return held.role == "head" and not (post and post[0] in ("pho", "thu", "deputy"))


def head(inquiry: Inquiry) -> Found:
    """Who heads a body, and which body answers for it."""
    answers: list[Answer] = []
    bodies = inquiry.asked.named("body")
    post = tuple(w.bare for w in inquiry.asked.post)
    for body in bodies:
        around = _around(inquiry, body)
        answers += [*_heads(inquiry, around, 1.0, post), *_responsible(inquiry, body, around, 1.0)]
    things = tuple(x.tenure.iri for x in answers if x.tenure)
    return Found(answers, query="ask-tenure", parameter="tenure", things=things)


def leads(inquiry: Inquiry) -> Found:
    """What a body leads; with a topic, only what is about it."""
    return _of_body(inquiry, "lead", a.task_text)


def supports(inquiry: Inquiry) -> Found:
    """What a body cooperates in."""
    return _of_body(inquiry, "support", _support_text(inquiry))


def _support_text(inquiry: Inquiry) -> Callable[[Card, Phrases], str]:
    named_bodies = {n for n in inquiry.asked.named("body")}

    def write(card: Card, say: Phrases) -> str:
        bodies = [b.label(say.language) for b in card.support if b.iri in named_bodies]
        return say("answer.support", body=a.listed(bodies, say), task=card.text.rstrip(". "))

    return write


def _of_body(inquiry: Inquiry, what: str, wording: Callable[[Card, Phrases], str]) -> Found:
    rest = inquiry.topics_of(inquiry.asked.rest)[1] if inquiry.asked.rest else None
    scored, groups = [], []
    for body in inquiry.asked.named("body"):
        for row in inquiry.graph.rows("ask-body", body=body):
            thing = row["thing"] or ""
            if row["what"] == what and is_given(inquiry.card(thing), inquiry.day):
                scored.append((inquiry.score(rest, thing), inquiry.card(thing)))
            elif row["what"] == "responsible_for" and what == "lead":
                how = score(rest, fold(row["vi"] or "")) if rest else 1.0
                lead = today(inquiry.graph, inquiry.thing(body), inquiry.day)
                groups += [_group_answer(inquiry, thing, lead, how)] if how >= ACCEPTED else []
    good, near = accepted(scored)
    cards = [
        inquiry.answer(s, a.target_text if s[1].value is not None else wording) for s in _by_date(good, rest is None)
    ]
    answers = sorted([*groups, *cards], key=lambda x: -x.score)
    return Found(
        answers,
        [] if answers else inquiry.near(near),
        query="ask-body",
        parameter="body",
        things=inquiry.asked.named("body"),
    )


def _by_date(found: list[tuple[float, Card]], plainly: bool) -> list[tuple[float, Card]]:
    """Without a topic to rank by, what is due first comes first."""
    return sorted(found, key=lambda s: (s[1].due is None, s[1].due or "", s[1].text)) if plainly else found


def due(inquiry: Inquiry) -> Found:
    """When something is due."""

    def write(card: Card, say: Phrases) -> str:
        when = a.due_of(card, say)
        task = card.text.rstrip(". ")
        return say("answer.due", due=when, task=task) if when else say("answer.undated", task=task)

    def look(topic: Topic) -> Found:
        good, near = inquiry.cards(topic, ("task", "target"))
        dated = [inquiry.answer(s, write) for s in good if a.due_of(s[1], inquiry.say)]
        undated = [inquiry.answer(s, write) for s in good if not a.due_of(s[1], inquiry.say)]
        things = tuple(s[1].iri for s in good)
        if not dated and undated:
            return Found(nearest=undated, missing="nodate", things=things)
        return Found(dated, undated[:_NEAR] if dated else inquiry.near(near), things=things)

    return inquiry.first(look)


def target(inquiry: Inquiry) -> Found:
    """What is to be reached."""

    def look(topic: Topic) -> Found:
        good, near = inquiry.cards(topic, ("target",))
        answers = [inquiry.answer(s, a.target_text) for s in good]
        return Found(answers, [] if answers else inquiry.near(near), things=tuple(s[1].iri for s in good))

    return inquiry.first(look)
