"""Scanned pages → sheets, by tesseract with its Vietnamese data."""

from __future__ import annotations

import csv
import io

from kg.documents.formats.pdf.sheet import Sheet, Word
from kg.documents.formats.tools import LANGUAGE, OCR, languages, require, run
from kg.errors import ToolMissing

PACKAGES = "tesseract-ocr, tesseract-ocr-vie"
SECONDS = 120
_POINTS = 72 / 300
_WORD = "5"
_SURE = 20.0


def tesseract() -> str:
    """The path of tesseract; ``ToolMissing`` where it, or its Vietnamese data, is not installed."""
    path = require(OCR, "a scanned PDF", PACKAGES)
    if LANGUAGE not in languages(path).split():
        raise ToolMissing(need="a scanned PDF", packages=PACKAGES)
    return path


def recognise(path: str, picture: bytes) -> Sheet:
    """The words of a page from its picture of 300 dots an inch (a PGM file)."""
    width, height = (int(n) for n in picture.split(b"\n", 1)[0].split()[1:3])
    printed = run([path, "stdin", "stdout", "-l", LANGUAGE, "--psm", "4", "tsv"], picture, SECONDS)
    rows = list(csv.DictReader(io.StringIO(printed.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE))
    words = [row for row in rows if row["level"] == _WORD and row["text"].strip() and float(row["conf"]) >= _SURE]
    bases: dict[tuple[str, ...], float] = {}
    for row in words:
        line = _line(row)
        bases[line] = max(bases.get(line, 0.0), float(row["top"]) + float(row["height"]))
    heights = sorted(float(row["height"]) for row in words)
    size = heights[len(heights) // 2] * _POINTS if heights else 12.0
    return Sheet(
        width * _POINTS,
        height * _POINTS,
        tuple(
            Word(
                row["text"].strip(),
                float(row["left"]) * _POINTS,
                (float(row["left"]) + float(row["width"])) * _POINTS,
                bases[_line(row)] * _POINTS,
                size,
                True,
            )
            for row in words
        ),
    )


def _line(row: dict[str, str]) -> tuple[str, ...]:
    return row["block_num"], row["par_num"], row["line_num"]
