"""A question said again as it was understood, and why there is no answer to it."""

from __future__ import annotations

from kg.ask import agenda, standing
from kg.ask.answer import listed
from kg.ask.frames import lexicon
from kg.ask.inquiry import Found, Inquiry
from kg.ask.understand import UNKNOWN, Understood
from kg.ask.words import joined

_PARTIES = ("document", "body")
# Told by the words of their matter, not by the names in it.
_BY_MATTER = ("owner", "due", "target", "result", "differences")
_WITH_DOCUMENTS = ("leads", "supports", "assigned", "overdue")


def refusal(inquiry: Inquiry, outcome: str) -> str:
    """Why there is no answer: of a question that is not about work, what is not known."""
    say, own = inquiry.say, f"outcome.{outcome}_{inquiry.asked.frame}"
    names = listed([inquiry.thing(iri).label(say.language) for iri in _meant(inquiry.asked)], say)
    return say(own, topic=names or joined(inquiry.asked.topic)) if own in say else say(f"outcome.{outcome}")


def sentence(inquiry: Inquiry) -> str:
    """The question as it was understood."""
    asked = inquiry.asked
    if asked.frame == "agenda":
        return agenda.sentence(inquiry)
    if asked.frame in ("unasked", UNKNOWN):
        return f"{_title(asked.question)}?"
    return _of_names(inquiry) or _of_matter(inquiry)


def _of_names(inquiry: Inquiry) -> str:
    """A question about what it names and something more; empty for any other."""
    asked, say = inquiry.asked, inquiry.say
    names = listed([inquiry.thing(iri).label(say.language) for iri in _meant(asked)], say)
    if asked.frame in ("leads", "assigned") and names and asked.rest and not asked.counting:
        return say("understood.leads_topic", body=names, topic=joined(asked.rest))
    if asked.frame == "assigned" and asked.named("body") and asked.named("document") and not asked.counting:
        given, to = (listed([inquiry.thing(i).label(say.language) for i in asked.named(k)], say) for k in _PARTIES)
        return say("understood.assigned_to", document=given, body=to)
    if asked.frame == "head" and asked.post:
        return say("understood.post", topic=names, post=_post(inquiry))
    return ""


def _of_matter(inquiry: Inquiry) -> str:
    asked, say = inquiry.asked, inquiry.say
    names = listed([inquiry.thing(iri).label(say.language) for iri in _meant(asked)], say)
    about = names if asked.frame not in _BY_MATTER else joined(asked.topic)
    if about and about == joined(asked.topic) and asked.language == "en":
        meant = inquiry.topics[0].variants[0]
        about += f" ({joined(meant)})" if meant != asked.topic else ""
    if asked.frame == "merged":
        about = standing.kind_words(inquiry)
    if asked.frame == "meeting":
        about = _title(asked.question)
    if asked.counting:
        return say("understood.count", topic="; ".join(filter(None, (names, joined(asked.rest)))))
    general = asked.frame == "overdue" and not about
    return say("understood.overdue_all" if general else f"understood.{asked.frame}", topic=about or joined(asked.topic))


def headed(inquiry: Inquiry, found: Found) -> str:
    """Of a body that is not named whole: of which it was found, or of which several."""
    asked, say = inquiry.asked, inquiry.say
    if found.about:
        return say(f"understood.{asked.frame}", topic=found.about)
    bodies = {one.tenure.body.label(say.language) for one in found.answers if one.tenure}
    if asked.frame != "head" or asked.named("body") or not bodies:
        return ""
    if len(bodies) == 1:
        return say("understood.head", topic=bodies.pop())
    return say("understood.head_several", question=_title(asked.question), names="; ".join(sorted(bodies)))


def _title(question: str) -> str:
    return " ".join(question.split()).rstrip(" ?.!")


def _meant(asked: Understood) -> tuple[str, ...]:
    """What is named, of the kinds that matter for what is asked."""
    if asked.frame in ("implements", "amends", "replaces", "issued"):
        return asked.named("document")
    if asked.frame == "person":
        return asked.named("person")
    return (*asked.named("body"), *(asked.named("document") if asked.frame in _WITH_DOCUMENTS else ()))


def _post(inquiry: Inquiry) -> str:
    """The post that is asked for, in the language of the answer where it has a word for it."""
    asked, own = inquiry.asked, lexicon(inquiry.say.language)
    known = {tuple(w.bare for w in post): phrase for phrase, (_, post) in reversed(own.posts)}
    return joined(known.get(tuple(w.bare for w in asked.post), asked.post))
