"""Which of two documents holds now, where they say different things, and why.

Law on Promulgation of Legal Documents (80/2015/QH13, Article 156; 64/2025/QH15, Article 58): the document of higher
legal force prevails; of two documents of one issuer, the later one. What amends or replaces another prevails over it,
and an official document over what the press tells of it. Where nothing of this applies, nothing is decided; nor where
nobody knows what kind of document one of them is.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import DocumentRelation
from kg.resolve.papers import PRESS, UNKNOWN, Paper, before, precedence

OVERRIDING = frozenset({"amends", "replaces"})


def prevailing(a: Paper, b: Paper, relations: Sequence[DocumentRelation]) -> tuple[Paper | None, str]:
    """The document that holds, and the reason: ``amended``, ``authority``, ``later``; or None and ``undecided`` or
    ``unknown-kind``.
    """
    over = {(r.subject, r.object) for r in relations if r.relation in OVERRIDING}
    amending = [one for one, other in ((a, b), (b, a)) if (one.work, other.work) in over]
    if len(amending) == 1:
        return amending[0], "amended"
    if UNKNOWN in (a.kind, b.kind):
        return None, "unknown-kind"
    for one, other in ((a, b), (b, a)):
        if one.kind != PRESS and other.kind == PRESS:
            return one, "authority"
    force_a, force_b = _force(a), _force(b)
    if force_a is not None and force_b is not None and force_a != force_b:
        return (a if force_a < force_b else b), "authority"
    for one, other in ((a, b), (b, a)):
        if one.issuer is not None and one.issuer == other.issuer and before(one.date, other.date):
            return other, "later"
    return None, "undecided"


def _force(paper: Paper) -> int | None:
    """The place of a kind of document in the order of legal force, 0 the highest; None where it has none."""
    return next((i for i, kinds in enumerate(precedence()["force"]) if paper.kind in kinds), None)
