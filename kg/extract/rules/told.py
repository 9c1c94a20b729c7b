"""A number of an account with everything around it: whether it is told as reached, of when, and of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, words_of
from kg.extract.rules.figures import Above
from kg.extract.rules.periods import heading_period, is_ahead_of, period_in
from kg.extract.types import Atom, BodyName, ResultFound
from kg.model import Span, Zone
from kg.text import squeeze

_ROOM = 90
# An abbreviation in brackets is part of the name before it: "chỉ số giá tiêu dùng (CPI)".
_SHORT = re.compile(r"\([^()\d]{1,20}\)")


@dataclass(frozen=True, slots=True)
class Account:
    """One sentence that may tell results: its atoms, what stands over it, the last result that it gave."""

    reading: Reading
    passage: Passage
    sentence: Span
    atoms: tuple[Atom, ...]
    above: Above
    over: tuple[tuple[Passage, Span], ...]
    earlier: ResultFound | None = None

    def after(self, found: ResultFound) -> Account:
        """The same sentence behind a result."""
        return replace(self, earlier=found)

    def part(self, place: int) -> Span:
        """The part of the sentence between semicolons and brackets that a place stands in."""
        begin, end = self.sentence.start, self.sentence.end
        words = _SHORT.sub(lambda m: "_" * len(m[0]), self.reading.folded[begin:end])
        start = max(words.rfind(m, 0, place - begin) for m in ("; ", "(", ")", ": "))
        ends = [p for m in (";", "(", ")") if (p := words.find(m, place - begin)) >= 0]
        return Span(begin + start + 1, begin + min(ends, default=len(words)))


def is_told(account: Account, place: int) -> bool:
    """Whether the number at ``place`` is told as reached: a heading of results, a word of telling, or a period that
    is over; and nothing before it aims, obliges or foretells. Among aims only "Hiện nay, …" tells.
    """
    folded, sentence, part = account.reading.folded, account.sentence, account.part(place)
    opens = re.compile(rf"\W*{alternatives('targets', 'present')}").match(folded, sentence.start)
    if (account.above.aims and not opens) or words_of("results", "aims").search(folded, part.start, place):
        return False
    colon = folded.find(": ", sentence.start, place)
    if colon >= 0 and words_of("results", "aims").search(folded, sentence.start, colon):
        return False
    tells = words_of("results", "tells").search(folded, sentence.start, min(place + _ROOM, sentence.end)) is not None
    own = period_of(account, Span(part.start, place), alone=True)
    if is_ahead_of(own, account.reading.document.date):
        return tells
    return tells or account.above.reports or own is not None or opens is not None


def period_of(account: Account, where: Span, *, alone: bool = False) -> str | None:
    """The period that a stretch names, else the sentence before it, the result before it, the heading over it."""
    own = period_in(account.reading, account.atoms, where)
    if own is not None or alone:
        return own
    opening = period_in(account.reading, account.atoms, Span(account.sentence.start, where.start))
    if opening is not None:
        return opening
    if account.earlier is not None:
        return account.earlier.period
    return heading_period(account.reading, list(account.over)) if account.above.reports else None


def bodies_of(account: Account, where: Span) -> tuple[Atom, ...]:
    """Whose the result is: the bodies and places that the stretch names, else the only place of the nearest heading."""
    named = _bodies(account.passage, where)
    if named:
        return named
    for passage, span in account.over:
        places = [a for a in _bodies(passage, span) if isinstance(a.value, BodyName) and a.value.form == "place"]
        if places:
            same = {a.value.ids for a in places if isinstance(a.value, BodyName)}
            return (places[0],) if len(same) == 1 else ()
    return ()


def _bodies(passage: Passage, where: Span) -> tuple[Atom, ...]:
    return tuple(
        a
        for a in passage.atoms
        if isinstance(a.value, BodyName)
        and a.value.form in ("named", "place")
        and a.value.kind != "office"
        and where.start <= a.span.start
        and a.span.end <= where.end
    )


def is_of_another(account: Account, where: Span) -> bool:
    """Whether a number is of several things at once, or only compared with: "tăng lần lượt 32% và 9,8%"."""
    return words_of("results", "others").search(account.reading.folded, where.start, where.end) is not None


def made(
    account: Account, span: Span, name: str, number: tuple[str, float, str], rule: str, bodies: tuple[Atom, ...]
) -> ResultFound:
    """The result with its quote at ``span``; ``number`` is comparator, value and unit."""
    zone = account.passage.block.zone
    evidence = account.reading.evidence(span, rule, zone, 0.85)
    if zone is Zone.TABLE:
        evidence = replace(evidence, method="table", confidence=0.85)
    period = period_of(account, span)
    return ResultFound(squeeze(name.replace("*", "")).strip(' .,;:-"“”'), *number, period, bodies, evidence)
