"""What was read before is not read again, and nobody can tell from the graph."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import house
import papers
import pytest
import reading
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_documents import SENTENCES, WORKS, text_of

from kg.build import BuildReport, build
from kg.cache import Cache, Extractor, version
from kg.cache.codec import Read, decoded, encoded
from kg.cache.shelf import Shelf, key_of
from kg.cli.root import root
from kg.documents import find, read_documents
from kg.documents.pool import Pool
from kg.documents.read import read_sources
from kg.errors import Damaged, KgError
from kg.extract import Extraction, Recogniser, extract
from kg.model import Document
from kg.rdf import quad_lines
from kg.resolve import resolve
from kg.resources import ontology_dir

FILES = ("graph.nq", "facts.jsonl", "report.json")
Folder = dict[str, str]
FOLDERS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n\n".join),
    min_size=2,
)
slow = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


class Spy:
    """The rules, and the ids of the documents that they were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, document: Document, names: Recogniser) -> Extraction:
        self.asked.append(document.source.id)
        return extract(document, names)


def read_folder(folder: Path, cache: Cache, rules: Spy) -> list[Read]:
    """Every document of a folder as a build reads it."""
    extractor = Extractor(cache.extractions, reading.names, rules)
    outcomes = [outcome for _, outcome in read_sources(find([folder]), known=cache.readings)]
    return [extractor(*outcome) for outcome in outcomes if not isinstance(outcome, KgError)]


def anew(folder: Path, cache: Cache) -> list[str]:
    """The ids of the documents that the rules were asked for."""
    spy = Spy()
    read_folder(folder, cache, spy)
    return spy.asked


def written(folder: Path, texts: Folder) -> Path:
    """A folder with these texts and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def quads(read: Sequence[Read]) -> list[str]:
    return quad_lines(resolve(reading.registry(), read), ontology_dir())


@pytest.fixture
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "van-ban", {f"tin-{n}": text_of(n) for n in range(4)})


# --- the graph is the same ---------------------------------------------------------------


@slow
@given(FOLDERS, st.data())
def test_the_order_in_which_documents_are_read_changes_nothing(texts: Folder, data: st.DataObject) -> None:
    read = [extracted(name, text) for name, text in sorted(texts.items())]
    shuffled = data.draw(st.permutations(read))
    assert quads(shuffled) == quads(read)


@slow
@given(FOLDERS, FOLDERS)
def test_adding_documents_and_taking_them_away_leaves_no_trace(texts: Folder, more: Folder) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place) / "texts", Cache(Path(place) / "cache")
        before = quads(read_folder(written(folder, texts), cache, Spy()))
        read_folder(written(folder, texts | more), cache, Spy())
        again = Spy()
        after = quads(read_folder(written(folder, texts), cache, again))
        assert after == before == quads(read_folder(folder, Cache(None), Spy()))
        assert again.asked == []


def texts_of(works: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts that give these works and no others; what else they say, others may say as well."""
    known = [s for s in SENTENCES if any(w in s for w in works) or not any(w in s for w in WORKS)]
    return st.lists(st.sampled_from(known), min_size=1, max_size=6).map("\n\n".join)


@slow
@given(texts_of(WORKS[:3]), texts_of(WORKS[3:]))
def test_taking_a_document_away_takes_what_only_it_said(one: str, other: str) -> None:
    """Every assertion that another document bears out stays; of the others, and of the evidence, none does."""
    read = [extracted("a", one), extracted("b", other)]
    whole, rest = quads(read), quads(read[1:])
    assert set(rest) <= set(whole)
    said = sources_by_assertion(whole)
    assert set(sources_by_assertion(rest)) == {a for a, sources in said.items() if sources != {"a"}}
    assert not [line for line in rest if "/source/a>" in line or "/snapshot/a>" in line]


@slow
@given(FOLDERS)
def test_what_two_documents_say_stays_with_the_one_that_is_left(texts: Folder) -> None:
    read = [extracted(name, text) for name, text in texts.items()]
    whole, rest = (resolve(reading.registry(), r).tasks for r in (read, read[1:]))
    gone = read[0][0].source.id
    left = {(t.text, t.lead, t.due) for t in whole if any(e.source != gone for e in t.evidence)}
    assert left <= {(t.text, t.lead, t.due) for t in rest}
    assert not [e for t in rest for e in t.evidence if e.source == gone]


def extracted(name: str, text: str) -> Read:
    document = reading.document(text, id_=name)
    return document, extract(document, reading.names())


def sources_by_assertion(lines: Sequence[str]) -> dict[str, set[str]]:
    evidence, source = defaultdict(set), {}
    for line in lines:
        subject, predicate, object_ = line.split(" ", 3)[:3]
        if predicate.endswith("#hasEvidence>"):
            evidence[subject].add(object_)
        elif predicate.endswith("/terms/source>"):
            source[subject] = object_.rpartition("/")[2].rstrip(">")
    return {assertion: {source[e] for e in found} for assertion, found in evidence.items()}


def rename(folder: Path) -> None:
    (folder / "tin-1.txt").rename(folder / "tin-9.txt")


def rewrite(folder: Path) -> None:
    (folder / "tin-2.txt").write_text(text_of(77), "utf-8")


def remove(folder: Path) -> None:
    (folder / "tin-0.txt").unlink()


def add(folder: Path) -> None:
    (folder / "tin-8.txt").write_text(text_of(8), "utf-8")


def date(folder: Path) -> None:
    (folder / "manifest.toml").write_text("[[document]]\nfile = 'tin-3.txt'\npublished = '2024-03-01'\n", "utf-8")


def leave(folder: Path) -> None:
    pass


def contents(made: BuildReport) -> dict[str, bytes]:
    texts = {path.name: path.read_bytes() for path in (made.build / "snapshots").iterdir()}
    return {name: (made.build / name).read_bytes() for name in FILES} | texts


@pytest.mark.parametrize(
    ("change", "asked"), [(rename, 1), (rewrite, 1), (remove, 0), (add, 1), (date, 1), (leave, 0)]
)  # fmt: skip
def test_a_build_from_the_cache_has_the_bytes_of_one_from_nothing(
    change: Callable[[Path], None], asked: int, folder: Path, tmp_path: Path
) -> None:
    first = build([folder], tmp_path / "kho")
    assert (first.anew, first.again) == (4, 0)
    change(folder)
    second, fresh = build([folder], tmp_path / "kho"), build([folder], tmp_path / "khac")
    assert contents(second) == contents(fresh)
    assert (second.anew, second.again) == (asked, fresh.anew - asked)


def test_without_the_cache_everything_is_read_anew(folder: Path, tmp_path: Path) -> None:
    first = build([folder], tmp_path / "kho")
    again = build([folder], tmp_path / "kho", cached=False)
    assert (again.anew, again.again) == (4, 0)
    assert contents(again) == contents(first)
    build([folder], tmp_path / "khac", cached=False)
    assert not (tmp_path / "khac" / "cache").exists()


# --- only what is new is read ------------------------------------------------------------


def test_of_a_thousand_documents_only_the_changed_one_is_read(scratch: Path) -> None:
    cache = Cache(scratch / "cache")
    folder = written(scratch / "nghin", {f"tin-{n:04}": text_of(n, 1) for n in range(1000)})
    assert len(anew(folder, cache)) == 1000
    assert anew(folder, cache) == []
    (folder / "tin-0500.txt").write_text(text_of(5000), "utf-8")
    (folder / "tin-0600.txt").unlink()
    (folder / "tin-moi.txt").write_text(text_of(6000), "utf-8")
    assert anew(folder, cache) == ["tin-0500", "tin-moi"]


def test_a_second_copy_under_another_name_is_a_document_of_its_own(folder: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    anew(folder, cache)
    shutil.copy(folder / "tin-0.txt", folder / "ban-sao.txt")
    assert anew(folder, cache) == ["ban-sao"]


def test_an_unchanged_file_is_not_even_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "van-ban", Cache(tmp_path / "cache")
    folder.mkdir()
    (folder / "a.docx").write_bytes(papers.docx())
    (folder / "b.zip").write_bytes(papers.zipped([("c.docx", papers.docx()), ("d.txt", papers.LONG.encode())]))
    assert anew(folder, cache) == ["a", "c", "d"]
    monkeypatch.setattr(Pool, "submit", lambda *_: pytest.fail("a worker was asked"))
    assert anew(folder, cache) == []
    (folder / "a.docx").rename(folder / "e.docx")
    assert anew(folder, cache) == ["e"], "its text is known, under another name it says something else"


def test_of_an_archive_only_the_new_records_are_read_by_the_rules(tmp_path: Path) -> None:
    def saved(*numbers: int) -> None:
        lines = [json.dumps({"id": f"tin-{n}", "text": text_of(n)}, ensure_ascii=False) for n in numbers]
        (folder / "kho.jsonl").write_text("\n".join(lines), "utf-8")

    folder, cache = tmp_path / "van-ban", Cache(tmp_path / "cache")
    folder.mkdir()
    saved(1, 2, 3)
    assert anew(folder, cache) == ["tin-1", "tin-2", "tin-3"]
    saved(1, 4, 3)
    assert anew(folder, cache) == ["tin-4"]


def test_what_could_not_be_read_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "van-ban", Cache(tmp_path / "cache")
    folder.mkdir()
    (folder / "a.docx").write_bytes(b"PK\x03\x04" + b"x" * 200)
    asked = []
    ask = Pool.submit
    monkeypatch.setattr(Pool, "submit", lambda self, job: (asked.append(job["path"]), ask(self, job))[1])
    for _ in range(2):
        assert [type(o) for _, o in read_sources(find([folder]), known=cache.readings)] == [Damaged]
    assert len(asked) == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "van-ban", Cache(tmp_path / "cache")
    folder.mkdir()
    (folder / "a.docx").write_bytes(papers.docx())
    ask = Pool.submit

    def meddling(self: Pool, job: dict[str, object]) -> object:
        (folder / "a.docx").write_bytes(papers.docx(lambda d: d.add_paragraph("Hôm nay trời mưa.")))
        return ask(self, job)

    with monkeypatch.context() as patch:
        patch.setattr(Pool, "submit", meddling)
        anew(folder, cache)
    (folder / "a.docx").write_bytes(papers.docx())
    ((document, _),) = read_folder(folder, cache, Spy())
    assert document.text == papers.SENTENCE + "\n"


# --- nothing is trusted ------------------------------------------------------------------


def entries(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", [b"", b"\x00" * 50, b"{}", b"null", "ế".encode("utf-16")])
def test_a_damaged_entry_is_made_anew(damage: bytes, folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = read_folder(folder, Cache(cache), Spy())
    for path in entries(cache):
        path.write_bytes(damage)
    again = Spy()
    assert read_folder(folder, Cache(cache), again) == before
    assert len(again.asked) == 4
    assert anew(folder, Cache(cache)) == []


def test_an_entry_under_the_key_of_another_is_made_anew(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = read_folder(folder, Cache(cache), Spy())
    one, other, *_ = entries(cache)
    shutil.copy(one, other)
    again = Spy()
    assert read_folder(folder, Cache(cache), again) == before
    assert len(again.asked) == 1


def test_a_sealed_entry_of_something_else_is_made_anew(folder: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    before = read_folder(folder, cache, Spy())
    foreign: list[object] = [[], {}, [1, 2], None, "x", [{"source": {}}, {}], [[], []]]
    for value in foreign:
        for path in entries(tmp_path / "cache"):
            cache.extractions.put(path.parent.name + path.name, json.dumps(value).encode())
        assert read_folder(folder, cache, Spy()) == before


@given(st.data())
def test_no_byte_of_an_entry_can_be_changed(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        shelf, key = Shelf(Path(place), "x", lambda: "1"), key_of("khóa")
        shelf.put(key, "nội dung".encode())
        (path,) = entries(Path(place))
        kept = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(kept) - 1))
        kept[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(kept)
        assert shelf.get(key) is None


def test_where_nothing_can_be_kept_the_build_goes_on(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "kho"
    store.mkdir()
    (store / "cache").write_text("no folder", "utf-8")
    made = build([folder], store)
    assert (made.anew, made.again) == (4, 0)
    assert contents(made) == contents(build([folder], tmp_path / "khac"))


def test_many_may_use_one_shelf(tmp_path: Path) -> None:
    contents = {key_of(str(n)): str(n).encode() * 1000 for n in range(20)}

    def work(_: int) -> bool:
        shelf = Shelf(tmp_path, "x", lambda: "1")
        for key, content in contents.items():
            shelf.put(key, content)
        return all(shelf.get(key) in (content, None) for key, content in contents.items())

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(16)))
    assert {p.name for p in entries(tmp_path)} == {key[2:] for key in contents}


# --- versions, and how much is kept ------------------------------------------------------


def test_every_module_that_reads_or_extracts_is_part_of_the_version() -> None:
    program = "import sys, kg.documents.worker, kg.documents.formats.records, kg.cache; print(*sorted(sys.modules))"
    lazy = "import kg.documents.formats.docx, kg.documents.formats.doc, kg.documents.formats.pdf;"
    done = subprocess.run([sys.executable, "-c", lazy + program], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.split(".")[0] == "kg"}
    known = {house.module_name(p, house.ROOT) for p in version._code(version.EXTRACTION) if p.suffix == ".py"}
    assert loaded <= known
    assert {"kg.extract.rules.tasks", "kg.text", "kg.model.facts"} <= loaded


def test_another_word_in_the_lexicon_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kg"
    shutil.copytree(house.ROOT / "kg", package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(version, "PACKAGE", package)
    made = [(version.of_reading.__wrapped__(), version.of_extraction.__wrapped__())]
    for name in ("extract/lexicon/cues.toml", "documents/formats/html.py", "views/page.py"):
        (package / name).write_text((package / name).read_text("utf-8") + "\n# x\n", "utf-8")
        made.append((version.of_reading.__wrapped__(), version.of_extraction.__wrapped__()))
    (read, extracted), (read_1, extracted_1), (read_2, extracted_2), last = made
    assert (read == read_1, extracted == extracted_1) == (True, False), "the lexicon is of no use to a reader"
    assert (read_1 == read_2, extracted_1 == extracted_2) == (False, False)
    assert last == (read_2, extracted_2), "how things are shown does not matter"


def test_what_other_versions_have_left_is_removed(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "kho" / "cache" / "extracted-0000" / "ab" / "cd"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"x")
    build([folder], tmp_path / "kho")
    assert not old.exists() and len(list((tmp_path / "kho" / "cache").glob("extracted-*/*/*"))) == 4


def test_what_is_of_no_use_is_kept_within_bounds(tmp_path: Path) -> None:
    folder = written(tmp_path / "van-ban", {f"tin-{n}": text_of(n) for n in range(20)})
    anew(folder, Cache(tmp_path / "cache"))
    written(folder, {"tin-1": text_of(1)})
    cache = Cache(tmp_path / "cache")
    assert anew(folder, cache) == []
    cache.sweep()
    assert len(entries(tmp_path / "cache")) == 20, "little as it is, it may be of use again"
    cache.sweep(spare=0)
    assert 1 <= len(entries(tmp_path / "cache")) <= 3
    assert anew(folder, Cache(tmp_path / "cache")) == []


# --- what is written is what is read -----------------------------------------------------


def test_what_is_kept_comes_back_as_it_was(seeds: Path) -> None:
    """To the last type: a whole number stays whole, a tuple a tuple."""
    documents = [d for _, d in read_documents(find([seeds, house.ROOT / "tests" / "documents"]))]
    assert len(documents) > 5
    for document in documents:
        assert isinstance(document, Document)
        read = document, extract(document, reading.names())
        assert repr(decoded(encoded(read))) == repr(read)


def test_real_documents_come_back_as_they_were() -> None:
    folder = papers.corpus_file("O033.txt").parent
    for _, document in read_documents(find(sorted(folder.glob("*.txt"))[:6])):
        assert isinstance(document, Document)
        read = document, extract(document, reading.names())
        assert repr(decoded(encoded(read))) == repr(read)


# --- on the command line -----------------------------------------------------------------


def test_the_summary_tells_how_much_was_read(folder: Path, tmp_path: Path) -> None:
    command = ["build", str(folder), "--store", str(tmp_path / "kho")]
    say = [CliRunner().invoke(root, [*command, *more, "--lang", "vi"]).output for more in ([], [], ["--no-cache"])]
    assert "Số tài liệu đọc mới: 4; dùng lại kết quả đã có: 0." in say[0]
    assert "Số tài liệu đọc mới: 0; dùng lại kết quả đã có: 4." in say[1]
    assert "Số tài liệu đọc mới: 4; dùng lại kết quả đã có: 0." in say[2]
    told = json.loads(CliRunner().invoke(root, [*command, "--json"]).output)
    assert told["documents"] == {"anew": 0, "again": 4}
