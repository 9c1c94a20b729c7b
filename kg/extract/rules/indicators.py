"""What a number is the number of: the stretch of a sentence it belongs to, and its indicator's name there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.context import Reading
from kg.extract.lexicon import alternatives, phrases
from kg.extract.rules.figures import RANK, Figure
from kg.extract.spans import trim
from kg.extract.types import Atom, DateValue, Quantity
from kg.model import Span
from kg.text import squeeze

LONGEST = 250
_REACH = 90
_DROP = ' \t\r\n*_,;:.-–…()"'


@cache
def _words(*path: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', *path)}")


@cache
def _indicators() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:mục\s+tiêu\s+)?(?:{alternatives('targets', 'steering')}\s+)?(?:đạt\s+)?(?:mức\s+|tốc\s+độ\s+)?"
        + alternatives("targets", "indicators")
    )


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:mục\s+tiêu(?:\s(?:của\s)?[^,.;:]{0,40}?\slà)?|phấn\s+đấu)(?!\w)")


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){alternatives('targets', 'reaches')}(?:\s+{alternatives('targets', 'averages')})?\s*$"
    )


@cache
def _leads() -> re.Pattern[str]:
    """A verb of steering that opens a clause: ", bảo đảm kinh tế số các ngành, lĩnh vực chiếm …"."""
    return re.compile(rf"(?:^|[,;:]\s+|\svà\s+)(?P<lead>{alternatives('targets', 'leads')}\s)")


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
            start = other.span.start if other is atom and _alike_before(reading, span, atom, inside) else start
    return trim(reading.document.text, Span(start, min(ends, default=span.end)), _DROP)


def _stops(folded: str, start: int, end: int) -> list[int]:
    """Where a clause may end: at a mark, and before who ordered or judges it: "theo quy định tại Nghị quyết …"."""
    authority = _words("authorities").search(folded, start, end)
    stops = [p for mark in (", ", ";", "(", ". ") if (p := folded.find(mark, start, end)) >= 0]
    return [*stops, authority.start()] if authority else stops


def joined(reading: Reading, other: Atom) -> bool:
    """Whether a share or a rank is joined to what stands before it by "và"."""
    of_kind = isinstance(other.value, Quantity) and (other.value.unit.startswith("%") or other.value.unit == RANK)
    return of_kind and re.search(r"\svà\s+$", reading.folded[max(0, other.span.start - 12) : other.span.start]) is not None


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
        if "," in step[0] and (_words("breaks").match(folded, step.end()) or _counts(figure, step.end(), stop)):
            return end
        if stop - figure.atom.span.start > LONGEST:
            return figure.clause.end if end - figure.atom.span.start > LONGEST // 2 else end
        end = stop
    return end


def _closes(figure: Figure, end: int) -> bool:
    """Whether a deadline closes the clause at ``end``: "… trong năm 2026, ưu tiên …"."""
    return any(isinstance(a.value, DateValue) and a.value.cued and a.span.end == end for a in figure.inside)


def _counts(figure: Figure, start: int, end: int) -> bool:
    """Whether a stretch has a number or an indicator of its own."""
    folded, unit = figure.reading.folded, figure.value.unit
    numbers = any(isinstance(a.value, Quantity) and a.value.unit == unit and start <= a.span.start < end for a in figure.inside)
    return numbers or folded[start].isdigit() or _indicators().match(folded, start) is not None


def _segment_end(figure: Figure, start: int) -> int:
    folded, sentence = figure.reading.folded, figure.sentence
    stops = _stops(folded, start, sentence.end)
    stops += [
        folded.rfind(" và", 0, a.span.start)
        for a in figure.inside
        if a.span.start > start and joined(figure.reading, a)
    ]
    return trim(figure.reading.document.text, Span(start, min(stops, default=sentence.end)), _DROP).end


def is_account(figure: Figure) -> bool:
    """Whether the number says what was reached: "xuất khẩu đạt 391 tỷ USD, tăng 16,2% … so với cùng kỳ"."""
    reading, clause, sentence = figure.reading, figure.clause, figure.sentence
    if _words("accounts").search(reading.folded, clause.start, clause.end):
        return True
    aimed = has_goal(figure) or is_ahead(figure)
    if figure.above.reports and not aimed:
        return True
    if _words("bases").search(reading.folded, clause.start, clause.end) and not aimed:
        return True
    compared = _words("comparisons").search(reading.folded, sentence.start, sentence.end)
    return compared is not None and not has_goal(figure)


def is_told(figure: Figure) -> bool:
    """Whether the part before the clause is an account, which the clause goes on with: "đã cấp …, số hóa 100% …"."""
    start = part_of(figure.reading, figure.sentence, figure.atom).start
    return _words("accounts").search(figure.reading.folded, start, max(start, figure.clause.start)) is not None


def is_ahead(figure: Figure) -> bool:
    """Whether a deadline opens the sentence that lies after the document's own day, or is one to be reached by."""
    today = figure.reading.document.date
    for atom in figure.inside:
        if isinstance(atom.value, DateValue) and atom.value.cued and atom.span.end <= figure.atom.span.start:
            due = atom.value.due
            if due.relation in ("by", "within") and due.latest and today and due.latest > today:
                return True
    return False


def has_goal(figure: Figure) -> bool:
    """Whether the sentence says before the number that it is aimed at: "Phấn đấu …", "mục tiêu …"."""
    return _goals().search(figure.reading.folded, figure.sentence.start, figure.atom.span.start) is not None


def is_reached(figure: Figure) -> bool:
    """Whether a verb of reaching or a comparator stands right before the number: "đạt 2,1", "dưới 109"."""
    return figure.value.compared or _reaches().search(figure.before) is not None


def led_start(figure: Figure) -> int | None:
    """Where a verb of steering opens what the number closes, over the commas of its subject: "bảo đảm kinh tế số các
    ngành, lĩnh vực chiếm tối thiểu 70%".
    """
    start = part_of(figure.reading, figure.sentence, figure.atom).start
    words = figure.reading.folded[start : figure.atom.span.start]
    reach = _reaches().search(words)
    found = list(_leads().finditer(words, 0, reach.start() if reach else len(words)))
    if not found or reach is None or start + found[-1].start("lead") < figure.atom.span.start - LONGEST:
        return None
    between = words[found[-1].end() : reach.start()]
    numbered = any(
        isinstance(a.value, Quantity) and start + found[-1].end() <= a.span.start < figure.atom.span.start
        for a in figure.inside
    )
    bare = not between.strip() or _words("predicates").search(between)
    return None if numbered or bare else start + found[-1].start("lead")


def indicator_start(figure: Figure) -> int | None:
    """Where the indicator's naming begins: at "mục tiêu …", else with the item, else at a noun that measures."""
    reading, clause, atom = figure.reading, figure.clause, figure.atom
    earlier = [a.span.end for a in figure.inside if isinstance(a.value, Quantity) and a.span.end <= atom.span.start]
    begin = max(clause.start, atom.span.start - _REACH, *earlier)
    words = reading.folded[begin : atom.span.start]
    aimed = list(_goals().finditer(words))
    if aimed:
        last = aimed[-1]
        return begin + (last.end() + 1 if last.group().endswith(" là") else last.start())
    if begin == clause.start and reading.document.text[begin].isupper() and _reaches().search(words):
        return begin
    mark = _indicators().search(reading.folded, begin, atom.span.start)
    if mark:
        return mark.start()
    last_number = max(earlier, default=0)
    start = _item_start(figure, last_number) or led_start(figure)
    return start if start is not None or not figure.above.aims else _subject_start(figure, last_number)


def _item_start(figure: Figure, earlier: int) -> int | None:
    """The start of the listed item, over its own commas: "tỷ lệ nam, nữ thanh niên được tư vấn, khám … đạt 90%"."""
    item = item_of(figure)
    opens = _indicators().match(figure.reading.folded, item.start)
    near = item.start >= earlier and figure.atom.span.start - item.start <= LONGEST
    return item.start if opens and near else None


def item_of(figure: Figure) -> Span:
    reading, sentence, atom = figure.reading, figure.sentence, figure.atom
    marks = [reading.folded.rfind(mark, sentence.start, atom.span.start) + 2 for mark in ("; ", ": ", "- ")]
    start = max(sentence.start, *(m for m in marks if m > 1), 0)
    return trim(reading.document.text, Span(start, atom.span.start))


def _subject_start(figure: Figure, earlier: int) -> int | None:
    """Where aims are listed, the start of any subject of a verb of reaching: "giao dịch không dùng tiền mặt đạt 80%",
    over its commas where nothing else is said before the verb: "Nhân lực nghiên cứu, phát triển đạt 12 người".
    """
    reach = _reaches().search(figure.before)
    if reach is None:
        return None
    item = item_of(figure)
    whole = figure.reading.folded[item.start : figure.clause.start + reach.start()]
    near = item.start >= earlier and figure.atom.span.start - item.start <= LONGEST
    if near and not _words("predicates").search(whole):
        return item.start
    return figure.clause.start if figure.clause.start >= earlier and reach.start() > 0 else None


def indicator_name(words: str) -> str:
    """The indicator's name without the verbs around it: "mục tiêu tăng trưởng kinh tế đạt" → "tăng trưởng kinh tế"."""
    aims = "|".join(phrases("targets", "name_openers"))
    name = re.sub(rf"^(?:(?:{aims})\s+)+", "", squeeze(words), flags=re.I)
    ends = "|".join(phrases("targets", "name_enders"))
    bare = re.sub(rf"\s+(?:{ends})$", "", name, flags=re.I)
    if re.search(r"\s(?:lên|xuống|còn)(?:\s\w+)?$", name, flags=re.I):  # "nâng tỷ lệ lên": the verb is a direction
        bare = re.sub(rf"^{alternatives('targets', 'steering')}\s+", "", bare, flags=re.I)
    bare = bare.strip(' ,:"“”*')
    return "" if bare.lower() in (*phrases("targets", "reaches"), *phrases("targets", "name_openers")) else bare
