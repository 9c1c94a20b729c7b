"""Whom a heading, an introduction or the order of words makes responsible for what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from kg.extract.atoms.heads import kinds_of_heads
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.patterns import search
from kg.extract.rules.directives import head_of
from kg.extract.rules.dues import due_of
from kg.extract.rules.parties import leads_of
from kg.extract.rules.parts import Part, label_of
from kg.extract.tokens import Token, is_nominal
from kg.extract.types import Atom, BodyName
from kg.model import Due, Span
from kg.text import fold, squeeze

REPORT_REACH = 10
_NAMING = frozenset({"word", "comma", "nominal", "thing", "connective", "bodies", "body"})
YEAR = 4
PREPOSED = 3
ANNOUNCED = 10


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a heading or list introduction makes responsible for what stands under it."""

    leads: tuple[Atom, ...] = ()
    due: Due | None = None
    account: bool = False


def addressees(tokens: Sequence[Token]) -> set[int]:
    """Which tokens name those who are told, not who tells: "Đề nghị Thường trực Tỉnh ủy, Chủ tịch UBND tỉnh …"."""
    found: set[int] = set()
    for i, token in enumerate(tokens):
        after = i > 0 and (tokens[i - 1].has("instruct") or (i - 2 in found and tokens[i - 1].has("comma")))
        if after and {"speaker", "bodies"} & token.kinds:
            found.add(i)
    return found


def shared_due(tokens: Sequence[Token]) -> Due | None:
    """The deadline of a whole list: "Trong tháng 6, Bộ Nội vụ:"; "Kế hoạch … đến năm 2030, cụ thể:" names a plan."""
    due = due_of(tokens)
    names_a_plan = due is not None and due.relation == "by" and len(due.edtf or "") == YEAR
    return None if names_a_plan else due


def tells_back(tokens: Sequence[Token]) -> bool:
    """ "Tại phiên họp, các bộ đã có báo cáo như sau:": the list below tells what was done, and "các hành vi bị nghiêm
    cấm gồm:" what must not be; "Thủ tướng đã yêu cầu … như sau:" opens one of what is to be.
    """
    if any(t.word in phrases("cues", "acts") for t in tokens):
        return True
    done = search("bodies|speaker told:account", tokens)
    if done is None or (done.end < len(tokens) and tokens[done.end].has("instruct")):
        return False
    return done.tokens("told")[0].word in phrases("cues", "told")


def told_to(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """ "Quốc hội tán thành …, đồng thời, đề nghị Chính phủ … tập trung thực hiện …:": the list is for
    whom the last instruction names.
    """
    for i in range(len(tokens) - 2, -1, -1):
        given = tokens[i].word in phrases("cues", "give") and not is_nominal(tokens[i - 1].word if i else "")
        if tokens[i + 1].has("bodies") and (given or _directs_in(tokens[i:])):
            return leads_of(tokens[i + 1 : i + 2])
    return ()


def _directs_in(tokens: Sequence[Token]) -> bool:
    """ "(Bộ Y tế) chỉ đạo Ủy ban nhân dân các tỉnh một số nội dung sau:": no other verb says what they are to do."""
    rest = " ".join(t.word for t in tokens[2:] if not t.has("colon"))
    does = any({"verb", "adverb", "modal"} & t.kinds for t in tokens[2:])
    return not does and tokens[0].word in phrases("cues", "direct") and rest.endswith(phrases("cues", "introduces"))


def introduced(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """ "Trong tháng 6, Bộ Nội vụ khẩn trương:": whom the list below is for."""
    match = search("who:bodies adverb|modal|comma* colon", tokens)
    before = tokens[match.start - 1].word if match and match.start else ""
    return leads_of(match.tokens("who")) if match and before not in phrases("cues", "not_subject") else ()


def announced(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """ "Trung tâm X … thực hiện … những nhiệm vụ, quyền hạn cụ thể sau đây:": whose work the list below is."""
    listed = any(t.word in phrases("cues", "listed") for t in tokens[-ANNOUNCED:])
    follows = " ".join(t.word for t in tokens[-4:-1]).endswith(phrases("cues", "introduces"))
    other = ("account", "instruct", "say", "issue")  # "UBND tỉnh ban hành Kế hoạch … với các nội dung sau:"
    told = any(t.has(kind) for t in tokens for kind in other)
    subject = tokens[:1] if listed and follows and not told else []
    return leads_of([t for t in subject if t.has("bodies")])


def preposed_in(tokens: Sequence[Token], action: int) -> tuple[Atom, ...]:
    """ "…, Bộ X phải rà soát": whose obligation it is; not "việc sắp xếp bộ máy của Bộ X phải bảo đảm …"."""
    match = search("bodies modal verb", tokens)
    owner = match is not None and match.start + 1 == action and tokens[match.start - 1].word == "của"
    return leads_of(tokens[match.start : match.start + 1]) if match and not owner else ()


def topic_of(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """ "Riêng Hà Nội …, Thủ tướng yêu cầu phải …", "Đối với Bộ X, …", "Bộ X, Thủ tướng giao …": whom the sentence is
    about is who is to act.
    """
    tokens = list(dropwhile(lambda t: bool({"connective", "comma"} & t.kinds), tokens))
    if len(tokens) > PREPOSED and tokens[0].has("bodies") and tokens[1].has("comma") and tokens[2].has("speaker"):
        return leads_of(tokens[:1]) if tokens[3].has("instruct") else ()
    first = next((i for i, t in enumerate(tokens[:4]) if t.has("bodies")), None)
    words = " ".join(t.word for t in tokens[:first]) if first else ""
    return leads_of(tokens[first : first + 1]) if first and words in phrases("cues", "concerning") else ()


def owned_by(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """The bodies of a heading: "1. Bộ trưởng các Bộ, Thủ trưởng cơ quan ngang bộ", "Cục X có trách nhiệm:"."""
    named = next((i for i, t in enumerate(tokens) if t.word[:1].isalpha()), 0)  # "## 1. Sở Nội vụ" has two markers
    return _first_of(label_of(Part(tuple(t for t in _unexplained(tokens[named:]) if not t.has("modal")))))


def _unexplained(tokens: Sequence[Token]) -> list[Token]:
    """A heading without what brackets say of its body: "Bộ Tài chính (Cơ quan thường trực Ban Chỉ đạo):"."""
    opens = next((i for i, t in enumerate(tokens) if i and t.has("open") and tokens[i - 1].has("bodies")), len(tokens))
    closes = next((i for i in range(opens, len(tokens)) if tokens[i].has("close")), len(tokens))
    return [*tokens[:opens], *tokens[closes + 1 :]]


def _first_of(leads: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """ "Bộ Khoa học và Công nghệ - Cơ quan thường trực Ban Chỉ đạo …": one body and what it is besides."""
    besides = [a for a in leads[1:] if isinstance(a.value, BodyName) and fold(a.value.name).startswith(_standing())]
    return tuple(a for a in leads if a not in besides)


def _standing() -> tuple[str, ...]:
    return phrases("bodies", "standing", "heads")


def described(reading: Reading, tokens: Sequence[Token], over: bool = False) -> tuple[Atom, ...]:
    """A heading that is a name which no list knows: many bodies, up to a colon or ``over`` what they are to do ("4. Các
    cơ sở sản xuất giống, thủy sản:"), or one that begins with a head noun and ends in the body that it is of ("m) Đảng
    ủy cơ quan Văn phòng Quốc hội").
    """
    named = next((i for i, t in enumerate(tokens) if t.word[:1].isalpha()), 0)
    colon = bool(tokens) and tokens[-1].has("colon")
    told = [t for t in tokens[named : len(tokens) - colon] if not ({"open", "modal"} & t.kinds)]
    if not told or not all(t.kinds <= _NAMING or t.word in phrases("cues", "leaders") for t in told):
        return ()
    span = Span(told[0].span.start, told[-1].span.end)
    name, folded = squeeze(reading.document.text[span.start : span.end]), reading.folded[span.start : span.end]
    led = len(told) > 1 and told[-1].has("bodies") and " ".join(t.word for t in told[:-1]) in phrases("cues", "leaders")
    if led or ((colon or over) and told[0].word.split()[0] in phrases("cues", "many") and told[0].has("bodies")):
        return (Atom(span, BodyName(name, "collective", "collective")),)
    head = max((h for h in kinds_of_heads() if " " in h and folded.startswith(f"{h} ")), key=len, default=None)
    if head is None or len(told) < 2:
        return ()
    kind = kinds_of_heads()[head]  # "Trung tâm dữ liệu" may be what is to be built
    known = told[-1].has("bodies") or kind in phrases("bodies", "authorities", "kinds")
    return (Atom(span, BodyName(name, kind, "named")),) if known else ()


def is_account(reading: Reading, passage: Passage) -> bool:
    """A paragraph whose first sentence tells what somebody did, does or reports."""
    if not passage.sentences:
        return False
    tokens = reading.tokens(passage, passage.sentences[0])
    opening = " ".join(t.word for t in tokens[:REPORT_REACH])
    if any(p in opening for p in phrases("cues", "account_opening")):
        return True
    match = search("speaker|bodies adverb|connective* account|reports", tokens)
    return match is not None and match.start <= 4 and head_of(tokens) is None
