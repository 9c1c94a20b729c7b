"""The graph on disk: whole or not at all, readable while it is rebuilt, closed to everything but questions."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
import sample_facts
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import BadQuery, BrokenStore, NoStore, StoreBusy, StoreFull, StoreUnwritable, WrongFormat
from kg.rdf import BASE, quad_lines
from kg.store import Graph, Iri, Table, open_graph, write_build

A = f'<{BASE}a> <{BASE}p> "một" <{BASE}graph/data> .'
B = f'<{BASE}b> <{BASE}p> "hai" <{BASE}graph/data> .'
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's store, to be read only."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    sample_facts.build(folder)
    return folder


@pytest.fixture(scope="module")
def graph(store: Path) -> Graph:
    return open_graph(store)


def builds(store: Path) -> list[str]:
    return sorted(path.name for path in (store / "builds").iterdir() if path.name != ".lock")


def program(text: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(text), *map(str, arguments)]


def start(text: str, *arguments: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}"}
    return subprocess.Popen(
        program(text, *arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


# --- writing ---------------------------------------------------------------------------


def test_a_build_holds_what_it_was_given(tmp_path: Path) -> None:
    def sidecar(folder: Path) -> None:
        (folder / "search.sqlite").write_bytes(b"index")

    folder = write_build(tmp_path, [A, B], {"snapshots/một.txt": b"text\r\n", "report.json": b"{}"}, sidecar)
    assert (tmp_path / "current").resolve() == folder.resolve()
    assert (folder / "graph.nq").read_text("utf-8") == f"{A}\n{B}\n"
    assert (folder / "snapshots" / "một.txt").read_bytes() == b"text\r\n"
    assert (folder / "report.json").read_bytes() == b"{}"
    assert (folder / "search.sqlite").read_bytes() == b"index"
    assert builds(tmp_path) == [folder.name]
    assert len(open_graph(tmp_path)) == 2


def test_the_store_rewrites_nothing(store: Path) -> None:
    lines = quad_lines(sample_facts.sample(), sample_facts.ONTOLOGY)
    held = Store.read_only(str(store / "current" / "oxigraph"))
    assert sorted(f"{quad} ." for quad in held) == lines


def test_the_same_content_is_the_same_build_byte_for_byte(tmp_path: Path) -> None:
    one, two = sample_facts.build(tmp_path / "one"), sample_facts.build(tmp_path / "two")
    assert one.name == two.name
    for name in ("graph.nq", "facts.jsonl", "search.sqlite"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_building_the_same_again_keeps_the_build(tmp_path: Path) -> None:
    first = write_build(tmp_path, [A], {"report.json": b"{}"})
    inode = (first / "graph.nq").stat().st_ino
    assert write_build(tmp_path, [A], {"report.json": b"{}"}) == first
    assert (first / "graph.nq").stat().st_ino == inode
    assert builds(tmp_path) == [first.name]


def test_other_files_beside_the_same_graph_are_another_build(tmp_path: Path) -> None:
    first = write_build(tmp_path, [A], {"report.json": b"{}"})
    second = write_build(tmp_path, [A], {"report.json": b"[]"})
    assert first != second
    assert (tmp_path / "current" / "report.json").read_bytes() == b"[]"


def test_the_build_before_is_kept_and_older_ones_are_not(tmp_path: Path) -> None:
    names = [write_build(tmp_path, [line], {}).name for line in (A, B, f"{A[:-1]}.")]
    assert names[0] == names[2]
    assert builds(tmp_path) == sorted(names[:2])
    third = write_build(tmp_path, [A, B], {}).name
    assert builds(tmp_path) == sorted([names[0], third])


def test_a_damaged_build_is_replaced_by_building_again(tmp_path: Path) -> None:
    first = write_build(tmp_path, [A], {})
    (first / "oxigraph" / "CURRENT").unlink()
    with pytest.raises(BrokenStore, match="kg build"):
        open_graph(tmp_path)
    assert write_build(tmp_path, [A], {}) != first
    assert len(open_graph(tmp_path)) == 1


@pytest.mark.parametrize("place", ["../x", "/x", "snapshots/../../x", "oxigraph/x", ""])
def test_a_file_stays_inside_its_build(tmp_path: Path, place: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        write_build(tmp_path / "store", [A], {place: b""})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["store"]
    assert builds(tmp_path / "store") == []


# --- what goes wrong while writing -----------------------------------------------------


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, StoreFull), (errno.EDQUOT, StoreFull), (errno.EACCES, StoreUnwritable)]
)
def test_a_failed_write_changes_nothing(tmp_path: Path, number: int, error: type[Exception]) -> None:
    first = write_build(tmp_path, [A], {})

    def sidecar(folder: Path) -> None:
        (folder / "half").write_bytes(b"x")
        raise OSError(number, os.strerror(number))

    with pytest.raises(error, match="nothing was changed"):
        write_build(tmp_path, [B], {}, sidecar)
    assert builds(tmp_path) == [first.name]
    assert open_graph(tmp_path).folder.name == first.name


def test_a_disk_that_fills_under_the_engine_changes_nothing(tmp_path: Path) -> None:
    first = write_build(tmp_path, [A], {})
    text = """
        import resource, sys
        from pathlib import Path
        from kg.errors import StoreFull
        from kg.store import write_build
        lines = [f'<https://a/{i:06}> <https://p> "{i:060}" <https://g> .' for i in range(3000)]
        size = sum(len(line) + 1 for line in lines)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + int(sys.argv[2]),) * 2)
        try:
            write_build(Path(sys.argv[1]), lines, {"more": b"x" * int(sys.argv[3])})
        except StoreFull as error:
            print(error)
        else:
            print("written")
    """
    full = start(text, tmp_path, -1, 0)
    assert "nothing was changed" in full.communicate()[0]
    full = start(text, tmp_path, 10, 10**6)
    assert "nothing was changed" in full.communicate()[0]
    assert start(text, tmp_path / "other", 10**7, 0).communicate()[0] == "written\n"
    assert builds(tmp_path) == [first.name]
    assert len(open_graph(tmp_path)) == 1


@pytest.mark.parametrize("blocker", ["file", "current"])
def test_a_place_that_is_no_store_is_refused(tmp_path: Path, blocker: str) -> None:
    store = tmp_path / "store"
    if blocker == "file":
        store.write_text("", "utf-8")
    else:
        (store / "current" / "something").mkdir(parents=True)
    with pytest.raises(StoreUnwritable):
        write_build(store, [A], {})
    with pytest.raises(NoStore):
        open_graph(store)


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    text = """
        import sys
        from pathlib import Path
        from kg.store import write_build
        def wait(folder):
            print("writing", flush=True)
            sys.stdin.readline()
        write_build(Path(sys.argv[1]), ['<a:a> <a:b> "c" <a:g> .'], {}, wait)
        print("done", flush=True)
    """
    other = start(text, tmp_path)
    assert says(other) == "writing"
    with pytest.raises(StoreBusy):
        write_build(tmp_path, [A], {})
    with pytest.raises(NoStore):
        open_graph(tmp_path)
    go_on(other)
    assert other.communicate()[0] == "done\n"
    assert open_graph(tmp_path).select("SELECT ?o { ?s ?p ?o }") == [{"o": "c"}]
    write_build(tmp_path, [A], {})


def test_a_build_that_is_killed_leaves_the_old_one_and_is_swept_away(tmp_path: Path) -> None:
    first = write_build(tmp_path, [A], {})
    text = """
        import sys, time
        from pathlib import Path
        from kg.store import write_build
        def wait(folder):
            print("writing", flush=True)
            time.sleep(60)
        write_build(Path(sys.argv[1]), ['<a:a> <a:b> "c" <a:g> .'], {}, wait)
    """
    other = start(text, tmp_path)
    assert says(other) == "writing"
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert len(builds(tmp_path)) == 2
    assert open_graph(tmp_path).folder.name == first.name
    second = write_build(tmp_path, [B], {})
    assert builds(tmp_path) == sorted([first.name, second.name])


# --- reading while it is rebuilt -------------------------------------------------------


def test_a_reader_keeps_the_build_it_opened(tmp_path: Path) -> None:
    write_build(tmp_path, [A], {})
    text = """
        import sys
        from pathlib import Path
        from kg.store import open_graph
        graph = open_graph(Path(sys.argv[1]))
        for _ in range(4):
            print([row["o"] for row in graph.select("SELECT ?o { ?s ?p ?o }")], graph.folder.name, flush=True)
            sys.stdin.readline()
    """
    reader = start(text, tmp_path)
    seen = [says(reader)]
    for lines in ([B], [A, B], [A, B, B.replace("hai", "ba")]):
        write_build(tmp_path, lines, {})
        go_on(reader)
        seen.append(says(reader))
    go_on(reader)
    reader.communicate()
    assert seen[0].startswith("['một'] ")
    assert seen == [seen[0]] * 4
    assert len(open_graph(tmp_path)) == 3


def test_a_reader_that_meets_a_swap_opens_the_new_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = write_build(tmp_path, [A], {})
    opened: list[str] = []
    honest: Callable[[str], Store] = Store.read_only

    def swapped_away(path: str) -> Store:
        opened.append(path)
        if len(opened) == 1:
            write_build(tmp_path, [B], {})
            shutil.rmtree(old)
        return honest(path)

    class Swapping:
        read_only = staticmethod(swapped_away)

    monkeypatch.setattr("pyoxigraph.Store", Swapping)
    with monkeypatch.context() as inner:
        inner.setattr("kg.store.build._move_in", _move_with(Store))
        graph = open_graph(tmp_path)
    assert len(opened) == 2
    assert graph.select("SELECT ?o { ?s ?p ?o }") == [{"o": "hai"}]


def _move_with(engine: type[Store]) -> Callable[[Path, str, Path, bytes], Path]:
    """Moves a build in as the writer does, with the real engine."""

    def move(builds: Path, name: str, temporary: Path, quads: bytes) -> Path:
        held = engine(str(temporary / "oxigraph"))
        held.bulk_load(quads, format=RdfFormat.N_QUADS)
        held.flush()
        del held
        return temporary.rename(builds / name)

    return move


@pytest.mark.parametrize("made", [False, True])
def test_no_store_says_how_to_make_one(tmp_path: Path, made: bool) -> None:
    if made:
        (tmp_path / "builds").mkdir()
    with pytest.raises(NoStore, match="kg build"):
        open_graph(tmp_path if made else tmp_path / "none")


# --- questions -------------------------------------------------------------------------


def test_rows_have_typed_values_in_the_order_of_the_query(graph: Graph) -> None:
    query = """
        SELECT ?text ?s ?none ?n ?d ?yes ?day {
          ?s a kg:Target ; rdfs:label ?text ; kg:targetValue ?d ; kg:deadline/kg:latest ?day .
          BIND (1 + 1 AS ?n) BIND (?n = 2 AS ?yes)
        }
    """
    table = graph.table(query)
    target = "https://w3id.org/chutri/id/target/dich-vu-cong-truc-tuyen-toan-trinh-2030"
    text = "đến năm 2030, tỷ lệ dịch vụ công trực tuyến toàn trình đạt trên 80%"
    assert table == Table(
        ("text", "s", "none", "n", "d", "yes", "day"), [(text, Iri(target), None, 2, 80.0, True, "2030-12-31")]
    )
    assert [type(v) for v in table.rows[0]] == [str, Iri, type(None), int, float, bool, str]
    assert graph.select(query) == [dict(zip(table.columns, table.rows[0], strict=True))]
    assert graph.texts(query)[0]["d"] == "80"


def test_every_layer_is_asked_at_once(graph: Graph) -> None:
    layers = graph.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [str(row["g"]).rpartition("/")[2] for row in layers] == [
        "data", "evidence", "inferred", "meta", "ontology", "registry",
    ]  # fmt: skip
    assert graph.select(COUNT) == [{"n": len(graph)}]


@pytest.mark.parametrize(
    ("query", "format", "begins"),
    [
        ("SELECT ?s { ?s a kg:Target }", None, b'{"head":{"vars":["s"]}'),
        ("SELECT ?s { ?s a kg:Target }", "csv", b"s\r\nhttps://w3id.org/chutri/id/target/"),
        ("SELECT ?s { ?s a kg:Target }", "tsv", b"?s\n<https://w3id.org/chutri/id/target/"),
        ("SELECT ?s { ?s a kg:Target }", "xml", b'<?xml version="1.0"?><sparql'),
        ("ASK { ?s a kg:Target }", None, b'{"head":{},"boolean":true}'),
        ("ASK { ?s a kg:Nothing }", "csv", b"false"),
        ("CONSTRUCT WHERE { ?s a kg:Target }", None, b"@prefix "),
        ("CONSTRUCT WHERE { ?s a kg:Target }", "ntriples", b"<https://w3id.org/chutri/id/target/"),
        ("DESCRIBE <https://w3id.org/chutri/id/org/bo-cong-an>", "turtle", b"@prefix "),
    ],
)
def test_every_form_of_query_has_a_fitting_format(graph: Graph, query: str, format: str | None, begins: bytes) -> None:
    assert graph.serialize(query, format).startswith(begins)


@pytest.mark.parametrize(
    ("query", "format"),
    [
        ("SELECT ?s { ?s ?p ?o }", "turtle"),
        ("ASK { ?s ?p ?o }", "ntriples"),
        ("DESCRIBE kg:Task", "csv"),
        (COUNT, "pdf"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(graph: Graph, query: str, format: str) -> None:
    with pytest.raises(WrongFormat, match="choose one of"):
        graph.serialize(query, format)


def test_a_control_character_leaves_the_xml_well_formed(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    write_build(tmp_path, [f'<{BASE}a> <{BASE}p> "a\\u0001\\u000Bb\uffff" <{BASE}g> .'], {})
    answer = ElementTree.fromstring(open_graph(tmp_path).serialize("SELECT ?o { ?s ?p ?o }", "xml"))
    assert "".join(answer.itertext()).strip() == "a\ufffd\ufffdb\ufffd"


def test_the_prefixes_of_a_query_come_before_ours(graph: Graph) -> None:
    assert graph.ask("PREFIX kg: <http://nowhere/> ASK { ?s a kg:Task }") is False
    assert graph.ask("ASK { ?s a kg:Task }") is True


@settings(max_examples=60, deadline=None)
@given(value=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_bound_text_is_a_text_and_nothing_else(graph: Graph, value: str) -> None:
    assert graph.select("SELECT ?x { BIND (1 AS ?one) }", {"x": value}) == [{"x": value}]


def test_a_bound_iri_restricts_the_rows(graph: Graph) -> None:
    body = Iri(f"{BASE}org/bo-cong-an")
    rows = graph.select("SELECT ?body ?name { ?body skos:prefLabel ?name } ORDER BY ?name", {"body": body})
    assert rows == [{"body": body, "name": "Bộ Công an"}, {"body": body, "name": "Ministry of Public Security"}]
    with pytest.raises(BadQuery, match="not an IRI"):
        graph.select("SELECT ?body { ?body ?p ?o }", {"body": Iri("a> <b")})


# --- what is refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column 9"),
        ("SELECT * { ?s ?p ?o", "line 1, column"),
        ("SELEC * {}", "line 1, column"),
        ("", "line 1, column 1"),
        ("SELECT * { ?s nope:x ?o }", "prefix nope: is not declared"),
        ('SELECT * { ?s ?p "a }', "line 1, column"),
        ("SELECT ?x { ?x ?p <b c> }", "line 1, column"),
    ],
)
def test_a_broken_query_is_one_line_with_its_place(graph: Graph, query: str, place: str) -> None:
    with pytest.raises(BadQuery) as error:
        graph.serialize(query)
    assert place in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 250


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICESILENT<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE#here\n#and\nx:y#there\n{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?s<'x>')SERVICE<http://127.0.0.1:9/>{?a ?b ?c}FILTER('x'='x') }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE#>\n<http://127.0.0.1:9/>{?a ?b ?c} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o { SELECT * { SERVICE kg:x\\#y { ?s ?p ?o } } } }",
    ],
)
def test_no_query_leaves_the_graph(graph: Graph, query: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE is refused"):
        graph.serialize(query)


@pytest.mark.parametrize(
    "query",
    [
        "# no SERVICE <http://x> here\nASK { ?service ?p ?o }",
        'ASK { ?s ?p ?o FILTER(!CONTAINS(STR(?s), "SERVICE <x>")) }',
        "ASK { GRAPH ?service { ?s ?p ?o } }",
        "PREFIX service: <http://x/> ASK { { ?s ?p service:x } UNION { ?s ?p ?o } }",
        "ASK { ?s <http://example.org/service#x>|!<a:service> ?o }",
    ],
)
def test_a_word_that_only_reads_like_it_is_no_service(graph: Graph, query: str) -> None:
    assert graph.ask(query) is True


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX a: <a:>\n# now\nDELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <file:///etc/passwd>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP GRAPH <a:g>",
    ],
)
def test_nothing_but_a_build_writes(graph: Graph, query: str) -> None:
    before = len(graph)
    with pytest.raises(BadQuery, match="updates are refused"):
        graph.serialize(query)
    assert len(graph) == before


@pytest.mark.parametrize("bracket", ["{}", "()", "[]"])
def test_a_query_nested_without_end_is_refused(graph: Graph, bracket: str) -> None:
    with pytest.raises(BadQuery, match="brackets"):
        graph.serialize("SELECT * " + bracket[0] * 100_000 + bracket[1] * 100_000)


def test_a_file_named_in_from_is_not_read(graph: Graph) -> None:
    assert graph.select("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }") == []


@pytest.mark.parametrize(
    ("clause", "layers"),
    [
        ("FROM graph:meta", {"meta"}),
        ("from <https://w3id.org/chutri/id/graph/meta>\nFROM graph:registry", {"meta", "registry"}),
        ("FROM NAMED graph:meta", set()),
        ('# FROM graph:meta\n', {"meta", "registry", "ontology", "data", "evidence", "inferred"}),
    ],
)  # fmt: skip
def test_a_query_may_choose_its_layers(graph: Graph, clause: str, layers: set[str]) -> None:
    total = 0
    for layer in layers:
        (row,) = graph.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH graph:{layer} {{ ?s ?p ?o }} }}")
        total += int(str(row["n"]))
    assert graph.select(f"SELECT (COUNT(*) AS ?n) {clause} WHERE {{ ?s ?p ?o }}") == [{"n": total}]


def test_a_column_called_from_chooses_no_layer(graph: Graph) -> None:
    assert graph.ask('ASK { ?from kg:leadBody ?to . FILTER ("FROM <x>" != ?from) }')


# --- the whole graph -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "reader"),
    [
        ("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES), ("rdfxml", RdfFormat.RDF_XML),
        ("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD),
    ],
)  # fmt: skip
def test_a_dump_holds_everything(store: Path, graph: Graph, format: str, reader: RdfFormat) -> None:
    read = {
        str(q if format in ("trig", "nquads", "jsonld") else q.triple) for q in parse(graph.dump(format), format=reader)
    }
    held = Store.read_only(str(store / "current" / "oxigraph"))
    assert read == {str(q if format in ("trig", "nquads", "jsonld") else q.triple) for q in held}


def test_a_dump_is_the_same_in_another_process(store: Path, graph: Graph) -> None:
    text = """
        import hashlib, sys
        from pathlib import Path
        from kg.store import open_graph
        graph = open_graph(Path(sys.argv[1]))
        for format in ("turtle", "trig", "jsonld", "nquads", "rdfxml"):
            print(hashlib.sha256(graph.dump(format)).hexdigest())
    """
    runs = {start(text, store).communicate()[0] for _ in range(3)}
    assert len(runs) == 1
    assert runs.pop().count("\n") == 5


def test_rdflib_sees_the_same_graph(graph: Graph) -> None:
    dataset = graph.rdflib()
    rows = list(dataset.query("SELECT ?t WHERE { ?t a <https://w3id.org/chutri/ontology#Task> }"))
    assert len(rows) == 3
    assert len(dataset) == len(graph)
