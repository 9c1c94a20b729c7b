"""Clauses that bear a cue of responsibility and gave no fact: what a reader should look at twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.lexicon import table
from kg.extract.names import Names
from kg.extract.sentences import sentences
from kg.extract.types import Cue
from kg.model import Span
from kg.text import fold

# The lists of the lexicon whose words give somebody something to do.
CUES = ("instruct", "lead", "cooperate", "oversee", "responsible", "modal", "ban")
_PARAGRAPH = re.compile(r"[^\n](?:.|\n(?!\s*\n|\|))*")


@cache
def _names() -> Names:
    return Names({fold(word): (Cue(kind, fold(word)),) for kind in CUES for word in table("cues")[kind]})


def missed(text: str, taken: Sequence[Span], names: Sequence[Span] = ()) -> list[tuple[Span, tuple[str, ...]]]:
    """Clauses of a snapshot with a cue and without any of the spans that facts were ``taken`` from, and their cues.

    A cue inside one of the ``names`` is none: "Ban Chỉ đạo" instructs nobody. A clause ends with
    its sentence, or at a semicolon: "Bộ X chủ trì …; đề nghị các địa phương …" are two.
    """
    named = {place for span in names for place in range(span.start, span.end)}
    cues = sorted((span.start, span.end) for span, _ in _names().find(fold(text)) if span.start not in named)
    found: list[tuple[Span, tuple[str, ...]]] = []
    at = 0
    for paragraph in _PARAGRAPH.finditer(text):
        for sentence in sentences(text, Span(*paragraph.span()), ()):
            for clause in _clauses(text, sentence):
                while at < len(cues) and cues[at][0] < clause.start:
                    at += 1
                here = [cue for cue in cues[at : at + 60] if cue[1] <= clause.end]
                if here and not any(t.start < clause.end and t.end > clause.start for t in taken):
                    longest = [c for c in here if not any(o != c and o[0] <= c[0] and c[1] <= o[1] for o in here)]
                    words = dict.fromkeys(" ".join(text[a:b].lower().split()) for a, b in longest)
                    found.append((clause, tuple(words)))
    return found


def _clauses(text: str, sentence: Span) -> list[Span]:
    clauses, start = [], sentence.start
    for match in re.finditer(r";\s+|$", text[sentence.start : sentence.end]):
        end = sentence.start + match.start()
        if text[start:end].strip():
            clauses.append(Span(start, end))
        start = sentence.start + match.end()
    return clauses
