"""What is fast finds what the slow and plain way finds."""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
import re
import unicodedata
from collections.abc import Iterator, Sequence

import house
import pytest
import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import atoms
from kg.extract.patterns import Step, find_all, kinds_in, match_at, may_match, search, steps
from kg.extract.seek import DIGIT, Sought
from kg.extract.spans import Room, in_order
from kg.extract.tokens import Token
from kg.model import Span
from kg.text import fold

# --- patterns over tokens ----------------------------------------------------------------

KINDS = ("body", "verb", "comma", "word")
TOKENS = st.lists(st.sets(st.sampled_from(KINDS), min_size=1), max_size=9).map(
    lambda rows: [Token(Span(i, i + 1), frozenset(kinds), str(i)) for i, kinds in enumerate(rows)]
)
STEPS = st.builds(
    lambda name, kinds, times: f"{name}{'|'.join(sorted(kinds))}{times}",
    st.sampled_from(["", "a:", "b:"]),
    st.one_of(st.sets(st.sampled_from(KINDS), min_size=1), st.just({"."})),
    st.sampled_from(["", "?", "*", "+"]),
)
PATTERNS = st.lists(STEPS, min_size=1, max_size=5).map(" ".join)


def walk(compiled: Sequence[Step], tokens: Sequence[Token], place: int) -> list[int] | None:
    """The ends of the steps of the first match at a place: the longest first, step by step."""
    if not compiled:
        return []
    step = compiled[0]
    fitting = len(list(itertools.takewhile(step.fits, tokens[place:])))
    most = fitting if step.times in ("*", "+") else min(fitting, 1)
    for taken in range(most, -1 if step.times in ("?", "*") else 0, -1):
        rest = walk(compiled[1:], tokens, place + taken)
        if rest is not None:
            return [place + taken, *rest]
    return None


def by_hand(pattern: str, tokens: Sequence[Token], place: int) -> tuple[int, dict[str, list[str]]] | None:
    ends = walk(steps(pattern), tokens, place)
    if ends is None:
        return None
    taken: dict[str, list[str]] = {}
    for step, start, end in zip(steps(pattern), [place, *ends], ends, strict=False):
        if step.name:
            taken.setdefault(step.name, []).extend(t.word for t in tokens[start:end])
    return ends[-1], taken


@settings(max_examples=400, deadline=None)
@given(PATTERNS, TOKENS)
def test_a_pattern_matches_as_it_does_step_by_step(pattern: str, tokens: list[Token]) -> None:
    for place in range(len(tokens) + 1):
        match = match_at(pattern, tokens, place)
        shown = match and (match.end, {name: [t.word for t in match.tokens(name)] for name in match.taken})
        assert shown == by_hand(pattern, tokens, place)
    hits = [place for place in range(len(tokens)) if by_hand(pattern, tokens, place)]
    first = search(pattern, tokens)
    assert (first.start if first else None) == (hits[0] if hits else None)
    wanted, place = [], 0
    while place < len(tokens):
        one = by_hand(pattern, tokens, place)
        if one and one[0] > place:
            wanted.append((place, one[0]))
        place = one[0] if one and one[0] > place else place + 1
    assert [(m.start, m.end) for m in find_all(pattern, tokens)] == wanted
    assert may_match(pattern, kinds_in(tokens)) or not wanted


# --- patterns over text ------------------------------------------------------------------


def sought() -> Iterator[tuple[str, Sought]]:
    """Every pattern of the atoms that is looked for only where its words are."""
    for info in pkgutil.iter_modules(atoms.__path__):
        module = importlib.import_module(f"{atoms.__name__}.{info.name}")
        for name, value in vars(module).items():
            kept = hasattr(value, "cache_info") and value.__module__ == module.__name__
            made = value() if kept and not inspect.signature(value).parameters else value
            rows = made if isinstance(made, tuple) else (made,)
            for i, row in enumerate(rows):
                found = [part for part in (row if isinstance(row, tuple) else (row,)) if isinstance(part, Sought)]
                yield from ((f"{info.name}.{name}.{i}", part) for part in found)


ALL = dict(sought())
TEXTS = sorted(
    {
        paragraph
        for folder in ("seeds", "tests/documents", "tests/rules")
        for path in sorted((house.ROOT / folder).rglob("*"))
        if path.suffix in (".txt", ".md", ".toml")
        for paragraph in path.read_text("utf-8").split("\n")
        if paragraph.strip()
    }
)


def test_there_are_as_many_as_there_are_thought_to_be() -> None:
    assert len(ALL) > 35 and len(TEXTS) > 1000


@pytest.mark.parametrize("name", ALL)
def test_no_match_is_without_a_word_that_its_pattern_needs(name: str) -> None:
    one = ALL[name]
    for text in TEXTS:
        for form in (text, fold(text)):
            assert [m.span() for m in one.finditer(form)] == [m.span() for m in one.regex.finditer(form)]


def test_most_patterns_are_met_in_these_texts() -> None:
    met = [name for name, one in ALL.items() if any(one.search(form) for text in TEXTS for form in (text, fold(text)))]
    assert len(met) > 0.8 * len(ALL)


def test_a_pattern_needs_words() -> None:
    one = Sought(r"(?<!\w)một số\s+\w+", ["một số"])
    assert [m.group() for m in one.finditer("có một số bộ")] == ["một số bộ"]
    assert list(one.finditer("có mộtsố bộ")) == []
    assert [m.group() for m in Sought(r"\d+ ha", [DIGIT]).finditer("rộng 12 ha")] == ["12 ha"]
    with pytest.raises(ValueError, match="begins with no word"):
        Sought("%", ["%"])


# --- spans -------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8))))
def test_room_is_given_to_who_comes_first(rows: list[tuple[int, int]]) -> None:
    room, taken = Room(), set[int]()
    for start, length in rows:
        places = set(range(start, start + length))
        assert room.take(Span(start, start + length)) == taken.isdisjoint(places)
        if taken.isdisjoint(places):
            taken |= places


@given(st.lists(st.tuples(st.integers(0, 3), st.text("abc", max_size=2))))
def test_ties_are_settled_by_what_costs_more(rows: list[tuple[int, str]]) -> None:
    assert in_order(rows, lambda r: r[0], lambda r: r[1]) == sorted(rows)


# --- folding -----------------------------------------------------------------------------


def folded_by_hand(text: str) -> str:
    quotes = dict(zip("“”„«»‘’–—−", '"""""' + "''" + "---", strict=True))
    low = [" " if c.isspace() else c.lower() if len(c.lower()) == 1 else c for c in text]
    even = re.sub(r"\\(?=[-.*_#+()\[\]!>~])", " ", "".join(quotes.get(c, c) for c in low))
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0309\u0303\u0301\u0323":
            late = first + unicodedata.normalize("NFC", second + tone)
            early = unicodedata.normalize("NFC", first + tone) + second
            even = re.sub(rf"(?<!q){late}(?!\w)", early, even)
    return even


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("qQuUoOaAeyYàÀáạẢỳÝỵéẽ \u00a0\n\t\\-*“’–ΣİßĐđ_1n"), max_size=12))
def test_folding_is_what_it_says(text: str) -> None:
    assert fold(text) == folded_by_hand(text)
    assert len(fold(text)) == len(text)


@given(st.text(max_size=20))
def test_folding_any_letters(text: str) -> None:
    assert fold(text) == folded_by_hand(text)


# --- registry ----------------------------------------------------------------------------


@given(st.data())
def test_names_that_begin_so(data: st.DataObject) -> None:
    names = reading.registry().names
    name = data.draw(st.sampled_from(sorted(names)))
    start = name[: data.draw(st.integers(1, len(name)))]
    assert reading.registry().begun(start) == sorted(n for n in names if n.startswith(start))
