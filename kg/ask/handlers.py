"""How each kind of question is answered: one function a frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Card, Row, Tenure, named, stated, tenure
from kg.ask.heads import held_words, meant
from kg.ask.inquiry import Found, Inquiry, best_first
from kg.ask.limits import within
from kg.ask.owners import today
from kg.ask.phrases import Phrases
from kg.ask.profile import near as nearest
from kg.ask.rank import ACCEPTED, Topic
from kg.ask.results import reached
from kg.ask.told import is_given
from kg.ask.words import joined, meets, words
from kg.rdf.namespaces import KG
from kg.text import plain

# A body's name says less than a task that was given: a committee's chair comes after an owner.
_CHAIR = 0.9
_NEAR = 3
_NEARLY = 0.5
# A task about the very matter that names nobody is a truer answer than one that fits this much less and has an owner.
_PLAINLY = 0.1

T = TypeVar("T")


def owner(inquiry: Inquiry) -> Found:
    """Who leads it: tasks with their leads, groups with the body that answers for them, committees with their head."""

    def look(topic: Topic) -> Found:
        good, near = inquiry.cards(topic, ("task", "target"))
        owned = [inquiry.answer(s) for s in good if s[1].lead]
        unowned = [inquiry.answer(s) for s in good if not s[1].lead and s[1].value is None]
        groups, others = _groups(inquiry, topic)
        answers = sorted([*groups, *owned], key=lambda x: -x.score)
        if unowned and (not answers or unowned[0].score > answers[0].score + _PLAINLY):
            return Found(nearest=unowned, missing="nobody", things=_iris(unowned))
        nearest = unowned if answers else sorted([*others, *inquiry.near(near)], key=lambda x: -x.score)
        return Found(answers, nearest[:_NEAR], things=_iris(answers))

    return inquiry.first(look)


def _iris(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(x.card.iri for x in answers if x.card)


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
        if stated(inquiry.graph, group, KG + "responsibleBody", row["thing"] or ""):
            lead = today(inquiry.graph, named(row), inquiry.day)
            found.append(a.of_group(inquiry.graph, inquiry.thing(group), lead, how, inquiry.say))
    return found


def _heads(inquiry: Inquiry, around: Mapping[str, list[Row]], how: float, post: tuple[str, ...]) -> list[Answer]:
    """Who holds the post, whoever was told of last first."""
    held = [t for row in around["tenure"] if (t := tenure(inquiry.graph, row["thing"] or ""))]
    return held_words([t for t in held if t.quotes and _holds(t, post)], how, inquiry.say)


def _holds(held: Tenure, post: tuple[str, ...]) -> bool:
    """Whether it is the post that was asked for; without one, whether it is the head."""
    own = tuple(w.bare for w in words(held.post))
    if len(post) > 1 and own[: len(post)] == post:
        return True
    return held.role == "head" and not (post and post[0] in ("pho", "thu", "deputy"))


def head(inquiry: Inquiry) -> Found:
    """Who heads a body, and which body answers for it; of several who did, the one that was told of last comes first.

    A body that is not named as the documents name it is looked for by its words; where several have them, each with its
    head is an answer, and the question is told as one for several.
    """
    post = tuple(w.bare for w in inquiry.asked.post)
    named_bodies = inquiry.asked.named("body")
    if named_bodies:
        return _headed(inquiry, [(1.0, body) for body in named_bodies], post)
    return inquiry.first(lambda topic: _headed(inquiry, meant(inquiry, topic), post))


def _headed(inquiry: Inquiry, bodies: Sequence[tuple[float, str]], post: tuple[str, ...]) -> Found:
    answers: list[Answer] = []
    for how, body in bodies:
        around = _around(inquiry, body)
        answers += [*_heads(inquiry, around, how, post), *_responsible(inquiry, body, around, how)]
    things = tuple(x.tenure.iri for x in answers if x.tenure)
    return Found(answers, query="ask-tenure", parameter="tenure", things=things)


def person(inquiry: Inquiry) -> Found:
    """Which posts a person holds: *Tô Lâm là ai?*"""
    rows = [row for who in inquiry.asked.named("person") for row in inquiry.graph.rows("ask-person", person=who)]
    held = [t for row in rows if (t := tenure(inquiry.graph, row["tenure"] or ""))]
    answers = held_words([t for t in held if t.quotes], 1.0, inquiry.say)
    things = tuple(x.tenure.iri for x in answers if x.tenure)
    return Found(answers, query="ask-tenure", parameter="tenure", things=things)


def due(inquiry: Inquiry) -> Found:
    """When something is due."""

    def write(card: Card, say: Phrases) -> str:
        when = a.due_of(card, say)
        task = card.text.rstrip(". ")
        return say("answer.due", due=when, task=task) if when else say("answer.undated", task=task)

    def look(topic: Topic) -> Found:
        good, near = _of_named(inquiry, topic) or inquiry.cards(topic, ("task", "target"))
        dated = [inquiry.answer(s, write) for s in good if a.due_of(s[1], inquiry.say)]
        dated.sort(key=lambda x: bool(x.card and x.card.newer and x.card.newer.holds))
        undated = [inquiry.answer(s, write) for s in good if not a.due_of(s[1], inquiry.say)]
        things = tuple(s[1].iri for s in good)
        if not dated and undated:
            return Found(nearest=undated, missing="nodate", things=things)
        return Found(dated, undated[:_NEAR] if dated else inquiry.near(near), things=things)

    return inquiry.first(look)


def _of_named(inquiry: Inquiry, topic: Topic) -> tuple[list[tuple[float, Card]], list[tuple[float, str]]] | None:
    """The tasks of the bodies that the question names which are about the rest of it; None where there is none.

    *Khi nào Bộ Nội vụ phải báo cáo về …?*
    """
    bodies = inquiry.asked.named("body")
    if not bodies or not inquiry.asked.rest:
        return None
    rows = [row for body in bodies for row in inquiry.graph.rows("ask-body", body=body)]
    mine = {row["thing"] or "" for row in rows if row["what"] == "lead"}
    close, wide = inquiry.topics_of(inquiry.asked.rest)
    rest = close if topic is inquiry.topics[0] else wide
    scored = [(how, iri) for how, iri in inquiry.scored(rest, ("task", "target")) if iri in mine and how >= ACCEPTED]
    found = [(how, card) for how, iri in scored if is_given(card := inquiry.card(iri), inquiry.told_by)]
    return (best_first(found), []) if found else None


def target(inquiry: Inquiry) -> Found:
    """What is to be reached, and who answers for it; where no document says so, what was reached."""
    found = _measured(inquiry, _aims)
    return found if found.answers else _or_else(found, _measured(inquiry, _reached))


def result(inquiry: Inquiry) -> Found:
    """What was reached, as documents tell it; where none does, what is to be reached comes near."""
    found = _measured(inquiry, _reached)
    if found.answers:
        return found
    aims = _measured(inquiry, _aims)
    return found._replace(nearest=[*aims.answers, *aims.nearest][:_NEAR])


def _or_else(found: Found, other: Found) -> Found:
    return other if other.answers else found


def _measured(inquiry: Inquiry, look: Callable[[Inquiry, Topic], Found]) -> Found:
    """Numbers about the matter, those of the time that the question names before the others."""
    return inquiry.first(lambda topic: look(inquiry, topic))


def _aims(inquiry: Inquiry, topic: Topic) -> Found:
    good, near = inquiry.cards(topic, ("target",))
    timely, others = _in_time(inquiry, [(card.due, (how, card)) for how, card in good])
    if timely and _asks_who(inquiry):
        least = timely[0][0] - _PLAINLY
        timely.sort(key=lambda s: not (s[1].lead and s[0] > least))
    answers = [inquiry.answer(s, a.target_text) for s in timely]
    nearest = [] if answers else [*(inquiry.answer(s, a.target_text) for s in others), *inquiry.near(near)]
    return Found(answers, nearest[:_NEAR], things=tuple(s[1].iri for s in timely))


def _asks_who(inquiry: Inquiry) -> bool:
    """*… là bao nhiêu và ai theo dõi?*: of targets that fit alike, those for which somebody answers come first."""
    asked = inquiry.asked
    return any(meets(asked.words, who, at) for who in asked.lexicon.who for at in range(len(asked.words)))


def _reached(inquiry: Inquiry, topic: Topic) -> Found:
    scored = [(how, iri) for how, iri in inquiry.scored(topic, ("result",)) if how >= ACCEPTED]
    read = (reached(inquiry.graph, iri, how, inquiry.say) for how, iri in scored)
    told = [one for one in read if one and one.answer.quotes]
    whose = set(inquiry.asked.named("body"))
    mine = [one for one in told if whose & set(one.things)] or told
    said = {joined(topic.stop.without(v)).casefold() for v in topic.variants}
    mine.sort(
        key=lambda one: (plain(one.indicator) not in {plain(v) for v in said}, -round(one.answer.score, 6), one.iri)
    )
    timely, others = _in_time(inquiry, [(one.period, one) for one in mine])
    things = tuple(one.iri for one in timely)
    answers = [one.answer for one in timely]
    nearest = [] if answers else [one.answer for one in others]
    return Found(answers, nearest[:_NEAR], query="ask-results", parameter="result", things=things)


def _in_time(inquiry: Inquiry, found: list[tuple[str | None, T]]) -> tuple[list[T], list[T]]:
    """What is of the time that was asked for, then what bears no date; and apart from it what is of another time."""
    asked = [span.date for span in inquiry.asked.times]
    if not asked:
        return [thing for _, thing in found], []
    fits = [thing for when, thing in found if when and any(within(when, wanted) for wanted in asked)]
    undated = [thing for when, thing in found if when is None]
    return [*fits, *undated], [thing for when, thing in found if when and thing not in fits]


def unasked(inquiry: Inquiry) -> Found:
    """Nothing: a question of a kind that a graph of tasks has no answer to, *tại sao …*."""
    return Found()


def unknown(inquiry: Inquiry) -> Found:
    """Nothing either, but for the bodies whose names come near the one that nobody knows."""
    near = nearest(inquiry.graph, joined(inquiry.asked.topic), ("body",))
    return Found(nearest=[Answer(one.label(inquiry.say.language), _NEARLY, bodies=a.labels((one,))) for one in near])
