"""One line for every refusal, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

import click

from kg.cli.language import help_texts, messages
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
        return say("usage.no_such_option", option=error.option_name) + _near(error.possibilities or ())
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _parameter(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        return say("usage.needs_value", option=error.option_name)
    return error.format_message()


def _parameter(error: click.BadParameter, param: click.Parameter) -> str:
    """What is wrong with a parameter, or that it is missing."""
    say, name = messages(), _name(param, error.ctx)
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", param=name)
    if isinstance(param.type, click.Choice):
        return say("usage.choose", param=name, choices=", ".join(param.type.choices))
    if isinstance(param.type, click.Path):
        return say("usage.no_file", param=name, path=_quoted(error.message))
    if isinstance(param.type, click.types.IntParamType):
        return say("usage.no_number", param=name, value=_quoted(error.message))
    return say("usage.bad_value", param=name, detail=error.message)


def no_such_command(name: str, known: Sequence[str]) -> str:
    """That there is no such command, and the one that comes near."""
    return messages()("usage.no_such_command", name=name) + _near(get_close_matches(name, known, 1))


def _near(known: Sequence[str]) -> str:
    return " " + messages()("usage.near", name=known[0]) if known else ""


def _quoted(message: str) -> str:
    """The value that click names in its own sentence: ``'x' is not a valid integer range.``"""
    found = re.search(r"'(.*)'", message)
    return found[1] if found else message.partition(" ")[0]


def _name(param: click.Parameter, context: click.Context | None) -> str:
    """An option as it is typed, an argument as ``--help`` calls it in the user's language."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    texts = help_texts()
    usage = f"{context.info_name if context else ''}.usage"
    return (
        texts(usage).rpartition("] ")[2].rstrip("…") if usage in texts else (param.metavar or param.name or "").upper()
    )
