"""``kg verify``: every quote against its snapshot, every snapshot against its source."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.api import open as open_graph
from kg.cli.language import messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.text import fields, wrap

if TYPE_CHECKING:
    from kg.verify import Mismatch, Report


@click.command(cls=Localised, name="verify")
@click.option("--sources", type=click.Path(path_type=Path, file_okay=False, exists=True), multiple=True, metavar="DIR")
@shared
def command(sources: tuple[Path, ...], store: Path, output: Path | None, as_json: bool) -> int:
    from kg.verify import verify

    report = verify(open_graph(store).build, sources)
    if as_json:
        print_json({"sound": report.sound, **asdict(report)}, output)
    else:
        print_text(as_text(report, columns()), output)
    return 0 if report.sound else 1


def as_text(report: Report, width: int) -> str:
    """What was compared, and each place that does not agree."""
    say = messages()
    lines = [wrap(say("verify.summary", quotes=report.quotes, snapshots=report.snapshots, files=report.files), width)]
    if report.sound:
        return "\n".join([*lines, say("verify.ok")])
    return "\n\n".join(
        [*lines, say.count("verify.problems", len(report.mismatches)), *(_one(m, width) for m in report.mismatches)]
    )


def _one(found: Mismatch, width: int) -> str:
    say = messages()
    rows = [
        (
            say("verify.source"),
            f"{found.source}, {say('field.chars', start=found.start, end=found.end)}" if found.end else found.source,
        ),
        (say("verify.expected"), found.expected),
        (say("verify.found"), found.found),
    ]
    return "\n".join([f"• {say(f'verify.{found.kind}')}", fields([r for r in rows if r[1]], width, "  ")])
