"""What a build is not sure of, and people's decisions: kept, replayed, told where they fit nothing any more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
import reading
from click.testing import CliRunner

import kg
from kg.cli.asked import ask_all
from kg.cli.root import Root
from kg.errors import BadDecision, CannotRead
from kg.extract import extract
from kg.extract.types import TaskFound
from kg.model import Decision, Facts, Place
from kg.resolve import resolve
from kg.resolve.decisions import as_line, located, parse_decisions, read_decisions
from kg.resolve.rulings import Rulings
from kg.review import as_json_lines, doubts, from_json_lines, items, keep, undecided

PAPER = """Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/6/2025.

Ủy ban nhân dân tỉnh Lào Cai và Hội đồng trường đã họp. Hội đồng giao Sở Y tế rà soát hồ sơ."""
RESOLUTION = """CHÍNH PHỦ
-------
Số: 900/NQ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hà Nội, ngày 10 tháng 01 năm 2025

NGHỊ QUYẾT
VỀ PHÁT TRIỂN CÔNG NGHIỆP BÁN DẪN

1. Bộ Công Thương chủ trì xây dựng Đề án phát triển phòng thí nghiệm vi mạch bán dẫn dùng chung trước ngày 30/6/2025.
"""
NOTICE = (
    RESOLUTION.replace("CHÍNH PHỦ\n-------\nSố: 900/NQ-CP", "VĂN PHÒNG CHÍNH PHỦ\n-------\nSố: 901/TB-VPCP")
    .replace("tháng 01", "tháng 9")
    .replace("NGHỊ QUYẾT", "THÔNG BÁO")
    .replace("30/6/2025", "30/11/2025")
)
TASK = "Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/6/2025"


def built(texts: dict[str, str], *decisions: Decision) -> Facts:
    """Facts of some texts with decisions, each on a line of its own."""
    read = [(d, extract(d, reading.names())) for d in (reading.document(t, date=None, id_=n) for n, t in texts.items())]
    lines = [as_line(d) for d in decisions]
    return resolve(reading.registry(), read, parse_decisions(lines, Path("decisions.jsonl")))


def place(text: str, quote: str, source: str = "a") -> Place:
    return Place(source, quote, text.index(quote))


def wordings(found: Facts) -> list[str]:
    return sorted(t.text for t in found.tasks)


def test_a_rejected_task_is_not_in_the_graph_and_an_accepted_one_is_marked() -> None:
    at = place(PAPER, TASK)
    assert any("bệnh án" in w for w in wordings(built({"a": PAPER})))
    rejected = built({"a": PAPER}, Decision("reject", (at,), type="task"))
    assert not any("bệnh án" in w for w in wordings(rejected))
    accepted = built({"a": PAPER}, Decision("accept", (at,), type="task"))
    assert [(r.status, r.thing) for r in accepted.reviewed] == [
        ("accepted", next(t.id for t in accepted.tasks if "bệnh án" in t.text))
    ]
    assert rejected.unfit == accepted.unfit == ()


def test_a_decision_on_another_type_of_fact_decides_nothing_and_is_told() -> None:
    wrong = Decision("reject", (place(PAPER, TASK),), type="target")
    found = built({"a": PAPER}, wrong)
    assert any("bệnh án" in w for w in wordings(found))
    assert [d.places for d in found.unfit] == [wrong.places]


def test_a_decision_outlives_a_change_of_the_text_before_it() -> None:
    """The words count, not the place where they once stood."""
    at = place(PAPER, TASK)
    found = built({"a": "Tin mới nhất trong ngày.\n\n" + PAPER}, Decision("reject", (at,), type="task"))
    assert not any("bệnh án" in w for w in wordings(found))
    assert found.unfit == ()


def test_a_decision_whose_words_are_gone_is_told_not_dropped() -> None:
    gone = Decision("reject", (Place("a", "Bộ Y tế xây dựng bệnh viện trên mặt trăng", 0),), type="task")
    assert built({"a": PAPER}, gone).unfit[0].places == gone.places


@pytest.mark.parametrize(("start", "expected"), [(0, 0), (8, 10), (None, None)])
def test_words_that_stand_twice_are_found_nearest_to_their_old_place(start: int | None, expected: int | None) -> None:
    span = located(Place("a", "Bộ Y tế", start), "Bộ Y tế - Bộ Y tế")
    assert (span.start if span else None) == expected


def test_a_name_means_the_body_that_a_person_has_named() -> None:
    quote = "Hội đồng"
    start = PAPER.index("Hội đồng giao")
    before = built({"a": PAPER})
    assert "Hội đồng" in {u.text for u in before.unresolved}
    decided = built({"a": PAPER}, Decision("body", (Place("a", quote, start),), body="org/bo-y-te"))
    assert "Hội đồng" not in {u.text for u in decided.unresolved}
    assert ("org/bo-y-te", start) in {(m.entity, m.evidence.start) for m in decided.body_mentions}


def test_a_name_is_not_given_to_a_body_that_nobody_knows() -> None:
    start = PAPER.index("Hội đồng giao")
    found = built({"a": PAPER}, Decision("body", (Place("a", "Hội đồng", start),), body="org/khong-co"))
    assert len(found.unfit) == 1


def both(quote: str = "phòng thí nghiệm vi mạch bán dẫn dùng chung") -> tuple[Place, Place]:
    return place(NOTICE, quote, "b"), place(RESOLUTION, quote, "a")


def test_tasks_that_a_person_calls_different_are_not_linked() -> None:
    texts = {"a": RESOLUTION, "b": NOTICE}
    assert len(built(texts).restatements) == 1
    apart = built(texts, Decision("different", both()))
    assert apart.restatements == apart.probable == apart.conflicts == apart.unfit == ()


def test_tasks_that_a_person_calls_the_same_are_linked() -> None:
    texts = {"a": RESOLUTION, "b": PAPER}
    pair = (place(PAPER, TASK, "b"), both()[1])
    assert built(texts).restatements == ()
    linked = built(texts, Decision("same", pair))
    assert [r.confidence for r in linked.restatements] == [1.0]


TWINS = PAPER.replace("Bộ Y tế hoàn thành", "Bộ Y tế xây dựng kho dữ liệu y tế; Bộ Công an hoàn thành")


def test_of_two_tasks_of_one_sentence_none_is_taken_for_the_one_that_is_meant() -> None:
    texts = {"a": RESOLUTION, "b": TWINS}
    first, second = "Bộ Y tế xây dựng kho dữ liệu y tế", TASK.replace("Bộ Y tế", "Bộ Công an")
    assert {first, second} <= set(wordings(built(texts)))
    either = Decision("same", (place(TWINS, f"{first}; {second}", "b"), both()[1]))
    guessed = built(texts, either)
    assert (guessed.restatements, [d.places for d in guessed.unfit]) == ((), [either.places])
    one = built(texts, Decision("same", (place(TWINS, first, "b"), both()[1])))
    assert ([r.confidence for r in one.restatements], one.unfit) == ([1.0], ())


def test_only_the_very_words_are_rejected_where_a_longer_task_holds_them() -> None:
    document = reading.document(PAPER, date=None, id_="a")
    found = extract(document, reading.names())
    task = next(f for f in found.found if isinstance(f, TaskFound) and f.evidence.quote == TASK)
    inner = replace(task.evidence, end=task.evidence.end - 10, quote=task.evidence.quote[:-10])
    both_ = replace(found, found=(task, replace(task, evidence=inner)))
    rulings = Rulings([Decision("reject", (Place("a", inner.quote, inner.start),), type="task")], [document])
    assert rulings.kept(both_).found == (task,)


def test_decisions_made_without_a_file_are_told_apart() -> None:
    """They have no line; one that decides and one that fits nothing are two."""
    gone = Decision("reject", (Place("a", "không có ở đâu", 0),), type="task")
    reject = Decision("reject", (place(PAPER, TASK),), type="task")
    read = [(d, extract(d, reading.names())) for d in [reading.document(PAPER, date=None, id_="a")]]
    found = resolve(reading.registry(), read, (reject, gone))
    assert found.unfit == (gone,)


def test_a_decision_that_a_later_one_replaces_is_not_told_as_unfit() -> None:
    at = place(PAPER, TASK)
    found = built({"a": PAPER}, *(Decision(d, (at,), type="task") for d in ("reject", "accept")))
    assert len(found.reviewed) == 1
    assert found.unfit == ()


def test_a_person_settles_what_no_rule_decides() -> None:
    texts = {"a": RESOLUTION, "b": NOTICE}
    (open_,) = built(texts).conflicts
    assert (open_.kind, open_.reason, open_.prevails) == ("due", "undecided", None)
    (settled,) = built(texts, Decision("prevails", (both()[0],))).conflicts
    assert (settled.reason, settled.prevails) == ("decided", settled.things[1])


def test_questions_come_with_their_answers_and_survive_their_file() -> None:
    asked = items(built({"a": RESOLUTION, "b": NOTICE, "c": PAPER}))
    assert {i.kind for i in asked} >= {"name", "conflict"}
    conflict = next(i for i in asked if i.kind == "conflict")
    assert [d.decide for d in conflict.answers] == ["prevails", "prevails", "different"]
    assert [s.due for s in conflict.sides] == ["2025-06-30", "2025-11-30"]
    back = from_json_lines(as_json_lines(asked))
    assert as_json_lines(back) == as_json_lines(asked)


def test_what_is_decided_is_not_asked_again() -> None:
    asked = items(built({"a": RESOLUTION, "b": NOTICE}))
    (question,) = [i for i in asked if i.kind == "conflict"]
    assert question in undecided(asked, [Decision("same", question.answers[2].places)])
    assert question not in undecided(asked, [question.answers[1]])
    assert question in undecided(asked, [Decision("accept", question.answers[1].places)])


def test_decisions_are_added_once_to_the_end_of_their_file(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text("# by hand", "utf-8")
    one, other = Decision("accept", (Place("a", "x", 1),)), Decision("reject", (Place("a", "y"),), note="sai")
    assert (keep([one, one], path), keep([one, other], path)) == (1, 1)
    assert path.read_text("utf-8") == f"# by hand\n{as_line(one)}\n{as_line(other)}\n"
    assert [(d.decide, d.line) for d in read_decisions(path)] == [("accept", 2), ("reject", 3)]


def test_the_last_decision_on_a_question_holds(tmp_path: Path) -> None:
    texts, at = {"a": RESOLUTION, "b": NOTICE}, both()
    settled = built(texts, Decision("prevails", at, type="due"), Decision("prevails", at[::-1], type="due"))
    assert settled.conflicts[0].prevails == settled.conflicts[0].things[0]
    assert built(texts, Decision("different", at), Decision("same", at)).restatements
    assert not built(texts, Decision("same", at), Decision("different", at)).restatements
    path, yes, no = tmp_path / "d.jsonl", Decision("accept", at[:1]), Decision("reject", at[:1])
    assert [keep([d], path) for d in (yes, no, yes, yes)] == [1, 1, 1, 0]


def test_a_quote_may_hold_what_elsewhere_ends_a_line(tmp_path: Path) -> None:
    odd = PAPER.replace("Hội đồng giao", "Hội\u2028đồng giao")
    asked = items(built({"a": odd}))
    assert as_json_lines(from_json_lines(as_json_lines(asked))) == as_json_lines(asked)
    path = tmp_path / "d.jsonl"
    keep([Decision("accept", (Place("a", "một\u2028hai\x85ba"),))], path)
    assert read_decisions(path)[0].places[0].quote == "một\u2028hai\x85ba"


def test_a_file_with_a_byte_order_mark_is_read_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(as_line(Decision("accept", (Place("a", "x"),))), "utf-8-sig")
    assert len(read_decisions(path)) == 1
    with pytest.raises(CannotRead):
        read_decisions(tmp_path / "nothere.jsonl")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not of the right form"),
        ('{"decide": "perhaps", "places": []}', "decide: one of"),
        ('{"decide": "same", "places": [{"source": "a", "quote": "b"}]}', "places: 2"),
        ('{"decide": "accept", "places": [{"source": "a", "quote": ""}]}', "places: 1"),
        ('{"decide": "accept", "places": [{"source": "a", "quote": "b", "start": -1}]}', "places: 1"),
        ('{"decide": "accept", "places": [{"source": "a", "quote": "b", "start": 1e999}]}', "not of the right form"),
        ('{"decide": "accept", "places": [{"source": "a", "quote": "\\ud800"}]}', "not of the right form"),
        ("[" * 100_000, "not of the right form"),
        ('{"decide": "body", "places": [{"source": "a", "quote": "b"}], "body": "x"}', "org/"),
    ],
)
def test_a_line_that_is_no_decision_is_named(line: str, reason: str) -> None:
    with pytest.raises(BadDecision) as caught:
        parse_decisions(["# ok", "", line], Path("d.jsonl"))
    assert "line 3" in str(caught.value)
    assert reason in str(caught.value)


# --- the command ------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of three papers that leave questions open."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("a", RESOLUTION), ("b", NOTICE), ("c", PAPER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    kg.build([folder], tmp_path / "store")
    return tmp_path / "store"


def run(*arguments: object) -> tuple[int, str]:
    """Exit code and output of a command in English."""
    result = CliRunner().invoke(Root(name="kg"), [*map(str, arguments), "--lang", "en"])
    return result.exit_code, result.output


def test_answers_from_a_file_are_replayed_by_the_next_build(store: Path, tmp_path: Path) -> None:
    _, told = run("review", "--json", "--kind", "conflict", "--store", store)
    asked: list[dict[str, Any]] = json.loads(told)
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps(asked[0]["answers"][0], ensure_ascii=False) + "\n", "utf-8")
    code, told = run("review", "--apply", answers, "--store", store)
    assert (code, "New decisions" in told) == (0, True)
    assert (store / "decisions.jsonl").is_file()
    kg.build([tmp_path / "papers"], store)
    (conflict,) = kg.open(store).conflicts()
    assert (conflict.ground, conflict.prevailing) == ("decided", conflict.sides[0].iri)
    assert json.loads(run("review", "--json", "--kind", "conflict", "--store", store)[1]) == []


def test_a_file_of_decisions_elsewhere_can_be_named(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "decisions.jsonl"
    path.parent.mkdir()
    gone = Decision("reject", (Place("c", "không có câu này"),), type="task")
    path.write_text(as_line(gone) + "\n", "utf-8")
    report = kg.build([tmp_path / "papers"], store, decisions=path)
    assert [d.line for d in report.unfit] == [1]
    told = json.loads((store / "current" / "report.json").read_text("utf-8"))
    assert told["unfit"] == [json.loads(as_line(gone))]


def test_without_a_terminal_the_questions_are_listed(store: Path) -> None:
    code, told = run("review", "--store", store)
    assert code == 0
    assert "Which deadline holds?" in told
    assert "kg review --apply FILE" in " ".join(told.split())


def test_a_broken_file_of_answers_changes_nothing(store: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text('{"decide": "accept"}\n', "utf-8")
    code, _ = run("review", "--apply", answers, "--store", store)
    assert code != 0
    assert not (store / "decisions.jsonl").exists()


def test_doubtful_decisions_of_a_file_are_told_at_once(store: Path, tmp_path: Path) -> None:
    told = {"source": "a", "quote": "giao Sở Y tế rà soát hồ sơ"}
    lines = [
        {"decide": "accept", "type": "task", "places": [{"source": "a", "quote": "không có câu này"}]},
        {"decide": "body", "body": "org/khong-co", "places": [{"source": "a", "quote": "Hội đồng trường"}]},
        {"decide": "accept", "type": "task", "places": [{"source": "a", "quote": "Ủy ban nhân dân tỉnh Lào Cai"}]},
        {"decide": "reject", "type": "task", "places": [{"source": "a", "quote": "Ủy ban nhân dân tỉnh Lào Cai"}]},
    ]
    assert told["quote"] in PAPER
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    papers = tmp_path / "more"
    papers.mkdir()
    (papers / "a.txt").write_text(PAPER, "utf-8")
    kg.build([papers], tmp_path / "own")
    code, out = run("review", "--apply", answers, "--store", tmp_path / "own")
    text = " ".join(out.split())
    assert code == 1
    assert "line 1: no document here has the words “không có câu này” (a)" in text
    assert "line 2: no body has the id org/khong-co" in text
    assert "line 4 says the opposite of line 3 on “Ủy ban nhân dân tỉnh Lào Cai”" in text
    code, out = run("review", "--apply", answers, "--store", tmp_path / "own", "--json")
    assert code == 1
    assert [(d["kind"], d["line"]) for d in json.loads(out)["doubts"]] == [
        ("gone", 1), ("unknown-body", 2), ("against", 4),
    ]  # fmt: skip


def test_what_is_decided_twice_alike_is_no_contradiction() -> None:
    one = Decision("accept", (Place("a", "một câu"),), type="task", line=1)
    assert doubts([one, replace(one, note="xem lại", line=2)], lambda _: "một câu", lambda _: True) == []


def test_json_is_whole_unless_a_limit_is_typed(seeds_store: Path) -> None:
    whole = json.loads(run("review", "--json", "--store", seeds_store)[1])
    one = json.loads(run("review", "--json", "--limit", 1, "--store", seeds_store)[1])
    assert len(whole) > len(one)
    assert [i["kind"] for i in one] == list(dict.fromkeys(i["kind"] for i in whole))


def test_what_is_no_choice_is_asked_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = built({"a": RESOLUTION, "b": NOTICE})
    (item,) = (i for i in items(facts) if i.kind == "conflict")
    path = tmp_path / "decisions.jsonl"

    @click.command()
    def review() -> None:
        assert ask_all([item], path, 80) == 1

    done = CliRunner().invoke(review, input="zzz\n9\n1\n")
    assert done.exit_code == 0, done.output
    assert done.output.count("zzz") >= 1
    assert len(read_decisions(path)) == 1
