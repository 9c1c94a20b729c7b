"""What the columns of a table mean, told by their headings: task, lead, support, due, product, indicator, number …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.lexicon import phrases, table, words_of
from kg.text import fold, squeeze

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PART_OF_YEAR = re.compile(r"(?<!\w)(?:quý|tháng)\s")
_MARKS = re.compile(r"[*_#:.\s]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``meaning`` is a list of lexicon/columns.toml, ``heading`` its words; ``parent`` those above it."""

    meaning: str
    heading: str
    parent: str = ""


@cache
def _lists() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(how, meaning, phrases) in the order in which they are tried."""
    return tuple(
        (how, meaning, phrases("columns", how, meaning))
        for how in ("whole", "first", "begins", "holds")
        for meaning in table("columns")[how]
    )


def meaning_of(heading: str) -> str:
    """The meaning of one heading, or nothing: "Cơ quan chủ trì" → ``lead``, "Thời gian hoàn thành" → ``due``."""
    words = _MARKS.sub(" ", fold(heading)).strip()
    dated = YEAR.search(words) is not None
    for how, meaning, known in _lists():
        if how == "holds" and dated and meaning not in ("lead", "support"):
            return "value"
        if how == "whole":
            hit = words in known
        elif how == "begins":
            hit = words.startswith(known)
        else:
            hit = words_of("columns", how, meaning).search(words) is not None
        if hit:
            return meaning
    return "value" if dated else ""


def column_of(headings: Sequence[str]) -> Column:
    """A column from its headings, the topmost first: "Cơ quan thực hiện" over "Phối hợp"."""
    parts = list(dict.fromkeys(squeeze(h) for h in headings if h.strip()))
    if not parts:
        return Column("", "")
    own, above = parts[-1], " ".join(parts[:-1])
    meaning, over = meaning_of(own), meaning_of(above) if above else ""
    if over == "due" and meaning == "value":
        meaning = "mark"  # "Thời gian thực hiện" over "2025", "2026": the year is marked with a cross
    return Column(meaning or over, own, above)


def _is_passing(column: Column) -> bool:
    """A quarter or some months without a word of aiming: "Quý I/2026" tells how it stood."""
    words = fold(f"{column.parent} {column.heading}")
    return bool(_PART_OF_YEAR.search(words)) and not any(a in words for a in phrases("columns", "aims"))


def settled(columns: Sequence[Column], *, reports: bool) -> tuple[Column, ...]:
    """The columns in the light of each other; ``reports``: the table says itself that it tells results.

    "Thực hiện" beside "Chủ trì" is who helps; "Tiến độ" beside "Thời hạn" is how far it has come; "Kết quả" in a
    table of indicators is the number aimed at; "Đơn vị" beside a lead and an indicator is the unit.
    """
    has = {c.meaning for c in columns}
    several_dues = sum(c.meaning == "due" for c in columns) > 1
    aims = "indicator" in has and "task" not in has
    made: list[Column] = []
    for column in columns:
        again = column.meaning == "indicator" and any(c.meaning == "indicator" for c in made)
        if again:
            meaning = "value"  # "Chỉ tiêu", then "Mục tiêu tỉnh"
        elif aims:
            meaning = _aimed(column, has)
        else:
            meaning = _worked(column, has, several_dues=several_dues, reports=reports)
        made.append(replace(column, meaning=meaning))
    return tuple(made)


def _aimed(column: Column, has: set[str]) -> str:
    """The meaning of a column in a table of indicators."""
    meaning = column.meaning
    if meaning == "executor":
        return "support" if "lead" in has else "lead"
    if meaning == "output":
        return "value" if "value" not in has else "note"
    if meaning == "oversight" and "lead" not in has:
        return "lead"
    return "baseline" if meaning == "value" and _is_passing(column) else meaning


def _worked(column: Column, has: set[str], *, several_dues: bool, reports: bool) -> str:
    """The meaning of a column in a table of tasks."""
    meaning = column.meaning
    if meaning == "executor":
        return "support" if "lead" in has else "lead"
    if meaning == "unit" and "lead" not in has:
        return "lead"
    if meaning == "due" and several_dues and fold(column.heading).startswith(phrases("columns", "progress")):
        return "status"
    if meaning == "output" and reports and several_dues:
        return "result"
    if meaning == "value":
        return "note" if YEAR.search(column.heading) else "output"
    return meaning
