"""Excel: a sheet a section, titled, with fixed headings, filters and wrapped text, ready to be sent."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from kg.ask.phrases import Phrases
from kg.reports.table import RIGHT, Column, Report, Row, Section
from kg.reports.words import heading, note_text, preamble, readable, section_title, title, told, wording

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    "task": 60,
    "other_task": 60,
    "quote": 60,
    "document": 28,
    "source": 40,
    "body": 44,
    "output": 40,
    "target": 50,
}
_WIDTHS |= {"lead": 32, "support": 40, "other_lead": 32, "other_document": 28, "due": 24, "gap": 44, "cell": 40}
_NARROW, _USUAL = 13, 22
# A sheet's name: 31 characters, none of these (ECMA-376, sheet names as Excel takes them).
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
# What XML 1.0 can't hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def sheets(report: Report, language: str) -> bytes:
    """An .xlsx workbook; text stays text (nothing is a formula), numbers are numbers, no clock is in it."""
    from openpyxl import Workbook

    say = wording(language)
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in report.sections:
        _fill(_sheet(book, section_title(report, section, say)), report, section, say)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), report.as_of)


def _sheet(book: Workbook, name: str) -> Worksheet:
    found: Worksheet = book.create_sheet(_NO_NAME.sub(" ", name)[:31])
    return found


def _fill(sheet: Worksheet, report: Report, section: Section, say: Phrases) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.properties import PageSetupProperties

    columns, rows, total = readable(section)
    if section.long:  # an office's list counts its rows, and has all its columns whatever they hold
        columns = (Column("number", "figure"), *section.columns)
        rows = tuple((n, *row) for n, row in enumerate(section.rows, 1))
    _put(sheet, 1, 1, title(report, say), Font(bold=True, size=14))
    notes = [section_title(report, section, say), *preamble(report, say), *(note_text(n, say) for n in section.notes)]
    for number, line in enumerate(notes, 2):
        _put(sheet, number, 1, line)
    top = len(notes) + 3
    for number, column in enumerate(columns, 1):
        head = _put(sheet, top, number, heading(column, say), Font(bold=True))
        head.fill = PatternFill("solid", fgColor="FFD9E2F3")
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[head.column_letter].width = _width(column)
    for number, row in enumerate(rows, top + 1):
        _row(sheet, number, columns, row, say)
    if total:
        _row(sheet, top + len(rows) + 1, columns, total, say, Font(bold=True))
    sheet.freeze_panes = sheet.cell(top + 1, 2).coordinate
    if rows:
        last = sheet.cell(top + len(rows), len(columns)).coordinate
        sheet.auto_filter.ref = f"{sheet.cell(top, 1).coordinate}:{last}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _row(
    sheet: Worksheet, number: int, columns: tuple[Column, ...], row: Row, say: Phrases, font: Font | None = None
) -> None:
    from openpyxl.styles import Alignment

    for at, (column, cell) in enumerate(zip(columns, row, strict=True), 1):
        if cell is None:
            continue
        made = _put(sheet, number, at, cell if isinstance(cell, int | float) else told(cell, say), font)
        right = column.kind in RIGHT
        made.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if right else None)


def _put(sheet: Worksheet, row: int, column: int, value: str | float, font: Font | None = None) -> SheetCell:
    """A value in its place; a string is a string even where it begins as a formula does."""
    cell: Any = sheet.cell(row, column)
    cell.value = _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    found: SheetCell = cell
    return found


def _width(column: Column) -> int:
    return _WIDTHS.get(column.key, _NARROW if column.kind != "text" else _USUAL)


def _timeless(data: bytes, day: str) -> bytes:
    """The workbook with the report's day where the library has put the present, in its properties and its archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()
