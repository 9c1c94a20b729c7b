"""Targets: an indicator with a number and a direction that is to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, phrases
from kg.extract.rules.indicators import (
    LONGEST,
    clause_of,
    has_goal,
    indicator_name,
    indicator_start,
    is_account,
    is_reached,
    part_of,
    sentence_of,
)
from kg.extract.types import Atom, DateValue, Quantity, TargetFound
from kg.model import Due, Span, Zone
from kg.text import squeeze

_OPENING = 30
_AIM = re.compile(
    r"(?:.*(?<!\w)(?P<goal>mục tiêu|chỉ tiêu)(?: là)?)?\s*(?:phấn đấu)?\s*(?:(?:đến|trong)\s+(?:hết\s+)?năm\s+\d{4},?)?"
)
_TAIL = re.compile(
    r"\s+(?:(?:của\s+)?(?:đất nước|cả nước|quốc gia)"
    r"|(?:gr?dp\s+)?trong\s+(?:vòng\s+)?\d+\s+năm(?:\s+(?:tới|tiếp\s+theo))?)(?!\w)"
)
_SHARE = re.compile(r"^(?:\s*(?:các|số|những)\s+|\s*)(?P<what>[^.;:()]{3,240})")


@cache
def _aims() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'aims')}")


def targets(reading: Reading) -> Iterator[TargetFound]:
    """Every number to be reached, in order of the text."""
    seen: set[tuple[str, float]] = set()
    for passage in reading.passages:
        if passage.block.zone is Zone.CAPTION:
            continue
        for span in passage.sentences:
            inside = [a for a in passage.atoms if span.start <= a.span.start < span.end]
            for atom in inside:
                if isinstance(atom.value, Quantity):
                    found = _target(reading, passage, span, atom, inside)
                    if found is not None and not _doubled(found, passage, seen):
                        yield found


def _doubled(found: TargetFound, passage: Passage, seen: set[tuple[str, float]]) -> bool:
    """A teaser's headline that stands twice says its number once."""
    if not (passage.block.zone is Zone.TEASER and passage.block.heading and passage.block.parent is not None):
        return False
    key = (found.indicator, found.value)
    doubled = key in seen
    seen.add(key)
    return doubled


def _target(reading: Reading, passage: Passage, span: Span, atom: Atom, inside: Sequence[Atom]) -> TargetFound | None:
    value = atom.value
    assert isinstance(value, Quantity)
    clause = clause_of(reading, span, atom, inside)
    words = reading.folded[clause.start : clause.end]
    aimed = _aims().search(words) or _is_share(reading, clause, atom, value) or value.unit != "%"
    aimed = aimed or (value.compared and _set_aside(reading, clause, atom))
    if is_account(reading, span, clause, atom) or not aimed:
        return None
    if reading.folded[atom.span.start :].startswith("toàn bộ") and _due(inside, span) is None:
        return None
    if value.unit == "%" and _is_share(reading, clause, atom, value):
        return _share(reading, passage, clause, atom, value, inside)
    if value.unit != "%":
        return _count(reading, passage, clause, atom, value, inside) or _measure(
            reading, passage, clause, atom, value, inside
        )
    change = _changes().search(reading.folded, clause.start, atom.span.start)
    soft = change is not None and change["verb"] in phrases("targets", "soft_changes")
    if (
        change
        and change.end() >= atom.span.start - 1
        and not (soft and reading.folded[clause.start : change.start()].strip())
    ):
        return _change(reading, passage, span, clause, atom, value, change, inside)
    return _level(reading, passage, clause, atom, value, inside)


def _set_aside(reading: Reading, clause: Span, atom: Atom) -> bool:
    """ "Bố trí tối thiểu 2% tổng chi ngân sách …": a verb of change opens the clause, and a bound follows."""
    change = _changes().search(reading.folded, clause.start, atom.span.start)
    return change is not None and change.start() == clause.start


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<verb>{alternatives('targets', 'changes')})\s+$")


def _closing_due(reading: Reading, span: Span, atom: Atom, inside: Sequence[Atom]) -> Due | None:
    """The deadline that closes the part, where this is its only number: "100% thủ tục …, giảm tối đa giấy tờ trong
    năm 2025".
    """
    part = part_of(reading, span, atom)
    numbers = [a for a in inside if isinstance(a.value, Quantity) and part.start <= a.span.start < part.end]
    dates = [
        a.value.due
        for a in inside
        if isinstance(a.value, DateValue)
        and a.value.cued
        and a.value.due.edtf
        and atom.span.end <= a.span.start < part.end
    ]
    return dates[0] if len(numbers) == 1 and len(dates) == 1 else None


def _is_share(reading: Reading, clause: Span, atom: Atom, value: Quantity) -> bool:
    """ "100% thủ tục …", "95% chất thải rắn …", "bảo đảm 100% …": the share stands first, or right after an aim."""
    before = reading.folded[clause.start : atom.span.start].strip()
    after = reading.folded[atom.span.end : clause.end].split()
    enders = tuple(" " + p for p in phrases("targets", "share_enders"))
    first = (
        not before
        or before.endswith(enders)
        or before in phrases("targets", "share_openers")
        or re.fullmatch(r"(?:phấn đấu\s)?(?:đến|trong) (?:hết )?năm \d{4}", before)
    )
    return value.unit == "%" and len(after) > 2 and bool(first)


def _due(inside: Sequence[Atom], where: Span) -> Due | None:
    dates = [
        a
        for a in inside
        if where.start <= a.span.start <= where.end and isinstance(a.value, DateValue) and a.value.cued
    ]
    value = dates[-1].value if dates else None
    return value.due if isinstance(value, DateValue) and value.due.edtf else None


def _made(
    reading: Reading, passage: Passage, span: Span, indicator: str, value: Quantity, due: Due | None, rule: str
) -> TargetFound:
    evidence = reading.evidence(span, rule, passage.block.zone)
    name = squeeze(indicator)
    if due is not None:  # the deadline is said beside the indicator, not in it
        name = re.sub(rf"[\s,]*{re.escape(squeeze(due.text))}.*$", "", name)
    name = name.strip(" .,;:")
    proper = any(w[:1].isupper() for w in name.split()[1:2]) or name[:2].isupper()
    return TargetFound(
        name if proper else name[:1].lower() + name[1:], value.comparator, value.value, value.unit, due, (), evidence
    )


def _share(
    reading: Reading, passage: Passage, clause: Span, atom: Atom, value: Quantity, inside: Sequence[Atom]
) -> TargetFound | None:
    """ "100% thủ tục … được thực hiện trực tuyến", "Đến năm 2030, toàn bộ khu vực công dùng …": a share of
    something.
    """
    clause = _whole_share(reading, clause, atom)
    what = _SHARE.match(reading.document.text[atom.span.end : clause.end])
    if what is None:
        return None
    around = Span(sentence_of(passage, atom).start, clause.end)
    closing = _closing_due(reading, Span(around.start, passage.block.body.end), atom, inside)
    due = _due(inside, around) or closing or _heading_due(reading, passage)
    start = clause.start
    lead = [
        a
        for a in inside
        if isinstance(a.value, DateValue)
        and a.value.cued
        and a.span.end <= atom.span.start
        and atom.span.start - a.span.end <= 3
    ]
    if lead:
        start = _cue_start(reading, lead[-1])
    return _made(reading, passage, Span(start, clause.end), what["what"], value, due, "target.share")


def _whole_share(reading: Reading, clause: Span, atom: Atom) -> Span:
    """ "100% nguồn nước thải, khí thải lớn tại các khu, cụm công nghiệp được lắp đặt …": over commas, up to what is
    said of them.
    """
    end = clause.end
    while not re.search(r"\s(?:được|có|phải)\s", reading.folded[atom.span.end : end]):
        comma = re.compile(r",\s+").match(reading.folded, end)
        if comma is None:
            return clause
        stop = re.compile(r"[,;.](?=\s)|[.;]?$|\n\n").search(reading.folded, comma.end())
        if stop is None or stop.start() - atom.span.start > LONGEST:
            return clause
        end = stop.start()
    return Span(clause.start, end)


def _cue_start(reading: Reading, date: Atom) -> int:
    value = date.value
    wording = value.due.text if isinstance(value, DateValue) else ""
    return date.span.end - len(wording)


def _change(
    reading: Reading,
    passage: Passage,
    span: Span,
    clause: Span,
    atom: Atom,
    value: Quantity,
    change: re.Match[str],
    inside: Sequence[Atom],
) -> TargetFound | None:
    """ "cắt giảm tối thiểu 30% thời gian …": a change by a share of what follows, or of what stands before."""
    after = _SHARE.match(reading.document.text[atom.span.end : clause.end])
    if after and re.match(rf"{alternatives('targets', 'no_measured')}", after["what"].strip().lower()):
        after = None
    before = reading.document.text[clause.start : change.start()]
    what = after["what"] if after and len(after["what"].split()) > 1 else before
    if not what.strip():
        return None
    start = change.start() if after and len(after["what"].split()) > 1 else clause.start
    due = (
        _due(inside, Span(atom.span.end, clause.end))
        or _closing_due(reading, span, atom, inside)
        or _opening_due(reading, span, clause, inside)
        or _heading_due(reading, passage)
    )
    verb = squeeze(change["verb"])
    name = f"{verb} {squeeze(what)}" if after and what == after["what"] else f"{indicator_name(what)} {verb}"
    return _made(
        reading, passage, Span(start, clause.end if after else atom.span.end), name, value, due, "target.change"
    )


def _count(
    reading: Reading, passage: Passage, clause: Span, atom: Atom, value: Quantity, inside: Sequence[Atom]
) -> TargetFound | None:
    """ "Hoàn thiện ít nhất 500 ha mặt bằng sạch …": a number compared, right after a verb that opens the item."""
    sentence = sentence_of(passage, atom)
    due = (
        _due(inside, Span(atom.span.end, clause.end))
        or _due(inside, Span(clause.start, atom.span.start))
        or _opening_due(reading, sentence, clause, inside)
        or _heading_due(reading, passage)
    )
    first = not any(isinstance(a.value, Quantity) and a.span.end <= atom.span.start for a in inside)
    by = first and due is not None and due.relation == "by"
    start = _opener(reading, clause, atom, by=by) if value.compared else None
    what = reading.document.text[atom.span.end : clause.end]
    if start is None or not (what.strip() or "/" in value.unit):
        return None
    if value.unit not in phrases("targets", "units") and due is None and not has_goal(reading, sentence, atom):
        return None  # "Có khoảng 300 đại biểu dự hội nghị"
    name = f"{value.unit} {squeeze(what)}"
    return _made(reading, passage, Span(start, clause.end), name, value, due, "target.count")


def _opener(reading: Reading, clause: Span, atom: Atom, *, by: bool) -> int | None:
    """Where the verb begins that opens the item, or follows its aim: "Hoàn thành mục tiêu có ít nhất 3.000 km …".

    With a day to come a short subject may stand before it: "Đến năm 2030, cả nước có khoảng 5.000 km …".
    """
    before = reading.folded[clause.start : atom.span.start]
    for verb in phrases("targets", "count_openers"):
        match = re.search(rf"(?<!\w){re.escape(verb)}\s*$", before)
        if match is None:
            continue
        aim = _AIM.fullmatch(before[: match.start()].strip())
        subject = by and re.fullmatch(r"[^\W\d]+(?:\s+[^\W\d]+){0,4}", before[: match.start()].strip())
        if aim or subject:
            return clause.start + match.start() if aim and aim["goal"] else clause.start
    return None


def _measure(
    reading: Reading, passage: Passage, clause: Span, atom: Atom, value: Quantity, inside: Sequence[Atom]
) -> TargetFound | None:
    """ "Phấn đấu tổng tỷ suất sinh đạt 2,1 con/phụ nữ": a level in a unit of its own, where it is aimed at."""
    sentence = sentence_of(passage, atom)
    aimed = has_goal(reading, sentence, atom) or _opening_due(reading, sentence, clause, inside) is not None
    if not aimed or not is_reached(reading, clause, atom, value):
        return None
    return _level(reading, passage, clause, atom, value, inside)


def _level(
    reading: Reading, passage: Passage, clause: Span, atom: Atom, value: Quantity, inside: Sequence[Atom]
) -> TargetFound | None:
    """ "tăng trưởng kinh tế đạt trên 8% trong năm 2025", "mục tiêu tăng trưởng 2 con số"."""
    sentence = sentence_of(passage, atom)
    start = indicator_start(reading, sentence, clause, atom, inside)
    if start is None:
        return None
    indicator = reading.document.text[start : atom.span.start]
    due = (
        _due(inside, Span(atom.span.end, clause.end))
        or _inner_due(reading, Span(start, atom.span.start), inside)
        or _opening_due(reading, sentence, clause, inside)
        or _heading_due(reading, passage)
    )
    after = [
        a
        for a in inside
        if isinstance(a.value, DateValue) and a.value.cued and atom.span.end <= a.span.start <= clause.end
    ]
    end = after[-1].span.end if after else _tail(reading, atom, clause)
    name = indicator_name(indicator) or (value.unit if "/" in value.unit else "")
    return _made(reading, passage, Span(start, end), name, value, due, "target.level") if name else None


def _inner_due(reading: Reading, indicator: Span, inside: Sequence[Atom]) -> Due | None:
    """The year that closes the indicator: "mục tiêu tăng trưởng kinh tế năm 2025 đạt trên 8%"."""
    for atom in inside:
        between = reading.folded[atom.span.end : indicator.end].strip()
        closes = indicator.start < atom.span.start and (not between or between in phrases("targets", "reaches"))
        if isinstance(atom.value, DateValue) and atom.value.due.edtf and closes and atom.span.end <= indicator.end:
            return atom.value.due
    return None


def _opening_due(reading: Reading, sentence: Span, clause: Span, inside: Sequence[Atom]) -> Due | None:
    """The deadline that opens the sentence: "Đến năm 2030, tỷ lệ … đạt trên 80%"."""
    for atom in inside:
        value = atom.value
        dated = isinstance(value, DateValue) and (value.cued or _opens(reading, sentence, clause, atom))
        opens = dated and atom.span.start - sentence.start < _OPENING
        if opens and isinstance(value, DateValue) and atom.span.end <= clause.start:
            return value.due if value.due.relation in ("by", "within") else None
    return None


def _opens(reading: Reading, sentence: Span, clause: Span, date: Atom) -> bool:
    """Whether a year alone opens a sentence that aims: "Năm 2025, phấn đấu kim ngạch xuất khẩu tăng 12%"."""
    first = not reading.folded[sentence.start : date.span.start].strip(" -+*•")
    return (
        first
        and reading.folded[date.span.end] == ","
        and has_goal(reading, sentence, Atom(Span(clause.end, clause.end), date.value))
    )


def _heading_due(reading: Reading, passage: Passage) -> Due | None:
    """The deadline of the heading that a target stands under: "1. Đến năm 2030"; else the period of a heading that
    names aims: "Các chỉ tiêu chủ yếu giai đoạn 2026 - 2030".
    """
    above = _headings(reading, passage)
    for heading in above:
        found = _due(heading.atoms, heading.block.body)
        if found is not None:
            return found
    for heading in above:
        if _aims().search(reading.folded, heading.block.body.start, heading.block.body.end):
            periods = [a.value.due for a in heading.atoms if isinstance(a.value, DateValue)]
            period = next((d for d in periods if d.edtf and "/" in d.edtf), None)
            if period is not None:
                return period
    return None


def _headings(reading: Reading, passage: Passage) -> list[Passage]:
    """The headings that a passage stands under, the nearest first."""
    parents = {p.index: p for p in reading.passages}
    found = []
    index = passage.block.parent
    while index is not None:
        above = parents.get(index)
        if above is not None and above.block.heading:
            found.append(above)
        index = reading.document.blocks[index].parent
    return found


def _tail(reading: Reading, atom: Atom, clause: Span) -> int:
    """Take in what the number is of, and how long it may take: "2 con số của đất nước", "2% GDP trong 5 năm tới"."""
    match = _TAIL.match(reading.folded, atom.span.end, clause.end)
    return match.end() if match else atom.span.end
