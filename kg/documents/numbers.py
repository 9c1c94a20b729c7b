"""How documents are numbered, as a regex: the only writing of it.

State documents ``số/năm/loại-cơ quan`` (Decree 30/2020/NĐ-CP, Annex I, part II, section 3; laws and decrees carry the
year), Party documents ``số-loại/cơ quan`` (Guidance 36-HD/VPTW).
"""

from __future__ import annotations

import re

SYMBOL = r"[A-ZĐƯ][A-ZĐƯa-zđư&]*\d{0,2}"
# Stray spaces stand in numbers: "118 /2025/NĐ-CP", "57 - NQ/TW", "71/NQ -CP"; a dash with a word behind begins another
# thought: "Nghị quyết 71/NQ - Bộ Tài chính".
STRAY = r"\s[-–](?:\s?(?:CP|TTg)|[A-ZĐƯ]{2,})(?!\w)"
STATE = rf"\d+(?:\.\d+)?(?:\s?/\d{{4}})?\s?/{SYMBOL}(?:{STRAY}|(?:[-–]\n?{SYMBOL})*)"
PARTY = r"\d+\s?\\?[-–]\s?[A-ZĐ][A-ZĐa-z]*/[A-ZĐ][A-ZĐa-z]*(?:[-–][A-ZĐ]+)?"
NUMBER = rf"(?:{STATE}|{PARTY})"


def tidy(number: str) -> str:
    """A number without stray spaces and escapes: ``57 \\- NQ/TW`` → ``57-NQ/TW``."""
    return re.sub(r"[\s\\]", "", number).replace("–", "-")


def abbreviation(number: str) -> str | None:
    """The kind's abbreviation in a number: ``NQ`` of ``03/NQ-CP`` and of ``57-NQ/TW``."""
    party = re.fullmatch(r"\d+[-–]([^/]+)/.*", number)
    if party:
        return party[1]
    state = re.fullmatch(r"[\d.]+(?:/\d{4})?/(.+?)(?:[-–].*)?", number)
    return state[1] if state else None


def issuer_symbol(number: str) -> str | None:
    """Who issues: ``CP`` of ``03/NQ-CP``, ``TW`` of ``57-NQ/TW``, ``QH15`` of ``176/2025/QH15``."""
    party = re.fullmatch(r"\d+[-–][^/]+/(.+)", number)
    if party:
        return party[1]
    tail = number.rsplit("/", 1)[-1]
    return re.split(r"[-–]", tail, maxsplit=1)[1] if re.search(r"[-–]", tail) else tail
