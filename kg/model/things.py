"""Identified things: bodies, documents, people, indicators."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation; ``kind`` names a concept of ontology/vocab/body-kinds.ttl, ``part_of`` the id of the body that
    its name or its text puts it in.
    """

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    registered: bool = False
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Bodies that became others: ``olds`` → ``news`` (ids) from ``date`` on, a day.

    ``kind`` is a concept of ontology/vocab/change-types.ttl (``merger``, ``split``, ``transfer`` …), ``sources`` the
    ids of the documents that decided it, ``matters`` the folded words for the functions that a transfer moves.
    Where no day is known, ``told`` is the day of the first document that tells of the change. ``derived`` is the id of
    the change that it follows from, whose ``sources`` do not speak of these bodies themselves.
    """

    id: str
    kind: str
    olds: tuple[str, ...]
    news: tuple[str, ...]
    date: str | None
    sources: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    told: str | None = None
    derived: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A document that is spoken of, whether or not its text is among the sources."""

    id: str
    label: str
    kind: str
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    aliases: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, under one name however documents word it; ``id`` is ``indicator/…``."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
