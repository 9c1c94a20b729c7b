"""Each format gives the text, the tables and the pages that a reader of the paper would see."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path
from typing import Any

import papers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import LONG, ROWS, SENTENCE

from kg.documents.content import Content
from kg.documents.formats.builder import Builder, Square, clean
from kg.documents.formats.docx import read_docx
from kg.documents.formats.docx_numbers import letter, roman
from kg.documents.formats.html import read_html
from kg.documents.formats.layout import parted
from kg.documents.formats.read_bytes import read_bytes
from kg.documents.formats.recognise import kind
from kg.errors import Encrypted, NoText, UnknownFormat
from kg.model import Table


def read(data: bytes) -> Content:
    return read_bytes(data, lambda pages: None).content


def paragraphs(content: Content) -> list[str]:
    return [line for line in content.text.splitlines() if line]


def cells(content: Content, table: Table) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    rows: list[list[str]] = []
    for cell in table.cells:
        while len(rows) <= cell.row:
            rows.append([])
        rows[cell.row].append(content.text[cell.span.start : cell.span.end])
    return rows


# --- the builder -------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("aăbc Đ|\n\t\u0301\u0323\u00a0\u00ad\u200b1."), max_size=12)


@settings(deadline=None)
@given(st.lists(st.one_of(TEXTS, st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=3))))
def test_every_cell_is_where_it_is_said_to_be(parts: list[Any]) -> None:
    builder = Builder()
    for part in parts:
        if isinstance(part, str):
            builder.paragraph(part)
        else:
            builder.table([Square(i, j, (t,)) for i, row in enumerate(part) for j, t in enumerate(row)])
    content = builder.content()
    assert content.text == unicodedata.normalize("NFC", content.text)
    tables = [p for p in parts if not isinstance(p, str)]
    assert len(content.tables) <= len(tables)
    for table in content.tables:
        assert content.text[table.span.start] == "|" and content.text[table.span.end - 1] == "|"
        for cell in table.cells:
            text = content.text[cell.span.start : cell.span.end]
            assert "|" not in text and "\n" not in text and text == text.strip()
            before, after = content.text[: cell.span.start], content.text[cell.span.end :]
            assert before.endswith("| ") and after.startswith(" |")


def test_a_merged_cell_is_written_once() -> None:
    builder = Builder()
    builder.table(
        [Square(0, 0, ("Chung",), columns=2), Square(1, 0, ("a",), rows=2), Square(1, 1, ("b",)), Square(2, 1, ("c",))]
    )
    assert builder.content().text == "| Chung |  |\n| a | b |\n|  | c |\n"


def test_letters_that_nobody_sees_are_left_out() -> None:
    assert clean("\ufeffUỷ\u00a0ban\u200b  nhân\u00ad dân\x07 ") == "Uỷ ban nhân dân"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
        ("Số: 97/NQ-CP Hà Nội, ngày 06 tháng 4 năm 2026", ["Số: 97/NQ-CP", "Hà Nội, ngày 06 tháng 4 năm 2026"]),
        ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", None),
        ("Số: 12/QĐ-TTg", None),
    ],
)
def test_a_head_in_one_line_is_parted(line: str, parts: list[str] | None) -> None:
    assert parted(line) == (parts or [line])


# --- what a file is ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (papers.docx(), "docx"),
        (papers.zipped([("a.txt", b"x")]), "zip"),
        (papers.zipped([("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")]), "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "doc"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "html"),
        (b"<p>a</p><p>b</p><br/><span>c</span><div>d</div>", "html"),
        (b'{"id": "a", "text": "b"}\n', "jsonl"),
        (b"WARC/1.0\r\n", "warc"),
        (b"{\\rtf1", "RTF"),
        ("Điều 1. Phạm vi <script>".encode(), "text"),
        (b"# Title\n\n| a | b |\n", "text"),
    ],
)
def test_a_format_is_known_by_its_content(data: bytes, name: str) -> None:
    assert kind(data) == name


def test_a_format_that_is_not_read_is_named() -> None:
    with pytest.raises(UnknownFormat, match="RTF"):
        read(b"{\\rtf1 x}")
    with pytest.raises(UnknownFormat, match="Excel"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)


# --- PDF ---------------------------------------------------------------------------------


def test_a_paragraph_of_a_pdf_is_whole_over_lines_and_pages() -> None:
    content = read(papers.pdf(*[LONG] * 14, running="CÔNG BÁO/Số 281/Ngày 21-05-2026"))
    assert paragraphs(content) == [LONG] * 14
    assert len(content.pages) == 2 and content.pages[0] == 0
    begins = content.text[content.pages[1] - 1 : content.pages[1] + 12]
    assert begins[0] in " \n" and begins[1] not in " \n", "a page begins with a word"


def test_a_table_of_a_pdf_is_one_table_over_pages() -> None:
    rows = [ROWS[0], *[[str(n), f"Nhiệm vụ thứ {n} của kế hoạch", "Bộ Y tế", "2026"] for n in range(1, 61)]]
    content = read(papers.pdf(SENTENCE, rows, SENTENCE, landscape=True, widths=[40, 300, 150, 90]))
    (table,) = content.tables
    assert cells(content, table) == rows, "the head that is repeated on each page stands once"
    assert paragraphs(content)[0] == SENTENCE and paragraphs(content)[-1] == SENTENCE
    assert len(content.pages) > 2
    assert all(content.text[p - 1] in " \n" for p in content.pages[1:])


def test_merged_cells_of_a_pdf() -> None:
    rows = [["Nhóm", "", "Chủ trì"], ["1", "Hạ tầng số", "Bộ Công an"], ["", "Nhân lực số", "Bộ Y tế"]]
    spans = [("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (0, 2))]
    content = read(papers.pdf(rows, spans=spans, widths=[60, 200, 150]))
    (table,) = content.tables
    shapes = {(c.row, c.column): (c.rows, c.columns) for c in table.cells if (c.rows, c.columns) != (1, 1)}
    assert shapes == {(0, 0): (1, 2), (1, 0): (2, 1)}


def test_a_page_that_is_turned_is_read_upright() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.translate(300, 100)
    canvas.rotate(90)
    canvas.setFont(papers.font(), 12)
    canvas.drawString(0, 0, "Bộ Tài chính chủ trì việc này.")
    canvas.drawString(0, -40, "Bộ Y tế chủ trì việc kia.")
    canvas.save()
    assert paragraphs(read(out.getvalue())) == ["Bộ Tài chính chủ trì việc này.", "Bộ Y tế chủ trì việc kia."]


def test_a_pdf_with_a_password_and_one_without_text() -> None:
    with pytest.raises(Encrypted):
        read(papers.pdf(SENTENCE, encrypt="mat-khau"))
    with pytest.raises(NoText):
        read(papers.pdf(" "))


# --- DOCX --------------------------------------------------------------------------------


def test_paragraphs_and_tables_of_a_word_file() -> None:
    def build(document: Any) -> None:
        document.add_paragraph(SENTENCE)
        table = document.add_table(len(ROWS), 4, style="Table Grid")
        for row, texts in zip(table.rows, ROWS, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("Hết.")

    content = read(papers.docx(build))
    assert cells(content, content.tables[0]) == ROWS
    assert (paragraphs(content)[0], paragraphs(content)[-1]) == (SENTENCE, "Hết.")


def test_merged_cells_of_a_word_file() -> None:
    def build(document: Any) -> None:
        table = document.add_table(3, 3, style="Table Grid")
        for i, row in enumerate(table.rows):
            for j, cell in enumerate(row.cells):
                cell.text = f"{i}{j}"
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Nhóm"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Một"

    content = read(papers.docx(build))
    (table,) = content.tables
    assert {(c.row, c.column): (c.rows, c.columns) for c in table.cells if c.rows * c.columns > 1} == {
        (0, 0): (1, 2),
        (1, 0): (2, 1),
    }
    assert cells(content, table) == [["Nhóm", "02"], ["Một", "11", "12"], ["21", "22"]]


def test_a_letterhead_is_no_table() -> None:
    def build(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "CHÍNH PHỦ\n-------"
        table.cell(0, 1).text = f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{papers.HEAD}"

    content = read(papers.docx(build))
    assert content.tables == ()
    assert paragraphs(content) == ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", papers.HEAD]


def test_automatic_numbers_of_a_word_file_are_written() -> None:
    def build(document: Any) -> None:
        for text in ("Rà soát quy định.", "Bố trí kinh phí."):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Bộ Nội vụ", style="List Bullet")

    numbers = [p.split()[0] for p in paragraphs(read(papers.docx(build)))]
    assert numbers == ["1.", "2.", "•"]


@pytest.mark.parametrize(("number", "written"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv")])
def test_roman_numbers_of_lists(number: int, written: str) -> None:
    assert roman(number) == written


def test_letters_of_lists() -> None:
    assert [letter(n) for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]


def test_what_is_deleted_under_track_changes_is_not_read_and_what_is_inserted_is() -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def build(document: Any) -> None:
        paragraph = document.add_paragraph("Bộ Y tế ")
        paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>chủ trì</w:t></w:r></w:ins>"))
        paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>phối hợp</w:delText></w:r></w:del>"))

    assert paragraphs(read(papers.docx(build))) == ["Bộ Y tế chủ trì"]


# --- HTML --------------------------------------------------------------------------------

PAGE = f"""<!DOCTYPE html><html><head><title>Báo</title><style>p {{ color: red }}</style>
<meta property="article:published_time" content="2025-05-14T10:00:00+07:00">
<link rel="canonical" href="https://example.vn/bai-1.html"></head><body>
<nav><a href="/">Trang chủ</a> <a href="/ts">Thời sự</a></nav>
<div class="top-menu"><ul><li>Kinh tế</li></ul></div>
<h1>Bộ Tài chính xây dựng đề án</h1>
<div id="content"><p>{SENTENCE}</p><p style="display:none">ẩn</p><script>document.write("x")</script>
<table border="1">
<tr><th rowspan="2">TT</th><th colspan="2">Việc</th></tr><tr><td>a<br>b</td><td>c | d</td></tr></table>
<ul><li>Bộ Y tế;</li><li>Bộ Công an.</li></ul><p>{LONG}</p></div>
<footer>Bản quyền</footer></body></html>"""


def test_a_page_without_the_site_s_frame() -> None:
    reading = read_html(PAGE)
    lines = paragraphs(reading.content)
    assert lines[:2] == ["Bộ Tài chính xây dựng đề án", SENTENCE]
    assert lines[-3:] == ["- Bộ Y tế;", "- Bộ Công an.", LONG]
    for absent in ("Trang chủ", "Kinh tế", "ẩn", "document.write", "color", "Bản quyền"):
        assert absent not in reading.content.text
    assert (reading.title, reading.published, reading.url) == (
        "Bộ Tài chính xây dựng đề án",
        "2025-05-14",
        "https://example.vn/bai-1.html",
    )
    (table,) = reading.content.tables
    assert [(c.row, c.column, c.rows, c.columns) for c in table.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]
    assert cells(reading.content, table)[1] == ["a b", "c ¦ d"]


def test_a_page_that_asks_for_a_million_cells_takes_no_more_than_it_holds() -> None:
    page = f'<html><body><p>{LONG}</p><table><tr><td colspan="999999999">a</td><td rowspan="-3">b</td></tr></table>'
    assert "a" in read_html(page).content.text


def test_a_page_deeper_than_any_page() -> None:
    deepest = "<html><body>" + "<div>" * 20_000 + f"<p>{SENTENCE}</p>"
    assert read_html(f"{deepest}<p>{LONG}</p>").content.text
    assert SENTENCE in read_html("<html><body>" + "<div>" * 300 + f"<p>{SENTENCE}</p>").content.text


def test_a_page_of_nothing_but_a_frame() -> None:
    with pytest.raises(NoText):
        read_html("<html><body><script>1</script><nav>a</nav></body></html>")


# --- DOC ---------------------------------------------------------------------------------


def test_a_word_97_file_of_the_corpus() -> None:
    path = papers.corpus_file("O079.doc")
    if not (shutil.which("antiword") or shutil.which("catdoc")):
        pytest.skip("no antiword: install the package of that name")
    lines = paragraphs(read(path.read_bytes()))
    assert "CHỈ THỊ" in lines and any(line.startswith("a) ") and len(line) > 300 for line in lines)


# --- real documents ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["O044.pdf", "O048.pdf", "O053.pdf", "O056.pdf", "O068.html", "O072.docx", "O077.docx"]
)
def test_real_documents_are_read_in_whole_paragraphs(name: str) -> None:
    content = read(papers.corpus_file(name).read_bytes())
    lines = paragraphs(content)
    prose = [line for line in lines if len(line) > 100 and not line.startswith("|")]
    whole = [line for line in prose if line.rstrip("”\"' ").endswith((".", ";", ":", ",", "…")) or line[-1].isdigit()]
    assert prose and len(whole) >= 0.9 * len(prose)
    assert not any("CÔNG BÁO/Số" in line for line in lines)
    assert len([line for line in prose if line[0].islower() and line[1:2] not in ").đ"]) <= 0.02 * len(prose)


def test_a_real_task_table_is_whole() -> None:
    content = read(papers.corpus_file("O044.pdf").read_bytes())
    (table,) = content.tables
    rows = cells(content, table)
    numbers = [row[0] for row in rows if row[0].isdigit()]
    assert numbers == [str(n) for n in range(1, 30)]
    assert {c.column for c in table.cells} == set(range(7))


def test_a_scan_is_read_or_the_package_is_named() -> None:
    from kg.errors import ToolMissing

    data = papers.corpus_file("O058.pdf").read_bytes()
    if shutil.which("tesseract"):
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in read(data).text
    else:
        with pytest.raises(ToolMissing, match="tesseract-ocr-vie"):
            read(data)


# --- broken files ------------------------------------------------------------------------

SAMPLES = {
    "pdf": lambda: papers.pdf(SENTENCE, ROWS),
    "docx": papers.docx,
    "html": PAGE.encode,
    "zip": lambda: papers.zipped([("a.txt", SENTENCE.encode())]),
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_broken_file_gives_a_document_or_a_refusal(name: str, data: st.DataObject) -> None:
    from kg.documents.worker import _answered

    whole = bytearray(SAMPLES[name]())
    for _ in range(data.draw(st.integers(0, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    broken = bytes(whole[:cut] if data.draw(st.booleans()) else whole)
    path = Path(papers.scratch()) / f"broken-{name}"
    path.write_bytes(broken)
    told = _answered(f'{{"path": "{path}", "kind": ""}}'.encode(), lambda told: None)
    assert ("error" in told) != ("text" in told)


def test_a_word_file_of_an_old_font() -> None:
    old = (
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. Bé Tµi chÝnh chñ tr×, phèi hîp víi Bé Néi vô."
    )

    def write(document: Any) -> None:
        document.add_paragraph(old)

    content = read_docx(papers.docx(write)).content
    assert "Céng" in content.text
    assert paragraphs(read(papers.docx(write)))[0].startswith(
        "Cộng hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Bộ Tài chính chủ trì"
    )
