"""How the page says dates, deadlines and numbers, in Vietnamese and English.

The words stand in ``messages/<language>.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")
_POINT = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?"
_EDTF = re.compile(rf"{_POINT}(?:/{_POINT})?", re.ASCII)
_MESSAGES = Path(__file__).parent / "messages"


@cache
def words(lang: str) -> Mapping[str, Any]:
    """Every message of one language, as its TOML file has them."""
    return tomllib.loads((_MESSAGES / f"{lang}.toml").read_text(encoding="utf-8"))


def say_date(edtf: str, lang: str) -> str:
    """An EDTF date in words; one that is not understood stays as it is.

    >>> say_date("2025-04/2025-06", "vi")
    'quý II/2025'
    """
    table = words(lang)["date"]
    if not _EDTF.fullmatch(edtf):
        return edtf
    first, _, last = edtf.partition("/")
    if not last:
        return _say_point(first, table)
    named = _named_range(first, last)
    if named:
        name, data = named
        quarter = data.get("quarter")
        filled = {**data, "quarter": table["quarters"][int(quarter) - 1]} if quarter else data
        return str(table[name].format(**filled))
    return str(table["range"].format(first=_say_point(first, table), last=_say_point(last, table)))


def _say_point(point: str, table: Mapping[str, Any]) -> str:
    parts = point.split("-")
    if len(parts) == 1:
        return str(table["year"].format(year=point))
    month = table["months"][int(parts[1]) - 1]
    if len(parts) == 2:
        return str(table["month"].format(month=month, year=parts[0]))
    return str(table["day"].format(day=int(parts[2]), month=month, year=parts[0]))


def _named_range(first: str, last: str) -> tuple[str, dict[str, str]] | None:
    """Ranges that officials call by a name: a quarter, a half year, a run of years."""
    year, _, month = first.partition("-")
    end_year, _, end_month = last.partition("-")
    if not month and not end_month:
        return "years", {"first": year, "last": end_year}
    if year != end_year:
        return None
    quarters = {("01", "03"): "1", ("04", "06"): "2", ("07", "09"): "3", ("10", "12"): "4"}
    if (month, end_month) in quarters:
        return "quarter", {"quarter": quarters[month, end_month], "year": year}
    halves = {("01", "06"): "half1", ("07", "12"): "half2"}
    return (halves[month, end_month], {"year": year}) if (month, end_month) in halves else None


def say_due(edtf: str | None, relation: str | None, text: str | None, lang: str) -> str:
    """A deadline in words, or its own wording where no date could be read from it; empty when there is neither."""
    table = words(lang)["due"]
    if relation == "recurring":
        return str(table["recurring"])
    if not edtf:
        return text or ""
    date = say_date(edtf, lang)
    return str(table[relation].format(date=date)) if relation in table else date


def say_meeting(body: str, ordinal: str | None, when: str | None, lang: str) -> str:
    """What a meeting is called: ``Phiên họp thứ hai, ngày 17/5/2025: Ban Chỉ đạo …``."""
    table = words(lang)["meeting"]
    name = str(table["meeting"])
    if ordinal and ordinal.isdecimal():
        spelt = table["ordinals"][int(ordinal) - 1 : int(ordinal)]
        name = str(table["session"].format(ordinal=spelt[0] if spelt else ordinal))
    dated = f"{name}, {say_date(when, lang)}" if when else name
    return f"{dated}: {body}" if body else dated


def say_number(value: str, lang: str) -> str:
    """A decimal as the language writes it: ``8.5`` is ``8,5`` in Vietnamese; digits grouped from 10,000 on."""
    table = words(lang)["date"]
    whole, _, rest = value.partition(".")
    rest = rest.rstrip("0")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdigit() or (rest and not rest.isdigit()):
        return value
    grouped = f"{int(digits):,}".replace(",", table["thousands"]) if len(digits) > 4 else digits
    return sign + grouped + (table["decimal"] + rest if rest else "")
