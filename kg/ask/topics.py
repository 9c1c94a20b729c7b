"""The same topic in other words, and in the other language: synonyms from the topic vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from kg.ask.words import Word, meets, words
from kg.text import plain

_MOST_VARIANTS = 12
# Words that a matter must have to be looked for without its verb.
_LEAST_MATTER = 2
# Letters by which a name is told from others before it is looked at: fewer than any plural changes.
_BEGIN = 2
# Of an English topic, this much must be known in Vietnamese for a text to be an answer.
_ENOUGH = 0.66

Phrase = tuple[Word, ...]
Known = Sequence[tuple[Phrase, tuple[str, ...]]]


class Variants(NamedTuple):
    """Ways of saying a topic: ``close`` mean the very same, ``wide`` nearly; ``known`` is the share understood."""

    close: tuple[Phrase, ...]
    wide: tuple[Phrase, ...]
    known: float = 1.0


def vocabulary(rows: Iterable[Mapping[str, str | None]], asked: Sequence[Word], more: Known = ()) -> Known:
    """Names of topics, the longest first, with the topic's Vietnamese names, the preferred one first.

    Names that cannot stand in the words that were asked are left out.
    """
    begins = tuple({w.bare[:_BEGIN] for w in asked})
    names: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows:
        names[row["topic"] or ""].append((row["rank"] or "", row["name"] or "", row["language"] or ""))
    known = [*more]
    for every in names.values():
        if meant := [name for _, name, _ in every if _beginning(name[:_BEGIN]).startswith(begins)]:
            vietnamese = tuple(name for _, name, language in sorted(every) if language == "vi")
            known += [(words(name), vietnamese) for name in meant]
    return sorted(known, key=lambda pair: (-len(pair[0]), [w.bare for w in pair[0]]))


@cache
def _beginning(letters: str) -> str:
    return plain(letters)


def variants(
    asked: Sequence[Word],
    known: Known,
    english: bool,
    used: Collection[str] = frozenset(),
    empty: Collection[int] = frozenset(),
) -> Variants:
    """The topic as asked and with its parts replaced by the names that the vocabulary gives for them.

    The words of a Vietnamese question and their abbreviations are close, other synonyms wide. Of an English
    question the words without a Vietnamese name are left out, since the documents are Vietnamese; but for those that
    they ``used`` themselves: *KPI*, *blockchain*. The words at the places ``empty`` say nothing but in a name: *human
    development index*.
    """
    close: list[tuple[Phrase, ...]] = []
    wide: list[tuple[Phrase, ...]] = []
    lost = passed = at = 0
    while at < len(asked):
        name, others = _name_at(asked, known, at, english)
        own = tuple(asked[at : at + (len(name) or 1)])
        if not name and at in empty:
            passed += 1
        elif name:
            close.append(_close(own, name, others, english))
            wide.append((*(() if english else (own,)), *map(words, others)))
        elif english and own[0].written.islower() and own[0].folded not in used:
            lost += 1
        else:
            close.append((own,))
            wide.append((own,))
        at += len(own)
    if not close:
        return Variants((tuple(asked),), (tuple(asked),))
    share = 1 - lost / (len(asked) - passed)
    return Variants(_joined(close), _joined(wide), 1.0 if share >= _ENOUGH else share)


def without_verb(asked: Sequence[Word], verbs: Sequence[Phrase]) -> Phrase:
    """The matter without what is done to it: *xử lý lừa đảo công nghệ cao* → *lừa đảo công nghệ cao*."""
    verb = next((v for v in verbs if meets(asked, v) and len(asked) - len(v) >= _LEAST_MATTER), ())
    return tuple(asked[len(verb) :])


def _close(own: Phrase, name: Phrase, others: Sequence[str], english: bool) -> tuple[Phrase, ...]:
    """The preferred name and its abbreviations mean the same; another synonym only itself."""
    first, *rest = map(words, others)
    short = [p for p, name_ in zip(rest, others[1:], strict=True) if name_.isupper()]
    if english:
        return (first, *short)
    same = _key(name) == _key(first) or any(_key(name) == _key(p) for p in short)
    return tuple(dict.fromkeys([own, first, *short])) if same else (own,)


def _key(phrase: Phrase) -> tuple[str, ...]:
    return tuple(w.folded for w in phrase)


def _joined(parts: Sequence[Sequence[Phrase]]) -> tuple[Phrase, ...]:
    found = (sum(choice, ()) for choice in islice(product(*parts), _MOST_VARIANTS))
    return tuple(dict.fromkeys(p for p in found if p))


def _name_at(asked: Sequence[Word], known: Known, at: int, english: bool) -> tuple[Phrase, tuple[str, ...]]:
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
