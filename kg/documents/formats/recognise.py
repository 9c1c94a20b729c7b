"""Which format a file is in, by what is in it: a name proves nothing."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from pathlib import Path

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"WARC/", "warc"),
)
_HEAD = 4096
_PDF_HEAD = 1024
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S
)
_TAGS = re.compile(rb"<(?:html|head|body|div|meta|title|table|p|br|span|article)\b[^>]*>", re.IGNORECASE)
_RECORD = re.compile(rb'^\s*\{\s*"')
_MANY_TAGS = 5


def kind(head: bytes, path: Path | None = None) -> str:
    """``pdf``, ``docx``, ``doc``, ``html``, ``zip``, ``warc``, ``jsonl`` or ``text``; the name of a format that is not
    read where it is one of the well-known (``RTF``, ``XLSX`` …).

    ``head`` is the beginning of the file; a ZIP package is looked into, for which its ``path`` or whole bytes serve.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path if path is not None else head)
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "pdf"
    magic = next((name for sign, name in _MAGIC if head.startswith(sign)), None)
    if magic == "gzip" and _unpacked(head).startswith(b"WARC/"):
        return "warc"
    return magic or _written(head[:_HEAD].removeprefix(codecs.BOM_UTF8))


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what was packed with gzip."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""


def _written(start: bytes) -> str:
    """What kind of text a file begins with."""
    if _RECORD.match(start):
        return "jsonl"
    return "html" if _HTML.match(start) or len(_TAGS.findall(start)) >= _MANY_TAGS else "text"


def _package(source: Path | bytes) -> str:
    """What a ZIP package holds: ``[Content_Types].xml`` is in every Office file (ISO/IEC 29500-2)."""
    try:
        with zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "docx"
    if "[Content_Types].xml" in names:
        return "XLSX" if any(n.startswith("xl/") for n in names) else "PPTX"
    return "ODT" if "mimetype" in names and "content.xml" in names else "zip"
