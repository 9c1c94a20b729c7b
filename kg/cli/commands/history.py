"""``kg history``: what a task or an indicator was, and what it became from document to document."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.cli.commands.show import as_text as thing_text
from kg.cli.compared import history_text
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import columns, print_json, print_text


@click.command(cls=Localised, name="history")
@click.argument("matter", nargs=-1, required=True)
@shared
def command(matter: tuple[str, ...], store: Path, output: Path | None, as_json: bool) -> int:
    graph, asked = open_graph(store), " ".join(matter)
    found = _found(graph, asked)
    if found is None:
        if as_json:
            print_json({"id": None, "name": asked}, output)
        else:
            print_text(messages()("history.unknown", name=asked), output)
        return 1
    if "/indicator/" in found:
        thing = graph.show(found)
        if as_json:
            print_json(thing.as_json(), output)
        else:
            print_text(thing_text(thing, columns()), output)
        return 0
    history = graph.history(found)
    if as_json:
        print_json(history.as_json(), output)
    else:
        print_text(history_text(history, columns()), output)
    return 0


def _found(graph: Graph, asked: str) -> str | None:
    """The task or indicator that is named, or the first one that the words fit."""
    exact = [iri for iri in graph.find(asked) if "/task/" in iri or "/indicator/" in iri]
    if exact:
        return exact[0]
    reply = graph.ask(asked, language=language(), frame="owner")
    cards = [one.card for one in (*reply.answers, *reply.nearest) if one.card]
    if not cards:
        return None
    best = cards[0]
    return best.indicator[0].iri if best.indicator else best.iri
