"""One question while it is being answered: what it asks, in which words to look, and what looks like an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from kg.ask.access import Graph
from kg.ask.answer import Answer, of_card, target_text, task_text
from kg.ask.cards import Card, Named, Row, quotes
from kg.ask.frames import lexicon
from kg.ask.owners import name
from kg.ask.phrases import Phrases
from kg.ask.rank import ACCEPTED, Topic, reach, score
from kg.ask.told import is_given
from kg.ask.topics import Known, variants, vocabulary, without_verb
from kg.ask.understand import Understood
from kg.ask.words import Word
from kg.ask.work import card

_NEAREST = 3
# From this score on a thing comes near.
_NEARLY = 0.25

# A text that has less of the topic than this is not looked at line by line: it only comes near, if that.
_REACHED, _FAR = 0.6, 0.6
# From this score on nothing wider is looked for.
_SURE = 0.8
# What the words that were asked find is left only for what fits better by this.
_MARGIN = 0.1

Scored = tuple[float, Card]


class Found(NamedTuple):
    """What a frame came to: ``missing`` names what the documents leave open (nobody, nodate) where they do.

    ``about`` is the name of the body that was meant, where it is none of those that the question was taken to name.
    """

    answers: Sequence[Answer] = ()
    nearest: Sequence[Answer] = ()
    missing: str | None = None
    query: str = "ask-task"
    parameter: str = "task"
    things: tuple[str, ...] = ()
    about: str | None = None


class Inquiry:
    """A question understood, over a graph, in the language of the answer.

    ``day`` is that on which owners are asked. What was given and told later is left out, unless ``later``.
    """

    def __init__(self, graph: Graph, asked: Understood, say: Phrases, *, later: bool = False) -> None:
        self.told_by = None if later else asked.day
        self.graph = graph.on(self.told_by)
        self.asked = asked
        self.say = say
        self.day = asked.day
        self._cards: dict[str, Card] = {}

    def card(self, iri: str) -> Card:
        """A task or target, read once."""
        if iri not in self._cards:
            self._cards[iri] = card(self.graph, iri, self.day)
        return self._cards[iri]

    def cards_of(self, iris: Sequence[str]) -> list[Card]:
        """Several tasks or targets, their rows read together."""
        self.graph.ahead("ask-task", "task", iris)
        self.graph.ahead("ask-beside", "task", iris)
        self.graph.ahead("ask-newer", "task", iris)
        self._read_evidence(iris)
        return [self.card(iri) for iri in iris]

    def _read_evidence(self, iris: Sequence[str]) -> None:
        self.graph.ahead("ask-evidence", "subject", iris)
        stated = (row for iri in iris for row in self.graph.rows("ask-evidence", subject=iri))
        self.graph.ahead("ask-quotes", "evidence", [row["evidence"] or "" for row in stated])

    def told(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Of rows that each say something of a ``thing`` those of which a source of the day had told it."""
        if self.told_by is None:
            return rows
        things = list(dict.fromkeys(row["thing"] or "" for row in rows))
        self._read_evidence(things)
        known = {thing for thing in things if quotes(self.graph, thing)}
        return [row for row in rows if row["thing"] in known]

    def thing(self, iri: str) -> Named:
        """A named thing with its names in both languages."""
        return name(self.graph, iri)

    def topics_of(self, asked: Sequence[Word]) -> tuple[Topic, Topic]:
        """The topic in the words that were asked, and in wider ones."""
        stop, verbs = self.asked.lexicon.stop, self.asked.lexicon.verbs
        english = self.asked.language == "en"
        empty = stop.positions(asked) if english else frozenset[int]()
        found = variants(asked, self._vocabulary, english, self.graph.knows(asked), empty)
        matter = without_verb(asked, verbs)
        wide = found.wide if matter == tuple(asked) else (*found.wide, matter)
        rarity = self.graph.weights(w for phrase in (*found.close, *wide) for w in phrase)
        texts = lexicon("vi").stop  # whatever the language of the question, its topic is now in that of the documents
        return Topic(found.close, texts, found.known, rarity), Topic(wide, texts, found.known, rarity)

    @cached_property
    def _vocabulary(self) -> Known:
        asked, more = self.asked, list(self.asked.lexicon.glossary)
        if asked.language == "en":
            more += [(asked.words[n.start : n.end], (self.thing(n.iri).vi,)) for n in asked.names if n.kind == "body"]
        return vocabulary(self.graph.topics(asked.topic), asked.topic, more)

    @cached_property
    def topics(self) -> tuple[Topic, Topic]:
        return self.topics_of(self.asked.topic)

    def first(self, look: Callable[[Topic], Found], topics: Sequence[Topic] = ()) -> Found:
        """What the words that were asked find, and where that is little what wider ones do, if it fits better."""
        close, wide = topics or self.topics
        found = look(close)
        if close == wide or _best(found) >= _SURE:
            return found
        other = look(wide)
        return other if _best(other) > _best(found) + (_MARGIN if found.answers or found.missing else 0) else found

    def cards(self, asked: Topic, kinds: Sequence[str]) -> tuple[list[Scored], list[tuple[float, str]]]:
        """Tasks or targets about the topic, best first, and the IRIs of what comes near, which are not read yet.

        Those that had been given by the day.
        """
        scored = self.scored(asked, kinds)
        fits = [s for s in scored if s[0] >= ACCEPTED]
        cards = self.cards_of([iri for _, iri in fits])
        given = ((how, card) for (how, _), card in zip(fits, cards, strict=True) if is_given(card, self.told_by))
        good = best_first(given)
        near = [s for s in scored if _NEARLY <= s[0] < ACCEPTED]
        return good, sorted(near, key=lambda s: (-round(s[0], 6), s[1]))[:_NEAREST]

    def scored(self, asked: Topic, kinds: Sequence[str]) -> list[tuple[float, str]]:
        """Things of some kinds that share words with the topic, each with how well it is about it."""
        found = self.graph.candidates([asked.stop.without(v) or v for v in asked.variants], kinds)
        return [(wording_score(asked, one.text), one.iri) for one in found]

    def best(self, asked: Topic, kind: str) -> list[tuple[float, str]]:
        """Things of a kind whose wording is about the topic, best first."""
        return sorted((s for s in self.scored(asked, (kind,)) if s[0] >= ACCEPTED), key=lambda s: (-s[0], s[1]))

    def scores(self, asked: Topic, iris: Sequence[str]) -> dict[str, float]:
        """How well each of some tasks or targets is about the topic."""
        return {one.iri: wording_score(asked, one.text) for one in self.graph.wordings(iris)}

    def answer(self, scored: Scored, wording: Callable[[Card, Phrases], str] | None = None) -> Answer:
        how, one = scored
        write = wording or (target_text if one.value is not None else task_text)
        return of_card(one, how, write(one, self.say), self.say)

    def near(self, found: Iterable[tuple[float, str]]) -> list[Answer]:
        """A few things that come near and had been given by the day, read now."""
        read = ((how, self.card(iri)) for how, iri in found if how > 0)
        return [self.answer(s) for s in islice((s for s in read if is_given(s[1], self.told_by)), _NEAREST)]


def _best(found: Found) -> float:
    """How well the best of it fits: of answers, or of what is said without an owner or a date."""
    told = (*found.answers, *found.nearest) if found.answers or found.missing else ()
    return max((one.score for one in told), default=0.0)


def wording_score(asked: Topic, text: str) -> float:
    """Of a folded text: its best line (a name, a sentence), or a little less for what the lines say together."""
    most = reach(asked, text)
    if most < _REACHED:
        return _FAR * most * asked.weight
    lines, best = list(dict.fromkeys(text.split("\n"))), 0.0
    for line in lines:
        best = max(best, score(asked, line, best))
    return max(best, 0.95 * score(asked, text, best / 0.95)) if len(lines) > 1 else best


def best_first(found: Iterable[Scored]) -> list[Scored]:
    """By score, then whether somebody is named, then by confidence, then by IRI: the same order every time."""

    def key(one: Scored) -> tuple[object, ...]:
        how, card = one
        return -round(how, 2), not card.lead, -max((q.confidence for q in card.quotes), default=0), card.iri

    return sorted(found, key=key)
