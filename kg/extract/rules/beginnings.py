"""Where a new action begins inside a clause, and where a noun or a purpose shelters its verbs from beginning one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.extract.lexicon import phrases
from kg.extract.tokens import Token

OBJECT = frozenset({"word", "thing", "bodies", "doc", "quantity", "nominal", "docnoun", "date", "speaker"})
BETWEEN = frozenset({"comma", "connective", "adverb", "modal"})

Test = Callable[[Sequence[Token], int, bool], bool | None]


def begins(tokens: Sequence[Token], i: int, nested: bool) -> bool:
    """Whether token ``i`` (a comma, "và", "đồng thời") begins a new action.

    ``nested``: the verbs so far stand under a noun ("việc nâng cao …") or a purpose ("để đầu tư …").
    """
    if not (tokens[i].has("comma") or tokens[i].has("connective")) or tokens[i].word in phrases("cues", "purpose"):
        return False
    found = _verb_after(tokens, i)
    if found is None:
        return False
    j, urged = found
    if _is_put(tokens, i) or (tokens[i].word == "và" and _is_of_work(tokens, i)):
        return False
    verdict = next((v for test in TESTS if (v := test(tokens, j, urged)) is not None), None)
    if verdict is not None:
        return verdict
    return not nested and (tokens[i].word != "và" or tokens[j].word in phrases("cues", "strong"))


def _is_put(tokens: Sequence[Token], i: int) -> bool:
    """Whether a joint stands among what is put somewhere: "đưa chỉ tiêu bảo vệ môi trường, ứng phó … vào kế hoạch"."""
    ends = (k for k in range(i - 1, -1, -1) if tokens[k].has("semicolon") or tokens[k].word in phrases("cues", "puts"))
    verb = next(ends, 0)
    if tokens[verb].word not in phrases("cues", "puts") or any(t.word == "vào" for t in tokens[verb:i]):
        return False
    for token in tokens[i + 1 :]:
        if token.has("semicolon") or token.word in phrases("cues", "puts"):
            return False
        if token.word == "vào":
            return True
    return False


def _is_of_work(tokens: Sequence[Token], i: int) -> bool:
    """ "ý nghĩa của việc bảo vệ môi trường và chủ động ứng phó …": one more of what the work before is."""
    for k in range(i - 1, 0, -1):
        if {"comma", "semicolon"} & tokens[k].kinds:
            return False
        if tokens[k].has("nominal") and tokens[k].word in phrases("cues", "works"):
            return tokens[k + 1].has("verb") and tokens[k - 1].word == "của"
    return False


def _verb_after(tokens: Sequence[Token], i: int) -> tuple[int, bool] | None:
    """The verb behind a joint, and whether an adverb, an obligation or "đồng thời" urges it."""
    j, urged = i, False
    while j < len(tokens) and BETWEEN & tokens[j].kinds and not _is_main(tokens, j):
        if tokens[j].word in phrases("cues", "part") or tokens[j].word in phrases("cues", "trailing"):
            return None
        if tokens[j].has("comma") and j > i and tokens[j - 1].has("adverb"):
            return None
        urged = urged or bool({"adverb", "modal"} & tokens[j].kinds) or tokens[j].word in phrases("cues", "adding")
        j += 1
    return (j, urged) if j < len(tokens) and tokens[j].has("verb") else None


def _noun_use(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    """ "tổ chức trung gian"; "ban hành chính sách, quy định …": a noun beside another of its kind."""
    joint = j - 1 if j > 1 and ({"comma", "connective"} & tokens[j - 1].kinds) else j
    beside = joint < j and bool({"nominal", "docnoun", "doc"} & tokens[joint - 1].kinds)
    if beside and tokens[j].word in phrases("cues", "noun_too"):
        return False
    return False if tokens[j].word == "tổ chức" and not _organises(tokens, j) else None


def _result(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    """A result ("bảo đảm …") is an action only with a figure or date; a verb without its own object is none."""
    if tokens[j].has("result"):
        return _has_figure(tokens, j)
    return None if _has_own_object(tokens, j) else False


def _report(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    return _reports(tokens, j) if tokens[j].word in phrases("cues", "report") else None


def _closing(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    """ "trình Thủ tướng Chính phủ phê duyệt", "hoàn thành … trong năm 2025" close the action before them."""
    if tokens[j].word == "trình" and _closes(tokens, j):
        return False
    if tokens[j].word == "hoàn thiện" and _takes_in(tokens, j):
        return False
    slight = tokens[j - 1].word in phrases("cues", "degree")  # "…, cơ bản hoàn thành trong năm 2025"
    closes = tokens[j].word == "hoàn thành" and (slight or not urged) and any(t.has("date") for t in tokens[j:])
    return False if closes else None


def _takes_in(tokens: Sequence[Token], j: int) -> bool:
    """ "Tiếp thu ý kiến của các bộ, hoàn thiện dự thảo": what was said is taken in to finish something."""
    for k in range(j - 1, -1, -1):
        if {"verb", "semicolon"} & tokens[k].kinds:
            return tokens[k].word in phrases("cues", "takes_in")
    return False


def _stressed(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    return True if urged or is_stressed_at(tokens, j + 1) else None


def _recipient(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    """ "trình Ủy ban nhân dân thành phố xem xét, chỉ đạo kịp thời": what the one reported to is to do."""
    for k in range(j - 1, max(0, j - 6), -1):
        if tokens[k].has("bodies") or tokens[k].has("speaker"):
            before = {t.word for t in tokens[max(0, k - 4) : k]}
            return False if before & set(phrases("cues", "submit")) else None
        if not ({"verb", "comma"} & tokens[k].kinds):
            return None
    return None


def _outcome(tokens: Sequence[Token], j: int, urged: bool) -> bool | None:
    return False if tokens[j].word in phrases("cues", "outcome") else None


TESTS: tuple[Test, ...] = (_noun_use, _result, _recipient, _report, _closing, _stressed, _outcome)


def is_stressed_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether an adverb that marks a main verb stands here: "triển khai mạnh mẽ", "giảm tối đa"; "nâng cao hiệu quả"
    has it for its object.
    """
    if i and tokens[i - 1].word in phrases("cues", "raises"):
        return False
    pair = " ".join(t.word for t in tokens[i : i + 2])
    return pair in phrases("cues", "after_verb") or (
        i < len(tokens) and tokens[i].word in phrases("cues", "after_verb")
    )


def opens_nest(tokens: Sequence[Token], i: int) -> bool:
    """ "việc nâng cao …", "biện pháp nâng cấp …", "để đầu tư …": what follows is content or purpose."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if tokens[i].has("nominal"):
        if following.word in ("về", "để", "trong") and i + 2 < len(tokens):
            following = tokens[i + 2]
        ahead = tokens[i + 1 : i + 4]
        plain = next((n for n, t in enumerate(ahead) if t.kinds != {"word"}), len(ahead))
        opened = bool({"verb", "result", "bodies"} & following.kinds)
        return opened or (plain < len(ahead) and ahead[plain].has("verb"))
    return tokens[i].word in phrases("cues", "purpose") and bool({"verb", "adverb"} & following.kinds)


def _is_main(tokens: Sequence[Token], j: int) -> bool:
    """A word that may be an adverb or a verb ("tổ chức", "ưu tiên") is the verb where an object follows it."""
    if not tokens[j].has("verb"):
        return False
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    return following is not None and not following.has("verb") and not following.has("adverb")


def _has_own_object(tokens: Sequence[Token], j: int) -> bool:
    """A verb followed by a comma, "và" or another coordinated verb alone shares the next one's object."""
    for k in range(j + 1, len(tokens)):
        if tokens[k].has("comma") and k + 1 < len(tokens) and tokens[k - 1].has("verb") and tokens[k + 1].has("verb"):
            continue  # "thăm hỏi, động viên, hỗ trợ gia đình": they share an object
        if tokens[k].has("comma") or tokens[k].has("semicolon") or tokens[k].word == "và":
            return False
        if not OBJECT.isdisjoint(tokens[k].kinds):
            return True
    return False


def _organises(tokens: Sequence[Token], j: int) -> bool:
    """ "tổ chức triển khai …", "tổ chức các hội nghị": the verb; "tổ chức trung gian" is a noun."""
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    return following is not None and (
        bool({"verb", "nominal", "thing"} & following.kinds) or following.word in ("các", "lại", "hội", "cuộc", "lễ")
    )


def _has_figure(tokens: Sequence[Token], j: int) -> bool:
    """ "bảo đảm 100% …", "bảo đảm trong tháng 3/2025 tiến hành …": a result to be reached is an action."""
    ahead = tokens[j + 1 : j + 4]
    return any(t.has("quantity") or (t.has("date") and k < 2) for k, t in enumerate(ahead))


def _reports(tokens: Sequence[Token], j: int) -> bool:
    """ "báo cáo Thủ tướng kết quả …" is an action; "báo cáo Chính phủ trong tháng 12" closes the one before."""
    for token in tokens[j + 1 :]:
        if token.has("bodies") or token.has("speaker") or token.has("comma"):
            continue
        return token.word in phrases("cues", "report_object")
    return False


def _closes(tokens: Sequence[Token], j: int) -> bool:
    """ "trình Thủ tướng Chính phủ phê duyệt": the end of the action before."""
    ahead = tokens[j + 1 : j + 4]
    return any(t.has("date") or t.has("speaker") or t.has("bodies") for t in ahead)
