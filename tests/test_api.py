"""The library: what ``import kg`` gives, and what it does not load."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
import types
from datetime import date
from pathlib import Path

import pytest
import sample_facts
from sample_store import write_sample

import kg
from kg.errors import BadQuery, KgError, NoStore, NothingToRead, QueryTooSlow
from kg.reports.table import Column, Report, Section
from kg.tables import Table

TASKS = "SELECT ?task ?wording { ?task a kg:Task ; skos:prefLabel ?wording } ORDER BY ?task"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.open(str(write_sample(tmp_path_factory.mktemp("api") / "store")))


def test_importing_the_package_loads_nothing_of_it() -> None:
    program = "import sys, kg; print(*sorted(m for m in sys.modules if m.startswith('kg')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["kg"]


def test_the_interface_is_named() -> None:
    assert dir(kg) == ["Graph", "KgError", "build", "open"]
    assert kg.KgError is KgError
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_package_is_typed() -> None:
    assert (Path(kg.__file__).parent / "py.typed").is_file()


def test_build_and_open(seeds: Path, tmp_path: Path) -> None:
    seen: list[str] = []
    for _ in range(2):
        report = kg.build([seeds], tmp_path / "store", progress=lambda stage, done, total: seen.append(stage))
    assert report.counts["documents"] == 5
    assert {"read", "write"} <= set(seen)
    assert len(kg.open(tmp_path / "store").query(TASKS)) == report.counts["tasks"] > 10


def test_build_takes_one_path(seeds: Path, tmp_path: Path) -> None:
    one = min(p for p in seeds.iterdir() if p.suffix == ".txt")
    assert kg.build(one, tmp_path / "store").counts["documents"] == 1


def test_build_without_paths_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        kg.build([], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_open_says_what_to_do_where_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="kg build"):
        kg.open(tmp_path)


def test_query_gives_rows(graph: kg.Graph) -> None:
    rows = graph.query(TASKS)
    assert rows[0]["wording"] == "báo cáo kết quả hằng năm"
    with pytest.raises(BadQuery):
        graph.query("SELECT nothing")


def test_rdflib_reads_the_same_store(graph: kg.Graph) -> None:
    found = graph.rdflib().query(
        "PREFIX kg: <https://w3id.org/chutri/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>" + TASKS
    )
    assert [str(row[1]) for row in found] == [row["wording"] for row in graph.query(TASKS)]  # type: ignore[index]


def test_rdflib_cannot_change_the_store(graph: kg.Graph) -> None:
    from rdflib import RDF, URIRef

    before = len(graph)
    with pytest.raises(Exception, match="read-write"):
        graph.rdflib().add((URIRef("urn:a"), RDF.type, URIRef("urn:b")))
    assert len(graph) == before


def test_networkx_has_the_lead(graph: kg.Graph) -> None:
    drawn = graph.networkx()
    base = "https://w3id.org/chutri/id/"
    assert drawn.has_edge(base + "task/hoan-thien-kien-truc-du-lieu-quoc-gia", base + "org/bo-khoa-hoc-va-cong-nghe")


def test_find_and_show(graph: kg.Graph) -> None:
    base = "https://w3id.org/chutri/id/"
    for reference in ("99-NQ/TW", "doc/2025/99-nq-tw", base + "doc/2025/99-nq-tw", "Nghị quyết số 99-NQ/TW"):
        assert graph.find(reference) == [base + "doc/2025/99-nq-tw"]
    assert graph.find("bo cong an") == [base + "org/bo-cong-an"]
    assert graph.find("no such thing") == graph.find("org/none") == graph.find("") == []
    thing = graph.show(base + "doc/2025/99-nq-tw")
    assert {s.value.iri for s in thing.referred} >= {base + "doc/2025/88-nq-cp"}


def test_a_body_and_what_is_near(graph: kg.Graph) -> None:
    (body,) = graph.bodies("Bộ KH&CN")
    profile = graph.body(body)
    assert [one.dates for one in profile.groups["leads"]] == [("2025-06-30",)]
    assert graph.bodies("Bộ Không có thật") == []
    assert "Tổ rà soát dữ liệu" in [n.vi for n in graph.near("rà soát dữ liệu số", ("body",))]


# --- tasks and reports -------------------------------------------------------------------


def test_tasks_are_records_in_the_order_of_their_deadlines(graph: kg.Graph) -> None:
    found = graph.tasks()
    assert [bool(one.due and one.due.latest) for one in found] == [True, False, False]
    assert (len(found), found[0], list(found)[1:]) == (3, next(iter(found)), list(found[1:]))
    assert repr(found) == "<3 tasks as of 2025-05-13>"


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"lead": "Bộ KH&CN"}, {"hoan"}),
        ({"lead": "Bộ TT&TT"}, set()),
        ({"support": "Bộ Công an"}, {"hoan"}),
        ({"body": "Văn phòng Chính phủ"}, {"hoan"}),
        ({"document": "99-NQ/TW"}, {"hoan", "bao"}),
        ({"topic": "dữ liệu phân tán"}, {"khac"}),
        ({"due_before": "2025-06-30"}, {"hoan"}),
        ({"due_before": "29/6/2025"}, set()),
        ({"due_after": date(2025, 6, 30)}, {"hoan"}),
        ({"schedule": "overdue", "as_of": "2025-07-01"}, {"hoan"}),
        ({"schedule": "recurring"}, {"bao"}),
        ({"status": "done"}, set()),
        ({"as_of": "2025-05-11"}, set()),
        ({"since": "2025-05-12"}, {"hoan", "bao", "khac"}),
    ],
)
def test_tasks_by_what_is_known_of_them(whole: kg.Graph, asked: dict[str, object], ids: set[str]) -> None:
    assert {one.id.split("/")[1].split("-")[0] for one in whole.tasks(**asked)} == ids  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    """The sample with the registry that ships with the program."""
    from kg.resources import ontology_dir

    store = tmp_path_factory.mktemp("whole") / "store"
    sample_facts.build(store, ontology=ontology_dir())
    return kg.open(store)


def test_a_report_in_python(graph: kg.Graph) -> None:
    found = graph.report("overdue", as_of=date(2025, 7, 1))
    assert repr(found) == "<report overdue as of 2025-07-01>"
    assert found.report.sections[0].key == "grid"
    with pytest.raises(KgError):
        graph.report("owners", body="Bộ Không có thật")
    with pytest.raises(KeyError):
        graph.report("nothing")


def test_a_notebook_shows_tables(graph: kg.Graph) -> None:
    for shown in (graph.tasks(), graph.report("tasks")):
        html = shown._repr_html_()
        assert "<th>Nhiệm vụ</th>" in html and "<td>báo cáo kết quả hằng năm</td>" in html


def test_what_a_document_says_is_text_in_a_notebook() -> None:
    section = Section("list", (Column("task"),), (("<script>alert(1)</script> & <b>",),))
    html = Table(Report("tasks", "2025-06-01", "option", (("topic", "<i>"),), (section,)), "vi")._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in html
    assert not {"<script", "<b>", "<i>"} & set(re.findall(r"<\w+>?", html))


def test_pandas_where_it_is(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pytest.importorskip("pandas").DataFrame
    assert isinstance(graph.tasks().to_pandas(), frame)
    assert list(graph.report("owners").to_pandas("bodies")["lead"]) == [1, 1, 1]


def test_pandas_where_it_is_not(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError, match="pandas is not installed"):
        graph.tasks().to_pandas()


def test_a_frame_is_made_of_plain_values(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    class Frame:
        def __init__(self, rows: list[list[object]], columns: list[str]) -> None:
            self.rows, self.columns = rows, columns

    pandas = types.ModuleType("pandas")
    pandas.DataFrame = Frame  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    found = graph.tasks().to_pandas()
    first = dict(zip(found.columns, found.rows[0], strict=True))
    assert first["due"]["edtf"] == "2025-06-30"
    assert first["lead"][0]["label"] == "Bộ Khoa học và Công nghệ"


def test_an_untrusted_query_runs_apart(graph: kg.Graph) -> None:
    assert [row[1] for row in graph.table(TASKS, limit=1).rows] == ["báo cáo kết quả hằng năm"]
    assert graph.serialize(TASKS, "csv").startswith(b"task,wording\r\n")
    with pytest.raises(QueryTooSlow):
        graph.table("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.5)


@pytest.mark.parametrize("name", ["kg.api", "kg.ask.status", "kg.text", "kg.dates", "kg.cli.text", "kg.cli.language"])
def test_the_examples_of_the_docstrings_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a store ``kg-store`` that holds the sample, as a reader would have one."""
    from kg.resources import ontology_dir

    sample_facts.build(tmp_path / "kg-store", ontology=ontology_dir())
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testmod(importlib.import_module(name), extraglobs={"kg": kg})
    assert (failed, tried > 0) == (0, True)


def test_the_view_is_the_page_in_a_frame(seeds_store: Path, tmp_path: Path) -> None:
    page = kg.open(seeds_store).view(language="en")
    assert page.html.startswith("<!DOCTYPE html>") and '<html lang="en">' in page.html
    assert page._repr_html_().startswith("<iframe srcdoc=") and "<script" not in page._repr_html_()
    assert page.save(tmp_path / "view.html").read_text("utf-8") == page.html
