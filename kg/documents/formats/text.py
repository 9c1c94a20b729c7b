"""Text and Markdown: the snapshot is the decoded file, NFC, nothing else changed."""

from __future__ import annotations

import codecs

from kg.documents.formats.legacy import one_byte, recognise
from kg.errors import BinaryFile, EmptyFile, NotUnicode
from kg.text import nfc

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """The text of a file: Unicode, or one of the old Vietnamese encodings where that is beyond doubt.

    ``EmptyFile``, ``BinaryFile`` or ``NotUnicode`` where it is none.
    """
    if not data.strip():
        raise EmptyFile()
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise BinaryFile()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _old(data, error.start)
    controls = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f")
    if controls > 0.01 * len(text):
        raise BinaryFile()
    if not text.strip():
        raise EmptyFile()
    convert = recognise(text)
    return nfc(convert(text) if convert else text)


def _old(data: bytes, byte: int) -> str:
    text = one_byte(data)
    convert = recognise(text)
    if convert is None:
        raise NotUnicode(byte=byte)
    return convert(text)
