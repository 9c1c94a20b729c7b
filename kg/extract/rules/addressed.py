"""Who is told, and from where on what: the addressee behind a cue of instruction.

When, how and on what condition may stand before whom: "yêu cầu, ngay trong tuần này, nếu …, Bộ Xây dựng phải …".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.rules.parties import ACTION, Head, collective_of, is_preamble, leads_of, nameless
from kg.extract.spans import wording_start
from kg.extract.tokens import Token, is_nominal
from kg.extract.types import Atom, DateValue

# Within so many words it is said whom a condition or an obligation is for.
REQUIRED = 16
# So many words at most lead to a date: "từ nay đến hết năm 2026".
CUE = 6
# So many words at most say when or how before it is said whom.
ADVERBIAL = 12


def word_before(tokens: Sequence[Token], i: int) -> str:
    """The word before a token; "" where it is the first."""
    return tokens[i - 1].word if i > 0 else ""


def _follows(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stands at ``i`` can be what somebody is instructed to do, or who is to do it."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    return token.has("bodies") or not ACTION.isdisjoint(token.kinds) or token.has("speaker") or token.has("instruct")


def addressed(rule: str, tokens: Sequence[Token], cue: int, speaker: Atom | None) -> Head | None:
    """The head of an instruction whose cue is token ``cue``."""
    if is_nominal(word_before(tokens, cue)):
        return None
    place = cue + 1
    while place < len(tokens) and (
        {"colon", "comma"} & tokens[place].kinds
        or tokens[place].word in ("cho", "rằng", "rõ", "đồng chí")
        or (tokens[place].word in phrases("cues", "leaders") and _names(tokens, place + 1))
        or (tokens[place].has("connective") and tokens[place - 1].has("colon"))
        or tokens[place].word in phrases("cues", "foremost")
    ):
        place += 1
    dated = place - (tokens[place - 1].word in phrases("cues", "leaders"))
    place = _after_condition(tokens, _after_date(tokens, _after_adverbial(tokens, place)))
    if place < len(tokens) and (addressee := nameless(tokens, place)):
        return Head(
            rule, addressee, tokens[place].span.start, speaker, (collective_of(tokens[place:addressee]),), True, True
        )
    if not _follows(tokens, place) or tokens[place].word in phrases("cues", "not_action"):
        return None
    if tokens[place].has("bodies"):
        if place + 1 < len(tokens) and tokens[place + 1].word in phrases("cues", "told"):
            return None  # "… đã có nhiều văn bản chỉ đạo, các bộ, ngành đã nỗ lực …" tells what was done
        leads = leads_of(tokens[place : place + 1])
        opens = place + 1 < len(tokens) and tokens[place + 1].has("colon")
        return Head(rule, place + 1, tokens[dated].span.start, speaker, leads, True, True, opens)
    return Head(rule, place, tokens[place].span.start, speaker, (), instructs=True, obliges=True)


def _names(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].has("bodies")


def _after_adverbial(tokens: Sequence[Token], place: int) -> int:
    """ "yêu cầu ngay trong tuần này, Bộ Xây dựng phải …": when or how may stand before whom."""
    for comma in range(place + 1, min(place + ADVERBIAL, len(tokens) - 2)):
        if {"verb", "bodies", "speaker"} & tokens[comma].kinds:
            return place
        if tokens[comma].has("comma"):
            asks = tokens[comma + 1].has("bodies") and not ACTION.isdisjoint(tokens[comma + 2].kinds)
            return comma + 1 if asks and is_preamble(tokens[place:comma]) else place
    return place


def _after_condition(tokens: Sequence[Token], place: int) -> int:
    """ "yêu cầu, nếu đơn vị nào không thực hiện, Công an tỉnh phải …": on what condition, and then whom."""
    if place >= len(tokens) or tokens[place].word not in phrases("cues", "conditions"):
        return place
    commas = (i for i in range(place, min(place + REQUIRED, len(tokens) - 2)) if tokens[i].has("comma"))
    asked = (i + 1 for i in commas if tokens[i + 1].has("bodies") and not ACTION.isdisjoint(tokens[i + 2].kinds))
    return next(asked, place)


def _after_date(tokens: Sequence[Token], place: int) -> int:
    """ "yêu cầu dứt khoát đến 19/8 phải hoàn thành", "yêu cầu chậm nhất ngày 15/11, các địa phương …": the deadline
    may stand before the action.
    """
    for day in range(place, min(place + CUE, len(tokens))):
        date = next((a for a in tokens[day].atoms if isinstance(a.value, DateValue)), None)
        if date is not None:
            if wording_start(date) > tokens[place].span.start:
                return place
            return day + 2 if day + 1 < len(tokens) and tokens[day + 1].has("comma") else day + 1
    return place
