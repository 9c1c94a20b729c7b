"""Heads of official documents: every style of writing, and the real ones of the corpus where it is at hand."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
import reading
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import find, read_document
from kg.documents.head import read_head
from kg.documents.naming import recased
from kg.documents.pieces import pieces
from kg.errors import KgError
from kg.model import Head, Signature
from kg.text import nfc, squeeze

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "heads.toml").read_text("utf-8"))["head"]
GOLDEN = HERE / "golden" / "heads.tsv"
CORPUS = HERE.parent.parent / "shared" / "corpus"
COLUMNS = ("source", "number", "date", "issuer", "kind", "title", "name", "signed")
SCANNED = "O058"


def signed(one: Signature) -> str:
    lines = [m.text for m in one.marks] + [one.post.text, one.signer.text]
    return " / ".join(lines) + (" (by order)" if one.delegated else "")


def said(head: Head, text: str) -> dict[str, Any]:
    """What a head says, without positions; nothing for what it leaves out."""
    listed = (
        [squeeze(line) for line in text[head.recipients.start : head.recipients.end].split("\n")]
        if head.recipients
        else []
    )
    found = {
        "kind": head.kind,
        "date": head.date,
        "name": head.name,
        **{k: v.text for k in ("number", "issuer", "place", "title", "annex_of") if (v := getattr(head, k))},
        "bases": [squeeze(text[b.start : b.end]) for b in head.bases],
        "recipients": [line for line in (listed[1:2] + listed[-1:]) if line],
        "signatures": [signed(s) for s in head.signatures],
    }
    return {k: v for k, v in found.items() if v}


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["id"]))
def test_a_head_says(case: dict[str, Any]) -> None:
    text = nfc(case["text"].lstrip("\n"))
    head = read_head(text)
    if case.get("none"):
        assert head is None
        return
    assert head is not None
    found = said(head, text)
    if "recipients" in found:  # the list alone, where two columns share its lines
        found["recipients"] = [line.split(" KT. ")[0] for line in found["recipients"]]
    assert found == case["says"]


@pytest.mark.parametrize("case", [c for c in CASES if "number" in c.get("says", {})], ids=lambda c: str(c["id"]))
def test_what_is_said_stands_where_it_says(case: dict[str, Any]) -> None:
    text = nfc(case["text"].lstrip("\n"))
    head = read_head(text)
    assert head is not None
    assert head.number is not None
    assert text[head.number.span.start : head.number.span.end].replace("\\", "") == head.number.text
    for one in head.signatures:
        assert text[one.signer.span.start : one.signer.span.end] == one.signer.text


@given(st.text(alphabet="AĂÂBcđ1 \n\t|*#_-.:/;,ỘNG", max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    head = read_head(text)
    assert head is None or 0 <= head.span.start <= head.span.end <= len(text)
    for piece in pieces(text):
        assert piece.text
        assert 0 <= piece.span.start < piece.span.end <= len(text)


@pytest.mark.parametrize(
    ("title", "text", "written"),
    [
        ("VỀ BAN CHỈ ĐẠO", "Từ nay Ban Chỉ đạo họp hằng tháng.", "về Ban Chỉ đạo"),
        ("VỀ HẠ TẦNG 5G", "", "về hạ tầng 5G"),
        ("TẬP TRUNG ĐẦU TƯ", "Tập trung là việc chính.", "tập trung đầu tư"),
        ("KẾT LUẬN CỦA ÔNG LÊ VĂN MẪU", "Hôm qua ông Lê Văn Mẫu dự họp.", "kết luận của ông Lê Văn Mẫu"),
        ("VỀ GDP", "Mục tiêu tăng GDP là 8%.", "về GDP"),
        ("Ban hành Quy chế", "Bộ ban hành Quy chế này.", "ban hành Quy chế"),
    ],
)
def test_a_title_has_the_capitals_that_the_text_shows(title: str, text: str, written: str) -> None:
    assert recased(title, text) == written


def test_the_office_that_signs_by_order_is_no_minister() -> None:
    case = next(c for c in CASES if c["id"] == "letter-with-a-subject")
    found = reading.facts(case["text"].strip(), date=None)
    labels = {b.id: b.label for b in found.bodies}
    assert [(r.role, labels[r.body]) for r in found.roles] == [("head", "Văn phòng Bộ Tư pháp")]


def test_recipients_are_no_mentions() -> None:
    case = next(c for c in CASES if c["id"] == "two-columns-between-bars")
    found = reading.facts(case["text"].strip(), date=None)
    assert "org/bo-tai-chinh" not in {m.entity for m in found.body_mentions}
    assert "org/bo-cong-an" in {m.entity for m in found.body_mentions}


def test_a_source_is_the_document_that_others_cite() -> None:
    case = next(c for c in CASES if c["id"] == "decision-with-bases")
    own = reading.document(case["text"].strip(), date=None, id_="own")
    other = reading.document("Bộ Công an thực hiện Quyết định số 900/QĐ-TTg ngày 05 tháng 5 năm 2026.", id_="other")
    found = reading.facts_of([own, other])
    cited = {m.entity for m in found.references if m.evidence.source == "other"}
    assert cited == {"doc/2026/900-qd-ttg"}
    assert [d.work for d in found.documents] == [
        "doc/2026/900-qd-ttg" if d.source.id == "own" else None for d in found.documents
    ]
    work = next(w for w in found.works if w.id == "doc/2026/900-qd-ttg")
    assert (work.issuer, work.date) == ("org/thu-tuong-chinh-phu", "2026-05-05")
    assert work.title == case["says"]["name"]
    people = {p.id: p.label for p in found.people}
    assert [(s.document, people[s.person]) for s in found.signings] == [(work.id, "Trần Văn Thử")]


def row(path: Path) -> list[str] | None:
    try:
        document = read_document(find([path])[0])
    except KgError:
        return None
    head = document.head
    told = (head.number, head.issuer, head.title) if head else (None, None, None)
    number, issuer, title = ("" if t is None else t.text for t in told)
    names = "; ".join(signed(s) for s in head.signatures) if head else ""
    return [
        document.source.id,
        number,
        document.date or "",
        issuer,
        (head.kind if head else "") or "",
        title,
        document.source.title or "",
        names,
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand (../shared/corpus)")
def test_heads_of_the_corpus() -> None:
    made = {p.stem: row(p) for p in sorted(CORPUS.iterdir())}
    if os.environ.get("KG_UPDATE_GOLDEN") == "1":
        rows = [COLUMNS, *(r for r in made.values() if r)]
        GOLDEN.write_text("".join("\t".join(r) + "\n" for r in rows), "utf-8")
    wanted = {line.split("\t")[0]: line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines()[1:]}
    assert set(wanted) == set(made)
    if made[SCANNED] is None:  # a scan is read only where OCR is installed
        del made[SCANNED], wanted[SCANNED]
    assert made == wanted
