"""Vietnamese from before Unicode becomes Unicode; what is Unicode already stays as it is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import house
import papers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import find, read_document
from kg.documents.formats.legacy import is_syllable, one_byte, recognise
from kg.documents.formats.text import decode
from kg.errors import NotUnicode

TEXT = (
    "Cộng hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Thủ tướng Chính phủ yêu cầu các bộ, ngành, địa "
    "phương khẩn trương rà soát, hoàn thiện thể chế; Bộ Tài chính chủ trì, phối hợp với Bộ Khoa học và Công nghệ xây "
    "dựng kế hoạch trước ngày 30/6/2009."
)
OLD = {
    "tcvn3": (
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. Thñ t\u00adíng "
        "ChÝnh phñ yªu cÇu c¸c bé, ngµnh, "
        "®Þa ph\u00ad¬ng khÈn tr\u00ad¬ng rµ so¸t, hoµn thiÖn thÓ chÕ; Bé Tµi chÝnh chñ "
        "tr×, phèi hîp víi Bé Khoa häc vµ "
        "C«ng nghÖ x©y dùng kÕ ho¹ch tr\u00adíc ngµy 30/6/2009."
    ),
    "vni": (
        "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc. "
        "Thuû töôùng Chính phuû yeâu caàu caùc boä, "
        "ngaønh, ñòa phöông khaån tröông raø soaùt, hoaøn thieän theå cheá; Boä Taøi "
        "chính chuû trì, phoái hôïp vôùi Boä Khoa "
        "hoïc vaø Coâng ngheä xaây döïng keá hoaïch tröôùc ngaøy 30/6/2009."
    ),
}


def windows_1258(text: str) -> bytes:
    """The bytes in which Windows wrote Vietnamese: the tone after its vowel."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize("name", sorted(OLD))
def test_bytes_of_an_old_font(name: str) -> None:
    assert decode(OLD[name].encode("cp1252")) == TEXT


@pytest.mark.parametrize("name", sorted(OLD))
def test_an_old_font_that_was_saved_as_unicode(name: str, tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_text(OLD[name], "utf-8")
    assert read_document(find([path])[0]).text == TEXT


def test_windows_1258() -> None:
    assert decode(windows_1258(TEXT)) == TEXT


def test_viscii() -> None:
    old = (
        "Cµng hoà xã hµi chü nghîa Vi®t Nam. Ðµc l§p - Tñ do - HÕnh phúc. Thü tß¾ng "
        "Chính phü yêu c¥u các bµ, ngành, ð¸a phß½ng"
    )
    assert decode(old.encode("latin-1")) == TEXT[: TEXT.index(" khẩn")]


def test_decomposed_text_is_composed() -> None:
    assert decode(unicodedata.normalize("NFD", TEXT).encode()) == TEXT


def test_a_few_words_are_too_few_to_tell() -> None:
    with pytest.raises(NotUnicode):
        decode(b"B\xf4 T\xe0i ch\xednh")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        unicodedata.normalize("NFD", TEXT),
        "Les élèves français étudient à l'école; où êtes-vous? Noël, garçon, naïve, château, hôtel, forêt, déjà vu",
        "Die Größe der Häuser über dem Fluß: schöne Grüße, Öl, Ärger, Übung, Mädchen, Söhne, Küche, Bücher, Wörter",
        "El niño comió piñas y ñoquis según él; mañana habrá más canción, razón, país, había, corazón, también",
    ],
)
def test_other_text_is_let_be(text: str) -> None:
    assert recognise(text) is None


def test_every_seed_and_real_text_is_let_be() -> None:
    files = [*(house.ROOT / "seeds").glob("*.txt"), *papers.CORPUS.glob("*.txt")]
    assert [f.name for f in files if recognise(f.read_text("utf-8"))] == []


@settings(deadline=None)
@given(st.text(max_size=300))
def test_unicode_that_is_no_old_font_is_kept(text: str) -> None:
    old = re.compile("[\u0080-\u00ff]")
    if text.strip() and not old.search(text) and sum(ord(c) < 32 for c in text) == 0:
        whole = text.encode("utf-8", "replace")
        assert decode(whole) == unicodedata.normalize("NFC", whole.decode())


def test_each_byte_is_one_character() -> None:
    assert len(one_byte(bytes(range(256)))) == 256


@pytest.mark.parametrize("word", ["Việt", "nghĩa", "quyết", "gì", "giải", "khuỷu", "ĐƯỜNG"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["héi", "ViÖt", "bò́", "hạtx", "càp", "café"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
