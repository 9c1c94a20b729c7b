"""What is to be done: the action part of a clause, cut into actions.

One action, one task: a new verb with an object of its own begins a new one; a verb that only says what
the action is for ("góp phần", "tạo nền tảng") does not, nor do verbs that share an object ("rà soát, đánh giá").
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.tokens import Token
from kg.model import Span

SCRAP = 24
VERBAL = frozenset({"verb", "adverb", "modal", "connective", "comma", "lead", "result"})
OBJECT = frozenset({"word", "thing", "bodies", "doc", "quantity", "nominal", "docnoun", "date", "speaker"})


def cut(tokens: Sequence[Token], start: int) -> list[tuple[int, int]]:
    """The actions from token ``start`` on, as token ranges."""
    cuts = [start]
    depth, has_verb, has_object = 0, False, False
    nested = False
    for i in range(start, len(tokens)):
        token = tokens[i]
        depth += token.has("open") - token.has("close")
        if depth <= 0 and i > cuts[-1] and has_verb and has_object and _begins(tokens, i, nested):
            cuts.append(i)
            has_verb = has_object = nested = False
        has_verb = has_verb or bool({"verb", "lead", "cooperate"} & token.kinds)
        if has_verb and not OBJECT.isdisjoint(token.kinds) and VERBAL.isdisjoint(token.kinds):
            has_object = True
        nested = nested or _opens_nest(tokens, i)
    return _without_scraps(tokens, list(zip(cuts, [*cuts[1:], len(tokens)], strict=True)))


def _without_scraps(tokens: Sequence[Token], ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A few plain words after a comma ("…, chuẩn hóa chức danh") are too little for an action of their own."""
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        span = span_of(tokens, start, end)
        scrap = span.end - span.start < SCRAP and not _is_stressed(tokens[start:end])
        if kept and scrap:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _is_stressed(tokens: Sequence[Token]) -> bool:
    """Whether an adverb, an obligation, a figure or a date gives a short piece a weight of its own."""
    weighty = {"adverb", "modal", "quantity", "date"}
    return any(weighty & t.kinds or t.word in phrases("cues", "after_verb") or _two_words(tokens, i) for i, t in enumerate(tokens))


def _two_words(tokens: Sequence[Token], i: int) -> bool:
    pair = " ".join(t.word for t in tokens[i : i + 2])
    return pair in phrases("cues", "after_verb")


def _opens_nest(tokens: Sequence[Token], i: int) -> bool:
    """"việc nâng cao …", "biện pháp nâng cấp …", "để đầu tư …": what follows is content or purpose."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if tokens[i].has("nominal"):
        if following.word in ("về", "để", "trong") and i + 2 < len(tokens):
            following = tokens[i + 2]
        return following.has("verb") or following.has("bodies")
    return tokens[i].word in ("để", "nhằm") and bool({"verb", "adverb"} & following.kinds)


def _begins(tokens: Sequence[Token], i: int, nested: bool) -> bool:
    """Whether token ``i`` (a comma, "và", "đồng thời") begins a new action."""
    joint = tokens[i]
    if not (joint.has("comma") or joint.has("connective")):
        return False
    j, urged = i, False
    while j < len(tokens) and ({"comma", "connective", "adverb", "modal"} & tokens[j].kinds) and not _is_main(tokens, j):
        if tokens[j].word in phrases("cues", "part") or (tokens[j].has("comma") and j > i and tokens[j - 1].has("adverb")):
            return False
        urged = urged or bool({"adverb", "modal"} & tokens[j].kinds) or tokens[j].word in ("đồng thời", "trong đó", "cùng với đó")
        j += 1
    if j >= len(tokens) or not tokens[j].has("verb"):
        return False
    if tokens[j].word == "tổ chức" and not _organises(tokens, j):
        return False
    if tokens[j].has("result") or not _has_own_object(tokens, j):
        return _has_figure(tokens, j) if tokens[j].has("result") else False
    if tokens[j].word in phrases("cues", "report"):
        return _reports(tokens, j)
    if tokens[j].word == "trình" and _closes(tokens, j):
        return False
    if tokens[j].word == "hoàn thành" and not urged and any(t.has("date") for t in tokens[j:]):
        return False
    if urged or (j + 1 < len(tokens) and (tokens[j + 1].word in phrases("cues", "after_verb") or _two_words(tokens, j + 1))):
        return True
    if tokens[j].word in phrases("cues", "outcome"):
        return False
    if joint.word == "và":
        return not nested and tokens[j].word in phrases("cues", "strong")
    return not nested


def _is_main(tokens: Sequence[Token], j: int) -> bool:
    """A word that may be an adverb or a verb ("tổ chức", "ưu tiên") is the verb where an object follows it."""
    if not tokens[j].has("verb"):
        return False
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    return following is not None and not following.has("verb") and not following.has("adverb")


def _has_own_object(tokens: Sequence[Token], j: int) -> bool:
    """A verb followed by a comma, "và" or another coordinated verb alone shares the next one's object."""
    for k in range(j + 1, len(tokens)):
        if tokens[k].has("comma") or tokens[k].has("semicolon") or tokens[k].word == "và":
            return False
        if not OBJECT.isdisjoint(tokens[k].kinds):
            return True
    return False


def _organises(tokens: Sequence[Token], j: int) -> bool:
    """"tổ chức triển khai …", "tổ chức các hội nghị": the verb; "tổ chức trung gian" is a noun."""
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    return following is not None and (bool({"verb", "nominal", "thing"} & following.kinds) or following.word in ("các", "lại", "hội", "cuộc", "lễ"))


def _has_figure(tokens: Sequence[Token], j: int) -> bool:
    """"bảo đảm 100% …", "bảo đảm trong tháng 3/2025 tiến hành …": a result to be reached is an action."""
    ahead = tokens[j + 1 : j + 4]
    return any(t.has("quantity") or (t.has("date") and k < 2) for k, t in enumerate(ahead))


def _reports(tokens: Sequence[Token], j: int) -> bool:
    """"báo cáo Thủ tướng kết quả …" is an action; "báo cáo Chính phủ trong tháng 12" closes the one before."""
    for token in tokens[j + 1 :]:
        if token.has("bodies") or token.has("speaker") or token.has("comma"):
            continue
        return token.word in phrases("cues", "report_object")
    return False


def _closes(tokens: Sequence[Token], j: int) -> bool:
    """"trình Thủ tướng Chính phủ phê duyệt": the end of the action before."""
    ahead = tokens[j + 1 : j + 4]
    return any(t.has("date") or t.has("speaker") or t.has("bodies") for t in ahead)


def span_of(tokens: Sequence[Token], start: int, end: int) -> Span:
    """The stretch of an action without the joints at its start and the marks at its end."""
    while start < end and ({"comma", "semicolon", "colon"} & tokens[start].kinds or tokens[start].word in ("và", "đồng thời", "trong đó")):
        start += 1
    while end > start and not (tokens[end - 1].word[-1:].isalnum() or {"close", "quote"} & tokens[end - 1].kinds):
        end -= 1
    return Span(tokens[start].span.start, tokens[end - 1].span.end) if end > start else Span(0, 0)
