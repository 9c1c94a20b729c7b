"""Clauses that nobody else opens: a body as the subject of what it is to do, or an action without a subject.

"Các bộ, ngành phải …", "Để …, Bộ X rà soát …", "Khẩn trương hoàn thiện …".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import phrases
from kg.extract.patterns import Match, match_at, search
from kg.extract.rules.beginnings import is_stressed_at
from kg.extract.rules.parties import (
    Head,
    collective_of,
    has_office,
    index_of,
    is_preamble,
    leads_of,
    nameless,
    person_of,
)
from kg.extract.spans import wording_start
from kg.extract.tokens import Token, are_collective
from kg.extract.types import DateValue

# With so many words at most some of many are described: "… chưa có tài khoản ngân hàng".
DESCRIBED = 12
# So many words at most name what bodies have in common: "bưu chính, viễn thông".
CALLED = 5
# So many words at most are those of a deadline before its day: "chậm nhất trước".
CUED = 3


def subject(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Các bộ, ngành phải …", "Để …, Bộ X rà soát …": bodies that are the clause's subject; "Sở X sẽ chủ trì …" tells
    who is to lead.
    """
    if _is_opinion(tokens[: match.start]):
        return None
    before = tokens[match.start - 1] if match.start else None
    body, action = match.tokens("who")[0], match.tokens("action")[0]
    will = match.tokens("will")
    if will and will[0].word not in phrases("cues", "will"):
        return None
    if match.tokens("when") and not _is_deadline(match.tokens("when")):
        return None
    modal = bool(will) or any(t.has("modal") for t in match.tokens("manner")) or action.has("modal")
    if not _opens_clause(tokens, match.start) and not (modal and _stands_alone(body, before)):
        return None
    urged = any(t.has("adverb") for t in match.tokens("manner")) or bool(
        {"lead", "cooperate", "responsible"} & action.kinds
    )
    place = index_of(tokens, action if will else body) + (not will)
    if _only_announces(tokens[place:]):
        return None
    return Head("task.subject", place, body.span.start, None, leads_of([body]), obliges=modal, urged=urged)


def _only_announces(tokens: Sequence[Token]) -> bool:
    """ "Chủ tịch UBND Thành phố thống nhất kết luận, chỉ đạo như sau: …": what is said stands behind the colon."""
    colon = next((i for i, t in enumerate(tokens) if t.has("colon")), 0)
    saying = {"say", "instruct", "adverb", "comma", "connective"}
    said = " ".join(t.word for t in tokens[:colon] if not saying & t.kinds)
    return (
        bool(colon)
        and said in phrases("cues", "introduces")
        and any({"say", "instruct"} & t.kinds for t in tokens[:colon])
    )


def _is_deadline(when: Sequence[Token]) -> bool:
    """ "Bộ Tài chính trước 30/5 phân bổ …", not "Bộ Tài chính ngày 30/5 ban hành …"."""
    date = next((a for t in when for a in t.atoms if isinstance(a.value, DateValue)), None)
    words = [t for t in when if not t.has("date") and not t.has("adverb")]
    if date is None or not isinstance(date.value, DateValue) or len(words) > CUED:
        return False
    due = date.value.cued and date.value.due.relation in ("before", "by")
    return due and wording_start(date) <= when[0].span.start


def described(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Các đơn vị chưa có tài khoản cần khẩn trương mở …": those of many who are described, not all of them."""
    body, which = match.tokens("who")[0], match.tokens("which")
    many = are_collective(body.atoms)
    if not many or which[0].word not in phrases("cues", "describes") or len(which) > DESCRIBED:
        return None
    if not _opens_clause(tokens, match.start):
        return None
    place = index_of(tokens, match.tokens("manner")[0])
    leads = (collective_of(tokens[match.start : place]),)
    return Head("task.subject", place, body.span.start, None, leads, obliges=True)


def each(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Từng đồng chí thành viên Ban Chỉ đạo phải …": people who are only described, with an obligation; as somebody
    in office says, too: "Tổng Bí thư chỉ rõ, từng đồng chí …".
    """
    start = match.start
    if (start and not _said_before(tokens, start)) or match.tokens("many")[0].word not in phrases("cues", "many"):
        return None
    end, described = nameless(tokens, start), " ".join(t.word for t in tokens[start + 1 : start + 4])
    if end is None or not tokens[end].has("modal") or not described.startswith(phrases("cues", "people")):
        return None  # "Mỗi nhiệm vụ phải gắn với kết quả cụ thể" obliges nobody
    speaker, place = (person_of(tokens[0]) if start else None), tokens[start].span.start
    who = (collective_of(tokens[start:end]),)
    return Head("task.subject", end, place, speaker, who, instructs=bool(start), obliges=True)


def _said_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether all that stands before is who says it: "Tổng Bí thư chỉ rõ, …"."""
    said = match_at("speaker say+ comma", tokens, 0)
    return said is not None and said.end == i and has_office(tokens[0])


def called(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Các doanh nghiệp bưu chính, viễn thông đầu tư …": many bodies by a name that no list knows, then a verb."""
    body, which = match.tokens("who")[0], match.tokens("which")
    many = len(body.atoms) == 1 and are_collective(body.atoms)
    if match.start or not many or len(which) > CALLED or which[-1].has("comma") or which[0].has("comma"):
        return None
    if any(t.word in phrases("cues", "grammar") or not (t.has("comma") or t.word[0].isalpha()) for t in which):
        return None
    place = index_of(tokens, match.tokens("action")[0])
    return Head("task.subject", place, body.span.start, None, (collective_of(tokens[:place]),))


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a subject can begin here: first, behind a mark or a connective, after an adverbial."""
    before = tokens[i - 1] if i else None
    marks = {"comma", "connective", "colon", "semicolon"}
    opens = before is None or before.word in phrases("cues", "leads_over") or bool(marks & before.kinds)
    return opens and is_preamble(tokens[:i])


def _stands_alone(body: Token, before: Token | None) -> bool:
    """ "… tổ chức bộ máy từng cấp, từng ngành cần …": a collective with an obligation is a subject, whatever stands
    before it.
    """
    collective = are_collective(body.atoms)
    return (
        collective
        and before is not None
        and before.word not in phrases("cues", "not_subject")
        and not before.has("cooperate")
    )


def _is_opinion(tokens: Sequence[Token]) -> bool:
    """ "Theo ông Nguyễn Văn An, chuyên gia kinh tế, các bộ cần …": said by somebody without an office."""
    speakers = [t for t in tokens if t.has("speaker")]
    return bool(speakers) and not any(map(has_office, speakers)) and tokens[0].has("according")


def sent(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Báo cáo kết quả đề nghị gửi về Bộ Nội vụ trước ngày 30/6": whoever is asked sends it in by that day."""
    paper, sends = match.tokens("paper")[0], match.tokens("send")[0]
    if match.start or paper.word not in phrases("cues", "sendable") or sends.word not in phrases("cues", "sends"):
        return None
    dated = any(t.has("date") for t in tokens[match.end :])
    return Head("task.send", index_of(tokens, sends), paper.span.start, obliges=True) if dated else None


def bare(match: Match, tokens: Sequence[Token]) -> Head | None:
    """ "Khẩn trương hoàn thiện …", "Đối với …, đề xuất …": an action without a subject."""
    action = match.tokens("action")
    place = index_of(tokens, action[0])
    if " ".join(t.word for t in tokens[:place]) in phrases("cues", "matters"):
        # "Nội dung này báo cáo Bộ Chính trị trước ngày 30/6.": of whoever was given it
        return Head("task.bare", place, tokens[0].span.start)
    if not is_preamble(tokens[:place]):
        return None
    if match.start and not _may_begin(tokens, match.start):
        return None
    if (
        _only_announces(tokens[place:])
        or _is_named_in_topic(tokens, match.start)
        or _is_topic(tokens[place:])
        or _is_occasion(tokens[place:])
        or _tells(tokens)
        or _is_ruled(tokens[place:])
    ):
        return None
    modal = any(t.has("modal") for t in action)
    marked = not match.start or tokens[match.start].has("comma") or tokens[match.start].has("connective")
    start = action[0] if marked or tokens[match.start - 1].has("date") else tokens[0]  # "Khi thanh tra cần cập nhật …"
    return Head("task.bare", place, start.span.start, None, (), obliges=modal)


def _is_ruled(tokens: Sequence[Token]) -> bool:
    """ "Đối với nguồn vốn …, thực hiện theo phân cấp hiện hành": what rules a thing gives nobody anything to do."""
    said = " ".join(t.word for t in tokens[:2])
    return said in phrases("cues", "ruled") and not any({"comma", "semicolon", "date"} & t.kinds for t in tokens)


def _is_named_in_topic(tokens: Sequence[Token], i: int) -> bool:
    """ "Về nghiên cứu, đề xuất các gói tín dụng, …": verbs that name what the sentence is about."""
    return i > 1 and f"{tokens[0].word} " in phrases("cues", "topics") and tokens[1].has("verb")


def _may_begin(tokens: Sequence[Token], i: int) -> bool:
    """Whether an action can begin here behind its preamble: at a comma, a connective, after a date; "và" only goes on
    with words before it: "Trường hợp … theo quy định của A và quy định khác …".
    """
    if tokens[i].has("comma") or tokens[i - 1].has("date") or tokens[i - 1].word == "thì":
        return True
    if tokens[i].has("modal") and " ".join(t.word for t in tokens[:2]).startswith(phrases("cues", "obliging")):
        return True  # "Khi thực hiện thanh tra cần cập nhật …", "Đối với các vụ mất tài liệu phải báo cáo …"
    goes_on = tokens[i].word == "và" and not all(t.has("connective") for t in tokens[:i])
    return tokens[i].has("connective") and not goes_on


def _tells(tokens: Sequence[Token]) -> bool:
    """ "Phê duyệt kèm theo Quyết định này Kế hoạch …" is done by saying it; "Thực hiện Kế hoạch số …, Bộ X hướng dẫn
    như sau:" says on what grounds.
    """
    words = " ".join(t.word for t in tokens)
    if search("speaker account", tokens):
        return True  # "Kết luận phiên họp, Tổng Bí thư đánh giá cao …" tells what he did
    forecast = next((i for i, t in enumerate(tokens) if t.word in phrases("cues", "forecasts")), None)
    if forecast is not None and _goes_on_by_itself(tokens[forecast + 1 :]):
        return True
    grounds = len(tokens) > 1 and tokens[1].has("doc") and tokens[-1].has("colon")
    enacts = words.startswith(phrases("cues", "annexing")) or any(p in words for p in phrases("cues", "enacting"))
    return grounds or enacts


def _is_occasion(tokens: Sequence[Token]) -> bool:
    """ "Chỉ đạo các giải pháp chủ yếu, Thủ tướng yêu cầu …": on what occasion he asks; not "nhiệm vụ được Chính phủ,
    Thủ tướng Chính phủ giao".
    """
    asked = search("comma speaker adverb* instruct|say", tokens)
    return (
        asked is not None and asked.end < len(tokens) - 1 and not {"bodies", "speaker"} & tokens[asked.start - 1].kinds
    )


def _goes_on_by_itself(tokens: Sequence[Token]) -> bool:
    """ "dự báo tình hình thế giới tiếp tục biến động …": what is foreseen has a predicate of its own."""
    clause = tokens[: next((i for i, t in enumerate(tokens) if {"comma", "semicolon"} & t.kinds), len(tokens))]
    return any(t.word in phrases("cues", "unfolds") for t in clause)


def _unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without what brackets say of them: "(sau đây gọi chung là cơ sở giáo dục đại học)"."""
    kept, depth = [], 0
    for token in tokens:
        depth += token.has("open")
        if depth <= 0:
            kept.append(token)
        depth -= token.has("close")
    return kept


def _is_topic(tokens: Sequence[Token]) -> bool:
    """ "Tinh gọn bộ máy là vấn đề khó" says what something is; "Xác định … là nhiệm vụ trọng tâm" is to be done, and so
    is "khai thác các hiệp định mà Việt Nam là thành viên".
    """
    ends = (
        i for i, t in enumerate(tokens) if {"comma", "semicolon"} & t.kinds or t.word in phrases("cues", "relative")
    )
    clause = _unbracketed(tokens[: next(ends, len(tokens))])
    urged = is_stressed_at(clause, 1)  # "Xử lý triệt để tài sản là nhà, đất"
    return any(t.word == "là" for t in clause) and not (
        urged or any(t.word in phrases("cues", "regard") for t in clause)
    )
