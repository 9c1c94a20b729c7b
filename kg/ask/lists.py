"""Lists of tasks: what a body leads or supports, what a document or a meeting gave, what is due, overdue, how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.ask import agenda, meetings, overdue
from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Card, named, stated
from kg.ask.inquiry import Found, Inquiry, Scored, best_first
from kg.ask.owners import Bodies, today
from kg.ask.phrases import Phrases
from kg.ask.rank import ACCEPTED, Topic, score
from kg.ask.told import is_given
from kg.ask.words import joined
from kg.rdf.namespaces import KG
from kg.text import fold

_PARTS = {"leads": "lead", "supports": "support"}
_EITHER = ("lead", "support")


def listed(inquiry: Inquiry) -> Found:
    """The tasks and targets that meet everything the question names: body, document, meeting, date, matter.

    *Bộ Tư pháp chủ trì những việc gì theo Nghị quyết 97/NQ-CP?* asks for the tasks of that body in that document.
    Where nothing meets all of it, what is due next, or about nearly the same, comes near.
    """
    asked = inquiry.asked
    rest = inquiry.topics_of(asked.rest)[1] if asked.rest and asked.frame != "meeting" else None
    things, order = _things(inquiry)
    good, near = _about(inquiry, rest, things)
    if order or rest is None:
        own = set(asked.named("body"))
        good.sort(
            key=lambda s: (
                order.get(s[1].iri, ""),
                bool(own) and not own & {b.iri for b in (*s[1].lead, *s[1].support)},
                s[1].due is None,
                s[1].due or "",
                s[1].text,
            )
        )
    groups = _groups(inquiry, rest) if asked.frame == "leads" and not (asked.named("document") or asked.due) else []
    answers = [*groups, *(inquiry.answer(s, _wording(inquiry, s[1])) for s in good)]
    answers.sort(key=lambda x: -x.score if rest else 0)
    if (asked.counting and things and rest is None) or (asked.counting and good):
        answers = [_count(inquiry, [s[1] for s in good]), *answers]
    later = near or [(1.0, thing) for thing in (agenda.next_due(inquiry) if asked.due else _below(inquiry))]
    return Found(answers, [] if answers else inquiry.near(later), things=tuple(s[1].iri for s in good))


def _about(inquiry: Inquiry, rest: Topic | None, things: Sequence[str]) -> tuple[list[Scored], list[tuple[float, str]]]:
    """Those of the things that had been given by the day and are about the matter, best first, and what comes near."""
    how = inquiry.scores(rest, things) if rest else dict.fromkeys(things, 1.0)
    cards = inquiry.cards_of([thing for thing in things if how.get(thing, 0.0) >= ACCEPTED])
    good = best_first((how[one.iri], one) for one in cards if is_given(one, inquiry.told_by))
    far = ((score, thing) for thing, score in how.items() if score < ACCEPTED)
    return good, sorted(far, key=lambda s: (-round(s[0], 2), s[1]))


def _things(inquiry: Inquiry) -> tuple[list[str], dict[str, str]]:
    """IRIs of what meets all that is named, and what to order them by where a date or a report does."""
    asked, graph = inquiry.asked, inquiry.graph
    found: list[Iterable[str]] = []
    order: dict[str, str] = {}
    bodies, documents = asked.named("body"), asked.named("document")
    if asked.frame == "meeting":
        tasks, bodies = meetings.given(inquiry)
        found.append(tasks)
    elif documents:
        rows = [row for document in documents for row in graph.rows("ask-document", document=document)]
        found.append(row["thing"] or "" for row in rows if row["what"] == "task")
    if asked.frame == "overdue":
        order = overdue.found(inquiry)
        found.append(order)
    if asked.due:
        order = agenda.inside(inquiry)
        found.append(order)
    if bodies:
        return _of_bodies(inquiry, bodies, [set(one) for one in found]), order
    if not found and asked.rest:
        found.append(iri for _, iri in inquiry.scored(inquiry.topics_of(asked.rest)[1], ("task",)))
    sets = [set(one) for one in found]
    return sorted(set.intersection(*sets)) if sets else [], order


def _below(inquiry: Inquiry) -> list[str]:
    """What the documents that put a document into practice give the bodies, where it gives them nothing itself.

    *Nghị quyết 57 giao việc gì cho Bộ Quốc phòng?*: resolution 57 names no ministry, the programmes under it do.
    """
    asked, graph = inquiry.asked, inquiry.graph
    if not asked.named("body"):
        return []
    around = [row for document in asked.named("document") for row in graph.rows("ask-document", document=document)]
    below = {row["thing"] or "" for row in around if row["what"] == "implements_by"}
    rows = [row for document in sorted(below) for row in graph.rows("ask-document", document=document)]
    return _of_bodies(inquiry, asked.named("body"), [{row["thing"] or "" for row in rows if row["what"] == "task"}])


def _of_bodies(inquiry: Inquiry, bodies: Iterable[str], others: list[set[str]]) -> list[str]:
    """What the bodies have to do with; where it is not said how, what they lead, or else what they support."""
    rows = [row for body in bodies for row in inquiry.graph.rows("ask-body", body=body)]
    for part in (_PARTS[inquiry.asked.frame],) if inquiry.asked.frame in _PARTS else _EITHER:
        mine = {row["thing"] or "" for row in rows if row["what"] == part}
        found = set.intersection(mine, *others)
        if part == "lead" and not inquiry.asked.counting:
            found |= _inherited(inquiry, bodies, others)
        if found:
            return sorted(found)
    return []


def _inherited(inquiry: Inquiry, bodies: Iterable[str], others: list[set[str]]) -> set[str]:
    """Work that was given to bodies which have passed whole into these: Bộ Thông tin và Truyền thông's is now that of
    Bộ Khoa học và Công nghệ. Work of which it is not clear whose it is now is nobody's here.
    """
    graph, now, olds = inquiry.graph, set(bodies), set[str]()
    open_ = list(now)
    while open_:
        body = open_.pop()
        before = {old for one in Bodies(graph).changes(body) if body in one.news for old in one.olds} - olds - now
        olds |= before
        open_ += before
    rows = (row for old in sorted(olds) for row in graph.rows("ask-body", body=old) if row["what"] == "lead")
    things = set.intersection({row["thing"] or "" for row in rows}, *others)
    return {one.iri for one in inquiry.cards_of(sorted(things)) if _passed(one, now)}


def _passed(one: Card, bodies: set[str]) -> bool:
    return any(lead.state == "passed" and bodies & {heir.iri for heir in lead.now} for lead in one.lead)


def _wording(inquiry: Inquiry, card: Card) -> Callable[[Card, Phrases], str]:
    if card.value is not None:
        return a.target_text
    if inquiry.asked.frame == "overdue":
        return overdue.wording(inquiry)
    return _support_text(inquiry) if inquiry.asked.frame == "supports" else a.task_text


def _support_text(inquiry: Inquiry) -> Callable[[Card, Phrases], str]:
    named_bodies = set(inquiry.asked.named("body"))

    def write(card: Card, say: Phrases) -> str:
        bodies = [b.label(say.language) for b in card.support if b.iri in named_bodies]
        return say("answer.support", body=a.listed(bodies, say), task=card.text.rstrip(". "))

    return write


def _groups(inquiry: Inquiry, rest: Topic | None) -> list[Answer]:
    """The groups that a body answers for: *Tổ cải cách hành chính do Bộ Nội vụ phụ trách*."""
    found = []
    for body in inquiry.asked.named("body"):
        for row in inquiry.graph.rows("ask-body", body=body):
            how = score(rest, fold(row["vi"] or "")) if rest else 1.0
            told = stated(inquiry.graph, row["thing"] or "", KG + "responsibleBody", body)
            if row["what"] == "responsible_for" and how >= ACCEPTED and told:
                lead = today(inquiry.graph, inquiry.thing(body), inquiry.day)
                found.append(a.of_group(inquiry.graph, named(row), lead, how, inquiry.say))
    return found


def _count(inquiry: Inquiry, cards: list[Card]) -> Answer:
    """How many they are: one number before the list itself."""
    asked, say = inquiry.asked, inquiry.say
    whose = [inquiry.thing(iri) for iri in (*asked.named("body"), *asked.named("document"))]
    tasks = [card for card in cards if card.value is None]
    about = a.listed([thing.label(say.language) for thing in whose], say) or joined(asked.rest)
    return Answer(
        text=say("answer.count", number=len(tasks), about=about),
        score=1.0,
        bodies=a.labels(t for t in whose if t.kind == "org"),
        documents=a.labels(t for t in whose if t.kind == "doc"),
        values=(float(len(tasks)),),
        quotes=tuple(card.quotes[0] for card in tasks if card.quotes),
    )
