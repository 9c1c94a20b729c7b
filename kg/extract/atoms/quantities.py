"""Numbers with a unit and a direction: "trên 8%", "2 con số", "tối thiểu 30%", "10% trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import alternatives, phrases, table
from kg.extract.seek import Sought
from kg.extract.types import Atom, Quantity
from kg.model import Span
from kg.text import fold

RANK = "thứ bậc"
_DIGIT = re.compile(r"\d")
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d+)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A range of numbers with a unit, and one number with a unit: "500 ha", "2,1 con/phụ nữ"."""
    units = "|".join(re.escape(u).replace(r"\ ", r"\s+") for u in phrases("targets", "units"))
    word = rf"(?!{alternatives('targets', 'unit_ends')})[^\W\d_]+"
    each = rf"{word}(?:\s+{word})?(?:\s?/\s?(?:năm|(?:\d[\d.]*\s+)?{word}(?:\s+{word})?))+"
    among = rf"(?:{units})\s+trên\s+(?:một|mỗi|\d[\d.]*)\s+(?:(?:vạn|nghìn|ngàn|triệu)\s+)?{word}"
    known = rf"(?:{among}|(?:{units})(?:\s?/\s?năm)?)"
    one = rf"(?<![\w.,/-]){_NUMBER}\s*(?P<unit>{each}|{known})(?!\w)"
    upper = r"(?P<upper>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    span = rf"(?<![\w.,/-]){_NUMBER}\s*%?\s*(?:\\?[-–]|đến)\s*{upper}\s*(?P<unit>{known})(?!\w)"
    return re.compile(span), re.compile(one)


@cache
def _counted() -> Sought:
    """A number of any things to be had, after a verb and a comparator, or as plans count them: "có ít nhất 20 phường",
    "hình thành được 2 trung tâm", "xây dựng 05 mô hình".
    """
    compared = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w, _ in comparators())
    unit = rf"(?:{alternatives('targets', 'things')}|(?!{alternatives('targets', 'no_units')})[^\W\d_]+)"
    opener, more = alternatives("targets", "count_openers"), alternatives("targets", "count_more")
    return Sought(
        rf"(?<!\w){opener}(?:(?:\s+{more})?\s+(?:{compared})\s+|\s+{more}\s+|\s+(?=0\d))"
        rf"(?P<whole>{_NUMBER}\s+(?P<unit>{unit}))(?!\w)",
        phrases("targets", "count_openers"),
    )


@cache
def _bare() -> Sought:
    """A number without a unit, right after a verb of reaching and a comparator: an index "duy trì trên 0,7"."""
    compared = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w, _ in comparators())
    reach = alternatives("targets", "reaches")
    end = r"(?=\s*(?:[;)]|[.,](?!\d)|$)|\s+(?:điểm\s+)?(?:vào|đến|trong)\s)"
    pattern = rf"(?<!\w){reach}\s+(?:{compared})\s+(?P<whole>(?!(?:19|20)\d\d\b){_NUMBER}){end}"
    return Sought(pattern, phrases("targets", "reaches"))


@cache
def _ranked() -> tuple[Sought, ...]:
    """A place among others: "nhóm 3 nước dẫn đầu …", "tốp 50 thế giới", "vị trí thứ 40", "xếp thứ 3 trở lên"."""
    group, of = alternatives("targets", "ranks", "groups"), alternatives("targets", "ranks", "members")
    first, place = alternatives("targets", "ranks", "first"), alternatives("targets", "ranks", "places")
    number = r"(?P<number>\d{1,3})(?![\d.,/%])"
    led = rf"(?<!\w){group}\s+{number}\s+{of}(?=[^.;]{{0,60}}?{first})"
    top = rf"(?<!\w){alternatives('targets', 'ranks', 'tops')}\s+{number}(?:\s+{of})?"
    forms = {"groups": led, "tops": top, "places": rf"(?<!\w){place}\s+{number}"}
    return tuple(Sought(form, phrases("targets", "ranks", words)) for words, form in forms.items())


def _ranks(folded: str) -> Iterator[Atom]:
    """The lower the number, the better the place: at most the one named."""
    for pattern in _ranked():
        for match in pattern.finditer(folded):
            yield Atom(Span(*match.span()), Quantity(float(match["number"]), "<=", RANK, compared=True))


@cache
def comparators() -> tuple[tuple[str, str], ...]:
    """The words that compare a number, folded, longest first, with what they say."""
    rows = [(fold(w), c) for c, words in table("targets")["comparators"].items() for w in words]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r)))


def number(text: str) -> float:
    """Vietnamese digits: a point between thousands, a comma before decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _unit(written: str) -> str:
    unit = re.sub(r"\s+", " ", written).replace("phần trăm", "%").replace("co2", "CO2")
    return re.sub(r"\s?/\s?", "/", re.sub(r"\strên\s(?:một\s|mỗi\s|1\s)?", "/", unit))


def _compared(folded: str, start: int, end: int) -> tuple[str, Span, bool]:
    """The comparator beside a number, and the span that takes it in."""
    before, after = folded[max(0, start - 25) : start].rstrip(), folded[end : end + 12]
    for word, comparator in comparators():
        if after.lstrip().startswith(word) and word in ("trở lên", "trở xuống"):
            return comparator, Span(start, end + after.index(word) + len(word)), True
    for word, comparator in comparators():
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            return comparator, Span(max(0, start - 25) + len(before) - len(word), end), True
    return "=", Span(start, end), False


@cache
def _figures() -> tuple[tuple[str, re.Pattern[str], Quantity], ...]:
    """Figures of speech, folded, the longest first, with the number that each stands for."""
    figures = table("targets")["figures"]
    ordered = sorted(figures, key=len, reverse=True)
    made = ((fold(p), Quantity(float(figures[p][0]), figures[p][1], figures[p][2], compared=True)) for p in ordered)
    return tuple((phrase, re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)"), figure) for phrase, figure in made)


def quantities(folded: str) -> Iterator[Atom]:
    """Numbers with units of a text, and the figures of speech that stand for numbers."""
    for phrase, pattern, figure in _figures():
        for match in pattern.finditer(folded) if phrase in folded else ():
            yield Atom(Span(*match.span()), figure)
    if not _DIGIT.search(folded):
        return
    ranged, one = _patterns()
    for match in ranged.finditer(folded):
        comparator, span, compared = _compared(folded, *match.span())
        low = comparator if compared and comparator in ("~", ">") else ">="
        lower, upper = number(match["number"]), number(match["upper"])
        top = upper if upper > lower else None
        yield Atom(span, Quantity(lower, low, _unit(match["unit"]), compared=True, upper=top))
    yield from _ranks(folded)
    for match in _bare().finditer(folded):
        comparator, span, compared = _compared(folded, *match.span("whole"))
        yield Atom(span, Quantity(number(match["number"]), comparator, "", compared))
    known = set()
    for match in one.finditer(folded):
        known.add(match.start())
        comparator, span, compared = _compared(folded, *match.span())
        yield Atom(span, Quantity(number(match["number"]), comparator, _unit(match["unit"]), compared))
    for match in _counted().finditer(folded):
        if match.start("whole") not in known:
            comparator, span, compared = _compared(folded, *match.span("whole"))
            yield Atom(span, Quantity(number(match["number"]), comparator, _unit(match["unit"]), compared))
