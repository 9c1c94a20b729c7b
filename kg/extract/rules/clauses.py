"""The clause that a number stands in: up to the commas around it, and over those of its own enumerations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.atoms.quantities import RANK
from kg.extract.context import Reading
from kg.extract.lexicon import alternatives, words_of
from kg.extract.rules.figures import Figure
from kg.extract.spans import trim, wording_start
from kg.extract.types import Atom, DateValue, Quantity
from kg.model import Span

LONGEST = 250
_ITEM = re.compile(r"[\s*_]*\((?:[ivx]+|\d+|[a-zđ])\)[\s*_]*")
_DROP = ' \t\r\n*_,;:.-–…()"'


@cache
def measures() -> re.Pattern[str]:
    """A noun that measures, with the verb that leads it: "nâng tỷ lệ"."""
    return re.compile(
        rf"(?<!\w)(?:mục\s+tiêu\s+)?(?:{alternatives('targets', 'steering')}\s+)?(?:đạt\s+)?(?:mức\s+|tốc\s+độ\s+)?"
        + alternatives("targets", "indicators")
    )


def clause_of(reading: Reading, span: Span, atom: Atom, inside: Sequence[Atom]) -> Span:
    """The stretch between the commas and semicolons around a number; "95% A và 85% B được thu gom" is two."""
    before = max(reading.folded.rfind(mark, span.start, atom.span.start) for mark in (", ", "; ", ": ", " - "))
    bracket = reading.folded.rfind("(", span.start, atom.span.start)
    if bracket > before and ")" not in reading.folded[bracket : atom.span.start]:
        before = bracket
    start = before + 1 if before >= span.start else span.start
    ends = _stops(reading.folded, atom.span.end, span.end)
    for other in inside:
        if joined(reading, other):
            ends += [reading.folded.rfind(" và", 0, other.span.start)] if other.span.start > atom.span.end else []
            own = reading.folded.rfind(" và", 0, other.span.start) + len(" và")
            start = own if other is atom and _alike_before(reading, span, atom, inside) else start
    for place in _dates_joined(reading, span, inside):
        ends += [place] if place > atom.span.end else []
        start = max(start, place + 3) if place < atom.span.start else start
    item = _ITEM.match(reading.folded, start, atom.span.start)
    start = item.end() if item else start
    return trim(reading.document.text, Span(start, min(ends, default=span.end)), _DROP)


def _dates_joined(reading: Reading, span: Span, inside: Sequence[Atom]) -> list[int]:
    """Where "và" joins another deadline with another number: "… 65% vào năm 2028 và đến năm 2030 đạt 80%"."""
    places = []
    numbers = [a.span.start for a in inside if isinstance(a.value, Quantity)]
    for atom in inside:
        if isinstance(atom.value, DateValue) and atom.value.cued and atom.value.due.edtf:
            opens = wording_start(atom)
            before = re.search(r"\svà\s+$", reading.folded[span.start : opens])
            if before and any(n < opens for n in numbers) and any(n >= atom.span.end for n in numbers):
                places.append(span.start + before.start())
    return places


def _stops(folded: str, start: int, end: int) -> list[int]:
    """Where a clause may end: at a mark, and before who ordered or judges it: "theo quy định tại Nghị quyết …"."""
    authority = words_of("targets", "authorities").search(folded, start, end)
    stops = [p for mark in (", ", ";", "(", ". ") if (p := folded.find(mark, start, end)) >= 0]
    return [*stops, authority.start()] if authority else stops


def joined(reading: Reading, other: Atom) -> bool:
    """Whether a share or a rank is joined to what stands before it by "và"."""
    of_kind = isinstance(other.value, Quantity) and (other.value.unit.startswith("%") or other.value.unit == RANK)
    before = reading.folded[max(0, other.span.start - 20) : other.span.start]
    return of_kind and _joint().search(before) is not None


@cache
def _joint() -> re.Pattern[str]:
    """ "… và 85% …"; "giảm 70% lượng phát thải và tăng 20% …"."""
    return re.compile(rf"\svà\s+(?:{alternatives('targets', 'changes')}\s+)?$")


def _alike_before(reading: Reading, span: Span, atom: Atom, inside: Sequence[Atom]) -> bool:
    """Whether another number of the same kind stands before the number in its part of the sentence."""
    start, unit = part_of(reading, span, atom).start, atom.value.unit if isinstance(atom.value, Quantity) else ""
    return any(
        isinstance(a.value, Quantity) and a.value.unit == unit and start <= a.span.start < atom.span.start
        for a in inside
    )


def part_of(reading: Reading, span: Span, atom: Atom) -> Span:
    """The part of a sentence between semicolons that a number stands in."""
    start = max(reading.folded.rfind(";", span.start, atom.span.start) + 1, span.start)
    end = reading.folded.find(";", atom.span.end, span.end)
    return Span(start, end if end >= 0 else span.end)


def whole_end(figure: Figure) -> int:
    """Where a clause ends over its own commas and brackets: "100% hồ sơ, kết quả giải quyết thủ tục được số hóa",
    "… được kết nối, chia sẻ dữ liệu"; not over a verb that begins something else: ", bảo đảm …", ", góp phần …".
    """
    folded, end = figure.reading.folded, figure.clause.end
    if figure.share and end <= figure.atom.span.end:
        return end
    while end < figure.sentence.end:
        step = re.compile(r'["*_]*,\s+|\s*\([^()]{1,200}\)(?=[^.,;:]*\w)').match(folded, end, figure.sentence.end)
        if step is None or _closes(figure, end):
            return end
        stop = _segment_end(figure, step.end())
        breaks = words_of("targets", "breaks").match(folded, step.end())
        if "," in step[0] and (breaks or _counts(figure, step.end(), stop)):
            return end
        if stop - figure.atom.span.start > LONGEST:
            return end
        end = stop
    return end


def _closes(figure: Figure, end: int) -> bool:
    """Whether a deadline closes the clause at ``end``: "… trong năm 2026, ưu tiên …"."""
    return any(isinstance(a.value, DateValue) and a.value.cued and a.span.end == end for a in figure.inside)


def _counts(figure: Figure, start: int, end: int) -> bool:
    """Whether a stretch has a number or an indicator of its own."""
    folded, unit = figure.reading.folded, figure.value.unit
    numbers = any(
        isinstance(a.value, Quantity) and a.value.unit == unit and start <= a.span.start < end for a in figure.inside
    )
    measured = measures().match(folded, start) and any(c.isdigit() for c in folded[start:end])
    return numbers or folded[start].isdigit() or bool(measured)


def _segment_end(figure: Figure, start: int) -> int:
    folded, sentence = figure.reading.folded, figure.sentence
    stops = _stops(folded, start, sentence.end)
    stops += [
        folded.rfind(" và", 0, a.span.start)
        for a in figure.inside
        if a.span.start > start and joined(figure.reading, a)
    ]
    return trim(figure.reading.document.text, Span(start, min(stops, default=sentence.end)), _DROP).end
