"""What a number is the number of: the stretch of a sentence it belongs to, and its indicator's name there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, phrases
from kg.extract.spans import trim
from kg.extract.types import Atom, Quantity
from kg.model import Span
from kg.text import squeeze

LONGEST = 250
_REACH = 90


@cache
def _accounts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'accounts')}")


@cache
def _comparisons() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'comparisons')}")


@cache
def _indicators() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:mục\s+tiêu\s+)?(?:{alternatives('targets', 'steering')}\s+)?(?:đạt\s+)?(?:mức\s+|tốc\s+độ\s+)?"
        + alternatives("targets", "indicators")
    )


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:mục\s+tiêu(?:\s(?:của\s)?[^,.;:]{0,40}?\slà)?|phấn\s+đấu)(?!\w)")


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'reaches')}\s*$")


def sentence_of(passage: Passage, atom: Atom) -> Span:
    """The sentence that an atom stands in."""
    return next(s for s in passage.sentences if s.start <= atom.span.start < s.end)


def clause_of(reading: Reading, span: Span, atom: Atom, inside: Sequence[Atom]) -> Span:
    """The stretch between the commas and semicolons around a number; "95% A và 85% B được thu gom" is two."""
    before = max(reading.folded.rfind(mark, span.start, atom.span.start) for mark in (", ", "; ", ": ", " - "))
    bracket = reading.folded.rfind("(", span.start, atom.span.start)
    if bracket > before and ")" not in reading.folded[bracket : atom.span.start]:
        before = bracket
    start = before + 1 if before >= span.start else span.start
    ends = [p for mark in (", ", ";", "(", ". ") if (p := reading.folded.find(mark, atom.span.end, span.end)) >= 0]
    for other in inside:
        joined = re.search(r"\svà\s+$", reading.folded[max(0, other.span.start - 12) : other.span.start])
        if joined and isinstance(other.value, Quantity) and other.value.unit == "%":
            ends += [other.span.start - len(joined[0])] if other.span.start > atom.span.end else []
            start = other.span.start if other is atom and _share_before(inside, start, atom) else start
    return trim(reading.document.text, Span(start, min(ends, default=span.end)), ' \t\r\n*_,;:.-–…()"')


def _share_before(inside: Sequence[Atom], start: int, atom: Atom) -> bool:
    """Whether another share stands between ``start`` and the number."""
    return any(
        isinstance(a.value, Quantity) and a.value.unit == "%" and start <= a.span.start < atom.span.start
        for a in inside
    )


def part_of(reading: Reading, span: Span, atom: Atom) -> Span:
    """The part of a sentence between semicolons that a number stands in."""
    start = max(reading.folded.rfind(";", span.start, atom.span.start) + 1, span.start)
    end = reading.folded.find(";", atom.span.end, span.end)
    return Span(start, end if end >= 0 else span.end)


def is_account(reading: Reading, sentence: Span, clause: Span, atom: Atom) -> bool:
    """Whether the number says what was reached: "xuất khẩu đạt 391 tỷ USD, tăng 16,2% … so với cùng kỳ"."""
    if _accounts().search(reading.folded[clause.start : clause.end]):
        return True
    compared = _comparisons().search(reading.folded, sentence.start, sentence.end)
    return compared is not None and not has_goal(reading, sentence, atom)


def has_goal(reading: Reading, sentence: Span, atom: Atom) -> bool:
    """Whether the sentence says before the number that it is aimed at: "Phấn đấu …", "mục tiêu …"."""
    return _goals().search(reading.folded, sentence.start, atom.span.start) is not None


def is_reached(reading: Reading, clause: Span, atom: Atom, value: Quantity) -> bool:
    """Whether a verb of reaching or a comparator stands right before the number: "đạt 2,1", "dưới 109"."""
    return value.compared or _reaches().search(reading.folded[clause.start : atom.span.start]) is not None


def indicator_start(reading: Reading, sentence: Span, clause: Span, atom: Atom, inside: Sequence[Atom]) -> int | None:
    """Where the indicator's naming begins: at "mục tiêu …", else with the item, else at a noun that measures."""
    earlier = [a.span.end for a in inside if isinstance(a.value, Quantity) and a.span.end <= atom.span.start]
    begin = max(clause.start, atom.span.start - _REACH, *earlier)
    words = reading.folded[begin : atom.span.start]
    aimed = list(_goals().finditer(words))
    if aimed:
        last = aimed[-1]
        return begin + (last.end() + 1 if last.group().endswith(" là") else last.start())
    if begin == clause.start and reading.document.text[begin].isupper() and _reaches().search(words):
        return begin
    mark = _indicators().search(reading.folded, begin, atom.span.start)
    return mark.start() if mark else _item_start(reading, sentence, atom, max(earlier, default=0))


def _item_start(reading: Reading, sentence: Span, atom: Atom, earlier: int) -> int | None:
    """The start of the listed item, over its own commas: "tỷ lệ nam, nữ thanh niên được tư vấn, khám … đạt 90%"."""
    marks = [reading.folded.rfind(mark, sentence.start, atom.span.start) + 2 for mark in ("; ", ": ", "- ")]
    item = trim(reading.document.text, Span(max(sentence.start, *(m for m in marks if m > 1), 0), atom.span.start))
    opens = _indicators().match(reading.folded, item.start)
    near = item.start >= earlier and atom.span.start - item.start <= LONGEST
    return item.start if opens and near else None


def indicator_name(words: str) -> str:
    """The indicator's name without the verbs around it: "mục tiêu tăng trưởng kinh tế đạt" → "tăng trưởng kinh tế"."""
    aims = "|".join(phrases("targets", "name_openers"))
    name = re.sub(rf"^(?:(?:{aims})\s+)+", "", squeeze(words), flags=re.I)
    ends = "|".join(phrases("targets", "name_enders"))
    bare = re.sub(rf"\s+(?:{ends})$", "", name, flags=re.I)
    if re.search(r"\s(?:lên|xuống|còn)(?:\s\w+)?$", name, flags=re.I):  # "nâng tỷ lệ lên": the verb is a direction
        bare = re.sub(rf"^{alternatives('targets', 'steering')}\s+", "", bare, flags=re.I)
    bare = bare.strip(" ,:")
    return "" if bare.lower() in phrases("targets", "reaches") else bare
