"""What an office calls a document: "Thông báo số 624/TB-VPCP kết luận Phiên họp lần thứ năm của Ban Chỉ đạo …".

Titles stand in capitals; how their words are written otherwise, the document itself shows. What it writes nowhere
else is written small: a capital is not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from kg.documents.pieces import is_shouted, plain_line
from kg.model import Head
from kg.text import fold, upper_first

LONGEST = 12
REACH = 80
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W_]+(?:[-/&.][^\W_]+)*")
# Before the first word of a sentence, an item, or a title after its number or "Luật":
# "Quyết định số 48/2025/QĐ-TTg Ban hành …", "Luật Ban hành văn bản …".
_OPENS = re.compile(r"[.:;!?…\"“(\n|*_#+–-]\s*$|^\s*$|/[A-ZĐ][\w-]*\s*$|\b[Ll]uật\s+$")

Writing = dict[tuple[str, ...], Counter[tuple[str, ...]]]


def called(head: Head, text: str) -> str | None:
    """Kind, number and title in one line; a law by its name first: "Luật Trí tuệ nhân tạo số 134/2025/QH15"."""
    kind = (head.kind_name or "").capitalize()
    number = f"số {head.number.text}" if head.number else ""
    if head.annex_of is not None:
        return _annex(head, text)
    title = recased(head.title.text, text) if head.title else ""
    if head.kind in ("law", "ordinance") and title:
        return " ".join(filter(None, (kind, upper_first(title), number)))
    return " ".join(filter(None, (kind, number, title))) or None


def _annex(head: Head, text: str) -> str | None:
    """ "Phụ lục III Bảng chữ viết tắt tên loại"."""
    if head.name is None or head.title is None:
        return head.name
    title = recased(head.title.text, text)
    return f"{head.name.removesuffix(head.title.text).strip()} {upper_first(title)}"


def recased(title: str, text: str) -> str:
    """A title with the capitals that its words have in running text; one in mixed case keeps its own but the first."""
    spoken = [m.group() for m in _WORD.finditer(title)]
    shouted = is_shouted(title)
    if not shouted:
        spoken = spoken[:LONGEST]
    seen = _writings(text, [fold(w) for w in spoken])
    written = _written(spoken, seen)
    if not shouted:
        shown = seen.get(tuple(fold(w) for w in spoken[:2]))
        first = _likeliest(shown)[0] if shown else spoken[0].lower() if spoken else ""
        return first[:1] + title[1:] if title[:1].isalpha() else title
    parts = iter(written)
    return _WORD.sub(lambda m: next(parts), title)


def _likeliest(shown: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    return max(shown.items(), key=lambda item: (item[1], item[0]))[0]


def _written(spoken: Sequence[str], seen: Writing) -> list[str]:
    """Word by word, the longest run that the text shows first."""
    made: list[str] = []
    while len(made) < len(spoken):
        i = len(made)
        for n in range(min(LONGEST, len(spoken) - i), 0, -1):
            shown = seen.get(tuple(fold(w) for w in spoken[i : i + n]))
            if shown:
                made += _likeliest(shown)
                break
        else:
            word = spoken[i]
            made.append(word if re.search(r"\d", word) or re.fullmatch(r"[IVXLC]{2,}", word) else word.lower())
    return made


def _writings(text: str, wanted: Sequence[str]) -> Writing:
    """How runs of the wanted words are written in the text outside lines in capitals; a first word of a sentence is
    no witness for a capital.
    """
    runs = {tuple(wanted[i : i + n]) for i in range(len(wanted)) for n in range(1, LONGEST + 1) if i + n <= len(wanted)}
    starts = {run[0] for run in runs}
    found: Writing = defaultdict(Counter)
    lines = _spoken(text)
    said = [word for line in lines for word in _WORD.findall(line)]
    known = {w: fold(w) for w in set(said)}
    folded = [known[w] for w in said]
    opening = _opening(lines, {i for i, word in enumerate(folded) if word in starts and _capital(said[i])})
    for i, word in enumerate(folded):
        if word not in starts or i in opening:
            continue
        for n in range(1, LONGEST + 1):
            run = tuple(folded[i : i + n])
            if run not in runs:
                break
            written = tuple(said[i : i + n])
            if not _merely_shouted(written):
                found[run][written] += 1
    return found


def _merely_shouted(written: Sequence[str]) -> bool:
    """Words in capitals that are no abbreviation: several of them, or one with a tone mark ("MẪU", not "GDP")."""
    loud = all(w.isupper() for w in written)
    return loud and (len(written) > 1 or any(c in _TONES for c in unicodedata.normalize("NFD", written[0])))


def _capital(word: str) -> bool:
    """A capital and small letters after it."""
    return word[:1].isupper() and word[1:].islower()


def _opening(lines: Sequence[str], asked: Set[int]) -> set[int]:
    """Which of some words, counted through all lines, open a sentence or an item: what stands before one tells."""
    words = ((line, match.start()) for line in lines for match in _WORD.finditer(line))
    return {i for i, (line, at) in enumerate(words) if i in asked and _OPENS.search(line, max(0, at - REACH), at)}


def _spoken(text: str) -> list[str]:
    """The text's lines in mixed case."""
    paragraphs = re.split(r"\n\s*\n|\n(?=[\s*_|#>]*(?:[A-ZĐ][^\n]*\n|[-–+]))|\n\||\s\|\s", text)
    return [line for line in map(plain_line, paragraphs) if line and not is_shouted(line)]


def unit_name(written: str, text: str) -> str:
    """The name of a unit in capitals as the text writes it, with a capital: "VỤ PHÁP CHẾ" → "Vụ pháp chế"."""
    name = recased(written, text) if is_shouted(written) else written
    return upper_first(name)
