"""Targets: an indicator with a number and a direction that is to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.atoms.quantities import RANK
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import alternatives, phrases, words_of
from kg.extract.rules.beside import beside
from kg.extract.rules.clauses import clause_of
from kg.extract.rules.ellipses import again
from kg.extract.rules.figures import Above, Figure
from kg.extract.rules.horizons import due_in, opens_with
from kg.extract.rules.indicators import has_goal, is_account
from kg.extract.rules.levels import count, is_led, level, measure
from kg.extract.rules.ranks import rank
from kg.extract.rules.sections import above
from kg.extract.rules.shares import change, change_of, is_set_aside, is_share, object_of, share
from kg.extract.types import Quantity, TargetFound
from kg.model import Due, Span, Zone

# A sentence with more numbers is a table that lost its lines: what each is said of can't be told.
MOST_NUMBERS = 60


def targets(reading: Reading, work: Sequence[Span] = ()) -> Iterator[TargetFound]:
    """Every number to be reached, in order of the text; ``work`` is where the tasks of the text stand."""
    seen: set[tuple[str, float]] = set()
    passages = {p.index: p for p in reading.passages}
    for passage in reading.passages:
        if passage.block.zone is Zone.CAPTION or not any(isinstance(a.value, Quantity) for a in passage.atoms):
            continue
        for found in _of_passage(reading, passage, above(reading, passages, passage), work):
            if not _doubled(found, passage, seen):
                yield found


def _of_passage(reading: Reading, passage: Passage, over: Above, work: Sequence[Span]) -> Iterator[TargetFound]:
    earlier: TargetFound | None = None
    opened: Due | None = None
    for span in passage.sentences:
        inside = tuple(a for a in passage.atoms if span.start <= a.span.start < span.end)
        goes_on = opened is not None and reading.folded.startswith(phrases("cues", "part_of_it"), span.start)
        here = replace(over, due=opened) if goes_on else over
        opened = opened if goes_on else opens_with(reading, span, inside)
        if sum(isinstance(a.value, Quantity) for a in inside) > MOST_NUMBERS:
            continue
        for atom in inside:
            if isinstance(atom.value, Quantity):
                clause = clause_of(reading, span, atom, inside)
                task = next((w for w in work if w.start <= atom.span.start < w.end), None)
                figure = Figure(reading, passage, span, clause, atom, atom.value, inside, here, earlier, task)
                found = _target(figure)
                if found is not None:
                    earlier = found
                    yield found


def _doubled(found: TargetFound, passage: Passage, seen: set[tuple[str, float]]) -> bool:
    """A teaser's headline that stands twice says its number once."""
    if not (passage.block.zone is Zone.TEASER and passage.block.heading and passage.block.parent is not None):
        return False
    key = (found.indicator, found.value)
    doubled = key in seen
    seen.add(key)
    return doubled


def _target(figure: Figure) -> TargetFound | None:
    folded, clause = figure.reading.folded, figure.clause
    if said := beside(figure):
        return said
    if is_account(figure) or words_of("targets", "norms").search(folded, clause.start, clause.end):
        return None
    if figure.value.unit == RANK:
        return rank(figure)
    if _is_threshold(figure):
        return None
    return again(figure) or (_part(figure) if figure.share else count(figure) or measure(figure))


def _is_threshold(figure: Figure) -> bool:
    """ "Các cơ sở có mức phát thải từ 2.000 tấn trở lên phải …": which things are meant, not what is to be reached."""
    folded, end = figure.reading.folded, figure.sentence.end
    bound, duty = alternatives("targets", "thresholds", "bounds"), alternatives("targets", "thresholds", "duties")
    behind = re.compile(rf"(?:\s+\w+)?(?:\s+{bound})?\s+{duty}(?!\w)").match(folded, figure.atom.span.end, end)
    bounded = re.search(bound, folded[figure.atom.span.start : behind.end()]) if behind else None
    return bounded is not None and not figure.share


def _part(figure: Figure) -> TargetFound | None:
    """A share that is aimed at: of all of something, a change by it, a level; "toàn bộ" only with a deadline."""
    whole = figure.reading.folded[figure.atom.span.start :].startswith("toàn bộ")
    if not _aimed(figure):
        return object_of(figure)
    if whole and due_in(figure, figure.sentence) is None:
        return None
    if is_share(figure):
        return share(figure)
    verb = change_of(figure)
    if verb:
        return change(figure, verb)
    return object_of(figure) or level(figure)


def _aimed(figure: Figure) -> bool:
    """Whether a share is to be reached: a word of aiming in its clause, what stands over it, or its own place."""
    words = figure.reading.folded[figure.clause.start : figure.clause.end]
    if words_of("targets", "aims").search(words) or figure.above.aims or is_share(figure):
        return True
    return figure.value.compared and (has_goal(figure) or is_set_aside(figure) or is_led(figure))
