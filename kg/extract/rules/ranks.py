"""Places to be reached among others: "thuộc nhóm 3 nước dẫn đầu Đông Nam Á", "vào tốp 50 thế giới"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.atoms.quantities import RANK
from kg.extract.lexicon import alternatives, words_of
from kg.extract.rules.clauses import part_of
from kg.extract.rules.figures import Figure, made
from kg.extract.rules.horizons import closing_due, dated, due_in, opening_due
from kg.extract.rules.indicators import has_goal, is_ahead, last_goal
from kg.extract.spans import within
from kg.extract.types import Quantity, TargetFound
from kg.model import Due, Span
from kg.text import squeeze

_FIELD = re.compile(r"(?<!\w)về\s+[^.;()]{3,160}")

_DIGITS = re.compile(r"\d[\d.]*")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf",?\s(?:{alternatives('targets', 'predicates')}|(?:vào|đến|trong)\snăm\s)")


def rank(figure: Figure) -> TargetFound | None:
    """The place "at most N" where it is aimed at: listed among aims, led there, or with a day to come.

    The country that "thuộc nhóm 20 nước …" in an account has reached it and is refused.
    """
    before = Span(figure.clause.start, figure.atom.span.start)
    if any(isinstance(a.value, Quantity) and a.value.unit != RANK for a in within(figure.inside, before)):
        return None  # "có ít nhất 10 trường đại học vào tốp 200 châu Á": the count says it
    due = _due(figure)
    led = words_of("targets", "ranks", "entering").search(figure.before) is not None
    ahead = is_ahead(figure) or _later(figure, due)
    if not (figure.above.aims or has_goal(figure) or led or ahead):
        return None
    end = _end(figure)
    text = figure.reading.document.text
    words = _DIGITS.sub(" ", text[figure.atom.span.start : figure.atom.span.end]) + _undated(figure, end)
    field = "" if _FIELD.search(words) else _field(figure, end)
    return made(
        figure,
        Span(last_goal(figure) or figure.clause.start, end),
        f"{words} {field}",
        due or figure.above.due,
        "target.rank",
    )


def _due(figure: Figure) -> Due | None:
    return due_in(figure, Span(figure.atom.span.end, figure.clause.end)) or closing_due(figure) or opening_due(figure)


def _later(figure: Figure, due: Due | None) -> bool:
    today = figure.reading.document.date
    return due is not None and due.latest is not None and today is not None and due.latest > today


def _undated(figure: Figure, end: int) -> str:
    """The words from the number to the deadline."""
    dates = [d.due.text for a in figure.inside if (d := dated(a)) and figure.atom.span.end <= a.span.start < end]
    words = figure.after(end)
    return words.split(dates[0])[0] if dates else words


def _end(figure: Figure) -> int:
    """The clause up to its deadline, if it has one: "… nước dẫn đầu thế giới vào năm 2028" and not who judges it."""
    after = [a.span.end for a in figure.inside if dated(a) and figure.atom.span.end <= a.span.start < figure.clause.end]
    bracket = re.compile(r"\s*\([^()]{1,40}\)").match(figure.reading.folded, figure.clause.end)
    return min(after) if after else bracket.end() if bracket else figure.clause.end


def _field(figure: Figure, end: int) -> str:
    """What the places are of, said once for several: "nhóm 3 nước …, nhóm 50 nước … về năng lực cạnh tranh số"."""
    part = part_of(figure.reading, figure.sentence, figure.atom)
    text = figure.reading.document.text
    for start, stop in ((end, part.end), (figure.sentence.start, figure.clause.start)):
        match = _FIELD.search(text, start, stop)
        if match:
            return _said().split(squeeze(match[0]), maxsplit=1)[0]
    return ""
