"""Numbers with a unit and a direction: "trên 8%", "2 con số", "tối thiểu 30%", "10% trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import alternatives, phrases, table
from kg.extract.types import Atom, Quantity
from kg.model import Span
from kg.text import fold

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d+)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A range of numbers with a unit, and one number with a unit: "500 ha", "2,1 con/phụ nữ"."""
    units = "|".join(re.escape(u).replace(r"\ ", r"\s+") for u in phrases("targets", "units"))
    word = rf"(?!{alternatives('targets', 'unit_ends')})[^\W\d_]+"
    each = rf"{word}(?:\s+{word})?(?:\s?/\s?(?:năm|(?:\d[\d.]*\s+)?{word}(?:\s+{word})?))+"
    one = rf"(?<![\w.,/-]){_NUMBER}\s*(?P<unit>{each}|{units})(?!\w)"
    span = rf"(?<![\w.,/-]){_NUMBER}\s*(?:\\?-|đến)\s*(?P<upper>\d+(?:,\d+)?)\s*(?P<unit>{units})(?!\w)"
    return re.compile(span), re.compile(one)


@cache
def _counted() -> re.Pattern[str]:
    """A number of any things to be had, after a verb and a comparator: "có ít nhất 20 phường …"."""
    compared = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w, _ in _comparators())
    unit = rf"(?:{alternatives('targets', 'things')}|(?!{alternatives('targets', 'no_units')})[^\W\d_]+)"
    opener = alternatives("targets", "count_openers")
    return re.compile(rf"(?<!\w){opener}\s+(?:{compared})\s+(?P<whole>{_NUMBER}\s+(?P<unit>{unit}))(?!\w)")


@cache
def _comparators() -> tuple[tuple[str, str], ...]:
    rows = [(fold(w), c) for c, words in table("targets")["comparators"].items() for w in words]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r)))


def _number(text: str) -> float:
    """Vietnamese digits: a point between thousands, a comma before decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _unit(written: str) -> str:
    return re.sub(r"\s+", " ", written).replace("phần trăm", "%")


def _compared(folded: str, start: int, end: int) -> tuple[str, Span, bool]:
    """The comparator beside a number, and the span that takes it in."""
    before, after = folded[max(0, start - 25) : start].rstrip(), folded[end : end + 12]
    for word, comparator in _comparators():
        if after.lstrip().startswith(word) and word in ("trở lên", "trở xuống"):
            return comparator, Span(start, end + after.index(word) + len(word)), True
    for word, comparator in _comparators():
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            return comparator, Span(max(0, start - 25) + len(before) - len(word), end), True
    return "=", Span(start, end), False


def quantities(folded: str) -> Iterator[Atom]:
    """Numbers with units of a text, and the figures of speech that stand for numbers."""
    figures = table("targets")["figures"]
    for phrase in sorted(figures, key=len, reverse=True):
        value, comparator, unit = figures[phrase]
        for match in re.finditer(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", folded):
            yield Atom(Span(*match.span()), Quantity(float(value), comparator, unit, compared=True))
    ranged, one = _patterns()
    for match in ranged.finditer(folded):
        yield Atom(Span(*match.span()), Quantity(_number(match["number"]), ">=", _unit(match["unit"]), compared=True))
    known = set()
    for match in one.finditer(folded):
        known.add(match.start())
        comparator, span, compared = _compared(folded, *match.span())
        yield Atom(span, Quantity(_number(match["number"]), comparator, _unit(match["unit"]), compared))
    for match in _counted().finditer(folded):
        if match.start("whole") not in known:
            comparator, span, compared = _compared(folded, *match.span("whole"))
            yield Atom(span, Quantity(_number(match["number"]), comparator, _unit(match["unit"]), compared))
