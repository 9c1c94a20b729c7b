"""Meetings: whose session, when, the how-manieth, and who chaired it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.dates import is_day, is_days
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, table, words_of
from kg.extract.types import Atom, BodyName, DateValue, MeetingFound, Office, PersonName
from kg.model import Due, Span
from kg.text import fold

TOLD_REACH = 40
_UNDER = re.compile(
    r"dưới sự (?:chủ trì|chủ tọa|điều hành) của|(?<!\w)do(?=\s[^,;]{3,90}\s(?:chủ trì|chủ tọa|điều hành)(?!\w))"
)
_TAKES_PLACE = re.compile(r"(?<!sẽ )(?<!\w)diễn ra(?!\w)")
_BRACKETED = re.compile(r"(?:\w+ )?(?:nay|qua)\s*\((?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?:[/-](?P<year>\d{4}))?\)")


@cache
def _session() -> re.Pattern[str]:
    """ "phiên họp lần thứ nhất năm 2026", "họp phiên thứ hai", "Hội nghị", with the ordinal if there is one."""
    words = "|".join(re.escape(fold(w)) for w in sorted(table("meetings")["ordinals"], key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<session>{alternatives('meetings', 'sessions')}|(?<=họp\s)phiên(?=\s+(?:lần\s+)?thứ\s))"
        rf"(?:\s+(?:lần\s+)?thứ\s+(?P<ordinal>{words}|\d{{1,3}}|[ivx]+)(?!\w))?(?:\s+năm\s+\d{{4}})?"
    )


@cache
def _acts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    chairs = re.compile(rf"(?<!\w){alternatives('meetings', 'chairs')}\s+(?:và\s+phát\s+biểu\s+tại\s+)?$")
    holds = re.compile(rf"(?<!\w){alternatives('meetings', 'holds')}\s+$")
    return chairs, holds


def ordinal_of(word: str | None) -> int | None:
    """``nhất`` → 1, ``12`` → 12."""
    if word is None:
        return None
    return (
        int(word) if word.isdigit() else {fold(k): int(v) for k, v in table("meetings")["ordinals"].items()}.get(word)
    )


def meetings(reading: Reading) -> Iterator[MeetingFound]:
    """Every session that a text reports as held or chaired."""
    for passage in reading.passages:
        for n, span in enumerate(passage.sentences):
            for match in _session().finditer(reading.folded, span.start, span.end):
                yield from _told(reading, passage, n, match)


def _told(reading: Reading, passage: Passage, n: int, match: re.Match[str]) -> Iterator[MeetingFound]:
    """What one naming of a session says: that it was chaired, held, took place, or was spoken at."""
    chairs, holds = _acts()
    span = passage.sentences[n]
    before = reading.folded[span.start : match.start()]
    chaired, held = bool(chairs.search(before)), bool(holds.search(before))
    passive = _passive(reading, passage, span, match)
    concluding = _concluding(reading, passage, span, match) if before.endswith("tại ") else None
    if passive is not None:
        yield passive
    elif concluding is not None:
        yield concluding
    elif chaired or held or before.endswith("tại "):
        yield from _meeting(reading, passage, n, match, chaired, told=not (chaired or held))


def _passive(reading: Reading, passage: Passage, span: Span, match: re.Match[str]) -> MeetingFound | None:
    """ "Phiên họp thứ hai của Ban Chỉ đạo … diễn ra ngày 12/5 dưới sự chủ trì của Tổng Bí thư Tô Lâm"."""
    body = _session_body(reading, passage.atoms, span, match, chaired=True)
    if body is None:
        return None
    said = _UNDER.search(reading.folded, match.end(), span.end)
    date = _date(reading, passage.atoms, span)
    if said is None:
        return _took_place(reading, passage, span, match, body, date)
    people = _within(passage.atoms, said.end(), span.end, PersonName)
    people = people or [a for a in _within(passage.atoms, said.end(), span.end, Office) if _has_body(a)]
    edtf = date.value.due.edtf if date and isinstance(date.value, DateValue) else None
    end = people[0].span.end if people else said.end()
    evidence = reading.evidence(Span(match.start(), end), "meeting.chaired", passage.block.zone)
    return MeetingFound(body, people[0] if people else None, edtf, ordinal_of(match["ordinal"]), evidence)


def _took_place(
    reading: Reading, passage: Passage, span: Span, match: re.Match[str], body: Atom, date: Atom | None
) -> MeetingFound | None:
    """ "Phiên họp thứ hai của Ban Chỉ đạo … diễn ra chiều 12/5", "Ngày 12/5, diễn ra phiên họp …"."""
    after = re.compile(r"\s(?:(?:đã|vừa)\s)?diễn ra(?!\w)").match(reading.folded, body.span.end, span.end)
    before = _TAKES_PLACE.search(reading.folded, max(span.start, match.start() - len("diễn ra ")), match.start())
    said = after or before
    if said is None or date is None or not isinstance(date.value, DateValue):
        return None
    start = min(match.start(), date.span.start)
    where = Span(start, max(body.span.end, said.end(), date.span.end))
    evidence = reading.evidence(where, "meeting.held", passage.block.zone)
    return MeetingFound(body, None, date.value.due.edtf, ordinal_of(match["ordinal"]), evidence)


def _concluding(reading: Reading, passage: Passage, span: Span, match: re.Match[str]) -> MeetingFound | None:
    """ "Tại phiên họp ngày 28/2/2025, sau khi nghe … báo cáo, Bộ Chính trị kết luận như sau": the session is of who
    concludes at it.
    """
    day = next((a for a in _within(passage.atoms, match.end(), span.end, DateValue)), None)
    if day is None or reading.folded[match.end() : day.span.start].strip() or not isinstance(day.value, DateValue):
        return None
    for body in _within(passage.atoms, day.span.end, span.end, BodyName):
        verb = _concludes().match(reading.folded, body.span.end, span.end)
        opens = reading.folded[span.start : body.span.start].rstrip().endswith(",")
        if (
            verb
            and opens
            and isinstance(body.value, BodyName)
            and body.value.form == "named"
            and is_day(day.value.due.edtf)
        ):
            where = Span(match.start(), verb.end())
            evidence = reading.evidence(where, "meeting.held", passage.block.zone)
            return MeetingFound(body, None, day.value.due.edtf, ordinal_of(match["ordinal"]), evidence)
    return None


@cache
def _concludes() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:đã\s+)?{alternatives('meetings', 'concludes')}")


def _within(atoms: Sequence[Atom], start: int, end: int, kind: type) -> list[Atom]:
    return [a for a in atoms if start <= a.span.start and a.span.end <= end and isinstance(a.value, kind)]


def _meeting(
    reading: Reading, passage: Passage, n: int, match: re.Match[str], chaired: bool, told: bool
) -> Iterator[MeetingFound]:
    span = passage.sentences[n]
    body = _session_body(reading, passage.atoms, span, match, chaired or told)
    date = _date_after(reading, passage.atoms, span, body) if told else _date(reading, passage.atoms, span)
    ordinal = ordinal_of(match["ordinal"])
    if body is None or (date is None and (told or ordinal is None)):
        return
    chair = _chair(passage.atoms, span, match.start()) if chaired else _next_chair(reading, passage, n + 1)
    start = date.span.start if date and date.span.start < match.start() else _start(passage.atoms, span, match.start())
    start = match.start() if told else _daytime(reading, span, start)
    end = max(match.end(), body.span.end, date.span.end if date and told else 0)
    value = date.value if date else None
    edtf = value.due.edtf if isinstance(value, DateValue) else None
    evidence = reading.evidence(Span(start, end), "meeting.chaired" if chaired else "meeting.held", passage.block.zone)
    partner = reading.folded[match.end() : body.span.start].split()[:1] == ["với"]
    yield MeetingFound(body, chair, edtf, ordinal, evidence, partner)


def _session_body(
    reading: Reading, atoms: Sequence[Atom], span: Span, match: re.Match[str], chaired: bool
) -> Atom | None:
    """The body named right after the session ("… của Ban Chỉ đạo"), else the one that holds it."""
    after = [a for a in _within(atoms, match.end(), span.end, BodyName) if _adjoins(reading, match.end(), a.span.start)]
    if after:
        return after[0]
    if chaired:
        return _headed(reading, atoms, span, match)
    before = [
        a
        for a in _within(atoms, span.start, match.start(), BodyName)
        if isinstance(a.value, BodyName) and a.value.form in ("named", "short")
    ]
    return before[-1] if before else None


def _headed(reading: Reading, atoms: Sequence[Atom], span: Span, match: re.Match[str]) -> Atom | None:
    """ "Thủ tướng …, Trưởng Ban Chỉ đạo …, đã chủ trì phiên họp lần thứ 3": a session with a number is of the committee
    that the chair is said to head.
    """
    verb = _acts()[0].search(reading.folded[span.start : match.start()])
    if match["ordinal"] is None or verb is None:
        return None
    for atom in _within(atoms, span.start, span.start + verb.start(), BodyName):
        between = reading.folded[atom.span.end : span.start + verb.start()].strip(" ,-–")
        committee = isinstance(atom.value, BodyName) and atom.value.kind in table("meetings")["committees"]
        if committee and between in ("", "đã", "vừa"):
            return atom
    return None


def _adjoins(reading: Reading, start: int, end: int) -> bool:
    return reading.folded[start:end].strip(" -,") in ("", "của", "của thường trực", "với", "trực tuyến")


def _date(reading: Reading, atoms: Sequence[Atom], span: Span) -> Atom | None:
    """The day of the sentence: the first full date in it that stands for itself, or "Sáng nay (5/2)"."""
    for atom in _within(atoms, span.start, span.end, DateValue):
        if isinstance(atom.value, DateValue) and is_days(atom.value.due.edtf) and not atom.value.cued:
            return atom
    return _bracketed(reading, span)


def _bracketed(reading: Reading, span: Span) -> Atom | None:
    """ "Sáng nay (5/2)": the day in brackets, of the document's own year."""
    match = _BRACKETED.search(reading.folded, span.start, span.end)
    year = (match["year"] if match else None) or (reading.document.date or "")[:4]
    if match is None or not year:
        return None
    day = f"{year}-{int(match['month']):02}-{int(match['day']):02}"
    return Atom(Span(*match.span()), DateValue(Due(day, None, match.group()), cued=False)) if is_day(day) else None


def _date_after(reading: Reading, atoms: Sequence[Atom], span: Span, body: Atom | None) -> Atom | None:
    """ "tại Hội nghị trực tuyến Chính phủ với các địa phương ngày 07 tháng 11": the day right behind the session's
    name.
    """
    for atom in _within(atoms, body.span.end if body else span.end, span.end, DateValue):
        near = body is not None and atom.span.start - body.span.end < TOLD_REACH
        if (
            near
            and isinstance(atom.value, DateValue)
            and is_day(atom.value.due.edtf)
            and "," not in reading.folded[body.span.end if body else 0 : atom.span.start]
        ):
            return atom
    return None


def _has_body(atom: Atom) -> bool:
    return isinstance(atom.value, Office) and atom.value.body is not None


def _chair(atoms: Sequence[Atom], span: Span, place: int) -> Atom | None:
    """Who chairs: the person named last before the verb, else the office."""
    people = _within(atoms, span.start, place, PersonName)
    offices = [a for a in _within(atoms, span.start, place, Office) if _has_body(a)]
    return people[-1] if people else (offices[-1] if offices else None)


def _next_chair(reading: Reading, passage: Passage, n: int) -> Atom | None:
    """ "Ban Chỉ đạo tổ chức phiên họp …. Tổng Bí thư Tô Lâm, …, chủ trì phiên họp.": the chair is in the next
    sentence.
    """
    if n >= len(passage.sentences):
        return None
    span = passage.sentences[n]
    found = words_of("meetings", "chairs").search(reading.folded[span.start : span.end])
    return _chair(passage.atoms, span, span.start + found.start()) if found else None


def _start(atoms: Sequence[Atom], span: Span, place: int) -> int:
    named = [
        a for a in atoms if span.start <= a.span.start < place and isinstance(a.value, (Office, PersonName, BodyName))
    ]
    return named[0].span.start if named else place


def _daytime(reading: Reading, span: Span, start: int) -> int:
    """Take in "Chiều", "Sáng" before the date."""
    match = re.search(rf"{alternatives('dates', 'daytimes')}\s+$", reading.folded[span.start : start])
    return span.start + match.start() if match else start
