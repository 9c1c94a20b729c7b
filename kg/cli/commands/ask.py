"""``kg ask``: a question in Vietnamese or English."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.asking import reply_to
from kg.cli.localised import Localised
from kg.cli.options import day_option, limit_option, shared


@click.command(cls=Localised, name="ask")
@click.argument("question", nargs=-1, required=True)
@day_option("--as-of")
@limit_option
@click.option("--explain", is_flag=True)
@shared
def command(
    question: tuple[str, ...],
    day: str | None,
    limit: int,
    explain: bool,
    store: Path,
    output: Path | None,
    as_json: bool,
) -> int:
    return reply_to(
        " ".join(question), None, day=day, store=store, limit=limit, explain=explain, as_json=as_json, output=output
    )
