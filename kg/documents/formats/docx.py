"""Word documents (Office Open XML, ISO/IEC 29500-1): paragraphs with their automatic numbers, tables with merged cells.

python-docx opens the package, without following a link or an entity; the body is walked here, because text inserted
under track changes, in content controls and in text boxes has to be read too, and deleted text has not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.documents.formats.builder import Builder, Square
from kg.documents.formats.docx_numbers import Numbers
from kg.documents.formats.layout import write_table
from kg.documents.formats.reading import Reading
from kg.documents.formats.zips import opened
from kg.errors import Damaged

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"})
_WRAPPERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DEEPEST = 20


def read_docx(data: bytes) -> Reading:
    """A DOCX file; ``Damaged`` where it is none, ``TooMuch`` where it unpacks to more than a document would."""
    opened(data, "DOCX").close()
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except Exception as error:  # the library lets through whatever a broken package raises in it
        raise Damaged(format="DOCX", detail=type(error).__name__) from error
    builder = Builder()
    _write(body, builder, Numbers(_part(document, "numbering"), _part(document, "styles")), 0)
    return Reading(builder.content())


def _part(document: WordDocument, name: str) -> Any:
    """The XML of a part of the package, or None."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _write(parent: Any, builder: Builder, numbers: Numbers, depth: int) -> None:
    for child in _blocks(parent):
        if child.tag == f"{_W}p":
            for line in _paragraph(child, numbers):
                builder.paragraph(line)
            for box in _boxes(child):
                if depth < _DEEPEST:
                    _write(box, builder, numbers, depth + 1)
        else:
            squares = list(_squares(child, numbers, depth))
            write_table(builder, squares, bordered=_bordered(child))


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or cell, those in content controls and insertions too."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph; the copy for old programs is left out."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
            yield box


def _text(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif isinstance(child.tag, str):
            yield from _text(child)


def _paragraph(paragraph: Any, numbers: Numbers) -> list[str]:
    """The lines of a paragraph, its number before the first: a line break is kept where a new line begins with it.

    An empty paragraph can have a number too: the column "TT" of a task table is often nothing else.
    """
    text = "".join(_text(paragraph))
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (not line.strip() or line.strip()[0].islower()):
            lines[-1] += " " + line
        else:
            lines.append(line)
    number = numbers.next(paragraph)
    return [f"{number} {lines[0]}" if number else lines[0], *lines[1:]]


def _lines(cell: Any, numbers: Numbers, depth: int) -> Iterator[str]:
    """The lines of a cell; a table within it is read row by row."""
    for block in _blocks(cell):
        if block.tag == f"{_W}p":
            yield from (line for line in _paragraph(block, numbers) if line.strip())
        elif depth < _DEEPEST:
            for square in _squares(block, numbers, depth + 1):
                yield from square.lines


def _squares(table: Any, numbers: Numbers, depth: int) -> Iterator[Square]:
    """The cells of a table: ``gridSpan`` widens one, ``vMerge`` carries one on downwards (17.4.17, 17.4.84)."""
    open_cells: dict[int, Square] = {}
    done: list[Square] = []
    rows = [r for child in table for r in ([child] if child.tag == f"{_W}tr" else child.iter(f"{_W}tr"))]
    for number, row in enumerate(rows):
        column = _value(row, "trPr/gridBefore")
        for cell in (c for child in row for c in ([child] if child.tag == f"{_W}tc" else child.iter(f"{_W}tc"))):
            width = max(1, _value(cell, "tcPr/gridSpan"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = open_cells.pop(column, None)
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and above:
                square = Square(above.row, column, above.lines, above.rows + 1, above.columns)
            else:
                done += [above] if above else []
                square = Square(number, column, tuple(_lines(cell, numbers, depth)), 1, width)
            open_cells[column] = square
            column += width
        gone = [c for c, s in open_cells.items() if s.row + s.rows <= number]
        done += [open_cells.pop(c) for c in gone]
    yield from sorted([*done, *open_cells.values()], key=lambda s: (s.row, s.column))


def _value(node: Any, path: str) -> int:
    found = node.find("/".join(_W + step for step in path.split("/")))
    text = found.get(f"{_W}val", "0") if found is not None else "0"
    return min(int(text), 1000) if text.isdigit() else 0


def _bordered(table: Any) -> bool:
    """Whether lines are drawn: by the table itself, by a style that is not the plain one, or by a cell."""
    drawn = [b for name in ("tblBorders", "tcBorders") for b in table.iter(f"{_W}{name}")]
    if drawn:
        return any(side.get(f"{_W}val") not in ("none", "nil", None) for b in drawn for side in b)
    style = table.find(f"{_W}tblPr/{_W}tblStyle")
    return style is not None and style.get(f"{_W}val") not in ("TableNormal", "NormalTable", None)
