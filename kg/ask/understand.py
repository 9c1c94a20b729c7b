"""From the words of a question to what is asked: kind of question, things it names, words that remain as its topic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.ask.frames import Lexicon, Phrase, lexicon, match
from kg.ask.limits import Span, limit, spans
from kg.ask.moments import moment
from kg.ask.words import Word, meets, words
from kg.errors import EmptyQuestion, QuestionTooLong

MAX_LENGTH = 1000


# What a question asks of a body that nobody knows.
UNKNOWN = "unknown"


class Chosen(NamedTuple):
    """The kind of a question, the positions of the words that say so, and ``Frame.loose``."""

    frame: str
    cue: frozenset[int] = frozenset()
    loose: bool = False


class Named(NamedTuple):
    """A thing that the question names in its words ``start`` up to, not including, ``end``."""

    start: int
    end: int
    iri: str
    kind: str


class Understood(NamedTuple):
    """``frame`` is the kind of question, ``topic`` what it is about, ``rest`` the same without the things it names.

    ``due`` is the date by which a question asks what is due, ``day`` the one on which it asks who owns what, ``times``
    are all its dates. ``counting`` says that a number of tasks is asked for, ``bare`` that a target was understood of
    words that ask nothing, ``loose`` that what is named may as well be a matter. ``words`` are those that were read,
    ``mended`` the misspelt ones and what they were read as.
    """

    question: str
    language: str
    frame: str
    topic: tuple[Word, ...]
    rest: tuple[Word, ...]
    names: tuple[Named, ...]
    lexicon: Lexicon
    post: tuple[Word, ...] = ()
    due: Span | None = None
    day: str | None = None
    words: tuple[Word, ...] = ()
    times: tuple[Span, ...] = ()
    counting: bool = False
    mended: tuple[tuple[str, str], ...] = ()
    bare: bool = False
    loose: bool = False

    def named(self, kind: str) -> tuple[str, ...]:
        """IRIs of the things of a kind (``body``, ``document``) that the question names."""
        return tuple(dict.fromkeys(n.iri for n in self.names if n.kind == kind))


Finder = Callable[[Sequence[Word]], Sequence[Named]]
Mender = Callable[[Sequence[Word], Lexicon], Sequence[Word]]

# What is asked of one thing by its matter alone: there a date tells which of several, and is no part of the matter.
_TIMED = ("target", "result", "due", "differences", "agenda", "meeting")
# Questions for lists of tasks, of which a number may be asked for.
_LISTS = ("leads", "supports", "assigned", "agenda", "overdue", "meeting")

_YEAR = len("2030")
_HIDDEN = Word("\0", "\0", "\0")


def understand(question: str, find: Finder, *, frame: str | None = None, mend: Mender | None = None) -> Understood:
    """What a question asks; ``find`` gives the bodies and documents that its words name, ``mend`` rights its spelling.

    ``frame`` fixes the kind of question (``kg owner`` asks for the owner whatever the words).
    Refuses an empty question and one longer than ``MAX_LENGTH`` characters.
    """
    if len(question) > MAX_LENGTH:
        raise QuestionTooLong(length=len(question), limit=MAX_LENGTH)
    read = typed(question)
    if not read:
        raise EmptyQuestion()
    lex = lexicon_for(read)
    asked = tuple(mend(read, lex)) if mend else read
    mended = tuple((a.written, b.written) for a, b in zip(read, asked, strict=True) if a != b)
    then = moment(asked, lex) if frame is None else None
    asked = tuple(w for i, w in enumerate(asked) if then is None or i not in then[1])
    found = _understood(question, asked, lex, find, frame)
    return found._replace(day=then[0] if then else None, mended=mended)


def _understood(question: str, asked: tuple[Word, ...], lex: Lexicon, find: Finder, frame: str | None) -> Understood:
    blocked = _covered(asked, lex.who)
    names = [n for n in find(asked) if not set(range(n.start, n.end)) <= blocked]
    names, post, free = _posts(asked, names, lex, find)
    counted = _covered(asked, lex.counts) if frame is None else frozenset[int]()
    due = (limit(asked, lex.limits) or _closing(asked, lex)) if frame is None else None
    agenda = _agenda(asked, names, lex, due, bool(counted)) if due else None
    chosen, cue, loose = agenda or _choose(asked, names, lex, free, frame, counted)
    names = [n for n in names if chosen not in _LISTS or n.kind != "document" or _numbered(asked, n)]
    spared = frozenset(i for n in names for i in range(n.start, n.end))
    times = tuple(spans(asked, lex.limits)) if chosen in _TIMED else ()
    asks = bool(cue)
    cue |= counted | {i for t in times for i in range(t.start, t.end)}
    stop = lex.stop.positions(asked) - spared
    return Understood(
        question=question.strip(),
        language=lex.language,
        frame=chosen,
        topic=_topic(asked, cue, stop),
        rest=_topic(asked, cue | spared, stop),
        names=tuple(names),
        post=post,
        lexicon=lex,
        due=due if agenda else None,
        words=asked,
        times=times,
        counting=bool(counted),
        bare=chosen == "target" and not asks,
        loose=loose,
    )


def _closing(asked: Sequence[Word], lex: Lexicon) -> Span | None:
    """The date with which a question ends: *… nhiệm vụ gì đến hạn năm 2026?*"""
    return next((one for one in spans(asked, lex.limits) if one.end == len(asked)), None)


def _numbered(asked: Sequence[Word], name: Named) -> bool:
    """Whether a document is named by its number: one that is named by its title may be the matter (*Luật Đất đai*)."""
    return any(char.isdigit() for w in asked[name.start : name.end] for char in w.bare)


def typed(question: str) -> tuple[Word, ...]:
    """The words of a question or a name. One typed all in capitals is read in small letters: there ``AI`` may well be
    *ai* (who).

    *UBND TP* is read as *ủy ban nhân dân thành phố*, *NQ57* as *NQ 57*.
    """
    shouted = question.isupper() and len(question.split()) > 2
    return in_full(words(question.lower() if shouted else question))


def in_full(read: Sequence[Word]) -> tuple[Word, ...]:
    """The words with those written out that people shorten: *VP UBND* has *ủy ban nhân dân* in it."""
    lex = lexicon("vi")
    return tuple(one for word in read for one in _in_full(word, lex))


def _in_full(word: Word, lex: Lexicon) -> Sequence[Word]:
    if whole := lex.short.get(word.bare):
        return whole
    letters = len(word.bare) - len(word.bare.lstrip("abcdefghijklmnopqrstuvwxyz"))
    if 0 < letters < len(word.bare) and word.bare[letters].isdigit():
        kind = words(word.written[:letters])
        if any(meets(kind, phrase) for phrase, _ in lex.documents):
            return (*kind, *words(word.written[letters:]))
    return (word,)


def lexicon_for(asked: Sequence[Word]) -> Lexicon:
    """The lexicon of the question's language: marks are Vietnamese, a few small words are English.

    The marks of a name or a number count for nothing where the question begins in English: *what replaced Decree
    39/2022/NĐ-CP?*
    """
    vietnamese = lexicon("vi")
    marked = any(w.marked and not w.written[:1].isupper() and not w.written[:1].isdigit() for w in asked)
    begins = asked[0].bare in vietnamese.english
    english = any(w.bare in vietnamese.english for w in asked) and (begins or not any(w.marked for w in asked))
    return lexicon("en") if english and not marked else vietnamese


def _covered(asked: Sequence[Word], phrases: Sequence[Phrase]) -> frozenset[int]:
    """Positions of the words that belong to any of the phrases."""
    return frozenset(at + i for at in range(len(asked)) for p in phrases if meets(asked, p, at) for i in range(len(p)))


def _posts(
    asked: Sequence[Word], names: list[Named], lex: Lexicon, find: Finder
) -> tuple[list[Named], tuple[Word, ...], bool]:
    """A post may name its body: ``bộ trưởng công an`` is the head of *bộ công an*, ``thủ tướng`` of *chính phủ*.

    Gives the names, the post, and whether the words of the post stand for the body's name.
    """
    for phrase, (body, post) in lex.posts:
        at = next(_places(asked, phrase), None)
        if at is not None:
            names = [n for n in names if n.end <= at or at + len(phrase) <= n.start]
            if any(n.kind == "body" for n in names):
                return names, (), False
            found = [Named(at, at + len(phrase), n.iri, n.kind) for n in find(body) if n.kind == "body"]
            return [*names, *found[:1]], post if found else (), bool(found)
    if any(n.kind == "body" for n in names):
        return names, (), False
    for phrase, body in lex.prefixes:
        for at in _places(asked, phrase):
            moved = len(phrase) - len(body)
            rest = (*body, *asked[at + len(phrase) :])
            found = [Named(at, at + n.end + moved, n.iri, n.kind) for n in find(rest) if n.start == 0]
            if found:
                return [*names, *found[:1]], phrase if lex.language == "vi" else (), True
    return names, (), False


def _topic(asked: Sequence[Word], taken: frozenset[int], stop: frozenset[int]) -> tuple[Word, ...]:
    """The words that were not taken; empty words are dropped at the edge of each run, and kept within it."""
    kept: list[Word] = []
    run: list[int] = []
    for i in range(len(asked) + 1):
        if i < len(asked) and i not in taken:
            run.append(i)
            continue
        solid = [j for j in run if j not in stop]
        kept += [asked[j] for j in run if solid and solid[0] <= j <= solid[-1]]
        run = []
    return tuple(kept)


def _places(asked: Sequence[Word], phrase: Phrase) -> Iterator[int]:
    return (i for i in range(len(asked)) if meets(asked, phrase, i))


def _choose(
    asked: Sequence[Word],
    names: Sequence[Named],
    lex: Lexicon,
    free: bool,
    fixed: str | None,
    counted: frozenset[int],
) -> Chosen:
    spared = frozenset(i for n in names for i in range(n.start, n.end))
    hidden = tuple(_HIDDEN if i in spared and not free else w for i, w in enumerate(asked))
    kinds = {n.kind for n in names} | ({"body-or-post"} if free or any(n.kind == "body" for n in names) else set())
    kinds |= set() if names else {"unnamed"}
    rest = frozenset(range(len(asked))) - spared - lex.stop.positions(asked)
    unknown = frozenset[int]()
    for frame in lex.frames:
        if fixed not in (None, frame.id) or (counted and frame.id not in _LISTS):
            continue
        needed = frame.need is None or frame.need in kinds
        cue = match(frame, hidden) if needed or frame.need == "body" else None
        if cue is None:
            continue
        if not needed:
            unknown |= frozenset() if frame.loose else cue
        elif frame.need is None and unknown and _heads_a_name(asked, unknown, lex):
            return Chosen(UNKNOWN, unknown)
        elif not (frame.alone and rest - cue):
            return Chosen(frame.id, cue, frame.loose)
    if unknown and _heads_a_name(asked, unknown, lex):
        return Chosen(UNKNOWN, unknown)
    if counted:
        return Chosen("assigned" if any(n.kind == "document" for n in names) else "leads")
    return Chosen(fixed or _default(asked, names, rest, lex))


def _heads_a_name(asked: Sequence[Word], cue: frozenset[int], lex: Lexicon) -> bool:
    """Whether what is left of the question begins like the name of a body: *Sở …*, *Cục …*."""
    rest = [w for i, w in enumerate(asked) if i not in cue]
    return any(meets(rest, head) for head in lex.heads)


def _agenda(asked: Sequence[Word], names: Sequence[Named], lex: Lexicon, due: Span, counted: bool) -> Chosen | None:
    """Whether it is asked what is due by a date; the words of the date then belong to the cue."""
    dated = frozenset(range(due.start, due.end))
    spared = dated | {i for n in names for i in range(n.start, n.end)}
    hidden = tuple(_HIDDEN if i in spared else w for i, w in enumerate(asked))
    needs = ("date", due.relation, "counted") if counted else ("date", due.relation)
    cues = ((frame.id, match(frame, hidden)) for frame in lex.frames if frame.need in needs)
    return next((Chosen(name, cue | dated) for name, cue in cues if cue is not None), None)


def _default(asked: Sequence[Word], names: Sequence[Named], rest: frozenset[int], lex: Lexicon) -> str:
    """A bare name asks what there is about it; bare words ask who owns them, and with a year what is to be reached in
    it: *kinh tế số năm 2030*.
    """
    if rest or not names:
        return "target" if not names and any(len(one.date) == _YEAR for one in spans(asked, lex.limits)) else "owner"
    return "leads" if names[0].kind == "body" else "assigned"
