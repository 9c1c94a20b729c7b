"""Obligations said of the work itself: "Quá trình xây dựng Kế hoạch phải bám sát …", "nhiệm vụ đặt ra là nâng cao …".

Whose they are is said before: in the sentence, the heading or the list that they go on with.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.patterns import Match
from kg.extract.rules.base import Rule
from kg.extract.rules.parties import Head, leads_of
from kg.extract.tokens import Token

# So many words at most name what somebody leads.
LED = 16
_NO_MATTER = frozenset({"comma", "semicolon", "colon", "bodies", "speaker", "account"})


def _must(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Việc sắp xếp bộ máy phải bảo đảm …": what work must be, of whoever is to do it."""
    matter, modal = match.tokens("matter")[0], match.tokens("must")[0]
    if match.start or matter.word not in phrases("cues", "works") or modal.word not in phrases("cues", "musts"):
        return None
    return Head("task.oblige", match.end - 2, matter.span.start, obliges=True)


def _posed(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Theo đó, nhiệm vụ đặt ra là nâng cao nhận thức …", "các nhiệm vụ quan trọng đặt ra là: xây dựng …"."""
    goal, be = match.tokens("goal")[0], match.tokens("be")[0]
    between = tokens[: tokens.index(goal)]
    opens = not any(_NO_MATTER & t.kinds and not t.has("comma") for t in between)
    said = any(t.word in phrases("cues", "goals") for t in tokens[match.start : tokens.index(be)])
    if not opens or not said or be.word != "là":
        return None
    action = tokens.index(be) + 1
    action += next((i for i, t in enumerate(tokens[action:]) if not {"comma", "colon"} & t.kinds), 0)
    return Head("task.oblige", action, tokens[action].span.start, obliges=True)


def _led(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Trong đó, cơ sở dữ liệu về cán bộ do Bộ Nội vụ chủ trì cần phải đẩy nhanh …": whoever leads it is to do it."""
    by, who, modal = match.tokens("by")[0], match.tokens("who")[0], match.tokens("must")[0]
    first = next((i for i, t in enumerate(tokens) if not {"connective", "comma"} & t.kinds), match.start)
    if by.word != "do" or modal.word not in phrases("cues", "musts") or not 0 < match.start - first <= LED:
        return None
    if any(_NO_MATTER & t.kinds and not t.has("comma") for t in tokens[first : match.start]):
        return None
    return Head("task.oblige", tokens.index(modal), tokens[first].span.start, None, leads_of([who]), obliges=True)


RULES: tuple[Rule[Head], ...] = (
    Rule(
        "task.oblige",
        ("matter:nominal word|verb|nominal|docnoun|doc|thing|result|connective* must:modal verb|result|say",),
        _must,
    ),
    Rule("task.oblige", ("by:word who:bodies lead must:modal adverb|modal* verb",), _led),
    Rule(
        "task.oblige",
        ("goal:nominal word|nominal|adverb* be:word colon|comma|adverb* action:verb|result|lead",),
        _posed,
    ),
)
