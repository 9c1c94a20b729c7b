"""``kg sparql``: any SPARQL 1.1 query, from the command line, a file, standard input, or a shipped one by its name."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import is_terminal, print_text, table_columns, write_bytes
from kg.cli.text import one_line, table
from kg.errors import CannotRead, NoSuchBody, NoSuchQuery, WrongParameters
from kg.query import filled, labels, names, question, unknown_terms
from kg.rdf.namespaces import BASE, PREFIXES
from kg.store import Iri, Table, Value

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
_SECONDS = 30.0
_NAME = r"[a-z][a-z0-9-]*"


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in names() if name.startswith(incomplete)]


@click.command(cls=Localised, name="sparql")
@click.argument("query", required=True, shell_complete=_complete)
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE")
@click.option("--format", "format_", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--limit", type=click.IntRange(min=0), default=0, metavar="N")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=_SECONDS, metavar="SECONDS")
@click.option("--labels", "named", is_flag=True)
@shared
def command(
    query: str,
    given: tuple[str, ...],
    format_: str | None,
    limit: int,
    timeout: float,
    named: bool,
    store: Path,
    output: Path | None,
    as_json: bool,
) -> int:
    graph = open_graph(store)
    shipped = bool(re.fullmatch(_NAME, query))
    text = _shipped(graph, query, given) if shipped else read(query)
    if given and not shipped:
        raise WrongParameters(name="SPARQL", wanted="–", given=", ".join(given))
    chosen = format_ or ("json" if as_json else "table")
    if chosen != "table":
        write_bytes(graph.serialize(text, chosen, limit=limit, timeout=timeout), output)
        return 0
    found = graph.table(text, limit=limit, timeout=timeout)
    print_text(_shown(graph, found, labelled=named or shipped, fit=output is None and is_terminal()), output)
    if not found.rows:
        _suggest(graph, text)
    return 0 if found.rows else 1


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


def _shipped(graph: Graph, name: str, given: Sequence[str]) -> str:
    """A shipped query with its parameters; a body or document may be given by its name or number."""
    from difflib import get_close_matches

    if name not in names():
        near = ", ".join(get_close_matches(name, names(), 3, 0.5))
        raise NoSuchQuery(name=name, near=near)
    wanted = question(name).parameters
    pairs = dict(one.split("=", 1) for one in given if "=" in one)
    if pairs.keys() != wanted.keys() or len(pairs) != len(given):
        said = ", ".join(f"--param {p}=…" for p in wanted) or "–"
        raise WrongParameters(name=name, wanted=said, given=", ".join(given) or "–")
    return filled(name, {p: _thing(graph, v) if wanted[p] == "iri" else v for p, v in pairs.items()})


def _thing(graph: Graph, value: str) -> str:
    if re.match(r"[a-z]+:", value):
        prefix, _, rest = value.partition(":")
        return value if "//" in value else PREFIXES.get(prefix, f"{prefix}:") + rest
    found = graph.find(value)
    if len(found) != 1:
        near = [one.removeprefix(BASE) for one in found] or [n.path for n in graph.near(value)]
        raise NoSuchBody(name=value, near=", ".join(near))
    return found[0]


def _suggest(graph: Graph, text: str) -> None:
    """Where nothing was found: terms of the query that the ontology does not have."""
    say = messages()
    for term, near in unknown_terms(graph.build, text).items():
        key = "sparql.unknown_near" if near else "sparql.unknown"
        click.echo(one_line(f"kg: {say(key, term=term, near=', '.join(near))}"), err=True)


def _short(value: Value) -> str:
    """For reading: an IRI with its prefix, where it has a known one."""
    if not isinstance(value, Iri):
        return str(value)
    begins = [(space, prefix) for prefix, space in PREFIXES.items() if value.startswith(space) and value != space]
    if not begins:
        return str(value)
    space, prefix = max(begins, key=lambda pair: len(pair[0]))
    return f"{prefix}:{value[len(space) :]}"


def _cell(value: Value, row: Sequence[Value], known: dict[str, str]) -> str:
    """A thing by its name, unless the row says that name anyway."""
    name = known.get(str(value), "") if isinstance(value, Iri) else ""
    return "" if value is None else name if name and name not in row else _short(value)


def _shown(graph: Graph, found: Table, labelled: bool, fit: bool) -> str:
    """The table, of names where they are asked for; as wide as the terminal where it stands on one."""
    say = messages()
    if found.columns == ("result",) and len(found.rows) == 1 and isinstance(found.rows[0][0], bool):
        return say("sparql.yes" if found.rows[0][0] else "sparql.no")
    if not found.rows:
        return say("sparql.no_rows")
    iris = {value for row in found.rows for value in row if isinstance(value, Iri)} if labelled else set()
    known = labels(graph.build, iris, language())
    rows = [[one_line(_cell(value, row, known)) for value in row] for row in found.rows]
    if not fit:
        return table(found.columns, rows)
    from kg.cli.fitted import Column, console, fitted, written

    right = [all(isinstance(row[i], int | float | None) for row in found.rows) for i in range(len(found.columns))]
    out = console(table_columns(), colours=False)
    shown = [Column(name, [row[i] for row in rows], right[i]) for i, name in enumerate(found.columns)]
    made, hidden = fitted(shown, table_columns())
    out.print(made)
    return written(out).decode() + (say("sparql.hidden", n=hidden) if hidden else "")
