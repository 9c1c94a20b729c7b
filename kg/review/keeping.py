"""Questions and answers as files: one JSON object a line, so that git shows what changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from kg.errors import CannotWrite
from kg.model import Decision
from kg.resolve.decisions import as_data, as_line, parse_decisions, read_decisions
from kg.review.items import Item, Number, Side


def as_json_lines(items: Iterable[Item]) -> bytes:
    """Questions, one a line; each answer is a line that ``kg review --apply`` takes."""
    return "".join(json.dumps(as_json(i), ensure_ascii=False, sort_keys=True) + "\n" for i in items).encode()


def as_json(item: Item) -> dict[str, Any]:
    """A question as JSON: its sides, and the answers to choose from."""
    sides = [{**_fields(s), "value": None if s.value is None else _fields(s.value)} for s in item.sides]
    return {**_fields(item), "sides": sides, "answers": [as_data(d) for d in item.answers], "names": dict(item.names)}


def _fields(one: Item | Side | Number) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


def from_json_lines(data: bytes) -> list[Item]:
    """Questions as a build has written them."""
    return [_item(json.loads(line)) for line in data.decode().split("\n") if line]


def _item(told: dict[str, Any]) -> Item:
    answers = parse_decisions((json.dumps(a) for a in told["answers"]), Path())
    sides = tuple(map(_side, told["sides"]))
    names = tuple(sorted(told["names"].items()))
    return Item(told["id"], told["kind"], told["aspect"], sides, answers, names, told["confidence"])


def _side(told: dict[str, Any]) -> Side:
    number = told["value"]
    return Side(**{**told, "lead": tuple(told["lead"]), "value": None if number is None else Number(**number)})


def undecided(items: Iterable[Item], decisions: Sequence[Decision]) -> list[Item]:
    """The questions that no decision answers yet."""
    known = {(d.decide, about(d)) for d in decisions}
    return [i for i in items if not any((a.decide, about(a)) in known for a in i.answers)]


def keep(decisions: Iterable[Decision], path: Path) -> int:
    """Add decisions to the end of their file, at once and for good; the last one on a question is not repeated.

    Gives the number of new ones; ``CannotWrite`` where the file cannot be written.
    """
    last = {about(d): as_line(d) for d in read_decisions(path, missing=True)}
    new = []
    for decision in decisions:
        line = as_line(decision)
        if last.get(about(decision)) != line:
            new.append(line)
        last[about(decision)] = line
    if not new:
        return 0
    try:
        with path.open("a+b") as file:
            if file.tell() and not _ends_line(path):
                file.write(b"\n")
            file.write("".join(f"{line}\n" for line in new).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWrite(path=path, reason=error.strerror or error) from error
    return len(new)


def _ends_line(path: Path) -> bool:
    return path.read_bytes().endswith(b"\n")


def about(decision: Decision) -> tuple[str | None, frozenset[tuple[str, str, int | None]]]:
    """What a decision is about: the kind of fact and the places, whatever was decided there."""
    return decision.type, frozenset((p.source, p.quote, p.start) for p in decision.places)
