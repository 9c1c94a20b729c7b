"""Questions about documents and about what became of bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask import answer as a
from kg.ask.access import Graph
from kg.ask.answer import Answer
from kg.ask.cards import Named, Row, named, quotes
from kg.ask.inquiry import Found, Inquiry
from kg.ask.owners import Step, today
from kg.ask.phrases import Phrases
from kg.rdf.namespaces import KG
from kg.text import upper_first

if TYPE_CHECKING:
    from kg.ask.identify import Meaning


def implements(inquiry: Inquiry) -> Found:
    """Which documents put a document into practice."""
    return _related(inquiry, "implements", KG + "implements")


def amends(inquiry: Inquiry) -> Found:
    """Which documents amend a document, then what it amends itself."""
    return _related(inquiry, "amends", KG + "amends")


def replaces(inquiry: Inquiry) -> Found:
    """Which documents replace a document, then what it replaces itself."""
    return _related(inquiry, "replaces", KG + "replaces")


def _related(inquiry: Inquiry, relation: str, predicate: str) -> Found:
    documents = inquiry.asked.named("document")
    later, earlier = [], []
    for document in documents:
        whole = inquiry.thing(document)
        for row in inquiry.graph.rows("ask-document", document=document):
            if row["what"] == f"{relation}_by":
                later.append(_relation(inquiry, named(row), whole, relation, predicate, row["date"]))
            elif row["what"] == relation:
                earlier.append(_relation(inquiry, whole, named(row), relation, predicate, None))
    later, earlier = ([x for x in told if x.quotes or not inquiry.told_by] for told in (later, earlier))
    later.sort(key=lambda x: (-len({q.source for q in x.quotes}), x.dates, x.text))
    earlier.sort(key=lambda x: x.text)
    return Found(later or earlier, query="ask-document", parameter="document", things=documents)


def _relation(inquiry: Inquiry, new: Named, old: Named, relation: str, predicate: str, date: str | None) -> Answer:
    say = inquiry.say
    return Answer(
        text=say(f"answer.{relation}", new=new.label(say.language), old=old.label(say.language)),
        score=1.0,
        documents=a.labels((new, old)),
        dates=(date,) if date else (),
        quotes=quotes(inquiry.graph, new.iri, predicate, old.iri),
    )


def succession(inquiry: Inquiry) -> Found:
    """What became of a body, and what it came from.

    *UBND tỉnh Bắc Giang*, where no document names it, is no *tỉnh Bắc Giang*: it is then read as a document would be.
    """
    if inquiry.asked.rest and (read := _read(inquiry)):
        return read
    answers: list[Answer] = []
    nearest: list[Answer] = []
    bodies = inquiry.asked.named("body")
    for body in bodies:
        found = changes(inquiry.graph, body, inquiry.say, inquiry.day)
        answers += [*found["successors"], *found["moves"], *found["predecessors"]]
        if not any(found.values()):
            whole = inquiry.thing(body)
            text = inquiry.say("answer.exists", body=whole.label(inquiry.say.language))
            nearest.append(Answer(text, 0.5, bodies=a.labels((whole,))))
    return Found(answers, nearest, query="ask-succession", parameter="body", things=bodies)


def _read(inquiry: Inquiry) -> Found | None:
    """What the whole name is read as, where that is a body that the question was not taken to name."""
    from kg.ask.identify import Identifier

    asked, say = inquiry.asked, inquiry.say
    written = upper_first(" ".join(w.written for w in asked.topic))
    found = Identifier(inquiry.graph).meanings(written, inquiry.day)
    if len(found) != 1 or found[0].owner is None or found[0].thing.iri in asked.named("body"):
        return None
    told, owner, label = changes_of(found[0], say), found[0].owner, found[0].thing.label(say.language)
    text = say("answer.exists", body=label) if owner.state == "same" else f"{a.body_words(owner.body, say)}."
    near = Answer(text, 0.5, bodies=a.labels((owner.body, *owner.body.now)))
    return Found([*told["successors"], *told["moves"], *told["predecessors"]], [near], about=label)


def changes_of(meaning: Meaning, say: Phrases) -> dict[str, list[Answer]]:
    """The same of a body that no document names."""
    steps = meaning.owner.steps if meaning.owner else ()
    gone = [s for s in meaning.moves if meaning.thing in s.olds]
    came = [*meaning.came_from, *(s for s in meaning.moves if s not in gone)]
    found = {
        "predecessors": [_step(s, old, say) for s in came for old in s.olds if old != meaning.thing],
        "successors": [_step(s, meaning.thing, say) for s in (*steps, *(s for s in gone if s.kind != "move"))],
    }
    return found | {"moves": [_step(s, meaning.thing, say) for s in gone if s.kind == "move"]}


def _step(step: Step, seen: Named, say: Phrases) -> Answer:
    text = f"{a.step_words(step, seen, say)}."
    dates = (step.date,) if step.date else ()
    documents = () if step.derived else a.labels(n for n in step.sources if n.kind == "doc")
    return Answer(text, 1.0, bodies=a.labels((*step.news, *step.olds)), documents=documents, dates=dates)


def changes(graph: Graph, body: str, say: Phrases, day: str | None = None) -> dict[str, list[Answer]]:
    """The changes a body went through (by ``day``): ``successors`` where it was the old one, ``predecessors`` where the
    new one, ``moves`` where it came under another one; what became of it as a whole before single functions.
    """
    found: dict[str, list[Answer]] = {"predecessors": [], "successors": [], "moves": []}
    for row in sorted(graph.rows("ask-succession", body=body), key=change_order):
        one = change(graph, row, say, day)
        if day and (row["date"] > day if row["date"] else not one.quotes):
            continue
        if row["change"] != "move":
            found["successors" if row["old"] == body else "predecessors"].append(one)
        elif row["old"] == body:
            found["moves"].append(one)
    return found


def change_order(row: Row) -> tuple[object, ...]:
    """By day, what became of a body as a whole before single functions, then by name."""
    return (
        row["date"] or "",
        row["change"] == "transfer",
        row["oldVi"] or "",
        row["newVi"] or "",
        row["event"] or "",
        row["sourceVi"] or "",
    )


def change(graph: Graph, row: Row, say: Phrases, day: str | None = None) -> Answer:
    """A change of bodies that a row tells of, as an answer."""
    old, new = named(row, "old", "oldVi", "oldEn"), today(graph, named(row, "new", "newVi", "newEn"), day)
    date, derived = row["date"], bool(row["derived"])
    kind = a.DERIVED if derived else row["change"] or ""
    text = a.change_words(kind, old.label(say.language), a.body_words(new, say), date, say)
    if derived and row["sourceVi"]:
        text = f"{text.rstrip('.')}{say('step.derived', sources=row['sourceVi'])}."
    return Answer(
        text=text,
        score=1.0,
        bodies=a.labels((new, old, *new.now)),
        documents=(row["sourceVi"],) if row["sourceVi"] and not derived else (),
        dates=(date,) if date else (),
        quotes=quotes(graph, old.iri, KG + "successor", new.iri),
    )
