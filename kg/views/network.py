"""The drawing that the page begins with: one thing and what is nearest to it, through networkx and pyvis.

Coordinates are worked out here, and so are the slots that the page puts further things into: ``fans``.
Of pyvis only the data that it makes of a graph is used, never its own pages.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ChangedScript
from kg.views.book import RELATIONS, ROLES, Book
from kg.views.names import WORK

if TYPE_CHECKING:
    import networkx

FIRST, STEP, MOST = 25, 25, 150
# Cards in pixels, and the room between them.
WIDTH, HEIGHT, GAP, BETWEEN, REACH, ROWS = 230, 56, 8, 20, 80, 12
# vis-network 9.1.2 as pyvis 0.3.2 carries it; what runs in the page is this and our own script.
SCRIPT = ("lib", "vis-9.1.2", "vis-network.min.js")
SCRIPT_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
LINES = {"leadBody": "lead", "cooperatingBody": "support", "oversightBody": "oversight"}
STRENGTH = ("lead", "support", "oversight", "context")
DASHES: Mapping[str, bool | list[int]] = {"lead": False, "support": [9, 7], "oversight": [2, 5], "context": False}
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0},
    "interaction": {"hover": True, "dragNodes": False, "multiselect": False, "selectConnectedEdges": False,
                    "keyboard": False, "tooltipDelay": 100000, "hideEdgesOnDrag": False},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour: ``group`` is the relation and which way it goes (``inverse.leadBody``), ``link`` its number."""

    thing: int
    group: str
    link: int


def neighbours(book: Book) -> dict[int, list[Near]]:
    """What each thing is tied to, in the order of the book's links."""
    found: dict[int, list[Near]] = defaultdict(list)
    for number, (start, relation, end, _, _) in enumerate(book.links):
        found[start].append(Near(end, f"forward.{relation}", number))
        found[end].append(Near(start, f"inverse.{relation}", number))
    return found


def choose(around: list[Near], room: int, shown: frozenset[int] = frozenset()) -> tuple[list[Near], dict[str, int]]:
    """The neighbours to draw, from each group in turn, and how many of each group stay hidden.

    A thing that two relations tie is drawn once, in the first group.
    """
    groups: dict[str, list[Near]] = {}
    seen = set(shown)
    for near in around:
        if near.thing not in seen:
            seen.add(near.thing)
            groups.setdefault(near.group, []).append(near)
    taken: dict[str, int] = dict.fromkeys(groups, 0)
    open_ = list(groups)
    while room > 0 and open_:
        for group in open_[:room]:
            taken[group] += 1
        room -= len(open_[:room])
        open_ = [group for group in open_ if taken[group] < len(groups[group])]
    chosen = [near for group, found in groups.items() for near in found[: taken[group]]]
    return chosen, {group: len(found) - taken[group] for group, found in groups.items() if len(found) > taken[group]}


def fan(count: int) -> list[tuple[int, int]]:
    """Centres of ``count`` cards to the right of a card at 0, 0: columns of even length, read from top to bottom."""
    columns = -(-count // ROWS)
    places = []
    for column in range(columns):
        length = count // columns + (column < count % columns)
        x = WIDTH + REACH + column * (WIDTH + BETWEEN)
        top = -(length - 1) * (HEIGHT + GAP) / 2
        places += [(x, round(top + row * (HEIGHT + GAP))) for row in range(length)]
    return places


def at_right(book: Book, near: Near) -> bool:
    """Tasks, and the bodies that lead, support and oversee, stand at the right; whatever else, at the left."""
    work = book.cls(near.thing) in WORK
    return work or near.group.partition(".")[2] in ROLES


def first_focus(book: Book) -> int | None:
    """What is drawn where nothing was asked for: the single body that does most, if it has much around it."""
    led = [0] * len(book.things)
    for _, relation, end, _, _ in book.links:
        led[end] += relation in ROLES
    degree = [0] * len(book.things)
    for start, _, end, _, _ in book.links:
        degree[start] += 1
        degree[end] += 1
    nodes = [book.graph.nodes[key] for key in book.keys]
    single = [(node["cls"] == "body") + (node["cls"] == "body" and not node["collective"]) for node in nodes]
    return max(
        range(len(led)),
        key=lambda n: (single[n], led[n] > 0, led[n] + min(degree[n], FIRST), degree[n], -n),
        default=None,
    )


def draw(book: Book, focus: int | None) -> dict[str, Any]:
    """``nodes`` and ``edges`` as vis-network wants them, ``more`` (what is hidden), ``options``, ``fans``, sizes."""
    places: dict[int, tuple[int, int]] = {}
    hidden: list[dict[str, Any]] = []
    if focus is not None:
        places[focus] = (0, 0)
        chosen, rest = choose(neighbours(book)[focus], FIRST - 1, frozenset({focus}))
        for sign in (1, -1):
            side = [near for near in chosen if at_right(book, near) == (sign > 0)]
            pills = [group for group in rest if _side(book, chosen, group) == sign]
            slots = fan(len(side) + len(pills))
            places |= {near.thing: (sign * x, y) for near, (x, y) in zip(side, slots, strict=False)}
            hidden += [
                {"of": focus, "group": group, "count": rest[group], "x": sign * x, "y": y}
                for group, (x, y) in zip(pills, slots[len(side) :], strict=True)
            ]
    return {
        **_through_pyvis(_subgraph(book, places)), "more": hidden, "options": OPTIONS,
        "fans": [fan(count) for count in range(STEP + len(RELATIONS) // 2)], "focus": focus,
        "size": {"w": WIDTH, "h": HEIGHT, "between": BETWEEN, "reach": REACH},
        "caps": {"first": FIRST, "step": STEP, "most": MOST},
        "lines": LINES, "strength": STRENGTH, "dashes": DASHES,
    }  # fmt: skip


def _side(book: Book, chosen: list[Near], group: str) -> int:
    """A group that has something hidden has something drawn: its pill stands on the same side."""
    return 1 if any(at_right(book, near) for near in chosen if near.group == group) else -1


def _subgraph(book: Book, places: Mapping[int, tuple[int, int]]) -> networkx.MultiDiGraph[Any]:
    """The displayed part as a graph of numbers: one line between two things, of their strongest relation."""
    copy: networkx.MultiDiGraph[Any] = type(book.graph)()
    for number, (x, y) in sorted(places.items()):
        copy.add_node(number, label=book.things[number]["vi"], group=book.cls(number), x=x, y=y)
    drawn: dict[tuple[int, int], tuple[int, int]] = {}
    for link, (start, relation, end, _, _) in enumerate(book.links):
        if start in places and end in places:
            pair, line = (min(start, end), max(start, end)), STRENGTH.index(LINES.get(relation, "context"))
            drawn[pair] = min(drawn.get(pair, (9, 0)), (line, link))
    for (start, end), (line, link) in sorted(drawn.items()):
        copy.add_edge(start, end, id=f"e{link}", link=link, line=STRENGTH[line], dashes=DASHES[STRENGTH[line]])
    return copy


def _through_pyvis(graph: networkx.MultiDiGraph[Any]) -> dict[str, Any]:
    from pyvis.network import Network

    network = Network(directed=True)
    network.options = OPTIONS
    network.from_nx(graph)
    nodes, edges, *_ = network.get_network_data()
    wanted = {"nodes": ("id", "group", "x", "y"), "edges": ("id", "from", "to", "link", "line", "dashes")}
    found = {"nodes": nodes, "edges": edges}
    return {
        what: sorted(({name: one[name] for name in names} for one in found[what]), key=lambda one: str(one["id"]))
        for what, names in wanted.items()
    }


def vis_script() -> str:
    """The drawing library out of the installed pyvis package; ``ChangedScript`` when it is not the known one."""
    import pyvis

    path = Path(str(pyvis.__file__)).parent.joinpath(*SCRIPT)
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != SCRIPT_SHA256:
        raise ChangedScript(path=path.name)
    # A browser reads CRLF as LF before it hashes; the page has to hold what is hashed.
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
