"""ZIP packages, opened with an eye on what they would unpack to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from kg.errors import Damaged, Encrypted, TooMuch

UNPACKED = 200 * 1024 * 1024
MEMBERS = 10_000
# Word's XML packs a hundred times at most; what is packed harder than this is a bomb.
RATIO = 500
SMALL = 1024 * 1024


def opened(source: bytes | Path, format_name: str) -> zipfile.ZipFile:
    """A ZIP file none of whose members is encrypted, and which unpacks to a bounded size by its own directory."""
    try:
        package = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Damaged(format=format_name, detail="not a whole ZIP package") from error
    members = package.infolist()
    if len(members) > MEMBERS:
        raise TooMuch(what=f"{MEMBERS:,} files")
    if any(m.flag_bits & 1 for m in members):
        raise Encrypted(format=format_name)
    if sum(m.file_size for m in members) > UNPACKED or any(bomb(m) for m in members):
        raise TooMuch(what=f"{UNPACKED // 2**20} MB")
    return package


def bomb(member: zipfile.ZipInfo) -> bool:
    """A member that is packed harder than any document."""
    return member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size)
