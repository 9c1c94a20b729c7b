"""``kg conflicts``: where sources say another owner, deadline or number, each with both sentences."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import open as open_graph
from kg.cli.compared import dispute_block
from kg.cli.language import messages
from kg.cli.localised import Localised
from kg.cli.options import limit_option, shared
from kg.cli.output import columns, print_json, print_text
from kg.errors import NoSuchBody


@click.command(cls=Localised, name="conflicts")
@click.option("--aspect", type=click.Choice(["lead", "due", "value"]), metavar="lead|due|value")
@click.option("--body", metavar="NAME")
@limit_option
@shared
def command(aspect: str | None, body: str | None, limit: int, store: Path, output: Path | None, as_json: bool) -> int:
    graph = open_graph(store)
    named = graph.bodies(body) if body else []
    if body and len(named) != 1:
        near = named or graph.near(body, ("body",))
        raise NoSuchBody(name=body, near=", ".join(n.vi for n in near))
    found = graph.conflicts(aspect=aspect, body=named[0].iri if named else None)
    if as_json:
        print_json([one.as_json() for one in found], output)
        return 0
    say = messages()
    parts = [say.count("conflicts.found", len(found)) if found else say("conflicts.none")]
    parts += [dispute_block(one, columns(), f"{n}. ") for n, one in enumerate(found[: limit or None], 1)]
    if limit and len(found) > limit:
        parts.append(say.count("conflicts.more", len(found) - limit))
    print_text("\n\n".join(parts), output)
    return 0
