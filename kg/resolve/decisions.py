"""Decisions of people, read from their file and found again in the texts.

A decision holds on to the words of a sentence, not to an id, so that it survives new documents and new rules. One that
fits nothing any more is told, never dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import BadDecision, CannotRead
from kg.model import Decision, Evidence, Place, Span
from kg.resolve.limits import limits
from kg.text import nfc

# How many places each decision speaks of; that one prevails may be said against a certain other one.
PLACES = {"accept": (1,), "reject": (1,), "body": (1,), "prevails": (1, 2), "same": (2,), "different": (2,)}


def read_decisions(path: Path, *, missing: bool = False) -> tuple[Decision, ...]:
    """The decisions of a JSON Lines file; ``BadDecision`` names the line. ``missing``: the file need not be there.

    ``{"decide": "different", "places": [{"source": "O001", "quote": "…", "start": 120}, …], "note": "…"}``; empty
    lines and lines that begin with ``#`` are passed over.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        if missing:
            return ()
        raise CannotRead(path=path, reason=error.strerror or error) from error
    except OSError as error:
        raise CannotRead(path=path, reason=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise BadDecision(path=path, line=0, reason="not UTF-8") from error
    # A quote may hold what other programs take for the end of a line (U+2028).
    return parse_decisions(text.split("\n"), path)


def parse_decisions(lines: Iterable[str], path: Path) -> tuple[Decision, ...]:
    """Decisions from lines; ``path`` is named in errors."""
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            found.append(_decision(json.loads(line), number))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise BadDecision(path=path, line=number, reason=_reason(error)) from error
    return tuple(found)


def _reason(error: Exception) -> str:
    """What is wrong with a line, in the words of this file alone: those of a library are in no language of ours."""
    if isinstance(error, json.JSONDecodeError):
        return "not JSON"
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error) if isinstance(error, _Wrong) else "not of the right form"


class _Wrong(ValueError):
    """What a line says cannot be decided."""


def _decision(told: Mapping[str, Any], line: int) -> Decision:
    decide = told["decide"]
    if decide not in PLACES:
        raise _Wrong(f"decide: one of {', '.join(sorted(PLACES))}")
    places = tuple(
        Place(str(p["source"]), nfc(str(p["quote"])), int(p["start"]) if p.get("start") is not None else None)
        for p in told["places"]
    )
    if len(places) not in PLACES[decide] or not all(p.quote and (p.start or 0) >= 0 for p in places):
        raise _Wrong(f"places: {PLACES[decide][0]}, each with source and quote")
    "".join(p.source + p.quote for p in places).encode()  # half of a pair of surrogates is no text
    if decide == "body" and not str(told.get("body") or "").startswith("org/"):
        raise _Wrong('body: an id such as "org/bo-cong-an"')
    return Decision(decide, places, told.get("type"), told.get("body"), told.get("note"), line)


def as_line(decision: Decision) -> str:
    """A decision as one line of the file."""
    return json.dumps(as_data(decision), ensure_ascii=False)


def as_data(decision: Decision) -> dict[str, Any]:
    """A decision as the file has it."""
    places = [
        {"source": p.source, "quote": p.quote, **({} if p.start is None else {"start": p.start})}
        for p in decision.places
    ]
    told: dict[str, Any] = {"decide": decision.decide, "places": places}
    told |= {k: v for k in ("type", "body", "note") if (v := getattr(decision, k))}
    return told


def located(place: Place, text: str) -> Span | None:
    """Where a decision's words stand in a text now: at their old place, else where they stand nearest to it."""
    if place.start is not None and text.startswith(place.quote, place.start):
        return Span(place.start, place.start + len(place.quote))
    starts = []
    at = text.find(place.quote)
    while at >= 0:
        starts.append(at)
        at = text.find(place.quote, at + 1)
    if not starts or (place.start is None and len(starts) > 1):
        return None
    start = min(starts, key=lambda s: (abs(s - (place.start or 0)), s))
    return Span(start, start + len(place.quote))


def meets(span: Span, evidence: Evidence) -> bool:
    """Whether a sentence found now is the one that was decided on: they share most of the shorter one."""
    common = min(span.end, evidence.end) - max(span.start, evidence.start)
    return common >= limits("decisions")["meets"] * min(span.end - span.start, evidence.end - evidence.start)
