"""``kg build``: documents in, graph out, and a word on what was not understood."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import api
from kg.cli.language import messages
from kg.cli.localised import Localised
from kg.cli.options import DEFAULT_STORE, decisions_option, shared
from kg.cli.output import columns, print_json, print_text
from kg.cli.summary import as_json as report_json
from kg.cli.summary import as_text

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Step = Callable[[str, int, int], None]


@click.command(cls=Localised, name="build")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH")
@click.option("--strict", is_flag=True)
@click.option("--no-cache", is_flag=True)
@decisions_option
@shared
def command(
    paths: tuple[Path, ...],
    strict: bool,
    no_cache: bool,
    decisions: Path | None,
    store: Path,
    output: Path | None,
    as_json: bool,
) -> int:
    with _progress(shown=not as_json) as step:
        report = api.build(paths, store, strict=strict, cached=not no_cache, decisions=decisions, progress=step)
    if as_json:
        print_json(report_json(report, store), output)
    else:
        option = "" if store == DEFAULT_STORE else f" --store {shlex.quote(str(store))}"
        print_text(as_text(report, store, option, columns()), output)
    return 0


@contextmanager
def _progress(shown: bool) -> Iterator[Step | None]:
    """A bar on the terminal's error channel; nothing where output is not read by a person."""
    if not (shown and sys.stderr.isatty() and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        yield _stepper(bar)


def _stepper(bar: Progress) -> Step:
    say, tasks = messages(), dict[str, "TaskID"]()

    def step(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            key = f"build.stage_{stage}"
            tasks[stage] = bar.add_task(say(key) if key in say else stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    return step
