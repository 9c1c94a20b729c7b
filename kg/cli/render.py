"""Answers, quotes and lists as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ask.answer import Answer, body_words, due_of, meeting_of, newer_due, step_words
from kg.ask.cards import Card, Named, Quote
from kg.ask.dates import date_words
from kg.ask.phrases import wording
from kg.ask.titles import short_title
from kg.cli.language import language, messages
from kg.cli.text import fields, wrap
from kg.text import unmarked

_SOURCES = 2


def block(text: str, columns: int, mark: str = "") -> str:
    """A paragraph after a mark (``1. ``), its lines hanging under its first word."""
    indent = " " * len(mark)
    return mark + wrap(text, columns, indent)[len(indent) :]


def answer_blocks(answers: Sequence[Answer], columns: int, marks: Sequence[str], known: str = "") -> list[str]:
    """Answers under one another; a long title that an earlier one has given stands short."""
    blocks: list[str] = []
    told: set[str] = set()
    for one, mark in zip(answers, marks, strict=True):
        blocks.append(answer_block(one, columns, mark, known, frozenset(told)))
        told.update(quote.title for quote in one_per_source(one.quotes) if quote.title)
    return blocks


def answer_block(one: Answer, columns: int, mark: str, known: str = "", told: frozenset[str] = frozenset()) -> str:
    """An answer with who else has a part in it, and its sentences; what is ``known`` is not said again, and of the
    titles ``told`` only kind and number.
    """
    indent = " " * len(mark)
    parts = [block(one.text, columns, mark)]
    rows = card_fields(one.card) if one.card else [(messages()("field.mandate"), d) for d in one.documents]
    if rows := [(name, value) for name, value in rows if not _told(value, f"{one.text} {known}")]:
        parts.append(fields(rows, columns, indent))
    parts += [quote_block(q, columns, indent, told) for q in one_per_source(one.quotes)]
    return "\n".join(parts)


def _told(value: str, text: str) -> bool:
    """Whether the answer's sentence has said it already."""
    return all(part.casefold() in text.casefold() for part in value.split("; "))


def card_fields(card: Card) -> list[tuple[str, str]]:
    """Who leads, supports, oversees, until when, who gave the task, where, by which document."""
    say, words = messages(), wording(language())
    task = card.value is None
    rows = [
        ("lead", names(card.lead) or (say("field.no_lead") if task and card.due else None)),
        *(("since", step_words(s, one.body, words)) for one in card.owners for s in one.steps),
        *(("doubt", step_words(s, one.body, words)) for one in card.owners for s in one.doubts),
        ("support", names(card.support)),
        ("oversight", names(card.oversight)),
        ("due", due_of(card, words) or newer_due(card, words) or (say("field.no_due") if task and card.lead else None)),
        ("output", card.output),
        ("status", names(card.status)),
        *((f"assigner_{one.kind}", names([one])) for one in card.assigner),
        ("meeting", meeting_of(card, words)),
        ("mandate", names([n for n in card.mandate if n not in card.assigner])),
    ]
    return [(say(f"field.{key}"), value) for key, value in rows if value]


def names(things: Iterable[Named]) -> str:
    """Names that may hold commas themselves, so parted by semicolons."""
    words = wording(language())
    return "; ".join(body_words(n, words) for n in things)


def choices(things: Iterable[Named], columns: int) -> str:
    """Things to choose from, each with its id under its name: ids are long, and are no words to be broken."""
    return "\n".join(f"{block(one.label(language()), columns, '• ')}\n  {one.path}" for one in things)


def one_per_source(quotes: Sequence[Quote]) -> list[Quote]:
    """The best sentence of each source, of two sources at most."""
    best: dict[str, Quote] = {}
    for quote in quotes:
        best.setdefault(quote.source, quote)
    return list(best.values())[:_SOURCES]


def quote_block(quote: Quote, columns: int, indent: str, told: frozenset[str] = frozenset()) -> str:
    """The sentence between quotation marks, and under it where it stands."""
    text = wrap(f"“{unmarked(quote.text)}”", columns, indent)
    return "\n".join([text, wrap(f"— {place(quote, told)}", columns, indent + "  ")])


def place(quote: Quote, told: frozenset[str] = frozenset()) -> str:
    """Title (short where it was ``told``), publisher and date of a sentence's source, the part of it that it stands in,
    and its position.
    """
    say, words = messages(), wording(language())
    date = date_words(quote.issued, words) if quote.issued else None
    at = say("field.chars", start=quote.start, end=quote.end)
    title = quote.title or quote.source
    parts = [short_title(title) if title in told else title, quote.publisher, date, quote.provision, at]
    return ", ".join(" ".join(p.split()) for p in parts if p)
