"""``kg body``: everything about one body."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.ask.cards import Named
from kg.ask.profile import GROUPS, Profile
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import day_option, is_given, limit_option, shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.render import answer_blocks, choices, names
from kg.cli.text import wrap


@click.command(cls=Localised, name="body")
@click.argument("name", nargs=-1, required=True)
@day_option("--as-of")
@limit_option
@shared
def command(name: tuple[str, ...], day: str | None, limit: int, store: Path, output: Path | None, as_json: bool) -> int:
    graph, asked = open_graph(store), " ".join(name)
    found = graph.bodies(asked)
    profile = graph.body(found[0], language=language(), day=day) if len(found) == 1 else None
    if not found:
        profile = _read(graph, asked, day)
    if profile is None:
        _not_one(graph, asked, found, as_json, output)
        return 1
    if as_json:
        most = limit if limit and is_given("limit") else None
        told = profile.as_json()
        print_json(told | {group: told[group][:most] for group in GROUPS}, output)
    else:
        print_text(as_text(profile, limit, columns()), output)
    return 0


def _read(graph: Graph, asked: str, day: str | None) -> Profile | None:
    """The body that a name is read as: one that documents call otherwise, or that none names."""
    from kg.ask.profile import unmentioned

    meant = graph.meanings(asked, day=day)
    if len(meant) != 1 or meant[0].owner is None:
        return None
    known = graph.find(meant[0].thing.path)
    return graph.body(meant[0].thing, language=language(), day=day) if known else unmentioned(meant[0], language())


def as_text(profile: Profile, limit: int, width: int) -> str:
    """The groups that hold something, each with its sentences: ``limit`` of each group, all where it is 0."""
    say = messages()
    parts = [names([profile.body])]
    if profile.body.en and language() == "vi":
        parts[0] += f" – {profile.body.en}"
    given, taken = len(profile.groups["leads"]), len(profile.groups["inherits"])
    if taken:
        parts.append(wrap(say("body.owned", all=given + taken, given=given, taken=taken), width))
    for group in GROUPS:
        if found := profile.groups[group]:
            heading = say("body.count", title=say(f"body.{group}").upper(), n=len(found))
            shown = found[: limit or None]
            parts += [heading, *answer_blocks(shown, width, ["• "] * len(shown), names([profile.body]))]
            if hidden := len(found) - len(shown):
                parts.append(say.count("body.more", hidden))
    if not profile.mentioned:
        parts.insert(1, wrap(say("body.unmentioned"), width))
    elif len(parts) == 1:
        parts.append(say("body.none"))
    if profile.undated:
        parts.append(wrap(say.count("ask.undated", profile.undated), width))
    return "\n\n".join(parts)


def _not_one(graph: Graph, asked: str, found: list[Named], as_json: bool, output: Path | None) -> None:
    say = messages()
    near = found or graph.near(asked, ("body",))
    if as_json:
        print_json({"id": None, "name": asked, "nearest": [{"id": n.iri, "label": n.vi} for n in near]}, output)
        return
    title = say("body.several", name=asked, n=len(found)) if found else say("body.unknown", name=asked)
    listed = [choices(near, columns())] if near else []
    heading = [say("body.nearest")] if near and not found else []
    print_text("\n".join([wrap(title, columns()), *heading, *listed]), output)
