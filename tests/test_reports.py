"""Reports: what they count, that what they count adds up, and what every format makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_archive import (
    AIM,
    ALL,
    ARCHIVE,
    DATA,
    FINANCE,
    ORDER,
    PLAN,
    PORTS,
    POSTS,
    SHOPS,
    TASKS,
    TRADE,
    due,
    named,
    report_of,
    seen,
    task,
)

from kg.ask.cards import Named
from kg.ask.phrases import LANGUAGES
from kg.ask.status import CELLS, GRID, SCHEDULES, cell, reported, schedule
from kg.cli.report_text import as_text
from kg.dates import end_of
from kg.errors import NeedsEnds, NoDay, NoSuchBody, NoSuchSection, NotADay, WrongFormat
from kg.model import Due
from kg.reports import REPORTS, Report, Scope, report
from kg.reports.bodies import by_owner
from kg.reports.chains import delays, path
from kg.reports.chosen import chosen
from kg.reports.coverage import coverage
from kg.reports.deadlines import deadlines
from kg.reports.formats import FORMATS, written
from kg.reports.gaps import gaps, vague_action, vague_time
from kg.reports.load import load as read
from kg.reports.matrix import matrix
from kg.reports.overdue import overdue
from kg.reports.overlaps import alike, overlaps
from kg.reports.owners import owners as owners_report
from kg.reports.scope import holders, newest_day, owners, same_matter
from kg.reports.sources import Fact, sources
from kg.reports.table import Section, Share, Word
from kg.reports.together import bottlenecks, groups
from kg.reports.words import told, wording
from kg.reports.workload import load
from kg.store import Graph, open_graph
from kg.turtle import read_turtle

ROOT = Path(__file__).parent.parent
BY_ID = {one.id: one for one in TASKS}


def rows(section: Section) -> list[dict[str, object]]:
    return [dict(zip((c.key for c in section.columns), row, strict=True)) for row in section.rows]


def by_key(sections: tuple[Section, ...]) -> dict[str, Section]:
    return {one.key: one for one in sections}


def codes(section: Section) -> list[str]:
    return [str(row["code"]) for row in rows(section)]


# --- what the calendar says -------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "day", "said"),
    [
        (None, "2025-01-01", "no-date"),
        (due("2025-06-20", "before", "trước 20/6"), "2025-06-19", "not-yet-due"),
        (due("2025-06-20", "before", "trước 20/6"), "2025-06-20", "due"),
        (due("2025-06-20", "before", "trước 20/6"), "2025-06-21", "overdue"),
        (due("2025-04/2025-06", "within", "quý II/2025"), "2025-05-31", "not-yet-due"),
        (due("2025-04/2025-06", "within", "quý II/2025"), "2025-06-01", "due"),
        (due("2025-04/2025-06", "within", "quý II/2025"), "2025-07-01", "overdue"),
        (due("2025/2030", "within", "Năm 2025-2030"), "2029-12-31", "not-yet-due"),
        (due("2025/2030", "within", "Năm 2025-2030"), "2030-01-01", "due"),
        (due(None, "recurring", "hằng năm"), "2099-01-01", "recurring"),
        (due("2025-07-01", "from", "từ ngày 01/7/2025"), "2099-01-01", "no-date"),
        (Due(None, None, "theo lộ trình"), "2099-01-01", "no-date"),
    ],
)
def test_the_calendar(deadline: Due | None, day: str, said: str) -> None:
    assert schedule(deadline, day) == said


DAYS = st.integers(date(2000, 1, 1).toordinal(), date(2060, 12, 31).toordinal()).map(date.fromordinal)


@settings(deadline=None)
@given(last=DAYS, day=DAYS)
def test_nothing_is_overdue_before_its_day_has_passed(last: object, day: object) -> None:
    one = due(str(last), "before", "trước ngày")
    assert (schedule(one, str(day)) == "overdue") == (str(day) > str(last))


def test_what_the_calendar_says_is_in_the_vocabulary() -> None:
    facts = read_turtle(ROOT / "ontology" / "vocab" / "task-status.ttl")
    said = {
        str(value) for subject, relation, value, _ in facts if "/schedule-" in str(subject) and "notation" in relation
    }
    assert {re.sub(r"[^a-z-]", "", value) for value in said} == set(SCHEDULES)


# --- what is reported -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "done-on-time"),  # as the document says
        (2, "not-done-overdue"),  # the newer report, of a day after the deadline
        (3, "not-done-in-time"),  # as of the report's own day, though the date has passed since
        (4, "done-untold"),  # done, reported after the deadline: when, nobody says
        (5, None),
        (13, "not-done-untold"),  # no deadline to compare with
        (14, "disagreeing"),
    ],
)
def test_the_cell_of_a_task(number: int, said: str | None) -> None:
    assert cell(BY_ID[f"task/{number:02}"], "2025-09-01") == said


def test_a_report_of_done_before_the_deadline_is_in_time() -> None:
    one = task(99, "x", due=due("2025-12-31", "by", "31/12/2025"), reported=(report_of("done", "2025-08-01"),))
    assert cell(one, "2026-01-01") == "done-on-time"


def test_reports_after_the_day_are_not_known_on_it() -> None:
    assert cell(BY_ID["task/02"], "2025-07-31") == "not-done-in-time"
    assert cell(BY_ID["task/02"], "2025-05-01") is None
    assert reported(BY_ID["task/04"], "2025-07-31") == ()


def test_the_wider_of_two_reports_that_agree_is_left_out() -> None:
    one = task(99, "x", reported=(report_of("done", "2025-08-01"), report_of("done-late", "2025-08-01")))
    assert reported(one, "2025-09-01") == ("done-late",)
    assert cell(one, "2025-09-01") == "done-late"


STATUSES = st.sampled_from(
    [
        "done",
        "done-on-time",
        "done-late",
        "not-done",
        "not-done-in-time",
        "not-done-overdue",
        "under-way",
        "not-started",
    ]
)


@settings(deadline=None)
@given(
    told_=st.lists(st.tuples(STATUSES, st.one_of(st.none(), DAYS.map(str))), max_size=4),
    last=st.one_of(st.none(), DAYS.map(str)),
    day=DAYS.map(str),
)
def test_every_task_has_one_cell_or_silence(told_: list[tuple[str, str | None]], last: str | None, day: str) -> None:
    one = task(99, "x", due=due(last, "by", "đến") if last else None, reported=tuple(report_of(s, d) for s, d in told_))
    found = cell(one, day)
    known = [d for _, d in told_ if (d or "") <= day]
    assert found in (CELLS if known else (None,))


# --- who owns what on the day -----------------------------------------------------------


def test_a_merged_ministry_passes_its_tasks_on_from_the_day_of_the_merger() -> None:
    assert owners([holders(POSTS, ARCHIVE, "2025-03-31")]) == (POSTS,)
    assert owners([holders(POSTS, ARCHIVE, "2025-04-01")]) == (DATA,)
    (one,) = seen().tasks[0].lead
    assert (one.vi, one.now) == (POSTS.vi, (DATA,))


def test_a_split_ministry_passes_nothing_on_and_says_who_it_may_be() -> None:
    (one,) = next(t for t in seen().tasks if t.id == "task/09").lead
    assert (one.state, set(one.now)) == ("unclear", {SHOPS, PORTS})
    assert owners([one]) == (TRADE,)


def test_two_names_of_one_owner_are_one_owner() -> None:
    both = task(99, "x", lead=(POSTS._replace(now=(DATA,), state="passed"), DATA))
    assert owners(both.lead) == (DATA,)


# --- what is selected -------------------------------------------------------------------


def selected(**asked: object) -> set[int]:
    return {int(one.id[-2:]) for one in seen(**asked).tasks}  # type: ignore[arg-type]


def test_what_is_given_after_the_day_is_not_counted() -> None:
    assert selected() == set(range(1, 15)) - {11}
    assert seen().later == 1
    assert selected(as_of="2026-03-01") == set(range(1, 15))


def test_an_undated_task_counts_on_any_day() -> None:
    assert (seen("2000-01-01").undated, selected(as_of="2000-01-01")) == (1, {7})


def test_by_body_under_its_old_name_and_its_new() -> None:
    assert selected(bodies=frozenset({DATA.iri})) == {1, 2, 10}
    assert selected(bodies=frozenset({POSTS.iri})) == {1}
    assert selected(bodies=frozenset({DATA.iri}), as_of="2025-03-31") == {2, 10}


def test_by_document_that_gives_it_or_that_it_was_read_from() -> None:
    assert selected(documents=frozenset({ORDER.iri})) == {8, 12}
    assert 8 in selected(documents=frozenset({PLAN.iri}))


def test_by_topic_in_whole_words_with_and_without_accents() -> None:
    assert selected(topic=("dữ liệu",)) == {1, 12}
    assert selected(topic=("du lieu",)) == {1, 12}
    assert selected(topic=("ữ liệu",)) == selected(topic=(" ",)) == set()


def test_a_topic_brings_its_other_names() -> None:
    names = [("t", "dữ liệu"), ("t", "data"), ("u", "hạ tầng")]
    assert same_matter("Data", names) == ("Data", "dữ liệu", "data")
    assert same_matter("nước", names) == ("nước",)


def test_since_a_day() -> None:
    assert selected(since="2026-01-01", as_of="2026-03-01") == {11}


def test_what_is_typed_must_mean_one_thing() -> None:
    def find(name: str) -> list[str]:
        return {"một": ["org/a"], "hai": ["org/a", "org/b"], "ba": ["task/c"]}.get(name, [])

    def near(name: str, kinds: tuple[str, ...]) -> list[str]:
        return [f"{kind} như {name}" for kind in kinds] if name != "năm" else []

    assert chosen(find, near, list, body="một").bodies == {"org/a"}
    assert chosen(find, near, list, as_of="31/5/2026").as_of == "2026-05-31"
    with pytest.raises(NoSuchBody, match=r"nearest: org/a; org/b$"):
        chosen(find, near, list, body="hai")
    with pytest.raises(NoSuchBody, match=r"nearest: body như ba$"):  # a task of that name is no body
        chosen(find, near, list, body="ba")
    with pytest.raises(NoSuchBody, match=r"nearest: document như một$"):
        chosen(find, near, list, document="một")
    with pytest.raises(NoSuchBody, match=r"“năm”$"):
        chosen(find, near, list, body="năm")
    assert chosen(find, near, list, as_of="2/2026").as_of == "2026-02-28"
    for wrong in ("2026-02-30", "mai", "2026"):
        with pytest.raises(NotADay):
            chosen(find, near, list, since=wrong)


# --- the reports ------------------------------------------------------------------------

BY_TASK = (owners_report, overdue, gaps, load, matrix, coverage, deadlines, delays, bottlenecks, groups, overlaps)


@pytest.mark.parametrize("made", BY_TASK, ids=lambda made: f"{made.__module__}.{made.__name__}")
@pytest.mark.parametrize("day", ["2024-01-01", "2025-06-20", "2025-09-01", "2026-06-01"])
def test_totals_add_up(made: Callable[..., tuple[Section, ...]], day: str) -> None:
    for section in made(seen(day)):
        if section.total is None or made is matrix:
            continue
        for index, column in enumerate(section.columns):
            values = [row[index] for row in section.rows]
            if column.kind == "number":
                assert section.total[index] == sum(v for v in values if isinstance(v, int)), column.key


@pytest.mark.parametrize("day", ["2024-01-01", "2025-06-20", "2025-09-01", "2026-06-01"])
def test_every_task_is_counted_for_each_of_its_leads_and_once_for_nobody(day: str) -> None:
    view = seen(day)
    bodies = by_key(owners_report(view))["bodies"]
    assert bodies.total is not None
    assert bodies.total[1] == sum(max(1, len(owners(t.lead))) for t in view.tasks)
    for row in rows(bodies):
        assert row["lead"] == sum(
            int(str(row[k])) for k in ("overdue", "due_now", "not-yet-due", "recurring", "no-date")
        )
    for row in rows(load(view)[0]):
        kinds = [k for k in row if k not in ("body", "lead", "support")]
        assert row["lead"] == sum(int(str(row[k])) for k in kinds)
    months = deadlines(view)[0]
    assert months.total is not None and months.total[1] == len(view.tasks)
    whose = by_key(owners_report(view))["tasks"]
    assert whose.total is not None and whose.total[1] == sum(int(str(r["tasks"])) for r in rows(whose)) == len(
        view.tasks
    )


def test_owners() -> None:
    found = {told(row["body"], wording("vi")): row for row in rows(by_key(owners_report(seen()))["bodies"])}  # type: ignore[arg-type]
    assert list(found) == [
        "Bộ Ngân khố",
        "Bộ Dữ liệu",
        "Văn phòng",
        "Bộ Giao thương",
        "Các bộ",
        "(không nêu cơ quan chủ trì)",
    ]
    data = found["Bộ Dữ liệu"]
    assert (data["lead"], data["overdue"], data["support"]) == (3, 3, 0)
    assert (found["Bộ Ngân khố"]["no-date"], found["Bộ Ngân khố"]["support"]) == (1, 1)
    assert found["Các bộ"]["recurring"] == 1


def test_a_report_on_one_body_has_its_row_alone() -> None:
    sections = owners_report(seen(bodies=frozenset({POSTS.iri, DATA.iri})))
    assert [row["body"] for row in rows(sections[-1])] == [DATA]


def test_the_grid_counts_silence_apart_and_shows_its_denominator() -> None:
    grid, bodies, late, passed, silent = overdue(seen())
    counts = {str(row["cell"][0]).removeprefix("cell-"): (row["tasks"], row["share_reported"]) for row in rows(grid)}  # type: ignore[index]
    assert counts["done-on-time"] == (1, Share(1, 6))
    assert counts["not-done-overdue"] == (1, Share(1, 6))
    assert {key for key in counts if key in GRID} == set(GRID)
    assert sum(int(n) for n, _ in counts.values()) == 6  # type: ignore[call-overload]
    assert grid.notes[0].data == {"n": 7, "all": 13, "past": 1}
    assert (codes(late), codes(passed), codes(silent)) == (["task/02"], ["task/03"], ["task/10"])
    for row in rows(bodies):
        assert row["lead"] == int(str(row["reported"])) + int(str(row["unreported"]))
        assert row["reported"] == sum(int(str(row[one])) for one in CELLS)
        assert row["done_share"].whole == row["reported"]  # type: ignore[attr-defined]


def test_the_matrix_shows_each_part_once() -> None:
    (section,) = matrix(seen())
    columns = [c.title for c in section.columns[3:]]
    assert columns[0] == FINANCE
    first = next(row for row in rows(section) if row["code"] == "task/01")
    assert (first[DATA.path], first[FINANCE.path], first[ALL.path]) == (
        Word("mark-lead"),
        Word("mark-support"),
        Word("mark-support"),
    )
    marks = sum(cell_ is not None for row in section.rows for cell_ in row[3:])
    assert section.total is not None and sum(int(str(n)) for n in section.total[3:]) == marks


def test_deadlines_come_in_their_order() -> None:
    months, listed = deadlines(seen())
    assert [str(row["month"][0]) for row in rows(months)] == [  # type: ignore[index]
        "2025-05", "2025-06", "2025-07", "2030-12", "recurring", "no-date",
    ]  # fmt: skip
    last = [end_of(row["due"]) for row in rows(listed)]  # type: ignore[arg-type]
    assert last == sorted(last) and len(last) == 6


def test_gaps() -> None:
    found = by_key(gaps(seen()))
    assert set(codes(found["no-owner"])) == {"task/07", "task/08"}
    assert codes(found["group-owner"]) == ["task/05"]
    assert codes(found["vague-action"]) == ["task/07"]
    assert codes(found["vague-time"]) == ["task/08"]
    assert "task/05" not in codes(found["no-deadline"])
    assert len(codes(found["no-product"])) == 12
    for key, code in (("value", 2), ("unit", 2), ("year", 2), ("owner", 1)):
        assert codes(found[f"target-no-{key}"]) == [f"target/{code}"]
    for row in rows(found["summary"]):
        assert row["count"] == row["share"].part  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "known", "vague"),
    [
        ("Tăng cường tuyên truyền", {}, True),
        ("Bộ Ngân khố cần đẩy mạnh tuyên truyền", {"lead": (FINANCE,)}, True),
        ("Tăng cường 5 trạm", {}, False),
        ("Tăng cường tuyên truyền", {"output": ("Kế hoạch",)}, False),
        ("Xây dựng kế hoạch tăng cường tuyên truyền", {}, False),
    ],
)
def test_vague_action(text: str, known: dict[str, object], vague: bool) -> None:
    assert vague_action(task(99, text, **known)) is vague


def test_vague_time_is_not_vague_where_there_is_a_day() -> None:
    assert vague_time(task(99, "Khẩn trương hoàn thành"))
    assert not vague_time(task(99, "Khẩn trương hoàn thành", due=due("2025", "within", "2025")))
    assert not vague_time(task(99, "Làm sớmhơn"))


def test_overlaps() -> None:
    found = by_key(overlaps(seen()))
    assert codes(found["several-leads"]) == ["task/02"]
    (pair,) = rows(found["two-owners"])
    assert (pair["code"], pair["other_code"], pair["alike"]) == ("task/01", "task/12", 0.86)
    assert pair["linked"] == Word("not-linked")
    assert [row["count"] for row in rows(found["summary"])] == [1, 0, 1]


def test_a_task_that_is_given_again_to_another_body_is_told_apart_from_one_that_is_only_worded_alike() -> None:
    view = seen()
    linked = (("task/12", "task/01"), ("task/12", "task/05"), ("task/12", "task/none"))
    found = by_key(overlaps(replace(view, archive=replace(view.archive, restates=linked))))
    pairs = [(row["code"], row["other_code"], row["linked"]) for row in rows(found["two-owners"])]
    assert pairs == [("task/12", "task/01", Word("linked")), ("task/12", "task/05", Word("linked"))]
    assert [row["count"] for row in rows(found["summary"])] == [1, 2, 0]
    same = replace(view.archive, restates=(("task/14", "task/12"),))  # one document, one lead: nothing to tell
    assert rows(by_key(overlaps(replace(view, archive=same)))["two-owners"])[0]["linked"] == Word("not-linked")


def test_what_a_body_took_over_is_counted_apart() -> None:
    (bodies,) = [one for one in owners_report(seen()) if one.key == "bodies"]
    told = {row["body"].vi: row for row in rows(bodies) if isinstance(row["body"], Named)}
    mine = [t for t in seen().tasks if DATA in owners(t.lead)]
    given_ = [t for t in mine if DATA.iri in {b.iri for b in t.lead}]
    assert (told[DATA.vi]["lead"], told[DATA.vi]["taken_over"]) == (len(mine), len(mine) - len(given_)) == (3, 1)
    before = {row["body"]: row for row in rows(by_key(owners_report(seen("2025-03-31")))["bodies"])}
    assert (before[POSTS]["lead"], before[POSTS]["taken_over"]) == (1, 0)


def test_the_columns_of_a_matrix_have_numbers_that_are_explained() -> None:
    made = Report("matrix", "2025-09-01", "option", (), matrix(seen()))
    printed = as_text(made, "vi", 100, 3, colours=False).decode()
    head = next(line for line in printed.splitlines() if line.startswith("Nhiệm vụ"))
    numbers_ = [one for one in head.split() if one.isdecimal()]
    named_ = [column.title.vi for column in made.sections[0].columns if isinstance(column.title, Named)]
    assert numbers_ == [str(n) for n in range(1, len(named_) + 1)]
    said = " ".join(printed.split())
    assert f"Các cột: {'; '.join(f'{n} {name}' for n, name in enumerate(named_, 1))}." in said


def test_nearly_the_same_task_is_found_whatever_the_order() -> None:
    one = task(1, "a b c d e f g h", lead=(DATA,))
    for text, other, found in (
        ("a b c d e f g i", {"lead": (FINANCE,), "mandate": (ORDER,)}, 1),
        ("a b c d e f g i", {"lead": (FINANCE,)}, 0),
        ("a b c d e f g i", {"lead": (DATA,), "mandate": (ORDER,)}, 0),
        ("a b c d x y z i", {"lead": (FINANCE,), "mandate": (ORDER,)}, 0),
    ):
        two = task(2, text, **other)
        assert len(list(alike((one, two)))) == len(list(alike((two, one)))) == found


@settings(deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefghijkl"), min_size=6), min_size=2, max_size=6))
def test_rare_words_find_what_comparing_all_finds(worded: list[set[str]]) -> None:
    from kg.resolve.identity import overlap
    from kg.resolve.join import SAME_WORDS

    some = [
        task(n, " ".join(sorted(words)), lead=(named(f"org/{n}", f"Cơ quan {n}"),), mandate=(named(f"doc/{n}", "x"),))
        for n, words in enumerate(worded)
    ]
    every = {(a.id, b.id) for i, a in enumerate(some) for b in some[i + 1 :] if overlap(a.text, b.text) >= SAME_WORDS}
    assert {(a.id, b.id) for a, b, _ in alike(some)} == every


def test_coverage_counts_the_smallest_parts_and_what_implementing_documents_give() -> None:
    found = by_key(coverage(seen()))
    shown = {row["resolution"].vi: row for row in rows(found["documents"])}  # type: ignore[attr-defined]
    plan, aim = shown[PLAN.vi], shown[AIM.vi]
    assert (plan["parts"], plan["parts_with"], plan["covered"]) == (3, 1, Share(1, 3))
    assert (aim["tasks"], aim["tasks_below"], aim["parts"]) == (0, 10, None)
    assert [row["part"] for row in rows(found["empty"])] == ["mục 2.a", "mục 10"]
    assert set(codes(found["no-resolution"])) == {"task/07", "task/08", "task/12"}


def test_coverage_of_one_document_still_sees_the_documents_below_it() -> None:
    from kg.reports.scope import Scope, view

    narrow = view(ARCHIVE, Scope(documents=frozenset({AIM.iri})), "2025-09-01", frozenset({"documents"}))
    (row,) = rows(coverage(narrow)[0])
    assert (row["resolution"], row["tasks_below"]) == (AIM, 10)


def test_sources() -> None:
    known = [
        Fact("task", "task/01", "a", frozenset({("ke-hoach", "article"), ("bao", "article")})),
        Fact("task", "task/12", "b", frozenset({("bao", "article")})),
        Fact("target", "target/2", "c", frozenset({("bao", "teaser")})),
        Fact("tenure", "tenure/1", "", frozenset({("ke-hoach", "article")})),
    ]
    kinds, by_source, weak = sources(seen(), known)
    assert kinds.total is not None and kinds.total[1:] == (4, 3, 1, 1, 2)
    told_ = {str(row["source_id"]): (row["facts"], row["only_here"]) for row in rows(by_source)}
    assert told_ == {"bao": (3, 2), "ke-hoach": (2, 1), "bao-cao": (0, 0)}
    assert [row["rests_on"] for row in rows(weak)] == [Word("press-only"), Word("teaser-only")]
    narrowed = sources(seen(bodies=frozenset({DATA.iri})), known)[0]
    assert narrowed.total is not None and narrowed.total[1] == 1


def test_delays_reach_the_resolution_above_but_no_law() -> None:
    documents, late = delays(seen())
    assert {row["held_up"].vi for row in rows(documents)} == {PLAN.vi, AIM.vi}  # type: ignore[attr-defined]
    assert rows(documents)[0]["late"] == 1
    assert codes(late) == ["task/02"]


def test_a_path_goes_over_documents_and_tasks() -> None:
    from kg.reports.scope import Scope, view

    scope = Scope(documents=frozenset({AIM.iri}), bodies=frozenset({POSTS.iri}))
    (found,) = path(view(ARCHIVE, scope, "2025-03-20", frozenset({"documents", "bodies"})))
    assert [row[2] for row in found.rows] == [Word("carried-implements"), Word("gives"), Word("part-lead")]
    assert (found.rows[0][1], found.rows[-1][3]) == (AIM, POSTS)
    nowhere = Scope(documents=frozenset({AIM.iri}), bodies=frozenset({PORTS.iri}))
    (none,) = path(view(ARCHIVE, nowhere, "2025-09-01", frozenset({"documents", "bodies"})))
    assert (none.rows, none.notes[0].key) == ((), "no_path")


def test_the_body_between_two_others_is_the_bottleneck_and_groups_join_nobody() -> None:
    (section,) = bottlenecks(seen())
    assert rows(section)[0]["body"] == FINANCE
    assert ALL not in [row["body"] for row in rows(section)]
    assert section.notes[0].data["body"] == FINANCE


def test_bodies_that_share_tasks_are_one_group() -> None:
    (section,) = groups(seen())
    assert {b.vi for b in rows(section)[0]["members"]} == {"Bộ Dữ liệu", "Bộ Ngân khố", "Văn phòng"}  # type: ignore[attr-defined]


def test_nobody_is_listed_for_a_role_that_names_nobody() -> None:
    assert None not in {body for body in by_owner(seen(bodies=frozenset({DATA.iri})))}


# --- formats, over a whole graph --------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the documents that were written for the tests."""
    import kg

    place = tmp_path_factory.mktemp("reports") / "store"
    kg.build([ROOT / "tests" / "documents"], place)
    return place


@pytest.fixture(scope="module")
def every(store: Path) -> dict[str, Report]:
    graph = open_graph(store)
    return {name: asked(graph, name) for name in REPORTS}


def asked(graph: Graph, name: str) -> Report:
    """A report over everything; a path from the first document that gives a task to the body that leads it."""
    if name != "path":
        return report(graph, name)
    with pytest.raises(NeedsEnds, match="--document and --body"):
        report(graph, name)
    given_ = next(t for t in read(graph).tasks if t.mandate and t.lead)
    ends = Scope(bodies=frozenset({given_.lead[0].iri}), documents=frozenset({given_.mandate[0].iri}))
    return report(graph, name, ends)


def test_every_report_speaks_of_the_same_tasks(every: dict[str, Report]) -> None:
    said = [(one.as_of, one.said, one.notes) for one in every.values()]
    assert said == said[:1] * len(REPORTS)
    assert len(every["tasks"].sections[0].rows) == every["tasks"].notes[0].data["tasks"]
    assert len(every["tasks"].sections[0].rows) > 10


def test_each_fact_of_the_list_is_the_sentence_at_its_place(store: Path, every: dict[str, Report]) -> None:
    graph = open_graph(store)
    by_title = {r["title"] or r["source"]: r["source"] for r in graph.texts("SELECT ?source ?title { ?s kg:sourceSha256 ?h ; dcterms:identifier ?source OPTIONAL { ?s dcterms:title ?title } }")}  # fmt: skip  # noqa: E501
    for row in rows(every["tasks"].sections[0]):
        text = (store / "current" / "snapshots" / f"{by_title[str(row['source'])]}.txt").read_text("utf-8")
        assert " ".join(text[int(str(row["start_char"])) : int(str(row["end_char"]))].split()) == row["quote"]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_of_a_report_are_there(every: dict[str, Report], name: str, language: str) -> None:
    text = written(every[name], "markdown", language).decode()
    assert text.startswith("# ")
    assert f"\n## {wording(language)('section.list')}" in text or name not in ("tasks", "deadlines")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_is_the_same_bytes(store: Path, every: dict[str, Report], name: str, format: str) -> None:
    if format == "ics" and name != "deadlines":
        with pytest.raises(WrongFormat, match="csv, json, markdown, xlsx"):
            written(every[name], format, "vi")
        return
    assert written(every[name], format, "vi") == written(asked(open_graph(store), name), format, "vi")


@pytest.mark.parametrize("name", REPORTS)
def test_csv_and_json_say_the_same(every: dict[str, Report], name: str) -> None:
    value = json.loads(written(every[name], "json", "vi"))
    other = json.loads(written(every[name], "json", "en"))
    assert value["sections"][0]["rows"] == other["sections"][0]["rows"]
    for section in value["sections"]:
        text = written(every[name], "csv", "vi", section["key"]).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text)))
        assert lines[0] == section["columns"]
        assert len(lines) - 1 == len(section["rows"])
        alone = json.loads(written(every[name], "json", "vi", section["key"]))
        assert alone == {**value, "sections": [section]}
    for format in ("csv", "json", "markdown", "xlsx"):
        with pytest.raises(NoSuchSection, match=f"“no-such”.*{value['sections'][0]['key']}"):
            written(every[name], format, "vi", "no-such")


@pytest.mark.parametrize("name", REPORTS)
def test_excel_holds_every_row_and_no_formula(every: dict[str, Report], name: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(written(every[name], "xlsx", "vi")))
    assert len(book.worksheets) == len(every[name].sections)
    for sheet, section in zip(book.worksheets, every[name].sections, strict=True):
        assert {cell_.data_type for row in sheet.iter_rows() for cell_ in row} <= {"s", "n"}
        top = int(sheet.freeze_panes[1:]) - 1
        assert sheet.max_row - top == len(section.rows) + (section.total is not None)


def test_the_office_list_has_what_offices_exchange(every: dict[str, Report]) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(written(every["tasks"], "xlsx", "vi"))).worksheets[0]
    heads = [cell_.value for cell_ in sheet[int(sheet.freeze_panes[1:]) - 1]]
    assert heads[:5] == ["TT", "Nhiệm vụ", "Văn bản giao", "Chủ trì", "Phối hợp"]
    assert {
        "Thời hạn",
        "Sản phẩm",
        "Tình trạng theo báo cáo",
        "So với thời hạn",
        "Câu văn nguồn",
        "Nguồn",
        "Mã",
    } <= set(heads)


def test_hostile_words_stay_words() -> None:
    from openpyxl import load_workbook

    text = '=HYPERLINK("http://a")|<script>x</script>\n[a](b)\x07'
    section = Section("list", every_column := seen_columns(), ((text, *(None,) * (len(every_column) - 1)),), long=True)
    made = Report("tasks", "2025-01-01", "option", (), (section,))
    marked = written(made, "markdown", "vi").decode()
    assert "\\<script\\>" in marked and "\\[a\\](b)" in marked and "\\|" in marked
    assert written(made, "csv", "vi").decode("utf-8-sig").splitlines()[1].startswith("\"'=HYPERLINK")
    cell_ = load_workbook(io.BytesIO(written(made, "xlsx", "vi"))).worksheets[0].cell(6, 2)
    assert (cell_.data_type, str(cell_.value)[:10]) == ("s", "=HYPERLINK")
    assert json.loads(written(made, "json", "vi"))["sections"][0]["rows"][0]["task"] == text


def seen_columns():  # type: ignore[no-untyped-def]
    from kg.reports.listing import COLUMNS

    return COLUMNS


def test_the_calendar_file_has_an_event_for_each_last_day(every: dict[str, Report]) -> None:
    from icalendar import Calendar

    listed = every["deadlines"].sections[1]
    found = Calendar.from_ical(written(every["deadlines"], "ics", "vi").decode())
    events = found.walk("VEVENT")
    assert [str(e.decoded("dtstart")) for e in events] == [end_of(row["due"]) for row in rows(listed)]  # type: ignore[arg-type]
    assert len({str(e["uid"]) for e in events}) == len(events) > 5
    assert all("\n" not in str(e["summary"]) and str(e["url"]).startswith("https://w3id.org/") for e in events)


def test_without_any_date_the_day_must_be_given(tmp_path: Path) -> None:
    import kg

    (tmp_path / "a.txt").write_text("Bộ Nội vụ chủ trì rà soát quy định về văn thư.", encoding="utf-8")
    kg.build([tmp_path / "a.txt"], tmp_path / "store")
    graph = kg.open(tmp_path / "store")
    with pytest.raises(NoDay, match="--as-of"):
        graph.report("owners")
    assert graph.report("owners", as_of="2025-01-01").report.said == "option"


def test_the_newest_source_gives_the_day() -> None:
    assert newest_day(ARCHIVE) == "2025-08-01"
