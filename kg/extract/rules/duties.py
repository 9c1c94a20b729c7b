"""Norms are duties, not tasks: what a law, a decree or a statute always has a body do is kept apart from work that
somebody is given to do.

"Bộ Ngoại giao chủ trì … trong trường hợp …" in a working regulation is a standing duty; "Bộ Tài chính ban hành hướng
dẫn trước ngày 01/7/2026" in its last article is a task, because it is done once and has a day.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, words_of
from kg.extract.rules.norms import in_norms, parts
from kg.extract.rules.own import own_document
from kg.extract.rules.statutes import Statute, is_committee, over, statutes
from kg.extract.rules.tasks import tasks
from kg.extract.types import Atom, DutyFound, TaskFound
from kg.model import Span, Zone
from kg.text import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE = 90
SHORTEST = 3


def work(reading: Reading) -> Iterator[TaskFound | DutyFound]:
    """The tasks of a document, then the standing duties that it lays down, each in order of the text."""
    own = own_document(reading)
    normative, standing = parts(reading), statutes(reading)
    official = reading.document.head is not None
    read: set[int] = set()
    starts = [p.block.span.start for p in reading.passages]
    for task in tasks(reading):
        place = task.evidence.start
        passage = reading.passages[bisect(starts, place) - 1]
        read.add(passage.index)
        under, rights, owners = over(standing, passage.index)
        norm = under or in_norms(normative, place) or _serves(reading, task)
        told = task.evidence.zone is not Zone.ARTICLE or (task.speaker is not None and not official)
        if not norm or told or is_work(reading, passage, task, rights):
            yield task
        elif not rights and not _is_habit(task.evidence.quote):
            yield from _duty(reading, task, owners, own)
    yield from _items(reading, standing, read, own)


def _serves(reading: Reading, task: TaskFound) -> bool:
    """ "Tổ giúp việc có nhiệm vụ giúp Ban Chỉ đạo …": what a committee is for, said in one sentence."""
    clause = reading.folded[task.evidence.start : task.evidence.end]
    says = words_of("norms", "statute", "committee").search(clause)
    return says is not None and bool(task.lead) and all(map(is_committee, task.lead))


def is_work(reading: Reading, passage: Passage, task: TaskFound, rights: bool) -> bool:
    """Whether a clause of a norm is work to be done once: it has a day with its year, a term that runs from the
    norm's own beginning ("trong thời hạn 30 ngày kể từ ngày Nghị định này có hiệu lực"), or is given by name in a
    sentence of its own ("Giao Bộ Tài chính …").
    """
    sentence = next((s for s in passage.sentences if s.start <= task.evidence.start < s.end), passage.block.body)
    clause = reading.folded[sentence.start : task.evidence.end]
    if words_of("norms", "work", "habitual").search(clause):
        return False
    due = task.due
    if due and due.edtf and due.relation not in ("recurring", "from") and _YEAR.search(due.text):
        return True
    since = rf"(?<!\w){alternatives('norms', 'work', 'since')}.{{0,{BEFORE}}}?{alternatives('norms', 'work', 'itself')}"
    given = not rights and re.match(rf"[*_ ]*{alternatives('norms', 'work', 'given')}", clause)
    return bool(given) or re.search(since, clause) is not None


def _is_habit(words: str) -> bool:
    """ "Ban Chỉ đạo làm việc theo nguyên tắc …" says what it is like, not what it has to do."""
    return words_of("norms", "statute", "habits").search(fold(words)) is not None


def _duty(reading: Reading, task: TaskFound, owners: tuple[Atom, ...], own: Atom | None) -> Iterator[DutyFound]:
    """The duty of the bodies that the clause names, else of those whose statute it stands in; nobody's is none."""
    if bodies := task.lead or owners:
        yield DutyFound(bodies, own, replace(task.evidence, rule="duty.norm"))


def _items(reading: Reading, standing: Sequence[Statute], read: set[int], own: Atom | None) -> Iterator[DutyFound]:
    """Items and paragraphs of a body's statute in which no clause was found: "3. Giúp Thủ tướng Chính phủ …"."""
    owning = {p.block.parent for p in reading.passages}
    for passage in reading.passages:
        _, rights, owners = over(standing, passage.index)
        leaf = passage.index not in owning and not passage.block.heading
        if rights or not owners or not leaf or passage.index in read:
            continue
        for sentence in passage.sentences:
            tokens = reading.tokens(passage, sentence)
            words = reading.document.text[sentence.start : sentence.end].rstrip(" .;:*_")
            if len(words.split()) < SHORTEST or tokens[0].has("bodies") or _is_habit(words):
                continue  # a sentence that names somebody else speaks of him
            span = Span(sentence.start, sentence.start + len(words))
            yield DutyFound(owners, own, reading.evidence(span, "duty.item", passage.block.zone, 0.8))
