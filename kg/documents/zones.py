"""Which blocks are the article, which are teasers of other articles, captions, or the site's furniture.

A news page is told apart by its shape, not by its publisher: the article begins at the headline
before the first prose; a headline that stands twice, with a lead paragraph under it, is a teaser.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.model import Block, Zone
from kg.text import fold

PROSE_WORDS = 15
HEADLINE_WORDS = 6
HEADLINE_REACH = 4
TEASER_WORDS = 4
LEAD_WORDS = 12
OFFICIAL_HEAD_REACH = 6
OFFICIAL_HEAD_WORDS = 45
OFFICIAL_HEAD_DEPTH = 4000


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(Path(__file__).with_name("zones.toml").read_text("utf-8"))
    return {key: tuple(fold(v) for v in values) for key, values in data.items()}


def is_caption(folded: str) -> bool:
    """``… chủ trì phiên họp. Ảnh: VGP.``"""
    return any(cue in folded[-80:] or folded.startswith(cue) for cue in _cues()["caption"])


def is_prose(text: str) -> bool:
    """A paragraph of sentences, as against a title, a menu or a byline."""
    ends = text.rstrip("\"'”’*_ )").endswith((".", "!", "?", "…", ";", ":"))
    return len(text.split()) >= PROSE_WORDS and ends and not is_caption(fold(text))


@cache
def _own_lines() -> re.Pattern[str]:
    """A line that holds only the kind of document in capitals or its number, that opens with a legal basis, or, as
    the first of the text, with kind and number: "Thông báo 79/TB-VPCP kết luận …".
    """
    kinds = sorted(_cues()["official_kind"], key=len, reverse=True)
    shouted = "|".join(re.escape(k.upper()) for k in kinds)
    titled = "|".join(re.escape(k.capitalize()) for k in kinds)
    number = r"\d+[\w-]*/[\w/-]+"
    bases = "|".join(re.escape(b) for b in _cues()["legal_basis"])
    return re.compile(
        rf"^[\s*_|#]*(?:(?:{shouted})[\s*_|]*$|Số\s*:\s*{number}[\s*_|]*$|(?i:{bases})\s)"
        rf"|\A[\s*_|#]*(?:{titled})\s+(?:số\s+)?{number}",
        re.M,
    )


def official_places(text: str) -> list[int]:
    """Where a text shows the head of an official document: the national or Party title, its kind, its number."""
    places = _titles(fold(text[: 2 * OFFICIAL_HEAD_DEPTH]))
    places += [m.end() - 1 for m in _own_lines().finditer(text[:OFFICIAL_HEAD_DEPTH])]
    return sorted(p for p in places if p < OFFICIAL_HEAD_DEPTH)


def is_official(text: str) -> bool:
    """Whether a text carries the head of an official document of the State or the Party."""
    return bool(official_places(text))


def official_place(folded: str) -> int:
    """Where the national or Party title stands in a head; the issuer's name comes before it. 0 where there is none."""
    return min(_titles(folded), default=0)


def _titles(folded: str) -> list[int]:
    """Where the national and the Party title stand first."""
    return [p for head in _cues()["official_head"] if (p := folded.find(head)) >= 0]


def _official_start(text: str, blocks: list[Block]) -> int | None:
    """The first block of an official document's head, the issuer's name beside the national title included."""
    places = official_places(text)
    if not places:
        return None
    head = next((i for i, b in enumerate(blocks) if b.span.end > places[0]), None)
    if head is None or len(text[blocks[head].span.start : blocks[head].span.end].split()) > OFFICIAL_HEAD_WORDS:
        return None
    for i in range(head - 1, max(-1, head - OFFICIAL_HEAD_REACH), -1):
        block = text[blocks[i].span.start : blocks[i].span.end]
        if not (block.isupper() or not any(c.isalpha() for c in block)):
            break
        head = i
    return head


def _article_start(texts: list[str]) -> tuple[int, int | None]:
    """The first block of the article and the index of its headline, if it has one."""
    first = next((i for i, t in enumerate(texts) if is_prose(t)), None)
    if first is None:
        return 0, None
    reach = range(max(0, first - HEADLINE_REACH), first)
    candidates = [i for i in reach if len(texts[i].split()) >= HEADLINE_WORDS and not is_caption(fold(texts[i]))]
    if not candidates:
        return min([i for i in reach if is_caption(fold(texts[i]))], default=first), None
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


def zoned(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks with their zones, headlines marked, and a teaser's parts owned by its headline."""
    texts = [text[b.span.start : b.span.end] for b in blocks]
    folded = [fold(t) for t in texts]
    official = _official_start(text, blocks)
    start, headline = (official, None) if official is not None else _article_start(texts)
    if blocks and (blocks[0].marker or "").startswith("#"):
        start, headline = 0, 0
    teasers = _teasers(texts, folded, start) if official is None else {}
    related = _related(folded, start + 1) if official is None else None
    close = min([i for i in (related, min(teasers, default=None)) if i is not None], default=len(blocks))
    last_teaser = _last_lead(texts, close, teasers)
    made = [_zone(block, i, start, close, last_teaser, headline, teasers, folded[i]) for i, block in enumerate(blocks)]
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
    block: Block, i: int, start: int, close: int, last: int, headline: int | None, teasers: dict[int, int], folded: str
) -> Block:
    if i < start or i > max(last, close) or folded.startswith(_cues()["furniture"]):
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
