"""What an indicator's wording measures: the same for all the ways in which documents write it, and for no others.

"Quy mô kinh tế số" in "% GDP" and "Tỷ trọng kinh tế số/GDP" are one measure; "tỷ lệ doanh nghiệp có hoạt động đổi mới
sáng tạo" and that of "doanh nghiệp nhỏ và vừa" are two, as GDP and GRDP are. A word that is not known to be idle
makes a measure of its own: a wrong join is worse than a missing one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.extract.lexicon import abbreviations, any_of
from kg.text import fold, squeeze

COUNTRY = "country"
LOCAL = "local"
_YEAR = r"(?:19|20)\d\d"
_SHORT = re.compile(r"\(\s*(?:[A-ZĐ][\w&.-]{0,9}|%)\s*\)")
_MARKS = " .,;:-"
_SHARE_OF = re.compile(r"%\s*(?P<of>[^%]*)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """``kind``: ``%``, ``growth``, ``rank``, ``money`` or ``count``; ``base``: what a share is of, where the unit says
    it; ``scope``: ``country``, ``local``, or nothing; ``words``: what is measured.
    """

    kind: str
    base: str
    scope: str
    words: frozenset[str]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("measures.toml").read_text("utf-8"))


@cache
def _rewritten() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Abbreviations and synonyms, the longest first, with what they are written as."""
    short = {fold(k): fold(v) for k, v in abbreviations().items()}
    same = {fold(k): fold(v) for k, v in _data()["synonyms"].items()}
    rows = [*sorted(short.items(), key=_longest), *sorted(same.items(), key=_longest)]
    return tuple((re.compile(rf"(?<![\w&]){re.escape(k)}(?![\w&])"), v) for k, v in rows)


def _longest(row: tuple[str, str]) -> tuple[int, str]:
    return -len(row[0]), row[0]


@cache
def _period() -> re.Pattern[str]:
    """ "Tính đến hết năm 2025", "6 tháng đầu năm 2025", "quý II/2025", "giai đoạn 2021 - 2025"."""
    said = {k: any_of(map(fold, v)) for k, v in _data()["period"].items()}
    after = rf"(?:[/\s-]+{_YEAR})?"
    return re.compile(
        rf"(?:(?:{said['counted']}\s+)?{said['leads']}\s+)?(?:{said['edges']}\s+)?"
        rf"(?:{said['spans']}\s+{_YEAR}(?:\s*-\s*{_YEAR})?"
        rf"|\d{{1,2}}\s+{said['months']}(?:\s+{said['halves']}\s+{said['years']})?(?:\s+{_YEAR})?"
        rf"|{said['quarters']}\s+(?:iv|i{{1,3}}|[1-4]){after}|{said['months']}\s+\d{{1,2}}{after})(?!\w)"
    )


@cache
def _any(*path: str) -> str:
    value: Any = _data()
    for key in path:
        value = value.get(key, []) if isinstance(value, dict) else []
    return any_of(map(fold, value)) if value else r"(?!)"


@cache
def _openers(kind: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any('openers', 'all')}|{_any('openers', kind)})\s+)+")


@cache
def _closers(kind: str) -> tuple[str, ...]:
    """The words that may stand behind what is measured, the longest first, each with the space before it."""
    said = {*_data()["closers"]["all"], *_data()["closers"].get(kind, ())}
    return tuple(sorted((f" {fold(phrase)}" for phrase in said), key=lambda c: (-len(c), c)))


def measure(wording: str, unit: str, quote: str = "") -> Measure:
    """The measure of an indicator from its wording, its unit and its quote (which may say what a share is of).

    >>> measure("Tỷ trọng kinh tế số/GDP", "%") == measure("quy mô kinh tế số", "%", "quy mô kinh tế số đạt 30% GDP")
    True
    """
    name = _written(wording)
    kind, base = _kind(name, fold(squeeze(unit))), ""
    if kind == "%":
        name, base = _base(name, fold(squeeze(unit)), fold(squeeze(quote)))
    name, scope = _scoped(name)
    edges = "yearly" if fold(unit).startswith("%/năm") else kind
    name = _bare(name, edges)
    alone = {fold(k): fold(v) for k, v in _data()["alone"].items()}
    return Measure(kind, base, scope, frozenset(_content(_bare(alone.get(name, name), edges))))


def _written(wording: str) -> str:
    """Folded, abbreviations spelled out, synonyms in one form, without periods and abbreviations in brackets."""
    name = fold(squeeze(_SHORT.sub(" ", wording.replace("*", " "))))
    for pattern, full in _rewritten():
        name = pattern.sub(full, name)
    return squeeze(_period().sub(" ", name)).strip(" .,;:-")


def _kind(name: str, unit: str) -> str:
    if unit.startswith("%"):
        grows = re.search(rf"\s{_any('closers', 'growth')}$", name) or _openers("%").sub("", name).startswith(
            tuple(map(fold, _data()["growth"]["begins"]))
        )
        return "growth" if unit.startswith("%/năm") or grows else "%"
    if unit in map(fold, _data()["units"]["rank"]):
        return "rank"
    return "money" if re.search(rf"{_any('units', 'money')}$", unit) else "count"


def _base(name: str, unit: str, quote: str) -> tuple[str, str]:
    """What a share is of, said by its unit ("% GDP"), its name ("kinh tế số/GDP") or right after the number; and the
    name without it.
    """
    said = _SHARE_OF.search(unit)
    tail = _SHARE_OF.search(quote)
    of = said["of"].strip() if said else ""
    if not of and tail and (near := re.match(_any_base(), tail["of"].strip())):
        of = near.group()
    if not of and (inside := re.search(rf"(?:\s(?:trong|trên|so\s+với)\s+|\s?/\s?){_any_base()}", name)):
        of = inside.group().strip()
    for base, ways in _data()["bases"].items():
        if of in map(fold, ways):
            in_name = any_of(fold(w) for w in ways if w != base)
            return squeeze(re.sub(rf"(?<!\w){in_name}|\s?/\s?{re.escape(base)}", " ", name)), base
    return name, of


@cache
def _any_base() -> str:
    return any_of(fold(way).lstrip("/") for ways in _data()["bases"].values() for way in ways)


def _scoped(name: str) -> tuple[str, str]:
    """The name without the words that say whom it is of, and whom they mean."""
    for words, scope in ((_any("scope", "country"), COUNTRY), (_any("scope", "local"), LOCAL)):
        found = re.search(rf"(?<!\w){words}", name)
        if found:
            return squeeze(name[: found.start()] + " " + name[found.end() :]), scope
    return name, ""


def _bare(name: str, kind: str) -> str:
    """Without the verbs and nouns around what is measured: "phấn đấu tỷ lệ … đạt"."""
    opener = _openers(kind)
    name = re.sub(rf"(?<!\w){_any('idle', 'phrases')}", " ", name)
    before = ""
    while before != name:
        before = name
        name = _unclosed(opener.sub("", squeeze(name).strip(_MARKS)), _closers(kind)).strip(_MARKS)
    return "" if opener.fullmatch(f"{name} ") else name


def _unclosed(name: str, closers: tuple[str, ...]) -> str:
    """Without what stands behind: from the end on, so that a long row of such words takes no longer for each."""
    end, before = len(name), -1
    while end != before:
        before = end
        end -= next((len(c) for c in closers if name.endswith(c, 0, end)), 0)
        while end and name[end - 1] in _MARKS:
            end -= 1
    return name[:end]


def _content(name: str) -> Iterable[str]:
    idle = frozenset(map(fold, _data()["idle"]["words"]))
    return (w for w in re.findall(r"\w+(?:[.,]\d+)*", name) if w not in idle)
