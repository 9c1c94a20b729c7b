"""Items of a list that somebody owns, whose verb or subject no list knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.context import Passage
from kg.extract.lexicon import phrases
from kg.extract.patterns import search
from kg.extract.rules.owners import Owner
from kg.extract.rules.parties import Head, collective_of, nameless
from kg.extract.rules.parts import Part
from kg.extract.tokens import Token, are_collective

SHORTEST = 3


def item_of(passage: Passage, part: Part, above: Owner, n: int) -> Head | None:
    """The head of an item that is a task of whoever owns the list, although the lexicon does not know its verb: "a)
    Khoanh vùng các khu vực nguy hiểm". ``above``: who owns the list; ``n``: the part's place in its sentence, of which
    only the first can be one. None where nobody owns it or where it tells.
    """
    manner = next((i for i, t in enumerate(part.tokens) if not {"adverb", "comma"} & t.kinds), 0)
    first, verb = part.tokens[0], part.tokens[manner]
    if not n and above.leads and not passage.block.heading and (end := _own_subject(part.tokens)):
        return Head("task.item", end, first.span.start, None, (collective_of(part.tokens[:end]),))
    plain = first.kinds == {"word"} and len(part.tokens) > SHORTEST and first.word.isalpha()
    plain = plain or (manner > 0 and verb.kinds <= {"word", "thing"} and verb.word[0].isalpha())
    plain = plain or ("basis" in first.kinds and search("result|comma verb", part.tokens) is not None)
    if n or not plain or not above.leads or passage.block.heading or any(t.has("account") for t in part.tokens[:4]):
        return None
    if any(t.has("say") and not t.has("verb") for t in part.tokens[1:8]):
        return None  # "Phụ lục kèm theo Kế hoạch nêu rõ …" tells what a paper says
    return Head("task.item", 0, first.span.start)


def _own_subject(tokens: Sequence[Token]) -> int | None:
    """Where the subject of an item ends that no list knows: "Các cục quản lý khu vực phải …" is not what the owner of
    the list is to do.
    """
    if len(tokens) <= SHORTEST:
        return None
    if tokens[0].has("bodies"):
        end = next((i for i, t in enumerate(tokens[1:], 1) if not t.kinds <= {"word", "thing", "nominal"}), 0)
        collective = are_collective(tokens[0].atoms)
        return end if collective and end > 1 and tokens[end].has("modal") else None
    return nameless(tokens, 0) if tokens[1].word in _head_words() else None


@cache
def _head_words() -> frozenset[str]:
    """The words with which the head nouns of bodies begin."""
    return frozenset(head.split()[0] for head in phrases("bodies", "heads"))
