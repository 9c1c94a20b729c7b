"""Who heads a body, and which bodies a question for the head of one may mean that does not give their whole name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Tenure
from kg.ask.dates import date_words
from kg.ask.frames import Phrase
from kg.ask.inquiry import Inquiry
from kg.ask.phrases import Phrases
from kg.ask.rank import Topic, reach
from kg.ask.words import meets
from kg.text import fold, plain

_HEAD = "head"


def meant(inquiry: Inquiry, topic: Topic) -> list[tuple[float, str]]:
    """Bodies about the topic, best first: of those whose name has every word of it, if there are any, no others.

    *Trưởng ban Chỉ đạo Trung ương về phát triển khoa học công nghệ*: a *Ban Chỉ đạo …* whose name also says
    *Trung ương*, *phát triển*, *khoa học* and *công nghệ*. Several such bodies are all given.
    """
    found = inquiry.best(topic, "body")
    texts = {one.iri: one.text.split("\n") for one in inquiry.graph.wordings([iri for _, iri in found])}
    kind = " ".join(word.bare for word in _kind(inquiry))
    whole = [(how, iri) for how, iri in found if any(_named(topic, name, kind) for name in texts.get(iri, ()))]
    return whole or found


def _named(topic: Topic, name: str, kind: str) -> bool:
    return plain(fold(name)).startswith(kind) and reach(topic, name) == 1.0


def _kind(inquiry: Inquiry) -> Phrase:
    """The kind of body whose head bears the post: *trưởng ban chỉ đạo* heads a *ban chỉ đạo*."""
    asked = inquiry.asked
    for post, kind in asked.lexicon.prefixes:
        if any(meets(asked.words, post, at) for at in range(len(asked.words))):
            return kind
    return ()


def held_words(held: Sequence[Tenure], score: float, say: Phrases) -> list[Answer]:
    """Posts in words, whoever was told of last first; where sources name several heads of a body, who of them is told
    of last and who was before: *Thủ tướng Lê Minh Hưng (theo nguồn gần nhất, ngày 6/5/2026)*.
    """
    last: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    for one in (t for t in held if t.role == _HEAD):
        heads = last[one.body.iri]
        heads[one.person.iri] = max(heads[one.person.iri], _last_told(one))
    ordered = sorted(sorted(held, key=lambda t: (t.person.vi, t.iri)), key=_last_told, reverse=True)
    return [_held(one, last[one.body.iri] if one.role == _HEAD else {}, score, say) for one in ordered]


def _held(one: Tenure, heads: Mapping[str, str], score: float, say: Phrases) -> Answer:
    """``heads``: when each head of the body was told of last, this one too."""
    told = a.of_tenure(one, score, say)
    told = told._replace(quotes=tuple(sorted(told.quotes, key=lambda q: q.issued or "", reverse=True)))
    if len(heads) < 2:
        return told
    day, newest = heads[one.person.iri], max(heads.values())
    last = list(heads.values()).count(newest) == 1
    key = "undated" if not day else "before" if day < newest else "last" if last else "then"
    date = date_words(day, say) if day else ""
    return told._replace(text=say(f"head.{key}", text=told.text.rstrip("."), date=date))


def _last_told(one: Tenure) -> str:
    return max((q.issued or "" for q in one.quotes), default="")
