"""``kg show``: one thing with all that is stated of it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.ask.cards import Named
from kg.ask.things import TYPE, Statement, Thing
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.render import one_per_source, quote_block
from kg.cli.text import fields, wrap


@click.command(cls=Localised, name="show")
@click.argument("reference", nargs=-1, required=True)
@shared
def command(reference: tuple[str, ...], store: Path, output: Path | None, as_json: bool) -> int:
    graph, asked = open_graph(store), " ".join(reference)
    found = graph.find(asked)
    if len(found) != 1:
        _not_one(graph, asked, found, as_json, output)
        return 1
    thing = graph.show(found[0])
    if as_json:
        print_json(thing.as_json(), output)
    else:
        print_text(as_text(thing, columns()), output)
    return 0


def as_text(thing: Thing, width: int) -> str:
    """Facts, then what refers to it, each with its sentences."""
    say = messages()
    head = [thing.name.label(language()), fields([(say("field.id"), thing.name.path)], width)]
    parts = ["\n".join(head)]
    for title, statements in (("facts", thing.facts), ("reverse", thing.referred)):
        if statements:
            parts += [say(f"show.{title}").upper(), *(_statement(one, width) for one in statements)]
    return "\n\n".join(parts)


def _statement(one: Statement, width: int) -> str:
    tongue = language()
    name = messages()("field.kind") if one.property.iri == TYPE else one.property.label(tongue)
    line = wrap(f"{name}: {one.value.label(tongue)}", width, "  ")
    return "\n".join([line, *(quote_block(q, width, "    ") for q in one_per_source(one.quotes))])


def _not_one(graph: Graph, asked: str, found: list[str], as_json: bool, output: Path | None) -> None:
    say = messages()
    near = [Named(iri, graph.show(iri).name.vi) for iri in found] or graph.near(asked)
    if as_json:
        print_json({"id": None, "name": asked, "nearest": [{"id": n.iri, "label": n.vi} for n in near]}, output)
        return
    title = say("show.several", name=asked, n=len(found)) if found else say("show.unknown", name=asked)
    rows = [(n.path, n.label(language())) for n in near]
    listed = [*([] if found or not rows else [say("body.nearest")]), *([fields(rows, columns(), "  ")] if rows else [])]
    print_text("\n".join([title, *listed]), output)
