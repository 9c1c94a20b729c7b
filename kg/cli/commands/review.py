"""``kg review``: what the build was not sure of, and the answers of people to it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.api import Graph
from kg.api import open as open_graph
from kg.cli.asked import ask_all, doubt_lines, first_of_each, questions_text
from kg.cli.language import messages
from kg.cli.localised import Localised
from kg.cli.options import decisions_option, is_given, limit_option, shared
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
    from kg.review import undecided

    kept = decisions or store / DECISIONS
    graph = open_graph(store)
    if answers is not None:
        return _apply(graph, answers, kept, as_json, output)
    decided = read_decisions(kept, missing=True)
    open_ = [i for i in undecided(graph.questions(), decided) if kind in (None, i.kind)]
    if as_json:
        from kg.review.keeping import as_json as item_json

        print_json([item_json(i) for i in first_of_each(open_, limit if is_given("limit") else 0)], output)
    elif listed or not (sys.stdin.isatty() and sys.stdout.isatty()):
        print_text(questions_text(open_, limit, columns()), output)
    elif new := ask_all(open_, kept, columns()):
        say = messages()
        print_text(say("review.kept", n=new, path=kept) + "\n" + say("review.build_again"))
    return 0


def _apply(graph: Graph, answers: Path, kept: Path, as_json: bool, output: Path | None) -> int:
    """Keep the decisions of a file, and say which of them are doubtful: 1 where some are."""
    from kg.resolve.decisions import read_decisions
    from kg.review import keep

    told = read_decisions(answers)
    doubts = graph.doubts(told)
    new = keep(told, kept)
    if as_json:
        print_json({"kept": new, "file": str(kept), "doubts": [one.as_json() for one in doubts]}, output)
    else:
        say = messages()
        lines = [say("review.kept", n=new, path=kept), *doubt_lines(doubts, columns()), say("review.build_again")]
        print_text("\n".join(lines), output)
    return 1 if doubts else 0
