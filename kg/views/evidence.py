"""One source as a page: its whole text, every fact in its place, and the clauses that gave none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote as percent

from kg.errors import NoSuchSource
from kg.graph import CLASSES
from kg.model import Span
from kg.query import rows
from kg.rdf import BASE
from kg.store import Graph
from kg.store.places import SNAPSHOTS
from kg.text import upper_first
from kg.views.missed import missed
from kg.views.page import document, joined, packed
from kg.views.wording import LANGUAGES, say_date, words

KINDS = ("task", "target", "result", "duty", "meeting", "person", "document", "body")
_MORE = {
    "Tenure": "person",
    "Duty": "duty",
    "SuccessionEvent": "body",
    "Document": "document",
    "NewsArticle": "document",
}
# What the graph only says of everything: a reader of the text has no use for it.
_PLAIN = {"comparator", "unitText"}

Row = Mapping[str, str | None]
Quote = tuple[int, int]


def render_evidence(graph: Graph, source: str, lang: str = "vi", page: str | None = None) -> str:
    """The page of a source (its id); ``page`` is the address of the page of the whole graph, where there is one.

    ``NoSuchSource`` where nothing of that id was read, or its snapshot is missing.
    """
    about = _about(graph, source)
    try:
        text = (graph.folder / SNAPSHOTS / f"{source}.txt").read_bytes().decode("utf-8")
    except OSError as error:
        raise NoSuchSource(name=source, known=", ".join(sources(graph))) from error
    quotes = _quotes(rows(graph, "source-facts", source=source))
    solid = [Span(*place) for place, facts in quotes.items() if any(not fact["mention"] for fact in facts)]
    names = [Span(*place) for place, facts in quotes.items() if all(fact["mention"] for fact in facts)]
    lost = missed(text, solid, names)
    order = sorted(quotes, key=lambda place: (place[0], -place[1]))
    data = {
        "lang": lang, "page": page or "",
        "words": {each: words(each)["evidence"] | {"class": words(each)["class"]} for each in LANGUAGES},
        "quotes": [{"start": start, "end": end, "facts": quotes[start, end]} for start, end in order],
        "missed": [{"start": span.start, "end": span.end, "cues": list(cues)} for span, cues in lost],
    }  # fmt: skip
    things = {(fact["kind"], fact["id"]) for facts in quotes.values() for fact in facts}
    counts = {kind: sum(of == kind for of, _ in things) for kind in KINDS}
    return document(
        "evidence.html", lang, scripts=(joined(("load.js", "evidence.js")),),
        styles=("base.css", "panel.css", "evidence.css"),
        about=about, source=source, page=page, data=data, json=packed(data), lost=len(lost),
        kinds={kind: n for kind, n in counts.items() if n},
        pieces=_pieces(text, order, [_kind(quotes[place]) for place in order], [span for span, _ in lost]),
    )  # fmt: skip


def sources(graph: Graph) -> list[str]:
    """The ids of all sources."""
    return sorted({str(row["source"]) for row in rows(graph, "graph-sources")})


def page_name(whole: str, source: str) -> str:
    """The file of a source's page beside that of the whole graph.

    >>> page_name("view.html", "O001")
    'view.O001.html'
    """
    return f"{whole.removesuffix('.html')}.{percent(source, safe='._-')}.html"


def _about(graph: Graph, source: str) -> dict[str, Any]:
    known = {str(row["key"]): str(row["value"]) for row in rows(graph, "graph-sources") if row["source"] == source}
    if not known:
        raise NoSuchSource(name=source, known=", ".join(sources(graph)))
    day = known.get("issued", "")
    return {
        "title": known.get("title") or known.get("name") or source, "name": known.get("name", ""),
        "publisher": known.get("publisher", ""),
        "issued": {lang: say_date(day, lang) if day else "" for lang in LANGUAGES},
        "url": known.get("url", ""),
    }  # fmt: skip


def _local(iri: str | None) -> str:
    return str(iri or "").replace("#", "/").rpartition("/")[2]


def _quotes(found: Iterable[Row]) -> dict[Quote, list[dict[str, Any]]]:
    """What each stretch became: its statements, with both names, by the stretch's place."""
    merged: dict[tuple[Quote, str, str, str], dict[str, Any]] = {}
    for row in sorted(found, key=lambda row: [value or "" for value in row.values()]):
        place = (int(row["start"] or 0), int(row["end"] or 0))
        relation = _local(row["predicate"])
        key = (place, str(row["subject"]), relation, str(row["object"]))
        if relation not in _PLAIN and key not in merged:
            merged[key] = _statement(row, relation)
        elif key in merged:
            kind = _class(row["objectClass"] if relation == "mentions" else row["class"])
            merged[key]["kind"] = min(merged[key]["kind"], kind, key=_rank)
    quotes: dict[Quote, list[dict[str, Any]]] = defaultdict(list)
    for (place, *_), fact in sorted(merged.items(), key=lambda one: (one[0][0], _rank(one[1]["kind"]), one[0])):
        quotes[place].append(fact)
    return dict(quotes)


def _statement(row: Row, relation: str) -> dict[str, Any]:
    mention = relation == "mentions"
    cls = CLASSES.get(_local(row["objectClass"]))
    plain = _local(row["object"]) if str(row["object"]).startswith(BASE) else str(row["object"])
    vi, en = (words(lang)["one"][cls] if cls else plain for lang in LANGUAGES)
    made = {
        "kind": _class(row["objectClass"] if mention else row["class"]), "mention": mention, "type": relation == "type",
        "id": str(row["object" if mention else "subject"]).removeprefix(BASE),
        "subject": [_begun(row["subjectVi"]), _begun(row["subjectEn"] or row["subjectVi"])],
        "property": [row["propertyVi"] or relation, row["propertyEn"] or relation],
        "object": [row["objectVi"] or vi, row["objectEn"] or row["objectVi"] or en],
        "sure": round(float(row["confidence"] or 1) * 100), "rule": row["rule"] or "",
        "place": row["provision"] or "", "at": int(row["page"] or 0),
    }  # fmt: skip
    return made


def _begun(name: str | None) -> str:
    """A name as a line begins."""
    return upper_first(name or "")


def _class(iri: str | None) -> str:
    name = _local(iri)
    return CLASSES.get(name) or _MORE.get(name, "body")


def _rank(kind: str) -> int:
    return KINDS.index(kind)


def _kind(facts: list[dict[str, Any]]) -> str:
    """A stretch has the colour of what it says most of: a task before the names that stand in it."""
    return min((str(fact["kind"]) for fact in facts), key=_rank)


def _pieces(text: str, quotes: list[Quote], kinds: list[str], lost: list[Span]) -> list[dict[str, Any]]:
    """The text cut where a quote or a missed clause begins or ends; each piece with the quotes over it, innermost last.

    ``first`` is the quote that begins with the piece, so that it can be reached once by keyboard.
    """
    ends = {
        0,
        len(text),
        *(e for quote in quotes for e in quote),
        *(e for span in lost for e in (span.start, span.end)),
    }
    places = sorted(ends)
    begins: dict[int, list[int]] = defaultdict(list)
    for number, (start, _) in enumerate(quotes):
        begins[start].append(number)
    gaps = {span.start: number for number, span in enumerate(lost)}
    pieces, active, gap = [], list[int](), -1
    for start, end in pairwise(places):
        active = [n for n in active if quotes[n][1] > start] + begins.get(start, [])
        active.sort(key=lambda n: quotes[n][0] - quotes[n][1])
        gap = gaps.get(start, gap if gap >= 0 and lost[gap].end > start else -1)
        new = begins.get(start, [])
        pieces.append({
            "text": text[start:end], "over": active, "kind": kinds[active[-1]] if active else "",
            "first": new[0] if new else None, "id": f"c{start}-{quotes[new[0]][1]}" if new else "",
            "gap": gap, "gap_first": start in gaps,
        })  # fmt: skip
    return pieces
