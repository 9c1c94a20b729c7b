"""Results: the values of indicators that a document tells as reached.

"Tỷ lệ giải ngân vốn đầu tư công đạt 66,7% kế hoạch", "xuất khẩu đạt 168,53 tỷ USD, tăng 19,7%". An aim, a duty, a
forecast, a sum granted or a number of people present is none; nor is a number whose indicator isn't named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.atoms.quantities import RANK, comparators, number
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, any_of, phrases, words_of
from kg.extract.rules.beside import so_far
from kg.extract.rules.counts import counts, parts, whole
from kg.extract.rules.figures import Above
from kg.extract.rules.sections import above, headings_over
from kg.extract.rules.told import Account, bodies_of, is_of_another, is_told, made
from kg.extract.spans import overlap, trim
from kg.extract.types import Atom, BodyName, Quantity, ResultFound, TargetFound
from kg.model import Span, Zone
from kg.text import lower_first, squeeze

MOST_NUMBERS = 60
LONGEST = 220
_COMMAS = 3
_DIGIT = re.compile(r"\d")


def results(reading: Reading, targets: Sequence[TargetFound]) -> Iterator[ResultFound]:
    """Every result told in prose, in order of the text; a number that is aimed at (``targets``) is none."""
    aimed = [Span(t.evidence.start, t.evidence.end) for t in targets]
    passages = {p.index: p for p in reading.passages}
    told = [
        found
        for passage in reading.passages
        if passage.block.zone is not Zone.CAPTION
        for found in _of_passage(reading, passage, passages, aimed)
    ]
    places = [Span(f.evidence.start, f.evidence.end) for f in told]
    told += [found for found in so_far(reading, targets) if not _in(found, places)]
    yield from sorted(told, key=lambda found: (found.evidence.start, found.evidence.end))


def told_in(reading: Reading, passage: Passage) -> Iterator[ResultFound]:
    """The results that a cell of a column of results tells."""
    reports = Above(reports=True)
    for span in passage.sentences:
        yield from _of_sentence(Account(reading, passage, span, _inside(passage, span), reports, ()), [])


def _of_passage(
    reading: Reading, passage: Passage, passages: dict[int, Passage], aimed: Sequence[Span]
) -> Iterator[ResultFound]:
    if _DIGIT.search(reading.document.text, passage.block.body.start, passage.block.body.end) is None:
        return
    over = tuple(headings_over(reading, passages, passage))
    what = above(reading, passages, passage)
    for span in passage.sentences:
        yield from _of_sentence(Account(reading, passage, span, _inside(passage, span), what, over), aimed)


def _inside(passage: Passage, span: Span) -> tuple[Atom, ...]:
    return tuple(a for a in passage.atoms if span.start <= a.span.start < span.end)


def _of_sentence(account: Account, aimed: Sequence[Span]) -> Iterator[ResultFound]:
    numbers = quantities_of(account)
    if len(numbers) > MOST_NUMBERS:
        return
    found = [*parts(account), *counts(account)]
    taken = [Span(f.evidence.start, f.evidence.end) for f in found]
    for atom in numbers:
        if any(overlap(atom.span, span) for span in (*aimed, *taken)):
            continue
        before = [f for f in found if f.evidence.end <= atom.span.start]
        one = account.after(max(before, key=lambda f: f.evidence.end)) if before else account
        result = _result(one, atom)
        if result is not None:
            found.append(result)
    yield from sorted((f for f in found if not _in(f, aimed)), key=lambda f: (f.evidence.start, f.evidence.end))


def quantities_of(account: Account) -> list[Atom]:
    """The numbers of a sentence, with those of a scale and a thing: "2,03 triệu lượt người"."""
    folded = account.reading.folded
    scaled = []
    for match in _scaled().finditer(folded, account.sentence.start, account.sentence.end):
        known = dict(comparators())
        value = Quantity(number(match["n"]), known.get(match["word"] or "", "="), squeeze(match["unit"]), True)
        scaled.append(Atom(Span(*match.span()), value))
    plain = [a for a in account.atoms if isinstance(a.value, Quantity)]
    plain = [a for a in plain if not any(overlap(a.span, s.span) for s in scaled)]
    return sorted([*plain, *scaled], key=lambda a: a.span.start)


@cache
def _scaled() -> re.Pattern[str]:
    compared = any_of(w for w, _ in comparators())
    scale, thing = alternatives("results", "counts", "scales"), alternatives("results", "counts", "scaled")
    return re.compile(
        rf"(?:(?<!\w)(?P<word>{compared})\s+)?(?<![\w.,/-])(?P<n>\d[\d.]*(?:,\d+)?)\s+(?P<unit>{scale}\s+{thing})"
    )


def _in(found: ResultFound, aimed: Sequence[Span]) -> bool:
    return any(overlap(Span(found.evidence.start, found.evidence.end), span) for span in aimed)


def _result(account: Account, atom: Atom) -> ResultFound | None:
    value = atom.value
    if not isinstance(value, Quantity) or value.unit == RANK or not is_told(account, atom.span.start):
        return None
    verb = _verb().search(account.reading.folded, account.part(atom.span.start).start, atom.span.start)
    if verb is None:
        return whole(account, atom)
    if verb["change"] and not value.unit.startswith("%"):
        return None
    return _again(account, atom, verb) or _named(account, atom, verb) or whole(account, atom)


@cache
def _verb() -> re.Pattern[str]:
    """The verb right before the number: "ước đạt", "tăng"."""
    led = rf"(?:{alternatives('results', 'verbs', 'before')}\s+)*"
    level, change = alternatives("results", "verbs", "level"), alternatives("results", "verbs", "change")
    return re.compile(rf"(?<!\w){led}(?:(?P<level>{level})|(?P<change>{change}))\s+$")


def _named(account: Account, atom: Atom, verb: re.Match[str]) -> ResultFound | None:
    """ "Tỷ lệ hồ sơ trực tuyến đạt 51,3%": the subject of the verb begins with a noun that measures."""
    folded = account.reading.folded
    if is_of_another(account, Span(account.part(atom.span.start).start, _end(account, atom))):
        return None
    start = _subject(account, verb.start())
    if start is None:
        return None
    subject = Span(start, verb.start())
    bodies = bodies_of(account, subject)
    name = _name(account, subject, bodies) + _grows(account, atom, verb)
    rule = "result.change" if verb["change"] else "result.level"
    if not re.search(r"[^\W\d]", folded[subject.start : subject.end]):
        return None
    return made(account, Span(start, _end(account, atom)), name, _number(account, atom), rule, bodies)


def _again(account: Account, atom: Atom, verb: re.Match[str]) -> ResultFound | None:
    """ "…, tăng 19,7%", "…, bằng 44% dự toán": right behind a result, of the same indicator."""
    earlier, folded = account.earlier, account.reading.folded
    if earlier is None:
        return None
    gap = folded[earlier.evidence.end : verb.start()]
    total = _total().fullmatch(gap) is not None
    if not (total or _joint().fullmatch(gap)) or is_of_another(account, Span(verb.start(), _end(account, atom))):
        return None
    share = isinstance(atom.value, Quantity) and atom.value.unit.startswith("%")
    number = _number(account, atom)
    if (number[2] != earlier.unit) if total else not share or (not verb["change"] and number[2] == earlier.unit):
        return None
    name = re.sub(rf"\s{alternatives('results', 'verbs', 'change')}.*$", "", earlier.indicator)
    name += _grows(account, atom, verb)
    start = trim(account.reading.document.text, Span(earlier.evidence.end, verb.end())).start if total else verb.start()
    return made(account, Span(start, _end(account, atom)), name, number, "result.again", earlier.bodies)


@cache
def _joint() -> re.Pattern[str]:
    against = alternatives("results", "against", "words")
    same = r"so\s+(?:với\s+)?cùng\s+kỳ(?:\s+năm\s+(?:trước|\d{4}))?"
    return re.compile(rf"[^,;()\d]{{0,40}}(?:\([^()]{{1,20}}\))?(?:{against}|{same})?\s*(?:,|\svà|\()\s*(?:và\s+)?")


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"\s*[,;]\s*{alternatives('results', 'totals')}\s+{_PERIOD}\s*")


def _subject(account: Account, end: int) -> int | None:
    """Where the subject begins: after the last comma, or over its own commas where a noun that measures stands."""
    folded = account.reading.folded
    part = account.part(end)
    numbers = [a.span.end for a in account.atoms if isinstance(a.value, Quantity) and a.span.end <= end]
    floor = max([part.start, end - LONGEST, *numbers])
    place, measures = end, words_of("results", "measures")
    for _ in range(_COMMAS):
        comma = folded.rfind(", ", floor, place)
        start = _skipped(account, comma + 1 if comma >= 0 else floor, end)
        if measures.match(folded, start) and not words_of("results", "no_measures").match(folded, start):
            bare = measures.sub("", folded[start:end], count=1)
            share = folded.startswith(phrases("results", "shares"), start)
            return None if words_of("results", "predicates").search(bare) and not share else start
        if comma < 0:
            return None
        place = comma
    return None


def _skipped(account: Account, start: int, end: int) -> int:
    """Past periods and words that lead in: "Trong 9 tháng năm 2025, ", "trong đó ", "đến nay "."""
    folded = account.reading.folded
    lead = re.compile(rf"[\s\W]*(?:{alternatives('results', 'lead_ins')}|{_PERIOD})(?=[\s,:])")
    while (match := lead.match(folded, start, end)) is not None and match.end() > start:
        start = match.end()
    return trim(account.reading.document.text, Span(start, end)).start


_PERIOD = (
    r"(?:trong\s+|đến\s+hết\s+|tính\s+đến\s+(?:hết\s+)?|đến\s+|cả\s+)?(?:(?:năm|quý|ngày)\s+[\divx](?:[\divx/.-]*[\divx])?"
    r"(?:\s+tháng\s+\d+)?(?:\s+năm\s+\d{4})?|tháng\s+\d+(?:[/\s]+(?:năm\s+)?\d{4})?"
    r"|(?:\d+|ba|sáu|chín)\s+tháng(?:\s+đầu)?(?:\s+năm)?(?:\s+\d{4})?)"
)


def _name(account: Account, subject: Span, bodies: Sequence[Atom]) -> str:
    """The indicator as it is written, without its period and without whose it is."""
    text = account.reading.document.text
    name = text[subject.start : subject.end]
    for atom in sorted(bodies, key=lambda a: -a.span.start):
        if subject.start <= atom.span.start < subject.end and isinstance(atom.value, BodyName):
            before = re.sub(r"(?:của|tại|ở|trên\s+địa\s+bàn)\s+(?:tỉnh\s+|thành\s+phố\s+)?$", "",
                            text[subject.start : atom.span.start], flags=re.I)  # fmt: skip
            name = before + text[atom.span.end : subject.end]
    name = re.sub(rf"[\s,]*(?<!\w)(?:{_PERIOD})(?!\w)", " ", name, flags=re.I)
    name = name.strip()
    proper = any(w[:1].isupper() for w in name.split()[1:2]) or name[:2].isupper()
    return name if proper else lower_first(name)


def _grows(account: Account, atom: Atom, verb: re.Match[str]) -> str:
    """What a change adds to the indicator's name: its direction, and against what it is measured."""
    if not verb["change"]:
        return ""
    up = verb["change"] in _growing()
    behind = re.compile(rf"\s+(?P<w>{alternatives('results', 'against', 'words')})").match(
        account.reading.folded, atom.span.end
    )
    return (" tăng" if up else " giảm") + (f" {behind['w']}" if behind else "")


@cache
def _growing() -> frozenset[str]:
    return frozenset(phrases("results", "verbs", "growing"))


def _base(account: Account, atom: Atom) -> re.Match[str] | None:
    """What a share is of, right behind it: "66,7% kế hoạch", "18,72% GDP"."""
    value = atom.value
    if not (isinstance(value, Quantity) and value.unit == "%"):
        return None
    base = rf"\s+(?:so\s+với\s+)?(?P<of>{alternatives('results', 'bases', 'words')})"
    return re.compile(base).match(account.reading.folded, atom.span.end)


def _end(account: Account, atom: Atom) -> int:
    """The number with what it is of and its period: "đạt 18,72% GDP năm 2024"."""
    folded = account.reading.folded
    base = _base(account, atom)
    end = base.end() if base else atom.span.end
    behind = re.compile(rf"\s+(?:trong\s+|vào\s+)?(?:{_PERIOD})(?!\w)").match(folded, end, account.sentence.end)
    return behind.end() if behind else end


def _number(account: Account, atom: Atom) -> tuple[str, float, str]:
    value = atom.value
    assert isinstance(value, Quantity)
    base = _base(account, atom)
    text = account.reading.document.text
    of = f" {text[base.start('of') : base.end('of')]}" if base else ""
    return value.comparator, value.value, value.unit + of
