"""Results that count: "đã hoàn thành 56/93 nhiệm vụ", "đến nay đã có 1.200 trạm 5G", "100% xã có sóng 5G"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.atoms.quantities import comparators, number
from kg.extract.lexicon import alternatives, any_of, words_of
from kg.extract.rules.told import Account, bodies_of, is_of_another, is_told, made
from kg.extract.types import Atom, DateValue, Quantity, ResultFound
from kg.model import Span
from kg.text import squeeze

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"
LONGEST = 250
_DROP = " \t\r\n*_,;:.-–…"
_WHAT = re.compile(r"[^.;:()]{3,200}", re.S)


@cache
def _part() -> re.Pattern[str]:
    verb = alternatives("results", "parts", "verbs")
    things = alternatives("results", "parts", "of")
    return re.compile(
        rf"(?:(?P<verb>{verb})(?:\s+được)?\s+)?(?<![\w.,/-])(?P<done>{_NUMBER})\s?/\s?(?P<all>{_NUMBER})\s+"
        rf"(?:số\s+)?(?P<of>{things})"
    )


def parts(account: Account) -> Iterator[ResultFound]:
    """Parts of a known whole: "đã hoàn thành 56/93 nhiệm vụ …", "34/34 địa phương đã công bố danh mục …"."""
    folded = account.reading.folded
    for match in _part().finditer(folded, account.sentence.start, account.sentence.end):
        place = match.start("done")
        done, all_ = number(match["done"]), number(match["all"])
        dated = any(isinstance(a.value, DateValue) and a.span.start <= place < a.span.end for a in account.atoms)
        clause = Span(match.start("of"), _clause_end(account, match.end()))
        around = Span(match.start(), clause.end)
        if not 0 <= done <= all_ or dated or not is_told(account, place) or _lacks(account, around):
            continue
        name = account.reading.document.text[clause.start : clause.end]
        verb = match["verb"]
        if verb == "có":
            verb = None
        if verb is None and not _says_what(account, Span(match.end(), clause.end)):
            continue  # "3/12 nền tảng" of which nothing is said
        of = squeeze(account.reading.document.text[match.start("of") : match.end("of")])
        unit = f"trên {match['all']} {of}"
        bodies = bodies_of(account, Span(account.part(place).start, place))
        yield made(account, around, f"{verb} {name}" if verb else name, ("=", done, unit), "result.part", bodies)


def _clause_end(account: Account, start: int) -> int:
    """Where what is counted ends: at a mark, or a comma behind which something else begins: ", đạt tỷ lệ 100%"."""
    sentence = account.sentence
    folded = re.sub(r"\([^()]{1,20}\)", lambda m: "_" * len(m[0]), account.reading.folded[: sentence.end])
    marks = [p for m in (";", "(", ". ", ": ", "[") if (p := folded.find(m, start, sentence.end)) >= 0]
    end = min([*marks, sentence.end, start + LONGEST])
    other = _other().search(folded, start, end)
    return start + len(account.reading.document.text[start : other.start() if other else end].rstrip(_DROP))


@cache
def _other() -> re.Pattern[str]:
    breaks, verbs = alternatives("targets", "breaks"), alternatives("results", "verbs", "level")
    return re.compile(rf",\s+(?:{breaks}|{verbs}|(?:tăng|giảm|năm|đã|trong)(?!\w)|\d)|\s(?:bao\s+)?gồm(?!\w)")


def _lacks(account: Account, where: Span) -> bool:
    """ "còn 06/34 địa phương tỷ lệ đạt dưới 90%": what is missing is no result."""
    folded = account.reading.folded
    before = folded[max(account.sentence.start, where.start - 12) : where.start].split()
    return words_of("results", "parts", "lacks").search(folded, where.start, where.end) is not None or "còn" in before


def _says_what(account: Account, rest: Span) -> bool:
    return words_of("results", "parts", "verbs").search(account.reading.folded[rest.start : rest.end]) is not None


@cache
def _count() -> re.Pattern[str]:
    compared = any_of(w for w, _ in comparators())
    verb, unit = alternatives("results", "counts", "verbs"), alternatives("results", "counts", "units")
    scale = alternatives("results", "counts", "scales")
    return re.compile(
        rf"(?P<verb>(?<!\w){verb}|(?<!\w)có)\s+(?:(?P<word>{compared})\s+)?(?P<n>{_NUMBER}|\d+,\d+)\s+"
        rf"(?P<unit>(?:{scale}\s+)?{unit})"
    )


def counts(account: Account) -> Iterator[ResultFound]:
    """Things there are by now: "Đến nay đã có hơn 1.200 trạm 5G"; "có" alone only behind "đến nay" or the like."""
    folded = account.reading.folded
    for match in _count().finditer(folded, account.sentence.start, account.sentence.end):
        part = account.part(match.start())
        present = words_of("results", "counts", "presents").search(folded, account.sentence.start, match.start())
        among = re.search(r"trong\s+(?:đó|số)(?:\s+\w+)?\s+$", folded[part.start : match.start()])
        if among or (match["verb"] == "có" and not present) or not is_told(account, match.start("n")):
            continue
        end = _clause_end(account, match.end())
        if is_of_another(account, Span(part.start, end)) or _lacks(account, Span(match.start("n"), end)):
            continue
        known = dict(comparators())
        what = account.reading.document.text[match.start("unit") : end]
        name = re.sub(rf"^{alternatives('results', 'counts', 'scales')}\s+", "", what)
        unit = squeeze(account.reading.document.text[match.start("unit") : match.end("unit")])
        value = (known.get(match["word"] or "", "="), number(match["n"]), unit)
        bodies = bodies_of(account, Span(part.start, match.start()))
        yield made(account, Span(match.start(), end), name, value, "result.count", bodies)


@cache
def _whole_verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:đã\s+)?(?P<verb>{alternatives('results', 'wholes', 'verbs')})(?:\s+được)?\s+$")


def whole(account: Account, atom: Atom) -> ResultFound | None:
    """ "Đến nay, 100% xã có sóng 5G", "đã số hóa 100% sổ hộ tịch": a share of all of something."""
    folded, value = account.reading.folded, atom.value
    end = _clause_end(account, atom.span.end)
    what = _WHAT.match(account.reading.document.text, atom.span.end, end)
    if not isinstance(value, Quantity) or value.unit != "%" or what is None or not folded[atom.span.start].isdigit():
        return None
    bare = re.compile(rf"\s+(?:các\s+|số\s+)?{alternatives('results', 'wholes', 'none')}").match(folded, atom.span.end)
    part = account.part(atom.span.start)
    numbers = any(isinstance(a.value, Quantity) and part.start <= a.span.start < atom.span.start for a in account.atoms)
    before = folded[part.start : atom.span.start]
    counted = re.search(r"\d+\s+(?:địa phương|tỉnh|bộ|đơn vị|xã)", before)
    if bare or numbers or counted or len(what[0].split()) < 3 or is_of_another(account, Span(part.start, end)):
        return None
    verb = _whole_verb().search(before)
    opens = not re.sub(r"[^\w]", "", words_of("results", "lead_ins").sub("", before))
    if _lacks(account, Span(atom.span.start, end)) or not (verb or opens):
        return None
    name = f"{verb['verb']} {what[0].strip()}" if verb else what[0]
    start = part.start + verb.start() if verb else atom.span.start
    number_ = (value.comparator, value.value, value.unit)
    return made(account, Span(start, end), name, number_, "result.share", bodies_of(account, part))
