"""The graph as networkx has it: bodies, people, tasks, targets, documents and meetings, each with its sentences.

What goes in are the rows of ``kg/queries/graph-*.rq``. A node's key is its IRI, an edge's key its
relation (the local name of the property, ``memberOf`` for a tenure).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.query import rows
from kg.rdf import iri
from kg.store import Graph
from kg.store.places import SNAPSHOTS

if TYPE_CHECKING:
    import networkx

CLASSES = {
    "Task": "task", "Target": "target", "Result": "result", "Meeting": "meeting", "Person": "person",
    "PublicBody": "body",
    "PartyBody": "body", "SteeringCommittee": "body", "WorkingGroup": "body", "BodyGroup": "body",
    "OfficialDocument": "document", "Programme": "document",
}  # fmt: skip
RADIUS = 2
# XML 1.0, section 2.2: what no document may hold, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A sentence of a source: ``text`` stands there from code point ``start`` up to ``end``, between the other two.

    ``page`` counts from 1; 0 where the source has no pages.
    """

    source: str
    start: int
    end: int
    text: str
    prefix: str = ""
    suffix: str = ""
    confidence: float = 1.0
    provision: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic or a reported status; of its names in each language the first is the preferred one."""

    scheme: str
    broader: str
    vi: tuple[str, ...]
    en: tuple[str, ...]


def to_networkx(graph: Graph, focus: str | None = None) -> networkx.MultiDiGraph[str]:
    """The graph of everything that the documents tie to something else.

    Nodes have ``cls`` (body, person, task, target, result, document, meeting), ``label_vi``, ``label_en``, ``kind_vi``,
    ``kind_en``, ``collective`` (no single body: "các bộ, ngành"), ``aliases``,
    ``statuses`` (concepts that documents report), ``quotes``, ``grounds`` (the quotes behind each plain value, by
    the property's local name) and, where known, ``due``, ``due_relation``, ``due_text``, ``earliest``, ``latest``,
    ``number``, ``issued``, ``when``, ``ordinal``, ``value``, ``upper``, ``comparator``, ``unit``, ``output``; a
    meeting bears the name of who holds it. Edges have ``relation``, ``post`` and ``quotes``. The graph's own
    ``sources`` are {id: {name, title, publisher, issued, url, work}}, its ``texts`` the snapshots that are at hand,
    its ``concepts`` {IRI: Concept}. With ``focus``, the IRI or id of a node, only what lies within two steps of it,
    and nothing where there is no such node. What only the register knows, and no document speaks of, is left out.
    Order of nodes and edges is fixed.
    """
    import networkx as nx

    quotes = _quotes(_rows(graph, "graph-assertions"), _evidence(_rows(graph, "graph-evidence")))
    nodes = _nodes(graph, quotes)
    edges = _edges(_rows(graph, "graph-edges"), nodes, quotes)
    tied: set[str] = set()
    for (start, relation, end), (_, said) in edges:
        if said:
            tied |= {start, end}
        if relation == "organizer":
            nodes[start] |= {name: nodes[end][name] for name in ("label_vi", "label_en")}
    result: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key in sorted(nodes):
        node = nodes[key]
        if key in tied or (node["cls"] != "body" and node["quotes"]):
            result.add_node(key, **node)
    for (start, relation, end), (post, found) in edges:
        if start in result and end in result:
            result.add_edge(start, end, key=relation, relation=relation, post=post, quotes=found)
    result.graph["sources"] = _sources(_rows(graph, "graph-sources"), nodes)
    result.graph["texts"] = _texts(graph.folder, result.graph["sources"])
    result.graph["concepts"] = _concepts(_rows(graph, "graph-concepts"))
    return result if focus is None else around(result, focus)


_SOURCE = ("name", "title", "publisher", "issued", "url", "work")


def _sources(found: Iterable[Row], nodes: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What is known of each source; a copy of an official document has that document's name and date."""
    sources: dict[str, dict[str, str]] = defaultdict(lambda: dict.fromkeys(_SOURCE, ""))
    for row in found:
        sources[str(row["source"])][str(row["key"])] = str(row["value"])
    for source in sources.values():
        work = nodes.get(source["work"], {})
        source["title"] = source["title"] or str(work.get("label_vi") or "")
        source["issued"] = source["issued"] or str(work.get("issued") or "")
    return dict(sources)


def _texts(folder: Path, sources: Iterable[str]) -> dict[str, str]:
    places = {source: folder / SNAPSHOTS / f"{source}.txt" for source in sources}
    return {source: path.read_bytes().decode("utf-8") for source, path in places.items() if path.is_file()}


def _concepts(found: Iterable[Row]) -> dict[str, Concept]:
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"vi": [], "en": []})
    rest: dict[str, tuple[str, str]] = {}
    for row in sorted(found, key=lambda row: (row["rank"] or "", row["name"] or "")):
        names[str(row["concept"])].setdefault(str(row["language"]), []).append(str(row["name"]))
        rest[str(row["concept"])] = (str(row["scheme"]), str(row["broader"] or ""))
    return {key: Concept(*rest[key], tuple(given["vi"]), tuple(given["en"])) for key, given in sorted(names.items())}


def full_iri(node: str) -> str:
    """The IRI of a node that is named by its IRI or by its id (``org/bo-cong-an``)."""
    return node if "://" in node else iri(node)


def around(graph: networkx.MultiDiGraph[str], focus: str, radius: int = RADIUS) -> networkx.MultiDiGraph[str]:
    """What lies within ``radius`` steps of a node, either way; an empty graph where the node is not there."""
    focus = full_iri(focus)
    near = {focus} if focus in graph else set()
    rim = set(near)
    for _ in range(radius):
        rim = {other for node in rim for other in (*graph.successors(node), *graph.predecessors(node))} - near
        near |= rim
    part = graph.copy()
    part.remove_nodes_from([node for node in graph if node not in near])
    return part


def for_graphml(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """A copy whose attributes are all strings, as GraphML wants: quotes one a line, control characters dropped."""
    import networkx as nx

    plain: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(node, **_scalars(data))
    for start, end, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(start, end, key=key, **_scalars(data))
    return plain


def _scalars(data: Mapping[str, Any]) -> dict[str, str]:
    flat = {name: value for name, value in data.items() if isinstance(value, str) and value}
    flat["aliases"] = "\n".join(data.get("aliases", ()))
    flat["quotes"] = "\n".join(quote.text for quote in data["quotes"])
    flat["sources"] = " ".join(sorted({quote.source for quote in data["quotes"]}))
    return {name: _NOT_XML.sub("", value) for name, value in flat.items() if value}


def _rows(graph: Graph, name: str) -> list[Row]:
    """The answer of a shipped query, in a fixed order."""
    return sorted(rows(graph, name), key=lambda row: [value or "" for value in row.values()])


def _local(name: object) -> str:
    return str(name).replace("#", "/").rpartition("/")[2]


class _Quotes:
    """Quotes by triple, by subject and by property; a mention counts for the thing that is mentioned."""

    def __init__(self) -> None:
        self.triple: dict[tuple[str, str, str], set[Quote]] = defaultdict(set)
        self.subject: dict[str, set[Quote]] = defaultdict(set)
        self.mention: dict[str, set[Quote]] = defaultdict(set)
        self.value: dict[str, dict[str, set[Quote]]] = defaultdict(lambda: defaultdict(set))

    def of(self, node: str) -> tuple[Quote, ...]:
        return tuple(sorted(self.subject.get(node) or self.mention.get(node, set())))


def _evidence(found: Iterable[Row]) -> dict[str, Quote]:
    return {
        str(row["evidence"]): Quote(
            source=str(row["source"]), start=int(row["start"] or 0), end=int(row["end"] or 0),
            text=str(row["quote"]), prefix=str(row["prefix"] or ""), suffix=str(row["suffix"] or ""),
            confidence=float(row["confidence"] or 1), provision=str(row["provision"] or ""),
            page=int(row["page"] or 0),
        )
        for row in found
    }  # fmt: skip


def _quotes(stated: Iterable[Row], evidence: Mapping[str, Quote]) -> _Quotes:
    quotes = _Quotes()
    for row in stated:
        subject, relation, object_ = str(row["subject"]), _local(row["predicate"]), str(row["object"])
        quote = evidence.get(str(row["evidence"]))
        if quote is None:
            continue
        if relation == "mentions":
            quotes.mention[object_].add(quote)
        else:
            quotes.triple[subject, relation, object_].add(quote)
            quotes.subject[subject].add(quote)
            quotes.value[subject][relation].add(quote)
    return quotes


_SEVERAL = {"alias": "aliases", "status": "statuses"}


def _nodes(graph: Graph, quotes: _Quotes) -> dict[str, dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    for row in _rows(graph, "graph-nodes"):
        key = str(row["node"])
        if key not in nodes:
            columns = {"label_vi": "vi", "label_en": "en", "kind_vi": "kindVi", "kind_en": "kindEn"}
            names = {name: str(row[column] or "") for name, column in columns.items()}
            cls, collective = CLASSES[_local(row["class"])], _local(row["class"]) == "BodyGroup"
            grounds = {name: tuple(sorted(said)) for name, said in sorted(quotes.value.get(key, {}).items())}
            nodes[key] = {
                "cls": cls, "collective": collective, **names, "aliases": (), "statuses": (),
                "quotes": quotes.of(key), "grounds": grounds,
            }  # fmt: skip
    for row in _rows(graph, "graph-details"):
        node = nodes.get(str(row["node"]))
        if node is None:
            continue
        if row["name"] in _SEVERAL:
            name = _SEVERAL[str(row["name"])]
            node[name] = (*node[name], str(row["value"]))
        else:
            node.setdefault(str(row["name"]), str(row["value"]))
    for key, node in nodes.items():
        node["label_vi"] = node.get("indicator") or node["label_vi"] or _local(key)
    return nodes


Edge = tuple[tuple[str, str, str], tuple[str, tuple[Quote, ...]]]


def _edges(given: Iterable[Row], nodes: Mapping[str, dict[str, Any]], quotes: _Quotes) -> list[Edge]:
    """((from, relation, to), (post, quotes)) between known nodes, sorted; a person's posts in one body are joined."""
    found: dict[tuple[str, str, str], tuple[set[str], set[Quote]]] = {}
    for row in given:
        start, end, relation = str(row["from"]), str(row["to"]), _local(row["property"])
        if start not in nodes or end not in nodes or start == end:
            continue
        posts, said = found.setdefault((start, relation, end), (set(), set()))
        if row["post"]:
            posts.add(str(row["post"]))
        about = str(row["about"])
        tenure = relation == "memberOf"
        said |= quotes.subject.get(about, set()) if tenure else quotes.triple.get((about, relation, end), set())
    edges = [(key, (", ".join(sorted(posts)), tuple(sorted(said)))) for key, (posts, said) in found.items()]
    return sorted(edges)
