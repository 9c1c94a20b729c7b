"""Numbers that leave out what they are of, because the number before them has just said it."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import alternatives
from kg.extract.rules.clauses import joined, whole_end
from kg.extract.rules.figures import Figure, made
from kg.extract.rules.horizons import dated, due_in
from kg.extract.rules.levels import tail
from kg.extract.types import TargetFound
from kg.model import Span
from kg.text import fold, squeeze

RULE = "target.again"


@cache
def _led() -> re.Pattern[str]:
    """Verbs of steering without an object: "tiếp tục nâng lên mức"."""
    lead, verb = alternatives("targets", "lead_ins"), alternatives("targets", "steering")
    return re.compile(rf"(?:{lead}\s+)*{verb}\s+(?:dần\s+)?(?:(?:lên|xuống|còn|tới|đến)(?:\s+mức)?|mức)\s*")


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(rf"\s{alternatives('targets', 'predicates')}")


@cache
def _redated() -> re.Pattern[str]:
    """Another deadline and a verb of reaching: "đến năm 2030 đạt"."""
    reach = alternatives("targets", "reaches")
    return re.compile(rf"(?:đến|tới|vào|trong)\s+(?:hết\s+|cuối\s+)?năm\s+\d{{4}},?\s+{reach}\s*")


def again(figure: Figure) -> TargetFound | None:
    """The same indicator with another number: "… đạt 65% vào năm 2025 và 75% vào năm 2030"; the same things with
    another predicate: "100% xã đạt mức 3 và 90% đạt mức 4"; the same led further: "Tiếp tục nâng lên mức tối thiểu 2%".
    """
    earlier = figure.earlier
    if earlier is None or earlier.unit.split("/")[0] != figure.value.unit.split("/")[0]:
        return None
    if figure.before.strip() and _led().fullmatch(figure.before):
        due = due_in(figure, Span(figure.atom.span.end, figure.clause.end))
        dates = [
            a.span.end for a in figure.inside if dated(a) and figure.atom.span.end <= a.span.start < figure.clause.end
        ]
        return made(
            figure,
            Span(figure.clause.start, max(*dates, tail(figure), figure.atom.span.end)),
            earlier.indicator,
            due,
            RULE,
        )
    if _redated().fullmatch(figure.before) and earlier.evidence.start >= figure.sentence.start:
        due = due_in(figure, Span(figure.clause.start, figure.atom.span.start))
        return made(figure, Span(figure.clause.start, figure.atom.span.end), earlier.indicator, due, RULE)
    same_sentence = earlier.evidence.start >= figure.sentence.start
    if not same_sentence or figure.before.strip():
        return None
    dated_again = _dated_again(figure, earlier) if joined(figure.reading, figure.atom) else None
    return dated_again or _said_again(figure, earlier)


def _dated_again(figure: Figure, earlier: TargetFound) -> TargetFound | None:
    date = next((a for a in figure.inside if dated(a) and a.span.start >= figure.atom.span.end), None)
    value = dated(date) if date is not None else None
    if date is None or value is None or not value.due.edtf:
        return None
    wording = fold(squeeze(value.due.text))
    if squeeze(figure.reading.folded[figure.atom.span.end : date.span.end]) != wording:
        return None
    return made(figure, Span(figure.clause.start, date.span.end), earlier.indicator, value.due, RULE)


def _said_again(figure: Figure, earlier: TargetFound) -> TargetFound | None:
    end = whole_end(figure)
    after = " " + squeeze(figure.after(end))
    noun = _predicate().search(f" {fold(earlier.indicator)}")
    if not _predicate().match(fold(after)) or noun is None:
        return None
    name = earlier.indicator[: max(0, noun.start() - 1)] + after
    due = due_in(figure, Span(figure.atom.span.end, end)) or earlier.due
    return made(figure, Span(figure.clause.start, end), name, due, RULE) if noun.start() > 1 else None
