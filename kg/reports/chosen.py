"""What people type to narrow a report down → a ``Scope``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from kg.ask.cards import Named
from kg.dates import last_day
from kg.errors import NoSuchBody, NotADay
from kg.reports.scope import Scope, same_matter

# What the search index calls them.
_KINDS = {"org": ("body",), "doc": ("document",)}

Find = Callable[[str], Sequence[str]]
Near = Callable[[str, tuple[str, ...]], Sequence[str]]


def chosen(
    find: Find,
    near: Near,
    topics: Callable[[], list[tuple[str, str]]],
    *,
    as_of: str | date | None = None,
    body: str | None = None,
    document: str | None = None,
    topic: str | None = None,
    since: str | date | None = None,
) -> Scope:
    """``find`` gives the IRIs that a name may mean, ``near`` names of things of some kinds that come near, ``topics``
    (topic, name) pairs.

    ``NoSuchBody`` where a name means nothing or several things, ``NotADay`` where a date is none.
    """
    asked = {"body": body, "document": document, "topic": topic, "since": since}
    return Scope(
        as_of=day(as_of),
        bodies=one(body, find, near, "org"),
        documents=one(document, find, near, "doc"),
        topic=same_matter(topic, topics()) if topic else (),
        since=day(since, whole=True),
        filters=tuple((name, str(text)) for name, text in asked.items() if text),
    )


def one(name: str | None, find: Find, near: Near, kind: str) -> frozenset[str]:
    """The IRI of the one thing of a kind, ``org`` or ``doc``, that bears the name; nothing where no name is given."""
    if not name:
        return frozenset()
    found = [iri for iri in find(name) if Named(iri, "").kind == kind]
    if len(found) != 1:
        raise NoSuchBody(name=name, near="; ".join([Named(f, "").path for f in found] or near(name, _KINDS[kind])))
    return frozenset(found)


def day(text: str | date | None, *, whole: bool = False) -> str | None:
    """A day in ISO 8601, as typed or as Python has it; the last of a month or year, unless it must be ``whole``."""
    if not text:
        return None
    found = last_day(str(text))
    if found is None or (whole and len(re.split(r"[-/.]", str(text).strip())) < 3):
        raise NotADay(text=text)
    return found
