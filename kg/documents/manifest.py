"""``manifest.toml`` beside the documents: what is known of a file that the file does not say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import BadManifest

NAME = "manifest.toml"
_TEXT_KEYS = ("title", "publisher", "published", "kind", "url", "sha256")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a manifest; ``published`` is an EDTF date."""

    id: str
    file: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: str | None = None
    url: str | None = None
    sha256: str | None = None


def read_manifest(folder: Path) -> dict[str, Entry]:
    """File name → entry; empty where the folder has no manifest; ``BadManifest`` where it is broken."""
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadManifest(path=path, reason=error) from error
    rows = data.get("document", [])
    if not isinstance(rows, list):
        raise BadManifest(path=path, reason="`document` must be a list of tables ([[document]])")
    entries = [_entry(path, row) for row in rows]
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.file in found:
            raise BadManifest(path=path, reason=f"{entry.file} stands twice; keep one of its [[document]] entries")
        found[entry.file] = entry
    return found


def _is_date(published: str) -> bool:
    """``2026``, ``2026-02`` or ``2026-02-28``, and a day that the calendar has: not ``2026-13-45``."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", published):
        return False
    try:
        date.fromisoformat((published + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _entry(path: Path, row: Any) -> Entry:
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise BadManifest(path=path, reason="every [[document]] needs a `file`")
    texts = {key: str(row[key]) for key in _TEXT_KEYS if key in row}
    published = texts.get("published")
    if published and not _is_date(published):
        raise BadManifest(
            path=path,
            reason=f"`published` of {row['file']} must be a day of the calendar, YYYY-MM-DD, not {published!r}",
        )
    return Entry(id=str(row.get("id") or Path(row["file"]).stem), file=row["file"], **texts)
