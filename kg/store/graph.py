"""Reading a build: typed rows for the program, W3C formats for the world."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import BadQuery, BrokenStore, NoStore, WrongFormat
from kg.rdf.namespaces import PREFIXES, XSD
from kg.store.guard import check, complaint, names_its_graphs
from kg.store.places import CURRENT, OXIGRAPH

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple
    from rdflib import Dataset

_TRIES = 5
_ROWS = {"json": "JSON", "csv": "CSV", "tsv": "TSV", "xml": "XML"}
_TRIPLES = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
_DATASETS = {"trig": "TRIG", "nquads": "N_QUADS", "jsonld": "JSON_LD"}
_CONTEXT = re.compile(rb'^(\{"@context":\{)([^{}]*)(\})')
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class Iri(str):
    """An IRI among the values of a row, told apart from a string."""

    __slots__ = ()


Value = Iri | str | int | float | bool | None
Row = dict[str, Value]


class Table(NamedTuple):
    """A query's answer: columns in the order of the query, rows of typed values."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]


def open_graph(store: Path) -> Graph:
    """The current build of ``store``, read-only; it stays what it is while newer builds are swapped in.

    ``NoStore`` where none was built, ``BrokenStore`` where it can't be opened.
    """
    from pyoxigraph import Store

    reason = ""
    for _ in range(_TRIES):
        folder = current_build(store)
        try:
            return Graph(folder, Store.read_only(str(folder / OXIGRAPH)))
        except (OSError, ValueError, RuntimeError) as error:
            reason = " ".join(str(error).split())
        if store / os.readlink(store / CURRENT) == folder:
            break
    raise BrokenStore(path=store, reason=reason)


def current_build(store: Path) -> Path:
    """The folder of the current build of ``store``; ``NoStore`` where none was built."""
    try:
        return store / os.readlink(store / CURRENT)
    except OSError as error:
        raise NoStore(path=store) from error


def open_later(store: Path) -> Graph:
    """The same as ``open_graph``, its quads opened when they are first asked for: what reads only the build's index
    never needs them.
    """
    return Graph(current_build(store))


def in_memory(folder: Path, nquads: Sequence[str]) -> Graph:
    """The graph of a build that is still being written into ``folder``."""
    from pyoxigraph import RdfFormat, Store

    quads = Store()
    quads.bulk_load("\n".join(nquads).encode(), format=RdfFormat.N_QUADS)
    return Graph(folder, quads)


def open_build(folder: Path) -> Graph:
    """One build by its own folder, read-only; ``BrokenStore`` where it can't be opened."""
    from pyoxigraph import Store

    try:
        return Graph(folder, Store.read_only(str(folder / OXIGRAPH)))
    except (OSError, ValueError, RuntimeError) as error:
        raise BrokenStore(path=folder, reason=" ".join(str(error).split())) from error


class Graph:
    """A build that is open for reading; ``folder`` is the build's own folder."""

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self.folder = folder
        self._given = store

    @cached_property
    def _store(self) -> Store:
        return self._given if self._given is not None else open_build(self.folder)._store

    def __len__(self) -> int:
        return len(self._store)

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> list[Row]:
        """Rows of a SELECT query; unbound columns are None. A bound variable must be among the columns."""
        table = self.table(query, bindings)
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def texts(self, query: str, bindings: Mapping[str, Value] | None = None) -> list[dict[str, str | None]]:
        """Rows of a SELECT query as they stand in the graph: IRIs and the lexical forms of literals."""
        found: Any = self._run(query, bindings)
        columns = [variable.value for variable in found.variables]
        with self._reading():
            return [dict(zip(columns, map(_text, row), strict=True)) for row in found]

    def ask(self, query: str, bindings: Mapping[str, Value] | None = None) -> bool:
        """The answer of an ASK query."""
        return bool(self._run(query, bindings))

    def table(self, query: str, bindings: Mapping[str, Value] | None = None) -> Table:
        """Any SPARQL 1.1 query as a table: ASK has one column ``result``, CONSTRUCT and DESCRIBE have three."""
        from pyoxigraph import QueryBoolean, QuerySolutions

        found = self._run(query, bindings)
        if isinstance(found, QueryBoolean):
            return Table(("result",), [(bool(found),)])
        with self._reading():
            if isinstance(found, QuerySolutions):
                columns = tuple(variable.value for variable in found.variables)
                return Table(columns, [tuple(map(_value, row)) for row in found])
            return Table(("subject", "predicate", "object"), [tuple(map(_value, triple)) for triple in _unique(found)])

    def serialize(self, query: str, format: str | None = None) -> bytes:
        """Any SPARQL 1.1 query in a W3C format: json (the default), csv, tsv or xml for SELECT and ASK; turtle
        (the default), ntriples, jsonld or rdfxml for CONSTRUCT and DESCRIBE.

        ``BadQuery`` with line and column where it isn't valid; ``WrongFormat`` where the format doesn't fit.
        """
        from pyoxigraph import QueryResultsFormat, QueryTriples

        found = self._run(query, None)
        names = _TRIPLES if isinstance(found, QueryTriples) else _ROWS
        chosen = format or next(iter(names))
        if chosen not in names:
            raise WrongFormat(format=chosen, choices=", ".join(names))
        with self._reading():
            if isinstance(found, QueryTriples):
                return _written(_unique(found), names[chosen])
            data = found.serialize(format=getattr(QueryResultsFormat, names[chosen])) or b""
        return re.sub(_NOT_XML, "\ufffd", data.decode()).encode() if chosen == "xml" else data

    def dump(self, format: str) -> bytes:
        """The whole graph, sorted: turtle and ntriples as one graph; trig, nquads and jsonld with the layers."""
        if format not in {*_TRIPLES, *_DATASETS}:
            raise WrongFormat(format=format, choices=", ".join(sorted({*_TRIPLES, *_DATASETS})))
        quads = sorted(self._store, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))
        if format in _DATASETS:
            return _written(quads, _DATASETS[format])
        return _written(_unique(q.triple for q in quads), _TRIPLES[format])

    def rdflib(self) -> Dataset:
        """The same store as an rdflib Dataset whose default graph is the union of all layers."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self._store), default_union=True)

    def _run(self, query: str, bindings: Mapping[str, Value] | None) -> QuerySolutions | QueryBoolean | QueryTriples:
        from pyoxigraph import Variable

        check(query)
        substitutions: Any = {Variable(name): _term(value) for name, value in (bindings or {}).items()}
        with self._reading():
            try:
                return self._store.query(
                    query,
                    prefixes=PREFIXES,
                    use_default_graph_as_union=not names_its_graphs(query),
                    substitutions=substitutions or None,
                )
            except (SyntaxError, ValueError) as error:
                raise complaint(error, query, PREFIXES) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise BrokenStore(path=self.folder, reason=" ".join(str(error).split())) from error


def _written(statements: Any, format: str) -> bytes:
    """In an RDF format; the engine declares prefixes in the order of a hash table, which is undone here."""
    from pyoxigraph import RdfFormat, serialize

    prefixes = None if format == "RDF_XML" else PREFIXES
    data = serialize(statements, format=getattr(RdfFormat, format), prefixes=prefixes) or b""
    if format in ("TURTLE", "TRIG"):
        lines = data.split(b"\n", len(PREFIXES))
        return b"\n".join([*sorted(lines[:-1]), lines[-1]])
    return _CONTEXT.sub(_sorted_context, data, count=1) if format == "JSON_LD" else data


def _sorted_context(match: re.Match[bytes]) -> bytes:
    return match[1] + b",".join(sorted(match[2].split(b","))) + match[3]


def _unique(triples: Any) -> Iterator[Triple]:
    return iter(sorted(set(triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object))))


def _term(value: Value) -> NamedNode | Literal:
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, Iri):
        try:
            return NamedNode(value)
        except ValueError as error:
            raise BadQuery(reason=f"{str(value)!r} is not an IRI") from error
    if value is None:
        raise ValueError("a bound variable needs a value")
    return Literal(value)


def _value(term: Any) -> Value:
    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return Iri(getattr(term, "value", str(term)))
    return _typed(term.value, datatype.value.removeprefix(XSD))


def _text(term: Any) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def _typed(text: str, kind: str) -> Value:
    """Numbers and booleans as Python has them; dates and everything else as they are written."""
    try:
        if kind == "integer":
            return int(text)
        if kind in ("decimal", "double", "float"):
            return float(text)
    except ValueError:
        return text
    return text in ("true", "1") if kind == "boolean" else text
