"""Targets: an indicator with a number and a direction that is to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, phrases
from kg.extract.spans import trim
from kg.extract.types import Atom, DateValue, Quantity, TargetFound
from kg.model import Due, Span, Zone
from kg.text import squeeze

_REACH = 90
_LONGEST = 250
_OPENING = 30
_SHARE = re.compile(r"^(?:\s*(?:các|số|những)\s+|\s*)(?P<what>[^.;:()]{3,240})")


@cache
def _aims() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'aims')}")


@cache
def _accounts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'accounts')}")


@cache
def _indicators() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:mục\s+tiêu\s+)?(?:duy\s+trì\s+)?(?:đạt\s+)?(?:mức\s+|tốc\s+độ\s+)?"
        + alternatives("targets", "indicators")
    )


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


def _clause(reading: Reading, span: Span, atom: Atom) -> Span:
    """The stretch between the commas and semicolons around a number."""
    before = max(reading.folded.rfind(mark, span.start, atom.span.start) for mark in (", ", "; ", ": ", " - "))
    bracket = reading.folded.rfind("(", span.start, atom.span.start)
    if bracket > before and ")" not in reading.folded[bracket : atom.span.start]:
        before = bracket
    start = before + 1 if before >= span.start else span.start
    ends = [p for mark in (", ", ";", "(", ". ") if (p := reading.folded.find(mark, atom.span.end, span.end)) >= 0]
    return trim(reading.document.text, Span(start, min(ends, default=span.end)), ' \t\r\n*_,;:-–…()"')


def _target(reading: Reading, passage: Passage, span: Span, atom: Atom, inside: Sequence[Atom]) -> TargetFound | None:
    value = atom.value
    assert isinstance(value, Quantity)
    clause = _clause(reading, span, atom)
    words = reading.folded[clause.start : clause.end]
    aimed = _aims().search(words) or _is_share(reading, clause, atom, value) or value.unit != "%"
    if _accounts().search(words) or not aimed:
        return None
    if reading.folded[atom.span.start :].startswith("toàn bộ") and _due(inside, span) is None:
        return None
    if value.unit == "%" and _is_share(reading, clause, atom, value):
        return _share(reading, passage, clause, atom, value, inside)
    if value.unit != "%":
        return _count(reading, passage, clause, atom, value, inside)
    change = _changes().search(reading.folded, clause.start, atom.span.start)
    soft = change is not None and change["verb"] in phrases("targets", "soft_changes")
    if (
        change
        and change.end() >= atom.span.start - 1
        and not (soft and reading.folded[clause.start : change.start()].strip())
    ):
        return _change(reading, passage, span, clause, atom, value, change, inside)
    return _level(reading, passage, clause, atom, value, inside)


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:mục tiêu(?:\s(?:của\s)?[^,.;:]{0,40}?\slà)?|phấn đấu)(?!\w)")


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'reaches')}\s*$")


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<verb>{alternatives('targets', 'changes')})\s+$")


def _part(reading: Reading, span: Span, atom: Atom) -> Span:
    """The part of a sentence between semicolons that a number stands in."""
    start = max(reading.folded.rfind(";", span.start, atom.span.start) + 1, span.start)
    end = reading.folded.find(";", atom.span.end, span.end)
    return Span(start, end if end >= 0 else span.end)


def _closing_due(reading: Reading, span: Span, atom: Atom, inside: Sequence[Atom]) -> Due | None:
    """The deadline that closes the part, where this is its only number: "100% thủ tục …, giảm tối đa giấy tờ trong
    năm 2025".
    """
    part = _part(reading, span, atom)
    numbers = [a for a in inside if isinstance(a.value, Quantity) and part.start <= a.span.start < part.end]
    dates = [
        a.value.due
        for a in inside
        if isinstance(a.value, DateValue) and a.value.cued and atom.span.end <= a.span.start < part.end
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
    return value.due if isinstance(value, DateValue) else None


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
    around = Span(_sentence_start(reading, passage, atom), clause.end)
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
        if stop is None or stop.start() - atom.span.start > _LONGEST:
            return clause
        end = stop.start()
    return Span(clause.start, end)


def _sentence_start(reading: Reading, passage: Passage, atom: Atom) -> int:
    return next(s.start for s in passage.sentences if s.start <= atom.span.start < s.end)


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
    before = reading.document.text[clause.start : change.start()]
    what = after["what"] if after and len(after["what"].split()) > 1 else before
    if not what.strip():
        return None
    start = change.start() if after and len(after["what"].split()) > 1 else clause.start
    due = (
        _due(inside, Span(atom.span.end, clause.end))
        or _closing_due(reading, span, atom, inside)
        or _heading_due(reading, passage)
    )
    name = f"{squeeze(change['verb'])} {squeeze(what)}" if after and what == after["what"] else squeeze(what)
    return _made(
        reading, passage, Span(start, clause.end if after else atom.span.end), name, value, due, "target.change"
    )


def _count(
    reading: Reading, passage: Passage, clause: Span, atom: Atom, value: Quantity, inside: Sequence[Atom]
) -> TargetFound | None:
    """ "Hoàn thiện ít nhất 500 ha mặt bằng sạch …": a number compared, right after a verb that opens the item."""
    before = reading.folded[clause.start : atom.span.start].strip()
    opener = re.sub(r"^(?:phấn đấu\s+)?(?:đến|trong)\s+(?:hết\s+)?năm\s+\d{4},?\s+", "", before)
    if not value.compared or opener not in phrases("targets", "count_openers"):
        return None
    what = reading.document.text[atom.span.end : clause.end]
    due = _due(inside, Span(atom.span.end, clause.end)) or _heading_due(reading, passage)
    return (
        _made(reading, passage, clause, f"{value.unit} {squeeze(what)}", value, due, "target.count")
        if what.strip()
        else None
    )


def _level(
    reading: Reading, passage: Passage, clause: Span, atom: Atom, value: Quantity, inside: Sequence[Atom]
) -> TargetFound | None:
    """ "tăng trưởng kinh tế đạt trên 8% trong năm 2025", "mục tiêu tăng trưởng 2 con số"."""
    earlier = [a.span.end for a in inside if isinstance(a.value, Quantity) and a.span.end <= atom.span.start]
    begin = max(clause.start, atom.span.start - _REACH, *earlier)
    start = _indicator_start(reading, begin, clause, atom)
    if start is None:
        return None
    indicator = reading.document.text[start : atom.span.start]
    due = _due(inside, Span(atom.span.end, clause.end)) or _opening_due(
        reading, span_of_sentence(passage, atom), clause, inside
    )
    due = due or _heading_due(reading, passage)
    after = [
        a
        for a in inside
        if isinstance(a.value, DateValue) and a.value.cued and atom.span.end <= a.span.start <= clause.end
    ]
    end = after[-1].span.end if after else _tail(reading, atom, clause)
    name = _name(indicator)
    return _made(reading, passage, Span(start, end), name, value, due, "target.level") if name else None


def _indicator_start(reading: Reading, begin: int, clause: Span, atom: Atom) -> int | None:
    """Where the indicator's naming begins: at "mục tiêu …", else with the item, else at a noun that measures."""
    words = reading.folded[begin : atom.span.start]
    aimed = list(_goals().finditer(words))
    if aimed:
        last = aimed[-1]
        return begin + (last.end() + 1 if last.group().endswith(" là") else last.start())
    if begin == clause.start and reading.document.text[begin].isupper() and _reaches().search(words):
        return begin
    mark = _indicators().search(reading.folded, begin, atom.span.start)
    return mark.start() if mark else None


def span_of_sentence(passage: Passage, atom: Atom) -> Span:
    return next(s for s in passage.sentences if s.start <= atom.span.start < s.end)


def _opening_due(reading: Reading, sentence: Span, clause: Span, inside: Sequence[Atom]) -> Due | None:
    """The deadline that opens the sentence: "Đến năm 2030, tỷ lệ … đạt trên 80%"."""
    for atom in inside:
        value = atom.value
        opens = isinstance(value, DateValue) and value.cued and atom.span.start - sentence.start < _OPENING
        if opens and isinstance(value, DateValue) and atom.span.end <= clause.start:
            return value.due if value.due.relation in ("by", "within") else None
    return None


def _heading_due(reading: Reading, passage: Passage) -> Due | None:
    """The deadline of the heading that a target stands under: "1. Đến năm 2030"."""
    parents = {p.index: p for p in reading.passages}
    index = passage.block.parent
    while index is not None:
        above = parents.get(index)
        if above is not None and above.block.heading:
            found = _due(above.atoms, above.block.body)
            if found is not None:
                return found
        index = reading.document.blocks[index].parent
    return None


def _tail(reading: Reading, atom: Atom, clause: Span) -> int:
    """Take in what the number is of: "2 con số của đất nước"."""
    match = re.compile(r"\s+(?:của\s+)?(?:đất nước|cả nước|quốc gia)(?!\w)").match(
        reading.folded, atom.span.end, clause.end
    )
    return match.end() if match else atom.span.end


def _name(words: str) -> str:
    """The indicator's name without the verbs around it: "mục tiêu tăng trưởng kinh tế đạt" → "tăng trưởng kinh tế"."""
    name = re.sub(r"^(?:mục tiêu|phấn đấu|duy trì|đạt|mức|thực hiện)\s+", "", squeeze(words), flags=re.I)
    name = re.sub(r"^(?:mục tiêu|phấn đấu|duy trì|đạt|mức|thực hiện)\s+", "", name, flags=re.I)
    return re.sub(r"\s+(?:đạt|là|lên|ở mức|bình quân|trên|mức)$", "", name, flags=re.I).strip(" ,:")
