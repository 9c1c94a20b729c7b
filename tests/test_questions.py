"""A hundred and sixty-one questions over the seeds and real documents: how many are answered right, or among three.

What the first sixty taught was built in; the next sixty were asked for the first time after that, and the last
forty-one when all those were done: of these 25 were answered right at once, and 29 by a right reading of what the
documents say (four expectations were wrong); what the others taught has been built in since. Those still missed ask
for what stands in a document but was not read as a fact of its own: a number in brackets, the owner of a list in a
scanned page, a matter that only a heading names.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import asked_questions as q
import pytest

import kg

FIRST, AMONG_THREE = 0.96, 0.97


@pytest.fixture(scope="module")
def graph(corpus_store: Path) -> kg.Graph:
    return kg.open(corpus_store)


def test_the_questions_are_of_every_kind_and_in_every_spelling() -> None:
    every = q.questions()
    kinds = Counter(one["kind"] for one in every)
    assert len({one["question"] for one in every}) == len(every) == 161
    assert Counter(one["language"] for one in every) == {"vi": 68, "plain": 50, "en": 43}
    assert kinds.keys() >= {"owner", "leads", "supports", "due", "agenda", "overdue", "quarter", "meeting", "assigned"}
    assert kinds.keys() >= {"target", "result", "head", "implements", "amends", "replaces", "succession", "count"}
    assert kinds.keys() >= {"nobody", "nothing", "nodate", "changed", "conflicts"}


def test_a_question_that_is_answered_says_by_what_it_is_proved() -> None:
    for one in q.questions():
        lists = {
            "leads",
            "agenda",
            "overdue",
            "quarter",
            "count",
            "succession",
            "nothing",
            "implements",
            "meeting",
            "head",
        }
        assert one.get("proof") or one.get("includes") or one["kind"] in lists, one["id"]
        assert one["expect"] or one["outcome"] != "found", one["id"]


@pytest.mark.parametrize(("among", "share"), [(1, FIRST), (3, AMONG_THREE)])
def test_most_questions_are_answered_right(graph: kg.Graph, among: int, share: float) -> None:
    every = q.questions()
    missed = list(q.misses(graph, every, among))
    assert len(missed) <= (1 - share) * len(every), "\n".join(missed)


def test_an_answer_is_one_of_the_documents_own_words(graph: kg.Graph) -> None:
    snapshots = {p.stem: p.read_text("utf-8") for p in (graph.build.folder / "snapshots").iterdir()}
    checked = 0
    for question in q.questions():
        for answer in q.asked(graph, question).answers[:3]:
            for quote in answer.quotes[:3]:
                assert snapshots[quote.source][quote.start : quote.end] == quote.text
                checked += 1
    assert checked > 200
