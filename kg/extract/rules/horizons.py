"""By when a number is to be reached: the deadlines of its clause, of its sentence, of what stands over it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.atoms.quantities import RANK
from kg.extract.context import Reading
from kg.extract.lexicon import phrases, words_of
from kg.extract.rules.clauses import joined, part_of
from kg.extract.rules.figures import Figure
from kg.extract.rules.indicators import aims_at, has_goal
from kg.extract.spans import wording_start
from kg.extract.types import Atom, DateValue, Quantity
from kg.model import Due, Span

_OPENING = 30


def dated(atom: Atom) -> DateValue | None:
    """The date of an atom that a word makes a deadline: "đến năm 2030"."""
    return atom.value if isinstance(atom.value, DateValue) and atom.value.cued else None


def due_in(figure: Figure, where: Span) -> Due | None:
    """The last deadline of a stretch, where it has a day."""
    dates = [d for a in figure.inside if where.start <= a.span.start <= where.end and (d := dated(a))]
    return dates[-1].due if dates and dates[-1].due.edtf else None


def closing_due(figure: Figure) -> Due | None:
    """The deadline that closes the part, behind its only number, or behind numbers of one kind: "100% thủ tục …, giảm
    tối đa giấy tờ trong năm 2025", "nhóm 4 nước dẫn đầu … và nhóm 60 nước … vào năm 2028".
    """
    part = part_of(figure.reading, figure.sentence, figure.atom)
    if done := _done_by(figure, part):
        return done
    numbers = [a for a in figure.inside if isinstance(a.value, Quantity) and part.start <= a.span.start < part.end]
    after = [a for a in numbers if a.span.start > figure.atom.span.start]
    alike = bool(after) and all(
        figure.value.unit == RANK or joined(figure.reading, a) or _shares_verb(figure, a) for a in after
    )
    last = numbers[-1].span.end if numbers else figure.atom.span.end
    dates = [
        d.due
        for a in figure.inside
        if (d := dated(a)) and d.due.edtf and figure.atom.span.end <= a.span.start < part.end
    ]
    behind = [a for a in figure.inside if dated(a) and last <= a.span.start < part.end]
    return dates[0] if (len(numbers) == 1 or alike) and len(dates) == 1 and behind else None


def _shares_verb(figure: Figure, other: Atom) -> bool:
    """ "cắt giảm ít nhất 30% thời gian, ít nhất 30% chi phí …": the next number behind a comma, with no verb of its
    own.
    """
    alike = isinstance(other.value, Quantity) and other.value.unit == figure.value.unit
    return alike and figure.reading.folded[: other.span.start].endswith(", ")


def _done_by(figure: Figure, part: Span) -> Due | None:
    """ "…, trong đó ít nhất 20% …, hoàn thành trước ngày 30/7/2025": a last piece that is only a deadline is that of
    every number before it.
    """
    for atom in figure.inside:
        date = dated(atom)
        if date and date.due.edtf and figure.atom.span.end <= atom.span.start < part.end:
            opens = wording_start(atom)
            piece = figure.reading.folded.rfind(",", part.start, opens) + 1
            rest = figure.reading.folded[atom.span.end : part.end].strip(" .*_")
            if figure.reading.folded[piece:opens].strip() in phrases("cues", "done_by") and not rest:
                return date.due
    return None


def opens_with(reading: Reading, sentence: Span, inside: Sequence[Atom]) -> Due | None:
    """The deadline that a sentence begins with: "Đến năm 2030, …"; "Trong đó: …" behind it goes on with it."""
    first = next((a for a in inside if dated(a)), None)
    near = first is not None and wording_start(first) - sentence.start <= len("- ")
    date = dated(first) if first is not None and near else None
    return date.due if date and date.due.edtf else None


def period_due(figure: Figure) -> Due | None:
    """The period that a rate is of: "GRDP giai đoạn 2026-2030 tăng 8,0 - 8,5%/năm"."""
    part = part_of(figure.reading, figure.sentence, figure.atom)
    dates = [a.value.due for a in figure.inside if isinstance(a.value, DateValue) and _is_between(a, part, figure)]
    return dates[-1] if dates and "/" in (dates[-1].edtf or "") else None


def _is_between(date: Atom, part: Span, figure: Figure) -> bool:
    return part.start <= date.span.start and date.span.end <= figure.atom.span.start


def opening_due(figure: Figure) -> Due | None:
    """The deadline that opens the sentence, or its aim: "Đến năm 2030, tỷ lệ … đạt trên 80%", "… yêu cầu phấn đấu
    đến năm 2030 nâng tỷ lệ … lên 2%".
    """
    for atom in figure.inside:
        value = atom.value
        if not isinstance(value, DateValue) or not (value.cued or _opens(figure, atom)):
            continue
        if _announces(figure, atom):
            return value.due
        aim = aims_at(figure, wording_start(atom))
        first = atom.span.start - figure.sentence.start < _OPENING and atom.span.end <= figure.clause.start
        if first or (aim and atom.span.end <= figure.atom.span.start):
            return value.due if value.due.relation in ("by", "within") else None
    return None


def _announces(figure: Figure, date: Atom) -> bool:
    """ "các chỉ tiêu phấn đấu hoàn thành trong năm 2025 như: …; …": a deadline before the colon is for all behind."""
    folded, sentence = figure.reading.folded, figure.sentence
    colon = folded.find(":", date.span.end, figure.atom.span.start)
    said = folded[sentence.start : colon] if colon >= 0 else ""
    return words_of("targets", "sections", "aims").search(said) is not None


def _opens(figure: Figure, date: Atom) -> bool:
    """Whether a year alone opens a sentence that aims: "Năm 2025, phấn đấu kim ngạch xuất khẩu tăng 12%"."""
    first = not figure.reading.folded[figure.sentence.start : date.span.start].strip(" -+*•")
    return first and figure.reading.folded[date.span.end] in ",:" and (figure.above.aims or has_goal(figure))


def inner_due(figure: Figure, indicator: Span) -> Due | None:
    """The year that closes the indicator: "mục tiêu tăng trưởng kinh tế năm 2025 đạt trên 8%"."""
    folded = figure.reading.folded
    for atom in figure.inside:
        between = folded[atom.span.end : indicator.end].strip()
        closes = indicator.start < atom.span.start and (not between or between in phrases("targets", "reaches"))
        if isinstance(atom.value, DateValue) and atom.value.due.edtf and closes and atom.span.end <= indicator.end:
            return atom.value.due
    return None


def whole_year(figure: Figure, indicator: Span) -> Due | None:
    """The one year that the sentence named before "cả năm": "Để hoàn thành nhiệm vụ năm 2026, … GDP cả năm đạt 10%"."""
    if not any(w in figure.reading.folded[indicator.start : indicator.end] for w in phrases("targets", "whole_year")):
        return None
    years = [
        a.value.due
        for a in figure.inside
        if isinstance(a.value, DateValue) and len(a.value.due.edtf or "") == 4 and a.span.end <= indicator.start
    ]
    return years[0] if len({d.edtf for d in years}) == 1 else None
