"""Which bodies a question for the head of one may mean, where it does not give their whole name."""

from __future__ import annotations

from kg.ask.frames import Phrase
from kg.ask.inquiry import Inquiry
from kg.ask.rank import Topic, reach
from kg.ask.words import meets
from kg.text import fold, plain


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
