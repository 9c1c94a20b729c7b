"""What a number is the number of, whether it is reached or aimed at, and where its indicator's name begins."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import alternatives, phrases, words_of
from kg.extract.rules.clauses import LONGEST, measures, part_of
from kg.extract.rules.figures import Figure
from kg.extract.spans import trim
from kg.extract.types import DateValue, Quantity
from kg.model import Span
from kg.text import squeeze

_REACH = 90


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:mục\s+tiêu(?:\s(?:của\s)?[^,.;:]{0,40}?\slà)?|phấn\s+đấu)(?!\w)")


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('targets', 'reaches')}(?:\s+{alternatives('targets', 'averages')})?\s*$")


@cache
def _leads() -> re.Pattern[str]:
    """A verb of steering that opens a clause: ", bảo đảm kinh tế số các ngành, lĩnh vực chiếm …"."""
    return re.compile(rf"(?:^|[,;:]\s+|\svà\s+)(?P<lead>{alternatives('targets', 'leads')}\s)")


def is_account(figure: Figure) -> bool:
    """Whether the number says what was reached: "xuất khẩu đạt 391 tỷ USD, tăng 16,2% … so với cùng kỳ"."""
    reading, clause, sentence = figure.reading, figure.clause, figure.sentence
    if words_of("targets", "accounts").search(reading.folded, clause.start, clause.end):
        return True
    aimed = has_goal(figure) or is_ahead(figure) or figure.above.aims
    opening = re.compile(r"[^\w]*").match(reading.folded, sentence.start)
    if opening and words_of("targets", "present").match(reading.folded, opening.end()) and not aimed:
        return True
    if figure.above.reports and not aimed:
        return True
    if words_of("targets", "bases").search(reading.folded, clause.start, clause.end) and not aimed:
        return True
    compared = words_of("targets", "comparisons").search(reading.folded, sentence.start, sentence.end)
    return compared is not None and not has_goal(figure)


def is_told(figure: Figure) -> bool:
    """Whether the part before the clause is an account, which the clause goes on with: "đã cấp …, số hóa 100% …"."""
    start = part_of(figure.reading, figure.sentence, figure.atom).start
    end = max(start, figure.clause.start)
    return words_of("targets", "accounts").search(figure.reading.folded, start, end) is not None


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


def aims_at(figure: Figure, place: int) -> bool:
    """Whether a word of aiming stands right before a place: "phấn đấu [đến năm 2030] …"."""
    return re.search(r"(?:phấn\s+đấu|mục\s+tiêu(?:\s+là)?)\s+$", figure.reading.folded[:place][-20:]) is not None


def last_goal(figure: Figure) -> int | None:
    """Where the last word of aiming before the number begins, in its clause."""
    goals = list(_goals().finditer(figure.reading.folded, figure.clause.start, figure.atom.span.start))
    return goals[-1].start() if goals else None


def is_reached(figure: Figure) -> bool:
    """Whether a verb of reaching or a comparator stands right before the number: "đạt 2,1", "dưới 109"."""
    return figure.value.compared or is_reached_before(figure)


def is_reached_before(figure: Figure) -> bool:
    """Whether a verb of reaching stands right before the number."""
    return _reaches().search(figure.before) is not None


def led_start(figure: Figure) -> int | None:
    """Where a verb of steering opens what the number closes, over the commas of its subject: "bảo đảm kinh tế số các
    ngành, lĩnh vực chiếm tối thiểu 70%".
    """
    start = part_of(figure.reading, figure.sentence, figure.atom).start
    words = figure.reading.folded[start : figure.atom.span.start]
    reach = _reaches().search(words)
    end = reach.start() if reach else len(words)
    found = list(_leads().finditer(words, 0, end))
    bound = reach or figure.bounded
    if not found or not bound or start + found[-1].start("lead") < figure.atom.span.start - LONGEST:
        return None
    between = words[found[-1].end() : end]
    numbered = any(
        isinstance(a.value, Quantity) and start + found[-1].end() <= a.span.start < figure.atom.span.start
        for a in figure.inside
    )
    bare = not between.strip() or words_of("targets", "predicates").search(between)
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
        of = measures().search(words) if words[: last.start()].endswith("với ") else None
        if of and of.end() <= last.start():  # "thúc đẩy tăng trưởng với mục tiêu đạt 8% trở lên"
            return begin + of.start()
        return begin + (last.end() + 1 if last.group().endswith(" là") else last.start())
    if begin == clause.start and reading.document.text[begin].isupper() and _reaches().search(words):
        return begin
    mark = measures().search(reading.folded, begin, atom.span.start)
    if mark:
        return mark.start()
    last_number = max(earlier, default=0)
    start = _item_start(figure, last_number) or led_start(figure)
    listed = figure.above.aims or (figure.value.compared and has_goal(figure))
    return _subject_start(figure, last_number) if start is None and listed else start


def _item_start(figure: Figure, earlier: int) -> int | None:
    """The start of the listed item, over its own commas: "tỷ lệ nam, nữ thanh niên được tư vấn, khám … đạt 90%"."""
    item = item_of(figure)
    opens = measures().match(figure.reading.folded, item.start)
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
    if near and not words_of("targets", "predicates").search(whole):
        return item.start
    return figure.clause.start if figure.clause.start >= earlier and reach.start() > 0 else None


@cache
def _who_has() -> re.Pattern[str]:
    """ "Việt Nam có quy mô kinh tế số": who has what is measured."""
    return re.compile(rf"^[^\W\d]+(?:\s[^\W\d]+){{0,4}}\s+có\s+(?={alternatives('targets', 'indicators')}(?!\w))", re.I)


def indicator_name(words: str) -> str:
    """The indicator's name without the verbs around it: "mục tiêu tăng trưởng kinh tế đạt" → "tăng trưởng kinh tế"."""
    aims = "|".join(phrases("targets", "name_openers"))
    name = re.sub(rf"^(?:(?:{aims})\s+)+", "", squeeze(words), flags=re.I)
    ends = "|".join(phrases("targets", "name_enders"))
    bare = re.sub(rf"\s+(?:{ends})$", "", name, flags=re.I)
    if re.search(r"\s(?:lên|xuống|còn)(?:\s\w+)?$", name, flags=re.I):  # "nâng tỷ lệ lên": the verb is a direction
        bare = re.sub(rf"^{alternatives('targets', 'steering')}\s+", "", bare, flags=re.I)
    bare = _who_has().sub("", bare.strip(' ,:"“”*'))
    return "" if bare.lower() in (*phrases("targets", "reaches"), *phrases("targets", "name_openers")) else bare
