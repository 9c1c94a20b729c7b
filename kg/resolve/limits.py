"""From where on things are taken to be so (``limits.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def limits(of: str) -> Mapping[str, float]:
    """The limits of one part: ``limits("decisions")["meets"]``."""
    told: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8"))
    return told[of]
