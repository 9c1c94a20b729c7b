"""Obligations that somebody with authority states: "Tổng Bí thư nêu rõ, cần chuyển mạnh …"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.patterns import Match
from kg.extract.rules.parties import Head, has_office, index_of, is_instruction, is_preamble, leads_of, person_of
from kg.extract.spans import wording_start
from kg.extract.tokens import Token
from kg.extract.types import DateValue


def obliged(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Tổng Bí thư nêu rõ, cần chuyển mạnh …": said by an authority, with an obligation."""
    action, who = match.tokens("action")[0], match.tokens("who")[-1]
    if not has_office(who):
        return None  # an expert may think so; only an office instructs
    place = index_of(tokens, action)
    speaker = person_of(who)
    return Head("task.oblige", place, action.span.start, speaker, (), instructs=True, obliges=True)


def told(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Thủ tướng cho rằng các bộ, ngành cần …", "Chỉ thị nêu rõ, Bộ X cần …": an obligation of bodies, said by an
    authority or a paper that instructs.
    """
    body, who = match.tokens("body")[0], match.tokens("who")[-1]
    if not has_office(who) and not ({"doc", "docnoun"} & who.kinds and is_instruction(who)):
        return None
    place = index_of(tokens, body) + 1
    speaker = person_of(who) if who.atoms and not who.has("docnoun") else None
    return Head("task.oblige", place, body.span.start, speaker, leads_of([body]), instructs=True, obliges=True)


def tasked(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Tổng Bí thư nêu rõ nhiệm vụ bao trùm của Bộ X là phải đi đầu …": whose the task is, and what."""
    body, who = match.tokens("body")[0], match.tokens("who")[-1]
    said = match.tokens("task")[0].word == "nhiệm vụ" and match.tokens("of")[0].word == "của"
    if not said or match.tokens("be")[0].word != "là" or not has_office(who):
        return None
    place = index_of(tokens, match.tokens("be")[0]) + 1
    start = match.tokens("task")[0].span.start
    return Head("task.oblige", place, start, person_of(who), leads_of([body]), instructs=True, obliges=True)


def again(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Vì vậy, ông nói từ nay đến cuối năm, cần sớm xây dựng …": whoever has instructed before goes on."""
    if match.tokens("he")[0].word not in phrases("cues", "pronouns") or not is_preamble(tokens[: match.start]):
        return None
    action = match.tokens("action")[0]
    start = _since(match.tokens("when"), action)
    return Head("task.oblige", index_of(tokens, action), start, None, (), instructs=False, obliges=True)


def stressed(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Thủ tướng nhấn mạnh mục tiêu đến hết năm 2025 hoàn thành dứt điểm …": a goal said as what is to be done."""
    who, goal, action = match.tokens("who")[-1], match.tokens("goal")[0], match.tokens("action")[0]
    if goal.word not in phrases("cues", "goals") or not match.tokens("when"):
        return None
    if not has_office(who):
        return None
    start = _since(match.tokens("when"), action)
    return Head("task.oblige", index_of(tokens, action), start, person_of(who), (), instructs=True, obliges=True)


def _since(when: Sequence[Token], action: Token) -> int:
    """Where an action begins whose deadline stands before it, the words of the deadline with it."""
    dates = [a for t in when for a in t.atoms if isinstance(a.value, DateValue)]
    return wording_start(dates[0]) if dates else action.span.start
