"""What has been built before: the same documents, decisions and program give the build that is there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.cache.codec import bytes_of, value_of
from kg.cache.shelf import Shelf, key_of
from kg.model import Decision, Unresolved
from kg.resolve.decisions import as_line
from kg.resolve.unregistered import Unregistered
from kg.store.build import contents, current_again


@dataclass(frozen=True, slots=True)
class Made:
    """What a build told: the name of its folder, the SHA-256 of its files, and what its report says."""

    build: str
    files: dict[str, str]
    counts: dict[str, int]
    unresolved: tuple[Unresolved, ...]
    unfit: tuple[Decision, ...]
    unregistered: tuple[Unregistered, ...]


def key(documents: Iterable[str], decisions: Sequence[Decision], skipped: str) -> str:
    """The key of a build: of its documents (each by the key of what was extracted), of people's decisions, and of what
    is told of files that could not be read. The program's version is the shelf's.
    """
    decided = (f"{d.line} {as_line(d)}" for d in decisions)
    return key_of(key_of(*sorted(documents)), key_of(*decided), skipped)


def built_before(shelf: Shelf, key: str, store: Path) -> tuple[Made, Path] | None:
    """What was built from the same, made current, with its folder; None where it is not known, or not whole."""
    kept = shelf.get(key)
    told = value_of(kept, Made) if kept is not None else None
    folder = current_again(store, told.build, told.files) if told is not None else None
    return (told, folder) if told is not None and folder is not None else None


def keep(shelf: Shelf, key: str, made: Made) -> None:
    """Keep what a build told."""
    shelf.put(key, bytes_of(made))


def made_in(
    folder: Path,
    counts: dict[str, int],
    unresolved: tuple[Unresolved, ...],
    unfit: tuple[Decision, ...],
    unregistered: tuple[Unregistered, ...],
) -> Made:
    """What a build in a folder told, with what its files hold now."""
    return Made(folder.name, contents(folder), counts, unresolved, unfit, unregistered)
