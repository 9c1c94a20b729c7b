"""Lines → paragraphs: text that was broken at a fixed width is joined again, by position only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from kg.model import Span

MARKER = re.compile(
    r"(?P<marker>(?:(?:[IVXLC]{1,5}|\d{1,3}(?:\.\d{1,3}){0,4})\\?[.)/]|[IVXLC]{1,5}\s?\\?[-–]|\d{1,2}(?:\.\d{1,2}){1,3}"
    r"|(?:Phần|PHẦN)\s+(?:thứ|THỨ)\s+[^\W\d_]+"
    r"|(?:Điều|Khoản|Mục|Chương|Phần|ĐIỀU|MỤC|CHƯƠNG|PHẦN)\s+[\dIVXLC]+[.:]?|[a-zđA-Z©]\\?[.)]|\([ivx\d]{1,4}\))(?=\**\s+\**\S)|(?:\\?[-–+•*·]|#{1,6})(?=\s+\S))",
)
# What a scan shows of a page's edge before a line: "__ - Trình Chính phủ …".
_SMUDGES = "_~ "
ENDS = (".", ";", ":", "!", "?", "…", "./.")
WIDEST_WRAP = 130
SOFT_SHARE = 0.3
LONG_SHARE = 0.2
FULL = 0.98
# A first line is set in by so many blanks; a page shows it with so many lines of a kind, nearly all of them.
SET_IN, FEWEST, MOST = 2, 8, 0.9


def raw_lines(text: str) -> list[Span]:
    """The lines of a text without their outer white space; empty ones are empty spans."""
    spans = []
    for match in re.finditer(r"[^\n]*\n|[^\n]+", text):
        line = match.group()
        lead = len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        spans.append(Span(min(match.start() + lead, end), end))
    return spans


def _pairs(text: str, lines: list[Span]) -> Iterator[tuple[str, str]]:
    for a, b in itertools.pairwise(lines):
        if a.end > a.start and b.end > b.start:
            yield text[a.start : a.end], text[b.start : b.end]


def wrap_width(text: str, lines: list[Span]) -> int | None:
    """The width at which the text was broken, or None where a line is a paragraph.

    Broken text betrays itself: many of its lines go on in lower case.
    """
    long = sum(line.end - line.start for line in lines if line.end - line.start > WIDEST_WRAP)
    if long > LONG_SHARE * len(text):
        return None
    pairs = [(a, b) for a, b in _pairs(text, lines) if len(a) > 40]
    soft = [a for a, b in pairs if b[0].islower()]
    if len(soft) < 3 or len(soft) < SOFT_SHARE * len(pairs):
        return None
    width = sorted(map(len, soft))[int(0.95 * (len(soft) - 1))]
    return width if width <= WIDEST_WRAP else None


def first_width(text: str, lines: list[Span], width: int) -> int:
    """The width of a paragraph's first line, which the page's indent makes narrower than the others."""
    firsts = []
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        first, following = text[line.start : line.end], text[after.start : after.end]
        opens = before.end == before.start or text[before.start : before.end].rstrip("*_ ").endswith(ENDS)
        if len(first) > 30 and following[:1].islower() and (MARKER.match(first) or opens):
            firsts.append(len(first))
    return sorted(firsts)[int(0.7 * (len(firsts) - 1))] if len(firsts) >= 5 else width


def _is_soft(line: str, following: str, width: int, spaced: bool) -> bool:
    """Whether the break between two lines only wraps a paragraph."""
    if set(line) <= set("|-*_= ") or set(following) <= set("|-*_= "):
        return False
    if MARKER.match(following.lstrip(_SMUDGES)):
        # "Tập đoàn Công nghiệp⏎- Viễn thông Quân đội": a dash inside a name, not a list item; behind a numbered line
        # that had room for it, it is one
        least = FULL if MARKER.match(line) else 0.75
        return following.startswith("-") and not line.endswith(ENDS) and len(line) > least * width
    if following[0].islower() or line.endswith(","):
        return True
    if line.rstrip("*_ ").endswith(ENDS):
        return spaced and len(line) + 1 + len(following.split(maxsplit=1)[0]) > FULL * width
    return spaced or len(line) + 1 + len(following.split(maxsplit=1)[0]) > FULL * width


def _goes_on(line: str, following: str, width: int, spaced: bool, inner: bool | None) -> bool:
    """Whether a line goes on with the paragraph before it. ``inner``: whether it is not set in, where first lines are;
    None where the page doesn't tell.
    """
    if inner is not None and inner != (MARKER.match(following.lstrip(_SMUDGES)) is not None):
        return inner
    return _is_soft(line, following, width, spaced)


def _indent(text: str, line: Span) -> int:
    """How many blanks stand before a line."""
    return line.start - (text.rfind("\n", 0, line.start) + 1)


def sets_in(text: str, lines: Sequence[Span]) -> bool:
    """Whether the first line of each paragraph is set in and no other: what a page's layout keeps of it as text."""
    shown = [line for line in lines if line.end > line.start]
    opening = [_indent(text, line) for line in shown if MARKER.match(text, line.start)]
    inner = [_indent(text, line) for line in shown if text[line.start].islower()]
    if len(opening) < FEWEST or len(inner) < FEWEST:
        return False
    return _share(opening, lambda n: n >= SET_IN) > MOST and _share(inner, lambda n: n < SET_IN) > MOST


def _share(numbers: Sequence[int], fits: Callable[[int], bool]) -> float:
    return sum(map(fits, numbers)) / len(numbers)


def _outside(lines: list[Span], holes: Sequence[Span]) -> list[Span]:
    """The lines that lie in none of the holes; where one begins, an empty line keeps what is around it apart."""
    kept: list[Span] = []
    waiting = list(reversed(holes))
    for line in lines:
        while waiting and waiting[-1].end <= line.start:
            waiting.pop()
        if not waiting or line.end <= waiting[-1].start or line.start == line.end:
            kept.append(line)
        elif not kept or kept[-1].end > kept[-1].start:
            kept.append(Span(line.start, line.start))
    return kept


def paragraphs(text: str, holes: Sequence[Span] = ()) -> list[Span]:
    """The paragraphs of a text outside the ``holes``, in order, none empty."""
    lines = _outside(raw_lines(text), holes)
    width = wrap_width(text, lines)
    if width is None:
        return [line for line in lines if line.end > line.start]
    narrow = first_width(text, lines, width)
    blank = sum(1 for line in lines if line.end == line.start)
    spaced = blank > 0.1 * len(lines)
    joined: list[Span] = []
    set_in = sets_in(text, lines)
    previous_blank = True
    for line in lines:
        if line.end == line.start:
            previous_blank = True
            continue
        if text[line.start : line.end].isdigit() and line.end - line.start <= 3:
            continue  # a page's number between two halves of a paragraph
        following = text[line.start : line.end]
        last = text[joined[-1].start : joined[-1].end].rsplit("\n", 1) if joined else []
        inner = _indent(text, line) < SET_IN if set_in and last else None
        if (
            last
            and not previous_blank
            and _goes_on(last[-1], following, width if len(last) > 1 else narrow, spaced, inner)
        ):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        previous_blank = False
    return joined
