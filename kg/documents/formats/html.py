"""HTML pages: the part that holds the prose, its paragraphs and tables, and what the page says of itself.

selectolax parses (5 ms where trafilatura took 440 ms for the same law): trafilatura flattens tables and kept the site's
breadcrumbs, resiliparse kept its toolbar and gives no tables, and the choice of the main part below needs no more than
a tree. Nothing is fetched and no script is run: it is a parser of text only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.documents.formats.builder import Builder, Square, clean
from kg.documents.formats.layout import write_table
from kg.documents.formats.main_part import main_part
from kg.documents.formats.reading import Reading
from kg.errors import NoText
from kg.text import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T|\s|$)")
_WIDEST = 1000
_DEEPEST = 400


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``html.toml``."""
    return frozenset(tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))[name])


def read_html(text: str) -> Reading:
    """A page; ``NoText`` where nothing but the site's frame is in it."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    title, published, url = _title(tree), _published(tree), _address(tree)
    if tree.body is None:
        raise NoText(format="HTML")
    headline = next((clean(h.text()) for h in tree.css("h1") if clean(h.text())), None)
    _strip(tree)
    builder = Builder()
    main = main_part(tree.body)
    if headline and fold(headline) not in fold(clean(main.text())):
        builder.paragraph(headline)
    _Writer(builder).write(main)
    content = builder.content()
    if not content.text:
        raise NoText(format="HTML")
    return Reading(content, headline or title, published, url)


def _strip(tree: object) -> None:
    """Take out what is no part of an article, and what is not shown."""
    body = tree.body  # type: ignore[attr-defined]
    doomed = []
    for node in body.traverse(include_text=False):
        if node.tag in words("tags") or (node.tag not in ("body", "main", "article") and _is_furniture(node)):
            doomed.append(node)
    for node in doomed:
        node.decompose()


def _is_furniture(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in words("roles") or _HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return bool(words("words").intersection(re.split(r"[\s_-]+", names))) and len(node.text()) < 2000


def _meta(tree: object, names: str) -> Iterator[str]:
    metas: dict[str, str] = {}
    for node in tree.css("meta"):  # type: ignore[attr-defined]
        key = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        metas.setdefault(key.lower(), clean(node.attributes.get("content") or ""))
    data = tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))
    yield from (metas[name] for name in data[names] if metas.get(name))


def _title(tree: object) -> str | None:
    own = tree.css_first("title")  # type: ignore[attr-defined]
    return next(_meta(tree, "title"), None) or (clean(own.text()) if own is not None else None) or None


def _published(tree: object) -> str | None:
    """The day on which the page says that it was published: ``<meta property="article:published_time" …>``."""
    return next((m[1] for value in _meta(tree, "published") if (m := _DAY.match(value))), None)


def _address(tree: object) -> str | None:
    link = tree.css_first('link[rel="canonical"]')  # type: ignore[attr-defined]
    address = (link.attributes.get("href") or "").strip() if link is not None else ""
    return address if re.match(r"https?://\S+$", address) else None


class _Writer:
    """Walks the tree; text between the beginnings and ends of blocks is a paragraph."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._line = ""

    def write(self, node: LexborNode, depth: int = 0) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self._line += child.text_content or ""
            elif child.tag == "br":
                self._break()
            elif child.tag == "table":
                self.flush()
                write_table(self._builder, list(_squares(child)), _bordered(child))
            elif child.tag in words("blocks") and depth < _DEEPEST:
                self.flush()
                if child.tag == "li" and not re.match(r"\s*([-–+•*]|\w{1,4}[.)])\s", child.text()):
                    self._line = "- "
                self.write(child, depth + 1)
                if self._line == "- ":
                    self._line = ""
                self.flush()
            elif child.tag and not child.tag.startswith("-") and depth < _DEEPEST:
                self.write(child, depth + 1)
        if depth == 0:
            self.flush()

    def _break(self) -> None:
        self._line += "\n"

    def flush(self) -> None:
        for paragraph in joined(self._line.split("\n") if "\n" in self._line else [self._line]):
            self._builder.paragraph(paragraph)
        self._line = ""


def joined(lines: list[str]) -> list[str]:
    """Lines that end in a break are paragraphs, unless the next goes on in lower case."""
    out: list[str] = []
    for line in lines:
        text = clean(line)
        if out and text and text[0].islower() and not re.match(r"\w{1,2}[.)]\s", text):
            out[-1] += " " + text
        elif text:
            out.append(text)
    return out


def _cell_lines(cell: LexborNode) -> tuple[str, ...]:
    class Lines(Builder):
        """Gathers lines in place of a snapshot."""

        def __init__(self) -> None:
            super().__init__()
            self.kept: list[str] = []

        def lines(self, texts: object) -> None:
            self.kept += [line for text in texts if (line := clean(text))]  # type: ignore[attr-defined]

        def table(self, squares: object) -> None:
            for square in squares:  # type: ignore[attr-defined]
                self.lines(square.lines)

    lines = Lines()
    _Writer(lines).write(cell)
    return tuple(lines.kept)


def _squares(table: LexborNode) -> Iterator[Square]:
    """The cells of a table by the algorithm of HTML (4.9.12): ``rowspan`` keeps a place in the rows below."""
    taken: dict[int, int] = {}
    number = 0
    for row in _rows(table):
        column = 0
        for cell in (c for c in row.iter() if c.tag in ("td", "th")):
            while taken.get(column, 0) > number:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for i in range(column, column + width):
                taken[i] = number + height
            yield Square(number, column, _cell_lines(cell), height, width)
            column += width
        number += 1


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _span(cell: LexborNode, name: str) -> int:
    text = cell.attributes.get(name) or "1"
    return max(1, min(int(text), _WIDEST)) if text.isdigit() and text.isascii() else 1


def _bordered(table: LexborNode) -> bool:
    border = table.attributes.get("border")
    style = (table.attributes.get("style") or "").lower()
    return border != "0" and not re.search(r"border\s*:\s*(?:none|0)", style)
