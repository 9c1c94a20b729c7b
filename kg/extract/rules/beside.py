"""Numbers beside what they are of, behind a comma or in brackets: "phủ sóng 5G toàn quốc, phải đạt 90% trong năm 2025
(đến nay mới đạt 39,5%)", "kiểm soát lạm phát (bình quân khoảng 4,5% năm 2026)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Reading
from kg.extract.lexicon import alternatives
from kg.extract.rules.figures import Figure, made
from kg.extract.rules.horizons import due_in
from kg.extract.rules.indicators import indicator_name
from kg.extract.spans import trim
from kg.extract.types import BodyName, DateValue, Quantity, ResultFound, TargetFound
from kg.model import Span

SHORTEST, LONGEST = 2, 16


@cache
def _obliged() -> re.Pattern[str]:
    must, reach = alternatives("targets", "beside", "obliged"), alternatives("targets", "reaches")
    return re.compile(rf",\s*{must}\s+{reach}\s*$")


@cache
def _bracketed() -> re.Pattern[str]:
    purpose = alternatives("targets", "beside", "purposes")
    return re.compile(rf"(?<!\w){purpose}\s[^,;:()]*(?P<open>\(\s*(?:{alternatives('targets', 'averages')}\s*)?)$")


@cache
def _bounds() -> re.Pattern[str]:
    """What a phrase does not reach back over: a mark, or a word of purpose."""
    return re.compile(rf"[,;:()*]|(?<!\w){alternatives('targets', 'beside', 'purposes')}\s")


@cache
def _so_far() -> re.Pattern[str]:
    return re.compile(
        rf"\s*\(\s*{alternatives('targets', 'beside', 'so_far')}\s+{alternatives('targets', 'reaches')}\s+"
    )


def beside(figure: Figure) -> TargetFound | None:
    """A number that must be reached by what stands before the comma or the bracket."""
    folded, sentence, atom = figure.reading.folded, figure.sentence, figure.atom
    said = folded[sentence.start : atom.span.start]
    obliged, bracketed = _obliged().search(said), _bracketed().search(said)
    place = obliged.start() if obliged else bracketed.start("open") if bracketed else None
    phrase = _phrase(figure, sentence.start + place) if place is not None else None
    if phrase is None:
        return None
    end = next((p for m in "();" if (p := folded.find(m, atom.span.end, sentence.end)) >= 0), sentence.end)
    days = [a for a in figure.inside if isinstance(a.value, DateValue) and atom.span.end <= a.span.start < end]
    due = due_in(figure, Span(atom.span.end, end)) or next(
        (a.value.due for a in days if isinstance(a.value, DateValue)), None
    )
    if due is None and not obliged:
        return None  # "(bình quân 5 người/hộ)" tells how it is
    last = max((a.span.end for a in days), default=0)
    name = indicator_name(figure.reading.document.text[phrase.start : phrase.end])
    return made(figure, Span(phrase.start, max(last, atom.span.end)), name, due, "target.beside") if name else None


def _phrase(figure: Figure, end: int) -> Span | None:
    """The words right before a place, back to a mark, a word of purpose, a body or another number."""
    folded, start = figure.reading.folded, figure.sentence.start
    known = [a.span.end for a in figure.inside if isinstance(a.value, BodyName | Quantity) and a.span.end <= end]
    marks = [m.end() for m in _bounds().finditer(folded, start, end)]
    span = trim(figure.reading.document.text, Span(max([start, *known, *marks]), end))
    return span if SHORTEST <= len(folded[span.start : span.end].split()) <= LONGEST else None


def so_far(reading: Reading, targets: Sequence[TargetFound]) -> Iterator[ResultFound]:
    """What brackets behind a target say of how far it is: "… đạt 90% trong năm 2025 (đến nay mới đạt 39,5%)"."""
    numbers = {a.span.start: a for p in reading.passages for a in p.atoms if isinstance(a.value, Quantity)}
    for target in targets:
        match = _so_far().match(reading.folded, target.evidence.end)
        atom = numbers.get(match.end()) if match else None
        if match is None or atom is None or not isinstance(atom.value, Quantity):
            continue
        start = trim(reading.document.text, Span(match.start(), match.end()), " (\n").start
        evidence = reading.evidence(Span(start, atom.span.end), "result.beside", target.evidence.zone, 0.85)
        value = atom.value
        yield ResultFound(target.indicator, value.comparator, value.value, value.unit, None, target.bodies, evidence)
