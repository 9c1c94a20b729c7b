"""The words by which heads, annexes and signatures are known (head.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kg.documents.kinds import kinds
from kg.documents.pieces import Piece
from kg.text import fold


@cache
def words(key: str) -> tuple[str, ...]:
    """A list of head.toml, folded."""
    return tuple(fold(v) for v in _table()[key])


@cache
def _table() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("head.toml").read_text("utf-8"))
    return found


def kind_alone(piece: Piece) -> str | None:
    """The kind that a line in capitals consists of, the organ after it aside: "KẾT LUẬN CỦA BỘ CHÍNH TRỊ"."""
    if not piece.shouted:
        return None
    folded = piece.folded.rstrip(" :")
    named = [k for k in kinds() if folded == k or folded.startswith(f"{k} của ")]
    return max(named, key=len, default=None)
