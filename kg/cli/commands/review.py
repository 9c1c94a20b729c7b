"""``kg review``: what the build was not sure of, and the answers of people to it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.api import open as open_graph
from kg.cli.asked import ask_all, questions_text
from kg.cli.language import messages
from kg.cli.localised import Localised
from kg.cli.options import decisions_option, limit_option, shared
from kg.cli.output import columns, print_json, print_text
from kg.store.places import DECISIONS

# As kg.review has them; a test compares. Named here, so that --help and completion load nothing of it.
KINDS = ("name", "restatement", "conflict", "confidence")


@click.command(cls=Localised, name="review")
@click.option("--apply", "answers", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE")
@click.option("--kind", type=click.Choice(KINDS), metavar="KIND")
@click.option("--list", "listed", is_flag=True)
@decisions_option
@limit_option
@shared
def command(
    answers: Path | None,
    kind: str | None,
    listed: bool,
    decisions: Path | None,
    limit: int,
    store: Path,
    output: Path | None,
    as_json: bool,
) -> int:
    from kg.resolve.decisions import read_decisions
    from kg.review import keep, undecided

    kept = decisions or store / DECISIONS
    graph, say = open_graph(store), messages()
    if answers is not None:
        new = keep(read_decisions(answers), kept)
        print_text(say("review.kept", n=new, path=kept) + "\n" + say("review.build_again"), output)
        return 0
    decided = read_decisions(kept, missing=True)
    open_ = [i for i in undecided(graph.questions(), decided) if kind in (None, i.kind)]
    if as_json:
        from kg.review.keeping import as_json as item_json

        print_json([item_json(i) for i in open_], output)
    elif listed or not (sys.stdin.isatty() and sys.stdout.isatty()):
        print_text(questions_text(open_, limit, columns()), output)
    elif new := ask_all(open_, kept, columns()):
        print_text(say("review.kept", n=new, path=kept) + "\n" + say("review.build_again"))
    return 0
