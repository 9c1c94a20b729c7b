"""What kind of question it is: cue phrases kept as data are matched on the words of the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kg.ask.limits import Grammar
from kg.ask.stop import Stop
from kg.ask.words import Word, meets, single
from kg.resources import toml

LEXICON = Path(__file__).parent / "lexicon"
_PIECES = re.compile(r"\{\w+\}|…|[^{}…]+")

Phrase = tuple[Word, ...]
_T = TypeVar("_T")


class Gap(NamedTuple):
    """Any words between two parts of a cue phrase: enough for the longest committee's name."""

    most: int = 40


class Choice(NamedTuple):
    """One of a list of phrases, the longest that fits."""

    phrases: tuple[Phrase, ...]


Piece = Phrase | Gap | Choice


class Frame(NamedTuple):
    """A kind of question with its cue phrases; ``need`` is what the question must name (body, document, date, or
    ``unnamed``: nothing at all).

    ``alone``: it must name nothing else, so that "who is responsible for digital infrastructure at the
    Ministry of Finance" is not taken as asking who heads the ministry. ``loose``: what it names may as well be a matter
    that somebody has ("who is in charge of the National Data Center").
    """

    id: str
    need: str | None
    alone: bool
    loose: bool
    cues: tuple[tuple[frozenset[str], tuple[Piece, ...]], ...]


class Lexicon(NamedTuple):
    """The frames of one language and its words that carry no topic."""

    language: str
    frames: tuple[Frame, ...]
    who: tuple[Phrase, ...]
    stop: Stop
    verbs: tuple[Phrase, ...]
    prefixes: tuple[tuple[Phrase, Phrase], ...]
    posts: tuple[tuple[Phrase, tuple[Phrase, Phrase]], ...]
    english: frozenset[str]
    joins: frozenset[str]
    short: dict[str, Phrase]
    documents: tuple[tuple[Phrase, str], ...]
    glossary: tuple[tuple[Phrase, tuple[str, ...]], ...]
    limits: Grammar
    finish: tuple[Phrase, ...]
    tasks: tuple[Phrase, ...]
    held: tuple[Phrase, ...]
    counts: tuple[Phrase, ...]
    assign: tuple[Phrase, ...]
    ordinals: tuple[tuple[Phrase, str], ...]
    kinds: tuple[tuple[Phrase, tuple[str, ...]], ...]
    heads: tuple[Phrase, ...]
    matters: frozenset[str]
    sign: tuple[Phrase, ...]

    @property
    def spoken(self) -> frozenset[str]:
        """The unaccented words of which its cue phrases are made."""
        return frozenset(w for frame in self.frames for needed, _ in frame.cues for w in needed)


@cache
def lexicon(language: str) -> Lexicon:
    """The question lexicon of a language (``vi`` or ``en``)."""
    data = toml(LEXICON / f"{language}.toml")
    _learn(data)
    lists = {name: _phrases(entries) for name, entries in data["lists"].items()}
    lists["kind"] = _phrases(tuple(data["kinds"]))
    return Lexicon(
        language=language,
        frames=tuple(_frame(entry, lists) for entry in data["frame"]),
        who=lists["who"],
        stop=Stop(data["words"].get("stop", ()), data["words"]["bare"]),
        verbs=_phrases(data["words"].get("verbs", ())),
        prefixes=_longest_first((_phrase(k), _phrase(v)) for k, v in data["prefixes"].items()),
        posts=_longest_first((_phrase(k), (_phrase(body), _phrase(post))) for k, (body, post) in data["posts"].items()),
        documents=_longest_first((_phrase(k), v) for k, v in data["documents"].items()),
        english=frozenset(data["words"].get("english", ())),
        short={_phrase(k)[0].bare: _phrase(v) for k, v in data.get("short", {}).items()},
        joins=frozenset(data["words"].get("joins", ())),
        glossary=_longest_first((_phrase(k), tuple(v)) for k, v in data.get("glossary", {}).items()),
        limits=Grammar(**{name: tuple(entries) for name, entries in data["limits"].items()}),
        finish=lists["finish"],
        tasks=lists["task"],
        held=lists["held"],
        counts=lists["count"],
        assign=lists["assign"],
        ordinals=_longest_first((_phrase(k), v) for k, v in data["ordinals"].items()),
        kinds=_longest_first((_phrase(k), tuple(v)) for k, v in data["kinds"].items()),
        heads=lists["heads"],
        matters=frozenset(data["words"]["matters"]),
        sign=lists["sign"],
    )


_WORDS: dict[str, Word] = {}


def _learn(data: object) -> None:
    """The words of a lexicon, most of which it has many times: all in one go."""
    _WORDS.update(single(" ".join(_texts(data)).split()))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _phrase(text: str) -> Phrase:
    return tuple(map(_WORDS.__getitem__, text.split()))


def _phrases(entries: Sequence[str]) -> tuple[Phrase, ...]:
    return tuple(sorted(map(_phrase, entries), key=len, reverse=True))


def _longest_first(pairs: Iterable[tuple[Phrase, _T]]) -> tuple[tuple[Phrase, _T], ...]:
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _frame(entry: dict[str, Any], lists: dict[str, tuple[Phrase, ...]]) -> Frame:
    cues = tuple(_cue(p, lists) for p in entry["phrases"])
    return Frame(entry["id"], entry.get("need"), entry.get("alone", False), entry.get("loose", False), cues)


def _cue(phrase: str, lists: dict[str, tuple[Phrase, ...]]) -> tuple[frozenset[str], tuple[Piece, ...]]:
    """The pieces of a cue phrase, and the words without which it cannot stand in a question."""
    if "{" not in phrase and "…" not in phrase:
        whole = _phrase(phrase)
        return frozenset(w.bare for w in whole), (whole,)
    pieces = _pieces(phrase, lists)
    return frozenset(w.bare for piece in pieces if not isinstance(piece, Gap | Choice) for w in piece), pieces


def _pieces(phrase: str, lists: dict[str, tuple[Phrase, ...]]) -> tuple[Piece, ...]:
    return tuple(p for p in (_piece(text, lists) for text in _PIECES.findall(phrase)) if p != ())


def _piece(text: str, lists: dict[str, tuple[Phrase, ...]]) -> Piece:
    if text == "…":
        return Gap()
    return Choice(lists[text[1:-1]]) if text.startswith("{") else _phrase(text)


def match(frame: Frame, asked: Sequence[Word]) -> frozenset[int] | None:
    """Positions of the words that make the frame's longest cue in the question; None where it has none."""
    best: tuple[int, int] | None = None
    taken: frozenset[int] = frozenset()
    present = {w.bare for w in asked}
    for needed, cue in frame.cues:
        if not needed <= present:
            continue
        for at in range(len(asked)):
            found = next(_match(cue, asked, at), None)
            if found is not None and (best is None or (len(found), -at) > best):
                best, taken = (len(found), -at), frozenset(found)
    return taken if best else None


def _match(pieces: Sequence[Piece], asked: Sequence[Word], at: int) -> Iterator[tuple[int, ...]]:
    """Every way in which the pieces stand in the question from ``at`` on, the tightest first."""
    if not pieces:
        yield ()
        return
    first, rest = pieces[0], pieces[1:]
    if isinstance(first, Gap):
        for start in range(at, min(len(asked), at + first.most) + 1):
            yield from _match(rest, asked, start)
        return
    for option in first.phrases if isinstance(first, Choice) else (first,):
        if meets(asked, option, at):
            own = tuple(range(at, at + len(option)))
            for tail in _match(rest, asked, at + len(option)):
                yield own + tail
