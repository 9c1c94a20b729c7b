"""Paragraphs → blocks: list markers, headings, and who owns whom.

A list owns its items through its markers: the marker's kind (``I.``, ``1.``, ``a)``, ``-``) gives the
depth, in the order in which the kinds are met (Decree 30/2020/NĐ-CP, Annex I, part II, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.documents.cues import words
from kg.documents.day import STAMP
from kg.documents.lines import MARKER, paragraphs
from kg.documents.zones import zoned
from kg.model import Block, Head, Span, Table, Zone
from kg.text import fold

_KINDS = (
    ("part", re.compile(r"(?:Phần|PHẦN)\s.*")),
    ("chapter", re.compile(r"(?:Chương|CHƯƠNG)\s.*")),
    ("section", re.compile(r"(?:Mục|MỤC)\s.*")),
    ("article", re.compile(r"(?:Điều|ĐIỀU)\s.*")),
    ("clause", re.compile(r"Khoản\s.*")),
    ("heading", re.compile(r"#+")),
    ("roman", re.compile(r"[IVXLC]+\s?[.)/–-]")),
    ("decimal2", re.compile(r"\d+\.\d+\.?")),
    ("decimal3", re.compile(r"\d+\.\d+\.\d+\.?")),
    ("decimal", re.compile(r"\d+[.)/]")),
    ("upper", re.compile(r"[A-Z][.)]")),
    ("letter", re.compile(r"[a-zđ©][.)]")),  # "e)" as scans are misread
    ("round", re.compile(r"\([\dx]+\)")),
    ("round-roman", re.compile(r"\([ivx]+\)")),
    ("dash", re.compile(r"[-–]")),
    ("bullet", re.compile(r"[+•*·]")),
)
_DECORATION = "*_ \t"
HEADING_WORDS = 30
OPENER = "opener"
TITLED = frozenset({"part", "chapter", "section", "article"})
# A number of these kinds may stand on a line of its own, above what it numbers.
NUMBERED = frozenset({"roman", "decimal", "decimal2", "decimal3", "upper", "letter"})
# A clause "2." never stands under "1.1.2.", a point "a)" or a dash (Decree 30/2020/NĐ-CP: khoản before điểm).
LISTED = ("dash", "bullet")
BELOW = {
    "decimal": ("decimal2", "decimal3", "letter", "dash", "bullet"),
    "decimal2": ("decimal3", "letter", "dash", "bullet"),
}


def marker_kind(marker: str) -> str:
    """``1.`` → ``decimal``; two Markdown headings of different depth are different kinds."""
    marker = marker.replace("\\", "")
    kind = next((name for name, pattern in _KINDS if pattern.fullmatch(marker)), "bullet")
    return f"{kind}{len(marker)}" if kind == "heading" else kind


def _split(text: str, span: Span) -> tuple[str | None, Span]:
    """A paragraph's marker and the stretch after it, Markdown emphasis taken off both ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _DECORATION and not MARKER.match(text, start):
        start += 1
    stamp = STAMP.match(text, start) if not text[:start].strip(_DECORATION) else None
    start = stamp.end() if stamp else start
    match = MARKER.match(text, start)
    if match:
        start = match.end()
    while start < end and text[start] in _DECORATION:
        start += 1
    while end > start and text[end - 1] in _DECORATION:
        end -= 1
    return (match["marker"] if match else None), Span(start, end)


def is_heading(text: str, marker: str | None, emphasised: bool = False) -> bool:
    """A title rather than a sentence: a list item, short, no full stop; a Markdown heading or a line all in bold
    always.
    """
    if (marker and marker.startswith("#")) or (not marker and emphasised):
        return True
    bare = text.rstrip(_DECORATION + "\n")
    if marker and emphasised:
        bare = bare.rstrip(".")  # "**IV. Tổ chức thực hiện.**"
    if marker and marker_kind(marker) in ("dash", "bullet") and not bare.endswith(":"):
        return False
    return len(bare.split()) <= HEADING_WORDS and not bare.endswith((".", ";", "!", "?", "…")) and marker is not None


def _in_bold(text: str, span: Span) -> bool:
    """A line that Markdown sets in bold from end to end."""
    line = text[span.start : span.end]
    return line.startswith("**") and line.endswith("**") and line.count("**") == 2


def cut(
    text: str, tables: Sequence[Table] = (), head: Head | None = None, annexes: Sequence[int] = ()
) -> tuple[Block, ...]:
    """The blocks of a text with zones, markers, headings and owners; each cell of a table is a block.

    ``head`` where it is an official document; ``annexes`` are the positions at which its annexes begin: what stands in
    one is owned by nothing before it.
    """
    blocks: list[Block] = []
    alone: tuple[str, Span] | None = None
    for found in paragraphs(text, [t.span for t in tables]):
        span, (marker, body) = found, _split(text, found)
        if marker and body.end <= body.start and marker_kind(marker) in TITLED:
            body = span  # "Chương I" alone; its title stands on the next line
        if alone and not marker and not text[alone[1].end : span.start].strip():
            marker, span = alone[0], Span(alone[1].start, span.end)
        alone = (marker, span) if marker and body.end <= body.start and marker_kind(marker) in NUMBERED else None
        if body.end > body.start:
            blocks.append(
                Block(
                    span,
                    body,
                    Zone.ARTICLE,
                    marker,
                    is_heading(text[body.start : body.end], marker, _in_bold(text, span)),
                )
            )
    return tuple(_owned(text, _with_cells(zoned(text, blocks, head), tables), annexes))


def _with_cells(blocks: list[Block], tables: Sequence[Table]) -> list[Block]:
    """The cells of tables put in their places; a table of the page's furniture is furniture."""
    cells: list[Block] = []
    for table in tables:
        before = next((b for b in reversed(blocks) if b.span.end <= table.span.start), None)
        furniture = before is not None and before.zone is Zone.FURNITURE
        zone = Zone.FURNITURE if furniture else Zone.TABLE
        cells += [Block(c.span, c.span, zone) for c in table.cells if c.span.end > c.span.start]
    return sorted([*blocks, *cells], key=lambda b: b.span)


def _depth(stack: list[tuple[str, int]], kind: str, heading: bool) -> int:
    """Where in the stack of open items a marker of this kind belongs; a heading "l) …" stands under no dash."""
    if kind.startswith("heading"):
        return next((d for d, (k, _) in enumerate(stack) if not k.startswith("heading") or k >= kind), len(stack))
    below = BELOW.get(kind, LISTED if heading else ())
    return next((d for d, (k, _) in enumerate(stack) if k == kind or k in below), len(stack))


def _opener_depth(stack: list[tuple[str, int]], blocks: list[Block]) -> int:
    """A paragraph that ends in a colon opens a list: below the heading above it, beside an earlier opener."""
    if not stack or blocks[stack[-1][1]].heading:
        return len(stack)
    openers = [d for d, (kind, _) in enumerate(stack) if kind == OPENER]
    return openers[-1] if openers else len(stack)


def _opens(text: str, block: Block) -> bool:
    """Whether a list stands under a paragraph: one that ends in a colon, or the line "Kính gửi", whatever ends it."""
    words_of_it = text[block.body.start : block.body.end]
    return words_of_it.rstrip("*_ ").endswith(":") or fold(words_of_it.lstrip("*_ ")).startswith(words("addressed"))


def _ones(blocks: Sequence[Block]) -> frozenset[int]:
    """Blocks whose "I." or "l." is a "1." misread from print: the only marker of its kind, and "2." comes next."""
    numbered = [(i, b.marker) for i, b in enumerate(blocks) if b.marker and marker_kind(b.marker) not in LISTED]
    kinds = [marker_kind(marker) for _, marker in numbered]
    return frozenset(
        i
        for n, (i, marker) in enumerate(numbered[:-1])
        if marker[0] in "Il"
        and numbered[n + 1][1][0] == "2"
        and kinds[n + 1] == "decimal"
        and kinds.count(kinds[n]) == 1
    )


def _owned(text: str, blocks: list[Block], annexes: Sequence[int] = ()) -> list[Block]:
    """Give each article block its owner: the nearest open item of a shallower kind of marker, or an opening colon."""
    stack: list[tuple[str, int]] = []
    owned = []
    ones = _ones(blocks)
    waiting = list(annexes)
    for i, block in enumerate(blocks):
        while waiting and block.span.end > waiting[0]:
            waiting.pop(0)
            stack.clear()
        if block.zone is Zone.TABLE:
            owned.append(replace(block, parent=stack[-1][1] if stack else None))
            continue
        if block.zone is not Zone.ARTICLE:
            owned.append(block)
            continue
        if block.marker or _opens(text, block):
            kind = OPENER if not block.marker else "decimal" if i in ones else marker_kind(block.marker)
            del stack[_depth(stack, kind, block.heading) if block.marker else _opener_depth(stack, blocks) :]
            parent = stack[-1][1] if stack else None
            stack.append((kind, i))
        else:
            headings = [j for _, j in stack if blocks[j].heading]
            parent = headings[-1] if headings else None
        owned.append(replace(block, parent=parent))
    return owned
