"""Sentences that are shown to people, kept in TOML, one file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.resources import toml

LANGUAGES = ("vi", "en")


class Phrases:
    """The sentences of one language: ``phrases("answer.nobody", topic="…")`` fills in a dotted key.

    A key that is missing raises ``KeyError``: a sentence that was forgotten must show in a test,
    never as a raw key on a terminal.
    """

    def __init__(self, language: str, *files: Path) -> None:
        self.language = language
        self._flat: dict[str, str] = {}
        for path in files:
            _flatten(toml(path), "", self._flat)

    def __call__(self, key: str, **data: object) -> str:
        text = self._flat[key]
        return text.format(**data) if data else text

    def __contains__(self, key: str) -> bool:
        return key in self._flat

    def count(self, key: str, number: int) -> str:
        """``key.one`` or ``key.other``, with ``{n}`` filled in; Vietnamese has one form for both."""
        form = "one" if number == 1 and f"{key}.one" in self._flat else "other"
        return self(f"{key}.{form}", n=number)


def _flatten(table: dict[str, object], prefix: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", into)
        else:
            into[prefix + key] = str(value)


@cache
def wording(language: str) -> Phrases:
    """The sentences of answers, dates and quantities."""
    return Phrases(language, Path(__file__).parent / "wording" / f"{language}.toml")
