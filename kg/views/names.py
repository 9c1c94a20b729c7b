"""What things and their plain values are called, in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.text import upper_first
from kg.views.wording import say_date, say_due, say_meeting, say_number

COMPARATORS = {"ge": "≥", "gt": ">", "eq": "=", "le": "≤", "lt": "<", "approx": "≈"}
WORK = frozenset({"task", "target", "result"})


def label(node: Mapping[str, Any], lang: str) -> str:
    """The name of a thing in a language; Vietnamese, which everything has, where there is no other."""
    name = " ".join(str((node.get("label_en") if lang == "en" else None) or node["label_vi"]).split())
    if node["cls"] == "meeting":
        return say_meeting(name, node.get("ordinal"), node.get("when"), lang)
    return upper_first(name) if node["cls"] in WORK else name


def due_words(node: Mapping[str, Any], lang: str) -> str:
    """The deadline of a task or target in words; empty when none is known."""
    return say_due(node.get("due"), node.get("due_relation"), node.get("due_text"), lang)


def value_words(node: Mapping[str, Any], lang: str) -> str:
    """What a target is to reach, or a result has reached: ``≥ 8,5%``; empty for anything else."""
    if node.get("value") is None:
        return ""
    unit = str(node.get("unit") or "")
    space = "" if unit in {"", "%"} else " "
    plain = node["cls"] == "result" and node.get("comparator") == "eq"
    sign = "" if plain else COMPARATORS.get(str(node.get("comparator")), "")
    number = say_number(str(node["value"]), lang)
    if node.get("upper"):
        sign, number = sign.replace(COMPARATORS["ge"], ""), f"{number}–{say_number(str(node['upper']), lang)}"
    return f"{sign} {number}{space}{unit}".strip()


def day_words(node: Mapping[str, Any], name: str, lang: str) -> str:
    """A plain date of a node in words: ``issued`` of a document, ``when`` of a meeting."""
    day = str(node.get(name) or "")
    return say_date(day, lang) if day else ""
