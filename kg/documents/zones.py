"""Which blocks are the article, which are teasers of other articles, captions, or the site's furniture.

A news page is told apart by its shape, not by its publisher: the article begins at the headline
before the first prose; a headline that stands twice, with a lead paragraph under it, is a teaser.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path

from kg.model import Block, Head, Zone
from kg.text import fold

PROSE_WORDS = 15
HEADLINE_WORDS = 6
CAPTION_WORDS = 100
_WORDS = re.compile(r"[^\W_]+")
HEADLINE_REACH = 4
TEASER_WORDS = 4
LEAD_WORDS = 12


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(Path(__file__).with_name("zones.toml").read_text("utf-8"))
    return {key: tuple(fold(v) for v in values) for key, values in data.items()}


def is_caption(folded: str) -> bool:
    """``… chủ trì phiên họp. Ảnh: VGP.``; a page in one paragraph may end in "Tin, ảnh: …" too."""
    return len(folded.split()) <= CAPTION_WORDS and any(
        cue in folded[-80:] or folded.startswith(cue) for cue in _cues()["caption"]
    )


def is_prose(text: str) -> bool:
    """A paragraph of sentences, as against a title, a menu or a byline."""
    ends = text.rstrip("\"'”’*_ )").endswith((".", "!", "?", "…", ";", ":"))
    return len(text.split()) >= PROSE_WORDS and ends and not is_caption(fold(text))


def _official_start(blocks: list[Block], head: Head | None) -> int | None:
    """The first block of an official document's head: what stands before it is the site's own."""
    return None if head is None else next((i for i, b in enumerate(blocks) if b.span.end > head.span.start), None)


def _may_head(text: str) -> bool:
    """Whether a line may be a page's headline; one that ends in a colon opens what follows."""
    return len(text.split()) >= HEADLINE_WORDS and not is_caption(fold(text)) and not text.rstrip("*_ ").endswith(":")


def _article_start(texts: list[str]) -> tuple[int, int | None]:
    """The first block of the article and the index of its headline, if it has one."""
    first = next((i for i, t in enumerate(texts) if is_prose(t)), None)
    if first is None:
        return 0, None
    reach = range(max(0, first - HEADLINE_REACH), first)
    candidates = [i for i in reach if _may_head(texts[i])]
    if not candidates:
        opens = [i for i in reach if is_caption(fold(texts[i])) or texts[i].rstrip("*_ ").endswith(":")]
        return min(opens, default=first), None
    headline = max(candidates, key=lambda i: (len(texts[i].split()), -i))
    return headline, headline


def _teasers(texts: list[str], folded: list[str], start: int) -> dict[int, int]:
    """Block → its teaser's headline, for every (headline, headline, lead) after ``start``."""
    owner: dict[int, int] = {}
    for i in range(start, len(texts) - 2):
        doubled = folded[i] == folded[i + 1] and i not in owner and not is_caption(folded[i])
        if doubled and len(texts[i].split()) >= TEASER_WORDS and len(texts[i + 2].split()) >= LEAD_WORDS:
            owner.update({i: i, i + 1: i, i + 2: i})
    for i in range(min(owner, default=len(texts)), len(texts) - 1):
        if i not in owner and i + 1 not in owner and _is_title(texts[i]) and _is_lead(texts[i + 1]):
            owner.update({i: i, i + 1: i})
    return owner


def _repeated(folded: list[str], headline: int | None) -> range:
    """The blocks right below the page's headline that say it again: "# Toàn văn …", "**Toàn văn …**", whatever the
    marks of quotation.
    """
    if headline is None:
        return range(0)
    titles = (_WORDS.findall(text) for text in folded[headline + 1 :])
    again = takewhile(_WORDS.findall(folded[headline]).__eq__, titles)
    return range(headline + 1, headline + 1 + sum(1 for _ in again))


def _is_title(text: str) -> bool:
    return len(text.split()) >= TEASER_WORDS and text[-1].isalnum()


def _is_lead(text: str) -> bool:
    return (
        len(text.split()) >= LEAD_WORDS
        and text.rstrip("\"'”’").endswith((".", "!", "?", "…"))
        and not text[:1].islower()
    )


def _related(folded: list[str], start: int) -> int | None:
    return next((i for i in range(start, len(folded)) if folded[i].strip(" :") in _cues()["related"]), None)


def zoned(text: str, blocks: list[Block], head: Head | None = None) -> list[Block]:
    """The same blocks with their zones, headlines marked, and a teaser's parts owned by its headline."""
    texts = [text[b.span.start : b.span.end] for b in blocks]
    folded = [fold(t) for t in texts]
    official = _official_start(blocks, head)
    start, headline = (official, None) if official is not None else _article_start(texts)
    if blocks and (blocks[0].marker or "").startswith("#"):
        start, headline = 0, 0
    elif headline is not None and blocks[headline].marker:
        headline = None  # "k) Đảng ủy …" opens a part of a text, not the page
    own = _repeated(folded, headline)
    teasers = _teasers(texts, folded, max(own, default=start)) if official is None else {}
    related = _related(folded, start + 1) if official is None else None
    close = min([i for i in (related, min(teasers, default=None)) if i is not None], default=len(blocks))
    last_teaser = _last_lead(texts, close, teasers)
    made = [
        _zone(block, i, start, close, last_teaser, headline, teasers, folded[i], own) for i, block in enumerate(blocks)
    ]
    return made if official is None else _without_tail(made, folded, official)


def _without_tail(blocks: list[Block], folded: list[str], official: int) -> list[Block]:
    """A library's page goes on after the document: what stands below is the site's own ("So sánh văn bản …")."""
    ends = (i for i in range(official + 1, len(blocks)) if folded[i].strip(" :#*_") in _cues()["official_tail"])
    tail = next(ends, len(blocks))
    return [replace(b, zone=Zone.FURNITURE) if i >= tail else b for i, b in enumerate(blocks)]


def _last_lead(texts: list[str], close: int, teasers: dict[int, int]) -> int:
    if teasers:
        return max(teasers)
    return max((i for i in range(close, len(texts)) if is_prose(texts[i])), default=close)


def _zone(
    block: Block,
    i: int,
    start: int,
    close: int,
    last: int,
    headline: int | None,
    teasers: dict[int, int],
    folded: str,
    own: range,
) -> Block:
    if i < start or i > max(last, close) or i in own or folded.startswith(_cues()["furniture"]):
        return replace(block, zone=Zone.FURNITURE)
    if i >= close:
        return _teaser(block, i, teasers, folded)
    if is_caption(folded):
        return replace(block, zone=Zone.CAPTION)
    if i == headline:
        return replace(block, zone=Zone.HEADLINE, heading=True)
    return block


def _teaser(block: Block, i: int, teasers: dict[int, int], folded: str) -> Block:
    if folded.strip(" :") in _cues()["related"] or (teasers and i not in teasers):
        return replace(block, zone=Zone.FURNITURE)
    owner = teasers.get(i)
    return replace(
        block,
        zone=Zone.TEASER,
        heading=owner == i or (owner == i - 1 and i + 1 in teasers and teasers[i + 1] == owner),
        parent=None if owner in (None, i) else owner,
    )
