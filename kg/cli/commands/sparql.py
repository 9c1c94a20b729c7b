"""``kg sparql``: any SPARQL 1.1 query, from the command line, a file or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.cli.language import messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import print_text, write_bytes
from kg.cli.text import one_line, table
from kg.errors import CannotRead
from kg.rdf.namespaces import PREFIXES
from kg.store import Iri, Value

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")


@click.command(cls=Localised, name="sparql")
@click.argument("query", required=True)
@click.option("--format", "format_", type=click.Choice(FORMATS), metavar="FORMAT")
@shared
def command(query: str, format_: str | None, store: Path, output: Path | None, as_json: bool) -> int:
    graph, text = open_graph(store), read(query)
    chosen = format_ or ("json" if as_json else "table")
    if chosen != "table":
        write_bytes(graph.build.serialize(text, chosen), output)
        return 0
    shown, rows = _table(graph, text)
    print_text(shown, output)
    return 0 if rows else 1


def read(query: str) -> str:
    """The query itself, or what stands in the ``.rq`` file or the standard input that it names."""
    try:
        if query == "-":
            return sys.stdin.read()
        if query.endswith((".rq", ".sparql")) and "{" not in query:
            return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(path=query, reason=getattr(error, "strerror", None) or "UTF-8") from error
    return query


def _short(value: Value) -> str:
    """For reading: an IRI with its prefix, where it has a known one."""
    if not isinstance(value, Iri):
        return str(value)
    begins = [(space, prefix) for prefix, space in PREFIXES.items() if value.startswith(space) and value != space]
    if not begins:
        return str(value)
    space, prefix = max(begins, key=lambda pair: len(pair[0]))
    return f"{prefix}:{value[len(space) :]}"


def _table(graph: Graph, text: str) -> tuple[str, int]:
    """The table, and how many rows it has."""
    say = messages()
    found = graph.build.table(text)
    if found.columns == ("result",) and len(found.rows) == 1 and isinstance(found.rows[0][0], bool):
        return say("sparql.yes" if found.rows[0][0] else "sparql.no"), 1
    if not found.rows:
        return say("sparql.no_rows"), 0
    rows = [["" if v is None else one_line(_short(v)) for v in row] for row in found.rows]
    return table(found.columns, rows), len(rows)
