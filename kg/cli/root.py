"""The ``kg`` command: finds a subcommand without loading the others, and turns every refusal into one line."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from kg.cli.language import choose, from_arguments, from_environment, messages, unknown_language
from kg.cli.localised import Localised, examples, usage_line
from kg.cli.refusal import explain, no_such_command
from kg.errors import KgError

COMMANDS = (
    "build", "ask", "owner", "body", "resolve", "show", "conflicts", "history",
    "review", "report", "queries", "sparql", "view", "export", "validate", "verify",
)  # fmt: skip
_PROGRAM = "kg"
_INTERRUPTED = 130


class Root(Localised, click.Group):
    """Subcommands are modules of ``kg.cli.commands``, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"kg.cli.commands.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            raise click.UsageError(no_such_command(args[0], COMMANDS), ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run, and leave with the exit code that the outcome has."""
        given = list(sys.argv[1:] if args is None else args)
        choose(from_arguments(given) or from_environment(os.environ))
        extra.pop("standalone_mode", None)
        if wrong := unknown_language(os.environ):
            click.echo(messages()("usage.no_language", value=wrong), err=True)
        sys.exit(self._run(given, extra))

    def _run(self, args: list[str], extra: dict[str, Any]) -> int:
        try:
            code = super().main(args, _PROGRAM, standalone_mode=False, **extra)
            sys.stdout.flush()
            return code if isinstance(code, int) else 0
        except (KgError, click.ClickException) as error:
            click.echo(explain(error), err=True)
            return error.code if isinstance(error, KgError) else 2
        except (click.Abort, KeyboardInterrupt):
            click.echo(messages()("error.interrupted"), err=True)
            return _INTERRUPTED

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(usage_line(ctx, self) + "\n\n")
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_commands(ctx, formatter)
        examples(self.name or "kg", formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from kg.cli.language import help_texts

        texts = help_texts()
        with formatter.section(texts("heading.commands")):
            formatter.write_dl([(name, texts(f"{name}.short")) for name in COMMANDS])


@click.command(cls=Root, name="kg", no_args_is_help=False, invoke_without_command=True)
@click.option("--version", is_flag=True)
@click.option("--lang", type=click.Choice(["vi", "en"]), metavar="vi|en")
@click.pass_context
def root(ctx: click.Context, version: bool, lang: str | None) -> None:
    if version:
        click.echo(f"kg {_version()}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _version() -> str:
    """The version that is installed; run from a checkout that is not, it has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("chutri")
    except PackageNotFoundError:
        return "–"
