"""Many documents in one file, and what a hostile one costs: itself."""

from __future__ import annotations

import gzip
import io
import json
import stat
import sys
import zipfile
from pathlib import Path

import papers
import pytest
from click.testing import CliRunner
from papers import LONG, SENTENCE

from kg.build import build
from kg.cli.root import root
from kg.documents import find, read_document, read_documents
from kg.documents.formats import zips
from kg.documents.formats.records import safe_id
from kg.documents.formats.tools import require, run
from kg.documents.pool import Pool
from kg.errors import (
    BadArchive,
    BadRecord,
    Damaged,
    KgError,
    ReaderDied,
    ToolFailed,
    ToolMissing,
    TooMuch,
    TooSlow,
    UnknownFormat,
    UnreadableSource,
)
from kg.model import Document


def outcomes(path: Path) -> list[Document | KgError]:
    return [outcome for _, outcome in read_documents(find([path]))]


def documents(path: Path) -> dict[str, Document]:
    return {d.source.id: d for d in outcomes(path) if isinstance(d, Document)}


def errors(path: Path) -> list[KgError]:
    return [e for e in outcomes(path) if isinstance(e, KgError)]


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# --- ZIP ---------------------------------------------------------------------------------


def test_each_member_of_a_folder_is_a_document(tmp_path: Path) -> None:
    members = [
        ("cong-van/a.txt", SENTENCE.encode()),
        ("cong-van/b.docx", papers.docx()),
        ("khac/a.md", LONG.encode()),
        ("anh.png", b"\x89PNG"),
        ("__MACOSX/._a.txt", b"x"),
        (".an.txt", b"x"),
    ]
    found = documents(saved(tmp_path, "kho.zip", papers.zipped(members)))
    assert list(found) == ["cong-van-a", "b", "khac-a"]
    assert found["b"].text == SENTENCE + "\n"
    assert found["b"].source.name == "b.docx" and len(found["b"].source.sha256) == 64


def test_the_name_of_a_member_opens_no_path(tmp_path: Path) -> None:
    members = [("../../etc/x.txt", SENTENCE.encode()), ("/tmp/y.txt", LONG.encode()), ("..\\z.txt", b"z")]
    assert list(documents(saved(tmp_path, "kho.zip", papers.zipped(members)))) == ["x", "y", "z"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kho.zip"]


@pytest.mark.parametrize(
    ("text", "id"), [("../../x", "x"), ("a/b c", "a-b-c"), ("...", "record"), ("Công văn 1", "Công-văn-1")]
)
def test_an_id_is_a_file_name(text: str, id: str) -> None:
    assert safe_id(text) == id


def test_archives_within_archives_and_links_are_left(tmp_path: Path) -> None:
    out = io.BytesIO(papers.zipped([("a.txt", SENTENCE.encode()), ("trong.zip", papers.zipped([("b.txt", b"b")]))]))
    with zipfile.ZipFile(out, "a") as package:
        link = zipfile.ZipInfo("c.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    path = saved(tmp_path, "kho.zip", out.getvalue())
    assert list(documents(path)) == ["a"]
    assert all(isinstance(e, BadArchive) for e in errors(path)) and len(errors(path)) == 2


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = papers.zipped([("a.txt", b"a" * 20_000_000)])
    (error,) = errors(saved(tmp_path, "bom.zip", bomb))
    assert isinstance(error, TooMuch)
    word = papers.zipped([("word/document.xml", b" " * 20_000_000), ("[Content_Types].xml", b"x")])
    (error,) = errors(saved(tmp_path, "bom.docx", word))
    assert isinstance(error, TooMuch)
    monkeypatch.setattr(zips, "UNPACKED", 10)
    with pytest.raises(TooMuch):
        zips.opened(papers.zipped([("a", b"x" * 11)]), "ZIP")


# --- JSON Lines --------------------------------------------------------------------------


def test_each_line_is_a_document_with_its_own_source(tmp_path: Path) -> None:
    lines = [
        {
            "id": "../tin/1",
            "url": "https://example.vn/1",
            "title": "Tin một",
            "published": "2025-05-14T08:00",
            "text": LONG,
        },
        {"url": "https://example.vn/bai-hai.html", "html": f"<p>{SENTENCE}</p>"},
    ]
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + '\nnot json\n{"id": "x"}\n'
    path = saved(tmp_path, "tin.jsonl", text.encode())
    found = documents(path)
    assert list(found) == ["tin-1", "bai-hai"]
    first = found["tin-1"].source
    assert (first.title, first.url, first.published) == ("Tin một", "https://example.vn/1", "2025-05-14")
    assert (found["tin-1"].text, found["bai-hai"].text) == (LONG, SENTENCE + "\n")
    assert [type(e) for e in errors(path)] == [BadRecord, BadRecord]


# --- WARC --------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_of_a_web_archive_is_a_document(tmp_path: Path, packed: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for name, status, body in (("bai-1.html", "200 OK", SENTENCE), ("mat", "404 Not Found", LONG)):
        page = f"<html><body><p>{body}</p></body></html>".encode()
        headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            f"https://example.vn/tin/{name}", "response", io.BytesIO(page), http_headers=headers
        )
        writer.write_record(record)
    (found,) = documents(saved(tmp_path, "web.warc.gz" if packed else "web.warc", out.getvalue())).values()
    assert (found.source.id, found.source.url) == ("bai-1", "https://example.vn/tin/bai-1.html")
    assert found.text == SENTENCE + "\n"


def test_another_packed_file_is_not_read(tmp_path: Path) -> None:
    (error,) = errors(saved(tmp_path, "a.warc.gz", gzip.compress(b"text")))
    assert isinstance(error, UnknownFormat)


# --- the workers -------------------------------------------------------------------------


def worker(program: str, seconds: float = 30) -> Pool:
    return Pool(1, (sys.executable, "-c", program), seconds)


def test_a_worker_that_takes_too_long_is_stopped() -> None:
    pool = worker("import time; time.sleep(600)", 0.5)
    with pytest.raises(TooSlow):
        pool.submit({}).result()
    pool.close()


def test_a_worker_that_dies_costs_one_document() -> None:
    pool = worker(
        "import os, sys\n"
        "for line in sys.stdin:\n"
        "    os.abort() if 'bad' in line else print('{\"text\": \"good\"}', flush=True)\n"
    )
    answers = [pool.submit({"path": p}) for p in ("good", "bad", "good")]
    assert answers[0].result() == {"text": "good"}
    with pytest.raises(ReaderDied):
        answers[1].result()
    assert answers[2].result() == {"text": "good"}
    pool.close()


def test_a_worker_that_talks_nonsense_is_not_believed() -> None:
    pool = worker("import sys\nfor line in sys.stdin: print('nonsense', flush=True)")
    with pytest.raises(ReaderDied):
        pool.submit({}).result()
    pool.close()


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    for n in range(4):
        saved(tmp_path, f"{n}.docx", papers.docx(lambda d, n=n: d.add_paragraph(f"{n}. {SENTENCE}")))  # type: ignore[misc]
        saved(tmp_path, f"{n}.txt", f"{n}. {SENTENCE}".encode())
    one, three = ([d for _, d in read_documents(find([tmp_path]), n)] for n in (1, 3))
    assert one == three and len(one) == 8


def test_a_folder_of_documents_is_no_place_to_import_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, "json.py", b"open('ran', 'w').close()")
    path = saved(tmp_path, "a.docx", papers.docx())
    monkeypatch.chdir(tmp_path)
    assert read_document(find([path])[0]).text == SENTENCE + "\n"
    assert not (tmp_path / "ran").exists()


def test_entities_of_a_word_file_are_not_followed(tmp_path: Path) -> None:
    secret = saved(tmp_path, "mat.txt", b"secret")
    with zipfile.ZipFile(io.BytesIO(papers.docx())) as package:
        members = [(name, package.read(name)) for name in package.namelist()]
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    changed = [
        (
            n,
            d.replace(b"?>", b"?>" + entity, 1).replace(SENTENCE.encode()[:6], b"&e;")
            if n == "word/document.xml"
            else d,
        )
        for n, d in members
    ]
    (outcome,) = outcomes(saved(tmp_path, "a.docx", papers.zipped(changed)))
    assert isinstance(outcome, UnreadableSource) or "secret" not in outcome.text


# --- programs of the system --------------------------------------------------------------


def test_a_program_that_is_missing_is_named_with_its_package() -> None:
    with pytest.raises(ToolMissing, match="antiword"):
        require(["no-such-program"], "a file", "antiword")


def test_a_program_that_fails_or_takes_too_long() -> None:
    with pytest.raises(ToolFailed):
        run([sys.executable, "-c", "raise SystemExit(1)"], b"", 20)
    with pytest.raises(ToolFailed):
        run([sys.executable, "-c", "import time; time.sleep(60)"], b"", 1)


# --- the build ---------------------------------------------------------------------------


def test_a_broken_file_costs_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "van-ban"
    folder.mkdir()
    saved(folder, "a.docx", papers.docx())
    saved(folder, "b.pdf", papers.pdf(SENTENCE)[:200])
    saved(folder, "c.pdf", b"PK\x03\x04 no pdf")
    made = build([folder], tmp_path / "kho")
    assert made.counts["documents"] == 1
    assert [type(e) for e in made.errors] == [Damaged, Damaged]
    again = build([folder], tmp_path / "kho-2")
    first, second = ((t / "current" / "graph.nq").read_bytes() for t in (tmp_path / "kho", tmp_path / "kho-2"))
    assert first == second and again.counts == made.counts


@pytest.mark.parametrize(("language", "says"), [("vi", "bị hỏng"), ("en", "damaged")])
def test_a_refusal_speaks_the_user_s_language(tmp_path: Path, language: str, says: str) -> None:
    path = saved(tmp_path, "a.pdf", b"%PDF-1.4 broken")
    done = CliRunner().invoke(root, ["build", str(path), "--store", str(tmp_path / "kho"), "--lang", language])
    assert done.exit_code == 2 and says in done.output
