"""The options that commands share, one decorator each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.language import messages
from kg.dates import last_day

_F = TypeVar("_F", bound=Callable[..., Any])

DEFAULT_STORE = Path("kg-store")


def store_option(function: _F) -> _F:
    """``--store DIR``, or KG_STORE, or ./kg-store."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=True),
        envvar="KG_STORE",
        default=DEFAULT_STORE,
        metavar="DIR",
    )(function)


def output_option(function: _F) -> _F:
    """``-o FILE``; standard output where it is absent."""
    return click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")(function)


def json_option(function: _F) -> _F:
    return click.option("--json", "as_json", is_flag=True)(function)


def lang_option(function: _F) -> _F:
    """``--lang`` was read before the command line was parsed; here it is only declared."""
    return click.option("--lang", type=click.Choice(["vi", "en"]), metavar="vi|en", expose_value=False)(function)


def shared(function: _F) -> _F:
    """All four, in the order in which help lists them."""
    return store_option(output_option(json_option(lang_option(function))))


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as it is typed; a month or a year stands for its last day."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return last_day(value) or self.fail(messages()("usage.no_day", value=value), param, ctx)


def day_option(flag: str) -> Callable[[_F], _F]:
    """``--as-of DATE``, ``--on DATE``: the day on which is asked who stands in whose place."""
    return click.option(flag, "day", type=Day(), metavar="DATE")


def limit_option(function: _F) -> _F:
    """``--limit N``: answers to print, all of them for 0."""
    return click.option("--limit", type=click.IntRange(min=0), default=5, metavar="N")(function)


def is_given(name: str) -> bool:
    """Whether an option of the command that runs was typed: JSON is whole unless a ``--limit`` is."""
    context = click.get_current_context(silent=True)
    source = context.get_parameter_source(name) if context else None
    return source is click.core.ParameterSource.COMMANDLINE


def decisions_option(function: _F) -> _F:
    """``--decisions FILE``, or KG_DECISIONS, or ``decisions.jsonl`` in the store."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("--decisions", type=kind, envvar="KG_DECISIONS", metavar="FILE")(function)
