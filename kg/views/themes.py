"""Which fields of policy a task speaks of, by the names that ``ontology/vocab/topics.ttl`` gives them.

This is a way to find and to count, no statement of a source: it bears no evidence, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.graph import Concept
from kg.text import collation_key, fold


class Themes:
    """The top topics in reading order (``names``: one name for each language), and those that a text names.

    "Phát triển hạ tầng số" names "hạ tầng số", which belongs to "chuyển đổi số".
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        topics = {key: concept for key, concept in concepts.items() if concept.scheme == "topics" and concept.vi}
        tops = sorted(
            (key for key in topics if not topics[key].broader), key=lambda k: (collation_key(topics[k].vi[0]), k)
        )
        self.names = [{"vi": topics[key].vi[0], "en": (topics[key].en or topics[key].vi)[0]} for key in tops]
        place = {key: number for number, key in enumerate(tops)}
        self._top = {
            fold(name): place[top]
            for key, concept in topics.items() if (top := _top(key, topics)) in place
            for name in concept.vi
        }  # fmt: skip
        every = sorted(self._top, key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)") if every else None

    def of(self, text: str) -> list[int]:
        """Numbers of the themes that a text names, in order."""
        found = self._pattern.findall(fold(text)) if self._pattern else []
        return sorted({self._top[name] for name in found})


def _top(key: str, topics: Mapping[str, Concept]) -> str:
    seen = {key}
    while (above := topics[key].broader) in topics and above not in seen:
        seen.add(above)
        key = above
    return key
