"""The questions of ``questions.jsonl``: what is asked, and when an answer is right.

One line a question: ``outcome`` is found, nobody, nodate or nothing; ``expect`` what the answer must hold (``any_…``:
one of them is enough); ``proof`` the stretches of sources (id, start, end) of which the answer must rest on one;
``includes`` the like for a list, of which one must stand behind one of its answers. ``as_of`` is the day of asking;
``round`` 2 marks those that were asked for the first time when all before had been done, and so does 3.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import kg
from kg.ask.answer import Answer
from kg.ask.engine import Reply
from kg.dates import bounds

Question = dict[str, Any]
Stretch = tuple[str, int, int]

FILE = Path(__file__).parent / "questions.jsonl"
_LEADS = {"leads", "agenda", "overdue", "quarter"}


def questions() -> list[Question]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def asked(graph: kg.Graph, question: Question) -> Reply:
    return graph.ask(question["question"], day=question.get("as_of"))


def right(question: Question, reply: Reply, among: int) -> bool:
    """Whether one of the first ``among`` answers is right, and a list holds what it must."""
    if reply.outcome != question["outcome"]:
        return False
    if question["outcome"] == "nothing":
        return not reply.answers
    shown = reply.answers if question["outcome"] == "found" else reply.nearest
    wanted = [[tuple(s)] for s in question.get("includes", ())]
    return any(_fits(question, one) for one in shown[:among]) and _holds(shown, wanted)


def _holds(shown: Iterable[Answer], wanted: Iterable[list[Stretch]]) -> bool:
    """Of several stretches with the same words, one is enough: they stand in one list."""
    stretches = [s for group in wanted for s in group]
    return not stretches or any(_rests_on(one, stretches) for one in shown)


def _fits(question: Question, one: Answer) -> bool:
    expect = question["expect"]
    return all(
        (
            set(expect.get("bodies", ())) <= set(one.bodies),
            set(expect.get("people", ())) <= set(one.people),
            set(expect.get("values", ())) <= set(one.values),
            set(expect.get("dates", ())) <= set(one.dates),
            _any(expect.get("any_values"), one.values),
            _any(expect.get("any_dates"), one.dates),
            all(any(number in name for name in one.documents) for number in expect.get("documents", ())),
            _any_in(expect.get("any_documents"), one.documents),
            _any(expect.get("sources"), [q.source for q in one.quotes]),
            _due(expect, one.dates),
            _part(question, one),
            "proof" not in question or _rests_on(one, [tuple(s) for s in question["proof"]]),
        )
    )


def _any(wanted: Iterable[Any] | None, found: Iterable[Any]) -> bool:
    return wanted is None or bool(set(wanted) & set(found))


def _any_in(wanted: Iterable[str] | None, found: Iterable[str]) -> bool:
    return wanted is None or any(part in name for part in wanted for name in found)


def _due(expect: dict[str, Any], dates: Iterable[str]) -> bool:
    if "due_to" not in expect:
        return True
    last = [b for d in dates if (b := bounds(d)[1])]
    return any(expect.get("due_from", "") <= day <= expect["due_to"] for day in last)


def _part(question: Question, one: Answer) -> bool:
    """A body that is asked for must have the part that was asked for."""
    if one.card is None or not question["expect"].get("bodies"):
        return True
    parts = one.card.support if question["kind"] == "supports" else one.card.lead
    names = {n.vi for body in parts for n in (body, *body.now)}
    return question["kind"] not in {*_LEADS, "supports"} or set(question["expect"]["bodies"]) <= names


def _rests_on(one: Answer, stretches: Iterable[Stretch]) -> bool:
    return any(
        q.source == source and q.start < end and start < q.end for q in one.quotes for source, start, end in stretches
    )


def misses(graph: kg.Graph, chosen: Iterable[Question], among: int) -> Iterator[str]:
    for question in chosen:
        reply = asked(graph, question)
        if not right(question, reply, among):
            first = (reply.answers or reply.nearest or (None,))[0]
            yield f"{question['id']} {question['question']} → {reply.outcome}: {first.text if first else '–'}"
