"""Small documents of our own writing, in the formats that are read: a page of a PDF, a Word file, a web page."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import house
import pytest

CORPUS = house.ROOT.parent / "shared" / "corpus"
HEAD = "Độc lập - Tự do - Hạnh phúc"
SENTENCE = "Bộ Tài chính chủ trì, phối hợp với Bộ Nội vụ xây dựng đề án, trình Chính phủ trước ngày 30/6/2025."
LONG = (
    "Thủ tướng Chính phủ yêu cầu các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ tập trung rà soát toàn bộ quy định "
    "đang cản trở hoạt động nghiên cứu khoa học, đổi mới sáng tạo và chuyển đổi số, báo cáo Chính phủ trước ngày 30 "
    "tháng 6 năm 2025 để tổng hợp, trình Quốc hội xem xét, quyết định theo thẩm quyền tại kỳ họp gần nhất."
)
ROWS = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
    ["1", "Xây dựng đề án phát triển hạ tầng số", "Bộ Khoa học và Công nghệ", "Quý IV/2025"],
    ["2", "Sửa đổi định mức chi", "Bộ Tài chính", "30/6/2025"],
]
_FONTS = tuple(
    f"/usr/share/fonts/truetype/{name}.ttf"
    for name in (
        "noto/NotoSans-Regular",
        "noto/NotoSerif-Regular",
        "dejavu/DejaVuSerif",
        "liberation/LiberationSerif-Regular",
    )
)


def corpus_file(name: str) -> Path:
    """A real document; the test is skipped where there are none beside the checkout."""
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"{path.name}: the real documents are not beside this checkout")
    return path


def font() -> str:
    """The name of a font with Vietnamese letters, known to reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    path = next((p for p in map(Path, _FONTS) if p.exists()), None)
    if path is None:
        pytest.skip("no font with Vietnamese letters: install the package fonts-noto-core")
    pdfmetrics.registerFont(TTFont("Vietnamese", str(path)))
    return "Vietnamese"


def pdf(*story: object, landscape: bool = False, running: str = "", **options: object) -> bytes:
    """A PDF of reportlab's flowables: strings are paragraphs with an indent, lists of rows are ruled tables."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    name = font()
    style = ParagraphStyle(
        "body", fontName=name, fontSize=13, leading=17, firstLineIndent=28, spaceAfter=6, alignment=TA_JUSTIFY
    )
    cell = ParagraphStyle("cell", fontName=name, fontSize=11, leading=13)
    flow = []
    for part in story:
        if isinstance(part, str):
            flow.append(Paragraph(part, style))
        elif isinstance(part, list):
            rows = [[Paragraph(text, cell) for text in row] for row in part]
            spans = list(options.get("spans", []))  # type: ignore[call-overload]
            lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans])
            flow.append(Table(rows, colWidths=options.get("widths"), style=lines, repeatRows=1))
        else:
            flow.append(part)
    out = io.BytesIO()

    def furniture(canvas: object, document: object) -> None:
        canvas.setFont(name, 10)  # type: ignore[attr-defined]
        canvas.drawString(200, canvas._pagesize[1] - 40, running)  # type: ignore[attr-defined]
        canvas.drawCentredString(300, 30, str(canvas.getPageNumber()))  # type: ignore[attr-defined]

    size = (A4[1], A4[0]) if landscape else A4
    template = SimpleDocTemplate(out, pagesize=size, invariant=1, encrypt=options.get("encrypt"))
    template.build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def docx(build: object = None) -> bytes:
    """A Word file; ``build`` is called with python-docx's document."""
    import docx as library

    document = library.Document()
    if callable(build):
        build(document)
    else:
        document.add_paragraph(SENTENCE)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def scratch() -> str:
    """A folder for files that a test writes over and over."""
    return tempfile.mkdtemp()
