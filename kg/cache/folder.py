"""The cache of a store: what was read, what was extracted, and how much of it is kept."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from kg.cache.readings import KeptReadings
from kg.cache.shelf import TEMPORARY, Shelf
from kg.cache.version import of_build, of_extraction, of_reading

SPARE = 64 * 1024 * 1024


class Cache:
    """What earlier builds of a store have read and extracted, and what they told; with ``folder`` None nothing is
    known or kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.extractions = Shelf(folder, "extracted", of_extraction)
        self.readings = KeptReadings(Shelf(folder, "read", of_reading))
        self.builds = Shelf(folder, "built", of_build)

    def sweep(self, spare: int = SPARE) -> None:
        """Remove what other versions have left and, where that is more than this build has used and more than
        ``spare`` bytes, what was of no use for longest.
        """
        if self._folder is None:
            return
        shelves = (self.extractions, self.readings.shelf, self.builds)
        for place in (place for shelf in shelves for place in shelf.others()):
            shutil.rmtree(place, ignore_errors=True)
        used = {path for shelf in shelves for path in shelf.used}
        _shorten([path for path in self._folder.glob("*/*/*") if path not in used], max(spare, sum(map(_size, used))))


def _shorten(paths: list[Path], most: int) -> None:
    """Remove files, those of the oldest use first, until the rest have no more than ``most`` bytes."""
    total = 0
    for path in sorted(paths, key=lambda p: (_time(p), p.name), reverse=True):
        total += _size(path)
        if total > most or path.name.startswith(TEMPORARY):
            with suppress(OSError):
                path.unlink()


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _time(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0
