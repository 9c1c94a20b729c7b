"""Headlines of teasers that give an instruction of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Passage, Reading
from kg.extract.rules.directives import head_of
from kg.extract.rules.dues import due_of
from kg.extract.types import Atom, DocName, TaskFound
from kg.model import Zone


def headline(reading: Reading, passage: Passage) -> Iterator[TaskFound]:
    """A headline that gives an instruction its own lead names a document for: "Phải tích hợp … trước 20/6"."""
    tokens = reading.tokens(passage, passage.block.body)
    head = head_of(tokens)
    if head is None or head.rule != "task.bare" or head.action > 0:
        return
    due = due_of(tokens)
    mandate = _lead_document(reading, passage.index)
    if due is None or mandate is None:
        return
    evidence = reading.evidence(passage.block.body, "task.headline", Zone.TEASER, 0.8)
    yield TaskFound((), (), (), mandate, due, evidence)


def _lead_document(reading: Reading, headline: int) -> Atom | None:
    """The document that the lead paragraph of a teaser reports first."""
    for other in reading.passages:
        if other.block.parent == headline and not other.block.heading:
            return next((a for a in other.atoms if isinstance(a.value, DocName)), None)
    return None
