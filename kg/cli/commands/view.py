"""``kg view``: the interactive graph as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import lang_option, output_option, store_option
from kg.cli.output import write_bytes
from kg.errors import NoSuchBody


@click.command(cls=Localised, name="view")
@click.option("--focus", metavar="BODY")
@store_option
@output_option
@lang_option
def command(focus: str | None, store: Path, output: Path | None) -> int:
    from kg.views import render

    graph = open_graph(store)
    page = render(graph.build, _iri(graph, focus) if focus else None, language())
    write_bytes(page.encode("utf-8"), output)
    if output is not None:
        click.echo(messages()("written.view", path=output), err=True)
    return 0


def _iri(graph: Graph, name: str) -> str:
    found = graph.find(name)
    if len(found) != 1:
        near = found or [n.path for n in graph.near(name, ("body",))]
        raise NoSuchBody(name=name, nearest=", ".join(near) or "–")
    return found[0]
