"""Identified things: bodies, documents, people, indicators."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation; ``kind`` names a concept of ontology/vocab/body-kinds.ttl."""

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    registered: bool = False


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
