"""Questions of a review on the terminal: shown one by one, answered by a key, each answer kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import click

from kg.ask.answer import amount
from kg.ask.dates import date_words
from kg.ask.phrases import Phrases, wording
from kg.ask.values import COMPARATORS
from kg.cli.language import language, messages
from kg.cli.render import block
from kg.cli.text import fields, safe, wrap
from kg.model import Decision
from kg.review import Doubt, Item, Side, keep
from kg.text import unmarked

_FEW = 8
_SKIP, _QUIT = "-", "q"
_KEYS = {"accept": "y", "reject": "n", "same": "s", "different": "d"}


def questions_text(items: Sequence[Item], limit: int, width: int) -> str:
    """Questions as a list with a word on how to answer them; ``limit`` of each kind, all for 0."""
    say = messages()
    if not items:
        return say("review.nothing")
    parts = []
    for kind in dict.fromkeys(i.kind for i in items):
        own = [i for i in items if i.kind == kind]
        parts.append(say("body.count", title=say(f"review.{kind}").upper(), n=len(own)))
        parts += [item_block(i, width, "• ") for i in own[: limit or None]]
        if limit and len(own) > limit:
            parts.append(say.count("build.more", len(own) - limit))
    return "\n\n".join([*parts, wrap(say("review.how"), width)])


def first_of_each(items: Sequence[Item], limit: int) -> list[Item]:
    """The first ``limit`` questions of each kind, all for 0."""
    kinds = dict.fromkeys(i.kind for i in items)
    return [i for kind in kinds for i in [i for i in items if i.kind == kind][: limit or None]]


def doubt_lines(doubts: Sequence[Doubt], width: int) -> list[str]:
    """What is doubtful in decisions that were just kept, a line each."""
    say = messages()
    lines = [say.count("review.doubts", len(doubts))] if doubts else []
    for one in doubts:
        place = one.decision.places[0]
        told = say(
            f"review.{one.kind}",
            line=one.decision.line,
            other=one.other,
            quote=unmarked(place.quote),
            source=place.source,
            body=one.decision.body,
        )
        lines.append(block(told, width, "• "))
    return lines


def item_block(item: Item, width: int, mark: str) -> str:
    """What is asked, and the sentences to decide it by."""
    say = messages()
    key = f"review.ask_{item.aspect}" if item.kind == "conflict" else f"review.ask_{item.kind}"
    indent = " " * len(mark)
    lines = [block(say(key, name=unmarked(item.sides[0].quote)), width, mark)]
    letters = "ab" if len(item.sides) > 1 else " "
    lines += [_side(side, width, indent, letter) for side, letter in zip(item.sides, letters, strict=False)]
    return "\n".join(lines)


def _side(side: Side, width: int, indent: str, letter: str) -> str:
    say, words = messages(), wording(language())
    mark = f"{indent}{letter}) " if letter.strip() else indent
    under = " " * len(mark)
    rows = [
        (say("field.lead"), "; ".join(side.lead)),
        (say("field.due"), date_words(side.due, words) if side.due else ""),
        (say("review.value"), _number(side, words)),
        (say("field.source"), f"{side.source}, {say('field.chars', start=side.start, end=side.end)}"),
    ]
    quote = block(_words(side), width, mark)
    return "\n".join([quote, fields([r for r in rows if r[1]], width, under)])


def _number(side: Side, words: Phrases) -> str:
    if (asked := side.value) is None:
        return ""
    value = _decimal(asked.value), None if asked.upper is None else _decimal(asked.upper)
    return amount(COMPARATORS[asked.comparator], value, asked.unit, words)


def _decimal(value: float) -> str:
    return format(Decimal(repr(value)).normalize(), "f")


def _words(side: Side) -> str:
    """The sentence; a few words alone within those around them."""
    quote = unmarked(side.quote)
    if len(quote.split()) > _FEW:
        return f"“{quote}”"
    return f"… {unmarked(side.before)} “{quote}” {unmarked(side.after)} …"


def ask_all(items: Sequence[Item], path: Path, width: int) -> int:
    """Ask one question after the other until the list or the patience ends; gives the number of answers kept."""
    say, kept = messages(), 0
    for n, item in enumerate(items, 1):
        click.echo(f"\n[{n}/{len(items)}] " + safe(item_block(item, width, "")))
        choices = _choices(item)
        rows = [f"  {key}  {label}" for key, label, _ in choices]
        rows += [f"  {_SKIP}  {say('review.skip')}", f"  {_QUIT}  {say('review.quit')}"]
        click.echo(safe("\n".join(rows)))
        decision = _decided(item, choices)
        if decision == _QUIT:
            break
        if isinstance(decision, Decision):
            kept += keep([decision], path)
    return kept


def _decided(item: Item, choices: Sequence[tuple[str, str, Decision]]) -> Decision | str:
    """The decision that is typed, ``q`` or ``-``; whatever else is typed is asked again, never passed over."""
    say = messages()
    while True:
        answer: str = click.prompt(say("review.prompt"), default=_SKIP, show_default=False).strip().lower()
        decision = next((d for key, _, d in choices if key == answer), None)
        if decision is None and item.kind == "name" and answer.startswith("org/"):
            decision = replace(_named(item), body=answer)
        if decision is not None or answer in (_QUIT, _SKIP):
            return decision or answer
        known = [*(key for key, _, _ in choices), *(["org/…"] if item.kind == "name" else []), _SKIP, _QUIT]
        click.echo(safe(say("review.no_choice", typed=answer, choices=", ".join(known))))


def _choices(item: Item) -> list[tuple[str, str, Decision]]:
    """Key, label and decision of each answer."""
    say, names = messages(), dict(item.names)
    found = []
    for n, decision in enumerate(item.answers, 1):
        key = _KEYS.get(decision.decide, str(n))
        label = names.get(decision.body or "") or say(f"review.{decision.decide}", side="ab"[min(n, 2) - 1])
        found.append((key, label, decision))
    return found


def _named(item: Item) -> Decision:
    """The decision on a name, its body still to be filled in."""
    from kg.model import Place

    side = item.sides[0]
    return Decision("body", (Place(side.source, side.quote, side.start),))
