"""Dates and periods as documents write them, as EDTF, with the word that makes them a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.dates import bounds, months, valid_day
from kg.extract.lexicon import alternatives, phrases, table
from kg.extract.seek import DIGIT, Sought
from kg.extract.types import Atom, DateValue
from kg.model import Due, Span
from kg.text import fold

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_Y = r"(?P<y>(?:19|20)\d\d)"
_NAMED = r"(?:ngày\s+(?:mùng\s+|mồng\s+)?|mùng\s+|mồng\s+)"
_D = rf"{_NAMED}?(?P<d>\d{{1,2}})"
_HOUR = re.compile(r"(?<!\w)\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{1,2})?(?:\s?phút)?,?$")
_COUNTS = {"ba": 3, "sáu": 6, "chín": 9}
QUARTER = r"iv|i{1,3}|[1-4]"
# Ordered: the first that matches at a place wins, so the fuller forms stand first. Each with the words it needs.
_FORMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (  # "Quý III, IV/2026", "quý II và quý III năm 2026"
        "quarters",
        rf"(?:từ\s+)?quý\s+(?P<q0>{QUARTER})\s*(?:[,-]|và|đến)\s*(?:quý\s+)?(?P<q>{QUARTER})\s*(?:/|-|năm\s+|\s)\s*(?:năm\s+)?{_Y}",
        ("quý",),
    ),
    (  # "từ tháng 6 đến tháng 9/2026", "tháng 6-7/2026"
        "month-range",
        rf"(?:từ\s+)?tháng\s+(?P<m0>\d{{1,2}})\s*(?:-|đến)\s*(?:tháng\s+)?(?P<m>\d{{1,2}})\s*(?:/|năm\s+)\s*{_Y}",
        ("tháng",),
    ),
    (
        "days",
        rf"từ\s+ngày\s+(?P<d0>\d{{1,2}})\s+đến\s+(?:hết\s+)?ngày\s+(?P<d>\d{{1,2}})(?:\s+tháng\s+|\s?/\s?)(?P<m>\d{{1,2}})(?:\s+năm\s+|\s?/\s?){_Y}",
        ("từ",),
    ),
    ("day", rf"{_D}\s+tháng\s+(?P<m>\d{{1,2}})\s+năm\s+{_Y}", ("tháng",)),
    ("day", rf"{_D}\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?{_Y}(?!\d)", (DIGIT,)),
    (  # "trước ngày 25 hằng tháng", "ngày 30 tháng 11 hằng năm", "ngày 30/01 của năm tiếp theo"
        "recurring-day",
        r"(?:ngày\s+)?\d{1,2}(?:(?:\s+tháng\s+|\s?/\s?)\d{1,2})?\s+(?:{recurring}|(?:của\s+)?{next})",
        (DIGIT,),
    ),
    ("day-month", rf"{_NAMED}(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}})(?!\s+năm)", ("tháng",)),
    ("day-month", rf"{_NAMED}(?P<d>\d{{1,2}})\s?[/-]\s?(?P<m>\d{{1,2}})(?![\d/-])", ("ngày", "mùng", "mồng")),
    ("quarter", rf"quý\s+(?P<q>{QUARTER})\s*(?:/|-|năm\s+|\s)\s*(?:năm\s+)?{_Y}", ("quý",)),
    ("bare-quarter", rf"quý\s+(?P<q>{QUARTER})(?!\s*(?:/|-|năm)\s*\d)(?!\s+năm)", ("quý",)),
    (  # not "02 tháng cuối năm 2025 và những tháng đầu năm 2026", which has no end
        "months",
        rf"(?P<n>0?[1-9]|1[01]|ba|sáu|chín)\s+tháng\s+(?P<h>đầu|cuối)\s+năm\s+{_Y}(?!\s+và\s+(?:những|các)\s)",
        ("tháng",),
    ),
    (
        "range",
        r"(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|các\s+năm)\s+(?P<from>(?:19|20)\d\d)\s*-\s*(?P<to>(?:19|20)\d\d)",
        (DIGIT,),
    ),
    ("month", rf"tháng\s+(?P<m>\d{{1,2}})(?:\.|\s*(?:/|-|năm\s+)\s*(?:năm\s+)?){_Y}", ("tháng",)),
    ("bare-month", r"tháng\s+(?P<m>\d{1,2})(?!\s*(?:/|-)\s*\d)(?!\s+năm)(?!\d)", ("tháng",)),
    ("year", rf"(?:cả\s+)?năm\s+{_Y}", ("năm",)),
    ("year", r"(?:(?<=đến\s)|(?<=tới\s))(?P<y>20[2-6]\d)(?!\s*(?:%|tỷ|triệu|[a-zà-ỹ]))", (DIGIT,)),
    ("day-month", r"(?<=[a-zà-ỹ,]\s)(?P<d>\d{1,2})\s?[/-]\s?(?P<m>\d{1,2})(?![\d/-]|\s*(?:%|tỷ|triệu))", (DIGIT,)),
    ("recurring", r"{recurring}", ()),
    ("recurring-always", r"thường\s+xuyên", ("thường",)),
)


@cache
def _patterns() -> tuple[tuple[str, Sought], ...]:
    recurring = alternatives("dates", "recurring")
    made = []
    for kind, form, needs in _FORMS:
        filled = form.replace("{recurring}", recurring).replace("{next}", alternatives("dates", "next"))
        made.append((kind, Sought(r"(?<![\w/.-])" + filled + r"(?!\w)", needs or phrases("dates", "recurring"))))
    return tuple(made)


@cache
def _cue_words() -> tuple[tuple[str, str], ...]:
    rows = [(fold(w), relation) for relation, words in table("dates")["relations"].items() for w in words]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r)))


def relation_before(folded: str, start: int) -> tuple[str | None, int]:
    """The cue that ends right before ``start``, longest first, and where it begins; the hour of that day may stand
    between them: "trước 16 giờ 30 ngày 20/6".
    """
    before = folded[max(0, start - 40) : start].rstrip(' *"')
    if hour := _HOUR.search(before):
        before = before[: hour.start()].rstrip()
    for word, relation in _cue_words():
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            return relation, max(0, start - 40) + len(before) - len(word)
    return None, start


def _edtf(kind: str, match: re.Match[str], anchor: str | None) -> str | None:
    """The EDTF string of one matched form; None for days that do not exist and periods that run backwards."""
    part = {k: v for k, v in match.groupdict().items() if v}
    year = int(part.get("y") or (anchor or "0")[:4])
    if kind == "days":
        return _interval(*(_day(year, int(part["m"]), int(part[k])) for k in ("d0", "d")))
    if kind in ("day", "day-month"):
        return _day(year, int(part["m"]), int(part["d"]))
    if kind in ("month", "bare-month"):
        return f"{year:04}-{int(part['m']):02}" if year and 1 <= int(part["m"]) <= 12 else None
    if kind == "quarters":
        first, last = ROMAN[part["q0"]], ROMAN[part["q"]]
        return months(year, 3 * first - 2, 3 * last) if first < last else None
    if kind == "month-range":
        first, last = int(part["m0"]), int(part["m"])
        return months(year, first, last) if 1 <= first < last <= 12 else None
    return _interval(part["from"], part["to"]) if kind == "range" else _stretch(kind, part, year)


def _interval(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first and last and first < last else None


def _stretch(kind: str, part: dict[str, str], year: int) -> str:
    """A quarter, the first or last months of a year ("3 tháng đầu năm 2025"), or a year."""
    if kind in ("quarter", "bare-quarter"):
        quarter = ROMAN[part["q"]]
        return months(year, 3 * quarter - 2, 3 * quarter)
    if kind == "months":
        count = _COUNTS.get(part["n"]) or int(part["n"])
        return months(year, 1, count) if part["h"] == fold("đầu") else months(year, 13 - count, 12)
    return str(year)


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if valid_day(year, month, day) else None


def dates(text: str, folded: str, anchor: str | None) -> Iterator[Atom]:
    """Dates and periods of a text. ``anchor`` lends its year to days and months without one.

    "trước 20/6" → 2025-06-20 before; "trong năm 2026" → 2026 within; "hằng năm" → recurring.
    """
    taken: set[int] = set()
    found: list[Atom] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(folded):
            if not taken.isdisjoint(range(*match.span())) or not _meant(kind, match, folded, found):
                continue
            value = _value(kind, match, text, folded, anchor)
            if value is not None:
                found.append(Atom(Span(*match.span()), value))
            if value is not None or kind in ("day", "day-month"):  # of a day that does not exist no month is left
                taken.update(range(*match.span()))
    yield from found


def _meant(kind: str, match: re.Match[str], folded: str, found: list[Atom]) -> bool:
    """Whether a form that may say something else is a date here: no fraction ("tỷ lệ 3/4 số xã"), no manner."""
    if kind == "recurring-always":
        return _always(match, folded, found)
    if kind != "day-month" or match.group()[:1].isalpha():
        return True
    before, after = folded[max(0, match.start() - 40) : match.start()].rstrip(), folded[match.end() :].lstrip()
    of_things = re.match(rf"{alternatives('dates', 'fractions', 'after')}(?!\w)", after)
    share = re.search(rf"(?<!\w){alternatives('dates', 'fractions', 'before')}$", before)
    return not (of_things or share)


def _always(match: re.Match[str], folded: str, found: list[Atom]) -> bool:
    """ "thường xuyên" closes its clause and is its time: "báo cáo thường xuyên.", not "thường xuyên kiểm tra",
    "chi thường xuyên", "thường xuyên, liên tục"; beside another deadline it is only the manner.
    """
    before, after = folded[max(0, match.start() - 40) : match.start()].rstrip(), folded[match.end() :]
    manner = re.match(rf"\s*,\s*(?:và\s+)?{alternatives('dates', 'always', 'manners')}(?!\w)", after)
    noun = re.search(rf"(?<!\w){alternatives('dates', 'always', 'nouns')}$", before)
    if manner or noun or not re.match(r"\s*(?:[.,;:|)*]|$)", after):
        return False
    start, end = folded.rfind(". ", 0, match.start()), folded.find(". ", match.end())
    inside = range(start, end if end >= 0 else len(folded))
    return not any(isinstance(a.value, DateValue) and a.value.cued and a.span.start in inside for a in found)


@cache
def _beyond() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:và\s+)?{alternatives('dates', 'beyond')}\s+(?:đến\s+|tới\s+)?năm\s")


def _is_horizon(folded: str, start: int, end: int) -> bool:
    """ "tầm nhìn đến năm 2050", "có xét đến năm 2050", "đã có hiệu lực từ ngày 01/5/2026": how far somebody looks, or
    since when something holds; nothing has to be done by then. "Tầm nhìn đến năm 2045:" opens a list of goals. So with
    the first year of a title, "… đến năm 2025, định hướng đến năm 2030", and the day of what is only spoken of, "các
    nhiệm vụ có thời hạn hoàn thành trong năm 2025".
    """
    if _beyond().match(folded, end):
        return True
    before = folded[max(0, start - 60) : start].rstrip(" *")
    said = re.search(rf"(?<!\w){alternatives('dates', 'horizons')}$", before)
    return said is not None and re.search(r"[\w,][ *_(]*$", before[: said.start()]) is not None


def _value(kind: str, match: re.Match[str], text: str, folded: str, anchor: str | None) -> DateValue | None:
    relation, start = relation_before(folded, match.start())
    wording = text[start : match.end()]
    if kind.startswith("recurring"):
        return DateValue(Due(None, "recurring", wording), cued=True)
    edtf = _edtf(kind, match, anchor)
    if edtf is None:
        return None
    leaning = anchor if kind in ("day-month", "bare-month", "bare-quarter") else None
    first, last = bounds(edtf)
    spans = kind in ("quarters", "month-range") and match.group().startswith("từ ")
    cued = (relation is not None or spans) and not _is_horizon(folded, start, match.end())
    if relation == "within" and kind in ("day", "day-month"):
        relation = "by"
    if relation == "from":
        last = None
    elif relation in ("before", "by"):
        first = None
    return DateValue(Due(edtf, relation or "within", wording, first, last, leaning), cued)
