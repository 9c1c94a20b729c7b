"""Commands whose ``--help`` speaks the user's language: the texts are in ``messages/help.*.toml``."""

from __future__ import annotations

import click

from kg.cli.language import help_texts, messages


class Localised(click.Command):
    """A click command that takes its help from the message files, under its own name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if isinstance(self, click.Group):
            return super().parse_args(ctx, args)
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise click.UsageError(messages()("usage.too_many", extra=" ".join(ctx.args)), ctx)
        return rest

    def get_short_help_str(self, limit: int = 45) -> str:
        return help_texts()(f"{self.name}.short")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(usage_line(ctx, self) + "\n")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(usage_line(ctx, self) + "\n\n")
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        examples(self.name or "", formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.indentation():
            formatter.write_text(help_texts()(f"{self.name}.text"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        texts = help_texts()
        rows = []
        for param in self.get_params(ctx):
            if not isinstance(param, click.Option) or param.hidden:
                continue
            name = max(param.opts, key=len).lstrip("-")
            own = f"{self.name}.option.{name}"
            text = texts(own if own in texts else f"option.{name}")
            metavar = param.metavar or ""
            rows.append((f"{', '.join(param.opts)} {metavar}".rstrip(), text))
        with formatter.section(texts("heading.options")):
            formatter.write_dl(rows)


def usage_line(ctx: click.Context, command: click.Command) -> str:
    texts = help_texts()
    return f"{texts('heading.usage')}: {ctx.command_path} {texts(f'{command.name}.usage')}"


def examples(name: str, formatter: click.HelpFormatter) -> None:
    """The example lines of a command, as they are typed."""
    texts = help_texts()
    with formatter.section(texts("heading.examples")):
        for line in texts(f"{name}.examples").strip().splitlines():
            formatter.write(" " * formatter.current_indent + line + "\n")
