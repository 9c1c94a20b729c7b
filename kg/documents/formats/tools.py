"""Programs of the system that read what no library here does: bytes in, bytes out, no shell, a bound on time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kg.errors import ToolFailed, ToolMissing

OCR = ("tesseract",)
LANGUAGE = "vie"
WORD = ("antiword", "catdoc")
_SETTINGS = ("TESSDATA_PREFIX", "ANTIWORDHOME")


def require(names: Sequence[str], need: str, packages: str) -> str:
    """The first of some programs that is installed; ``ToolMissing``, with the Debian packages to install, if none."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise ToolMissing(need=need, packages=packages)
    return found


def run(command: Sequence[str], data: bytes, seconds: int) -> bytes:
    """What a program prints for ``data``; ``ToolFailed`` where it fails, prints nothing or takes too long."""
    name = command[0].rsplit("/", 1)[-1]
    keep = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", *_SETTINGS)}
    try:
        done = subprocess.run(
            list(command),
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**keep, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolFailed(tool=name) from error
    if done.returncode or not done.stdout.strip():
        raise ToolFailed(tool=name)
    return done.stdout


def installed() -> tuple[str, ...]:
    """Which programs and language data there are, each with its size and time: other ones may read other words."""
    programs = [path for name in (*OCR, *WORD) if (path := shutil.which(name))]
    return tuple(f"{path}:{_state(path)}" for path in (*programs, *_language_data()) if _state(path))


def languages(program: str) -> str:
    """What tesseract says of its language data: a line with their folder, then one language a line."""
    return run([program, "--list-langs"], b"", 20).decode("utf-8", "replace")


def _language_data() -> Iterator[str]:
    """The file of the Vietnamese data, in the folder that tesseract itself names."""
    program = next((path for name in OCR if (path := shutil.which(name))), None)
    with suppress(ToolFailed):
        folder = re.search('"([^"]+)"', languages(program).partition("\n")[0]) if program else None
        if folder:
            yield str(Path(folder[1]) / f"{LANGUAGE}.traineddata")


def _state(path: str) -> str:
    with suppress(OSError):
        state = Path(path).stat()
        return f"{state.st_size}:{state.st_mtime_ns}"
    return ""
