"""What was given at a meeting that a question names by its number, its day or who held it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.ask.cards import Row, quotes
from kg.ask.inquiry import Inquiry
from kg.ask.limits import dates_in
from kg.ask.words import meets
from kg.dates import bounds


def given(inquiry: Inquiry) -> tuple[set[str], tuple[str, ...]]:
    """The tasks of the meetings that fit best, and the bodies among those named that were given something.

    *Phiên họp lần thứ năm của Ban Chỉ đạo*, *cuộc họp ngày 15/11/2025*. A meeting at which no task is told to have
    been given stands for the document that tells of it: *Thông báo kết luận*.
    """
    asked = inquiry.asked
    meetings: dict[str, list[Row]] = defaultdict(list)
    for row in inquiry.graph.rows("ask-meetings"):
        meetings[row["meeting"] or ""].append(row)
    fits = {iri: _fit(inquiry, rows[0]) for iri, rows in meetings.items()}
    best = max(fits.values(), default=0)
    chosen = [iri for iri, fit in sorted(fits.items()) if fit == best and best > 0]
    tasks = {row["task"] for iri in chosen for row in meetings[iri] if row["task"]}
    tasks |= _reported(inquiry, chosen) if not tasks else set()
    split = min((i for i, _ in enumerate(asked.words) if _assigns(inquiry, i)), default=len(asked.words))
    held = {row["body"] for iri in chosen for row in meetings[iri]}
    given_to = (n.iri for n in asked.names if n.kind == "body" and n.start > split and n.iri not in held)
    return {t for t in tasks if t}, tuple(dict.fromkeys(given_to))


def _fit(inquiry: Inquiry, row: Row) -> int:
    """How much of what the question says of the meeting is true of it; 0 where something is not."""
    asked, fit = inquiry.asked, 0
    number = _ordinal(inquiry)
    if number is not None:
        if row["ordinal"] != number:
            return 0
        fit += 2
    for wanted in dates_in(asked.words, asked.lexicon.limits):
        if not _same_day(wanted, row["when"]):
            return 0
        fit += 2
    name = inquiry.thing(row["body"] or "").label(asked.language)
    held = {n.iri for n in asked.names if n.kind == "body"}
    return fit + (2 if row["body"] in held else _shared(name, inquiry))


def _shared(name: str, inquiry: Inquiry) -> int:
    """1 where the question says most of the name of who held it."""
    parts = set(name.casefold().split())
    said = {w.written.casefold() for w in inquiry.asked.words}
    return int(len(parts & said) * 2 > len(parts))


def _ordinal(inquiry: Inquiry) -> str | None:
    """The number of a session, in words or digits: *lần thứ năm*, *thứ 5*, *fifth*."""
    asked = inquiry.asked
    for phrase, number in asked.lexicon.ordinals:
        if any(meets(asked.words, phrase, at) for at in range(len(asked.words))):
            return number
    return None


def _same_day(wanted: str, when: str | None) -> bool:
    """Whether the days share one; without a year any year will do."""
    if when is None:
        return False
    if wanted.startswith("XXXX"):
        return when[4:].startswith(wanted[4:])
    first, last = bounds(wanted)
    begin, end = bounds(when)
    return bool(first and last and begin and end and first <= end and begin <= last)


def _assigns(inquiry: Inquiry, at: int) -> bool:
    """Whether a word of giving stands there, and not in a name (*Ban Chỉ đạo*)."""
    asked, lexicon = inquiry.asked.words, inquiry.asked.lexicon
    if any(n.start <= at < n.end for n in inquiry.asked.names):
        return False
    kinds = [kind for _, kind in lexicon.prefixes if len(kind) > 1]
    if any(meets(asked, kind, start) for kind in kinds for start in range(max(0, at + 1 - len(kind)), at + 1)):
        return False
    return any(meets(asked, phrase, at) for phrase in lexicon.assign)


def _reported(inquiry: Inquiry, meetings: Iterable[str]) -> set[str]:
    """The tasks of the documents that tell of meetings."""
    sources = {q.source for iri in meetings for q in quotes(inquiry.graph, iri)}
    files: Sequence[Row] = inquiry.graph.rows("ask-sources")
    documents = sorted({f["document"] or "" for f in files if f["source"] in sources and f["document"]})
    rows = [row for document in documents for row in inquiry.graph.rows("ask-document", document=document)]
    return {row["thing"] or "" for row in rows if row["what"] == "task"}
