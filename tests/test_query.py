"""The shipped questions: documented, bound, and answered rightly on the sample."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import sample_facts

from kg.errors import BadQuery
from kg.model import Facts, Reported
from kg.query import filled, for_people, labels, names, question, rows, run, standalone, unknown_terms
from kg.rdf import BASE
from kg.rdf.namespaces import KG
from kg.store import Graph, open_graph

TASK = "task/hoan-thien-kien-truc-du-lieu-quoc-gia"
# One thing of the sample for every parameter that a shipped query takes.
THINGS = {
    "task": TASK,
    "subject": TASK,
    "thing": TASK,
    "object": "org/bo-cong-an",
    "body": "org/bo-khoa-hoc-va-cong-nghe",
    "document": "doc/2025/99-nq-tw",
    "tenure": "tenure/khoi-chinh-phu",
    "class": KG + "Task",
}
TEXTS = {"day": "2025-06-30", "source": sample_facts.PAPER.source.id}
GOLDEN = Path(__file__).parent / "golden" / "queries"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    store = tmp_path_factory.mktemp("query") / "store"
    sample_facts.build(store, with_a_report(sample_facts.sample()))
    return open_graph(store)


def with_a_report(facts: Facts) -> Facts:
    """The sample, and that one of its sentences is read as a report of how far a task is."""
    told = Reported("under-way", sample_facts.evidence(sample_facts.PAPER, "khắc phục tình trạng dữ liệu", "status"))
    tasks = [replace(t, reported=(told,)) if t.id.startswith("task/khac-phuc") else t for t in facts.tasks]
    return replace(facts, tasks=tuple(tasks))


def values_for(name: str) -> dict[str, str]:
    """A value of the sample for each parameter of a query."""
    return {p: TEXTS[p] if kind == "text" else THINGS.get(p, TASK) for p, kind in question(name).parameters.items()}


@pytest.mark.parametrize("name", names())
def test_the_header_of_a_query_is_true(graph: Graph, name: str) -> None:
    asked = question(name)
    assert len(asked.purpose) > 20
    given = values_for(name)
    assert graph.table(asked.sparql).columns == asked.columns
    assert set(asked.parameters) <= set(asked.columns)
    full = {p: value if p in TEXTS or "://" in value else BASE + value for p, value in given.items()}
    assert all(row[p] == full[p] for row in run(graph, name, **given) for p in given)


@pytest.mark.parametrize("name", names())
def test_a_query_and_its_standalone_text_answer_alike(graph: Graph, name: str) -> None:
    asked = question(name)
    given = values_for(name)
    alike = [sorted(map(str, run(graph, name, **given)))]
    texts = [filled(name, given)]
    if set(asked.parameters.values()) <= {"iri"} and len(given) < 2:
        texts.append(standalone(name, next(iter(given), ""), list(given.values())))
    for text in texts:
        assert text.startswith("PREFIX ")
        alike.append(sorted(map(str, graph.select(text))))
    assert alike == alike[:1] * len(alike)


def test_parameters_are_told_apart_by_type() -> None:
    assert question("ask-task").parameters == {"task": "iri"}
    assert question("verify-quotes").parameters == {}
    assert question("verify-quotes").columns == ("source", "start", "end", "quote", "prefix", "suffix")


@pytest.mark.parametrize("name", ["no-such", "../kg", "ask-task.rq", "", "Ask-task"])
def test_only_shipped_queries_have_a_name(name: str) -> None:
    with pytest.raises(KeyError):
        question(name)


@pytest.mark.parametrize("given", [{}, {"body": TASK}, {"task": TASK, "more": TASK}])
def test_parameters_must_be_those_of_the_query(graph: Graph, given: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="task"):
        run(graph, "ask-task", **given)


def test_an_id_and_its_iri_are_the_same_parameter(graph: Graph) -> None:
    assert run(graph, "ask-task", task=TASK) == run(graph, "ask-task", task=BASE + TASK) != []


@pytest.mark.parametrize("value", ['x> } INSERT DATA { <a:a> <a:b> "c" } #', "task/x ?y", "'\"\\", "a b"])
def test_a_value_is_never_syntax(graph: Graph, value: str) -> None:
    before = len(graph)
    assert run(graph, "ask-task", task=value) == []
    assert graph.select(standalone("ask-task", "task", [value])) == []
    assert len(graph) == before


def test_a_full_iri_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(BadQuery, match="not an IRI"):
        run(graph, "ask-task", task="http://a b")


def test_rows_are_plain_strings(graph: Graph) -> None:
    found = rows(graph, "verify-quotes")
    assert str(found[0]["start"]).isdigit()
    assert {type(value) for row in found for value in row.values()} == {str}


def test_the_queries_are_the_files_of_the_folder() -> None:
    folder = Path(__file__).parent.parent / "kg" / "queries"
    assert names() == sorted(p.stem for p in folder.iterdir())
    assert len(names()) > 10


# --- competency questions: what the graph has to be able to answer -----------------------

PEOPLE = [one.name for one in for_people()]


@pytest.fixture(scope="module")
def memory(graph: Graph):  # type: ignore[no-untyped-def]
    """The same build in rdflib's own memory."""
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(graph.folder / "graph.nq", format="nquads")
    return dataset


def test_the_questions_of_the_design_are_there() -> None:
    assert {"owners", "tasks-of", "due-by", "assigned-by", "sentences", "implementing", "posts", "successors"} <= set(
        PEOPLE
    )


@pytest.mark.parametrize("name", PEOPLE)
def test_a_competency_question_has_its_answer_in_both_engines(graph: Graph, memory, name: str) -> None:  # type: ignore[no-untyped-def]
    text = filled(name, values_for(name))
    columns = question(name).columns
    found = ["\t".join(row[c] or "" for c in columns) for row in graph.texts(text)]
    told = "\n".join(["\t".join(columns), *found, ""]).replace(BASE, "id:")
    golden = GOLDEN / f"{name}.tsv"
    if os.environ.get("KG_UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
    other = ["\t".join("" if value is None else str(value) for value in row) for row in memory.query(text)]
    assert sorted(other) == sorted(found)


def test_every_golden_answer_has_its_question() -> None:
    assert {p.stem for p in GOLDEN.iterdir()} == set(PEOPLE)


@pytest.mark.parametrize("value", ['" } INSERT DATA { <a:a> <a:b> "c" } #', "\\", 'a"b', "x\ny\u2028\x00", "?day", "}"])
def test_a_text_is_never_syntax(graph: Graph, value: str) -> None:
    assert graph.select(filled("due-by", {"day": value})) == run(graph, "due-by", day=value)


def test_filled_takes_the_parameters_of_the_query() -> None:
    for given in ({}, {"body": "x"}, {"day": "x", "more": "y"}):
        with pytest.raises(TypeError, match="day"):
            filled("due-by", given)
    assert filled("owners", {}) == standalone("owners")


def test_names_are_in_the_language_or_in_vietnamese(graph: Graph) -> None:
    known = labels(graph, [BASE + "org/bo-cong-an", BASE + "org/to-ra-soat-du-lieu", BASE + "org/none"], "en")
    assert known == {
        BASE + "org/bo-cong-an": "Ministry of Public Security",
        BASE + "org/to-ra-soat-du-lieu": "Tổ rà soát dữ liệu",
    }
    assert labels(graph, [], "en") == {}


def test_a_term_that_is_none_has_a_suggestion(tmp_path: Path) -> None:
    from kg.resources import ontology_dir

    sample_facts.build(tmp_path / "store", ontology=ontology_dir())
    whole = open_graph(tmp_path / "store")
    near = unknown_terms(whole, "SELECT * { ?t kg:leadbody ?b ; kg:leadBody ?c ; kg:zzzzzz ?d ; <x#kg:not> ?e }")
    assert near["kg:leadbody"][0] == "kg:leadBody"
    assert near["kg:zzzzzz"] == []
    assert set(near) == {"kg:leadbody", "kg:zzzzzz"}
