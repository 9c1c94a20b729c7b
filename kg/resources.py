"""Where the data that ships with the package lies, in a checkout and in a wheel alike."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent


def ontology_dir() -> Path:
    """The folder with ``kg.ttl``, ``vocab/``, ``shapes.ttl`` and ``registry/``.

    A wheel carries it inside the package; a checkout has it beside the package.
    """
    inside = PACKAGE / "ontology"
    return inside if inside.is_dir() else PACKAGE.parent / "ontology"


def lexicon_dir() -> Path:
    """The cue words and phrases of administrative Vietnamese, as TOML."""
    return PACKAGE / "extract" / "lexicon"


def queries_dir() -> Path:
    """The shipped SPARQL queries, one question a file."""
    return PACKAGE / "queries"


def toml(path: Path) -> dict[str, Any]:
    """A TOML file of the package.

    Once read it is kept the way Python keeps a compiled module (PEP 3147: in ``__pycache__``, for that time and size of
    the file, not at all where ``PYTHONDONTWRITEBYTECODE`` says so): reading TOML takes longer than most answers.
    """
    kept, seen = _kept(path), path.stat()
    stamp = [seen.st_mtime_ns, seen.st_size]
    try:
        of, data = json.loads(kept.read_bytes())
        if of == stamp:
            return dict(data)
    except (OSError, ValueError, TypeError):
        pass  # not kept yet, or by a process that was ended in between
    import tomllib

    found = tomllib.loads(path.read_text(encoding="utf-8"))
    if not sys.dont_write_bytecode:
        # A package may be one that cannot be written to, and a value (a date) one that cannot be kept.
        with suppress(OSError, TypeError):
            _keep(kept, json.dumps([stamp, found]).encode())
    return found


def _kept(path: Path) -> Path:
    folder = path.parent / "__pycache__"
    if sys.pycache_prefix:
        folder = Path(sys.pycache_prefix, *path.parent.parts[1:])
    return folder / f"{path.name}.json"


def _keep(kept: Path, content: bytes) -> None:
    """Whole or not at all, as other processes may read it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(kept)
    finally:
        unfinished.unlink(missing_ok=True)
