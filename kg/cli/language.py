"""Which language the user reads, and the messages of the command line in it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.ask.phrases import LANGUAGES, Phrases

_MESSAGES = Path(__file__).parent / "messages"
_chosen: list[str] = []


def from_environment(environ: Mapping[str, str] = os.environ) -> str:
    """``vi`` or ``en``: KG_LANG first, then the locale as POSIX orders it (LC_ALL, LC_MESSAGES, LANG).

    >>> from_environment({"LC_ALL": "C.UTF-8", "LANG": "vi_VN.UTF-8"})
    'en'
    >>> from_environment({"LANG": "vi_VN.UTF-8"})
    'vi'
    """
    locale = ("LC_ALL", "LC_MESSAGES", "LANG")
    keys = locale if unknown_language(environ) else ("KG_LANG", *locale)
    named = next((environ[k] for k in keys if environ.get(k)), "")
    return "vi" if named.lower().startswith("vi") else "en"


def unknown_language(environ: Mapping[str, str]) -> str:
    """What KG_LANG asks for, where that is neither Vietnamese nor English; it is then passed over."""
    named = environ.get("KG_LANG", "")
    return "" if not named or named.lower().startswith(LANGUAGES) else named


def from_arguments(args: Sequence[str]) -> str | None:
    """The value of ``--lang`` wherever it stands, so that ``--help`` before it is already in that language."""
    for index, arg in enumerate(args):
        if arg == "--":
            break
        value = args[index + 1] if arg == "--lang" and index + 1 < len(args) else arg.removeprefix("--lang=")
        if arg.startswith("--lang") and value in LANGUAGES:
            return value
    return None


def choose(language: str) -> None:
    """Set the language of everything printed from now on."""
    _chosen[:] = [language]


def language() -> str:
    """The language in force."""
    return _chosen[0] if _chosen else from_environment()


def messages() -> Phrases:
    """What commands print."""
    return _messages(language())


def help_texts() -> Phrases:
    """What ``--help`` prints; a file of its own, read only then."""
    return _help_texts(language())


@cache
def _messages(name: str) -> Phrases:
    return Phrases(name, _MESSAGES / f"{name}.toml")


@cache
def _help_texts(name: str) -> Phrases:
    return Phrases(name, _MESSAGES / f"help.{name}.toml")
