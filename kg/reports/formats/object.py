"""JSON: all sections, rows as objects by column, ids with the names."""

from __future__ import annotations

import json

from kg.reports.table import Report, Row, Section
from kg.reports.words import data, note_text, section_title, title, wording


def as_object(report: Report, language: str) -> bytes:
    """``{"report", "title", "as_of", "as_of_from", "filters", "notes", "sections"}``: titles and notes are sentences in
    the language, all else is the same in both. ``total`` is null where a section has none.
    """
    say = wording(language)
    value = {
        "report": report.name,
        "title": title(report, say),
        "as_of": report.as_of,
        "as_of_from": report.said,
        "filters": dict(report.filters),
        "notes": [{"key": note.key, "text": note_text(note, say)} for note in report.notes],
        "sections": [
            {
                "key": section.key,
                "title": section_title(report, section, say),
                "columns": [column.key for column in section.columns],
                "rows": [_row(section, row) for row in section.rows],
                "total": _row(section, section.total) if section.total else None,
                "notes": [{"key": note.key, "text": note_text(note, say)} for note in section.notes],
            }
            for section in report.sections
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _row(section: Section, row: Row) -> dict[str, object]:
    """Of a matrix only the cells that hold something."""
    pairs = zip(section.columns, row, strict=True)
    return {column.key: data(cell) for column, cell in pairs if column.kind != "mark" or cell is not None}
