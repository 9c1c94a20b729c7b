"""One number of a text with everything around it that the rules of targets read, and the target made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Passage, Reading
from kg.extract.types import Atom, Quantity, TargetFound
from kg.model import Due, Span
from kg.text import lower_first, squeeze


@dataclass(frozen=True, slots=True)
class Above:
    """What the headings and list introductions over a passage say: that it aims, that it reports, by when."""

    aims: bool = False
    reports: bool = False
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its clause and sentence; ``inside`` are the sentence's atoms, ``earlier`` is the last target that
    the passage gave before it; ``task`` is the work it stands in, where somebody is given some.
    """

    reading: Reading
    passage: Passage
    sentence: Span
    clause: Span
    atom: Atom
    value: Quantity
    inside: tuple[Atom, ...]
    above: Above
    earlier: TargetFound | None
    task: Span | None = None

    @property
    def share(self) -> bool:
        """Whether the number is a share: "80%", "10%/năm"."""
        return self.value.unit.startswith("%")

    @property
    def bounded(self) -> bool:
        """Whether a bound stands beside the number: "tối thiểu 30%", and not only "khoảng 30%"."""
        return self.value.compared and self.value.comparator != "~"

    @property
    def before(self) -> str:
        """The folded words of the clause before the number."""
        return self.reading.folded[self.clause.start : self.atom.span.start]

    def after(self, end: int) -> str:
        """The text from the number up to ``end``, as it is written."""
        return self.reading.document.text[self.atom.span.end : end]


def made(figure: Figure, span: Span, indicator: str, due: Due | None, rule: str) -> TargetFound:
    """The target that a figure gives, its quote at ``span``."""
    evidence = figure.reading.evidence(span, rule, figure.passage.block.zone)
    name = squeeze(indicator)
    if due is not None:  # the deadline is said beside the indicator, not in it
        said = re.escape(squeeze(due.text))
        name = re.sub(rf"[\s,]*{said}.*$", "", re.sub(rf"^{said}[\s,]*", "", name, flags=re.I))
    name = name.strip(' .,;:"“”*')
    proper = any(w[:1].isupper() for w in name.split()[1:2]) or name[:2].isupper()
    value = figure.value
    named = name if proper else lower_first(name)
    return TargetFound(named, value.comparator, value.value, value.unit, due, (), evidence, upper=value.upper)
