"""Writing a build beside the last good one and swapping it in whole.

``STORE/current`` is a symbolic link to ``STORE/builds/<id>``. A reader, or a crash at any instruction,
sees the old build or the new one, never a mixture.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from kg.errors import StoreBusy, StoreFull, StoreUnwritable
from kg.store.places import BUILDS, CURRENT, OXIGRAPH, QUADS

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TEMPORARY = ".tmp-"

Sidecar = Callable[[Path], None]


def write_build(store: Path, nquads: Sequence[str], files: Mapping[str, bytes], sidecar: Sidecar | None = None) -> Path:
    """Write a build into the folder ``store`` and make it the current one; gives the build's folder.

    ``nquads`` are the lines of ``graph.nq``, sorted and unique; ``files`` maps places in the build
    (``snapshots/a.txt``) to contents; ``sidecar`` writes more into the folder it is given. The build's name is
    made of the graph's content. Where a sound build of the same content exists, it is kept as it is.
    The build before this one is kept for readers that are still open.

    ``StoreBusy`` when another build is writing, ``StoreFull`` when the disk is full, ``StoreUnwritable`` when
    the folder can't be written: then nothing has changed.
    """
    graph = "".join(f"{line}\n" for line in nquads).encode()
    with _told(store), _locked(store) as builds:
        return _write(store, builds, {QUADS: graph, **files}, sidecar)


@contextmanager
def _told(store: Path) -> Iterator[None]:
    """What the system refuses, as errors of ours."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else " ".join(str(error).split())
        if error.errno in _NO_ROOM or "No space left" in reason or "File too large" in reason:
            raise StoreFull(path=store, reason=reason) from error
        raise StoreUnwritable(path=store, reason=reason) from error


@contextmanager
def _locked(store: Path) -> Iterator[Path]:
    builds = store / BUILDS
    builds.mkdir(parents=True, exist_ok=True)
    with (builds / ".lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusy(path=store) from error
        yield builds


def _write(store: Path, builds: Path, files: Mapping[str, bytes], sidecar: Sidecar | None) -> Path:
    _sweep(builds)
    temporary = builds / f"{_TEMPORARY}{os.getpid()}"
    temporary.mkdir()
    try:
        for place, content in sorted(files.items()):
            _write_file(temporary / _inside(place), content)
        if sidecar:
            sidecar(temporary)
        name = hashlib.sha256(files[QUADS]).hexdigest()[:16]
        final = _same(builds, name, temporary) or _move_in(builds, name, temporary, files[QUADS])
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return _made_current(store, builds, final)


def current_again(store: Path, name: str, files: Mapping[str, str]) -> Path | None:
    """Make a build of the folder ``store`` the current one where it is sound and holds ``files`` (``contents``) still;
    gives its folder, or None where it is not there any more. Errors as of ``write_build``.
    """
    if not (store / BUILDS / name).is_dir():
        return None
    with _told(store), _locked(store) as builds:
        folder = builds / name
        return _made_current(store, builds, folder) if contents(folder) == files and _sound(folder) else None


def _made_current(store: Path, builds: Path, final: Path) -> Path:
    before = _target(store)
    _point(store, final.name)
    _remove_old(builds, keep={final.name, before or final.name})
    return final


def _move_in(builds: Path, name: str, temporary: Path, quads: bytes) -> Path:
    from pyoxigraph import RdfFormat, Store

    oxigraph = Store(str(temporary / OXIGRAPH))
    oxigraph.bulk_load(quads, format=RdfFormat.N_QUADS)
    oxigraph.flush()
    del oxigraph
    for folder, _, _ in os.walk(temporary):
        _sync(Path(folder))
    final = _free(builds, name)
    temporary.rename(final)
    _sync(builds)
    return final


def _free(builds: Path, name: str) -> Path:
    """A folder for the build: a damaged one of the same name is never overwritten under its readers."""
    number, final = 1, builds / name
    while final.exists():
        number += 1
        final = builds / f"{name}-{number}"
    return final


def _same(builds: Path, name: str, temporary: Path) -> Path | None:
    """A build that holds the same files and whose store opens and has all its quads."""
    for candidate in sorted(builds.glob(f"{name}*")):
        if contents(candidate) == contents(temporary) and _sound(candidate):
            return candidate
    return None


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a build by its place; the embedded store is made from them."""
    found = {}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and place.parts[0] != OXIGRAPH:
            found[place.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _sound(folder: Path) -> bool:
    from pyoxigraph import Store

    try:
        held = len(Store.read_only(str(folder / OXIGRAPH)))
    except (OSError, ValueError, RuntimeError):
        return False
    return held == (folder / QUADS).read_bytes().count(b"\n")


def _inside(place: str) -> Path:
    path = PurePosixPath(place)
    if path.is_absolute() or ".." in path.parts or not path.parts or path.parts[0] == OXIGRAPH:
        raise ValueError(f"not a place inside a build: {place!r}")
    return Path(path)


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _target(store: Path) -> str | None:
    with suppress(OSError):
        return Path(os.readlink(store / CURRENT)).name
    return None


def _point(store: Path, name: str) -> None:
    """Let ``current`` lead to the build ``name``, in one step."""
    link = store / BUILDS / f"{_TEMPORARY}link-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(BUILDS) / name)
    link.replace(store / CURRENT)
    _sync(store)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(builds: Path) -> None:
    """Remove what a build that was killed has left; the lock says that none is running."""
    for path in builds.glob(f"{_TEMPORARY}*"):
        if path.is_symlink():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _remove_old(builds: Path, keep: set[str]) -> None:
    for path in builds.iterdir():
        if path.is_dir() and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
