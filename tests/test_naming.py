"""Names as people type them: abbreviations without their ampersand, one syllable misspelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ask.naming import abbreviations, names
from kg.ask.words import words

NAME = words("Bộ Khoa học và Công nghệ")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Bộ KHCN", "Bộ KH&CN"),
        ("bo tttt", "Bộ TT&TT"),
        ("BỘ GDĐT", "Bộ GD&ĐT"),
        ("Bộ Kho học và Công nghệ", "Bộ Khoa học và Công nghệ"),
        ("bo khoa hoc va cnog nghe", "Bộ Khoa học và Công nghệ"),
    ],
)
def test_a_name_is_known_as_it_is_typed(asked: str, known: str) -> None:
    assert names(words(asked), words(known), 0)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Bộ KHTC", "Bộ KH&CN"),
        ("Bộ Nội vụ", "Bộ Nội vu"),
        ("Bộ Y tế", "Bộ Y tá"),
        ("Sở Khoa học và Công nghệ", "Bộ Khoa học và Công nghệ"),
        ("Bộ Khoa học và Công nghiệp", "Bộ Khoa học và Công nghệ"),
        ("Bộ Kho hoc tại Công nghệ", "Bộ Khoa học và Công nghệ"),
    ],
)
def test_another_name_is_not(asked: str, known: str) -> None:
    assert not names(words(asked), words(known), 0)


@given(st.integers(2, 5), st.text("abcdghik", min_size=3, max_size=6))
def test_a_name_in_which_two_words_are_other_ones_is_another(at: int, other: str) -> None:
    parts = [w.written for w in NAME]
    parts[1], parts[at] = "xyzxyz", f"{other}zz"
    assert not names(words(" ".join(parts)), NAME, 0)


def test_only_what_has_no_vowel_is_an_abbreviation() -> None:
    assert abbreviations(words("KHCN")[0]) == ["khcn", "k&hcn", "kh&cn", "khc&n"]
    assert abbreviations(words("Nội")[0]) == ["noi"]
