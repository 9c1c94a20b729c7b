"""Questions about documents and about what became of bodies."""

from __future__ import annotations

from kg.ask import answer as a
from kg.ask.access import Graph
from kg.ask.answer import Answer
from kg.ask.cards import Named, Row, named, quotes
from kg.ask.inquiry import Found, Inquiry
from kg.ask.owners import today
from kg.ask.phrases import Phrases
from kg.rdf.namespaces import KG


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
    """What became of a body, and what it came from."""
    answers: list[Answer] = []
    nearest: list[Answer] = []
    bodies = inquiry.asked.named("body")
    for body in bodies:
        found = changes(inquiry.graph, body, inquiry.say, inquiry.day)
        answers += [*found["successors"], *found["predecessors"]]
        if not any(found.values()):
            whole = inquiry.thing(body)
            text = inquiry.say("answer.exists", body=whole.label(inquiry.say.language))
            nearest.append(Answer(text, 0.5, bodies=a.labels((whole,))))
    return Found(answers, nearest, query="ask-succession", parameter="body", things=bodies)


def changes(graph: Graph, body: str, say: Phrases, day: str | None = None) -> dict[str, list[Answer]]:
    """The changes a body went through (by ``day``): ``successors`` where it was the old one, ``predecessors`` where the
    new one; what became of it as a whole before single functions.
    """
    found: dict[str, list[Answer]] = {"predecessors": [], "successors": []}
    rows = (r for r in graph.rows("ask-succession", body=body) if day is None or (r["date"] or "") <= day)
    for row in sorted(rows, key=change_order):
        found["successors" if row["old"] == body else "predecessors"].append(change(graph, row, say))
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


def change(graph: Graph, row: Row, say: Phrases) -> Answer:
    """A change of bodies that a row tells of, as an answer."""
    old, new = named(row, "old", "oldVi", "oldEn"), today(graph, named(row, "new", "newVi", "newEn"))
    date = row["date"]
    return Answer(
        text=a.change_words(row["change"] or "", old.label(say.language), a.body_words(new, say), date, say),
        score=1.0,
        bodies=a.labels((new, old, *new.now)),
        documents=(row["sourceVi"],) if row["sourceVi"] else (),
        dates=(date,) if date else (),
        quotes=quotes(graph, old.iri, KG + "successor", new.iri),
    )
