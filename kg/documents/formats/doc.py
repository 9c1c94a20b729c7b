"""Word 97–2003 files ([MS-DOC]), by antiword, whose DocBook keeps paragraphs, lists and tables; else by catdoc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from kg.documents.formats.builder import Builder, Square
from kg.documents.formats.layout import parted, write_table
from kg.documents.formats.legacy import Convert
from kg.documents.formats.reading import Reading
from kg.documents.formats.tools import WORD, require, run
from kg.errors import Damaged, NoText, ToolFailed, UnknownFormat

PACKAGES = "antiword"
SECONDS = 60
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_doc(data: bytes, convert: Convert = str) -> Reading:
    """A .doc file, its text passed through ``convert``.

    ``ToolMissing`` where no program for it is installed, ``UnknownFormat`` for other files of that kind.
    """
    if _WORD_STREAM not in data:
        raise UnknownFormat(format="Excel, PowerPoint or Outlook")
    path = require(WORD, "a Word 97–2003 file", PACKAGES)
    builder = Builder()
    try:
        if path.endswith("antiword"):
            _docbook(builder, run([path, "-x", "db", "-"], data, SECONDS), convert)
        else:
            for line in run([path, "-d", "utf-8", "-w"], data, SECONDS).decode("utf-8", "replace").splitlines():
                builder.paragraph(convert(line))
    except ToolFailed as error:
        raise Damaged(format="DOC", detail="not to be opened") from error
    content = builder.content()
    if not content.text:
        raise NoText(format="DOC")
    return Reading(content)


def _docbook(builder: Builder, printed: bytes, convert: Convert) -> None:
    try:
        book = ElementTree.fromstring(_CONTROLS.sub(b"", printed))
        for node in book.iter():
            node.text, node.tail = convert(node.text or ""), convert(node.tail or "")
    except ElementTree.ParseError as error:
        raise ToolFailed(tool="antiword") from error
    for chapter in book.iter("chapter"):
        _write(builder, chapter)


def _write(builder: Builder, parent: ElementTree.Element) -> None:
    for child in parent:
        if child.tag in ("informaltable", "table"):
            write_table(builder, list(_squares(child)))
        elif child.tag in ("itemizedlist", "orderedlist"):
            _list(builder, child)
        elif child.tag in ("para", "title"):
            for text in parted(_text(child)):
                builder.paragraph(text)
        else:
            _write(builder, child)


def _text(node: ElementTree.Element) -> str:
    return "".join(node.itertext())


def _list(builder: Builder, node: ElementTree.Element) -> None:
    """The items of a list with the number that Word would print: "1.", "a)"."""
    kind = node.get("numeration", "")
    for number, item in enumerate(node.iter("listitem"), 1):
        mark = "-"
        if node.tag == "orderedlist":
            letter = chr(ord("a") + (number - 1) % 26)
            mark = {"loweralpha": f"{letter})", "upperalpha": f"{letter.upper()}."}.get(kind, f"{number}.")
        builder.paragraph(f"{mark} {_text(item)}")


def _squares(table: ElementTree.Element) -> Iterator[Square]:
    for row, node in enumerate(table.iter("row")):
        for column, entry in enumerate(node.iter("entry")):
            lines = tuple(t for para in entry.iter("para") if (t := _text(para).strip()))
            yield Square(row, column, lines or tuple(t for t in (_text(entry).strip(),) if t))
