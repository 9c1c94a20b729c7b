"""Where a body stands: what it is part of, what it came from and since when it is, which bodies are no more."""

from __future__ import annotations

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import quotes
from kg.ask.dates import due_words
from kg.ask.frames import lexicon
from kg.ask.inquiry import Found, Inquiry
from kg.ask.owners import Bodies, name, today
from kg.ask.relations import change, change_order, changes
from kg.ask.words import joined, meets
from kg.rdf.namespaces import ORG
from kg.succession import stood

# A day by which every end that is known has come.
_LATER = "9999"


def part_of(inquiry: Inquiry) -> Found:
    """What a body is part of; of one that is no more, what it became: *tỉnh Bình Dương nay thuộc đâu?*"""
    answers: list[Answer] = []
    bodies = inquiry.asked.named("body")
    for body in bodies:
        told = changes(inquiry.graph, body, inquiry.say, inquiry.day)
        gone = not stood(Bodies(inquiry.graph).life(body), inquiry.day or _LATER)
        own = [] if gone and told["successors"] else _whole(inquiry, body)
        answers += [*own, *told["moves"], *told["successors"]]
    return Found(answers, query="ask-body", parameter="body", things=bodies)


def _whole(inquiry: Inquiry, body: str) -> list[Answer]:
    say, own = inquiry.say, inquiry.thing(body)
    parent = Bodies(inquiry.graph).parent(body, inquiry.day)
    if parent is None:
        return []
    whole = today(inquiry.graph, inquiry.thing(parent), inquiry.day)
    text = say("answer.part_of", body=own.label(say.language), whole=a.body_words(whole, say))
    told = quotes(inquiry.graph, body, ORG + "subOrganizationOf", parent)
    return [Answer(text, 1.0, bodies=a.labels((own, whole)), quotes=told)]


def origins(inquiry: Inquiry) -> Found:
    """What a body came from: *Bộ Tài chính tiền thân là gì?*"""
    bodies = inquiry.asked.named("body")
    told = [one for body in bodies for one in changes(inquiry.graph, body, inquiry.say, inquiry.day)["predecessors"]]
    return Found(told, query="ask-succession", parameter="body", things=bodies)


def ended(inquiry: Inquiry) -> Found:
    """When a body ended, and what took over: *Bộ Thông tin và Truyền thông giải thể khi nào?*"""
    bodies = inquiry.asked.named("body")
    told = [one for body in bodies for one in changes(inquiry.graph, body, inquiry.say, inquiry.day)["successors"]]
    return Found(told, query="ask-succession", parameter="body", things=bodies)


def founded(inquiry: Inquiry) -> Found:
    """Since when a body is, and what it was formed of."""
    say, bodies = inquiry.say, inquiry.asked.named("body")
    told: list[Answer] = []
    for body in bodies:
        if since := Bodies(inquiry.graph).life(body)[0]:
            own = name(inquiry.graph, body)
            when = due_words(since, "from", None, say)
            told.append(Answer(say("answer.founded", body=own.label(say.language), date=when), 1.0, dates=(since,)))
            told += changes(inquiry.graph, body, say, inquiry.day)["predecessors"]
    return Found(told, query="ask-life", parameter="body", things=bodies)


def merged(inquiry: Inquiry) -> Found:
    """Which bodies of a kind are no more, and what took over from each: *những tỉnh nào đã sáp nhập?*"""
    _, _, kinds = _kind(inquiry)
    rows = [row for row in inquiry.graph.rows("ask-merged") if not kinds or row["kind"] in kinds]
    by_day = sorted((r for r in rows if inquiry.day is None or (r["date"] or "") <= inquiry.day), key=change_order)
    return Found([change(inquiry.graph, row, inquiry.say, inquiry.day) for row in by_day], query="ask-merged")


def kind_words(inquiry: Inquiry) -> str:
    """The kind of bodies that is asked for, as it was typed, or in the language of the answer."""
    start, end, meant = _kind(inquiry)
    own, say = inquiry.asked.lexicon, inquiry.say
    if own.language == say.language:
        return joined(inquiry.asked.words[start:end])
    return next((joined(phrase) for phrase, kinds in lexicon(say.language).kinds if kinds == meant), "")


def _kind(inquiry: Inquiry) -> tuple[int, int, tuple[str, ...]]:
    """Where the question names a kind of bodies, and which: *tỉnh* is ``province``."""
    asked = inquiry.asked.words
    places = (
        (at, at + len(phrase), kinds)
        for phrase, kinds in inquiry.asked.lexicon.kinds
        for at in range(len(asked))
        if meets(asked, phrase, at)
    )
    return next(places, (0, 0, ()))
