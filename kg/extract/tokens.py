"""A stretch of text as a sequence of typed tokens, for clause rules to match.

Coordinated bodies become one token ("Bộ A, Bộ B và các địa phương"), an office with its holder one
("Thủ tướng Phạm Minh Chính"); an office before a body stands for the body ("Bộ trưởng Bộ Công Thương").
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extract.atoms.registered import PLACE
from kg.extract.lexicon import phrases
from kg.extract.types import Atom, BodyName, Cue, DateValue, DocName, Office, PersonName, Quantity
from kg.model import Span
from kg.text import lower_first, squeeze, upper_first

_WORD = re.compile(r"\w+(?:[&/.-]\w+)*|[^\w\s]")
_MARKS = {
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "(": "open",
    ")": "close",
    '"': "quote",
    "“": "quote",
    "”": "quote",
}


MANNER = 5
PARTS = 3
# So many tokens at most say when, before a list over semicolons: "Trong năm 2026,".
DATED = 5
PLAIN = frozenset({"word"})
_SPEAKING = frozenset({"office", "person"})
_KINDS = {mark: frozenset({kind}) for mark, kind in _MARKS.items()}


class Token(NamedTuple):
    """A word, a mark or a phrase; ``kinds`` is every part that it can play, ``atoms`` what it holds."""

    span: Span
    kinds: frozenset[str]
    word: str = ""
    atoms: tuple[Atom, ...] = ()

    def has(self, kind: str) -> bool:
        return kind in self.kinds


_OF = {
    BodyName: "body",
    DocName: "doc",
    DateValue: "date",
    Quantity: "quantity",
    Office: "office",
    PersonName: "person",
}


def _kind(atom: Atom) -> str:
    return atom.value.kind if isinstance(atom.value, Cue) else _OF[type(atom.value)]


def _laid(atoms: Sequence[Atom], span: Span) -> list[tuple[Span, list[Atom]]]:
    """Atoms of a stretch without overlaps: names first, then what stands beside them; equal cues together."""
    kept: dict[Span, list[Atom]] = {}
    laid: list[Span] = []
    inside = [a for a in atoms if span.start <= a.span.start and a.span.end <= span.end]
    ordered = sorted(inside, key=lambda a: (isinstance(a.value, Cue), -(a.span.end - a.span.start), a.span.start))
    for atom in ordered:
        if atom.span in kept:
            kept[atom.span].append(atom)
            continue
        place = bisect(laid, atom.span)
        free = place == 0 or laid[place - 1].end <= atom.span.start
        if free and (place == len(laid) or atom.span.end <= laid[place].start):
            laid.insert(place, atom.span)
            kept[atom.span] = [atom]
    return sorted(kept.items(), key=lambda k: k[0].start)


def _plain(text: str, folded: str, start: int, end: int) -> list[Token]:
    if not text[start:end].strip():
        return []
    made = []
    for match in _WORD.finditer(text, start, end):
        word = folded[match.start() : match.end()]
        if word in "*_\\" or word == "-":
            continue
        made.append(Token(Span(*match.span()), _KINDS.get(match.group(), PLAIN), word))
    return made


def tokens(text: str, folded: str, span: Span, atoms: Sequence[Atom]) -> list[Token]:
    """The tokens of a stretch, in order, with coordinated names merged."""
    made: list[Token] = []
    place = span.start
    for where, group in _laid(atoms, span):
        made += _plain(text, folded, place, where.start)
        made.append(Token(where, frozenset(map(_kind, group)), folded[where.start : where.end], tuple(group)))
        place = where.end
    made += _plain(text, folded, place, span.end)
    return _coordinated(_belonging(text, _speakers(text, _sifted(text, made))))


def _sifted(text: str, made: list[Token]) -> list[Token]:
    """Verbs that are nouns here lose their part: with a capital within a sentence ("các Nghị quyết, Kết luận"), or
    with an owner ("chỉ đạo của Thủ tướng").
    """
    kept = []
    for i, token in enumerate(made):
        if "verb" not in token.kinds:
            kept.append(token)
            continue
        written, before = text[token.span.start], made[i - 1] if i else None
        named = written.isupper() and before is not None and (before.has("comma") or before.word[-1:].isalnum())
        owned = i + 1 < len(made) and (made[i + 1].word in ("của", "này", "nêu") or _is_owned(made, i))
        kinds = (token.kinds - {"verb", "instruct"}) | {"word"} if named or owned else token.kinds
        kept.append(Token(token.span, kinds, token.word, token.atoms))
    return kept


def _is_owned(made: Sequence[Token], i: int) -> bool:
    """ "được sự quan tâm, chỉ đạo sát sao của Chính phủ": a noun, with words of manner before its owner."""
    if "instruct" not in made[i].kinds:
        return False
    of = next((k for k in range(i + 1, min(i + MANNER, len(made) - 1)) if made[k].kinds != PLAIN or _of(made[k])), i)
    return of > i and _of(made[of]) and not {"body", "office"}.isdisjoint(made[of + 1].kinds)


def _of(token: Token) -> bool:
    return token.word == "của"


def _speakers(text: str, made: list[Token]) -> list[Token]:
    """Offices with the body they are of, and with their holder, as one token."""
    merged: list[Token] = []
    i = 0
    while i < len(made):
        token = made[i]
        if _SPEAKING.isdisjoint(token.kinds):
            merged.append(token)
            i += 1
            continue
        following = made[i + 1] if i + 1 < len(made) else None
        if token.has("office") and following and following.has("body") and _general(token):
            holder = made[i + 2] if i + 2 < len(made) and made[i + 2].has("person") else None
            if holder is not None:
                atoms = token.atoms + following.atoms + holder.atoms
                merged.append(Token(_join(token, holder), frozenset({"speaker"}), token.word, atoms))
            elif token.word.startswith("các "):
                span = _join(token, following)
                name = squeeze(text[span.start : span.end])
                own = BodyName(upper_first(name), "collective", "collective")
                merged.append(Token(span, frozenset({"body", "officer"}), token.word, (Atom(span, own),)))
            else:
                kinds = frozenset({"body", "officer"})
                merged.append(Token(_join(token, following), kinds, token.word, following.atoms))
            i += 3 if holder is not None else 2
        elif token.has("office") and following and following.has("person"):
            both = token.atoms + following.atoms
            merged.append(Token(_join(token, following), frozenset({"speaker"}), token.word, both))
            i += 2
        elif ministry := _ministry(token):
            merged.append(Token(token.span, frozenset({"body", "officer"}), token.word, (ministry,)))
            i += 1
        elif token.has("office") or token.has("person"):
            merged.append(Token(token.span, token.kinds | {"speaker"}, token.word, token.atoms))
            i += 1
        else:
            merged.append(token)
            i += 1
    return merged


def _belonging(text: str, made: list[Token]) -> list[Token]:
    """Collectives with the body that they are part of, as one name: "các đơn vị thuộc, trực thuộc Bộ Tài chính"."""
    merged: list[Token] = []
    i = 0
    while i < len(made):
        if first := _noun_of(merged, made[i]):
            span = Span(merged[-first].span.start, made[i].span.end)
            name = squeeze(text[span.start : span.end])
            own = BodyName(f"Các {lower_first(name)}", "collective", "collective")
            merged[-first:] = [Token(span, made[i].kinds, merged[-first].word, (Atom(span, own),))]
            i += 1
            continue
        end = _whole_of(made, i)
        if end is not None:
            span = _join(made[i], made[end])
            name = squeeze(text[span.start : span.end])
            own = BodyName(upper_first(name), "collective", "collective")
            merged.append(Token(span, made[i].kinds, made[i].word, (Atom(span, own),)))
            i = end + 1
            continue
        merged.append(made[i])
        i += 1
    return merged


def _noun_of(before: Sequence[Token], body: Token) -> int:
    """How many tokens before a body say that parts of it are meant, not itself: "cơ quan trực thuộc Chính phủ"; 0."""
    if "body" not in body.kinds or len(before) < PARTS or not _of_whole(before[-1]):
        return 0
    double = before[-2].word == "trực"
    count = PARTS + double
    noun = " ".join(t.word for t in before[-count : len(before) - 1 - double])
    begins = len(before) == count or before[-count - 1].has("comma") or before[-count - 1].word in ("và", "thủ trưởng")
    return count if begins and noun in phrases("cues", "parts") else 0


def _of_whole(token: Token) -> bool:
    return token.kinds == PLAIN and token.word in phrases("cues", "part_of")


def _whole_of(made: Sequence[Token], i: int) -> int | None:
    """Where the body stands that the collective at ``i`` is said to be part of."""
    value = made[i].atoms[-1].value if "body" in made[i].kinds and made[i].atoms else None
    if not isinstance(value, BodyName) or value.form != "collective":
        return None
    k = i + 1
    while k < len(made) and (made[k].has("comma") or made[k].word in ("và", *phrases("cues", "part_of"))):
        k += 1
    said = k > i + 1 and {made[i + 1].word, made[k - 1].word} <= set(phrases("cues", "part_of"))
    whole = made[k].atoms[0].value if said and k < len(made) and made[k].has("body") else None
    return k if isinstance(whole, BodyName) and whole.form == "named" else None


def _general(token: Token) -> bool:
    return any(isinstance(a.value, Office) and a.value.body is None for a in token.atoms)


def _ministry(token: Token) -> Atom | None:
    """ "Bộ trưởng Quốc phòng", "Thống đốc Ngân hàng Nhà nước" without a person: the body that the office heads."""
    for atom in token.atoms:
        if isinstance(atom.value, Office) and atom.value.heads:
            return Atom(atom.span, BodyName(token.word, atom.value.heads, "named", (str(atom.value.body),)))
    return None


def _join(a: Token, b: Token) -> Span:
    return Span(a.span.start, b.span.end)


def _is_joint(made: Sequence[Token], i: int) -> int:
    """How many tokens at ``i`` join two bodies of a list: a comma, "và", both, or an opening colon of a list."""
    n = 0
    if i < len(made) and (made[i].has("comma") or (made[i].has("colon") and _names_follow(made, i))):
        n += 1
    if i + n < len(made) and made[i + n].word in ("và", "cùng", "cùng với"):
        n += 1
    return n


def _is_divided(made: Sequence[Token], first: int, i: int) -> int:
    """How many tokens at ``i`` are a semicolon between two bodies of a list that opens a clause or that somebody is
    told to: "Giao Ban Tổ chức Trung ương; Ủy ban Kiểm tra Trung ương …", "phối hợp với Sở A; Sở B …", "Trong năm 2026,
    các bộ, ngành; các địa phương …".
    """
    dated = first > 1 and made[first - 1].has("comma") and made[first - 2].has("date")
    opened = first == 0 or bool({"instruct", "cooperate"} & made[first - 1].kinds) or (dated and first <= DATED)
    return int(opened and i < len(made) and made[i].has("semicolon"))


def _names_follow(made: Sequence[Token], i: int) -> bool:
    """ "các Tập đoàn: Bưu chính Viễn thông Việt Nam, …": a collective and, after the colon, who they are."""
    if i + 1 >= len(made) or not (made[i - 1].has("body") and made[i + 1].has("body")):
        return False
    before, after = made[i - 1].atoms[-1].value, made[i + 1].atoms[0].value
    if not (isinstance(before, BodyName) and isinstance(after, BodyName)):
        return False
    return before.form == "collective" and after.form in ("named", "place")


def _coordinated(made: list[Token]) -> list[Token]:
    merged: list[Token] = []
    i = 0
    while i < len(made):
        if "body" not in made[i].kinds:
            merged.append(made[i])
            i += 1
            continue
        end, atoms = i + _apposed(made, i), list(made[i].atoms)
        while True:
            joint = _is_joint(made, end + 1) or _is_divided(made, i, end + 1)
            following = made[end + 1 + joint] if end + 1 + joint < len(made) else None
            if following is None or not following.has("body") or not (joint or _listed(made, end, following)):
                break
            if end == i and i and _is_location(made[i], made[i - 1], following):
                break
            if made[end + joint].has("colon"):
                atoms.pop()
            atoms += following.atoms
            end += 1 + joint
            end += _apposed(made, end)
        if _ends_in_subject(made, i, end) and made[end].atoms == tuple(atoms[-len(made[end].atoms) :]):
            first = len(made[i].atoms)
            many = not are_collective(atoms[:first]) and are_collective(atoms[first:])
            # "Theo yêu cầu của Chính phủ, các bộ, ngành, địa phương phải …": all of them are the subject
            atoms, end = (atoms[:first], i) if many else (atoms[: -len(made[end].atoms)], end - 2)
        kinds = frozenset({"body", "officer"} & set().union(*(t.kinds for t in made[i : end + 1])))
        merged.append(Token(_join(made[i], made[end]), kinds | {"bodies"}, made[i].word, tuple(atoms)))
        i = end + 1
    return merged


def _is_location(body: Token, before: Token, following: Token) -> bool:
    """ "… trên địa bàn thành phố Hà Nội, UBND Thành phố giao …": a place that says where, before somebody else."""
    return before.word in phrases("cues", "located") and is_place(body) and not is_place(following)


def is_place(token: Token) -> bool:
    """Whether a token names a province: "thành phố Hà Nội"."""
    return any(isinstance(a.value, BodyName) and a.value.form == PLACE for a in token.atoms)


def _apposed(made: Sequence[Token], i: int) -> int:
    """How many tokens after a unit name the body that it is part of, which has no part in what is said: ", Bộ Y tế",
    "(Bộ Y tế)", "thuộc Bộ Y tế".
    """
    unit = made[i].atoms[-1].value if made[i].atoms else None
    if not isinstance(unit, BodyName) or unit.whole is None:
        return 0
    for n in range(1, min(4, len(made) - i)):
        token = made[i + n]
        if token.has("body"):
            closed = i + n + 1 < len(made) and made[i + 1].has("open") and made[i + n + 1].has("close")
            return (n + closed) if token.atoms[0].value == unit.whole else 0
    return 0


def _ends_in_subject(made: Sequence[Token], i: int, end: int) -> bool:
    """ "Trên cơ sở đề xuất của các địa phương, Bộ Tài chính khẩn trương …": behind the ground that a sentence opens
    with, the last body, after a comma and before its verb, is the subject and none of those before it; so is the one
    that instructs: "Thực hiện chỉ đạo của Chủ tịch UBND tỉnh, Sở Nội vụ đề nghị …".
    """
    if not i or end == i or end + 1 >= len(made) or not made[end - 1].has("comma"):
        return False
    if any(t.has("comma") for t in made[:i]):
        return False
    acts = made[0].word in phrases("cues", "grounds") and {"adverb", "verb", "modal", "lead", "cooperate"}
    tells = made[0].word in phrases("cues", "grounds_of") and _of(made[i - 1]) and {"instruct"}
    return bool({*(acts or ()), *(tells or ())} & made[end + 1].kinds)


def _listed(made: Sequence[Token], end: int, following: Token) -> bool:
    """ "bộ, ngành địa phương": two collectives side by side."""
    return are_collective((*made[end].atoms, *following.atoms))


def are_collective(atoms: Iterable[Atom]) -> bool:
    """Whether all are many bodies called together: "các bộ, ngành", "các doanh nghiệp"."""
    return all(isinstance(a.value, BodyName) and a.value.form == "collective" for a in atoms)


def is_nominal(previous: str) -> bool:
    """Whether a cue after this word is a noun: "theo yêu cầu", "so với yêu cầu"."""
    return previous in phrases("cues", "noun_before")
