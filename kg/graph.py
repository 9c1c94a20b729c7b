"""The graph as networkx has it: bodies, people, tasks, targets, documents and meetings, each with its sentences.

What goes in are the rows of ``kg/queries/graph-*.rq``. A node's key is its IRI, an edge's key its
relation (the local name of the property, ``memberOf`` for a tenure).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import networkx

CLASSES = {
    "Task": "task", "Target": "target", "Meeting": "meeting", "Person": "person", "PublicBody": "body",
    "PartyBody": "body", "SteeringCommittee": "body", "WorkingGroup": "body", "BodyGroup": "body",
    "OfficialDocument": "document", "Programme": "document",
}  # fmt: skip
# Read from the register, these alone do not make a body part of the picture.
BACKGROUND = {"subOrganizationOf", "successor"}
RADIUS = 2

Row = Mapping[str, str | None]


class Rows(Protocol):
    """Whatever answers a shipped query by its name with rows of plain strings."""

    def rows(self, name: str) -> Iterable[Row]: ...


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A sentence of a source: ``text`` stands there from code point ``start`` up to ``end``, between the other two."""

    source: str
    start: int
    end: int
    text: str
    prefix: str = ""
    suffix: str = ""
    confidence: str = ""


def to_networkx(graph: Rows, focus: str | None = None) -> networkx.MultiDiGraph[str]:
    """The graph of everything that the documents tie to something else.

    Nodes have ``cls`` (body, person, task, target, document, meeting), ``label_vi``, ``label_en``, ``kind_vi``,
    ``kind_en``, ``aliases``, ``quotes`` and, where known, ``due``, ``due_relation``, ``due_text``, ``earliest``,
    ``latest``, ``number``, ``issued``, ``when``, ``ordinal``, ``value``, ``comparator``, ``unit``. Edges have ``relation``, ``post``
    and ``quotes``. The graph's own ``sources`` are {id: {title, publisher, issued, url}}. With ``focus``, the IRI of a node,
    only what lies within two steps of it, and nothing where there is no such node. A body of the
    register that takes part in no fact is left out. Order of nodes and edges is fixed.
    """
    import networkx as nx

    quotes = _quotes(graph.rows("graph-quotes"))
    nodes = _nodes(graph, quotes)
    edges = _edges(graph.rows("graph-edges"), nodes, quotes)
    tied = {end for (start, relation, to), _ in edges if relation not in BACKGROUND or _[1] for end in (start, to)}
    result: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted(nodes):
        if nodes[iri]["cls"] != "body" or iri in tied:
            result.add_node(iri, **nodes[iri])
    for (start, relation, end), (post, found) in edges:
        if start in result and end in result:
            result.add_edge(start, end, key=relation, relation=relation, post=post, quotes=found)
    sources = sorted(graph.rows("graph-sources"), key=lambda row: row["source"] or "")
    result.graph["sources"] = {str(row["source"]): {k: row.get(k) or "" for k in _SOURCE} for row in sources}
    return result if focus is None else around(result, focus)


_SOURCE = ("title", "publisher", "issued", "url")


def around(graph: networkx.MultiDiGraph[str], focus: str, radius: int = RADIUS) -> networkx.MultiDiGraph[str]:
    """What lies within ``radius`` steps of a node, either way; an empty graph where the node is not there."""
    near = {focus} if focus in graph else set()
    rim = set(near)
    for _ in range(radius):
        rim = {other for node in rim for other in (*graph.successors(node), *graph.predecessors(node))} - near
        near |= rim
    return graph.subgraph(near).copy()


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
    return {name: "".join(c for c in value if c >= " " or c == "\n") for name, value in flat.items() if value}


def quote_data(quote: Quote) -> dict[str, Any]:
    """A quote as plain values."""
    return asdict(quote)


def _local(iri: str | None) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]


class _Quotes:
    """Quotes by triple and by subject; a mention counts for the thing that is mentioned."""

    def __init__(self) -> None:
        self.triple: dict[tuple[str, str, str], set[Quote]] = defaultdict(set)
        self.subject: dict[str, set[Quote]] = defaultdict(set)
        self.mention: dict[str, set[Quote]] = defaultdict(set)

    def of(self, node: str) -> tuple[Quote, ...]:
        return tuple(sorted(self.subject.get(node) or self.mention.get(node, ())))


def _quotes(rows: Iterable[Row]) -> _Quotes:
    quotes = _Quotes()
    for row in rows:
        subject, relation, object_ = str(row["subject"]), _local(row["predicate"]), str(row["object"])
        quote = Quote(
            source=str(row["source"]), start=int(row["start"] or 0), end=int(row["end"] or 0), text=row["quote"] or "",
            prefix=row.get("prefix") or "", suffix=row.get("suffix") or "", confidence=row.get("confidence") or "",
        )  # fmt: skip
        if relation == "mentions":
            quotes.mention[object_].add(quote)
        else:
            quotes.triple[subject, relation, object_].add(quote)
            quotes.subject[subject].add(quote)
    return quotes


def _nodes(graph: Rows, quotes: _Quotes) -> dict[str, dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    for row in sorted(graph.rows("graph-nodes"), key=lambda r: tuple(r.get(k) or "" for k in ("node", "class", "vi"))):
        iri = str(row["node"])
        if iri not in nodes:
            names = {"label_vi": row.get("vi") or "", "label_en": row.get("en") or ""}
            kinds = {"kind_vi": row.get("kindVi") or "", "kind_en": row.get("kindEn") or ""}
            cls = CLASSES[_local(row["class"])]
            nodes[iri] = {"cls": cls, **names, **kinds, "aliases": (), "quotes": quotes.of(iri)}
    rows = sorted(graph.rows("graph-details"), key=lambda r: tuple(r.get(k) or "" for k in ("node", "name", "value")))
    for row in rows:
        node = nodes.get(str(row["node"]))
        if node is None:
            continue
        if row["name"] == "alias":
            node["aliases"] = (*node["aliases"], str(row["value"]))
        else:
            node.setdefault(str(row["name"]), str(row["value"]))
    for iri, node in nodes.items():
        node["label_vi"] = node.get("indicator") or node["label_vi"] or _local(iri)
    return nodes


Edge = tuple[tuple[str, str, str], tuple[str, tuple[Quote, ...]]]


def _edges(rows: Iterable[Row], nodes: Mapping[str, dict[str, Any]], quotes: _Quotes) -> list[Edge]:
    """((from, relation, to), (post, quotes)) between known nodes, sorted; two posts of one person in one body are joined."""
    found: dict[tuple[str, str, str], tuple[set[str], set[Quote]]] = {}
    for row in rows:
        start, end, relation = str(row["from"]), str(row["to"]), _local(row["property"])
        if start not in nodes or end not in nodes or start == end:
            continue
        posts, said = found.setdefault((start, relation, end), (set(), set()))
        if row.get("post"):
            posts.add(str(row["post"]))
        about = str(row["about"])
        said |= quotes.subject.get(about, set()) if relation == "memberOf" else quotes.triple.get((about, relation, end), set())
    edges = [(key, (", ".join(sorted(posts)), tuple(sorted(said)))) for key, (posts, said) in found.items()]
    return sorted(edges)
