"""The numbers that Word writes before a paragraph and does not keep in its text (ISO/IEC 29500-1, 17.9).

A directive's "1.", "a)" and "Điều 3." are often such numbers; without them nothing can be cited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
_HIGHEST = 5000
_DEEPEST = 20


def roman(number: int) -> str:
    """14 → ``xiv``; tens are all that lists need."""
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


def letter(number: int) -> str:
    """1 → ``a``, 27 → ``aa``, 28 → ``bb``, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letter,
    "upperLetter": lambda n: letter(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "decimalZero": lambda n: f"{n:02}",
    "none": lambda n: "",
}


def _attribute(node: Any, path: str, name: str = "val") -> str | None:
    found = node.find("/".join(_W + step for step in path.split("/"))) if node is not None else None
    value = found.get(_W + name) if found is not None else None
    return str(value) if value is not None else None


class Numbers:
    """Counts the lists of one document, in reading order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        nodes = list(numbering) if numbering is not None else []
        self._lists = {n.get(f"{_W}numId"): n for n in nodes if n.tag == f"{_W}num"}
        self._abstract = {n.get(f"{_W}abstractNumId"): n for n in nodes if n.tag == f"{_W}abstractNum"}
        self._styles = {s.get(f"{_W}styleId"): s for s in (styles if styles is not None else ())}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        self._started: set[tuple[str, int]] = set()

    def next(self, paragraph: Any) -> str:
        """The number of a paragraph as it is printed, ``""`` where it has none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        list_id, level = place
        abstract_id = _attribute(self._lists.get(list_id), "abstractNumId") or ""
        rule = self._rule(list_id, level)
        if rule is None:
            return ""
        counts = self._counts[abstract_id]
        override = self._override(list_id, level)
        if override is not None and (list_id, level) not in self._started:
            counts[level] = override - 1
        self._started.add((list_id, level))
        counts[level] = counts[level] + 1 if counts[level] else max(1, self._start(rule))
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return self._written(list_id, level, rule, counts)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, else those of its style or of the style that one is based on."""
        node = paragraph.find(f"{_W}pPr")
        level: str | None = None
        for _ in range(_DEEPEST):
            if node is None:
                return None
            list_id = _attribute(node, "numPr/numId")
            level = level or _attribute(node, "numPr/ilvl")
            if list_id is not None:
                known = level is not None and level.isdigit() and int(level) < _LEVELS
                return None if list_id == "0" else (list_id, int(level or 0) if known else 0)
            style = node.find(f"{_W}pStyle")
            name = style.get(f"{_W}val") if style is not None else self._base
            holder = self._styles.get(name)
            if holder is None:
                return None
            self._base = _attribute(holder, "basedOn")
            node = holder.find(f"{_W}pPr")
        return None

    _base: str | None = None

    def _rule(self, list_id: str, level: int) -> Any:
        """How a level is written: the list's own override before the common definition."""
        number = self._lists.get(list_id)
        if number is None:
            return None
        abstract = self._abstract.get(_attribute(number, "abstractNumId"))
        own = [o.find(f"{_W}lvl") for o in number.iter(f"{_W}lvlOverride")]
        for node in [*own, *(abstract if abstract is not None else ())]:
            if node is not None and node.tag == f"{_W}lvl" and node.get(f"{_W}ilvl") == str(level):
                return node
        return None

    def _override(self, list_id: str, level: int) -> int | None:
        for override in self._lists[list_id].iter(f"{_W}lvlOverride"):
            if override.get(f"{_W}ilvl") == str(level):
                value = _attribute(override, "startOverride")
                return min(int(value), _HIGHEST) if value and value.isdigit() else None
        return None

    def _start(self, rule: Any) -> int:
        value = _attribute(rule, "start") or "1"
        return min(int(value), _HIGHEST) if value.isdigit() else 1

    def _written(self, list_id: str, level: int, rule: Any, counts: list[int]) -> str:
        pattern = _attribute(rule, "lvlText") or ""
        if _attribute(rule, "numFmt") == "bullet":
            return pattern if pattern in ("-", "+", "–", "*") else "-" if pattern in ("\uf02d", "−") else "•"
        for i in range(level, -1, -1):
            if f"%{i + 1}" in pattern:
                other = self._rule(list_id, i)
                form = "decimal" if rule.find(f"{_W}isLgl") is not None else _attribute(other, "numFmt") or "decimal"
                number = min(counts[i] or self._start(other), _HIGHEST)
                pattern = pattern.replace(f"%{i + 1}", _FORMATS.get(form, str)(number))
        return pattern.strip()
