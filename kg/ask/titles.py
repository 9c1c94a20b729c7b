"""Long titles of documents, said short after the first time."""

from __future__ import annotations

import re

_MOST, _FIRST = 10, 8


def short_title(title: str) -> str:
    """A document by its kind and number, another text by the first words of its headline.

    >>> short_title("Thông báo số 624/TB-VPCP kết luận Phiên họp lần thứ năm của Ban Chỉ đạo")
    'Thông báo số 624/TB-VPCP'
    """
    words = title.split()
    for at, word in enumerate(words[:_FIRST], 1):
        if re.match(r"\d+[\d.]*[/-]\S*[^\W\d]", word):
            return " ".join(words[:at]).rstrip(",;:")
    return title if len(words) <= _MOST else " ".join(words[:_FIRST]) + "…"
