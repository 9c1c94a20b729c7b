"""IRIs, literals and their N-Quads form (W3C RDF 1.1 N-Quads, section 2)."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from kg.rdf.namespaces import BASE, XSD


class Lit(NamedTuple):
    """A literal: ``language`` for a language-tagged string, ``datatype`` (an IRI) for a typed one."""

    value: str
    language: str | None = None
    datatype: str | None = None


Term = str | Lit
"""An IRI (a plain string) or a literal; there are no blank nodes."""

Triple = tuple[str, str, Term]

_SAFE_PATH = "/-._~!$&'()*+,;=:@"
_PLAIN_PATH = re.compile(r"[a-zA-Z0-9/\-._~!$&'()*+,;=:@]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HTTP = re.compile(r"https?://[^\s<>\"{}|^`\\\x00-\x20]+", re.ASCII)
_GYEAR, _GMONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def iri(path: str, base: str = BASE) -> str:
    """The IRI of a thing whose id is ``path`` (``org/bo-cong-an``); what no IRI may hold is percent-encoded."""
    if _PLAIN_PATH.fullmatch(path):
        return base + path
    return base + quote(path, safe=_SAFE_PATH, errors="surrogateescape")


def hashed(kind: str, *key: object) -> str:
    """The IRI of a thing without a name, made from its natural key: ``deadline/3f0c…`` (80 bits of SHA-256)."""
    text = "\x1f".join("" if part is None else str(part) for part in key)
    return iri(f"{kind}/{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}")


def text(value: str) -> Lit:
    """A plain string."""
    return Lit(value)


def vi(value: str) -> Lit:
    """Vietnamese wording."""
    return Lit(value, language="vi")


def number(value: float) -> Lit | None:
    """A decimal in its canonical form (``8.0`` → ``8``), which no store rewrites; None for NaN and infinity."""
    if not math.isfinite(value):
        return None
    return Lit(format(Decimal(repr(value)).normalize() + 0, "f"), datatype=XSD + "decimal")


def integer(value: int) -> Lit:
    """An xsd:integer."""
    return Lit(str(value), datatype=XSD + "integer")


def day(value: str) -> Lit | None:
    """An xsd:date, or None where the string is no existing day."""
    try:
        return Lit(date.fromisoformat(value).isoformat(), datatype=XSD + "date")
    except ValueError:
        return None


def moment(value: str) -> Lit:
    """A date with the XSD type that its precision allows; what is none of them stays a string.

    >>> moment("2026-02").datatype
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    if len(value) == 10 and (found := day(value)):
        return found
    for pattern, kind in ((_GMONTH, "gYearMonth"), (_GYEAR, "gYear")):
        if pattern.fullmatch(value):
            return Lit(value, datatype=XSD + kind)
    if "T" in value:
        try:
            return Lit(datetime.fromisoformat(value).isoformat(), datatype=XSD + "dateTime")
        except ValueError:
            pass
    return Lit(value)


def web_address(value: str | None) -> str | None:
    """The address where it is one of the web (http, https), None otherwise: no ``javascript:`` in the graph."""
    return value if value and _HTTP.fullmatch(value) and value.isascii() else None


def n_term(term: Term) -> str:
    """A term as N-Quads writes it; control characters escaped, lone surrogates replaced by U+FFFD."""
    if isinstance(term, str):
        return f"<{term}>"
    value = _TO_ESCAPE.sub(_escape, _SURROGATE.sub("\ufffd", term.value))
    if term.language:
        return f'"{value}"@{term.language}'
    if term.datatype and term.datatype != XSD + "string":
        return f'"{value}"^^<{term.datatype}>'
    return f'"{value}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
