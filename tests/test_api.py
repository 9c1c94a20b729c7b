"""The library: what ``import kg`` gives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sample_store import write_sample

import kg
from kg.errors import BadQuery, KgError, NoStore, NothingToRead

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


def test_the_view_is_the_page_in_a_frame(seeds_store: Path, tmp_path: Path) -> None:
    page = kg.open(seeds_store).view(language="en")
    assert page.html.startswith("<!DOCTYPE html>") and '<html lang="en">' in page.html
    assert page._repr_html_().startswith("<iframe srcdoc=") and "<script" not in page._repr_html_()
    assert page.save(tmp_path / "view.html").read_text("utf-8") == page.html
