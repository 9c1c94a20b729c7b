"""Which of two documents is earlier, which one holds, and which numbers are two goals."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
import reading
from hypothesis import given
from hypothesis import strategies as st

from kg.history import disputes
from kg.model import DocumentRelation, Evidence, Task, Work
from kg.resolve.bars import Bar, disagree
from kg.resolve.papers import UNKNOWN, Paper, Papers, before, order, paper_of, speaker
from kg.resolve.precedence import prevailing

SIGNS = (">=", ">", "=", "<=", "<", "~")
BARS = st.tuples(st.sampled_from(SIGNS), st.integers(-20, 60).map(lambda n: n / 4)).map(lambda bar: Bar(*bar))
NUMBERS = [n / 8 for n in range(-1_200, 1_200)]
FLOORS, CEILINGS = {">=", ">"}, {"<=", "<"}


def met(bar: Bar, number: float) -> bool:
    """Whether a number is what a target asks for; for "about" only the number itself is sure to be."""
    sign, asked, _ = bar
    return {
        ">=": number >= asked, ">": number > asked, "<=": number <= asked, "<": number < asked,
        "=": number == asked, "~": number == asked,
    }[sign]  # fmt: skip


@given(BARS, BARS)
def test_numbers_are_one_goal_where_a_value_meets_both_and_two_where_none_does(one: Bar, other: Bar) -> None:
    signs = {one[0], other[0]}
    assert disagree(one, other) == disagree(other, one)
    assert not disagree(one, one)
    if signs <= FLOORS or signs <= CEILINGS:
        assert disagree(one, other) == (one[1] != other[1])
    elif any(met(one, n) and met(other, n) for n in NUMBERS):
        assert not disagree(one, other)
    elif "~" not in signs:
        assert disagree(one, other)


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ((">=", 8), ("=", 8.3), False),
        ((">=", 8), ("=", 7.5), True),
        ((">", 8), ("=", 8), True),
        ((">", 8), ("<=", 8), True),
        (("<=", 5), (">=", 5), False),
        (("=", 30), ("=", 50), True),
        (("~", 8), ("=", 8.3), False),
        (("~", 8), ("=", 8.6), True),
        (("~", 10_000), ("=", 12_000), False),
        (("~", 12_000), ("=", 12_600), True),
        (("~", 12_000), ("~", 12_400), False),
        ((">=", 30), (">=", 50), True),
        ((">=", 8, 10), (">=", 8), False),
        ((">=", 8, 10), ("=", 9), False),
        ((">=", 8, 10), ("=", 11), True),
        ((">=", 8, 10), (">=", 8, 12), True),
        ((">=", 8, 10), ("<=", 9), True),
    ],
)
def test_a_more_exact_number_is_no_other_one(one: tuple[Any, ...], other: tuple[Any, ...], two: bool) -> None:
    assert disagree(Bar(*one), Bar(*other)) == two


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        ("2025-03-01", "2025-03-02", True),
        ("2025-03-02", "2025-03-01", False),
        ("2025", "2025-03-01", False),
        ("2025-03", "2025-03-15", False),
        ("2025-02", "2025-03-15", True),
        ("2024", "2025", True),
        (None, "2025-03-01", False),
        ("2025-03-01", None, False),
    ],
)
def test_a_date_that_is_no_whole_day_is_earlier_only_where_all_of_it_is(
    one: str | None, other: str | None, earlier: bool
) -> None:
    assert before(one, other) == earlier
    assert not (earlier and before(other, one))


def paper(work: str, kind: str, date: str | None, issuer: str | None = "org/chinh-phu") -> Paper:
    return Paper(work, f"doc/{work}", kind, issuer, date)


@pytest.mark.parametrize(
    ("one", "other", "holds", "reason"),
    [
        (paper("a", "resolution", "2025-03-01"), paper("b", "resolution", "2025-04-01"), "b", "later"),
        (paper("a", "resolution", "2025"), paper("b", "resolution", "2025-04-01"), None, "undecided"),
        (paper("a", "resolution", "2025-04"), paper("b", "resolution", "2025-04-30"), None, "undecided"),
        (paper("a", "decree", "2025-03-01"), paper("b", "circular", "2025-04-01"), "a", "authority"),
        (paper("a", "resolution", "2025-03-01"), paper("b", "press", "2025-04-01", None), "a", "authority"),
        (paper("a", "resolution", "2025-03-01"), paper("b", UNKNOWN, "2025-04-01", None), None, "unknown-kind"),
        (paper("a", UNKNOWN, "2025-03-01", None), paper("b", "press", "2025-04-01", None), None, "unknown-kind"),
        (paper("a", "resolution", None), paper("b", "resolution", "2025-04-01"), None, "undecided"),
    ],
)
def test_what_holds_is_told_only_where_a_rule_tells_it(
    one: Paper, other: Paper, holds: str | None, reason: str
) -> None:
    for a, b in permutations((one, other)):
        held, why = prevailing(a, b, ())
        assert (held.source if held else None, why) == (holds, reason)


def test_two_documents_that_amend_each_other_settle_nothing() -> None:
    one, other = paper("a", "resolution", "2025-03-01"), paper("b", "resolution", "2025-03-01")
    relations = [
        DocumentRelation(f"relation/{n}", x, "amends", y, ())
        for n, (x, y) in enumerate(permutations(("doc/a", "doc/b")))
    ]
    assert prevailing(one, other, relations[:1]) == (one, "amended")
    assert prevailing(one, other, relations) == (None, "undecided")


def test_a_kind_that_says_nothing_is_not_known_and_news_is_what_a_manifest_calls_so() -> None:
    works = {"doc/x": Work("doc/x", "Văn bản 1", "other")}
    assert paper_of(reading.document("Một bài báo.", kind="news-article"), works).kind == "press"
    assert paper_of(reading.document("Một văn bản."), works).kind == UNKNOWN


def task(id_: str, *sources: str, mandate: str | None = None) -> Task:
    told = tuple(Evidence(source, 0, 1, "x", "rule") for source in sources)
    return Task(id_, "x", (), (), (), None, None, None, mandate, told)


def test_work_is_as_old_as_the_document_that_gives_it_not_as_the_list_that_tells_of_it() -> None:
    works = {"doc/april": Work("doc/april", "Nghị quyết 71/NQ-CP", "resolution", date="2025-04-01")}
    read = {
        "list": Paper("list", "doc/august", "notice", None, "2025-08-01"),
        "plan": Paper("plan", "doc/june", "plan", None, "2025-06-01"),
        "own": Paper("own", "doc/april", "resolution", None, "2025-04-01"),
        "undated": Paper("undated", None, UNKNOWN, None, None),
    }
    papers = Papers(read, works)
    things = [task("task/1", "undated"), task("task/2", "list"), task("task/3", "plan")]
    things += [task("task/4", "list", mandate="doc/april"), task("task/5", "own", mandate="doc/april")]
    ordered = sorted(things, key=lambda t: order(papers, t))
    assert [t.id for t in ordered] == ["task/5", "task/4", "task/3", "task/2", "task/1"]


def test_of_several_sources_an_official_document_speaks_and_then_the_earliest() -> None:
    read = {
        "news": Paper("news", None, "press", None, "2025-01-01"),
        "plan": Paper("plan", "doc/plan", "plan", None, "2025-06-01"),
        "decision": Paper("decision", "doc/decision", "decision", None, "2025-05-01"),
    }
    papers = Papers(read, {})
    one = task("task/1", "news", "plan", "decision")
    assert speaker(papers, one).source == "decision"
    assert order(papers, one) == ("2025-05-01", "2025-01-01", "news", "task/1")


class Told:
    """A graph of three disagreements, which counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.day = None

    def rows(self, name: str, **parameters: str) -> list[dict[str, str | None]]:
        self.asked.append(name)
        if name != "conflicts":
            return []
        return [
            {"conflict": f"c{n}", "aspect": "due", "ground": "undecided", "prevailing": None, "thing": f"{n}{side}",
             "text": text}
            for n, text in ((1, "Xây dựng"), (2, "Ban hành"), (3, "Rà soát"))
            for side in "ab"
        ]  # fmt: skip


def test_of_many_disagreements_only_those_that_are_shown_are_read() -> None:
    graph = Told()
    found = disputes(graph)
    assert (len(found), graph.asked) == (3, ["conflicts"])
    assert [d.iri for d in found[:1]] == ["c2"]
    assert graph.asked.count("ask-task") == 2
    assert [d.iri for d in found] == ["c2", "c3", "c1"]
    assert list(disputes(Told(), aspect="lead")) == list(disputes(Told(), body="x")) == []
