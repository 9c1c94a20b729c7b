"""Tasks and targets of several documents beside each other, as text for people."""

from __future__ import annotations

from kg.ask.answer import target_text
from kg.ask.cards import Card
from kg.ask.dates import date_words
from kg.ask.phrases import wording
from kg.cli.language import language, messages
from kg.cli.render import block, card_fields, quote_blocks
from kg.cli.text import fields
from kg.history import Dispute, History


def dispute_block(one: Dispute, width: int, mark: str = "") -> str:
    """What is disagreed on and what holds now, then each side with its document and sentence."""
    say = messages()
    indent = " " * len(mark)
    parts = [block(say(f"conflicts.{one.aspect}", task=one.sides[-1].text.rstrip(". ")), width, mark)]
    parts += [_side(side, width, indent, now=side.iri == one.prevailing) for side in one.sides]
    parts.append(fields([(say("conflicts.ground"), say(f"ground.{one.ground}"))], width, indent))
    return "\n".join(parts)


def history_text(history: History, width: int) -> str:
    """Every document's word on the work, the earliest first, with what it changed."""
    say = messages()
    asked = next(s.card for s in history.steps if s.card.iri == history.asked)
    parts = [block(say("ask.understood", text=asked.text), width)]
    if len(history.steps) == 1:
        parts.append(block(say("history.alone"), width))
    places = {step.card.iri: n for n, step in enumerate(history.steps, 1)}
    for n, step in enumerate(history.steps, 1):
        mark, told = f"{n}. ", ""
        if step.nearest:
            changed = ", ".join(say(f"aspect.{a}") for a in step.nearest[1])
            told = say("history.changed" if changed else "history.same", what=changed, n=places[step.nearest[0]])
        parts.append(_side(step.card, width, " " * len(mark), mark, told))
    return "\n\n".join(parts)


def _side(card: Card, width: int, indent: str, mark: str = "", told: str = "", *, now: bool = False) -> str:
    """A document's day and word; ``now`` where it is what holds."""
    say, words = messages(), wording(language())
    day = date_words(card.given, words) if card.given else say("history.undated")
    head = say("conflicts.side_now" if now else "conflicts.side", date=day, text=_said(card))
    lines = [block(head, width, mark or f"{indent}• ")]
    under = indent if mark else f"{indent}  "
    if told:
        lines.append(block(told, width, under))
    rows = card_fields(card)
    if rows:
        lines.append(fields(rows, width, under))
    lines += quote_blocks(card.quotes, width, under)
    return "\n".join(lines)


def _said(card: Card) -> str:
    return target_text(card, wording(language())) if card.value is not None else card.text
