"""The shipped questions: documented, bound, and answered rightly on the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
import sample_facts

from kg.errors import BadQuery
from kg.query import names, question, rows, run, standalone
from kg.rdf import BASE
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
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    store = tmp_path_factory.mktemp("query") / "store"
    sample_facts.build(store)
    return open_graph(store)


@pytest.mark.parametrize("name", names())
def test_the_header_of_a_query_is_true(graph: Graph, name: str) -> None:
    asked = question(name)
    assert len(asked.purpose) > 20
    given = {p: THINGS.get(p, TASK) for p in asked.parameters}
    assert graph.table(asked.sparql).columns == asked.columns
    assert set(asked.parameters) <= set(asked.columns)
    meant = {p: BASE + value if asked.parameters[p] == "iri" else value for p, value in given.items()}
    assert all(row[p] == meant[p] for row in run(graph, name, **given) for p in given)


@pytest.mark.parametrize("name", names())
def test_a_query_and_its_standalone_text_answer_alike(graph: Graph, name: str) -> None:
    asked = question(name)
    if len(asked.parameters) > 1:
        pytest.skip("several parameters have no standalone text")
    given = {p: THINGS.get(p, TASK) for p in asked.parameters}
    parameter = next(iter(given), "")
    text = standalone(name, parameter, list(given.values()))
    assert text.startswith("PREFIX ")
    alike = [sorted(map(str, found)) for found in (run(graph, name, **given), graph.select(text))]
    assert alike[0] == alike[1]


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
