"""The head of a clause that has somebody do something, and its parties: who can instruct, who is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.atoms.registered import PLACE
from kg.extract.lexicon import phrases
from kg.extract.tokens import Token
from kg.extract.types import Atom, BodyName, DocName, Office
from kg.model import Span
from kg.text import upper_first

# The parts that a token may play which can begin what somebody is to do.
ACTION = frozenset({"ban", "verb", "adverb", "modal", "lead", "cooperate", "oversee", "responsible", "result"})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a clause. ``action`` is the index of the token with which what is to be done begins.

    ``instructs``: somebody gives the instruction here; ``obliges``: it is said as an obligation; ``opens``: its
    bodies stand before a colon ("Giao Bộ X: …") and own the paragraphs that follow; ``urged``: an adverb of urgency
    or a cue of leading or cooperation says that it is to be done.
    """

    rule: str
    action: int
    start: int
    speaker: Atom | None = None
    leads: tuple[Atom, ...] = ()
    instructs: bool = False
    obliges: bool = False
    opens: bool = False
    urged: bool = False


def person_of(token: Token) -> Atom:
    """Who speaks in a token: the person if named, else the office, the document, the first of several bodies."""
    return token.atoms[0] if token.has("bodies") else token.atoms[-1]


def has_office(token: Token) -> bool:
    """Whether somebody in an office is named, not an expert or a paper: "Thủ tướng Phạm Minh Chính"."""
    return any(isinstance(a.value, Office) for a in token.atoms)


def is_instruction(token: Token) -> bool:
    """Whether a paper is of a kind that has others do something: "công điện", "Kế hoạch số 15/KH-UBND"."""
    named = [a.value for a in token.atoms if isinstance(a.value, DocName)]
    return named[0].kind in phrases("cues", "instructing_kinds") if named else token.word in phrases("cues", "docnoun")


def paper_of(token: Token) -> Atom | None:
    return next((a for a in token.atoms if isinstance(a.value, DocName)), None)


def leads_of(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    return tuple(a for t in tokens for a in t.atoms if isinstance(a.value, BodyName))


def nameless(tokens: Sequence[Token], place: int) -> int | None:
    """Where the addressee ends that is only described: "các cán bộ lãnh đạo, người đứng đầu cấp ủy cần …"."""
    if tokens[place].word not in phrases("cues", "many") or not tokens[place].kinds <= {"word", "adverb", "account"}:
        return None
    if " ".join(t.word for t in tokens[place + 1 : place + 4]).startswith(phrases("collectives", "no_nouns")):
        return None  # "các trường thông tin", "các bộ dữ liệu" are things
    for i in range(place + 1, min(place + 14, len(tokens))):
        if tokens[i].has("modal") or (tokens[i].has("adverb") and i + 1 < len(tokens) and ACTION & tokens[i + 1].kinds):
            return i if i - place > 1 else None
        verb = tokens[i].has("verb") and i + 1 < len(tokens) and not tokens[i + 1].has("comma")
        if verb and i - place > 1 and not tokens[i].has("adverb"):
            return i
        if tokens[i].has("semicolon") or tokens[i].has("account"):
            return None
    return None


def collective_of(tokens: Sequence[Token]) -> Atom:
    """A described addressee as a collective body, named in the text's own words."""
    name = " ".join(t.word for t in tokens).replace(" ,", ",")
    return Atom(
        Span(tokens[0].span.start, tokens[-1].span.end),
        BodyName(upper_first(name), "collective", "collective"),
    )


def is_authority(token: Token) -> bool:
    """Whether the bodies of a token are of the kinds that instruct others: "Bộ Chính trị", "Ủy ban nhân dân tỉnh";
    so does a province, where it stands for those who govern it: "Thành phố Hà Nội giao Sở Nội vụ …".
    """
    if not token.has("bodies"):
        return False
    values = [a.value for a in token.atoms]
    return all(
        isinstance(v, BodyName)
        and (v.kind in phrases("bodies", "authorities", "kinds") or v.form == PLACE)
        and v.form != "collective"
        for v in values
    )


def is_executive(token: Token) -> bool:
    """Bodies that carry out what others instruct: ministries, committees of provinces, agencies."""
    values = [a.value for a in token.atoms]
    return any(isinstance(v, BodyName) and v.kind in phrases("bodies", "authorities", "executive") for v in values)


def is_preamble(tokens: Sequence[Token]) -> bool:
    """What may stand before the subject: connectives, a date, or an adverbial with its preposition."""
    rest = [t for t in tokens if not ({"comma", "connective", "date", "adverb"} & t.kinds)]
    which = next((i for i, t in enumerate(rest) if t.word == "mà"), len(rest))  # "các kiến nghị mà đoàn đã nêu, …"
    if any(t.has("colon") or t.word in phrases("cues", "told") for t in rest[:which]):
        return False
    # Whole words of tokens: "theo dõi, đôn đốc" does not begin with "theo"
    openings = (" ".join(t.word for t in found[:n]) for found in (rest, tokens) for n in range(1, 4))
    return not rest or not _preambles().isdisjoint(openings)


@cache
def _preambles() -> frozenset[str]:
    return frozenset(phrases("cues", "preamble"))


def index_of(tokens: Sequence[Token], token: Token) -> int:
    return next(i for i, t in enumerate(tokens) if t is token)
