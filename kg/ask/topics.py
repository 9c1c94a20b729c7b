"""The same topic in other words, and in the other language: synonyms from the topic vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product

from kg.ask.words import Word, words

_MOST_VARIANTS = 12
# Of an English topic, this much must be known in Vietnamese for a text to be an answer.
_ENOUGH = 0.66

Known = Sequence[tuple[tuple[Word, ...], tuple[str, ...]]]


def vocabulary(rows: Iterable[Mapping[str, str | None]], more: Known = ()) -> Known:
    """Every name of every topic with the Vietnamese names of that topic, and ``more``, longest name first."""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        names[row["topic"] or ""].append((row["name"] or "", row["language"] or ""))
    known = [*more]
    for every in names.values():
        vietnamese = tuple(sorted(name for name, language in every if language == "vi"))
        known += [(words(name), vietnamese) for name, _ in every]
    return sorted(known, key=lambda pair: (-len(pair[0]), [w.bare for w in pair[0]]))


def variants(asked: Sequence[Word], known: Known, english: bool) -> tuple[list[tuple[Word, ...]], float]:
    """The topic as asked and with its parts replaced by the names that the vocabulary gives for them.

    In an English question the words without a Vietnamese name are left out: the documents are
    Vietnamese. The number is the share of words that are kept, 1 where it is large enough for an answer.
    """
    parts: list[tuple[tuple[Word, ...], ...]] = []
    lost = at = 0
    while at < len(asked):
        name, others = _name_at(asked, known, at, english)
        if name:
            own = () if english else (tuple(asked[at : at + len(name)]),)
            parts.append((*own, *map(words, others)))
        elif english and asked[at].written.islower():
            lost += 1
        else:
            parts.append(((asked[at],),))
        at += len(name) or 1
    kept = 1 - lost / len(asked) if asked else 0.0
    if not parts:
        return [tuple(asked)], 1.0
    found = [sum(choice, ()) for choice in islice(product(*parts), _MOST_VARIANTS)]
    return list(dict.fromkeys([*([] if english else [tuple(asked)]), *found])), 1.0 if kept >= _ENOUGH else kept


def _name_at(asked: Sequence[Word], known: Known, at: int, english: bool) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    for name, others in known:
        if 0 < len(name) <= len(asked) - at and all(_same(asked[at + i], w, english) for i, w in enumerate(name)):
            return name, others
    return (), ()


def _same(asked: Word, known: Word, english: bool) -> bool:
    if english:
        return _singular(asked.bare) == _singular(known.bare)
    return asked.folded == known.folded if asked.marked else asked.bare == known.bare


def _singular(word: str) -> str:
    """English plurals, roughly: ``procedures`` → ``procedure``, ``laboratories`` → ``laboratory``."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word
