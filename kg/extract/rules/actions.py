"""What is to be done: the action part of a clause, cut into actions.

One action, one task: a new verb with an object of its own begins a new one; a verb that only says what
the action is for ("góp phần", "tạo nền tảng") does not, nor do verbs that share an object ("rà soát, đánh giá").
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.rules.beginnings import OBJECT, begins, is_stressed_at, opens_nest
from kg.extract.tokens import Token
from kg.model import Span

SCRAP = 24
VERBAL = frozenset({"verb", "adverb", "modal", "connective", "comma", "lead", "result"})


def cut(tokens: Sequence[Token], start: int) -> list[tuple[int, int]]:
    """The actions from token ``start`` on, as token ranges."""
    cuts = [start]
    depth, has_verb, has_object = 0, False, False
    nested, said = False, circumstance(tokens, start)
    for i in range(start, len(tokens)):
        token = tokens[i]
        depth += token.has("open") - token.has("close")
        if i < said:
            continue
        if depth <= 0 and i > cuts[-1] and has_verb and has_object and begins(tokens, i, nested):
            cuts.append(i)
            has_verb = has_object = nested = False
        if {"verb", "lead", "cooperate", "oversee"} & token.kinds:
            has_verb, has_object = True, has_object and nested
        if has_verb and not OBJECT.isdisjoint(token.kinds) and VERBAL.isdisjoint(token.kinds):
            has_object = True
        nested = nested or opens_nest(tokens, i)
    return _without_scraps(tokens, list(zip(cuts, [*cuts[1:], len(tokens)], strict=True)))


def circumstance(tokens: Sequence[Token], start: int) -> int:
    """The end of what is said first of when or on what grounds: "(Bộ Y tế) trong quá trình chuẩn bị đề án, chủ động
    rà soát …"; ``start`` where nothing is.
    """
    if start >= len(tokens) or tokens[start].word not in phrases("cues", "preamble"):
        return start
    verb = next((i for i, t in enumerate(tokens[start + 1 : start + 4], start + 1) if not t.has("nominal")), start)
    if not tokens[verb].has("verb"):
        return start  # "trong tháng 6 hoàn thành …, ban hành …": no comma is needed behind a time
    commas = (i for i in range(verb, len(tokens) - 1) if tokens[i].has("comma") and not tokens[i - 1].has("verb"))
    return next((i for i in commas if {"verb", "adverb", "modal"} & tokens[i + 1].kinds), start)


def _without_scraps(tokens: Sequence[Token], ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A few plain words after a comma ("…, chuẩn hóa chức danh"), or before the first ("Tổ chức sản xuất, điều hành
    …"), are too little for an action of their own.
    """
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        if kept and _is_scrap(tokens, start, end):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _is_scrap(tokens: Sequence[Token], start: int, end: int) -> bool:
    span = span_of(tokens, start, end)
    return span.end - span.start < SCRAP and not _is_stressed(tokens[start:end])


def _is_stressed(tokens: Sequence[Token]) -> bool:
    """Whether an adverb, an obligation, a figure or a date gives a short piece a weight of its own."""
    weighty = {"adverb", "modal", "quantity", "date"}
    return any((weighty & t.kinds and not t.has("verb")) or is_stressed_at(tokens, i) for i, t in enumerate(tokens))


def _closes(before: Sequence[Token], mark: Token) -> bool:
    """Whether a bracket or quotation mark closes one that the action itself opened."""
    if mark.has("quote"):
        return sum(t.has("quote") for t in before) % 2 == 1
    return mark.has("close") and any(t.has("open") for t in before)


def span_of(tokens: Sequence[Token], start: int, end: int) -> Span:
    """The stretch of an action without the joints at its start and the marks at its end."""
    while start < end and (
        {"comma", "semicolon", "colon"} & tokens[start].kinds or tokens[start].word in ("và", "đồng thời", "trong đó")
    ):
        start += 1
    while end > start and not (
        tokens[end - 1].word[-1:].isalnum() or _closes(tokens[start : end - 1], tokens[end - 1])
    ):
        end -= 1
    return Span(tokens[start].span.start, tokens[end - 1].span.end) if end > start else Span(0, 0)
