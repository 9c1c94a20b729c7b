"""Fields that follow a task in plans and programmes: who leads it, who helps, by when.

"b) Xây dựng trung tâm dữ liệu quốc gia. Cơ quan chủ trì: Bộ Công an; thời gian hoàn thành: quý IV/2025."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives
from kg.extract.types import Atom, BodyName, DateValue, TaskFound
from kg.model import Due, Span
from kg.text import fold

KINDS = ("lead", "support", "due", "name")


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field of a task; ``start`` is where its label begins in the snapshot.

    ``name`` is what the task is called: "Tên nhiệm vụ: Xây dựng Đề án …".
    """

    start: int
    lead: tuple[Atom, ...] = ()
    support: tuple[Atom, ...] = ()
    due: Due | None = None
    name: Span | None = None


@cache
def _label() -> re.Pattern[str]:
    groups = (f"(?P<{kind}>{alternatives('fields', kind)})" for kind in KINDS)
    return re.compile(rf"(?:^|(?<=[.;,(*_–-])|(?<=[.;,)*_–-]\s)|(?<=\n))(?:{'|'.join(groups)})[\s*_]*:")


def fields_of(reading: Reading, passage: Passage, span: Span) -> list[Field]:
    """The labelled fields of a sentence, in order; none where it has no such label."""
    words = reading.folded[span.start : span.end]
    labels = list(_label().finditer(words))
    if not labels:
        return []
    ends = [m.start() for m in labels[1:]] + [len(words)]
    return [
        _field(reading, passage, m, Span(span.start + m.end(), span.start + end), span.start + m.start())
        for m, end in zip(labels, ends, strict=True)
    ]


def _field(reading: Reading, passage: Passage, label: re.Match[str], value: Span, start: int) -> Field:
    atoms = [a for a in passage.atoms if value.start <= a.span.start and a.span.end <= value.end]
    if label["due"]:
        return Field(start, due=_due(atoms))
    if label["name"]:
        words = reading.document.text[value.start : value.end]
        begin = value.start + len(words) - len(words.lstrip(" *_"))
        return Field(start, name=Span(begin, value.start + len(words.rstrip(" .;*_"))))
    bodies = tuple(a for a in atoms if isinstance(a.value, BodyName))
    if label["support"]:
        return Field(start, support=bodies)
    helps = reading.folded.find(fold("phối hợp"), value.start, value.end)
    place = helps if helps >= 0 else value.end
    leads = tuple(a for a in bodies if a.span.start < place)
    return Field(start, leads, tuple(a for a in bodies if a.span.start > place))


def _due(atoms: Sequence[Atom]) -> Due | None:
    """The first date of a field for deadlines; without a word of its own it is the day by which."""
    for atom in atoms:
        if isinstance(atom.value, DateValue):
            due = atom.value.due
            return due if due.relation else replace(due, relation="by")
    return None


def with_fields(task: TaskFound, fields: Sequence[Field]) -> TaskFound:
    """The task with what its fields say; what they do not say stays as it is."""
    for field in fields:
        task = replace(
            task, lead=field.lead or task.lead, support=field.support or task.support, due=field.due or task.due
        )
    return task
