"""The province whose authorities a document means where it says "Ủy ban nhân dân tỉnh", "Sở Công Thương" alone."""

from __future__ import annotations

import re
from collections.abc import Set

from kg.model import Document
from kg.registry import Registry
from kg.resolve.places import bare
from kg.text import fold, lower_first, squeeze

_LOCAL_ISSUER = re.compile(r"tỉnh ủy|thành ủy|ủy ban nhân dân|ubnd|hội đồng nhân dân|(?<!\w)sở\s")
_CITY = "thành phố "


def home(registry: Registry, document: Document) -> str | None:
    """The province whose authority issues the document, as its head says: "TỈNH ỦY LÀO CAI", "UBND TỈNH LÀO CAI",
    "ỦY BAN NHÂN DÂN" alone in "Nghệ An, ngày 06 tháng 5 năm 2025".
    """
    head = document.head
    if head is None or head.issuer is None or not _LOCAL_ISSUER.search(fold(head.issuer.text)):
        return None
    stretches = [fold(head.issuer.text), fold(squeeze(document.text[head.span.start : head.span.end]))]
    for stretch in stretches:
        found = []
        for body in registry.bodies:
            if body.kind == "province":
                name = re.escape(fold(bare(body.label)))
                named = re.search(rf"(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp\.?)\s+{name}(?!\w)", stretch)
                if named:
                    found.append((named.start(), body.ended is not None, body.label))
        if found:
            return lower_first(min(found)[2])
    place = fold(head.place.text) if head.place else None
    here = [
        (b.ended is not None, b.label) for b in registry.bodies if b.kind == "province" and fold(bare(b.label)) == place
    ]
    return lower_first(min(here)[1]) if here else None


def only_place(registry: Registry, document: Document, folded: str, places: Set[str]) -> str | None:
    """The one province that an article names, where it names it with its unit ("tỉnh Nghệ An", "TP. Đà Nẵng"). Official
    papers without a province in their head speak of every province.
    """
    if document.head is not None or len(places) != 1:
        return None
    label = fold(registry.body[next(iter(places))].label)
    called = (label, "tp. " + label.removeprefix(_CITY), "tp " + label.removeprefix(_CITY))
    written = called if label.startswith(_CITY) else called[:1]
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in written)
    return lower_first(registry.body[next(iter(places))].label) if named else None
