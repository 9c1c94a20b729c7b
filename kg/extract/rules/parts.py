"""A sentence as the parts that its semicolons and colons make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import alternatives, phrases
from kg.extract.rules.directives import head_of
from kg.extract.rules.parties import leads_of
from kg.extract.tokens import PLAIN, Token
from kg.extract.types import Atom

BRACKET = 10
# So many tokens before a colon may say what it announces.
ANNOUNCED = 7
# Within so many tokens a clause shows its head; a hostile text has thousands of colons.
CLAUSE = 80
TITLE = 9


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens between two joints; ``joint`` is the mark before them: "", ";" or ":".

    ``lists``: the parts that follow are what it announces, "ba nhiệm vụ trọng tâm gồm:".
    """

    tokens: tuple[Token, ...]
    joint: str = ""
    lists: bool = False


def parts_of(tokens: Sequence[Token]) -> list[Part]:
    """A sentence cut at its semicolons, and at colons that a clause of its own follows.

    "Về dự án …: giao Bộ X …" loses its topic, "… như: a; b; c" keeps its examples in one part.
    """
    tokens = _unbracketed(tokens)
    parts: list[tuple[list[Token], str]] = [([], "")]
    depth, listing, turned = 0, set(), 0
    for i, token in enumerate(tokens):
        if i < turned:
            continue
        if depth <= 0 and token.has("comma") and (turned := _turns(tokens, i)):
            parts.append(([], ";"))
            continue
        if token.kinds is PLAIN:
            parts[-1][0].append(token)
            continue
        depth += token.has("open") - token.has("close")
        if depth <= 0 and (token.has("semicolon") or _instructs_anew(tokens, i, parts[-1][0])):
            parts.append(([], ";"))
        elif depth <= 0 and token.has("colon") and (_opens_clause(tokens, i) or _spells_out(tokens, i)):
            listing |= {len(parts) - 1} if _lists(tokens, i) else set()
            parts.append(([], ":"))
        else:
            parts[-1][0].append(token)
    joined = _unlisted(parts)
    made = [Part(tuple(_unnumbered(found)), joint, n in listing) for n, (found, joint) in enumerate(joined)]
    return _after_topic([p for p in made if p.tokens])


def label_of(part: Part) -> tuple[Atom, ...]:
    """The bodies of a part that names nobody and nothing else: "UBND tỉnh Đồng Nai:" before what it is to do; of "Bộ
    trưởng Bộ Công an chỉ đạo Công an các đơn vị" who directs.
    """
    kinds = {"bodies", "comma", "semicolon", "colon", "instruct", "connective"}
    rest = [t for t in part.tokens if not (kinds & t.kinds) and t.word not in phrases("cues", "owning")]
    if any(t.word == "của" and part.tokens[i].has("bodies") for i, t in enumerate(part.tokens[1:])):
        return ()  # "Trưởng Ban Chỉ đạo của các bộ, ngành": neither the committee nor the ministries
    directs = next((i for i, t in enumerate(part.tokens) if i and t.word in phrases("cues", "direct")), None)
    return leads_of(part.tokens[:directs]) if not rest else ()


def is_object(part: Part) -> bool:
    """A noun phrase that goes on with the object before it, not a clause with a subject of its own."""
    clause = {"speaker", "modal", "responsible", "lead"}
    return (
        not part.tokens[0].has("bodies")
        and not any(t.has("account") for t in part.tokens[:3])
        and not any(clause & t.kinds for t in part.tokens)
    )


def _unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """Bodies without what brackets say of them: "Bộ Khoa học và Công nghệ (cơ quan thường trực) chủ trì …".

    "Bộ Tài chính (chủ trì), Bộ Tư pháp (phối hợp) xây dựng …" reads as "… chủ trì, phối hợp với Bộ Tư pháp …".
    """
    if not any(t.has("open") for t in tokens):
        return list(tokens)
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        opens = tokens[i].has("open") and kept and kept[-1].has("bodies")
        ahead = range(i + 1, min(i + BRACKET, len(tokens))) if opens else range(0)
        close = next((k for k in ahead if tokens[k].has("close")), None)
        dated = close is not None and any(t.has("date") for t in tokens[i:close])  # "(trước ngày 12 hằng tháng)"
        if close is None or close + 1 >= len(tokens) or dated:
            kept.append(tokens[i])
            i += 1
            continue
        inner = [t for t in tokens[i + 1 : close] if {"lead", "cooperate"} & t.kinds]
        if len(inner) == 1 and close - i == 2:
            kept.insert(len(kept) - inner[0].has("cooperate"), inner[0])
        i = close + 1
    return kept


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    rest = _unnumbered(tokens[i + 1 : i + 1 + CLAUSE])
    examples = tokens[i - 1].word in phrases("cues", "examples") and not _lists(tokens, i)
    if tokens[i - 1].has("instruct") or examples or _gives(tokens, i) or _advises(tokens, i):
        return False
    return bool(rest) and head_of(rest) is not None


def _instructs_anew(tokens: Sequence[Token], i: int, before: Sequence[Token]) -> bool:
    """ "… yêu cầu Hà Nội trình đề án, đồng thời lưu ý Bộ Tài chính bố trí vốn": another body is told something else."""
    if not ({"comma", "connective"} & tokens[i].kinds):
        return False
    k = next((k for k in range(i, len(tokens)) if not {"comma", "connective"} & tokens[k].kinds), len(tokens))
    if k + 2 >= len(tokens) or tokens[k].word not in phrases("cues", "give") or not tokens[k + 1].has("bodies"):
        return False
    said = any(t.has("instruct") and {"speaker", "doc"} & before[n - 1].kinds for n, t in enumerate(before) if n)
    return said and not {"comma", "semicolon"} & tokens[k + 2].kinds


def _turns(tokens: Sequence[Token], i: int) -> int:
    """Where another body's part begins: "…, trong khi Sở Nội vụ chủ trì …", "…, còn Sở Tài chính …"; 0: nowhere."""
    for k in range(i + 2, min(i + 4, len(tokens) - 1)):
        if tokens[k].has("bodies"):
            turn = " ".join(t.word for t in tokens[i + 1 : k]) in phrases("cues", "turns")
            return k if turn and not {"comma", "semicolon"} & tokens[k + 1].kinds else 0
    return 0


def _lists(tokens: Sequence[Token], i: int) -> bool:
    """ "… tập trung thực hiện ba nhiệm vụ trọng tâm gồm:": tasks follow, not examples."""
    before = " ".join(t.word for t in tokens[max(0, i - ANNOUNCED) : i])
    noun = _announced().search(before)
    return noun is not None and (tokens[i - 1].word in phrases("cues", "opens_list") or bool(noun["counted"]))


@cache
def _announced() -> re.Pattern[str]:
    """What is announced, and whether it is counted: "ba nhiệm vụ trọng tâm", "3 trụ cột then chốt"."""
    counted, listed = alternatives("cues", "counted"), alternatives("cues", "listed")
    return re.compile(rf"(?<!\w)(?P<counted>{counted}\s+)?{listed}")


def counts_out(tokens: Sequence[Token]) -> bool:
    """ "Thủ tướng yêu cầu 3 nhiệm vụ trọng tâm.": so many things to be done are announced."""
    found = _announced().search(" ".join(t.word for t in tokens))
    return found is not None and bool(found["counted"])


def _spells_out(tokens: Sequence[Token], i: int) -> bool:
    """ "…, cụ thể: tỷ lệ … đạt 22%": the action ends before its particulars."""
    return tokens[i - 1].word in phrases("cues", "detail")


def _gives(tokens: Sequence[Token], i: int) -> bool:
    """A colon between bodies and what they are to do belongs to the clause: "Giao Bộ X: Chỉ đạo …"."""
    return i > 1 and tokens[i - 1].has("bodies") and any(t.has("instruct") for t in tokens[max(0, i - 4) : i])


def _advises(tokens: Sequence[Token], i: int) -> bool:
    """ "… tham mưu với UBND tỉnh: Ban hành Quy chế …": what stands behind the colon is what is advised."""
    verb = next((k for k in range(i - 1, max(-1, i - ANNOUNCED), -1) if tokens[k].has("verb")), None)
    return verb is not None and tokens[verb].word in phrases("cues", "advises")


def _unnumbered(part: Sequence[Token]) -> list[Token]:
    """A part without the number of its item: "(i) Tích hợp …", "(2) Bộ Y tế …"."""
    if len(part) > 3 and part[0].has("open") and part[2].has("close"):
        return list(part[3:])
    return list(part)


def _unlisted(parts: list[tuple[list[Token], str]]) -> list[tuple[list[Token], str]]:
    """What follows "như:" over semicolons are examples of one object, not clauses."""
    for n, (part, joint) in enumerate(parts):
        if any(part[i].has("colon") and part[i - 1].word in phrases("cues", "examples") for i in range(1, len(part))):
            return [*parts[:n], ([t for p, _ in parts[n:] for t in p], joint)]
    return parts


def _is_title(part: Part) -> bool:
    """A few words without a comma, a manner, a day or somebody to do them."""
    finite = {"comma", "adverb", "modal", "date", "bodies", "speaker", "instruct", "lead", "account"}
    return len(part.tokens) <= TITLE and not any(finite & t.kinds for t in part.tokens)


def _has_subject(part: Part) -> bool:
    head = head_of(part.tokens)
    return head is not None and bool(head.leads) and head.rule == "task.subject"


def _after_topic(parts: list[Part]) -> list[Part]:
    """ "Về dự án …: giao Bộ X …", "Thanh tra khoa học: Ủy ban nhân dân huyện làm đầu mối …": what stands before the
    colon is only the topic.
    """
    if len(parts) < 2 or parts[1].joint != ":" or parts[0].lists:
        return parts
    if parts[0].tokens[0].word != "về":
        return parts[1:] if _is_title(parts[0]) and _has_subject(parts[1]) else parts
    heads = [head_of(p.tokens) for p in parts]
    first = next((i for i, h in enumerate(heads) if i and h and (h.leads or h.instructs)), 1)
    return parts[first:]
