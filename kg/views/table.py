"""Tables as HTML, for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class TablePart(NamedTuple):
    """A table with its title, and notes under it."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def table_html(lang: str, title: str, lines: Sequence[str], parts: Sequence[TablePart]) -> str:
    """A fragment of HTML; whatever the cells say is text in it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("table.html").render(lang=lang, title=title, lines=lines, parts=parts)
