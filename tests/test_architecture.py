"""The shape of the house: folders, the order of the stages, one room a library, small modules."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import house
import pytest

TOP_LEVEL = {"kg", "ontology", "scripts", "tests", "seeds", "pyproject.toml", "README.md"}

# A stage imports only from its own row and the rows above.
STAGES = (
    ("kg.model", "kg.errors", "kg.resources", "kg.text", "kg.dates", "kg.turtle"),
    ("kg.registry", "kg.succession"),
    ("kg.documents",),
    ("kg.extract",),
    ("kg.cache",),
    ("kg.resolve",),
    ("kg.review",),
    ("kg.rdf",),
    ("kg.store", "kg.search_index"),
    ("kg.query", "kg.verify", "kg.validate"),
    ("kg.ask", "kg.graph"),
    ("kg.history",),
    ("kg.export",),
    ("kg.reports",),
    ("kg.views",),
    ("kg.build", "kg.unchanged", "kg.tables", "kg.api", "kg"),
    ("kg.cli", "kg.__main__"),
)

ROOMS = {
    "ahocorasick_rs": ("kg.extract",),
    "cattrs": ("kg.cache.codec",),
    "click": ("kg.cli",),
    "jinja2": ("kg.views",),
    "networkx": ("kg.graph", "kg.export.graphml", "kg.reports.measures"),
    "openpyxl": ("kg.reports.formats.sheets",),
    "oxrdflib": ("kg.store",),
    "pyoxigraph": ("kg.turtle", "kg.rdf", "kg.store"),
    "docx": ("kg.documents.formats.docx",),
    "icalendar": ("kg.reports.formats.calendar",),
    "pypdfium2": ("kg.documents.formats.pdf.drawn",),
    "pyshacl": ("kg.validate",),
    "pyvis": ("kg.views",),
    "rdflib": ("kg.store", "kg.validate"),
    "rich": ("kg.cli",),
    "selectolax": ("kg.documents.formats.html",),
    "warcio": ("kg.documents.formats.records",),
}
HEAVY = frozenset(
    {"IPython", "cattrs", "jinja2", "networkx", "oxrdflib", "pyshacl", "pyvis", "rdflib", "rich"}
) | frozenset({"docx", "icalendar", "lxml", "openpyxl", "pypdfium2", "selectolax", "warcio"})
# A distribution whose package has another name.
PACKAGES = {"python_docx": "docx"}

# The same input gives the same bytes; a document is read, never run, and nothing is fetched.
CLOCKS_AND_CHANCE = frozenset(
    {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time", "time.localtime", "time.gmtime"}
    | {"time.strftime", "uuid", "random", "secrets", "os.urandom"}
)
DANGERS = frozenset({"eval", "exec", "pickle", "marshal", "os.system", "urllib.request", "http.client", "socket"})

# Queries, pages and styles have files of their own.
FOREIGN = re.compile(
    r"(?<!\?P)</?(?:html|head|body|div|span|script|style|table|svg|p|a)\b[^<]*>|\bPREFIX\s+\w*:"
    r"|\b(?:WHERE|CONSTRUCT|ASK)\s*\{"
)

MODULES = house.sources()
IMPORTS = house.imports(MODULES, house.packages())

# Split, so that this file does not say what it forbids.
REGISTRIES = r"pypi\.|pythonhosted\.|npmjs\.|yarnpkg\.|anaconda\.|crates\.io|deb\.debian\.|archive\.ubuntu\."
FORBIDDEN = {
    "address of a package registry": re.compile(rf"\b(?:files\.|registry\.|static\.)?(?:{REGISTRIES})(?:org|com|io)?"),
    "choice of a package index": re.compile(r"(?:extra-)?index-" + r"url|find-" + r"links", re.IGNORECASE),
    "path of one machine": re.compile(r"(?<![\w.:/])/(?:work|root|home|Users|mnt)/\w"),
}


def test_the_top_level_is_the_one_that_was_decided() -> None:
    assert house.top_level(house.project_files()) == TOP_LEVEL


def test_every_module_stands_in_a_stage() -> None:
    assert len(MODULES) > 20
    assert house.homeless(MODULES, STAGES) == []


def test_every_stage_exists() -> None:
    places = [place for places in STAGES for place in places]
    assert [p for p in places if not any(house.within(m, p) for m in MODULES)] == []


def test_a_stage_imports_only_from_the_stages_before_it() -> None:
    assert house.against_the_stream(IMPORTS, STAGES) == []


def test_each_library_stays_in_its_room() -> None:
    assert house.trespassers(IMPORTS, ROOMS) == []


def test_every_room_is_lived_in() -> None:
    rooms = [(library, room) for library in ROOMS for room in ROOMS[library]]
    used = [(i.target.split(".")[0], i.module) for i in IMPORTS if i.when != "typing"]
    assert [r for r in rooms if not any(library == r[0] and house.within(m, r[1]) for library, m in used)] == []


def test_every_dependency_has_a_room_and_every_room_a_dependency() -> None:
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^\w-]", d)[0].replace("-", "_") for d in project["dependencies"]}
    declared = {PACKAGES.get(name, name) for name in declared}
    assert declared == set(ROOMS)


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    assert house.eager(IMPORTS, HEAVY) == []


def test_no_clock_and_no_chance() -> None:
    assert house.uses(MODULES, CLOCKS_AND_CHANCE) == []


def test_nothing_is_run_or_fetched() -> None:
    assert house.uses(MODULES, DANGERS) == []


def test_queries_and_pages_are_not_written_in_python() -> None:
    assert house.strings(MODULES, FOREIGN) == []


def test_modules_are_small() -> None:
    assert house.too_long(house.module_lengths(MODULES), 400) == []


def test_functions_are_small() -> None:
    assert house.too_long(house.function_lengths(MODULES), 40) == []


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["ask", "ai phụ trách cải cách hành chính?"]])
def test_a_question_loads_no_heavy_library(arguments: list[str], seeds_store: Path) -> None:
    if arguments[-1] != "--help":
        arguments = [*arguments, "--store", str(seeds_store)]
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('LOADED', *sorted(sys.modules)))\n"
        "import kg.cli\n"
        f"sys.argv = ['kg', *{arguments!r}]\n"
        "kg.cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer, _, loaded = done.stdout.rpartition("LOADED ")
    assert answer.strip()
    assert set(loaded.split()) & HEAVY == set()


def test_no_file_names_a_registry_or_a_machine() -> None:
    wrong = []
    for path in house.project_files():
        text = path.read_text("utf-8", errors="replace")
        wrong += [f"{path.relative_to(house.ROOT)}:{found}" for found in house.mentions(text, FORBIDDEN)]
    assert wrong == []


def test_every_toml_file_parses() -> None:
    files = [p for p in house.project_files() if p.suffix == ".toml"]
    assert {"pyproject.toml", "manifest.toml"} < {p.name for p in files}
    for path in files:
        assert tomllib.loads(path.read_text("utf-8")), path


# --- the checks themselves can fail ------------------------------------------------------


def found_in(text: str, module: str = "kg.text") -> list[house.Import]:
    return house.imports({module: text, "kg.store": "", "kg.rdf": "", "kg": ""}, frozenset({"kg"}))


@pytest.mark.parametrize(
    "text",
    [
        "import kg.store",
        "from kg import store",
        "from kg.store import open_store",
        "from . import store",
        "from .store import open_store",
        "def f():\n    from kg.store import open_store",
        "if True:\n    import kg.store",
        "class A:\n    def f(self):\n        import kg.store as s",
        "import kg.nowhere",
    ],
)
def test_an_import_of_a_later_stage_is_seen(text: str) -> None:
    assert len(house.against_the_stream(found_in(text), STAGES)) == 1


@pytest.mark.parametrize("text", ["import json", "from kg.text import fold", "from kg import rdf", "from . import rdf"])
def test_an_import_of_an_earlier_stage_is_let_be(text: str) -> None:
    assert house.against_the_stream(found_in(text, "kg.store"), STAGES) == []


def test_a_module_without_a_stage_is_seen() -> None:
    assert house.homeless({"kg": "", "kg.cli.ask": "", "kg.utils": "", "kg.storehouse": ""}, STAGES) == [
        "kg.utils stands in no stage",
        "kg.storehouse stands in no stage",
    ]


def test_a_library_outside_its_room_is_seen() -> None:
    found = found_in("import networkx as nx\ndef f():\n    from rdflib.namespace import RDF\nimport numpy\nimport re")
    assert house.trespassers(found, ROOMS) == [
        "kg.text:1 imports networkx",
        "kg.text:3 imports rdflib",
        "kg.text:4 imports numpy",
    ]
    assert house.trespassers(found_in("import networkx", "kg.graph"), ROOMS) == []
    typing = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rdflib\n"
    assert house.trespassers(found_in(typing), ROOMS) == []


def test_a_heavy_import_at_the_top_is_seen() -> None:
    late = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import rdflib\ndef f():\n    import networkx\n"
    assert house.eager(found_in(late), HEAVY) == []
    early = "try:\n    import rich.table\nexcept ImportError:\n    pass\nclass A:\n    import rdflib\n"
    assert house.eager(found_in(early), HEAVY) == [
        "kg.text:2 imports rich.table at its top",
        "kg.text:6 imports rdflib at its top",
    ]


def test_long_functions_are_seen_and_docstrings_not_counted() -> None:
    text = 'def f():\n    """One.\n\n    Two.\n    """\n' + "    x = 1\n" * 40
    text += "\nasync def g():\n" + "    y = 2\n" * 39
    assert house.too_long(house.function_lengths({"kg.text": text}), 40) == ["kg.text.f:1 has 41 lines"]
    assert house.too_long(house.module_lengths({"kg.text": text}), 84) == ["kg.text has 86 lines"]


@pytest.mark.parametrize(
    "text",
    [
        "import uuid",
        "from random import choice",
        "import datetime\ndatetime.date.today()",
        "def f():\n    from time import localtime",
    ],
)
def test_a_clock_or_chance_is_seen(text: str) -> None:
    assert len(house.uses({"kg.text": text}, CLOCKS_AND_CHANCE)) == 1


@pytest.mark.parametrize(
    "text", ["eval('1')", "import urllib.request", "from urllib.request import urlopen", "import pickle"]
)
def test_what_could_run_or_fetch_something_is_seen(text: str) -> None:
    assert len(house.uses({"kg.text": text}, DANGERS)) == 1


def test_a_timer_and_a_regex_are_let_be() -> None:
    assert (
        house.uses({"kg.text": "import re, time\nre.compile('x')\ntime.perf_counter()"}, CLOCKS_AND_CHANCE | DANGERS)
        == []
    )


@pytest.mark.parametrize(
    "text",
    ["x = '<div class=\"a\">'", "x = f'<p>{1}</p>'", "q = 'SELECT ?a WHERE { ?a ?b ?c }'", "q = 'PREFIX kg: <x>'"],
)
def test_a_page_or_query_in_python_is_seen(text: str) -> None:
    assert house.strings({"kg.text": text}, FOREIGN)
    assert house.strings({"kg.text": f'"""{text}"""'}, FOREIGN) == []


def test_files_outside_the_decided_folders_are_seen(tmp_path: Path) -> None:
    for name in ("kg/model.py", "docs/index.md", ".ci/run", "setup.py", "kg-store/current", "kg/__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert house.top_level(house.project_files(tmp_path), tmp_path) == {"kg", "docs", "setup.py"}


@pytest.mark.parametrize(
    "parts",
    [
        ("https://py", "pi.org/simple"),
        ("see files.python", "hosted.org"),
        ("registry.npm", "js.org"),
        ("http://deb.deb", "ian.org/debian"),
        ("--extra-index", "-url x"),
        ("cd /wo", "rk/main"),
        ('"/ho', 'me/someone/x"'),
        ("HOME=/ro", "ot/a"),
    ],
)
def test_a_registry_or_a_machine_path_is_seen(parts: tuple[str, str]) -> None:
    assert len(house.mentions("first\n" + "".join(parts), FORBIDDEN)) == 1


@pytest.mark.parametrize("line", ["https://w3id.org/chutri/work/57", "../home/x", "/tmp/work", "bought a /work"])
def test_other_addresses_are_let_be(line: str) -> None:
    assert house.mentions(line, FORBIDDEN) == []
