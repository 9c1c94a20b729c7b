"""``kg report gaps``: what the documents leave open, so that somebody can ask: who, by when, what will there be?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg.dates import end_of
from kg.reports.listing import PLACE, by_deadline, listed, told
from kg.reports.records import TargetRecord, TaskRecord
from kg.reports.scope import View
from kg.reports.table import Column, Note, Row, Section, Share, Word, numbers
from kg.text import fold

_TARGETS = (
    Column("target"),
    Column("value", "figure"),
    Column("upper", "figure"),
    Column("unit"),
    Column("due"),
    Column("lead"),
    *PLACE,
)


def gaps(view: View) -> tuple[Section, ...]:
    """How many tasks and targets lack what, then the list of each gap. One task may stand in several."""
    groups = view.archive.groups
    tasks: dict[str, Callable[[TaskRecord], bool]] = {
        "no-owner": lambda t: not t.lead,
        "group-owner": lambda t: bool(t.lead) and all(b.iri in groups for b in t.lead),
        "no-deadline": lambda t: end_of(t.due) is None and not (t.due and t.due.relation == "recurring"),
        "no-product": lambda t: not t.output,
        "vague-action": vague_action,
        "vague-time": vague_time,
    }
    targets: dict[str, Callable[[TargetRecord], bool]] = {
        "target-no-value": lambda t: t.value is None,
        "target-no-unit": lambda t: not t.unit,
        "target-no-year": lambda t: end_of(t.due) is None,
        "target-no-owner": lambda t: not t.lead,
    }
    lacking = {key: [t for t in view.tasks if lacks(t)] for key, lacks in tasks.items()}
    short = {key: [t for t in view.targets if lacks(t)] for key, lacks in targets.items()}
    rows: tuple[Row, ...] = (
        *((Word(f"gap-{key}"), len(found), Share(len(found), len(view.tasks))) for key, found in lacking.items()),
        *((Word(f"gap-{key}"), len(found), Share(len(found), len(view.targets))) for key, found in short.items()),
    )
    columns = (Column("gap"), *numbers("count"), Column("share", "share"))
    counted = Note("gaps", {"tasks": len(view.tasks), "targets": len(view.targets)})
    return (
        Section("summary", columns, rows, None, (counted, Note("vague")), whole=True),
        *(listed(key, found, view) for key, found in lacking.items()),
        *(
            Section(key, _TARGETS, tuple(map(_target, sorted(found, key=by_deadline))), long=True)
            for key, found in short.items()
        ),
    )


def vague_action(task: TaskRecord) -> bool:
    """*Tăng cường tuyên truyền, nâng cao nhận thức*: begins with such a verb; no product, number or day."""
    return not (task.output or task.due or re.search(r"\d", task.text)) and bool(_pattern("action").match(_bare(task)))


def vague_time(task: TaskRecord) -> bool:
    """*Khẩn trương hoàn thiện …*: urgent in words, and no day to be late by."""
    return task.due is None and bool(_pattern("time").search(fold(task.text)))


def _bare(task: TaskRecord) -> str:
    """The wording without the body that it may begin with: *Bộ Tài chính tăng cường …*."""
    text = fold(task.text).lstrip('-–•+ "')
    names = sorted((fold(b.vi) for b in task.lead), key=len, reverse=True)
    first = next((n for n in names if text.startswith(n)), "")
    return re.sub(r"^[\s,:]*(?:cần|phải|chủ trì|có trách nhiệm)?\s*", "", text[len(first) :])


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    phrases = tomllib.loads((Path(__file__).parent / "lexicon" / "vague.toml").read_text(encoding="utf-8"))[kind]
    longest = sorted(map(fold, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _target(target: TargetRecord) -> Row:
    value, upper = _figure(target.value), _figure(target.upper)
    code = target.id
    name = target.indicator[0] if target.indicator else target.text
    return (
        name,
        value,
        upper,
        target.unit or None,
        target.due,
        target.lead or Word("nobody"),
        *told(target.quotes),
        code,
    )


def _figure(value: float | None) -> float | None:
    """A whole number without its ``.0``."""
    return int(value) if value is not None and value.is_integer() else value
