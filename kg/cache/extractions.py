"""Source and content → document and extraction: taken over where known, made anew where not."""

from __future__ import annotations

from collections.abc import Callable

from kg.cache.codec import Read, decoded, described, encoded
from kg.cache.shelf import Shelf, key_of
from kg.documents import make_document
from kg.documents.content import Content
from kg.extract import Extraction, Recogniser, extract
from kg.model import Document, Source

Extract = Callable[[Document, Recogniser], Extraction]


class Extractor:
    """Reads one document after the other; ``anew`` counts those that were not on the shelf, ``again`` the others,
    ``keys`` stand for what each was made from.

    ``names`` is asked for the compiled names when the first document must be made anew.
    """

    def __init__(self, shelf: Shelf, names: Callable[[], Recogniser], rules: Extract = extract) -> None:
        self._shelf = shelf
        self._names = names
        self._rules = rules
        self.anew = 0
        self.again = 0
        self.keys: list[str] = []

    def __call__(self, source: Source, content: Content) -> Read:
        """The document and everything that the rules find in it."""
        key = key_of(described(source, content))
        self.keys.append(key)
        kept = self._shelf.get(key)
        read = decoded(kept) if kept is not None else None
        if read is not None and read[0].source.id == source.id and read[0].text == content.text:
            self.again += 1
            return read
        document = make_document(source, content)
        read = document, self._rules(document, self._names())
        self._shelf.put(key, encoded(read))
        self.anew += 1
        return read
