"""Where a command's output goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from kg.cli.text import safe
from kg.errors import CannotWrite

# Harmless inside JSON, but a terminal that shows the JSON obeys the C1 ones.
_ESCAPED = "[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_LEAST, _MOST = 40, 100


def columns() -> int:
    """The width to write for: the terminal's, and 80 where there is none."""
    try:
        return max(_LEAST, min(os.get_terminal_size(sys.stdout.fileno()).columns, _MOST))
    except (OSError, ValueError, AttributeError):
        return 80


def table_columns() -> int:
    """The width for tables: all of the terminal's, and a page's where there is none."""
    return max(_LEAST, os.get_terminal_size(sys.stdout.fileno()).columns) if is_terminal() else _MOST


def is_terminal() -> bool:
    """Whether a person reads standard output as it comes."""
    try:
        return os.isatty(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return False


def print_text(text: str, path: Path | None = None) -> None:
    """Text for people: control characters are shown, not obeyed."""
    write_bytes((safe(text).rstrip("\n") + "\n").encode("utf-8"), path)


def print_json(value: Any, path: Path | None = None) -> None:
    """One JSON value, indented, keys in the order given."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = re.sub(_ESCAPED, lambda m: f"\\u{ord(m.group()):04x}", text)
    write_bytes((text + "\n").encode("utf-8"), path)


def write_bytes(data: bytes, path: Path | None = None) -> None:
    """``data`` to ``path``, which is replaced whole, or to standard output in UTF-8 whatever the locale."""
    to_terminal = path is None or str(path) == "-"
    try:
        if path is None or to_terminal:
            _print(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise CannotWrite(path="stdout" if to_terminal else path, reason=error.strerror or error) from error


def _print(data: bytes) -> None:
    """Past the buffer, which would fail once more at the end where the disk is full."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    stream, rest = getattr(buffer, "raw", buffer), memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    from tempfile import mkstemp

    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
