"""``kg show``: one thing with all that is stated of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.ask.answer import amount, body_words
from kg.ask.cards import Named
from kg.ask.dates import date_words
from kg.ask.phrases import Phrases, wording
from kg.ask.things import TYPE, Statement, Thing
from kg.ask.values import Value
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.render import choices, quote_blocks
from kg.cli.text import fields, wrap
from kg.rdf.namespaces import KG
from kg.text import upper_first


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
    parts = ["\n".join(head), *_values(thing.values, width)]
    for title, statements in (("facts", thing.facts), ("reverse", thing.referred)):
        if statements:
            names = _property if title == "facts" else _inverse
            parts += [say(f"show.{title}").upper(), *(_group(same, width, names) for same in _by_quotes(statements))]
    return "\n\n".join(parts)


def _values(told: tuple[Value, ...], width: int) -> Iterator[str]:
    """What is to be reached of an indicator, by year and document; then what was."""
    say, words = messages(), wording(language())
    for kind in ("target", "result"):
        rows = [
            (date_words(v.when, words) if v.when else say("show.undated"), _told(v, words))
            for v in told
            if v.kind == kind
        ]
        if rows:
            yield f"{say(f'show.{kind}s').upper()}\n{fields(rows, width, '  ')}"


def _told(value: Value, words: Phrases) -> str:
    bodies = "; ".join(body_words(body, words) for body in value.bodies)
    number = amount(value.comparator, (value.number, value.upper), value.unit, words)
    return " · ".join(part for part in (number, bodies, value.source) if part)


def _by_quotes(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements that rest on the same sentences, together, in the order in which the first of each stands."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        key = tuple((q.source, q.start, q.end) for q in one.quotes)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _group(same: list[Statement], width: int, names: Callable[[Statement, str], str]) -> str:
    tongue = language()
    rows = list(dict.fromkeys((names(one, tongue), _value(one, tongue)) for one in same))
    return "\n".join([fields(rows, width, "  "), *quote_blocks(same[0].quotes, width, "    ")])


def _property(one: Statement, tongue: str) -> str:
    """What a statement is called; who gives a task by whether it is a person, a body or a document."""
    say = messages()
    if one.property.iri == TYPE:
        return say("field.kind")
    if one.property.iri == KG + "assignedBy" and one.value.kind in ("person", "org", "doc"):
        return say(f"field.assigner_{one.value.kind}")
    label = one.property.label(tongue)
    return upper_first(label)


def _inverse(one: Statement, tongue: str) -> str:
    """What a statement is called from its other end: of a document that mandates a task, "Giao nhiệm vụ"."""
    say, key = messages(), "inverse." + one.property.iri.rpartition("#")[2].rpartition("/")[2]
    return say(key) if key in say else f"← {_property(one, tongue)}"


def _value(one: Statement, tongue: str) -> str:
    """Names as they are; dates as they are written in the language."""
    return one.value.label(tongue) if one.value.iri.startswith("http") else date_words(one.value.vi, wording(tongue))


def _not_one(graph: Graph, asked: str, found: list[str], as_json: bool, output: Path | None) -> None:
    say = messages()
    near = [Named(iri, graph.show(iri).name.vi) for iri in found] or graph.near(asked)
    if as_json:
        print_json({"id": None, "name": asked, "nearest": [{"id": n.iri, "label": n.vi} for n in near]}, output)
        return
    title = say("show.several", name=asked, n=len(found)) if found else say("show.unknown", name=asked)
    listed = [choices(near, columns())] if near else []
    heading = [say("body.nearest")] if near and not found else []
    print_text("\n".join([wrap(title, columns()), *heading, *listed]), output)
