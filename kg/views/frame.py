"""The page inside a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.views.templates import environment
from kg.views.wording import words


@dataclass(frozen=True, slots=True)
class Page:
    """A page as text; a notebook shows it in a frame that can reach nothing of the notebook."""

    html: str
    lang: str = "vi"

    def save(self, path: Path | str) -> Path:
        """Write the page as a file, to be opened or sent."""
        place = Path(path)
        place.write_text(self.html, encoding="utf-8", newline="\n")
        return place

    def _repr_html_(self) -> str:
        return environment().get_template("frame.html").render(page=self.html, title=words(self.lang)["title"])
