"""Answers, quotes and lists as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ask.answer import Answer, body_words, due_of, meeting_of, newer_due, step_words
from kg.ask.cards import Card, Named, Quote, shown
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
        told.update(group[0].title for group in shown(one.quotes)[:_SOURCES] if group[0].title)
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
    parts += quote_blocks(one.quotes, columns, indent, told)
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


def quote_blocks(quotes: Sequence[Quote], columns: int, indent: str, told: frozenset[str] = frozenset()) -> list[str]:
    """The best sentences, of two sources at most."""
    return [_quote_block(group, columns, indent, told) for group in shown(quotes)[:_SOURCES]]


def _quote_block(group: Sequence[Quote], columns: int, indent: str, told: frozenset[str]) -> str:
    """The sentence, or the cells that together say it, between quotation marks, and under it where it stands."""
    ordered = sorted(group, key=lambda q: q.start)
    text = wrap(" … ".join(f"“{unmarked(q.text)}”" for q in ordered), columns, indent)
    return "\n".join([text, wrap(f"— {place(ordered, told)}", columns, indent + "  ")])


def place(group: Sequence[Quote], told: frozenset[str] = frozenset()) -> str:
    """Title (short where it was ``told``), publisher and date of the source of a sentence, or of cells of one table,
    the part of it in which they stand, and their positions.
    """
    say, words, first = messages(), wording(language()), group[0]
    date = date_words(first.issued, words) if first.issued else None
    at = [say("field.chars", start=q.start, end=q.end) for q in group]
    title = first.title or first.source
    parts = [short_title(title) if title in told else title, first.publisher, date, first.provision, *at]
    return ", ".join(" ".join(p.split()) for p in parts if p)
