"""Answers: one sentence, the things it names, and the quote that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kg.ask.cards import Card, Named, Quote, Rows, Tenure, quotes, shown
from kg.ask.dates import date_words, due_words
from kg.ask.owners import Step
from kg.ask.phrases import Phrases
from kg.ask.words import from_word, meets, words
from kg.rdf.namespaces import KG
from kg.text import upper_first

_CHANGES = {
    "merger": "merged", "rename": "renamed", "split": "split", "transfer": "transferred", "dissolution": "dissolved",
    "move": "moved",
}  # fmt: skip

DERIVED = "derived"
"""The kind of a change that no document tells of the bodies themselves: it is told as no more than a succession."""


class Answer(NamedTuple):
    """``text`` is the answer in one sentence; ``dates`` are EDTF, ``values`` numbers, names official and Vietnamese.

    ``card`` or ``tenure`` is what it was made from, for a longer account of it.
    """

    text: str
    score: float
    bodies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    values: tuple[float, ...] = ()
    quotes: tuple[Quote, ...] = ()
    card: Card | None = None
    tenure: Tenure | None = None

    def as_json(self) -> dict[str, Any]:
        quote = self.quotes[0] if self.quotes else None
        return {
            "text": self.text,
            "bodies": list(self.bodies),
            "people": list(self.people),
            "documents": list(self.documents),
            "dates": list(self.dates),
            "values": [int(v) if v.is_integer() else v for v in self.values],
            "task": self.card.iri if self.card else None,
            "given": self.card.given if self.card else None,
            "newer": self.card.newer.as_json() if self.card and self.card.newer else None,
            "owners": [one.as_json() for one in self.card.owners] if self.card else [],
            "source": source_json(quote) if quote else None,
            "quote": quote.text if quote else None,
            "cells": cells_json(self.quotes),
            "score": round(self.score, 3),
        }


def source_json(quote: Quote) -> dict[str, Any]:
    """Where a quote stands; positions are code points of the source's NFC text."""
    return {
        "id": quote.source,
        "title": quote.title,
        "publisher": quote.publisher,
        "date": quote.issued,
        "url": quote.url,
        "provision": quote.provision,
        "start": quote.start,
        "end": quote.end,
    }


def cells_json(said: Sequence[Quote]) -> list[dict[str, Any]]:
    """The cells that stand beside the best sentence and say its number."""
    return [{"quote": q.text, "start": q.start, "end": q.end} for group in shown(said)[:1] for q in group[1:]]


def body_words(body: Named, say: Phrases) -> str:
    """The body's name, with what it has become: ``Bộ Thông tin và Truyền thông (nay là Bộ Khoa học và Công nghệ)``."""
    label = body.label(say.language)
    if body.state == "same":
        return label
    names = [n.label(say.language) for n in body.now]
    several = body.state == "unclear" and len(names) == 1
    now = either(names, say) if body.state == "unclear" else listed(names, say)
    key = f"body.{body.state}{'_with' if several else ''}{'_on' if body.day else ''}"
    return say(key, body=label, now=now, date=date_words(body.day, say) if body.day else "")


def either(names: Sequence[str], say: Phrases) -> str:
    """``A hay B``: one of several, nobody says which."""
    *most, last = names or [""]
    return say("list.between").join(most) + say("list.or") + last if most else last


def change_words(kind: str, old: str, new: str, date: str | None, say: Phrases) -> str:
    """A change of bodies in one sentence: ``Bộ A đã sáp nhập vào Bộ B từ ngày 1/3/2025.``"""
    key = f"answer.{_CHANGES.get(kind, 'succeeded')}"
    return say(
        key,
        old=old,
        new=new,
        date=say("answer.changed_on", date=due_words(date, "from", None, say)) if date else "",
    )


def step_words(step: Step, body: Named, say: Phrases) -> str:
    """A step of a succession, seen from ``body``, with the function that moved and the documents that decided it."""
    olds = [n for n in step.olds if n.iri == body.iri] or [n for n in step.olds if n not in step.news]
    old, new = (listed([n.label(say.language) for n in group], say) for group in (olds, step.news))
    text = change_words(DERIVED if step.derived else step.kind, old, new, step.date, say).rstrip(".")
    if step.matters:
        text += say("step.matters", matters=say("list.between").join(step.matters))
    sources = [n.label(say.language) for n in step.sources if n.kind == "doc"]
    key = "step.derived" if step.derived else "step.sources"
    return text + (say(key, sources=listed(sources, say)) if sources else "")


def listed(names: Sequence[str], say: Phrases) -> str:
    """``A``, ``A và B``, ``A, B và C``."""
    first, *rest = names or [""]
    small = tuple(say("list.lowered").split("|"))
    told = [first, *(n[0].lower() + n[1:] if n.startswith(small) else n for n in rest)]
    return first if not rest else say("list.between").join(told[:-1]) + say("list.last") + told[-1]


def due_of(card: Card, say: Phrases) -> str | None:
    """The deadline in words, and what a later text has put in its place: *đến tháng 12/2025 (mốc này đã được … thay
    bằng: trước ngày 30/9/2025)*.
    """
    own, later = own_due(card, say), newer_due(card, say)
    return f"{own} ({later})" if own and later else own


def own_due(card: Card, say: Phrases) -> str | None:
    """The deadline that the document gives: the task's own, or that with which its sentence ends."""
    if last := card.closing:
        due = due_words(last.due, last.relation, last.text, say)
        return say("due.closing", due=due, words=" ".join(last.words.split()))
    return due_words(card.due, card.due_relation, card.due_text, say)


def newer_due(card: Card, say: Phrases) -> str | None:
    """What a later text says of the deadline: another one that holds, or one with which it gives the work again."""
    if (one := card.newer) is None:
        return None
    due = due_words(one.due, one.relation, one.text, say)
    key = "due.replaced" if one.holds and card.due else "due.again"
    return say(key, due=due, document=one.document.label(say.language) if one.document else "")


def value_of(card: Card, say: Phrases) -> str:
    """``trên 8%``, ``8–10%``: comparator, number or range and unit in words."""
    return amount(card.comparator or "eq", (card.value or "", card.upper), card.unit or "", say)


def amount(comparator: str, value: tuple[str, str | None], unit: str, say: Phrases) -> str:
    """``trên 8%``, ``2% GDP``: comparator (``gt``), number and unit in words; ``8–10%`` of a range ("8", "10")."""
    number, of = number_words(value[0], say), unit.removeprefix("%")
    if value[1]:
        number = say("number.range", low=number, high=number_words(value[1], say))
        comparator = "eq" if comparator == "ge" else comparator
    if unit.startswith("%"):
        with_unit = say("number.percent", value=number) + of
    else:
        with_unit = say("number.unit", value=number, unit=unit).strip()
    if unit in say("rank.units").split("|"):
        return say(f"rank.{comparator}", value=number)
    return say(f"comparator.{comparator}", value=with_unit)


def number_words(value: str, say: Phrases) -> str:
    """A plain decimal with the marks of the language: ``1234.5`` → ``1.234,5`` or ``1,234.5``."""
    whole, _, part = value.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-")
    groups = [digits[max(0, i - 3) : i] for i in range(len(digits), 0, -3)][::-1]
    return sign + say("number.group").join(groups) + (say("number.decimal") + part if part else "")


def meeting_of(card: Card, say: Phrases) -> str | None:
    """``phiên họp thứ 2 của Ban Chỉ đạo …, 17/5/2025``."""
    if not card.meeting:
        return None
    body = listed([b.label(say.language) for b in card.organizer], say)
    return meeting_words(body, card.ordinal, card.meeting_date, say, partner=card.partner)


def meeting_words(body: str, number: str | None, date: str | None, say: Phrases, *, partner: bool = False) -> str:
    """A session of a body, or with it as a ``partner``, by its number and its day, as far as they are known; where
    several days are named, it is only known that it was in them.
    """
    if partner:
        name = say("meeting.with", body=body)
        dated = "meeting.within" if date and "/" in date else "meeting.dated"
        return say(dated, meeting=name, date=date_words(date, say)) if date else name
    key = f"ordinal.{number}"
    ordinal = say(key) if key in say else number
    name = say("meeting.ordinal", ordinal=ordinal, body=body) if ordinal else say("meeting.plain", body=body)
    return say("meeting.dated", meeting=name, date=date_words(date, say)) if date else name


def of_card(card: Card, score: float, text: str, say: Phrases) -> Answer:
    """An answer about a task or a target; the lists hold every name in it."""
    parties = (*card.lead, *card.support, *card.oversight)
    assigned = [n for n in card.assigner if n.kind == "org"]
    return Answer(
        text=text,
        score=score,
        bodies=labels((*parties, *(n for p in parties for n in p.now), *assigned)),
        people=labels(n for n in card.assigner if n.kind == "person"),
        documents=labels((*card.mandate, *(n for n in card.assigner if n.kind == "doc"))),
        dates=_dates(card),
        values=tuple(float(one) for one in (card.value, card.upper) if one),
        quotes=card.quotes,
        card=card,
    )


def _dates(card: Card) -> tuple[str, ...]:
    told = (card.due, card.closing and card.closing.due, card.newer and card.newer.due)
    return tuple(dict.fromkeys(date for date in told if date))


def task_text(card: Card, say: Phrases) -> str:
    """The owner's answer for a task: lead, task and deadline in one sentence."""
    due = due_of(card, say)
    task = what_of(card, say)
    if not card.lead:
        return say("answer.unowned", task=task)
    lead = listed([body_words(b, say) for b in card.lead], say)
    if due and (card.due_text or "") not in task:
        return say("answer.owner_due", lead=lead, task=task, due=due)
    return say("answer.owner", lead=lead, task=task)


def what_of(card: Card, say: Phrases) -> str:
    """The task's wording without what the sentence says anyway: the lead that it may begin with, and that he leads.

    *Bộ Y tế chủ trì, phối hợp với …* → *phối hợp với …*
    """
    text = card.text.rstrip(".;, ")
    if len(card.lead) != 1:
        return text
    for known in (words(card.lead[0].vi), words(say("answer.leading"))):
        said = words(text)
        if len(said) > len(known) and meets(said, known):
            text = from_word(text, len(known))
    return text


def of_group(graph: Rows, group: Named, lead: Named, score: float, say: Phrases) -> Answer:
    """An answer that names the body which answers for a group."""
    return Answer(
        text=say("answer.group", lead=body_words(lead, say), group=group.label(say.language)),
        score=score,
        bodies=labels((lead, *lead.now, group)),
        quotes=quotes(graph, group.iri, KG + "responsibleBody", lead.iri),
    )


def target_text(card: Card, say: Phrases) -> str:
    """What is to be reached, by when, and who answers for it where a document says so."""
    due = due_of(card, say)
    name = listed([n.label(say.language) for n in card.indicator], say) or card.text
    lead = listed([body_words(b, say) for b in card.lead], say) if card.lead else ""
    return say(
        "answer.target_of" if lead else "answer.target",
        lead=lead,
        indicator=upper_first(name),
        value=value_of(card, say),
        due=say("answer.target_due", due=due) if due else "",
    )


def of_tenure(tenure: Tenure, score: float, say: Phrases) -> Answer:
    """An answer that names who holds a post."""
    key = "answer.head" if tenure.role == "head" else "answer.post"
    return Answer(
        text=say(key, post=tenure.post, person=tenure.person.vi, body=tenure.body.label(say.language)),
        score=score,
        bodies=(tenure.body.vi,),
        people=(tenure.person.vi,),
        quotes=tenure.quotes,
        tenure=tenure,
    )


def distinct(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """One answer for each text, in order; the sentences of the others are joined to it."""
    found: dict[str, Answer] = {}
    for one in answers:
        old = found.get(one.text)
        found[one.text] = old._replace(quotes=(*old.quotes, *one.quotes)) if old else one
    return tuple(found.values())


def labels(things: Iterable[Named]) -> tuple[str, ...]:
    """Official names: the Vietnamese ones, whatever the language of the answer's sentence."""
    return tuple(dict.fromkeys(n.vi for n in things))
