"""Folding keeps places; slugs and the alphabet are Vietnamese."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import collation_key, fold, nfc, plain, slug, squeeze, words

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậờởỡớợừửữứựỳỷỹýỵ ÀĐƯƠ-–“”\n\t\u00a0", max_size=60)


@given(TEXT | VIETNAMESE)
def test_folding_never_moves_a_place(text: str) -> None:
    assert len(fold(text)) == len(plain(text)) == len(text)


@given(TEXT | VIETNAMESE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@given(VIETNAMESE)
def test_folded_text_has_no_capital_and_plain_text_no_accent(text: str) -> None:
    assert fold(text) == fold(text).lower()
    assert plain(nfc(text)).isascii()


@given(TEXT | VIETNAMESE)
def test_slugs_are_safe_path_segments(text: str) -> None:
    made = slug(text)
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in made)
    assert not made.startswith("-") and not made.endswith("-") and "--" not in made
    assert slug(made) == made


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Uỷ ban\nHoà Bình", "ủy ban hòa bình"),
        ("THUỶ LỢI", "thủy lợi"),
        ("Nghị quyết", "nghị quyết"),
        ("hoàn thành", "hoàn thành"),
        ("quý III", "quý iii"),
        ("quỹ", "quỹ"),
        ("Khoẻ", "khỏe"),
        ("xoá bỏ", "xóa bỏ"),
        ("toàn quốc", "toàn quốc"),
        ("“làm đúng” – ‘làm trúng’", "\"làm đúng\" - 'làm trúng'"),
        ("6\u00a0tháng", "6 tháng"),
    ],
)
def test_one_spelling_for_each_word(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bộ Khoa học và Công nghệ", "bo-khoa-hoc-va-cong-nghe"),
        ("57-NQ/TW", "57-nq-tw"),
        ("Đảng ủy Chính phủ", "dang-uy-chinh-phu"),
        pytest.param(
            "Ð\u1eafk Lắk",
            "dak-lak",
            id="eth-for-d",  # U+00D0, the Icelandic letter that old keyboards wrote
        ),
        ("Đắk Lắk", "dak-lak"),
        (unicodedata.normalize("NFD", "Ủy ban"), "uy-ban"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_words_and_squeezed_names() -> None:
    assert words("Nghị quyết số 57-NQ/TW, “đột phá”") == ["nghi", "quyet", "so", "57", "nq", "tw", "dot", "pha"]
    assert squeeze(" Bộ  Khoa học\nvà \tCông nghệ ") == "Bộ Khoa học và Công nghệ"


def test_the_alphabet_puts_letters_before_tones() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(reversed(alphabet), key=collation_key) == alphabet
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(reversed(tones), key=collation_key) == tones
    assert sorted(["mạ", "mắn", "mai", "mân"], key=collation_key) == ["mạ", "mai", "mắn", "mân"]
    assert sorted(["Đà Nẵng", "Hà Nội", "Dương", "An Giang", "Điện Biên", "Ăn"], key=collation_key) == [
        "An Giang",
        "Ăn",
        "Dương",
        "Đà Nẵng",
        "Điện Biên",
        "Hà Nội",
    ]


@given(st.lists(TEXT | VIETNAMESE, min_size=3, max_size=3))
def test_collation_is_a_total_order(three: list[str]) -> None:
    keys = [collation_key(t) for t in three]
    for (a, ka), (b, kb) in itertools.combinations(zip(three, keys, strict=True), 2):
        assert (ka < kb) + (kb < ka) + (ka == kb) == 1
        assert (ka == kb) == (a == b)
