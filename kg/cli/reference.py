"""The reference of all commands as Markdown, from the commands themselves and their help texts."""

from __future__ import annotations

import click

from kg.cli.language import choose, help_texts
from kg.cli.root import COMMANDS, root


def reference(language: str) -> str:
    """A heading a command: how it is called, what it does, its options, examples.

    Options that most commands have stand once, at the end.
    """
    choose(language)
    context = click.Context(root, info_name="kg")
    known = {name: command for name in COMMANDS if (command := root.get_command(context, name))}
    parts = [_command(name, command) for name, command in known.items()]
    return "\n\n".join([*parts, _shared(known)]) + "\n"


def _command(name: str, command: click.Command) -> str:
    texts = help_texts()
    lines = [f"#### `kg {name} {texts(f'{name}.usage')}`", texts(f"{name}.text")]
    own = [line for option in _options(command) if (line := _own(name, option))]
    if own:
        lines.append("\n".join(own))
    return "\n\n".join([*lines, _fenced(texts(f"{name}.examples"))])


def _shared(known: dict[str, click.Command]) -> str:
    """The options whose text is not a command's own."""
    texts = help_texts()
    found: dict[str, str] = {}
    for name, command in known.items():
        for option in _options(command):
            if f"{name}.option.{_name(option)}" not in texts:
                found.setdefault(_name(option), f"- `{_written(option)}`: {texts(f'option.{_name(option)}')}")
    return "\n\n".join([f"#### {texts('heading.shared')}", "\n".join(found[key] for key in sorted(found))])


def _own(name: str, option: click.Option) -> str | None:
    texts, key = help_texts(), f"{name}.option.{_name(option)}"
    return f"- `{_written(option)}`: {texts(key)}" if key in texts else None


def _options(command: click.Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option) and not p.hidden]


def _name(option: click.Option) -> str:
    return max(option.opts, key=len).lstrip("-")


def _written(option: click.Option) -> str:
    return f"{', '.join(option.opts)} {option.metavar or ''}".rstrip()


def _fenced(text: str) -> str:
    return f"```\n{text.strip()}\n```"
