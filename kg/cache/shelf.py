"""Files of results on disk, each under the hash of what it was made from."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

TEMPORARY = ".tmp-"


class Shelf:
    """The results of one function in one version, a file each; without a ``cache`` folder nothing is kept.

    Two processes may use one shelf: a file appears whole or not at all, and the same key always has the same content.
    """

    def __init__(self, cache: Path | None, name: str, version: Callable[[], str]) -> None:
        self._cache = cache
        self._name = name
        self._version = version
        self.used: set[Path] = set()

    @cached_property
    def folder(self) -> Path | None:
        """Where this version's results lie."""
        return self._cache / f"{self._name}-{self._version()}" if self._cache else None

    def others(self) -> list[Path]:
        """What other versions have left."""
        found = sorted(self._cache.glob(f"{self._name}-*")) if self._cache else []
        return [place for place in found if place != self.folder]

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where there is nothing, or not what was written."""
        path = self._place(key)
        if path is None:
            return None
        try:
            kept = path.read_bytes()
            # The time of a file says when it was last of use.
            os.utime(path)
        except OSError:
            return None
        seal, _, content = kept.partition(b"\n")
        if seal != _seal(key, content):
            return None
        self.used.add(path)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep something under a key. Where the disk is full or closed to us nothing is kept: that costs time only."""
        path = self._place(key)
        if path is None:
            return
        temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{threading.get_ident()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_seal(key, content) + b"\n" + content)
            temporary.replace(path)
            self.used.add(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _place(self, key: str) -> Path | None:
        return self.folder / key[:2] / key[2:] if self.folder else None


def key_of(*parts: str | bytes) -> str:
    """The key of some input: a hash of its parts and of where each one ends."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def _seal(key: str, content: bytes) -> bytes:
    return key_of(key, content).encode()
