"""Facts as JSON Lines: one extracted fact and the place where it stands on each line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from kg.documents.provisions import provision_at
from kg.model import Duty, Evidence, Facts, Mention, Result, Target, Task
from kg.rdf import iri

Line = dict[str, Any]
# Where in its cell a number stands: two targets of one indicator keep the order in which they are written.
_PLACE = "place"
_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")


def facts_lines(facts: Facts) -> list[str]:
    """One JSON object a line, sorted by source, start, end and type.

    A task, a duty, a target or a result has a line for each piece of evidence; a role, a meeting, a relation a line
    for each source that tells it (its first sentence there); a mention of a body or document a line for each place.
    Bodies are ``{"id", "label", "aliases"}``, documents ``{"id", "number", "aliases"}``, people ``{"id", "label"}``;
    ids are IRIs, dates EDTF. A quote in a numbered part of its document has that too:
    ``"provision": "Điều 2, khoản 1"``.
    """
    lines = [line for part in (_mentions, _references, _told_once, _work) for line in part(_Names(facts), facts)]
    parts = {document.source.id: document.provisions for document in facts.documents}
    for line in lines:
        if part := provision_at(parts.get(str(line["source"]), ()), int(line["start"])):
            line["provision"] = part.label
    rows = [
        (line["source"], line["start"], line["end"], line["type"], line.pop(_PLACE, ()), _json(line)) for line in lines
    ]
    return [row[-1] for row in sorted(rows)]


def _json(line: Line) -> str:
    """Readable Vietnamese, but nothing in it that a reader may take for the end of the line."""
    return _LINE_ENDS.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(line, ensure_ascii=False))


class _Names:
    """Ids → what a line says of bodies, documents and people."""

    def __init__(self, facts: Facts) -> None:
        self._known: dict[str, Line] = {}
        for body in facts.bodies:
            self._known[body.id] = {"id": iri(body.id), "label": body.label, "aliases": sorted(body.aliases)}
        for work in facts.works:
            others = sorted({work.label, *work.aliases})
            self._known[work.id] = {"id": iri(work.id), "number": work.number or work.label, "aliases": others}
        for person in facts.people:
            self._known[person.id] = {"id": iri(person.id), "label": person.label}

    def one(self, id_: str | None) -> Line | None:
        return self._known[id_] if id_ else None

    def many(self, ids: Sequence[str]) -> list[Line]:
        return [self._known[id_] for id_ in sorted(ids)]


def _line(type_: str, item: Evidence, **rest: object) -> Line:
    return {
        "source": item.source,
        "type": type_,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "method": item.method,
        "confidence": item.confidence,
        **rest,
    }


def _mentions(names: _Names, facts: Facts) -> Iterator[Line]:
    for mention in facts.body_mentions:
        yield _line("body-mention", mention.evidence, body=names.one(mention.entity))


def _references(names: _Names, facts: Facts) -> Iterator[Line]:
    kinds = {work.id: work.kind for work in facts.works}

    def reference(mention: Mention) -> Line:
        return _line(
            "reference",
            mention.evidence,
            document=names.one(mention.entity),
            kind=kinds[mention.entity],
            issuer=names.one(mention.issuer),
            date=mention.date,
        )

    yield from map(reference, facts.references)


def _told_once(names: _Names, facts: Facts) -> Iterator[Line]:
    for role in facts.roles:
        told = {"person": names.one(role.person), "role": role.role, "body": names.one(role.body), "title": role.title}
        yield from (_line("role", item, **told) for item in _first_of_each_source(role.evidence))
    for meeting in facts.meetings:
        told = {"body": names.one(meeting.body), "date": meeting.date, "chair": names.one(meeting.chair)}
        for item in _first_of_each_source(meeting.evidence):
            yield _line("meeting", item, **told, ordinal=meeting.ordinal)
    for type_, relations in (("structure", facts.structures), ("document-relation", facts.document_relations)):
        for fact in relations:
            kind = "membership" if fact.relation == "member-of" else type_
            told = {"from": names.one(fact.subject), "relation": fact.relation, "to": names.one(fact.object)}
            yield from (_line(kind, item, **told) for item in _first_of_each_source(fact.evidence))


def _first_of_each_source(evidence: Sequence[Evidence]) -> list[Evidence]:
    first: dict[str, Evidence] = {}
    for item in sorted(evidence):
        first.setdefault(item.source, item)
    return list(first.values())


def _work(names: _Names, facts: Facts) -> Iterator[Line]:
    for task in facts.tasks:
        yield from (_task(names, task, item) for item in task.evidence)
    for target in facts.targets:
        yield from (_target(names, target, item) for item in target.evidence)
    for result in facts.results:
        yield from (_result(names, result, item) for item in result.evidence)
    for duty in facts.duties:
        yield from (_duty(names, duty, item) for item in duty.evidence)


def _task(names: _Names, task: Task, item: Evidence) -> Line:
    return _line(
        "task",
        item,
        lead=names.many(task.lead),
        support=names.many(task.support),
        oversight=names.many(task.oversight),
        assigner=names.one(task.assigner),
        due=task.due.edtf if task.due else None,
        due_relation=task.due.relation if task.due else None,
    )


def _duty(names: _Names, duty: Duty, item: Evidence) -> Line:
    return _line("duty", item, body=names.many(duty.bodies), document=names.one(duty.document))


def _number(value: float) -> float:
    """A whole number without its ``.0``."""
    return int(value) if value.is_integer() else value


def _result(names: _Names, result: Result, item: Evidence) -> Line:
    return _line(
        "result",
        item,
        indicator=result.indicator,
        comparator=result.comparator,
        value=_number(result.value),
        unit=result.unit,
        period=result.period,
        body=names.many(result.bodies),
    )


def _target(names: _Names, target: Target, item: Evidence) -> Line:
    return _line(
        "target",
        item,
        indicator=target.indicator,
        comparator=target.comparator,
        value=_number(target.value),
        unit=target.unit,
        due=target.due.edtf if target.due else None,
        body=names.many(target.bodies),
        **({} if target.upper is None else {"upper": _number(target.upper)}),
        **{_PLACE: tuple((e.start, target.value) for name, e in target.cells if name == "value")},
    )
