"""Who instructs whom: the head of a clause that has somebody do something.

"Thủ tướng yêu cầu các bộ …", "Giao Bộ X chủ trì, phối hợp với …", "Các bộ, ngành phải …",
"Khẩn trương hoàn thiện …".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.patterns import Match, match_at
from kg.extract.rules.addressed import REQUIRED, addressed, word_before
from kg.extract.rules.base import Rule, first_of
from kg.extract.rules.matters import RULES as MATTERS
from kg.extract.rules.obligations import again, obliged, stressed, tasked, told
from kg.extract.rules.parties import (
    ACTION,
    Head,
    has_office,
    index_of,
    is_authority,
    is_executive,
    is_preamble,
    leads_of,
    person_of,
)
from kg.extract.rules.subjects import bare, called, described, each, sent, subject
from kg.extract.tokens import PLAIN, Token, is_nominal, is_place
from kg.extract.types import Atom, BodyName


def _instructed(match: Match, tokens: Sequence[Token]) -> Head | None:
    who, cue = match.tokens("who"), match.tokens("cue")[-1]
    teller = who[-1] if who else None
    subject = teller is not None and teller.has("bodies")
    if (match.start and _is_addressed(tokens, match.start)) or (subject and not _may_ask(who[-1], cue, tokens)):
        return None
    if passive := match.tokens("passive"):
        return _passive(passive[0], who[-1], tokens, index_of(tokens, cue))
    if (subject and _directs_itself(match, tokens, who[-1])) or _directs_in_person(match, tokens):
        return None
    speaker = person_of(teller) if teller and teller.atoms and not teller.has("docnoun") else None
    head = _told_by(match.tokens("cue"), tokens, speaker)
    if teller and is_place(teller):
        opens = not match.start or tokens[match.start - 1].kinds != PLAIN  # not "Cử tri tỉnh Nghệ An đề nghị …"
        return head if head and head.leads and opens else None
    office = teller is not None and has_office(teller)
    if head is None and office and cue.word in phrases("cues", "demands"):
        return _required(tokens, index_of(tokens, cue), speaker)
    return head


def _told_by(cues: Sequence[Token], tokens: Sequence[Token], speaker: Atom | None) -> Head | None:
    """What is told behind the cues; in "Với Bộ Tài chính, Thủ tướng giao nhiệm vụ chỉ đạo Bảo hiểm xã hội Việt Nam …"
    to direct is what is given.
    """
    place = index_of(tokens, cues[-1])
    if len(cues) > 1 and cues[-2].word in phrases("cues", "give") and cues[-1].word in phrases("cues", "direct"):
        return Head("task.instruct", place, cues[-1].span.start, speaker, (), True, True)
    return addressed("task.instruct", tokens, place, speaker)


def _directs_in_person(match: Match, tokens: Sequence[Token]) -> bool:
    """ "Phó Thủ tướng Lê Thành Long trực tiếp chỉ đạo triển khai …": who is to do it himself asks nobody."""
    cue = match.tokens("cue")[-1]
    between = tokens[match.start + 1 : index_of(tokens, cue)]
    return cue.word in phrases("cues", "direct") and any(t.word in phrases("cues", "in_person") for t in between)


def _may_ask(body: Token, cue: Token, tokens: Sequence[Token]) -> bool:
    """Whether a body has others do something: an authority, or a department that asks who is not above it: "Sở Y tế đề
    nghị các bệnh viện …", but not "Sở Y tế đề nghị Bộ Y tế …".
    """
    if is_authority(body):
        return True
    place = index_of(tokens, cue) + 1
    asked = tokens[place] if place < len(tokens) and tokens[place].has("bodies") else None
    gives = is_executive(body) and cue.word in phrases("cues", "give")
    return gives and asked is not None and not is_authority(asked)


def _directs_itself(match: Match, tokens: Sequence[Token], body: Token) -> bool:
    """ "Bộ Y tế chỉ đạo các bệnh viện …", "Thường trực Tỉnh ủy tập trung lãnh đạo, chỉ đạo …": to direct is what the
    body itself is to do; not where it has written so, or a paper of its is told: "Theo đó, UBND tỉnh chỉ đạo …".
    """
    between = tokens[match.start + 1 : match.end - len(match.tokens("cue"))]
    plain = all({"issue", "account"} & t.kinds or t.word in phrases("cues", "also") for t in between)
    before = [t.word for t in tokens[: match.start] if not t.has("comma")]
    told = any(t.has("issue") for t in between) or (len(before) == 1 and before[0] in phrases("cues", "pursuant"))
    directs = match.tokens("cue")[-1].word in phrases("cues", "direct")
    return (directs and is_executive(body) and not told) or not plain


def _is_addressed(tokens: Sequence[Token], i: int) -> bool:
    """ "Giao Phó Thủ tướng … chỉ đạo các bộ …": he is the one instructed; "… chủ trì, phối hợp với Bộ A chỉ đạo các
    cục …": whoever leads has them do it; "nhiệm vụ (do) Chính phủ, Thủ tướng Chính phủ giao": what was given, told of
    a noun.
    """
    while i > 1 and tokens[i - 1].word in (",", "và") and {"bodies", "speaker"} & tokens[i - 2].kinds:
        i -= 2
    before = tokens[i - 1]
    return (
        not {"cooperate", "nominal"}.isdisjoint(before.kinds)
        or before.word in phrases("cues", "given_by")
        or (before.has("instruct") and not is_nominal(word_before(tokens, i - 1)))
    )


def _passive(body: Token, who: Token, tokens: Sequence[Token], cue: int) -> Head | None:
    """ "Bộ Tư pháp được Thủ tướng Chính phủ giao rà soát …": the body before "được" is to do it."""
    if cue + 1 >= len(tokens) or ACTION.isdisjoint(tokens[cue + 1].kinds):
        return None
    return Head("task.instruct", cue + 1, body.span.start, person_of(who), leads_of([body]), True, True)


def _also(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Người đứng đầu ngành cũng yêu cầu …": somebody the rules don't know, but "cũng" or "đã" shows the verb."""
    cue = match.tokens("cue")[-1]
    also = index_of(tokens, match.tokens("also")[-1])
    pair = f"{word_before(tokens, also)} {tokens[also].word}"  # "Đồng chí đề nghị …"
    if not {tokens[also].word, pair} & set(phrases("cues", "also")) or cue.word in phrases("cues", "appeals"):
        return None
    if cue.word in phrases("cues", "direct") and _has_told(tokens[: match.start]):
        return None
    return addressed("task.instruct", tokens, index_of(tokens, cue), None)


def _given(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Giao Bộ X …", at the start or after a mark; without a body only at the start."""
    cue = index_of(tokens, match.tokens("cue")[-1])
    before = tokens[match.start - 1] if match.start and not tokens[match.start].has("comma") else None
    agreed = " ".join(t.word for t in tokens[: match.start]) in phrases("cues", "agree")
    ruled = _is_ruler(tokens[: match.start])
    if any(t.word in phrases("cues", "means") for t in tokens[: match.start]):
        return None  # "Có chính sách đặt hàng, giao nhiệm vụ cho doanh nghiệp …" gives nobody anything yet
    if tokens[cue].word in phrases("cues", "direct") and _has_told(tokens[: match.start]):
        return None
    marks = {"comma", "colon", "semicolon", "quote"}
    judge = _judge(tokens) if match.start and tokens[match.start].has("connective") else None
    if before is not None and not agreed and not ruled and not judge and not (marks & before.kinds):
        return None
    appeals = match.start and tokens[cue].word in phrases("cues", "appeals")
    directed = ruled and tokens[cue].word in phrases("cues", "direct")
    if (tokens[cue].word not in phrases("cues", "give") and not directed) or appeals:
        return None
    head = addressed("task.give", tokens, cue, person_of(judge) if judge else None)
    if head is None and match.start == 0:
        return _required(tokens, cue)
    return head if head is not None and (head.leads or match.start == 0 or ruled) else None


def _is_ruler(tokens: Sequence[Token]) -> bool:
    """ "Thành phố giao …", "Về mặt phối hợp, thành phố yêu cầu …": who governs a place, behind a preamble if any."""
    comma = max((i for i, t in enumerate(tokens) if t.has("comma")), default=-1)
    named = _words(tokens[comma + 1 :]) in phrases("cues", "rulers")
    return named and (comma < 0 or is_preamble(tokens[:comma]))


def _judge(tokens: Sequence[Token]) -> Token | None:
    """ "UBND thành phố phê bình … và yêu cầu Giám đốc Sở A …": who judges one and then instructs another."""
    judges = len(tokens) > 1 and (tokens[1].has("account") or tokens[1].word in phrases("cues", "judges"))
    return tokens[0] if judges and (tokens[0].has("speaker") or is_authority(tokens[0])) else None


def _has_told(tokens: Sequence[Token]) -> bool:
    """ "NHNN đã phối hợp với các bộ, đồng thời chỉ đạo …": the account that somebody's acts go on with."""
    return any(t.word in phrases("cues", "told") and tokens[i - 1].has("bodies") for i, t in enumerate(tokens) if i)


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(t.word for t in tokens if not {"comma", "connective"} & t.kinds)


def _required(tokens: Sequence[Token], cue: int, speaker: Atom | None = None) -> Head | None:
    """ "Yêu cầu kết quả rà soát phải chỉ rõ …", "Phó Thủ tướng lưu ý việc sắp xếp bộ máy phải bảo đảm …": what
    something must be, of whoever is to make it.
    """
    for i in range(cue + 2, min(cue + REQUIRED, len(tokens) - 1)):
        if tokens[i].has("modal") and {"verb", "result", "say", "word"} & tokens[i + 1].kinds:
            start = tokens[cue + 1 if speaker else 0].span.start
            return Head("task.instruct" if speaker else "task.give", i, start, speaker, (), True, True)
        owner = tokens[i].has("bodies") and tokens[i - 1].word == "của"
        pair = tokens[i].has("comma") and tokens[i - 1].has("verb") and tokens[i + 1].has("verb")
        if (
            not (owner or pair)
            and {"comma", "semicolon", "colon", "bodies", "speaker", "account", "modal"} & tokens[i].kinds
        ):
            return None
    return None


RULES: tuple[Rule[Head], ...] = (
    Rule(
        "task.instruct",
        (
            "passive:bodies account who:speaker|bodies cue:instruct+",
            "who:speaker|doc|bodies adverb|account|connective|comma* cue:instruct+",
            "who:speaker adverb|account|verb|word|date|result* docnoun adverb|account|say* cue:instruct+",
            "who:docnoun adverb|account|say|comma* cue:instruct+",
            "who:speaker|bodies adverb|account* issue cue:instruct+",
        ),
        _instructed,
    ),
    Rule("task.instruct", ("also:connective|account|word cue:instruct+",), _also),
    Rule("task.give", ("connective|comma|adverb* cue:instruct+",), _given),
    Rule(
        "task.oblige",
        (
            "who:speaker adverb|account|connective|comma* say+ connective|comma* "
            "action:modal+ action:adverb|modal* action:verb",
            "according who:speaker comma action:modal+ action:adverb|modal* action:verb",
        ),
        obliged,
    ),
    Rule(
        "task.oblige",
        (
            "who:speaker|doc|docnoun adverb|account|connective|comma* say+ connective|comma|colon|quote* "
            "body:bodies modal",
        ),
        told,
    ),
    Rule(
        "task.oblige",
        (
            "who:speaker adverb|account|connective|comma* say+ task:nominal word|nominal|adverb|comma|verb* of:word "
            "body:bodies be:word modal|adverb* verb",
        ),
        tasked,
    ),
    Rule(
        "task.oblige",
        (
            "who:speaker adverb|account|connective|comma* say+ goal:nominal word* when:date? comma? "
            "adverb|modal* action:verb",
        ),
        stressed,
    ),
    Rule(
        "task.oblige",
        (
            "he:word adverb|account|connective* say|instruct+ word|comma* when:date? comma? "
            "action:modal+ adverb|modal* verb",
        ),
        again,
    ),
    *MATTERS,
    Rule(
        "task.subject",
        (
            "who:bodies manner:modal|adverb|comma|connective* "
            "action:modal|verb|lead|cooperate|oversee|responsible|basis|ban",
            "who:bodies manner:adverb+ action:word",
            "who:bodies when:word|adverb* when:date manner:comma|adverb|modal* action:verb|lead",
            "who:bodies will:account action:lead",
        ),
        subject,
    ),
    Rule(
        "task.subject",
        (
            "who:bodies which:word|account which:word|thing|nominal|quantity|verb|comma* "
            "manner:modal adverb|modal* action:verb",
        ),
        described,
    ),
    Rule("task.subject", ("many:word|adverb|account which:word|nominal|thing|comma|bodies|connective* modal",), each),
    Rule(
        "task.subject",
        ("who:bodies which:word|thing|comma|reports which:word|thing|nominal|comma* action:verb|lead|cooperate",),
        called,
    ),
    Rule(
        "task.send",
        (
            "paper:nominal|docnoun|reports|word paper:word|nominal|verb|docnoun|thing|doc|bodies|connective* "
            "ask:modal|instruct? send:verb",
        ),
        sent,
    ),
    Rule(
        "task.bare",
        ("connective|comma* action:adverb|modal|comma* action:verb|lead|cooperate|responsible|oversee|ban",),
        bare,
    ),
)  # fmt: skip


def head_of(tokens: Sequence[Token]) -> Head | None:
    """The head of a clause by the first rule that finds one."""
    return first_of(RULES, tokens)


def petition_of(tokens: Sequence[Token]) -> Head | None:
    """ "Kiến nghị Chính phủ sớm ban hành …", where nobody stands before it who is to do that: what somebody above is
    asked for.
    """
    found = match_at("ask:nominal|verb body:bodies adverb|modal* verb|lead", tokens, 0)
    if found is None or found.tokens("ask")[0].word not in phrases("cues", "petitions"):
        return None
    asked = found.tokens("body")[0]
    named = all(isinstance(a.value, BodyName) and a.value.form == "named" for a in asked.atoms)
    return Head("task.give", 2, asked.span.start, None, leads_of([asked]), True, True) if named else None
