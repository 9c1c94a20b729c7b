"""Which element of a page holds the article: the smallest one that still holds nearly all of the page's prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

PROSE_WORDS = 12
SHARE = 0.8
_INLINE = frozenset({"a", "b", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "u", "br", "-text"})


def main_part(body: LexborNode) -> LexborNode:
    """The element to read; the body where prose is scattered over it."""
    prose = _prose(body)
    node = body
    while True:
        children = [c for c in node.iter() if c.tag not in ("table", "tbody", "tr")]
        best = max(children, key=lambda c: prose.get(c.mem_id, 0), default=None)
        if best is None or best.tag in _INLINE or best.tag in ("p", "li", "td"):
            return node
        if prose.get(best.mem_id, 0) < SHARE * prose.get(body.mem_id, 0) or not prose.get(best.mem_id):
            return node
        node = best


def _prose(body: LexborNode) -> dict[int, int]:
    """Element → characters of the paragraphs in it that are sentences and not links."""
    sums: dict[int, int] = {}
    for leaf in body.traverse(include_text=False):
        if leaf.tag in _INLINE or not _is_leaf(leaf):
            continue
        text = leaf.text()
        if len(text.split()) < PROSE_WORDS:
            continue
        linked = sum(len(a.text()) for a in leaf.css("a"))
        weight = max(0, len(text) - 2 * linked)
        above: LexborNode | None = leaf
        while above is not None:
            sums[above.mem_id] = sums.get(above.mem_id, 0) + weight
            if above.mem_id == body.mem_id:
                break
            above = above.parent
    return sums


def _is_leaf(node: LexborNode) -> bool:
    return all(child.tag in _INLINE for child in node.iter(include_text=True))
