"""What a build is not sure of, as questions to a person, and the file that keeps the answers."""

from __future__ import annotations

from kg.review.doubts import Doubt, doubts
from kg.review.items import Item, Side, items
from kg.review.keeping import as_json_lines, from_json_lines, keep, undecided

__all__ = ["Doubt", "Item", "Side", "as_json_lines", "doubts", "from_json_lines", "items", "keep", "undecided"]
