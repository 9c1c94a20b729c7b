"""Bytes of a recognised format → what its reader makes of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from kg.documents.content import Content
from kg.documents.formats.legacy import Convert, one_byte, recognise
from kg.documents.formats.reading import Reading
from kg.documents.formats.recognise import kind
from kg.documents.formats.text import decode
from kg.errors import BadArchive, UnknownFormat

ARCHIVES = ("zip", "jsonl", "warc")
Working = Callable[[int], None]
Reader = Callable[[Convert], Reading]
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.-]+)""", re.IGNORECASE)
_HEAD = 4096


def read_bytes(data: bytes, working: Working, name: str | None = None) -> Reading:
    """One document of the format ``name``, else of the one that is recognised, in Unicode whatever it was written in.

    ``working(pages)`` is called before pages are read by OCR. Raises ``UnreadableSource`` without a path: the caller
    knows it.
    """
    name = name or kind(data)
    if name == "text":
        return Reading(Content(decode(data)))
    reader = _reader(name, data, working)
    reading = reader(str)
    convert = recognise(reading.content.text)
    return reader(convert) if convert else reading


def _reader(name: str, data: bytes, working: Working) -> Reader:
    """The reader of a format, imported only now: some bring large libraries."""
    if name == "pdf":
        return _pdf(data, working)
    if name == "docx":
        from kg.documents.formats.docx import read_docx

        return lambda convert: read_docx(data, convert)
    if name == "doc":
        from kg.documents.formats.doc import read_doc

        return lambda convert: read_doc(data, convert)
    if name == "html":
        from kg.documents.formats.html import read_html

        return lambda convert: read_html(html_text(data), convert)
    if name in ARCHIVES:
        raise BadArchive(part="", detail="an archive within an archive")
    raise UnknownFormat(format=name)


def _pdf(data: bytes, working: Working) -> Reader:
    from kg.documents.formats import ocr
    from kg.documents.formats.pdf import Recognise, read_pdf

    def scans(pages: int) -> Recognise:
        program = ocr.tesseract()
        working(pages)
        return lambda picture: ocr.recognise(program, picture)

    return lambda convert: read_pdf(data, scans, convert)


def html_text(data: bytes) -> str:
    """A page as text: by its byte order mark, as UTF-8, by the charset that it names, else byte by byte."""
    for mark, name in (
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF8, "utf-8-sig"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:_HEAD])
        charset = named[1].decode("ascii", "replace").lower() if named else ""
        # A page cut off in the middle of a letter is still UTF-8; the others are told apart by what they say.
        return data.decode("utf-8", "replace") if charset in ("utf-8", "utf8") else one_byte(data)
