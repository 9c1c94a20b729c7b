"""Markdown: a heading a section, a table each, nothing in a cell that Markdown or HTML would obey."""

from __future__ import annotations

import re

from kg.ask.phrases import Phrases
from kg.reports.table import RIGHT, Column, Report, Row, Section
from kg.reports.words import heading, note_text, preamble, readable, section_title, title, told, wording

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")


def markdown(report: Report, language: str) -> bytes:
    """GitHub's tables; numbers stand to the right."""
    say = wording(language)
    parts = [f"# {title(report, say)}", "\n".join(f"- {line}" for line in preamble(report, say))]
    for section in report.sections:
        parts.append(f"## {section_title(report, section, say)}")
        parts += [_table(section, say), *(_plain(note_text(note, say)) for note in section.notes)]
    return ("\n\n".join(parts) + "\n").encode()


def _table(section: Section, say: Phrases) -> str:
    if not section.rows:
        return say("empty")
    columns, rows, total = readable(section)
    lines = [_line([heading(c, say) for c in columns]), "|" + "|".join(map(_rule, columns)) + "|"]
    lines += [_line([told(cell, say) for cell in row]) for row in _with(rows, total)]
    return "\n".join(lines)


def _with(rows: tuple[Row, ...], total: Row | None) -> tuple[Row, ...]:
    return (*rows, total) if total else rows


def _rule(column: Column) -> str:
    return "---:" if column.kind in RIGHT else "---"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
