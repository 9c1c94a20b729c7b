"""Making the index of a build."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from kg.model import Duty, Facts, Meeting, Result, Target, Task
from kg.rdf import iri
from kg.rdf.namespaces import BASE, SKOS
from kg.search_index.called import also_called
from kg.search_index.read import TOPIC, Name
from kg.store.places import SEARCH
from kg.text import fold, plain, squeeze

_FOLDERS = {
    "task": "task", "target": "target", "result": "result", "org": "body", "doc": "work", "person": "person",
    "meeting": "meeting", "duty": "duty",
}  # fmt: skip
_TOPICS = "vocab/topic-"
_AROUND = ".,;:()[]\"'“”‘’–-"
_LABELS = {f"<{SKOS}prefLabel>": True, f"<{SKOS}altLabel>": False}
# What a paragraph is about, then a colon and a few words that give the task: "8. Về chính quyền hai cấp: giao …".
_MATTER = re.compile(r"(?:\d{1,2}\.|[a-zđ]\))?\s*([^:].{9,600}):\s*(?:\w+\s+){0,3}", re.DOTALL)
_PARAGRAPH = "\n\n"
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def write_index(folder: Path, facts: Facts, nquads: Iterable[str]) -> None:
    """Write ``search.sqlite`` into a build's ``folder``: every named thing of ``nquads``, every sentence of ``facts``.

    The bytes depend on the content only. ``OSError`` where the file can't be written.
    """
    names = _named(nquads, facts)
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    lexis = Path(__file__).with_name("lexis.sql").read_text(encoding="utf-8")
    rows = [(*n, *_outer(n.name)) for n in names]
    with _written(folder) as base:
        base.executescript(schema)
        base.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        base.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            sorted(_entries(names, facts), key=itemgetter(1, 0)),
        )
        base.execute("INSERT INTO entry(entry) VALUES ('optimize')")
        base.executescript(lexis)


def _outer(name: str) -> tuple[str, str]:
    first, last = name.partition(" ")[0], name.rpartition(" ")[2]
    return plain(first.strip(_AROUND)), plain(last.strip(_AROUND))


class Kept(NamedTuple):
    """The rows of a query over everything; ``parameter`` is the column by which they are asked for (empty: none)."""

    query: str
    parameter: str
    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]


def keep(folder: Path, answers: Iterable[Kept]) -> None:
    """Add the rows of queries to the index of a build, which ``Index.rows`` gives again."""
    with _written(folder) as base:
        for one in answers:
            columns = ", ".join(f'"{c}"' for c in one.columns)
            base.execute(f'CREATE TABLE "{one.query}" ({columns})')
            base.executemany(f'INSERT INTO "{one.query}" VALUES ({", ".join("?" * len(one.columns))})', one.rows)
            if one.parameter:
                base.execute(f'CREATE INDEX "{one.query}-key" ON "{one.query}" ("{one.parameter}")')
            base.execute("INSERT INTO kept VALUES (?, ?)", (one.query, one.parameter))


@contextmanager
def _written(folder: Path) -> Iterator[sqlite3.Connection]:
    try:
        base = sqlite3.connect(folder / SEARCH)
        try:
            yield base
            base.commit()
        finally:
            base.close()
    except sqlite3.Error as error:
        raise OSError(f"{SEARCH}: {error}") from error


def _named(nquads: Iterable[str], facts: Facts) -> list[Name]:
    """Names of bodies, documents, people, tasks and targets as the graph has them; those of meetings are made."""
    found: dict[tuple[str, str, str], Name] = {}
    for name in _labels(nquads):
        key = (name.iri, name.name, name.language)
        if name.preferred or key not in found:
            found[key] = name
    for name in also_called(found.values()):
        found.setdefault((name.iri, name.name, name.language), name)
    bodies = {n.iri: n.name for n in found.values() if n.preferred and n.language == "vi"}
    for meeting in facts.meetings:
        text = f"{bodies.get(iri(meeting.body), '')} {meeting.date or ''}".strip()
        found[iri(meeting.id), text, ""] = Name(iri(meeting.id), "meeting", text, "", True)
    return sorted(found.values(), key=lambda n: (n.iri, not n.preferred, n.language != "vi", n.name, n.language))


def _labels(nquads: Iterable[str]) -> Iterator[Name]:
    """Read off the N-Quads lines, so that registered bodies are found like any other."""
    start = f"<{BASE}"
    for line in nquads:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in _LABELS and subject.startswith(start):
            kind = TOPIC if subject.startswith(f"{start}{_TOPICS}") else _FOLDERS.get(_folder(subject, start))
            value, language = _literal(rest)
            if kind:
                yield Name(subject[1:-1], kind, value, language, _LABELS[predicate])


def _folder(subject: str, start: str) -> str:
    return subject.removeprefix(start).partition("/")[0]


def _literal(rest: str) -> tuple[str, str]:
    end = rest.rindex('"')
    value = re.sub(r"\\(u[0-9A-F]{4}|.)", _unescape, rest[1:end])
    tag = rest[end + 1 :].partition(" ")[0]
    return value, tag[1:] if tag.startswith("@") else ""


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _UNESCAPED.get(code, code)


def _entries(names: Iterable[Name], facts: Facts) -> Iterator[tuple[str, ...]]:
    called: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.kind != TOPIC:
            called[name.iri].append(name)
    said = _sentences(facts, {this: known[0].name for this, known in called.items()})
    for this, known in called.items():
        called_, quotes = _lines(n.name for n in known), _lines(sorted(said[this]))
        text = "\n".join(filter(None, (called_, quotes)))
        yield this, known[0].kind, known[0].name, text, plain(called_), plain(quotes), fold(text)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(map(squeeze, texts)))


def _sentences(facts: Facts, labels: dict[str, str]) -> dict[str, set[str]]:
    said: dict[str, set[str]] = defaultdict(set)
    told: tuple[Task | Target | Result | Meeting | Duty, ...] = (
        *facts.tasks,
        *facts.targets,
        *facts.results,
        *facts.meetings,
        *facts.duties,
    )
    for fact in told:
        said[iri(fact.id)].update(item.quote for item in fact.evidence)
    texts = {document.source.id: document.text for document in facts.documents}
    for task in facts.tasks:
        led = ((_matter(texts.get(one.source, ""), one.start), one.quote) for one in task.evidence)
        said[iri(task.id)].update(f"{matter}: {quote}" for matter, quote in led if matter)
        said[iri(task.id)].update([f"{task.text}: {task.output.quote}"] if task.output else [])
    aims: tuple[Target | Result, ...] = (*facts.targets, *facts.results)
    for aim in aims:
        whose = " ".join(labels.get(iri(body), "") for body in aim.bodies)
        said[iri(aim.id)].add(f"{aim.indicator} {aim.unit} {whose}".strip())
    for role in facts.roles:
        said[iri(role.person)].add(f"{role.title} {labels.get(iri(role.body), '')}")
    return said


def _matter(text: str, at: int) -> str:
    """What a task's paragraph names before a colon as its matter: *Về mô hình hai cấp: tăng …: giao Bộ Nội vụ …*."""
    before = text[text.rfind(_PARAGRAPH, 0, at) + 1 : at].lstrip()
    found = _MATTER.fullmatch(before)
    return found[1] if found else ""
