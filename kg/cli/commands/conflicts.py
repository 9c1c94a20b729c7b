"""``kg conflicts``: where sources say another owner, deadline or number, each with both sentences."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import open as open_graph
from kg.cli.compared import dispute_block
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import is_given, limit_option, shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.text import wrap
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
        print_json([one.as_json() for one in found[: limit if limit and is_given("limit") else None]], output)
        return 0 if found else 1
    if not found:
        every = graph.conflicts() if aspect or body else found
        print_text(_none(aspect, named[0].label(language()) if named else None, len(every)), output)
        return 1
    say = messages()
    parts = [say.count("conflicts.found", len(found))]
    parts += [dispute_block(one, columns(), f"{n}. ") for n, one in enumerate(found[: limit or None], 1)]
    if limit and len(found) > limit:
        parts.append(say.count("conflicts.more", len(found) - limit))
    print_text("\n\n".join(parts), output)
    return 0


def _none(aspect: str | None, body: str | None, others: int) -> str:
    """That there is none of what was asked for, and how many there are of another kind or of other bodies."""
    say = messages()
    about = say("conflicts.about", what=say(f"aspect.{aspect}")) if aspect else ""
    of = say("conflicts.of", body=body) if body else ""
    text = say("conflicts.none", about=about, of=of)
    return wrap(f"{text} {say.count('conflicts.others', others)}" if others else text, columns())
