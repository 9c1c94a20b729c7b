"""Which body a document's own head names as its issuer.

Decree 30/2020/NĐ-CP, appendix I, part II, item 2: the body above it, where it has one, then its own name: "UBND TỈNH
LÀO CAI / SỞ KHOA HỌC VÀ CÔNG NGHỆ", "BỘ Y TẾ / CỤC QUẢN LÝ DƯỢC".
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.atoms import Recogniser, recognise
from kg.extract.atoms.units import MINISTRIES
from kg.extract.types import Atom, BodyName
from kg.model import Document

_MARKS = " \t\r\n.:;*_|-–"


def issuer(document: Document, names: Recogniser) -> BodyName | None:
    """The last body of a head's lines, where it has a name of its own and ends them; a unit with its ministry."""
    said = document.head.issuer if document.head is not None else None
    if said is None:
        return None
    text = document.text[said.span.start : said.span.end]
    named = _named(text, document.date, names)
    if not named or text[named[-1].span.end :].strip(_MARKS):
        return None
    own = _lower_line(text[named[-1].span.start :], document.date, names) or named[-1].value
    if not isinstance(own, BodyName) or own.form != "named":
        return None
    return replace(own, whole=own.whole or _above(named, own))


def _named(text: str, date: str | None, names: Recogniser) -> list[Atom]:
    return [a for a in recognise(names, text, date) if isinstance(a.value, BodyName)]


def _lower_line(text: str, date: str | None, names: Recogniser) -> BodyName | None:
    """ "ĐẢNG BỘ TỈNH LÀO CAI / ĐẢNG ỦY PHƯỜNG CAM ĐƯỜNG" are two names, "VĂN PHÒNG / BỘ Y TẾ" is one."""
    above, divided, below = text.strip(_MARKS).rpartition("\n")
    lines = [_named(line, date, names) for line in (above, below)] if divided else []
    values = [atoms[0].value for atoms in lines if len(atoms) == 1]
    named = [v for v in values if isinstance(v, BodyName) and v.form == "named"]
    return named[1] if len(named) > 1 and named[1].kind not in MINISTRIES else None


def _above(named: list[Atom], own: BodyName) -> BodyName | None:
    value = named[-2].value if len(named) > 1 and own.kind == "department" else None
    return value if isinstance(value, BodyName) and value.kind in MINISTRIES else None
