"""The page: one HTML file with everything in it, which asks the network for nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph import around, full_iri, to_networkx
from kg.store import Graph
from kg.views.book import CLASSES, EXPECTED, RELATIONS, ROLES, Book
from kg.views.heirs import Heirs, heirs
from kg.views.names import label
from kg.views.network import draw, first_focus, vis_script
from kg.views.svg import network_svg, timeline_svg
from kg.views.templates import environment
from kg.views.timeline import lanes
from kg.views.wording import LANGUAGES, words

if TYPE_CHECKING:
    import networkx

_STATIC = Path(__file__).parent / "static"
SCRIPTS = (
    "load.js", "data.js", "state.js", "facets.js", "matrix.js", "table.js", "timeline.js", "draw.js", "network.js",
    "panel.js", "search.js", "save.js", "main.js",
)  # fmt: skip
STYLES = ("base.css", "views.css", "panel.css", "small.css")
# More than this many bytes of data are packed: to a fifth of their size, in a moment.
LARGE = 200_000
# Tasks that the page lists where scripts are off.
FEW = 50
# Inside a script element these could end it, open a comment or break a line; JSON can say them otherwise.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(graph: Graph, focus: str | None = None, lang: str = "vi", pages: Mapping[str, str] | None = None) -> str:
    """The page for a graph, or for what lies within two steps of ``focus`` (the IRI or id of a node).

    ``pages`` are the addresses of the sources' own pages, by source. The same store gives the same text.
    ``ChangedScript`` when the installed drawing library is not the known one.
    """
    whole = to_networkx(graph)
    return render_networkx(whole if focus is None else around(whole, focus), focus, lang, pages, heirs(graph))


def render_networkx(
    graph: networkx.MultiDiGraph[str],
    focus: str | None = None,
    lang: str = "vi",
    pages: Mapping[str, str] | None = None,
    inherited: Heirs | None = None,
) -> str:
    """The page for a graph that ``kg.graph.to_networkx`` made, with what its bodies took over from others."""
    book = Book(graph, inherited)
    data = payload(book, None if focus is None else full_iri(focus), lang, pages or {})
    library, script = vis_script(), joined(SCRIPTS)
    return document(
        "page.html", lang, scripts=(library, script), styles=STYLES, data=data, json=packed(data),
        classes=[cls for cls in CLASSES if data["counts"][cls]], book=book, tasks=_first_tasks(book),
        network_svg=network_svg(book, data["network"], lang), timeline_svg=timeline_svg(book, data["timeline"], lang),
    )  # fmt: skip


def drawing(graph: Graph, which: str, focus: str | None = None, lang: str = "vi") -> str:
    """One of the page's drawings, ``network`` or ``timeline``, as an SVG file of its own."""
    whole = to_networkx(graph)
    book = Book(whole if focus is None else around(whole, focus))
    if which == "timeline":
        return timeline_svg(book, lanes(book), lang)
    return network_svg(book, draw(book, book.number.get(full_iri(focus)) if focus else first_focus(book)), lang)


def document(template: str, lang: str, *, scripts: tuple[str, ...], styles: tuple[str, ...], **data: Any) -> str:
    """A page of ours: its scripts and its style stand in it, and its policy lets nothing else run."""
    style = joined(styles)
    policy = {"scripts": " ".join(map(csp_hash, scripts)), "style": csp_hash(style)}
    return (
        environment()
        .get_template(template)
        .render(lang=lang, t=words(lang), policy=policy, style=style, scripts=scripts, **data)
    )


def payload(book: Book, focus: str | None, lang: str, pages: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the page knows, as plain data: see ``book``, ``network`` and ``timeline``."""
    counts = _counts(book)
    named = book.graph.nodes[focus] if focus is not None and focus in book.graph else None
    start = book.number[focus] if named and focus else None
    return {
        "lang": lang,
        "focus": start,
        "words": {each: {k: v for k, v in words(each).items() if k not in {"date", "due"}} for each in LANGUAGES},
        "said": {each: _said(each, counts, label(named, each) if named else "") for each in LANGUAGES},
        "counts": counts,
        "classes": CLASSES,
        "roles": ROLES,
        "order": RELATIONS,
        "expected": EXPECTED,
        "things": book.things,
        "links": [_link(link, book) for link in book.links],
        "dues": book.dues.values,
        "kinds": book.kinds.values,
        "statuses": book.statuses.values,
        "topics": book.themes.names,
        "sets": book.sets.values,
        "sources": book.source_rows(pages),
        **book.quote_rows(),
        "network": draw(book, first_focus(book) if start is None else start),
        "timeline": lanes(book),
    }


def _link(link: list[Any], book: Book) -> list[Any]:
    """[from, place of the relation in ``order``, to, set of quotes, post], without an end that says nothing.

    A link that rests on what its first thing rests on does not say so again.
    """
    start, relation, end, post, quotes = link
    own = quotes == book.things[start].get("quotes", 0) - 1
    said = [start, RELATIONS.index(relation), end]
    return [*said, quotes, post] if post else said if own else [*said, quotes]


def _said(lang: str, counts: Mapping[str, int], name: str) -> dict[str, str]:
    table = words(lang)
    told = {key: f"{number:,}".replace(",", table["thousands"]) for key, number in counts.items()}
    return {
        "title": table["title_focus"].format(name=name) if name else table["title"],
        "summary": table["summary"].format(**told),
        "coverage": table["coverage"].format(**told) if counts["task"] else "",
    }


def _counts(book: Book) -> dict[str, int]:
    counts = {name: sum(CLASSES[thing.get("cls", 0)] == name for thing in book.things) for name in CLASSES}
    tasks = {number for number, thing in enumerate(book.things) if CLASSES[thing.get("cls", 0)] == "task"}
    led = len({start for start, relation, *_ in book.links if relation == "leadBody" and start in tasks})
    dated = sum(bool(book.things[number].get("due")) for number in tasks)
    quoted = sum(bool(book.things[number].get("quotes")) for number in tasks)
    return {**counts, "sources": len(book.sources), "led": led, "dated": dated, "quoted": quoted}


def _first_tasks(book: Book) -> list[dict[str, Any]]:
    """The tasks that are listed without scripts: those due first, with who leads them."""
    leads: dict[int, list[int]] = {}
    for start, relation, end, _, _ in book.links:
        if relation == "leadBody":
            leads.setdefault(start, []).append(end)
    dues = book.dues.values
    tasks = [n for n, thing in enumerate(book.things) if CLASSES[thing.get("cls", 0)] == "task"]
    tasks.sort(
        key=lambda n: (dues[book.things[n].get("due", 0) - 1]["latest"] if book.things[n].get("due") else "") or "9"
    )
    return [
        {"name": book.things[n]["vi"], "leads": [book.things[body] for body in leads.get(n, [])],
         "due": dues[book.things[n]["due"] - 1] if book.things[n].get("due") else None}
        for n in tasks[:FEW]
    ]  # fmt: skip


def joined(names: tuple[str, ...]) -> str:
    """Files of ``static`` in one piece."""
    return "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in names)


def packed(data: object) -> dict[str, str]:
    """The data block of a page: JSON, or beyond ``LARGE`` the same in gzip (RFC 1952) and base64."""
    text = as_json(data)
    if len(text.encode("utf-8")) <= LARGE:
        return {"type": "application/json", "text": text}
    squeezed = gzip.compress(text.encode("utf-8"), 9, mtime=0)
    return {"type": "application/gzip", "text": base64.b64encode(squeezed).decode("ascii")}


def as_json(data: object) -> str:
    """JSON that can stand inside a script element whatever its strings say."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_ESCAPES)


def csp_hash(text: str) -> str:
    """A source expression for the page's content security policy (CSP Level 3, section 2.3.1)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
