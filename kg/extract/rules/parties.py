"""The parties of a directive: who can instruct, who is told, and how a text names them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.atoms.registered import PLACE
from kg.extract.lexicon import phrases
from kg.extract.tokens import Token
from kg.extract.types import Atom, BodyName
from kg.model import Span

# The parts that a token may play which can begin what somebody is to do.
ACTION = frozenset({"ban", "verb", "adverb", "modal", "lead", "cooperate", "oversee", "responsible", "result"})


def person_of(token: Token) -> Atom:
    """Who speaks in a token: the person if named, else the office, the document, the first of several bodies."""
    return token.atoms[0] if token.has("bodies") else token.atoms[-1]


def leads_of(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    return tuple(a for t in tokens for a in t.atoms if isinstance(a.value, BodyName))


def nameless(tokens: Sequence[Token], place: int) -> int | None:
    """Where the addressee ends that is only described: "các cán bộ lãnh đạo, người đứng đầu cấp ủy cần …"."""
    if tokens[place].word not in phrases("cues", "many") or not tokens[place].kinds <= {"word", "adverb"}:
        return None
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
        BodyName(name[:1].upper() + name[1:], "collective", "collective"),
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


def is_place(token: Token) -> bool:
    return any(isinstance(a.value, BodyName) and a.value.form == PLACE for a in token.atoms)
