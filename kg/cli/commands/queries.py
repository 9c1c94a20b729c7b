"""``kg queries``: the shipped queries, with what they answer and what they take."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import json_option, lang_option, output_option
from kg.cli.output import columns, print_json, print_text
from kg.cli.text import wrap
from kg.query import Question, for_people, names, question


@click.command(cls=Localised, name="queries")
@click.option("--all", "everything", is_flag=True)
@output_option
@json_option
@lang_option
def command(everything: bool, output: Path | None, as_json: bool) -> int:
    found = [question(name) for name in names()] if everything else for_people()
    if as_json:
        print_json([_as_json(one) for one in found], output)
    else:
        print_text("\n\n".join(as_text(one, columns()) for one in found), output)
    return 0


def as_text(one: Question, width: int) -> str:
    """The name, what it answers, how it is called."""
    answers = one.vietnamese if language() == "vi" and one.vietnamese else one.purpose
    taken = "".join(f" --param {name}=…" for name in one.parameters)
    lines = [one.name, wrap(answers, width, "  ")]
    return "\n".join([*lines, "  " + messages()("queries.call", call=f"kg sparql {one.name}{taken}")])


def _as_json(one: Question) -> dict[str, object]:
    return {
        "name": one.name,
        "answers": {"en": one.purpose, **({"vi": one.vietnamese} if one.vietnamese else {})},
        "parameters": one.parameters,
        "columns": list(one.columns),
    }
