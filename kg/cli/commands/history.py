"""``kg history``: what a task or an indicator was, and what it became from document to document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kg.api import open as open_graph
from kg.ask.cards import Named
from kg.cli.commands.show import as_text as thing_text
from kg.cli.compared import history_text
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.render import block, choices
from kg.cli.text import wrap
from kg.history import Matters

_FEW = 5


@click.command(cls=Localised, name="history")
@click.argument("matter", nargs=-1, required=True)
@shared
def command(matter: tuple[str, ...], store: Path, output: Path | None, as_json: bool) -> int:
    graph, asked = open_graph(store), " ".join(matter)
    found = graph.matters(asked)
    if not found.fits:
        _nothing(asked, found, as_json, output)
        return 1
    best = found.fits[0]
    if best.kind == "indicator":
        thing = graph.show(best.iri)
        told = thing_text(thing, columns())
        head = (
            [] if found.exact else [block(messages()("ask.understood", text=thing.name.label(language())), columns())]
        )
        told, data, own = "\n\n".join([*head, told]), thing.as_json(), {best.iri}
    else:
        history = graph.history(best.iri)
        told, data, own = history_text(history, columns()), history.as_json(), {s.card.iri for s in history.steps}
    if as_json:
        print_json(data, output)
    else:
        print_text("\n\n".join([told, *_others([one for one in found.fits if one.iri not in own])]), output)
    return 0


def _others(things: Sequence[Named]) -> list[str]:
    """What else the words may mean."""
    if not things:
        return []
    return [messages().count("history.others", len(things)), choices(things[:_FEW], columns())]


def _nothing(asked: str, found: Matters, as_json: bool, output: Path | None) -> None:
    if as_json:
        print_json({"id": None, "name": asked, "nearest": [{"id": n.iri, "label": n.vi} for n in found.near]}, output)
        return
    say = messages()
    near = [say("body.nearest"), choices(found.near, columns())] if found.near else []
    print_text("\n".join([wrap(say("history.unknown", name=asked), columns()), *near]), output)
