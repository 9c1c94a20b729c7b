"""Bytes of a recognised format → what its reader makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.documents.formats.reading import Reading
from kg.documents.formats.recognise import kind
from kg.errors import UnknownFormat

FORMATS = ("pdf", "docx", "doc", "html")
Working = Callable[[int], None]


def read_bytes(data: bytes, working: Working, path: Path | None = None) -> Reading:
    """One document that is no plain text; ``working(pages)`` is called before pages are read by OCR.

    Raises ``UnreadableSource`` without a path: the caller knows it.
    """
    name = kind(data, path)
    if name == "pdf":
        return _pdf(data, working)
    if name == "docx":
        from kg.documents.formats.docx import read_docx

        return read_docx(data)
    if name == "doc":
        from kg.documents.formats.doc import read_doc

        return read_doc(data)
    if name == "html":
        from kg.documents.formats.html import read_html

        return read_html(data.decode("utf-8", "replace"))
    raise UnknownFormat(format=name)


def _pdf(data: bytes, working: Working) -> Reading:
    from kg.documents.formats.ocr import recognise, tesseract
    from kg.documents.formats.pdf import read_pdf

    def reader(pages: int) -> Callable[[bytes], object]:
        program = tesseract()
        working(pages)
        return lambda picture: recognise(program, picture)

    return read_pdf(data, reader)  # type: ignore[arg-type]
