"""``kg view``: the graph as one HTML file, and sources with their facts in place."""

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
@click.option("--evidence", metavar="SOURCE")
@click.option("--with-sources", is_flag=True)
@click.option("--svg", type=click.Choice(["network", "timeline"]), metavar="network|timeline")
@store_option
@output_option
@lang_option
def command(
    focus: str | None, evidence: str | None, with_sources: bool, svg: str | None, store: Path, output: Path | None
) -> int:
    from kg.views import drawing, render_evidence

    graph = open_graph(store)
    middle = _iri(graph, focus) if focus else None
    if evidence:
        page = render_evidence(graph.build, evidence, language())
    elif svg:
        page = drawing(graph.build, svg, middle, language())
    else:
        page = _whole(graph, middle, output if with_sources else None)
    write_bytes(page.encode("utf-8"), output)
    if output is not None:
        click.echo(messages()("written.view", path=output), err=True)
    return 0


def _whole(graph: Graph, focus: str | None, beside: Path | None) -> str:
    """The page; with ``beside``, its own place, a page of each source stands there too, linked both ways."""
    from kg.views import page_name, render, render_evidence, sources

    if beside is None:
        return render(graph.build, focus, language())
    pages = {source: page_name(beside.name, source) for source in sources(graph.build)}
    for source, name in pages.items():
        write_bytes(
            render_evidence(graph.build, source, language(), beside.name).encode("utf-8"), beside.with_name(name)
        )
    return render(graph.build, focus, language(), pages)


def _iri(graph: Graph, name: str) -> str:
    found = graph.find(name)
    if len(found) != 1:
        near = found or [n.path for n in graph.near(name, ("body",))]
        raise NoSuchBody(name=name, near=", ".join(near))
    return found[0]
