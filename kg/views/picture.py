"""The part of the graph that is drawn, through pyvis: never its own pages, only the data that it makes of a graph."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ChangedScript
from kg.views.cards import make_card
from kg.views.layout import Item, Plan, find_homes, place
from kg.views.things import Book

if TYPE_CHECKING:
    import networkx

MOST = 150
# vis-network 9.1.2 as pyvis 0.3.2 carries it; what runs in the page is this and our own script.
SCRIPT = ("lib", "vis-9.1.2", "vis-network.min.js")
SCRIPT_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
# Shapes that vis-network knows; the page draws finer ones of its own over the same boxes.
SHAPES = {
    "body": "ellipse", "task": "box", "target": "diamond", "person": "dot", "meeting": "hexagon", "document": "square",
}  # fmt: skip
LINES = {"leadBody": "lead", "cooperatingBody": "support", "oversightBody": "oversight"}
DASHES: Mapping[str, bool | list[int]] = {"lead": False, "support": [9, 7], "oversight": [2, 5], "context": False}
WEIGHTS = {"lead": 2, "support": 2, "oversight": 2, "context": 1}
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0},
    "interaction": {"hover": True, "dragNodes": False, "multiselect": False, "selectConnectedEdges": False,
                    "keyboard": False, "tooltipDelay": 100000, "hideEdgesOnDrag": False},
}  # fmt: skip


def choose(graph: networkx.MultiDiGraph[str], focus: str | None, most: int = MOST) -> list[str]:
    """At most ``most`` nodes: the one in focus, then the best connected, the soonest due among equals."""

    def rank(node: str) -> tuple[bool, int, str, str]:
        return (node != focus, -graph.degree(node), graph.nodes[node].get("latest") or "9999", node)

    return sorted(sorted(graph, key=rank)[:most])


def draw(book: Book, focus: str | None, lang: str) -> dict[str, Any]:
    """``nodes``, ``edges`` and ``options`` as vis-network wants them, and the ``panels`` behind them.

    Nodes and edges carry the numbers that the book gives them as their ids.
    """
    shown = choose(book.graph, focus)
    part = book.graph.subgraph(shown)
    links = [(start, data["relation"], end) for start, end, data in part.edges(data=True)]
    homes = find_homes([(n, part.nodes[n]["cls"]) for n in shown], links, focus if focus in part else None)
    cards = {n: make_card(part.nodes[n], hub=homes[n] == n) for n in shown}
    items = [Item(n, part.nodes[n]["cls"], cards[n].w, cards[n].h) for n in shown]
    plan = place(items, homes, _order(part, focus))
    copy: networkx.MultiDiGraph[Any] = type(book.graph)()
    for node in shown:
        cls, card = part.nodes[node]["cls"], cards[node]
        x, y = plan.at[node]
        copy.add_node(
            book.number[node], label="\n".join(card.lines[lang]), group=cls, shape=SHAPES[cls], x=x, y=y,
            w=card.w, h=card.h, text=card.size, lines=dict(card.lines), chip=dict(card.chip), hub=homes[node] == node,
        )  # fmt: skip
    _add_edges(copy, book, set(shown))
    return {**_through_pyvis(copy), "panels": _panels(plan, book)}


def _order(graph: networkx.MultiDiGraph[str], focus: str | None) -> list[str]:
    def rank(node: str) -> tuple[bool, str, str]:
        return (node != focus, graph.nodes[node].get("latest") or "9999", node)

    return sorted(graph, key=rank)


def _add_edges(copy: networkx.MultiDiGraph[Any], book: Book, shown: set[str]) -> None:
    """One line between two things, of their strongest relation; the panel tells the others."""
    rank = {"lead": 0, "support": 1, "oversight": 2, "context": 3}
    drawn: dict[tuple[int, int], tuple[int, int, str]] = {}
    for number, link in enumerate(book.links()):
        if book.keys[link["from"]] in shown and book.keys[link["to"]] in shown:
            line = LINES.get(link["relation"], "context")
            pair = (min(link["from"], link["to"]), max(link["from"], link["to"]))
            drawn[pair] = min(drawn.get(pair, (9, 0, "")), (rank[line], number, line))
    for (start, end), (_, number, line) in sorted(drawn.items()):
        copy.add_edge(start, end, id=f"e{number}", link=number, line=line, dashes=DASHES[line], weight=WEIGHTS[line])


def _through_pyvis(graph: networkx.MultiDiGraph[Any]) -> dict[str, Any]:
    from pyvis.network import Network

    network = Network(directed=True)
    network.options = OPTIONS
    network.from_nx(graph)
    nodes, edges, *_ = network.get_network_data()
    for edge in edges:
        edge.pop("arrows", None)
    return {
        "nodes": sorted(nodes, key=lambda node: node["id"]),
        "edges": sorted(edges, key=lambda edge: edge["link"]),
        "options": OPTIONS,
    }


def _panels(plan: Plan, book: Book) -> list[dict[str, Any]]:
    return [
        {"x": round(p.box.x), "y": round(p.box.y), "w": round(p.box.w), "h": round(p.box.h),
         "hub": None if p.hub is None else book.number[p.hub], "caption": p.caption}
        for p in plan.panels
    ]  # fmt: skip


def vis_script() -> str:
    """The drawing library out of the installed pyvis package; ``ChangedScript`` when it is not the known one."""
    import pyvis

    path = Path(str(pyvis.__file__)).parent.joinpath(*SCRIPT)
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != SCRIPT_SHA256:
        raise ChangedScript(path=path.name)
    # A browser reads CRLF as LF before it hashes; the page has to hold what is hashed.
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
