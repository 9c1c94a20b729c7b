"""What is no good question: empty, endless, in SPARQL, with control characters; and words that are misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.ask.limits import Span, resolved, within
from kg.ask.spelling import distance
from kg.errors import EmptyQuestion, QuestionTooLong


@pytest.mark.parametrize("question", ["", " \n", "?!", "\x00\x1b"])
def test_no_question_is_refused(seeds_store: Path, question: str) -> None:
    with pytest.raises(EmptyQuestion):
        kg.open(seeds_store).ask(question)


def test_ten_thousand_characters_are_refused(seeds_store: Path) -> None:
    with pytest.raises(QuestionTooLong):
        kg.open(seeds_store).ask("hạ tầng số " * 1000)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        '" OR 1=1 --',
        'NEAR("a" "b") AND names:*',
        "\x1b[31mai phụ trách\x00 sao Hỏa",
        "ai " * 300,
        "… {who} … {do} …",
    ],
)
def test_what_is_no_question_gets_an_honest_answer(seeds_store: Path, question: str) -> None:
    reply = kg.open(seeds_store).ask(question)
    assert reply.outcome in {"found", "nobody", "nothing", "nodate"}
    assert reply.as_json()["question"] == question.strip()


@pytest.mark.parametrize("question", ["ai phụ trách cải cáhc hành chính?", "ai phu trach cai cach hanh chihn"])
def test_a_misspelt_word_is_read_as_the_one_that_stands_beside_its_neighbours(seeds_store: Path, question: str) -> None:
    reply = kg.open(seeds_store).ask(question)
    assert reply.answers[0].bodies[0] == "Bộ Nội vụ"
    assert reply.understood.mended


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_of_two_words_is_the_same_both_ways(first: str, second: str) -> None:
    assert distance(first, second, 2) == distance(second, first, 2)
    assert (distance(first, second, 2) == 0) is (first == second)


@pytest.mark.parametrize(
    ("span", "day", "date"),
    [
        ("quarter+0", "2026-05-10", "2026-04/2026-06"),
        ("quarter+1", "2025-11-20", "2026-01/2026-03"),
        ("month+1", "2025-12-31", "2026-01"),
        ("year+0", "2026-05-10", "2026"),
    ],
)
def test_a_span_is_counted_from_the_day_of_asking(span: str, day: str, date: str) -> None:
    assert resolved(Span(0, 1, "within", span), day).date == date


def test_a_value_is_of_the_time_that_is_asked_for() -> None:
    assert within("2025-06", "2025")
    assert within("2026-01/2026-04", "2026-04")
    assert not within("2030", "2025")
