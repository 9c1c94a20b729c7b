"""Rectangles packed without overlap, the same way every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner, in pixels."""

    x: float
    y: float
    w: float
    h: float

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.w, self.h)


@dataclass(slots=True)
class Block:
    """Named boxes that move together."""

    name: str
    boxes: dict[str, Box] = field(default_factory=dict)

    def put(self, name: str, x: float, y: float, w: float, h: float) -> None:
        """Adds a box by its centre."""
        self.boxes[name] = Box(x - w / 2, y - h / 2, w, h)

    def centres(self, dx: float, dy: float) -> dict[str, tuple[int, int]]:
        """The middle of every named box, moved; a box without a name only keeps room."""
        return {n: (round(b.x + b.w / 2 + dx), round(b.y + b.h / 2 + dy)) for n, b in self.boxes.items() if n}

    def box(self) -> Box:
        """The smallest rectangle around all."""
        left = min(b.x for b in self.boxes.values())
        top = min(b.y for b in self.boxes.values())
        right = max(b.x + b.w for b in self.boxes.values())
        bottom = max(b.y + b.h for b in self.boxes.values())
        return Box(left, top, right - left, bottom - top)


def pack(blocks: Sequence[Block], pad: float, shape: float = 1.5) -> list[tuple[Block, tuple[float, float]]]:
    """How far to move each block so that none overlap and all fit a rectangle about ``shape`` times as wide as high.

    Of several orders and widths the one is taken that leaves the least empty ground. ``pad`` is kept free around
    each block, and as much between two.
    """
    if not blocks:
        return []
    sizes = [block.box().grown(pad * 1.5) for block in blocks]
    ground = (sum(s.w * s.h for s in sizes) * shape) ** 0.5
    rooms = [max(*(s.w for s in sizes), ground * step / 20) for step in range(16, 34)]
    tries = [_skyline(sizes, order, room) for order in _orders(sizes) for room in rooms]
    best = min(tries, key=lambda corners: _waste(corners, sizes, shape))
    return [(block, (x - s.x, y - s.y)) for block, (x, y), s in zip(blocks, best, sizes, strict=True)]


def _orders(sizes: Sequence[Box]) -> list[list[int]]:
    """High ones first, wide ones first, large ones first."""
    wishes: list[Callable[[Box], float]] = [lambda s: s.h, lambda s: s.w, lambda s: s.w * s.h]
    return [sorted(range(len(sizes)), key=lambda i: (-wish(sizes[i]), i)) for wish in wishes]


def _waste(corners: Sequence[tuple[float, float]], sizes: Sequence[Box], shape: float) -> float:
    """Width of the screen-shaped rectangle that holds all."""
    w = max(x + s.w for (x, _), s in zip(corners, sizes, strict=True))
    h = max(y + s.h for (_, y), s in zip(corners, sizes, strict=True))
    return max(w, h * shape)


def _skyline(sizes: Sequence[Box], order: Sequence[int], room: float) -> list[tuple[float, float]]:
    """Upper left corners: each block, in the order given, as high up and then as far left as it goes."""
    line: list[tuple[float, float, float]] = [(0.0, room, 0.0)]
    corners = [(0.0, 0.0)] * len(sizes)
    for index in order:
        size = sizes[index]
        x, y = min(_rests(line, size.w, room), key=lambda corner: (corner[1], corner[0]))
        corners[index] = (x, y)
        line = _raise(line, x, x + size.w, y + size.h)
    return corners


def _rests(line: Sequence[tuple[float, float, float]], w: float, room: float) -> list[tuple[float, float]]:
    starts = [left for left, _, _ in line if left + w <= room + 0.01]
    return [(x, max(y for left, right, y in line if left < x + w and right > x)) for x in starts]


def _raise(
    line: Sequence[tuple[float, float, float]], left: float, right: float, y: float
) -> list[tuple[float, float, float]]:
    cut = [(a, min(b, left), h) for a, b, h in line if a < left]
    cut += [(max(a, right), b, h) for a, b, h in line if b > right]
    return sorted([*cut, (left, right, y)])
