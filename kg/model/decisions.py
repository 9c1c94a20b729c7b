"""What a person has decided on something that a build was not sure of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A sentence in a source by its words; ``start`` tells which one where they stand several times."""

    source: str
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a file of decisions; ``line`` is its number there, for messages.

    ``decide``: ``accept`` or ``reject`` what stands at the place (of one ``type``: "task", "target"); ``same`` or
    ``different``: the tasks at two places are one piece of work given again, or are not; ``body``: the name at the
    place means the body with the id ``body``; ``prevails``: of what disagrees (``type``: "due"), what stands at the
    first place holds against what stands at the second. Of two decisions on one question the later line holds.
    """

    decide: str
    places: tuple[Place, ...]
    type: str | None = None
    body: str | None = None
    note: str | None = None
    line: int = 0
