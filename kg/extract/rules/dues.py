"""The deadline of an action: a date with a word that makes it one."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tokens import Token
from kg.extract.types import DateValue
from kg.model import Due

_STRENGTH = {"before": 4, "by": 3, "within": 2, "recurring": 5, "from": 1}


def due_of(tokens: Sequence[Token]) -> Due | None:
    """The deadline among an action's tokens: the one that binds most, the later of two alike.

    "trước ngày 31/12/2025" binds more than "trong năm 2025"; a date without such a word
    ("nhiệm vụ trọng tâm năm 2026") is no deadline.
    """
    found: list[tuple[int, int, Due]] = []
    for i, token in enumerate(tokens):
        for atom in token.atoms:
            value = atom.value
            if isinstance(value, DateValue) and value.cued:
                found.append((_STRENGTH.get(value.due.relation or "", 0), i, value.due))
    return max(found, key=lambda f: f[:2])[2] if found else None
