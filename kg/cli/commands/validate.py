"""``kg validate``: the graph against its SHACL shapes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.api import open as open_graph
from kg.cli.language import language, messages
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.text import wrap
from kg.text import unmarked

if TYPE_CHECKING:
    from kg.validate import Finding, Report


@click.command(cls=Localised, name="validate")
@shared
def command(store: Path, output: Path | None, as_json: bool) -> int:
    from kg.store.places import QUADS
    from kg.validate import validate

    report = validate(open_graph(store).build.folder / QUADS)
    if as_json:
        found = {"errors": [asdict(f) for f in report.errors], "warnings": [asdict(f) for f in report.warnings]}
        print_json({"conforms": report.conforms, **found}, output)
    else:
        print_text(as_text(report, columns()), output)
    return 0 if report.conforms else 1


def as_text(report: Report, width: int) -> str:
    """Errors first, then warnings, each with the thing, what is wrong and the sentence."""
    say = messages()
    parts = [] if report.errors else [say("validate.ok")]
    for kind, found in (("errors", report.errors), ("warnings", report.warnings)):
        if found:
            parts += [say.count(f"validate.{kind}", len(found)).upper(), *(_finding(one, width) for one in found)]
    return "\n\n".join(parts)


def _finding(one: Finding, width: int) -> str:
    from kg.rdf.namespaces import BASE

    text = one.message_vi if language() == "vi" else one.message_en
    lines = [wrap(f"• {one.label or one.focus.removeprefix(BASE)}", width), wrap(text or one.shape, width, "  ")]
    lines.append(wrap(one.focus.removeprefix(BASE), width, "  "))
    if one.quote:
        place = one.source_title or one.source.removeprefix(BASE)
        lines += [wrap(f"“{unmarked(one.quote)}”", width, "  "), wrap(f"— {place}", width, "    ")]
    return "\n".join(lines)
