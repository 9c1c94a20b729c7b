"""How large each thing is drawn and what stands on it: a body, a task card, a person's pill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.views.labels import width, wrap
from kg.views.wording import LANGUAGES, say_due, say_meeting, say_number

LEADING = 1.32
COMPARATORS = {"ge": "≥", "gt": ">", "eq": "=", "le": "≤", "lt": "<", "approx": "≈"}


@dataclass(frozen=True, slots=True)
class Style:
    """Room for text in pixels, font size, most lines, and the space left around the text."""

    room: float
    size: float
    lines: int
    across: float
    down: float


STYLES = {
    "hub-body": Style(250, 24, 4, 38, 30),
    "hub-person": Style(230, 20, 2, 60, 24),
    "hub-meeting": Style(250, 17, 4, 64, 28),
    "hub-document": Style(230, 18, 3, 40, 28),
    "body": Style(168, 14, 3, 26, 18),
    "task": Style(206, 13, 3, 28, 18),
    "target": Style(190, 13, 2, 44, 18),
    "person": Style(150, 14, 2, 48, 16),
    "meeting": Style(170, 13, 3, 52, 20),
    "document": Style(160, 13, 3, 32, 22),
}
CHIP = 12.0


@dataclass(frozen=True, slots=True)
class Card:
    """Lines and a bold last line (deadline, value) in both languages, within ``w`` × ``h`` pixels."""

    w: int
    h: int
    size: float
    lines: Mapping[str, list[str]]
    chip: Mapping[str, str]


def label(node: Mapping[str, Any], lang: str) -> str:
    """The name of a thing in a language; Vietnamese, which everything has, where there is no other."""
    name = str((node.get("label_en") if lang == "en" else None) or node["label_vi"])
    if node["cls"] == "meeting":
        return say_meeting(name, node.get("ordinal"), node.get("when"), lang)
    return name[:1].upper() + name[1:] if node["cls"] in {"task", "target"} else name


def due_words(node: Mapping[str, Any], lang: str) -> str:
    """The deadline of a task or target in words; empty when none is known."""
    return say_due(node.get("due"), node.get("due_relation"), node.get("due_text"), lang)


def value_words(node: Mapping[str, Any], lang: str) -> str:
    """What a target is to reach: ``≥ 8,5%``; empty for anything else."""
    if node.get("value") is None:
        return ""
    unit = str(node.get("unit") or "")
    space = "" if unit in {"", "%"} else " "
    sign = COMPARATORS.get(str(node.get("comparator")), "")
    return f"{sign} {say_number(str(node['value']), lang)}{space}{unit}".strip()


def chip(node: Mapping[str, Any], lang: str) -> str:
    """The short bold line on a card: the value of a target, the deadline of either."""
    if node["cls"] not in {"task", "target"}:
        return ""
    return " · ".join(part for part in (value_words(node, lang), due_words(node, lang)) if part)


def make_card(node: Mapping[str, Any], hub: bool) -> Card:
    """The card of a node of the graph, as large as the longer of its two languages asks for."""
    style = STYLES.get(f"hub-{node['cls']}" if hub else "", STYLES[node["cls"]])
    lines = {lang: wrap(label(node, lang), style.room, style.size, style.lines) for lang in LANGUAGES}
    chips = {lang: "".join(wrap(chip(node, lang), style.room, CHIP, 1)) for lang in LANGUAGES}
    widest = max(
        [width(line, style.size) for lang in LANGUAGES for line in lines[lang]]
        + [width(text, CHIP) for text in chips.values()]
    )
    fixed = node["cls"] in {"task", "target"}
    rows = max(len(lines[lang]) for lang in LANGUAGES) * style.size * LEADING
    rows += CHIP * LEADING + 4 if any(chips.values()) else 0
    across = (style.room if fixed else min(widest, style.room)) + style.across
    return Card(w=round(across), h=round(rows + style.down), size=style.size, lines=lines, chip=chips)
