"""``kg owner``: who leads a matter, without the question around it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.asking import reply_to
from kg.cli.localised import Localised
from kg.cli.options import day_option, limit_option, shared


@click.command(cls=Localised, name="owner")
@click.argument("matter", nargs=-1, required=True)
@day_option("--as-of")
@limit_option
@shared
def command(
    matter: tuple[str, ...], day: str | None, limit: int, store: Path, output: Path | None, as_json: bool
) -> int:
    return reply_to(" ".join(matter), "owner", day=day, store=store, limit=limit, as_json=as_json, output=output)
