"""``kg resolve``: which body or document a name means on a day, and why."""

from __future__ import annotations

from pathlib import Path

import click

from kg.ask.answer import body_words, listed, step_words
from kg.ask.dates import date_words
from kg.ask.identify import Identifier, Meaning
from kg.ask.owners import Owner, Step
from kg.ask.phrases import Phrases, wording
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import day_option, shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.render import choices
from kg.cli.text import fields, wrap


@click.command(cls=Localised, name="resolve")
@click.argument("name", nargs=-1, required=True)
@day_option("--on")
@shared
def command(name: tuple[str, ...], day: str | None, store: Path, output: Path | None, as_json: bool) -> int:
    asked = " ".join(name)
    known = _identifier(store)
    found = known.meanings(asked, day)
    near = () if found else known.nearest(asked)
    if as_json:
        told = {"nearest": [{"id": one.iri, "label": one.vi} for one in near]} if near else {}
        print_json({"name": asked, "on": day, "meanings": [one.as_json() for one in found], **told}, output)
    else:
        listed = [messages()("body.nearest"), choices(near, columns())] if near else []
        print_text("\n".join([as_text(asked, found, columns()), *listed]), output)
    return 0 if len(found) == 1 else 1


def _identifier(store: Path) -> Identifier:
    """The registry alone where no graph has been built yet."""
    from kg.api import open as open_graph
    from kg.ask.access import Graph
    from kg.errors import NoStore

    try:
        return Identifier(Graph(open_graph(store).build))
    except NoStore:
        return Identifier()


def as_text(asked: str, found: tuple[Meaning, ...], width: int) -> str:
    """Each meaning with why, since when and until when, what it is part of, what it became, by which source."""
    say = messages()
    head = {0: "resolve.unknown", 1: ""}.get(len(found), "resolve.several")
    parts = [wrap(say(head, name=asked, n=len(found)), width)] if head else []
    return "\n\n".join([*parts, *(_one(one, asked, width) for one in found)])


def _changes(owner: Owner | None) -> list[tuple[str, str]]:
    """What happened to a body, and what leaves open who stands in its place."""
    if owner is None:
        return []
    groups, words = (("since", owner.steps), ("doubt", owner.doubts)), wording(language())
    return [(key, step_words(step, owner.body, words)) for key, group in groups for step in group]


def _standing(one: Meaning, words: Phrases) -> str | None:
    """What it is now, and who has got parts of what it did: *nay là …; một phần chức năng, nhiệm vụ chuyển sang …*."""
    if one.owner is None or one.owner.state == "same":
        return None
    heirs = dict.fromkeys(new for s in one.moves if one.thing in s.olds and s.kind == "transfer" for new in s.news)
    told = body_words(one.owner.body, words)
    return (
        words("standing.parts", standing=told, heirs=listed([h.label(language()) for h in heirs], words))
        if heirs
        else told
    )


def _moved(step: Step, one: Meaning) -> str:
    """Whether a function left the body or came to it, or the body itself came under another one."""
    return "moved" if step.kind == "move" else "given" if one.thing in step.olds else "received"


def _one(one: Meaning, asked: str, width: int) -> str:
    say, words, tongue = messages(), wording(language()), language()
    owner = one.owner
    rows = [
        ("why", say(f"why.{one.why}", name=asked)),
        ("id", one.thing.path),
        ("dated" if owner is None else "from", date_words(one.since, words) if one.since else None),
        ("until", date_words(one.until, words) if one.until else None),
        ("issuer", one.issuer.label(tongue) if one.issuer else None),
        ("part_of", one.part_of.label(tongue) if one.part_of else None),
        *(("came_from", step_words(s, old, words)) for s in one.came_from for old in s.olds if old != one.thing),
        ("standing", _standing(one, words)),
        *_changes(owner),
        *((_moved(s, one), step_words(s, s.olds[0], words)) for s in one.moves),
        ("source", "; ".join(s.label(tongue) for s in one.sources) or None),
    ]
    told = [(say(f"field.{key}"), value) for key, value in rows if value]
    return "\n".join([one.thing.label(tongue), fields(told, width, "  ")])
