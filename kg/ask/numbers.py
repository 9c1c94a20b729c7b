"""Documents that a question names by number: *Nghị quyết 57*, *57-NQ/TW*, *Resolution 57*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.ask.frames import Lexicon
from kg.ask.understand import Named
from kg.ask.words import Word, meets
from kg.text import plain

_NUMBER = re.compile(r"\d+(?:[/-].*)?")


def numbered(
    asked: Sequence[Word], rows: Iterable[Mapping[str, str | None]], lexicons: Iterable[Lexicon]
) -> list[Named]:
    """The documents whose number stands in the question.

    A whole number (``57-NQ/TW``) is enough by itself. Its first part (``57``) needs the kind of document
    before it, and may mean several: 71/NQ-CP and 71-NQ/TW are both a *Nghị quyết 71*.
    """
    known = [(plain(r["number"] or ""), plain(r["name"] or ""), r["document"] or "") for r in rows]
    kinds = [pair for lex in lexicons for pair in lex.documents]
    found: list[Named] = []
    for at, word in enumerate(asked):
        if not _NUMBER.fullmatch(word.bare):
            continue
        start, kind = _kind_before(asked, at, kinds)
        for number, name, iri in known:
            begins = (
                number.startswith((f"{word.bare}/", f"{word.bare}-")) and kind is not None and name.startswith(kind)
            )
            if begins or (number == word.bare and re.search("[/-]", number)):
                found.append(Named(start, at + 1, iri, "document"))
    return found


def _kind_before(asked: Sequence[Word], at: int, kinds: Iterable[tuple[Sequence[Word], str]]) -> tuple[int, str | None]:
    """Where the mention begins, and the unaccented Vietnamese kind, the longest that stands before the number."""
    fitting = [(p, name) for p, name in kinds if len(p) <= at and meets(asked, p, at - len(p))]
    if not fitting:
        return at, None
    phrase, name = max(fitting, key=lambda pair: len(pair[0]))
    return at - len(phrase), plain(name)
