"""Who owns it now, and who owned it then: each answer with the body as given, the owner, the event, the sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import papers
import pytest

import kg
from kg.rdf.namespaces import BASE

DATA = tomllib.loads(Path(__file__).with_name("ownership.toml").read_text("utf-8"))
QUESTIONS: list[dict[str, Any]] = DATA["question"]

Opened = Callable[[str], Path]


@pytest.fixture(scope="session")
def opened(seeds_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The store that a question is asked of: the small documents', the seeds', or that of one real document."""

    @cache
    def build(name: str) -> Path:
        folder = tmp_path_factory.mktemp("ownership")
        if name == "small":
            _write(folder / "documents")
        kg.build([folder / "documents" if name == "small" else papers.corpus_file(name)], folder / "store")
        return folder / "store"

    return lambda name: seeds_store if name == "seeds" else build(name)


def _write(folder: Path) -> None:
    folder.mkdir()
    manifest = ""
    for one in DATA["document"]:
        (folder / f"{one['id']}.txt").write_text(one["text"].strip() + "\n", "utf-8")
        manifest += f'[[document]]\nid = "{one["id"]}"\nfile = "{one["id"]}.txt"\npublished = "{one["date"]}"\n\n'
    (folder / "manifest.toml").write_text(manifest, "utf-8")


def labels(things: list[dict[str, Any]]) -> list[str]:
    return [thing["label"] for thing in things]


def events(found: list[dict[str, Any]]) -> list[str]:
    return [one["event"].removeprefix(f"{BASE}event/") for one in found]


def proved(store: Path, answer: dict[str, Any]) -> str:
    """The sentence behind an answer, as its snapshot reads at the place that is given."""
    source = answer["source"]
    text = (store / "current" / "snapshots" / f"{source['id']}.txt").read_text("utf-8")
    assert text[source["start"] : source["end"]] == answer["quote"]
    return str(answer["quote"])


@pytest.mark.parametrize("asked", QUESTIONS, ids=[q["id"] for q in QUESTIONS])
def test_who_owns_it(asked: dict[str, Any], opened: Opened) -> None:
    store = opened(asked.get("store", "small"))
    told = kg.open(store).ask(asked["ask"], day=asked.get("as_of")).as_json()
    outcome = asked.get("outcome", "found")
    assert told["understood"]["outcome"] == outcome
    assert told["understood"]["as_of"] == asked.get("as_of", asked.get("day"))
    answer = (told["answers"] if outcome == "found" else told["nearest"])[0]
    assert proved(store, answer) == asked.get("quote", answer["quote"])
    if "given" in asked:
        (owner,) = answer["owners"]
        assert (owner["body"]["label"], owner["state"]) == (asked["given"], asked["state"])
        assert labels(owner["owners"]) == asked["owners"]
        assert events(owner["events"]) == asked.get("events", [])
        assert events(owner["doubts"]) == asked.get("doubts", [])
        sources = [s for one in owner["events"] for s in labels(one["sources"])]
        assert asked.get("sources", sources) == sources


def test_there_are_twenty_questions_and_more() -> None:
    assert len({q["id"] for q in QUESTIONS}) == len(QUESTIONS) >= 20
    assert {q.get("state") for q in QUESTIONS} == {"same", "passed", "unclear", None}


def test_a_body_that_did_not_exist_yet_says_so(opened: Opened) -> None:
    graph = kg.open(opened("small"))
    (body,) = graph.bodies("Bộ Dân tộc và Tôn giáo")
    early, late = (graph.body(body, day=day).as_json() for day in ("2025-02-01", None))
    assert (early["standing"]["state"], early["leads"], early["predecessors"]) == ("not-yet", [], [])
    assert late["standing"]["state"] == "same"
    assert [one["quote"].partition("thành ")[2] for one in late["leads"]] == [
        "cổng dữ liệu các dân tộc trước ngày 30/12/2025"
    ]
    given_to = {key: [one["owners"][0]["body"]["label"] for one in late[key]] for key in ("inherits", "unclear")}
    assert given_to == {"inherits": ["Ủy ban Dân tộc"], "unclear": ["Bộ Nội vụ"]}  # of that only a function moved


def test_the_day_of_a_question_is_no_deadline(opened: Opened) -> None:
    graph = kg.open(opened("small"))
    told = graph.ask("ai phải hoàn thành hạ tầng viễn thông trước ngày 30/6/2025?").as_json()
    assert (told["understood"]["as_of"], told["understood"]["kind"]) == (None, "owner")


@pytest.mark.parametrize(
    ("day", "owners"),
    [
        ("2025-02-01", ["bo-thong-tin-va-truyen-thong"]),
        ("2025-03-01", ["bo-khoa-hoc-va-cong-nghe"]),
        ("2030-01-01", ["bo-khoa-hoc-va-cong-nghe"]),
    ],
)
def test_the_same_in_sparql(opened: Opened, day: str, owners: list[str]) -> None:
    """The shipped query follows kg:successor and agrees with the answer."""
    from kg.query import run

    graph = kg.open(opened("small"))
    (answer,) = graph.ask("ai phụ trách hạ tầng viễn thông?", day=day).answers
    assert answer.card is not None
    rows = run(graph.build, "owner-as-of", task=answer.card.iri, day=day)
    assert [str(row["holder"]).removeprefix(f"{BASE}org/") for row in rows] == owners
    assert [n.path.removeprefix("org/") for one in answer.card.owners for n in one.holders] == owners
    assert {row["doubt"] for row in rows} == {None}


def test_sparql_tells_the_doubt(opened: Opened) -> None:
    from kg.query import run

    graph = kg.open(opened("small"))
    (answer,) = graph.ask("ai phụ trách quy hoạch báo chí?").answers
    assert answer.card is not None
    rows = run(graph.build, "owner-as-of", task=answer.card.iri, day="2025-06-01")
    assert {str(row["doubt"]) for row in rows} == {f"{BASE}event/2025/chuyen-bao-chi-xuat-ban"}
