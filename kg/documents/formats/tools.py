"""Programs of the system that read what no library here does: bytes in, bytes out, no shell, a bound on time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from kg.errors import ToolFailed, ToolMissing


def require(names: Sequence[str], need: str, packages: str) -> str:
    """The first of some programs that is installed; ``ToolMissing``, with the Debian packages to install, if none."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise ToolMissing(need=need, packages=packages)
    return found


def run(command: Sequence[str], data: bytes, seconds: int) -> bytes:
    """What a program prints for ``data``; ``ToolFailed`` where it fails, prints nothing or takes too long."""
    name = command[0].rsplit("/", 1)[-1]
    keep = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TESSDATA_PREFIX", "ANTIWORDHOME")}
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
