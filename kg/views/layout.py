"""Where everything stands: each lead body in the middle of its own tasks, like a mind map.

Coordinates are worked out here, once, so that the picture is the same everywhere and stands
still. A *home* is the hub that a thing is drawn beside; a *hub* is whatever has tasks or targets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.views.packing import Block, Box, pack

# Whom a thing is drawn beside: the first of these relations that leads to a hub.
WORK_HOMES = ("leadBody", "raisedAt", "mandatedBy", "assignedBy", "cooperatingBody", "oversightBody")
OTHER_HOMES = (
    "responsibleBody", "memberOf", "chairedBy", "organizer", "implements", "issuedBy", "establishedBy", "successor",
    "subOrganizationOf", "mandatedBy", "raisedAt", "assignedBy", "cooperatingBody", "oversightBody", "leadBody",
    "amends", "replaces", "basedOn",
)  # fmt: skip
WORK = {"task", "target"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something to place: its class and the size of its card in pixels."""

    id: str
    cls: str
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The ground that a cluster stands on; ``hub`` is None for things without any tie.

    ``caption`` names the message that stands on the ground: where nothing in the middle says what it is.
    """

    box: Box
    hub: str | None
    caption: str | None


@dataclass(slots=True)
class Plan:
    """Centres of all items, and the grounds behind them."""

    at: dict[str, tuple[int, int]] = field(default_factory=dict)
    panels: list[Panel] = field(default_factory=list)


Link = tuple[str, str, str]


Near = Mapping[str, Mapping[str, list[str]]]
Homes = dict[str, str | None]


def find_homes(items: Sequence[tuple[str, str]], links: Iterable[Link], focus: str | None) -> Homes:
    """Item → its hub (itself for a hub, None where nothing ties it to anything).

    ``items`` are (id, class) pairs, ``links`` (from, relation, to) triples among them. Beside the hubs that have
    tasks stand those that hold bodies or documents together, like the Government with its ministries.
    """
    near: dict[str, dict[str, list[str]]] = {item: defaultdict(list) for item, _ in items}
    for start, relation, end in sorted(links):
        near[start][relation].append(end)
        near[end][relation].append(start)
    work = {item for item, cls in items if cls in WORK}
    homes: Homes = {item: _home_of_work(near[item], work, focus) if item in work else None for item, _ in items}
    homes.update({hub: hub for hub in {focus, *homes.values()} if hub})
    rest = [item for item, _ in items if homes[item] is None]
    _settle(rest, near, homes, direct=True)
    while hub := _next_hub([item for item, cls in items if cls not in WORK], near, homes):
        homes[hub] = hub
        _settle(rest, near, homes, direct=True)
    _settle(rest, near, homes, direct=False)
    for item in sorted(rest, key=lambda i: (-len(_around(near[i])), i)):
        if homes[item] is None and _around(near[item]):
            homes[item] = item
            _settle(rest, near, homes, direct=False)
    return homes


def _around(near: Mapping[str, list[str]]) -> set[str]:
    return {other for others in near.values() for other in others}


def _home_of_work(near: Mapping[str, list[str]], work: set[str], focus: str | None) -> str | None:
    if focus in near.get("leadBody", ()):
        return focus
    return next((other for r in WORK_HOMES for other in near.get(r, ()) if other not in work), None)


def _next_hub(items: Sequence[str], near: Near, homes: Homes) -> str | None:
    """What holds most of those together that have no home yet: two of them, or three to leave a home of its own."""
    best: tuple[int, str] | None = None
    for item in items:
        loose = sum(homes[other] is None for other in _around(near[item]))
        enough = homes[item] != item and loose >= (2 if homes[item] is None else 3)
        if enough and (best is None or (-loose, item) < best):
            best = (-loose, item)
    return best[1] if best else None


def _settle(rest: Sequence[str], near: Near, homes: Homes, *, direct: bool) -> None:
    """Gives what has no home that of its closest neighbour: if ``direct``, a hub alone; else until nothing moves."""
    moved = True
    while moved:
        moved = False
        for item in rest:
            if homes[item] is None:
                others = (o for r in OTHER_HOMES for o in near[item].get(r, ()))
                homes[item] = next((homes[o] for o in others if homes[o] and (homes[o] == o or not direct)), None)
                moved = moved or (homes[item] is not None and not direct)


def place(items: Sequence[Item], homes: Mapping[str, str | None], order: Sequence[str]) -> Plan:
    """Centres for all items, in pixels, y downwards; ``order`` is the order that cards of one cluster keep."""
    rank = {item: index for index, item in enumerate(order)}
    groups: dict[str | None, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: rank[i.id]):
        groups[homes[item.id]].append(item)
    blocks = []
    for hub in sorted((h for h in groups if h), key=lambda h: rank[h]):
        centre = next(i for i in groups[hub] if i.id == hub)
        blocks.append(_cluster(centre, [i for i in groups[hub] if i.id != hub]))
    loose = groups.get(None, [])
    return _arrange(blocks, loose)


GAP, FAN, PAD, CAPTION, ROOM = 14, 76, 26, 26, 620


def _cluster(hub: Item, others: Sequence[Item]) -> Block:
    """A hub with its cards left and right, people and meetings above, documents and bodies below."""
    work = [i for i in others if i.cls in WORK]
    above = _rows([i for i in others if i.cls in {"person", "meeting"}], ROOM)
    below = _rows([i for i in others if i.cls in {"document", "body"}], ROOM if work else ROOM * 1.4)
    block = Block(name=hub.id)
    sides = (work[: (len(work) + 1) // 2], work[(len(work) + 1) // 2 :]) if len(work) > 2 else (work, [])
    middle = max([hub.w, *(_row_width(row) for row in above + below)])
    block.put(hub.id, 0, 0, hub.w, hub.h)
    _stack(block, above, hub.h, up=True)
    _stack(block, below, hub.h, up=False)
    for sign, side in zip((1, -1), sides, strict=True):
        edge = middle / 2 + FAN
        for column in _columns(side):
            room = max(i.w for i in column)
            top = -(sum(i.h for i in column) + GAP * (len(column) - 1)) / 2
            for item in column:
                block.put(item.id, sign * (edge + room / 2), top + item.h / 2, item.w, item.h)
                top += item.h + GAP
            edge += room + GAP * 2
    if work and hub.cls != "body":
        box = block.box()
        block.put("", box.x + box.w / 2, box.y - CAPTION / 2 - GAP, box.w, CAPTION)
    return block


def _columns(side: Sequence[Item], most: int = 9) -> list[Sequence[Item]]:
    """Cards of one side in columns of even length."""
    if not side:
        return []
    count = -(-len(side) // most)
    length = -(-len(side) // count)
    return [side[i : i + length] for i in range(0, len(side), length)]


def _rows(items: Sequence[Item], room: float) -> list[list[Item]]:
    """Items side by side in rows no wider than the room."""
    rows: list[list[Item]] = []
    for item in items:
        if rows and _row_width([*rows[-1], item]) <= room:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _row_width(row: Sequence[Item]) -> int:
    return sum(i.w for i in row) + GAP * 2 * (len(row) - 1)


def _stack(block: Block, rows: Sequence[Sequence[Item]], hub_height: int, *, up: bool) -> None:
    edge = hub_height / 2 + GAP * 3
    for row in rows:
        height = max(i.h for i in row)
        left = -_row_width(row) / 2
        for item in row:
            middle = edge + height / 2
            block.put(item.id, left + item.w / 2, -middle if up else middle, item.w, item.h)
            left += item.w + GAP * 2
        edge += height + GAP * 2


def _arrange(blocks: Sequence[Block], loose: Sequence[Item]) -> Plan:
    """Clusters packed close together, and what has no tie in a tray below them."""
    plan = Plan()
    for block, (dx, dy) in pack(blocks, PAD):
        box = block.box()
        plan.panels.append(Panel(box.grown(PAD).moved(dx, dy), block.name, "no_lead" if "" in block.boxes else None))
        plan.at.update(block.centres(dx, dy))
    if not loose:
        return plan
    right = max([p.box.x + p.box.w for p in plan.panels], default=1200)
    top = max([p.box.y + p.box.h for p in plan.panels], default=0) + PAD
    tray = Block(name="")
    edge = top + PAD + CAPTION
    for row in _rows(loose, max(right - 2 * PAD, 400)):
        left: float = PAD
        height = max(i.h for i in row)
        for item in row:
            tray.put(item.id, left + item.w / 2, edge + height / 2, item.w, item.h)
            left += item.w + GAP * 2
        edge += height + GAP * 2
    box = tray.box()
    plan.at.update(tray.centres(0, 0))
    plan.panels.append(
        Panel(Box(box.x, box.y - CAPTION, max(box.w, right - PAD), box.h + CAPTION).grown(PAD), None, "loose")
    )
    return plan
