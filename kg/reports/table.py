"""A report as data: sections of typed cells, which mean the same in every language and format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.ask.cards import Named
from kg.errors import NoSuchSection
from kg.model import Due


class Share(NamedTuple):
    """A part of a whole: never shown without the whole."""

    part: int
    whole: int


class Word(NamedTuple):
    """A term of the program's own, by its key in ``wording/*.toml``: ``overdue``, ``no-owner``."""

    key: str


class Day(NamedTuple):
    """An EDTF date."""

    edtf: str


Cell = str | int | float | None | Named | tuple[Named, ...] | Share | Word | tuple[Word, ...] | Day | Due
Row = tuple[Cell, ...]


RIGHT = ("number", "figure", "share")
"""The kinds of columns that stand to the right."""


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: text, number (its sum means something), figure (its sum does not), share or mark.

    Where people read, a ``rare`` column is left out if it holds nothing; on a terminal, a ``wide`` one always.
    ``title`` is that of a column which is not known before: a body, a quarter.
    """

    key: str
    kind: str = "text"
    rare: bool = False
    wide: bool = False
    title: Named | Day | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One table. ``total`` holds the sums of the columns of numbers; ``notes`` say how to read it.

    ``long``: its first column holds sentences, so that on a terminal each row is a paragraph; ``whole``: it makes no
    sense to show some of its rows.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[Note, ...] = ()
    long: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of ``wording/*.toml`` with what fills it in."""

    key: str
    data: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as of a day; ``said`` is where the day is from (``option``, ``newest``), ``filters`` what was asked."""

    name: str
    as_of: str
    said: str
    filters: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()


def only(report: Report, section: str | None) -> Report:
    """The report with one of its sections, or with all of them for None; ``NoSuchSection`` where it has no such one."""
    chosen = tuple(one for one in report.sections if section in (None, one.key))
    if not chosen:
        raise NoSuchSection(name=section, known=", ".join(one.key for one in report.sections))
    return replace(report, sections=chosen)


def numbers(*keys: str, rare: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """Columns of numbers."""
    return tuple(Column(key, "number", rare=key in rare) for key in keys)


def summed(columns: tuple[Column, ...], rows: tuple[Row, ...], label: str = "total") -> Row:
    """The row of sums under a table whose first column names its rows."""
    sums: list[Cell] = []
    for index, column in enumerate(columns):
        values = [row[index] for row in rows]
        if column.kind == "number":
            sums.append(sum(v for v in values if isinstance(v, int)))
        elif column.kind == "share":
            shares = [v for v in values if isinstance(v, Share)]
            sums.append(Share(sum(s.part for s in shares), sum(s.whole for s in shares)))
        else:
            sums.append(None)
    return (Word(label), *sums[1:])
