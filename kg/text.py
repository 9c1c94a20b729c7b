"""Text as the pipeline sees it: NFC outside, folded for matching, never changing a position.

``fold`` and ``plain`` keep the length of their input, so that a span found in folded text is a
span of the snapshot.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-"}
)
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ALPHABET = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


_VOWELS = "AĂÂEÊIOÔƠUƯY"
# Every capital of the Vietnamese alphabet, composed, for use in a character class.
UPPER = "".join(
    sorted(
        {unicodedata.normalize("NFC", v + mark) for v in _VOWELS for mark in ("", *_TONES)}
        | set("BCDĐFGHJKLMNPQRSTVWXZ")
    )
)


def nfc(text: str) -> str:
    """The composed form in which every snapshot is kept."""
    return unicodedata.normalize("NFC", text)


def upper_first(text: str) -> str:
    """The text with a capital at its start and all else as it is: ``bộ Y tế`` → ``Bộ Y tế``."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small letter at its start and all else as it is: ``Tỉnh Nghệ An`` → ``tỉnh Nghệ An``."""
    return text[:1].lower() + text[1:]


def _tone_pairs() -> dict[str, str]:
    """``oà`` → ``òa``, ``uỷ`` → ``ủy``: one placement of the tone in an open syllable ("hoàn" has only one)."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in _TONES:
            pairs[first + nfc(second + mark)] = nfc(first + mark) + second
    return pairs


_TONE_PAIRS = _tone_pairs()
_ESCAPE = re.compile(r"\\(?=[-.*_#+()\[\]!>~])")
_TONED = "".join(sorted({pair[1] for pair in _TONE_PAIRS}))
_TONE_PATTERN = re.compile(rf"[ou](?<!q.)[{_TONED}](?!\w)")
# What is more than its lower case: other white space than a space, quotes and dashes, letters that lower to two or by
# their place in the word.
_ODD = re.compile(r"[^\S ]|[“”„«»‘’–—−]")
_UNSTEADY = re.compile("[\u0130\u03a3]")


# Where Unicode has white space: nowhere else, and none behind the ideographic space.
_SPACES = (*range(0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x2060), 0x3000)
_EVEN = _QUOTES | {code: " " for code in _SPACES if chr(code).isspace()}


@cache
def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


class _Marks(dict[int, str]):
    """Each letter's code to the letter without its mark, as it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = "d" if chr(code) == "đ" else unicodedata.normalize("NFD", chr(code))[0]
        return self[code]


_BARE = _Marks()


_RATIO = re.compile(r"(?<!\w)tỉ(?=\s+(?:lệ|trọng|suất|số|đồng|usd|đô)(?!\w))")


def fold(text: str) -> str:
    """Lower case, plain quotes and dashes, any white space as a space, one tone placement, one spelling of "tỷ lệ";
    same length.

    The backslash with which Markdown escapes a mark is a space too: "chính trị \\- xã hội".

    >>> fold("Uỷ ban\\nHoà Bình")
    'ủy ban hòa bình'
    """
    low = "".join(map(_lower, text)) if _UNSTEADY.search(text) else text.lower()
    if _ODD.search(low):
        low = low.translate(_EVEN)
    if "tỉ" in low:
        low = _RATIO.sub("tỷ", low)
    return _TONE_PATTERN.sub(_one_placement, _ESCAPE.sub(" ", low))


def _one_placement(match: re.Match[str]) -> str:
    return _TONE_PAIRS.get(match.group(), match.group())


def plain(text: str) -> str:
    """Folded text without any mark: ``Đảng uỷ`` → ``dang uy``; same length."""
    return fold(text).translate(_BARE)


def slug(text: str) -> str:
    """A path segment: ``Bộ Khoa học và Công nghệ`` → ``bo-khoa-hoc-va-cong-nghe``; the Icelandic ``Ð`` (U+00D0) that
    some keyboards give for ``Đ`` is read as it.
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(nfc(text)).replace("ð", "d")).strip("-")


def words(text: str) -> list[str]:
    """The unaccented words of a text, without punctuation."""
    return re.findall(r"[a-z0-9]+", plain(text))


def squeeze(text: str) -> str:
    """One space where the text has any run of white space, and no escape of Markdown; used for names cut over two
    lines.
    """
    return " ".join((_ESCAPE.sub("", text) if "\\" in text else text).split())


def unmarked(text: str) -> str:
    """A quote as people are shown it, on one line without Markdown's emphasis; what is stored stays as it is written.

    >>> unmarked("gồm: **(i)**\\nLưu trữ dữ liệu số; __không__ in")
    'gồm: (i) Lưu trữ dữ liệu số; không in'
    """
    return squeeze(re.sub(r"(?<!\\)\*+|(?<!\w)_+|_+(?!\w)", "", text))


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Vietnamese dictionary order: letters first (a ă â b …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng)."""
    letters, tones = [], []
    for char in nfc(text).lower():
        parts = unicodedata.normalize("NFD", char)
        tone = next((c for c in parts if c in _TONE_ORDER), "")
        base = nfc(parts.replace(tone, "")) if tone else char
        letters.append(_ALPHABET.get(base, -1000 + ord(base[0]) if not base.isalpha() else 100 + ord(base[0])))
        tones.append(_TONE_ORDER[tone])
    return tuple(letters), tuple(tones), text
