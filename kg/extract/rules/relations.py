"""What a document is to another: implements, amends, replaces."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, table, words_of
from kg.extract.types import Atom, DocName, DocumentRelationFound
from kg.model import Span

_CARRIER = re.compile(r"(?P<plan>chương trình hành động|kế hoạch|chương trình|đề án)\b")
_NEAR = 90


@cache
def _links() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = [k for k in table("documents")["relations"] if k != "based-on"]
    return tuple((k, words_of("documents", "relations", k)) for k in kinds)


def relations(reading: Reading) -> Iterator[DocumentRelationFound]:
    """Every relation between two documents that one sentence states, and what an action programme refers back to."""
    carriers: dict[str, Atom] = {}
    for passage in reading.passages:
        for span in passage.sentences:
            docs = [a for a in passage.atoms if span.start <= a.span.start < span.end and isinstance(a.value, DocName)]
            yield from _pairs(reading, passage, docs, carriers)
            yield from _back(reading, passage, span, docs, carriers)


def _gap(reading: Reading, a: Atom, b: Atom) -> str:
    return reading.folded[a.span.end : b.span.start]


def relation_of(words: str) -> str | None:
    """The relation that the words between two documents state: the one that begins first."""
    said = re.sub(alternatives("documents", "unrelated", "words").removesuffix(r"(?!\w)"), _blank, words)
    found = [(m.start(), -len(m.group()), kind) for kind, pattern in _links() if (m := pattern.search(said))]
    return min(found)[2] if found else None


def _blank(match: re.Match[str]) -> str:
    return "." * len(match.group())


def is_passive(words: str) -> bool:
    """ "… được sửa đổi, bổ sung bởi …": what follows does it to what stands before."""
    return words_of("documents", "unrelated", "passive").search(words) is not None


def whole(relation: str | None, words: str) -> str | None:
    """Repealing a part of a document ("bãi bỏ khoản 9 Điều 3 của …") amends it."""
    part = words_of("documents", "pieces", "partial").search(words)
    return "amends" if relation == "replaces" and part is not None else relation


def of_a_plan(words: str) -> bool:
    """ "cập nhật, bổ sung Chương trình hành động … thực hiện …" changes the plan, not what the plan carries out."""
    return relation_of(words) in ("amends", "replaces") and _CARRIER.search(words) is not None


def _without(words: str, relation: str) -> str:
    """The words between two documents without those that state the relation."""
    return dict(_links())[relation].sub("", words)


def _pairs(
    reading: Reading, passage: Passage, docs: Sequence[Atom], carriers: dict[str, Atom]
) -> Iterator[DocumentRelationFound]:
    for a, b in itertools.pairwise(docs):
        gap = _gap(reading, a, b)
        if len(gap) > _NEAR or ";" in gap:
            continue
        plan = _plan_before(reading, passage, a)
        if gap.strip() in ("tại", "theo", "ban hành tại", "ban hành kèm theo") and plan is not None:
            span = Span(plan.start(), b.span.end)
            carriers[plan["plan"]] = b
            yield DocumentRelationFound(
                b, "implements", a, reading.evidence(span, "relation.programme", passage.block.zone)
            )
        elif is_passive(gap) and (relation := relation_of(gap)):
            span = Span(a.span.start, b.span.end)
            yield DocumentRelationFound(b, relation, a, reading.evidence(span, "relation.states", passage.block.zone))
        elif (
            (relation := relation_of(gap)) is not None
            and "," not in _without(gap, relation)
            and ":" not in gap
            and not of_a_plan(gap)
        ):
            span = Span(a.span.start, b.span.end)
            yield DocumentRelationFound(a, relation, b, reading.evidence(span, "relation.states", passage.block.zone))


def _plan_before(reading: Reading, passage: Passage, doc: Atom) -> re.Match[str] | None:
    """ "Chương trình hành động thực hiện" right before a document: the programme that implements it."""
    start = max(passage.block.body.start, doc.span.start - 60)
    for match in _CARRIER.finditer(reading.folded, start, doc.span.start):
        if relation_of(reading.folded[match.end() : doc.span.start]) == "implements":
            return match
    return None


def _back(
    reading: Reading, passage: Passage, span: Span, docs: Sequence[Atom], carriers: dict[str, Atom]
) -> Iterator[DocumentRelationFound]:
    """ "Nghị quyết số 71/NQ-CP cập nhật, bổ sung chương trình hành động": the programme named before, by its
    document.
    """
    for doc in docs:
        ahead = reading.folded[doc.span.end : min(span.end, doc.span.end + _NEAR)]
        for kind, pattern in _links():
            match = pattern.match(ahead.lstrip(), 0)
            if kind == "implements" or match is None:
                continue
            rest = ahead.lstrip()[match.end() :].lstrip()
            plan = _CARRIER.match(rest)
            carrier = carriers.get(plan["plan"]) if plan else None
            if plan and carrier and carrier.span != doc.span:
                end = doc.span.end + ahead.index(rest) + plan.end()
                yield DocumentRelationFound(
                    doc, kind, carrier, reading.evidence(Span(doc.span.start, end), "relation.back", passage.block.zone)
                )
