"""Rows of ``kg/queries/report-*.rq`` → records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.ask.cards import Named, Quote, Row, named
from kg.ask.owners import change_of
from kg.ask.status import StatusReport
from kg.ask.told import first_told, given_on
from kg.model import Change, Due
from kg.query import rows
from kg.rdf.namespaces import KG
from kg.reports.records import (
    Archive,
    DocumentRecord,
    Part,
    SourceRecord,
    Successions,
    TargetRecord,
    TaskRecord,
)
from kg.store import Graph

_GROUP = "collective"


def load(graph: Graph) -> Archive:
    """All tasks and targets of a graph, by id, with sources, documents, successions and parts of documents."""
    work: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(graph, "report-work"):
        work[row["work"] or ""][row["what"] or ""].add(row["value"] or "")
    sources, documents, (names, groups) = _sources(graph), _documents(graph), _names(graph)
    reported = _reported(graph, sources)
    quotes = {
        kind: _quotes(rows(graph, "report-quotes", **{"class": KG + kind}), sources) for kind in ("Task", "Target")
    }
    tasks = [
        _task(_Values(values, names), iri, quotes["Task"].get(iri, ()), reported.get(iri, ()), documents)
        for iri, values in work.items()
        if "task" in values
    ]
    targets = [
        _target(_Values(values, names), iri, quotes["Target"].get(iri, ()))
        for iri, values in work.items()
        if "target" in values
    ]
    return Archive(
        tasks=tuple(sorted(tasks, key=lambda t: t.id)),
        targets=tuple(sorted(targets, key=lambda t: t.id)),
        sources=sources,
        documents=documents,
        successions=_successions(graph),
        names=names,
        parts=_parts(graph),
        groups=groups,
        restates=_restates(graph),
        newer=_newer(graph),
    )


class _Values:
    """The values of one task or target, by what they are."""

    def __init__(self, values: Mapping[str, set[str]], names: Mapping[str, Named]) -> None:
        self._values = values
        self._names = names

    def all(self, what: str) -> tuple[str, ...]:
        return tuple(sorted(self._values.get(what, ())))

    def first(self, what: str) -> str:
        return min(self._values.get(what, ()), default="")

    def concept(self, what: str, prefix: str) -> str:
        """``before`` of ``…/vocab/due-before``."""
        return self.first(what).rsplit("/", 1)[-1].removeprefix(prefix)

    def things(self, what: str) -> tuple[Named, ...]:
        return tuple(self._names.get(iri) or Named(iri, iri.rsplit("/", 1)[-1]) for iri in self.all(what))


def _task(
    values: _Values,
    iri: str,
    quotes: Sequence[Quote],
    reported: Sequence[StatusReport],
    documents: Mapping[str, DocumentRecord],
) -> TaskRecord:
    mandate = values.things("mandate")
    dated = min((d.date for m in mandate if (d := documents.get(m.iri)) and d.date), default=None)
    return TaskRecord(
        id=Named(iri, "").path,
        text=values.first("text"),
        lead=values.things("lead"),
        support=values.things("support"),
        oversight=values.things("oversight"),
        assigner=values.things("assigner"),
        mandate=mandate,
        meeting=values.things("organizer"),
        given=given_on(values.first("met"), dated, quotes),
        due=_due(values),
        output=values.all("output"),
        reported=tuple(reported),
        provisions=values.all("provision"),
        quotes=tuple(quotes),
    )


def _target(values: _Values, iri: str, quotes: Sequence[Quote]) -> TargetRecord:
    value, upper = values.first("value"), values.first("upper")
    return TargetRecord(
        id=Named(iri, "").path,
        text=values.first("text"),
        indicator=values.things("indicator"),
        comparator=values.concept("comparator", "comparator-"),
        value=float(value) if value else None,
        upper=float(upper) if upper else None,
        unit=values.first("unit"),
        lead=values.things("lead"),
        given=first_told(quotes),
        due=_due(values),
        provisions=values.all("provision"),
        quotes=tuple(quotes),
    )


def _due(values: _Values) -> Due | None:
    edtf, earliest, latest = (values.first(what) or None for what in ("edtf", "earliest", "latest"))
    relation, text = values.concept("relation", "due-") or None, values.first("due_text")
    return Due(edtf, relation, text, earliest, latest) if edtf or relation or text else None


def _names(graph: Graph) -> tuple[dict[str, Named], frozenset[str]]:
    """Bodies, documents, people and indicators by IRI; and the bodies that are groups."""
    found: dict[str, Named] = {}
    groups: set[str] = set()
    for row in sorted(rows(graph, "report-names"), key=lambda r: [v or "" for v in r.values()]):
        found.setdefault(row["thing"] or "", named(row))
        if row["kind"] == _GROUP:
            groups.add(row["thing"] or "")
    return found, frozenset(groups)


def _quotes(found: Iterable[Row], sources: Mapping[str, SourceRecord]) -> dict[str, tuple[Quote, ...]]:
    """Sentences by what they speak of, the surest first, a teaser's last."""
    by_work: dict[str, set[Quote]] = defaultdict(set)
    for row in found:
        by_work[row["work"] or ""].add(_quote(row, sources))
    return {
        work: tuple(sorted(quotes, key=lambda q: (q.zone == "teaser", -q.confidence, q.source, q.start, q.end)))
        for work, quotes in by_work.items()
    }


def _quote(row: Row, sources: Mapping[str, SourceRecord]) -> Quote:
    source = sources.get(row["source"] or "", SourceRecord(row["source"] or ""))
    return Quote(
        source=source.id,
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        text=row["quote"] or "",
        title=source.title,
        publisher=source.publisher,
        issued=source.date,
        after=source.after,
        url=source.url,
        confidence=float(row["confidence"] or 1),
        zone=row["zone"] or "article",
        subject=row["work"] or "",
        provision=row["provision"],
    )


def _reported(graph: Graph, sources: Mapping[str, SourceRecord]) -> dict[str, tuple[StatusReport, ...]]:
    found: dict[str, set[StatusReport]] = defaultdict(set)
    for row in rows(graph, "report-status"):
        quote = _quote(row, sources)
        found[row["work"] or ""].add(StatusReport(row["status"] or "", quote.issued, quote))
    return {work: tuple(sorted(told, key=lambda t: (t.date or "", t.status, t.quote))) for work, told in found.items()}


def _sources(graph: Graph) -> dict[str, SourceRecord]:
    found: dict[str, SourceRecord] = {}
    for row in sorted(rows(graph, "report-sources"), key=lambda r: [v or "" for v in r.values()]):
        id_ = row["source"] or ""
        date = row["dated"] or row["issued"]
        found.setdefault(
            id_,
            SourceRecord(
                id_,
                row["title"],
                row["publisher"],
                row["url"],
                date,
                row["document"],
                row["press"] == "true",
                row["after"],
            ),
        )
    return found


def _documents(graph: Graph) -> dict[str, DocumentRecord]:
    found: dict[str, DocumentRecord] = {}
    for row in sorted(rows(graph, "report-documents"), key=lambda r: [v or "" for v in r.values()]):
        iri = row["document"] or ""
        old = found.get(iri)
        rests = ((row["relation"] or "", row["other"] or ""),) if row["other"] else ()
        known = (*(old.rests_on if old else ()), *rests)
        found[iri] = DocumentRecord(
            old.name if old else named(row, "document"),
            row["number"],
            row["kind"] or "",
            row["dated"],
            tuple(sorted(set(known))),
        )
    return found


def _successions(graph: Graph) -> Successions:
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows(graph, "report-successions"):
        told[row["event"] or ""].append(row)
    events: dict[str, list[Change]] = defaultdict(list)
    for event in sorted(told):
        change = change_of(event, told[event])
        for body in sorted({*change.olds, *change.news}):
            events[body].append(change)
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows(graph, "report-lives"):
        for what in ("since", "until", "parent", "part_since", "formerly"):
            known[row["body"] or ""][what] |= {row[what] or ""} - {""}
    lives = {b: (max(of["since"], default=None), min(of["until"], default=None)) for b, of in known.items()}
    parents = {body: min(of["parent"]) for body, of in known.items() if len(of["parent"]) == 1}
    former = {
        b: (min(of["part_since"]), min(of["formerly"], default=None)) for b, of in known.items() if of["part_since"]
    }
    return Successions({body: tuple(found) for body, found in events.items()}, lives, parents, former)


def _restates(graph: Graph) -> tuple[tuple[str, str], ...]:
    found = {(row["later"] or "", row["earlier"] or "") for row in rows(graph, "report-restates")}
    return tuple(sorted((Named(later, "").path, Named(earlier, "").path) for later, earlier in found))


def _newer(graph: Graph) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(graph, "report-newer"):
        found[Named(row["task"] or "", "").path].add(Named(row["newer"] or "", "").path)
    return {task: tuple(sorted(others)) for task, others in found.items()}


def _parts(graph: Graph) -> dict[str, Part]:
    return {
        row["part"] or "": Part(row["part"] or "", row["document"] or "", row["label"] or "", row["above"])
        for row in sorted(rows(graph, "report-provisions"), key=lambda r: [v or "" for v in r.values()])
    }
