"""Whether a text is an official document, though its head is missing: a page that gives only the articles of one."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives

FEWEST = 5
SHARE = 4


def is_official(reading: Reading) -> bool:
    """A document with its head, or a text that speaks of itself ("Nghị quyết này phổ biến đến chi bộ") and of which
    at least a quarter of the paragraphs open with what is to be done ("Hoàn thiện thể chế …").

    A newspaper that speaks of a paper as "chỉ thị này" tells of it in sentences with subjects.
    """
    if reading.document.head is not None:
        return True
    if _itself().search(reading.folded) is None:
        return False
    told = [p for p in reading.passages if p.sentences and not p.block.heading]
    commands = sum(_commands(reading, p) for p in told)
    return commands >= max(FEWEST, len(told) // SHARE)


@cache
def _itself() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('cues', 'itself')}\s+này(?!\w)")


def _commands(reading: Reading, passage: Passage) -> bool:
    """Whether a paragraph opens with an action of nobody in particular."""
    tokens = reading.tokens(passage, passage.sentences[0])
    first = next((t for t in tokens if t.word[:1].isalpha() and not t.has("adverb")), None)
    return first is not None and first.has("verb")
