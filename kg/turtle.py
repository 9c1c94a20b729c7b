"""Reading the Turtle that ships with the package: terms come out as plain strings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import BadOntology


class Fact(NamedTuple):
    """One triple; ``language`` is set for language-tagged literals."""

    subject: str
    predicate: str
    object: str
    language: str | None


def read_turtle(path: Path) -> Iterator[Fact]:
    """The triples of one Turtle file; ``BadOntology`` with the place where it is not Turtle."""
    from pyoxigraph import RdfFormat, parse

    try:
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            term = quad.object
            yield Fact(
                str(getattr(quad.subject, "value", quad.subject)),
                quad.predicate.value,
                str(getattr(term, "value", term)),
                getattr(term, "language", None),
            )
    except (SyntaxError, ValueError, OSError) as error:
        raise BadOntology(path=path, reason=error) from error
