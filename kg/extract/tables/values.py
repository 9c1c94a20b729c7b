"""The numbers of a cell: "≥ 80", "16 - 18", "≤ 3 Đông Nam Á; ≤ 50 Thế giới", "3% và tăng dần", "trên 99,5%"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.atoms.quantities import comparators, number
from kg.text import fold, squeeze

_SIGNS = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", ">": ">", "<": "<", "=": "=", "~": "~", "≈": "~"}
_NUM = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_FIRST = re.compile(
    rf"^(?P<word>[^\d≥≤<>=~≈]*?)\s*(?P<sign>≥|≤|>=|<=|>|<|=|~|≈)?\s*(?P<low>{_NUM})\s*(?P<unit>%|[^\W\d_]+/[^\W\d_]+)?"
    rf"(?:\s*(?:\\?[-–]|đến)\s*(?P<high>{_NUM})\s*%?)?(?P<rest>.*)$",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Value:
    """One number with its comparator, and where in the cell; ``unit`` as written beside it; ``of`` what it is said
    of ("Đông Nam Á"); ``upper`` ends a range ("16 - 18").
    """

    comparator: str
    number: float
    unit: str = ""
    of: str = ""
    start: int = 0
    end: int = 0
    upper: float | None = None


def values_in(words: str) -> list[Value]:
    """The numbers to be reached of a cell; none where it holds a sentence rather than a number."""
    return [v for part in re.finditer(r"[^;\n]+", words) for v in _values(part.group(), part.start())]


def _values(part: str, at: int) -> list[Value]:
    lead = len(part) - len(part.lstrip(" *_."))
    part = part.strip(" *_.")
    match = _FIRST.match(fold(part))
    if match is None:
        return []
    word, rest = match["word"].strip(" :(,"), match["rest"].strip(" .)")
    comparator = _SIGNS.get(match["sign"] or "") or _comparator(word, rest)
    if comparator is None:
        return []
    start, end = at + lead, at + lead + len(part)
    of = squeeze(part[match.start("rest") : match.end("rest")].strip(" ().,;-"))
    low, high, unit = number(match["low"]), number(match["high"] or "0"), match["unit"] or ""
    if match["high"] and high > low:
        return [Value("~" if comparator == "~" else ">=", low, unit, "", start, end, upper=high)]
    return [Value(comparator, low, unit, of, start, end)]


def _comparator(word: str, rest: str) -> str | None:
    """The comparator that words say: "tối thiểu", "trở lên"; None where the words are no number's own."""
    for phrase, comparator in comparators():
        if rest.startswith(phrase) and phrase in ("trở lên", "trở xuống"):
            return comparator
        if word.endswith(phrase):
            return comparator if len(word) - len(phrase) < 25 else None
    return "=" if len(word.split()) <= 4 else None
