"""Vietnamese from before Unicode: TCVN3 (ABC), VNI-Windows, Windows-1258 and VISCII are recognised and turned into it.

Recognised by its fruit: an encoding is taken only where it turns nearly every marked word into a possible Vietnamese
syllable, what is there does not read as such, and no other encoding does as well. Proper Unicode is never touched.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from kg.text import nfc

Convert = Callable[[str], str]
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[^\s\x00-\x1f\x21-\x40\x5b-\x60\x7b-\x7e‘’“”–—…•\xa0]+")
# Letters that only Unicode has: "ạ" to "ỹ", "ơ", "ư".
_MODERN = re.compile("[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0]")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_CHECKED = ("\u0301", "\u0323")
_STOPS = ("c", "ch", "p", "t")
_SAMPLE = 20_000
_FEW = 8
_GOOD = 0.9
_BAD = 0.6


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("legacy.toml").read_text("utf-8"))


@cache
def _converter(name: str) -> Convert:
    if name == "cp1258":
        # Windows-1258 writes a tone as a sign of its own after the vowel.
        return lambda text: nfc(_bytes(text).decode("cp1258", "replace"))
    table: dict[str, str] = _data()[name]
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    return lambda text: pattern.sub(lambda m: table[m.group()], text)


def _bytes(text: str) -> bytes:
    """The bytes that Windows-1252, or Latin-1 where that has no sign, gives for a text."""
    return b"".join(c.encode("cp1252", "ignore") or c.encode("latin-1", "ignore") or b"?" for c in text)


def one_byte(data: bytes) -> str:
    """Bytes as Windows-1252, and as Latin-1 where that has no sign: each byte one character."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: onset, rime and at most one tone; a stop takes only two tones."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in parts if c in _TONES]
    bare = nfc("".join(c for c in parts if c not in _TONES))
    if len(tones) > 1 or (tones and bare.endswith(_STOPS) and tones[0] not in _CHECKED):
        return False
    return bare in _syllables()


@cache
def _syllables() -> frozenset[str]:
    data = _data()["syllable"]
    return frozenset(onset + rime for onset in data["onsets"] for rime in data["rimes"]) | {"gi", "gin", "gim"}


def _words(text: str) -> list[str]:
    """The different words with a letter or sign beyond ASCII."""
    return sorted({w for w in _SIGN.findall(text[:_SAMPLE]) if not w.isascii()})


def _score(words: list[str], convert: Convert) -> tuple[int, float]:
    """How many of the words become syllables, and what share of all."""
    good = sum(1 for word in words if _is_word(convert(word)))
    return good, good / len(words) if words else 0.0


def _is_word(text: str) -> bool:
    parts = _WORD.findall(text)
    return "".join(parts) == text and all(map(is_syllable, parts))


def recognise(text: str) -> Convert | None:
    """What turns a text into Unicode, if it was written in one of the old encodings and read as Windows-1252.

    "Céng hoµ x· héi chñ nghÜa ViÖt Nam" (TCVN3) → "Cộng hoà xã hội chủ nghĩa Việt Nam".
    """
    if len(_MODERN.findall(text[:_SAMPLE])) >= _FEW:
        return None
    words = _words(text)
    if _score(words, nfc)[1] > _BAD:
        return None
    scores = sorted(
        ((*_score(words, _converter(n)), n) for n in ("tcvn3", "vni", "cp1258", "viscii")), key=lambda s: s[1]
    )
    good, share, name = scores[-1]
    if good < _FEW or share < _GOOD or scores[-2][1] > _BAD:
        return None
    return _converter(name)
