"""Answers as tables in Python: sequences of records and reports that a notebook shows and pandas takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, overload

from kg.errors import MissingLibrary
from kg.reports.listing import listed
from kg.reports.records import TaskRecord
from kg.reports.scope import View
from kg.reports.table import Report, Section
from kg.reports.words import counted, data, heading, note_text, preamble, readable, section_title, title, told, wording

_SHOWN = 60


class Tasks(Sequence[TaskRecord]):
    """Tasks as frozen dataclasses, in the order of their deadlines."""

    def __init__(self, view: View, tasks: Sequence[TaskRecord], language: str) -> None:
        self._section = listed("list", tasks, view)
        known = {task.id: task for task in tasks}
        self._tasks = tuple(known[str(row[-1])] for row in self._section.rows)
        self._report = Report("tasks", view.as_of, "newest", (), (self._section,))
        self._language = language

    @overload
    def __getitem__(self, index: int) -> TaskRecord: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TaskRecord]: ...
    def __getitem__(self, index: int | slice) -> TaskRecord | Sequence[TaskRecord]:
        return self._tasks[index]

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[TaskRecord]:
        return iter(self._tasks)

    def __repr__(self) -> str:
        return f"<{len(self)} tasks as of {self._report.as_of}>"

    def to_pandas(self) -> Any:
        """A pandas DataFrame with the columns of ``kg report tasks``; ``MissingLibrary`` where there is no pandas."""
        return _frame(self._section)

    def _repr_html_(self) -> str:
        return _html(self._report, self._language)


class Table:
    """A report that a notebook shows: ``report`` is its data."""

    def __init__(self, report: Report, language: str) -> None:
        self.report = report
        self._language = language

    def __repr__(self) -> str:
        return f"<report {self.report.name} as of {self.report.as_of}>"

    def to_pandas(self, section: str | None = None) -> Any:
        """One section as a DataFrame, the first unless another is named. ``KeyError`` for one that is not there."""
        known = {one.key: one for one in self.report.sections}
        return _frame(known[section or self.report.sections[0].key])

    def _repr_html_(self) -> str:
        return _html(self.report, self._language)


def _frame(section: Section) -> Any:
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise MissingLibrary(library="pandas") from error
    columns = [column.key for column in section.columns]
    return pandas.DataFrame([[data(cell) for cell in row] for row in section.rows], columns=columns)


def _html(report: Report, language: str) -> str:
    from kg.views.table import TablePart, table_html

    say = wording(language)
    parts = []
    for section in report.sections:
        columns, rows, total = readable(section)
        notes = [note_text(note, say) for note in section.notes]
        if len(rows) > _SHOWN:
            notes.append(counted(say, "note.hidden", len(rows) - _SHOWN))
        shown = [[told(cell, say) for cell in row] for row in (*rows[:_SHOWN], *([total] if total else []))]
        headings = [heading(column, say) for column in columns]
        parts.append(TablePart(section_title(report, section, say), headings, shown, notes))
    return table_html(language, title(report, say), preamble(report, say), parts)
