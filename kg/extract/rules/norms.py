"""Which stretches of a document are norms: what bodies always have to do, and not a piece of work to be done once.

The nature of the document decides first (a law, a decree, a regulation appended to a decision), then the heading or
introduction that a paragraph stands under ("Nhiệm vụ và quyền hạn", "Ban Chỉ đạo có nhiệm vụ:").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.documents.lines import MARKER
from kg.documents.zones import is_official, official_place
from kg.extract.context import Reading
from kg.extract.lexicon import alternatives, any_of, phrases
from kg.extract.rules.own import own_document
from kg.extract.types import DocName
from kg.model import Span
from kg.text import fold, squeeze

HEAD = 6000
TITLE = 600
_EDGE = "*_#|-:. \t"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that is one document: the carrier, or one appended to it; ``norms``: it lays down norms."""

    span: Span
    norms: bool


def parts(reading: Reading) -> tuple[Part, ...]:
    """The document and those appended to it, in order, each known as norms or as work to be done."""
    text = reading.document.text
    starts = [(0, _is_norm(reading)), *_appended(reading)]
    ends = [place for place, _ in starts[1:]] + [len(text)]
    return tuple(Part(Span(start, end), norms) for (start, norms), end in zip(starts, ends, strict=True))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines of a stretch without decoration, each with its place."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        bare = match.group().strip(_EDGE)
        if bare:
            yield start + match.start(), bare


@cache
def _kind_words() -> tuple[str, ...]:
    kinds = (*phrases("norms", "kinds", "norms"), *phrases("norms", "kinds", "titled"))
    return tuple(sorted((*kinds, *phrases("norms", "kinds", "work")), key=lambda k: (-len(k), k)))


def _kind_line(line: str) -> tuple[str, str] | None:
    """The kind of document that a line in capitals names, and what of its title stands on the same line."""
    folded = squeeze(fold(line))
    if not line.isupper():
        return None
    kind = next((k for k in _kind_words() if folded == k or folded.startswith(k + " ")), None)
    return (kind, folded[len(kind) :].strip()) if kind else None


def _is_norm(reading: Reading) -> bool:
    """Whether the document that the text opens with is one of norms, by the kind under its head, else its number."""
    text, folded = reading.document.text, reading.folded
    if not is_official(text):
        return _speaks_of_itself(folded)
    for place, line in _lines(text, official_place(folded), _head_end(folded)):
        found = _kind_line(line)
        if found is not None:
            return _by_kind(found[0], squeeze(f"{found[1]} {_title(text, place + len(line))}"))
    own = own_document(reading)
    return own is not None and isinstance(own.value, DocName) and own.value.kind in phrases("norms", "kinds", "symbols")


def _head_end(folded: str) -> int:
    """Where a head ends at the latest; a letter or telegram has an addressee and no line that names its kind."""
    start = official_place(folded)
    addressed = folded.find("kính gửi", start, start + HEAD)
    return addressed if addressed >= 0 else start + HEAD


def _title(text: str, start: int) -> str:
    """The lines after the kind, up to the legal bases, the first item, or the first sentence."""
    stop = re.compile(rf"(?:{alternatives('norms', 'title_ends')})")
    said = []
    for _, line in _lines(text, start, start + TITLE):
        if stop.match(fold(line)) or MARKER.match(line) or line.endswith((".", ";")):
            break
        said.append(fold(line))
    return squeeze(" ".join(said))


def _by_kind(kind: str, title: str) -> bool:
    if kind in phrases("norms", "kinds", "norms"):
        return True
    if kind not in phrases("norms", "kinds", "titled"):
        return False
    subject = re.sub(r"^(?:về việc|về|v/v)\s+", "", title.lstrip(_EDGE))
    founds = re.match(rf"{alternatives('norms', 'titles', 'founding')}\s+{_founded()}", subject)
    norm = re.search(rf"(?<!\w){alternatives('norms', 'titles', 'norms')}", subject)
    work = re.search(rf"(?<!\w){alternatives('norms', 'titles', 'work')}", subject)
    return founds is not None or (norm is not None and (work is None or norm.start() < work.start()))


@cache
def _founded() -> str:
    return any_of(phrases("norms", "titles", "founded"))


def _speaks_of_itself(folded: str) -> bool:
    """A norm printed without its head: "Nghị định này có hiệu lực thi hành từ ngày …"."""
    itself = alternatives("norms", "itself", "kinds")
    return re.search(rf"(?<!\w){itself}\s+này\s+{alternatives('norms', 'itself', 'said')}", folded) is not None


def _appended(reading: Reading) -> Iterator[tuple[int, bool]]:
    """ "QUY CHẾ … (Kèm theo Nghị định số …)": where an appended document begins and whether it is one of norms."""
    text, folded = reading.document.text, reading.folded
    for place, line in _lines(text, 0, len(text)):
        found = _kind_line(line)
        if found is None or found[0] in phrases("norms", "kinds", "titled"):
            continue
        if re.search(r"kèm\s+theo", folded[place : place + TITLE]):
            yield place, found[0] in phrases("norms", "kinds", "norms")
