"""One line for every refusal, in the user's language."""

from __future__ import annotations

import click

from kg.cli.language import messages
from kg.cli.text import one_line
from kg.errors import KgError


def explain(error: KgError | click.ClickException) -> str:
    """What happened and what to do, on one line, without control characters."""
    if isinstance(error, KgError):
        say = messages()
        key = f"error.{error.key}"
        return one_line("kg: " + (say(key, **_told(error.data)) if key in say else str(error)))
    text = one_line(f"kg: {_usage(error)}")
    context = getattr(error, "ctx", None)
    return f"{text} {messages()('usage.see_help', command=context.command_path)}" if context else text


def _told(data: dict[str, object]) -> dict[str, object]:
    """What fills a message, in the user's language where the message files have it: "damaged" → "bị hỏng"."""
    say = messages()
    return {k: say(f"detail.{v}") if f"detail.{v}" in say else v for k, v in data.items()}


def _usage(error: click.ClickException) -> str:
    say = messages()
    if isinstance(error, click.NoSuchOption):
        return say("usage.no_such_option", option=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("usage.missing", param=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(error.param.type, click.Choice):
            return say("usage.choose", param=_name(error.param), choices=", ".join(error.param.type.choices))
        return say("usage.bad_value", param=_name(error.param), detail=error.message)
    if isinstance(error, click.BadOptionUsage):
        return say("usage.needs_value", option=error.option_name)
    return error.format_message()


def _name(param: click.Parameter) -> str:
    return max(param.opts, key=len) if isinstance(param, click.Option) else (param.metavar or param.name or "").upper()
