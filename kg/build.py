"""The main job: documents in, graph out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from kg import unchanged
from kg.ask.prepare import prepare
from kg.cache import Cache, Extractor
from kg.documents import find
from kg.documents.read import Found, Outcome, read_sources
from kg.errors import KgError, NothingToRead, SameId
from kg.export.facts import facts_lines
from kg.extract import RULES_VERSION, Extraction, recogniser
from kg.model import Decision, Document, Facts, Unresolved
from kg.rdf import quad_lines
from kg.registry import Registry, load_registry
from kg.resolve import resolve
from kg.resolve.decisions import as_line, read_decisions
from kg.resolve.unclear import unregistered_json, unresolved_json
from kg.resolve.unregistered import Unregistered, unregistered
from kg.resources import ontology_dir
from kg.review import as_json_lines, items
from kg.search_index import write_index
from kg.store import write_build
from kg.store.places import CACHE, DECISIONS, FACTS, REPORT, REVIEW, SNAPSHOTS
from kg.unchanged import Made

Progress = Callable[[str, int, int], None]
Read = tuple[Document, Extraction]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: how many of each kind, what stayed unresolved, which documents were skipped and why, which
    bodies the registry does not know.

    ``anew`` documents were read by the rules, of ``again`` what an earlier build had found was taken over. ``unfit``
    are the decisions that fit nothing any more.
    """

    counts: dict[str, int]
    unresolved: tuple[Unresolved, ...]
    errors: tuple[KgError, ...]
    build: Path
    anew: int = 0
    again: int = 0
    unfit: tuple[Decision, ...] = ()
    unregistered: tuple[Unregistered, ...] = ()


def build(
    paths: Sequence[Path],
    store: Path,
    *,
    strict: bool = False,
    cached: bool = True,
    decisions: Path | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read files and folders and write their graph into the folder ``store``, swapped in whole.

    A document that cannot be read is skipped and told in the report; ``strict`` raises its error instead. What
    earlier builds of this store have read and extracted is taken over unless ``cached`` is false; the graph is the
    same. ``decisions`` is the file of people's decisions to replay, ``decisions.jsonl`` in the store by default.
    ``progress(stage, done, total)`` is called with the stages ``read``, ``resolve`` and ``write``.
    Raises ``KgError`` where nothing could be read or the store cannot be written; the old graph is then untouched.
    """
    tell = progress or (lambda stage, done, total: None)
    registry = load_registry()
    decided = read_decisions(decisions or store / DECISIONS, missing=decisions is None)
    kept = Cache(store / CACHE if cached else None)
    extractor = Extractor(kept.extractions, cache(lambda: recogniser(registry)))
    files = find(paths)
    read, errors = _read(files, read_sources(files, known=kept.readings), extractor, strict, tell)
    if not read:
        raise errors[0] if len(errors) == 1 else NothingToRead(path=", ".join(map(str, paths)))
    key = unchanged.key(extractor.keys, decided, json.dumps(_skipped(errors)))
    before = unchanged.built_before(kept.builds, key, store)
    told, folder = before or _made(registry, read, decided, errors, store, tell)
    if before is None:
        unchanged.keep(kept.builds, key, told)
    kept.sweep()
    return BuildReport(
        told.counts,
        told.unresolved,
        tuple(errors),
        folder,
        extractor.anew,
        extractor.again,
        told.unfit,
        told.unregistered,
    )


def _made(
    registry: Registry,
    read: Sequence[Read],
    decided: Sequence[Decision],
    errors: Sequence[KgError],
    store: Path,
    tell: Progress,
) -> tuple[Made, Path]:
    """What the documents say together, written; and what is told of it."""
    tell("resolve", 0, 1)
    facts = resolve(registry, read, decided)
    tell("resolve", 1, 1)
    tell("write", 0, 1)
    unknown = unregistered(facts)
    folder = _write(facts, unknown, errors, store)
    tell("write", 1, 1)
    return unchanged.made_in(folder, _counts(facts), facts.unresolved, facts.unfit, unknown), folder


def _read(
    files: Sequence[Found],
    sources: Iterable[tuple[Found, Outcome]],
    extractor: Extractor,
    strict: bool,
    tell: Progress,
) -> tuple[list[Read], list[KgError]]:
    """Every document that can be read, with what was found in it, and the errors of the others."""
    read: dict[str, Read] = {}
    errors: list[KgError] = []
    places = {id(file): n for n, file in enumerate(files)}
    for file, outcome in sources:
        tell("read", places.get(id(file), 0), len(files))
        try:
            if isinstance(outcome, KgError):
                raise outcome
            source, content = outcome
            if source.id in read:
                raise SameId(path=file.path, id=source.id)
            read[source.id] = extractor(source, content)
        except KgError as error:
            if strict:
                raise
            errors.append(error)
    tell("read", len(files), len(files))
    return list(read.values()), errors


def _write(facts: Facts, unknown: Sequence[Unregistered], errors: Sequence[KgError], store: Path) -> Path:
    lines = quad_lines(facts, ontology_dir(), RULES_VERSION)
    files = {f"{SNAPSHOTS}/{d.source.id}.txt": d.text.encode() for d in facts.documents}
    files[FACTS] = "".join(f"{line}\n" for line in facts_lines(facts)).encode()
    files[REPORT] = _report(facts, unknown, errors)
    files[REVIEW] = as_json_lines(items(facts))

    def beside(folder: Path) -> None:
        write_index(folder, facts, lines)
        prepare(folder, lines)

    return write_build(store, lines, files, beside)


def _counts(facts: Facts) -> dict[str, int]:
    """How many of each kind of thing and fact."""
    return {f.name: len(getattr(facts, f.name)) for f in fields(facts)}


def _report(facts: Facts, unknown: Sequence[Unregistered], errors: Sequence[KgError]) -> bytes:
    told = {
        "counts": _counts(facts),
        "unresolved": [unresolved_json(one) for one in facts.unresolved],
        "unfit": [json.loads(as_line(decision)) for decision in facts.unfit],
        "unregistered": [unregistered_json(one) for one in unknown],
        "skipped": _skipped(errors),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _skipped(errors: Iterable[KgError]) -> list[dict[str, str]]:
    """The errors of what could not be read, without the place of the folder."""
    return [
        {"key": e.key, **{k: Path(str(v)).name if k == "path" else str(v) for k, v in e.data.items()}} for e in errors
    ]
