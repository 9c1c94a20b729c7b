"""A document with what was found in it ↔ bytes: JSON that gives back equal values, and runs nothing."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.documents.content import Content
from kg.extract.types import Atom, Extraction, Found, Value
from kg.model import Document, Source, Span

if TYPE_CHECKING:
    from cattrs import Converter

Read = tuple[Document, Extraction]
T = TypeVar("T")


def encoded(read: Read) -> bytes:
    """A document and its extraction as JSON."""
    return _json([_converter().unstructure(read[0], Document), _converter().unstructure(read[1], Extraction)])


def decoded(data: bytes) -> Read | None:
    """The document and extraction that were encoded; None where the bytes are none."""
    return value_of(data, cast("type[Read]", Read))


def value_of(data: bytes, kind: type[T]) -> T | None:
    """A value of a kind from the bytes that ``bytes_of`` gave; None where the bytes are none."""
    from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError

    try:
        return _converter().structure(json.loads(data.decode("utf-8", "surrogatepass")), kind)
    except (ValueError, TypeError, LookupError, AttributeError, BaseValidationError, StructureHandlerNotFoundError):
        return None


def bytes_of(value: object) -> bytes:
    """A dataclass as JSON."""
    return _json(_converter().unstructure(value))


def described(source: Source, content: Content) -> bytes:
    """Everything that extraction depends on of one document: the text, and what is known of it beside the text."""
    return _json([_converter().unstructure(source, Source), _converter().unstructure(content, Content)])


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter
    from cattrs.strategies import configure_tagged_union

    converter = make_converter(detailed_validation=False)
    # cattrs does not resolve the types that a named tuple gives as text.
    converter.register_unstructure_hook(Span, list)
    converter.register_structure_hook(Span, _span)
    value: Any = Value
    configure_tagged_union(value, converter)
    converter.register_unstructure_hook(Atom, lambda atom: [list(atom.span), converter.unstructure(atom.value, value)])
    converter.register_structure_hook(Atom, lambda row, _: Atom(_span(row[0]), converter.structure(row[1], value)))
    configure_tagged_union(Found, converter)
    # A whole number stays one where a float may stand: it is written otherwise.
    converter.register_structure_hook(float, _number)
    return converter


def _span(row: Any, _: type = Span) -> Span:
    start, end = map(int, row)
    return Span(start, end)


def _number(value: Any, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"not a number: {value!r}")
    return value
