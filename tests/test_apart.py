"""Queries from outside: bounded in time, memory and rows, whatever they are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sample_store import write_sample

from kg.errors import BadQuery, BadSyntax, KgError, QueryDied, QueryTooSlow, TextEnds, UnknownPrefix, WrongFormat
from kg.store import Graph, open_graph
from kg.store.apart import serialize_apart, table_apart

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TASKS = "SELECT ?task ?wording { ?task a kg:Task ; skos:prefLabel ?wording } ORDER BY ?task"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return open_graph(write_sample(tmp_path_factory.mktemp("apart") / "store"))


@pytest.mark.parametrize(
    "query",
    [TASKS, "ASK { ?s a kg:Task }", "CONSTRUCT { ?s a kg:Task } WHERE { ?s a kg:Task }", "SELECT (1.5 AS ?n) {}"],
)
def test_the_answer_is_that_of_the_graph_itself(graph: Graph, query: str) -> None:
    found = table_apart(graph, query)
    assert found == graph.table(query)
    assert [[type(v) for v in row] for row in found.rows] == [[type(v) for v in row] for row in graph.table(query).rows]


def test_formats_are_those_of_the_graph(graph: Graph) -> None:
    for format in ("csv", "tsv", "json", "xml"):
        assert serialize_apart(graph, TASKS, format) == graph.serialize(TASKS, format)
    with pytest.raises(WrongFormat, match="turtle"):
        serialize_apart(graph, TASKS, "turtle")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (TASKS, 2),
        (TASKS + " LIMIT 1", 1),
        (TASKS + " LIMIT 100", 2),
        (TASKS + " LIMIT 100 OFFSET 2", 1),
        (TASKS + " # LIMIT 1", 2),
        ("SELECT ?s { { SELECT ?s { ?s a kg:Task } LIMIT 3 } }", 2),
        ("CONSTRUCT { ?s a kg:Task } WHERE { ?s a kg:Task }", 2),
    ],
)
def test_a_limit_holds_beside_that_of_the_query(graph: Graph, query: str, rows: int) -> None:
    assert len(table_apart(graph, query, limit=2).rows) == rows
    assert len(table_apart(graph, query, limit=0).rows) == len(graph.table(query).rows)


@pytest.mark.parametrize(
    "query",
    [
        ENDLESS,
        "SELECT ?s { ?s (rdf:type|!rdf:type)* ?o . ?o (rdf:type|!rdf:type)* ?p . ?p (rdf:type|!rdf:type)* ?q }",
        ENDLESS.replace("}", 'FILTER (regex(str(?a), "(a|aa)+$")) }'),
    ],
)
def test_a_query_that_never_ends_is_stopped(graph: Graph, query: str) -> None:
    with pytest.raises(QueryTooSlow, match="longer than"):
        table_apart(graph, query, seconds=1)


def test_a_regex_bomb_costs_its_own_process_at_most(graph: Graph) -> None:
    bomb = 'SELECT ?l { ?s skos:prefLabel ?l FILTER regex(?l, "' + "(" * 200 + "a" + "{1,99})" * 200 + '") }'
    try:
        found = table_apart(graph, bomb, seconds=5)
    except (QueryTooSlow, QueryDied):
        return
    assert found.rows == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * 5000 + "}" * 5000 + " }",
        "SELECT * { FILTER (" + "!" * 200_000 + "true) }",
        "SELECT * { FILTER (" + "(" * 499 + "1" + ")" * 499 + ") }",
        "SELECT * { FILTER (1" + " + 1" * 100_000 + ") }",
        "SELECT * { ?s " + "^" * 100_000 + "rdf:type ?o }",
        "SELECT * { ?s " + "/".join(["rdf:type"] * 20_000) + " ?o }",
    ],
    ids=lambda query: query[:24],
)
def test_nesting_never_kills_who_asks(graph: Graph, query: str) -> None:
    try:
        table_apart(graph, query, seconds=10, limit=5)
    except KgError as error:
        assert isinstance(error, BadQuery | QueryDied | QueryTooSlow)


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [
        ("SELECT ?s {\n ?s kgg:leadBody ?o }", UnknownPrefix, "line 2, column .*kgg: is not declared.*near: kg"),
        ("SELECT ?s { ?s ?p ?o", TextEnds, "ends too early"),
        ("SELECT ?s\nWHERE ?s ?p ?o }", BadSyntax, "line 2, column 7: found .\\?s .*expected"),
        ("DELETE WHERE { ?s ?p ?o }", BadQuery, "updates are refused"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", BadQuery, "SERVICE is refused"),
    ],
)
@pytest.mark.parametrize("limit", [0, 3])
def test_what_is_wrong_is_said_as_the_graph_says_it(
    graph: Graph, query: str, error: type[BadQuery], said: str, limit: int
) -> None:
    with pytest.raises(error, match=said) as apart:
        table_apart(graph, query, limit=limit)
    with pytest.raises(error) as here:
        graph.table(query)
    assert str(apart.value) == str(here.value)


def test_an_interrupt_ends_the_query_too(tmp_path: Path) -> None:
    """Ctrl-C while the engine works: one line, the code of an interrupt, and no process left behind."""
    store = write_sample(tmp_path / "store")
    program = (
        "import kg.documents.pool as pool, kg.cli, sys\n"
        "line = pool.Worker._line\n"
        "def told(self, *rest):\n"
        "    print(self._process.pid, flush=True)\n"
        "    return line(self, *rest)\n"
        "pool.Worker._line = told\n"
        f"sys.argv = ['kg', 'sparql', {ENDLESS!r}, '--store', {str(store)!r}]\n"
        "kg.cli.main()\n"
    )
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "KG_LANG": "en"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None and process.stderr is not None
        worker = int(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().decode().split("\n")[-2:] == ["kg: stopped; the store is unchanged.", ""]
        assert process.wait() == 130
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
