"""Shares of something: "100% thủ tục … được thực hiện trực tuyến", "cắt giảm tối thiểu 30% thời gian …"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import alternatives, phrases, words_of
from kg.extract.rules.clauses import measures, part_of, whole_end
from kg.extract.rules.figures import Figure, made
from kg.extract.rules.horizons import closing_due, dated, due_in, opening_due, period_due
from kg.extract.rules.indicators import has_goal, indicator_name, is_reached_before, is_told
from kg.extract.spans import wording_start
from kg.extract.types import BodyName, DateValue, TargetFound
from kg.model import Due, Span, Zone
from kg.text import fold, squeeze

_BASE = re.compile(r"\s+so\s+với\s+(?:cùng\s+kỳ\s+)?năm\s+(?:\d{4}|trước)")
_WHAT = re.compile(r"^\**(?:\s*(?:các|số|những)\s+|\s*)(?P<what>[^.;:]{3,400})", re.S)


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<verb>{alternatives('targets', 'changes')})\s+$")


@cache
def _openers() -> re.Pattern[str]:
    """What may stand before a share in its clause: an aim, a deadline, or a verb whose whole object the share is."""
    duty = rf"(?:.*(?<!\w){alternatives('targets', 'duties')}\s+)?"
    lead = rf"{duty}(?:{alternatives('targets', 'lead_ins')}\s+)*"
    aim = alternatives("targets", "share_openers")
    date = r"(?:phấn\s+đấu\s+)?(?:đến|trong)\s+(?:hết\s+)?năm\s+\d{4}"
    return re.compile(rf"{lead}(?:{date},?\s*)?(?:{aim})?\s*")


def is_share(figure: Figure) -> bool:
    """ "100% thủ tục …", "bảo đảm 100% …", "số hóa 100% hồ sơ …": the share stands first, or right after an aim or a
    verb that opens the clause.
    """
    before, after = figure.before.strip(), figure.after(whole_end(figure))
    end, folded = figure.atom.span.end, figure.reading.folded
    date = any(dated(a) and end <= a.span.start and not folded[end : wording_start(a)].strip() for a in figure.inside)
    if not figure.share or date or not re.match(r"[\s*]*\w", after) or len(after.split()) < 3:
        return False
    return (
        not before
        or before.endswith(tuple(" " + p for p in phrases("targets", "share_enders")))
        or _is_assured(figure, before)
        or (_openers().fullmatch(before) is not None and not is_told(figure))
    )


def _is_assured(figure: Figure, before: str) -> bool:
    """ "bảo đảm sử dụng tối thiểu 50% quỹ đất …": a verb that assures, one more verb, and a bound."""
    assured = re.fullmatch(rf"{alternatives('targets', 'assuring')}\s+(?P<verb>\w+(?:\s\w+){{0,2}})", before)
    return assured is not None and figure.bounded and measures().search(assured["verb"]) is None


def is_bare(figure: Figure) -> bool:
    """Whether nothing says that a share is aimed at: "Khoảng 30% người trẻ muốn khởi nghiệp"; of all ("100%") and
    with a bound ("ít nhất 30% …") it is one in documents that tell what is to be.
    """
    if (
        figure.before.strip()
        or figure.above.aims
        or has_goal(figure)
        or opening_due(figure)
        or due_in(figure, figure.sentence)
    ):
        return False
    block = figure.passage.block
    if figure.sentence.start == block.body.start and (block.zone is Zone.TABLE or block.parent is not None):
        return False  # an item of a list, a cell of a table
    lacking = words_of("targets", "lacks").search(fold(figure.after(whole_end(figure))))
    return lacking is not None or not (
        figure.bounded or figure.value.value == 100 or figure.above.due or figure.earlier
    )


def is_set_aside(figure: Figure) -> bool:
    """ "Bố trí tối thiểu 2% tổng chi ngân sách …": a verb of change opens the clause, or money is set aside."""
    change = _changes().search(figure.before)
    if change is None:
        return False
    before = figure.before[: change.start()].strip()
    led = re.fullmatch(rf"(?:{alternatives('targets', 'lead_ins')}\s*)*", before)
    return led is not None or squeeze(change["verb"]) in phrases("targets", "budget_verbs")


def object_of(figure: Figure) -> TargetFound | None:
    """ "thực hiện toàn trình tại 100% các cảng hàng không": in work that is given, or behind a word of aiming, a share
    of all or with a bound is the object of whatever is done, where it leads a noun and nothing before it measures;
    not where it only says which ones: "doanh nghiệp có trên 50% lao động …".
    """
    aimed = figure.task or has_goal(figure) or figure.above.aims or _is_imperative(figure)
    clause = Span(max(figure.clause.start, figure.task.start if figure.task else 0), whole_end(figure))
    what = _WHAT.match(figure.after(clause.end))
    if not aimed or not _is_bound(figure) or what is None or len(what["what"].split()) < 2:
        return None
    if _is_measured(figure) or _is_told_apart(figure, fold(what["what"].strip())):
        return None
    name = f"{_done(figure, clause.start)} {what['what']}"
    return made(figure, clause, name, _share_due(figure, clause), "target.share")


def _is_measured(figure: Figure) -> bool:
    """Whether words before a share say what it measures or changes."""
    changed = words_of("targets", "changes").search(figure.before)
    return bool(changed or measures().search(figure.before)) or is_reached_before(figure)


def _is_told_apart(figure: Figure, what: str) -> bool:
    """Whether a share says which things are meant: "doanh nghiệp có trên 50% …", "nắm giữ 100% vốn điều lệ"."""
    # "doanh nghiệp với 100% vốn …", but "cung cấp dịch vụ đối với 100% thủ tục"
    which = re.search(rf"(?<!\w)(?<!đối\s){alternatives('targets', 'having')}\s*$", figure.before)
    whats = (alternatives("targets", "no_measured"), alternatives("targets", "holdings"))
    return which is not None or any(re.match(w, what) for w in whats)


def _is_bound(figure: Figure) -> bool:
    """Whether a share is of all ("100%") or has a bound that obliges ("tối thiểu 30%")."""
    written = figure.reading.folded[figure.atom.span.start : figure.atom.span.end]
    bound = re.match(alternatives("targets", "obliging"), written) is not None
    return figure.value.unit == "%" and "%" in written and (bound or figure.value.value == 100)


def _done(figure: Figure, start: int) -> str:
    """What is done to a share, without who has to do it and how: "Bộ Công an khẩn trương số hóa" → "số hóa"."""
    who = [a.span.end for a in figure.inside if isinstance(a.value, BodyName) and a.span.start == start]
    words = figure.reading.document.text[max([start, *who]) : figure.atom.span.start]
    led = rf"(?:(?:{alternatives('targets', 'lead_ins')}|{alternatives('targets', 'duties')})(?!\w)[\s,]*)*"
    opening = re.match(rf"\s*{led}", words, re.I)
    return indicator_name(words[opening.end() :] if opening else words)


def _is_imperative(figure: Figure) -> bool:
    """Whether a verb, or how it is to be done, opens the sentence with nobody before it: "Khẩn trương số hóa …"."""
    first = figure.reading.tokens(figure.passage, figure.clause)[:1] if _opens_sentence(figure) else ()
    return any(t.has("verb") or t.has("adverb") for t in first)


def _opens_sentence(figure: Figure) -> bool:
    return not re.search(r"\w", figure.reading.folded[figure.sentence.start : figure.clause.start])


def share(figure: Figure) -> TargetFound | None:
    """ "100% thủ tục … được thực hiện trực tuyến", "Đến năm 2030, toàn bộ khu vực công dùng …"."""
    if is_bare(figure):
        return None
    clause = Span(figure.clause.start, whole_end(figure))
    what = _WHAT.match(figure.after(clause.end))
    if what is None:
        return None
    due = _share_due(figure, clause)
    start = clause.start
    lead = [a for a in figure.inside if dated(a) and 0 <= figure.atom.span.start - a.span.end <= 3]
    if lead:
        start = wording_start(lead[-1])
    return made(figure, Span(start, clause.end), what["what"], due, "target.share")


def _share_due(figure: Figure, clause: Span) -> Due | None:
    part = part_of(figure.reading, figure.sentence, figure.atom)
    return (
        due_in(figure, Span(figure.atom.span.end, clause.end))
        or due_in(figure, Span(part.start, figure.atom.span.start))
        or opening_due(figure)
        or closing_due(figure)
        or figure.above.due
    )


def change_of(figure: Figure) -> re.Match[str] | None:
    """The verb of change right before the share; a soft one ("đạt") only where it opens the clause."""
    change = _changes().search(figure.before)
    soft = change is not None and change["verb"] in phrases("targets", "soft_changes")
    return None if change is None or (soft and figure.before[: change.start()].strip()) else change


def change(figure: Figure, verb: re.Match[str]) -> TargetFound | None:
    """ "cắt giảm tối thiểu 30% thời gian …": a change by a share of what follows, or of what stands before."""
    text, clause = figure.reading.document.text, figure.clause
    end = whole_end(figure)
    after = _WHAT.match(figure.after(end))
    if after and re.match(alternatives("targets", "no_measured"), after["what"].strip().lower()):
        after = None
    dates = [a.span.end for a in figure.inside if dated(a) and clause.start <= a.span.start < figure.atom.span.start]
    before = text[max([clause.start, *dates]) : clause.start + verb.start()]
    of = squeeze(after["what"]) if after and len(after["what"].split()) > 1 else ""
    if not of and not indicator_name(before):
        return None
    due = (
        due_in(figure, Span(figure.atom.span.end, end))
        or closing_due(figure)
        or period_due(figure)
        or opening_due(figure)
        or _year_of_money(figure, verb)
        or due_in(figure, Span(clause.start, figure.atom.span.start))
        or figure.above.due
    )
    word = squeeze(verb["verb"])
    if not of and due is None and not (figure.above.aims or has_goal(figure) or figure.value.compared):
        return None  # "Giá vàng giảm 2%"
    name = f"{word} {of}" if of else f"{indicator_name(before)} {word}"
    start = clause.start + verb.start() if of else clause.start
    base = _BASE.match(figure.reading.folded, figure.atom.span.end, figure.sentence.end)
    stop = end if after else base.end() if base else figure.atom.span.end
    return made(figure, Span(start, stop), name, due, "target.change")


def _year_of_money(figure: Figure, verb: re.Match[str]) -> Due | None:
    """The budget year that money is set aside in: "trong dự toán ngân sách năm 2025 để bố trí tối thiểu 3% …"."""
    if squeeze(verb["verb"]) not in phrases("targets", "budget_verbs"):
        return None
    before = [a for a in figure.inside if isinstance(a.value, DateValue) and a.span.end <= figure.atom.span.start]
    place = figure.clause.start + verb.start()
    near = [
        a.value.due for a in before if isinstance(a.value, DateValue) and a.value.due.edtf and place - a.span.end <= 8
    ]
    return near[-1] if near else None
