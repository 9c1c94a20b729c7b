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


def find_homes(items: Sequence[tuple[str, str]], links: Iterable[Link], focus: str | None) -> dict[str, str | None]:
    """Item → its hub (itself for a hub, None where nothing ties it to anything).

    ``items`` are (id, class) pairs, ``links`` (from, relation, to) triples among them.
    """
    near: dict[str, dict[str, list[str]]] = {item: defaultdict(list) for item, _ in items}
    for start, relation, end in links:
        near[start][relation].append(end)
        near[end][relation].append(start)
    classes = dict(items)
    homes: dict[str, str | None] = {item: None for item, _ in items}
    for item, cls in items:
        if cls in WORK:
            others = [o for r in WORK_HOMES for o in sorted(near[item].get(r, ())) if classes[o] not in WORK]
            homes[item] = focus if focus in others and focus in near[item]["leadBody"] else next(iter(others), None)
    hubs = {home for home in homes.values() if home} | ({focus} if focus else set())
    homes.update({hub: hub for hub in hubs})
    rest = [item for item, _ in items if homes[item] is None]
    _settle(rest, near, homes)
    for item in sorted(rest, key=lambda i: (-sum(map(len, near[i].values())), i)):
        if homes[item] is None and any(near[item].values()):
            homes[item] = item
            _settle(rest, near, homes)
    return homes


def _settle(rest: Sequence[str], near: Mapping[str, Mapping[str, list[str]]], homes: dict[str, str | None]) -> None:
    """Gives what has no home that of its closest neighbour, until nothing moves."""
    moved = True
    while moved:
        moved = False
        for item in rest:
            if homes[item] is None:
                others = (homes[o] for r in OTHER_HOMES for o in sorted(near[item].get(r, ())))
                homes[item] = next((home for home in others if home), None)
                moved = moved or homes[item] is not None


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


GAP, FAN, PAD, CAPTION = 14, 76, 26, 26


def _cluster(hub: Item, others: Sequence[Item]) -> Block:
    """A hub with its cards left and right, people and meetings above, documents and bodies below."""
    work = [i for i in others if i.cls in WORK]
    above = [i for i in others if i.cls in {"person", "meeting"}]
    below = [i for i in others if i.cls in {"document", "body"}]
    block = Block(name=hub.id)
    sides = (work[: (len(work) + 1) // 2], work[(len(work) + 1) // 2 :]) if len(work) > 2 else (work, [])
    middle = max([hub.w, *(_row_width(row) for row in _rows(above) + _rows(below))], default=hub.w)
    block.put(hub.id, 0, 0, hub.w, hub.h)
    _stack(block, _rows(above), hub.h, up=True)
    _stack(block, _rows(below), hub.h, up=False)
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


def _rows(items: Sequence[Item], room: float = 620) -> list[list[Item]]:
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
