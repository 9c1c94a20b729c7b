"""What else an authority of a province is called: without its province's unit, its matter as ministries shorten it.

No document need write it so, but people ask for the "Sở KH&CN Hà Nội", which is the "Sở Khoa học và Công nghệ thành phố
Hà Nội".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.search_index.read import Name
from kg.text import fold

_AUTHORITY = re.compile(
    r"(?P<head>Sở|Ủy ban nhân dân|Hội đồng nhân dân|Công an)(?P<matter> .+?)? (?P<unit>tỉnh|thành phố) (?P<place>\S.*)"
)
_SHORT = re.compile(r"Bộ (?P<short>[A-ZĐ][A-ZĐ&-]+)")
_MINISTRY = "Bộ "


def also_called(names: Iterable[Name]) -> list[Name]:
    """Further names of bodies, from the ones that a graph has."""
    known = list(names)
    shorts = _shorts(known)
    return [
        Name(one.iri, one.kind, other, one.language, False)
        for one in known
        if one.kind == "body" and one.preferred and one.language == "vi"
        for other in _others(one.name, shorts)
    ]


def _shorts(names: Iterable[Name]) -> dict[str, set[str]]:
    """How ministries' matters are shortened: folded "khoa học và công nghệ" → KH&CN."""
    labels: dict[str, str] = {}
    found: dict[str, set[str]] = defaultdict(set)
    rows = sorted((n for n in names if n.kind == "body" and n.language == "vi"), key=lambda n: not n.preferred)
    for one in rows:
        if one.preferred and one.name.startswith(_MINISTRY):
            labels[one.iri] = fold(one.name.removeprefix(_MINISTRY))
        elif (short := _SHORT.fullmatch(one.name)) and one.iri in labels:
            found[labels[one.iri]].add(short["short"])
    return found


def _others(label: str, shorts: Mapping[str, set[str]]) -> Iterator[str]:
    found = _AUTHORITY.fullmatch(label)
    if found is None:
        return
    matter = (found["matter"] or "").strip()
    for said in (matter, *sorted(shorts.get(fold(matter), ()))):
        for unit in (found["unit"], ""):
            name = " ".join(filter(None, (found["head"], said, unit, found["place"])))
            if name != label:
                yield name
