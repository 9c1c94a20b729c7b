"""The parts of a document as an office cites them: "Điều 2, khoản 1, điểm a", "mục III.5.b", "Phụ lục II, mục 3".

Parts, chapters, articles, clauses and points: Decree 30/2020/NĐ-CP, Annex I, part II, section 6. In an article "1." is
a clause (khoản) and "a)" a point (điểm); elsewhere a numbered item is a "mục". Annexes begin anew.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.documents.annexes import Root
from kg.documents.blocks import marker_kind
from kg.documents.lines import MARKER
from kg.model import Block, Head, Provision, Span, Table, Zone
from kg.text import slug

STRUCTURE = ("part", "chapter", "article", "roman")
# "Phụ lục II", with tables as a rule, and "Quy chế", "Chương trình hành động": a text of its own.
ANNEX, APPENDED = "annex", "appended"
ROOTS = frozenset({ANNEX, APPENDED})
ROW = "row"
LEAST = 2
_DECORATION = "*_# \t"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("provisions.toml").read_text("utf-8"))


@dataclass
class _Open:
    """A part that is still going on: its rank, and where its description stands in the list."""

    rank: float
    index: int


def provisions(
    text: str, blocks: Sequence[Block], head: Head | None, roots: Sequence[Root], tables: Sequence[Table] = ()
) -> tuple[Provision, ...]:
    """The parts of a document in order, each before its own parts; nothing for a text that has no such structure.

    ``roots`` are its annexes (``kg.documents.annexes``). What stands in a table, in the list of recipients or in the
    signature is no part; a table's rows are added by ``with_rows``.
    """
    items = list(_items(text, blocks))
    if head is None and not roots and sum(kind in STRUCTURE for _, kind, _ in items) < LEAST:
        return ()
    builder = _Builder()
    closing = _closing(head, roots, len(text))
    marked = {id(block): (kind, number) for block, kind, number in items}
    waiting = list(roots)
    for block in blocks:
        if block.zone is Zone.FURNITURE or (head and block.span.end <= head.span.end and head.annex_of is None):
            continue
        while waiting and block.span.end > waiting[0].start:
            builder.root(waiting.pop(0), block)
        if closing.start < block.span.end <= closing.end:
            builder.close()
            continue
        kind, number = marked.get(id(block), ("", ""))
        if kind and not any(t.span.start <= block.span.start < t.span.end for t in tables):
            builder.add(kind, number, block)
        builder.extend(block)
    return tuple(builder.made)


def _closing(head: Head | None, roots: Sequence[Root], length: int) -> Span:
    """From the recipients or the signature to the first annex, or to the end of the text."""
    starts = [head.recipients.start] if head and head.recipients else []
    starts += [
        min([s.post, *s.marks], key=lambda said: said.span).span.start for s in (head.signatures if head else ())
    ]
    if not starts:
        return Span(length, length)
    return Span(min(starts), next((r.start for r in roots if r.start > min(starts)), length))


def _items(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, str, str]]:
    """The blocks that begin with a citable number: kind and number; a Markdown heading has it behind its marks."""
    for block in blocks:
        if block.zone is not Zone.ARTICLE:
            continue
        marker, after = block.marker, block.body.start
        if marker is None or marker.startswith("#"):
            match = MARKER.match(text, _undecorated(text, block.body.start))
            marker, after = (match["marker"], match.end()) if match and marker else (None, after)
        kind = marker_kind(marker) if marker else ""
        if marker and (kind in _table()["kind"] or kind == "clause") and after <= block.span.end:
            yield block, kind, _number(marker)


def _undecorated(text: str, start: int) -> int:
    while start < len(text) and text[start] in _DECORATION:
        start += 1
    return start


def _number(marker: str) -> str:
    """``Điều 12.`` → ``12``; ``III-`` → ``III``; ``1.2.`` → ``1.2``."""
    bare = re.sub(r"^[^\W\d_]+\s+", "", marker.replace("\\", "").replace("©", "e"))  # a scan's misread "e)"
    return bare.strip().rstrip(".)/-– ")


def _figure(number: str) -> str:
    """A number in a path; "d" and "đ" are two points."""
    return slug(number.replace("đ", "dd"))


class _Builder:
    """Lists the parts while keeping which are still open."""

    def __init__(self) -> None:
        self.made: list[Provision] = []
        self._open: list[_Open] = []
        self._paths: dict[str, int] = {}

    def root(self, root: Root, block: Block) -> None:
        self.close()
        self._append(
            APPENDED if root.appended else ANNEX,
            root.name,
            root.name,
            slug(root.name),
            Span(root.start, block.span.end),
            None,
        )
        self._open = [_Open(-1, len(self.made) - 1)]

    def add(self, kind: str, number: str, block: Block) -> None:
        rank = self._rank(kind)
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        parent = self._open[-1].index if self._open else None
        above = self.made[parent] if parent is not None else None
        named, word, path = self._named(kind, above)
        label = self._label(kind, named, word, number, above)
        base = self._root(above) if above and _table()["kind"].get(named, {}).get("whole") else above
        place = "/".join(filter(None, (base.path if base else "", f"{path}-{_figure(number)}")))
        self._append(named, number, label, place, block.span, parent)
        self._open.append(_Open(rank, len(self.made) - 1))

    def extend(self, block: Block) -> None:
        """What is open goes on to the end of this block."""
        for one in self._open:
            old = self.made[one.index]
            self.made[one.index] = replace(old, span=Span(old.span.start, max(old.span.end, block.span.end)))

    def close(self) -> None:
        self._open = []

    def _rank(self, kind: str) -> float:
        """ "A." stands above "I." unless the document has it below."""
        if kind == "clause":
            kind = "decimal"
        if kind == "upper" and any(self.made[o.index].kind == "roman" for o in self._open):
            return float(_table()["kind"]["roman"]["rank"]) + 0.5
        return float(_table()["kind"][kind]["rank"])

    def _named(self, kind: str, above: Provision | None) -> tuple[str, str, str]:
        """Kind, word and slug: an item under an article is a clause or a point."""
        special = _table()["under"].get(above.kind, {}).get(kind) if above else None
        if special:
            return special[0], special[1], special[2]
        own = _table()["kind"]["decimal" if kind == "clause" else kind]
        return kind, own["word"], own["slug"]

    def _label(self, kind: str, named: str, word: str, number: str, above: Provision | None) -> str:
        if above is None:
            return f"{word} {number}"
        if _table()["kind"].get(named, {}).get("whole"):
            root = self._root(above)
            return f"{root.label}, {word} {number}" if root else f"{word} {number}"
        joined = word == "mục" and above.label.rsplit(", ", 1)[-1].startswith("mục ")
        if joined and kind in ("decimal2", "decimal3") and number.startswith(f"{above.number}."):
            return above.label.removesuffix(above.number) + number
        return f"{above.label}.{number}" if joined else f"{above.label}, {word} {number}"

    def _root(self, one: Provision) -> Provision | None:
        while one.parent is not None:
            one = self.made[one.parent]
        return one if one.kind in ROOTS else None

    def _append(self, kind: str, number: str, label: str, path: str, span: Span, parent: int | None) -> None:
        """A number that stands twice under one heading gets a path of its own: ``muc-1~2``."""
        times = self._paths[path] = self._paths.get(path, 0) + 1
        self.made.append(Provision(span, kind, number, label, path if times == 1 else f"{path}~{times}", parent))


def provision_at(parts: Sequence[Provision], position: int) -> Provision | None:
    """The innermost part in which a position stands, None outside all of them."""
    i = bisect_right(parts, position, key=lambda p: p.span.start) - 1
    while i >= 0:
        if position < parts[i].span.end:
            return parts[i]
        parent = parts[i].parent
        i = -1 if parent is None else parent
    return None


def row_label(part: Provision | None, number: str) -> str:
    """What a table's row is cited as, by the number in its TT column: "Phụ lục II, mục 3"; "mục I.3" under "mục I"."""
    bare = number.strip().strip(".)* ")
    if part is None:
        return f"mục {bare}"
    if part.label.rsplit(", ", 1)[-1].startswith("mục "):
        return f"{part.label}.{bare}"
    return f"{part.label}, mục {bare}"


def with_rows(parts: Sequence[Provision], rows: Iterable[tuple[Span, str]]) -> tuple[Provision, ...]:
    """The parts with the rows of tables among them: each row's stretch and the number in its own TT column.

    Rows must lie within what they stand in and not overlap; a row without a number is none ("").
    """
    known = list(parts)
    made = [*known]
    for span, number in rows:
        if not number.strip():
            continue
        above = provision_at(known, span.start)
        path = "/".join(filter(None, (above.path if above else "", f"muc-{_figure(number)}")))
        made.append(Provision(span, ROW, number.strip().strip(".)* "), row_label(above, number), path))
    order = sorted(range(len(made)), key=lambda i: (made[i].span.start, -made[i].span.end))
    place = {old: new for new, old in enumerate(order)}
    index = {part: i for i, part in reversed(list(enumerate(known)))}
    found = []
    for old in order:
        one = made[old]
        above = provision_at(known, one.span.start) if one.kind == ROW else None
        parent = index[above] if above else one.parent
        found.append(replace(one, parent=None if parent is None else place[parent]))
    return tuple(_unique(found))


def _unique(found: Iterable[Provision]) -> Iterator[Provision]:
    seen: dict[str, int] = {}
    for one in found:
        times = seen[one.path] = seen.get(one.path, 0) + 1
        yield one if times == 1 else replace(one, path=f"{one.path}~{times}")
