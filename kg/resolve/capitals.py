"""Names that a document writes in capitals, as they stand in a sentence: "ĐẢNG ỦY PHƯỜNG CAM ĐƯỜNG" is the "Đảng ủy
phường Cam Đường".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.atoms.heads import kinds_of_heads
from kg.extract.lexicon import alternatives
from kg.registry import Registry
from kg.resolve.places import bare
from kg.text import fold, lower_first, squeeze, upper_first

_SPACE = re.compile(r"\s+")


def in_sentence(registry: Registry, text: str, folded: str, name: str) -> str:
    """A name in capitals as ``text`` writes it elsewhere; else its head small, what is registered in it as it is
    registered, and places with their capitals. Any other name stays as it is.
    """
    if not name.isupper() or " " not in name:
        return name
    words = _SPACE.sub(r"\\s+", re.escape(fold(name)).replace(r"\ ", " "))
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", folded):
        written = squeeze(text[match.start() : match.end()])
        if not written.isupper():
            return upper_first(written)
    return upper_first(" ".join(_parts(registry, fold(squeeze(name)).split())))


def _parts(registry: Registry, words: list[str]) -> Iterator[str]:
    """The pieces of a folded name: its head, names that are registered, places behind their units, other words."""
    head = max((h.split() for h in kinds_of_heads() if words[: len(h.split())] == h.split()), key=len, default=[])
    if head:
        yield _head(registry, " ".join(head))
    place, first = len(head), bool(head)
    unit = re.compile(alternatives("bodies", "local", "units"))
    while place < len(words):
        end = next((e for e in range(len(words), place, -1) if _known(registry, words[place:e])), None)
        if end is not None:
            yield _known(registry, words[place:end])
            place, first = end, False
        elif unit.fullmatch(words[place]):
            yield words[place]
            yield from map(upper_first, words[place + 1 :])
            return
        else:
            yield upper_first(words[place]) if first else words[place]
            place, first = place + 1, False


def _head(registry: Registry, head: str) -> str:
    """A head as registered names write it: "Ban Chỉ đạo", "Trường Đại học"."""
    begun = (registry.body[i].label for name in registry.begun(head + " ") for i in registry.names[name])
    return next((label[: len(head)] for label in begun if fold(label).startswith(head)), head)


def _known(registry: Registry, words: list[str]) -> str:
    """What is registered under a name of several words; a province with its unit small, or bare where it is so."""
    called = " ".join(words)
    ids = registry.names.get(called, ())
    if len(words) == 1:
        return ""
    if len(ids) == 1 and registry.body[ids[0]].kind != "province":
        return registry.body[ids[0]].label
    for place in (b.label for b in registry.bodies if b.kind == "province"):
        if called in (fold(place), fold(bare(place))):
            return lower_first(place) if called == fold(place) else bare(place)
    return ""
