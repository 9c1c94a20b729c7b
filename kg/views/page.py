"""The page: one HTML file with everything in it, which asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph import around, full_iri, to_networkx
from kg.store import Graph
from kg.views.cards import label
from kg.views.picture import draw, vis_script
from kg.views.things import CLASSES, EXPECTED, Book
from kg.views.wording import LANGUAGES, words

if TYPE_CHECKING:
    import networkx

_HERE = Path(__file__).parent
SCRIPTS = ("data.js", "draw.js", "picture.js", "panel.js", "search.js", "main.js")
# Inside a script element these could end it, open a comment or break a line; JSON can say them otherwise.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(graph: Graph, focus: str | None = None, lang: str = "vi") -> str:
    """The page for a graph, or for what lies within two steps of ``focus`` (the IRI or id of a node).

    The same store gives the same text. ``ChangedScript`` when the installed drawing library is not the known one.
    """
    whole = to_networkx(graph)
    return render_networkx(whole if focus is None else around(whole, focus), focus, lang)


def render_networkx(graph: networkx.MultiDiGraph[str], focus: str | None = None, lang: str = "vi") -> str:
    """The page for a graph that ``kg.graph.to_networkx`` made."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    book = Book(graph)
    focus = None if focus is None else full_iri(focus)
    data = payload(book, focus, lang)
    script = "\n".join((_HERE / "static" / name).read_text(encoding="utf-8") for name in SCRIPTS)
    style = (_HERE / "static" / "page.css").read_text(encoding="utf-8")
    library = vis_script()
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html").render(
        lang=lang, t=words(lang), data=data, classes=CLASSES, json=as_json(data), style=style, script=script,
        library=library,
        style_hash=csp_hash(style), script_hashes=" ".join(map(csp_hash, (library, script))),
    )  # fmt: skip


def payload(book: Book, focus: str | None, lang: str) -> dict[str, Any]:
    """Everything that the page knows, as plain data: see ``things`` and ``picture``."""
    picture = draw(book, focus, lang)
    counts = _counts(book)
    named = book.graph.nodes[focus] if focus is not None and focus in book.graph else None
    shown = {"shown": len(picture["nodes"]), "all": len(book.keys)}
    said = {}
    for each in LANGUAGES:
        table = words(each)
        said[each] = {
            "title": table["title_focus"].format(name=label(named, each)) if named else table["title"],
            "summary": table["summary"].format(**counts),
            "coverage": table["coverage"].format(**counts) if counts["task"] else "",
            "shown": table["shown"].format(**shown),
        }
    return {
        "lang": lang,
        "focus": book.number.get(focus or ""),
        "words": {each: {k: v for k, v in words(each).items() if k not in {"date", "due"}} for each in LANGUAGES},
        "said": said,
        "counts": counts,
        "shown": shown,
        "expected": EXPECTED,
        "picture": picture,
        "things": [book.thing(key) for key in book.keys],
        "links": book.links(),
        "quotes": book.quote_rows(),
        "sources": book.source_rows(),
    }


def _counts(book: Book) -> dict[str, int]:
    graph = book.graph
    counts = {cls: sum(data["cls"] == cls for _, data in graph.nodes(data=True)) for cls in CLASSES}
    tasks = [node for node in graph if graph.nodes[node]["cls"] == "task"]
    led = sum(any(d["relation"] == "leadBody" for _, _, d in graph.out_edges(n, data=True)) for n in tasks)
    dated = sum(bool(graph.nodes[n].get("due") or graph.nodes[n].get("due_text")) for n in tasks)
    quoted = sum(bool(graph.nodes[n]["quotes"]) for n in tasks)
    return {**counts, "sources": len(book.sources), "led": led, "dated": dated, "quoted": quoted}


def as_json(data: object) -> str:
    """JSON that can stand inside a script element whatever its strings say."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_ESCAPES)


def csp_hash(text: str) -> str:
    """A source expression for the page's content security policy (CSP Level 3, section 2.3.1)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
