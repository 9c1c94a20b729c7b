"""``kg export``: the graph in the formats of the world."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import open as open_graph
from kg.cli.localised import Localised
from kg.cli.options import lang_option, output_option, store_option
from kg.cli.output import write_bytes

FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "facts", "csv")


@click.command(cls=Localised, name="export")
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, metavar="FORMAT")
@store_option
@output_option
@lang_option
def command(format_: str, store: Path, output: Path | None) -> int:
    from kg.export import export

    write_bytes(export(open_graph(store).build, format_), output)
    return 0
