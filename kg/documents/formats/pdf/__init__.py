"""PDF (ISO 32000-1): pages as drawn → paragraphs and tables of one running text."""

from __future__ import annotations

from collections.abc import Callable

from kg.documents.formats.pdf.drawn import opened, picture, sheets
from kg.documents.formats.pdf.sheet import Sheet
from kg.documents.formats.pdf.write import write
from kg.documents.formats.reading import Reading
from kg.errors import NoText

Recognise = Callable[[bytes], Sheet]
_FEW = 15


def read_pdf(data: bytes, recognise: Callable[[int], Recognise]) -> Reading:
    """A PDF file. ``recognise(pages)`` gives the reader of scanned pages, and is asked only where there are such.

    Raises ``Damaged``, ``Encrypted``, ``TooMuch``, ``NoText``, and what ``recognise`` raises.
    """
    document = opened(data)
    drawn = list(sheets(document))
    scanned = [i for i, sheet in enumerate(drawn) if sheet.pictured and is_empty(sheet)]
    if scanned:
        reader = recognise(len(scanned))
        for i in scanned:
            drawn[i] = reader(picture(document, i))
    content = write(drawn)
    if not content.text.strip():
        raise NoText(format="PDF")
    return Reading(content)


def is_empty(sheet: Sheet) -> bool:
    """No more words than a running head and a signature have."""
    return len(sheet.words) < _FEW
