"""The lexicon: templates are spelled out, phrase by phrase, and nothing else is changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.lexicon import expanded, table
from kg.resources import lexicon_dir

WORDS = st.text("abcđê ,", min_size=1, max_size=6)


def strings(value: object) -> Iterator[str]:
    """Every string of a table, its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_a_template_is_its_phrases_each_with_its_name() -> None:
    assert dict(expanded("{chủ tịch |}ubnd {xã|phường}", "Ủy ban nhân dân {2}")) == {
        "chủ tịch ubnd xã": "Ủy ban nhân dân xã",
        "chủ tịch ubnd phường": "Ủy ban nhân dân phường",
        "ubnd xã": "Ủy ban nhân dân xã",
        "ubnd phường": "Ủy ban nhân dân phường",
    }


@given(WORDS, st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3))
def test_every_choice_makes_one_phrase(first: str, choices: list[list[str]]) -> None:
    template = first + "".join("{" + "|".join(each) + "}" for each in choices)
    phrases = [phrase for phrase, _ in expanded(template)]
    count = 1
    for each in choices:
        count *= len(each)
    assert len(phrases) == count
    assert all(phrase.startswith(first) for phrase in phrases)
    assert not choices or phrases[0] == first + "".join(each[0] for each in choices)


@pytest.mark.parametrize("name", sorted(p.stem for p in lexicon_dir().glob("*.toml")))
def test_no_brace_is_left_in_a_lexicon(name: str) -> None:
    assert not [s for s in strings(table(name)) if "{" in s or "}" in s]


def test_a_name_that_is_the_phrase_itself_has_a_capital() -> None:
    phrases = table("collectives")["phrases"]
    assert phrases["sở, ban, ngành tỉnh"] == "Sở, ban, ngành tỉnh"
    assert phrases["chủ tịch ubnd các xã, phường, đặc khu"] == "Ủy ban nhân dân các xã, phường, đặc khu"
