"""Misspelt words of a question, read as words that the documents have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from kg.ask.words import Word, words
from kg.search_index import Index
from kg.text import plain

# Shorter words have too many neighbours.
_LEAST = 4
_LONG = 8


def mended(asked: Sequence[Word], known: Collection[str], skip: Callable[[Word], bool], index: Index) -> list[Word]:
    """The words with accents that no document has left out (*chuổi* for *chuỗi*), and each word that is not ``known``
    replaced by the one next to it in spelling that stands beside its neighbours most often (*tryển khai*).

    What ``skip`` holds for is left alone, and so is what nothing comes near: a name, a number, a foreign word.
    """
    found = list(asked)
    for at, word in enumerate(asked):
        if word.folded in known or not word.bare.isalpha() or skip(word):
            continue
        if word.bare in known:
            found[at] = Word(word.bare, word.bare, word.bare)
        elif len(word.bare) >= _LEAST:
            near = _near(word.bare, index)
            before, after = asked[at - 1 : at], asked[at + 1 : at + 2]
            best = max(near, key=lambda one: (_beside(one, before, after, index), one), default=None)
            if best and _beside(best, before, after, index):
                found[at] = words(best)[0]
    return found


def _near(bare: str, index: Index) -> list[str]:
    most = 2 if len(bare) >= _LONG else 1
    alike = (w for w in index.alike(len(bare), most) if w == plain(w))
    return [w for w in alike if distance(bare, w, most) <= most]


def _beside(word: str, before: Sequence[Word], after: Sequence[Word], index: Index) -> int:
    return sum(index.together(one.bare, word) for one in before) + sum(index.together(word, one.bare) for one in after)


def distance(first: str, second: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with the next (Damerau's distance), no further than ``most`` + 1."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    older, old = list[int](), list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        new = [i]
        for j, b in enumerate(second, 1):
            cost = min(old[j] + 1, new[-1] + 1, old[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        older, old = old, new
    return min(old[-1], most + 1)
