"""What the page says of each thing and each relation: plain data, in both languages, for the panel and the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph import Quote
from kg.text import collation_key
from kg.views.cards import due_words, label, value_words
from kg.views.wording import LANGUAGES, say_date, words

if TYPE_CHECKING:
    import networkx

CLASSES = ("body", "task", "target", "person", "meeting", "document")
# What a reader expects to be told of each class; where it is missing the page says that it is not known.
EXPECTED = {
    "body": (), "task": ("leadBody", "assignedBy"), "target": ("leadBody",), "person": ("memberOf",),
    "meeting": ("organizer", "chairedBy"), "document": ("issuedBy",),
}  # fmt: skip
FIELDS = {
    "body": ("kind",), "task": ("due", "wording"), "target": ("value", "due", "wording"), "person": (),
    "meeting": ("when", "ordinal"), "document": ("kind", "number", "issued"),
}  # fmt: skip
ALWAYS = {"due", "value", "when", "issued"}
SUMMARY = {
    "task": ("leadBody", "cooperatingBody"), "target": ("leadBody",), "person": ("memberOf",),
    "meeting": ("organizer", "chairedBy"), "document": ("issuedBy", "implements"), "body": ("subOrganizationOf",),
}  # fmt: skip

# As much text as a quote's selector keeps on each side, in code points.
CONTEXT = 32

_STRENGTH = {"leadBody": 0, "cooperatingBody": 1, "oversightBody": 2}

Both = dict[str, str]


def both(make: Any) -> Both:
    """The same thing said in every language."""
    return {lang: make(lang) for lang in LANGUAGES}


class Book:
    """The graph as numbered lists: ``keys`` (IRIs in reading order), ``quotes``, ``sources``; numbers refer to them."""

    def __init__(self, graph: networkx.MultiDiGraph[str]) -> None:
        self.graph = graph
        self.keys = sorted(graph, key=self._reading)
        self.number = {key: index for index, key in enumerate(self.keys)}
        said = {quote for _, data in graph.nodes(data=True) for quote in data["quotes"]}
        said |= {quote for _, _, data in graph.edges(data=True) for quote in data["quotes"]}
        self.quotes = sorted(said)
        self._quote = {quote: index for index, quote in enumerate(self.quotes)}
        self.sources = sorted({quote.source for quote in said})

    def _reading(self, key: str) -> tuple[int, Any, str]:
        node = self.graph.nodes[key]
        return CLASSES.index(node["cls"]), collation_key(label(node, "vi")), key

    def quote_numbers(self, quotes: Sequence[Quote]) -> list[int]:
        return [self._quote[quote] for quote in quotes]

    def thing(self, key: str) -> dict[str, Any]:
        """Class, names, fields and sentences of a node."""
        node = self.graph.nodes[key]
        return {
            "cls": node["cls"],
            "iri": key,
            "label": both(lambda lang: label(node, lang)),
            "aliases": [alias for alias in node["aliases"] if alias != node["label_vi"]],
            "fields": [[name, both(lambda lang, n=name: field(node, n, lang))] for name in FIELDS[node["cls"]]
                       if name in ALWAYS or field(node, name, "vi")],
            "quotes": self.quote_numbers(self._said(key)),
            "line": both(lambda lang: self._line(key, lang)),
        }  # fmt: skip

    def _said(self, key: str) -> list[Quote]:
        """A task's own sentences; of what tasks speak of, the sentences of those tasks first."""
        node = self.graph.nodes[key]
        if node["cls"] in {"task", "target"}:
            return list(node["quotes"])
        told = [(_STRENGTH.get(data["relation"], 9), quote) for _, _, data in self.graph.in_edges(key, data=True)
                for quote in data["quotes"]]  # fmt: skip
        own = [] if told and node["cls"] == "body" else node["quotes"]
        return list(dict.fromkeys([*(quote for _, quote in sorted(told)), *own]))

    def links(self) -> list[dict[str, Any]]:
        """Every relation, numbered by its place."""
        return [
            {"from": self.number[start], "to": self.number[end], "relation": data["relation"], "post": data["post"],
             "quotes": self.quote_numbers(data["quotes"])}
            for start, end, data in sorted(self.graph.edges(data=True), key=lambda e: (e[0], e[1], e[2]["relation"]))
        ]  # fmt: skip

    def quote_rows(self) -> list[dict[str, Any]]:
        """Every sentence with its place in its source."""
        place = {source: index for index, source in enumerate(self.sources)}
        return [
            {"text": q.text, "before": _before(q.prefix), "after": _after(q.suffix), "start": q.start, "end": q.end,
             "source": place[q.source], "provision": q.provision, "percent": round(q.confidence * 100)}
            for q in self.quotes
        ]  # fmt: skip

    def source_rows(self) -> list[dict[str, Any]]:
        """Every source that is quoted."""
        known: Mapping[str, Mapping[str, str]] = self.graph.graph.get("sources", {})
        rows = []
        for source in self.sources:
            data = {name: known.get(source, {}).get(name, "") for name in ("title", "publisher", "issued", "url")}
            issued = both(lambda lang, date=data["issued"]: say_date(date, lang) if date else "")
            rows.append({**data, "id": source, "issued": issued})
        return rows

    def _line(self, key: str, lang: str) -> str:
        """The thing in one line: ``Chủ trì: Bộ Công an · Thời hạn: trước ngày 20/6/2025``."""
        node, table = self.graph.nodes[key], words(lang)
        ends: dict[str, list[str]] = defaultdict(list)
        for _, end, data in self.graph.out_edges(key, data=True):
            name = label(self.graph.nodes[end], lang)
            ends[data["relation"]].append(f"{data['post']}, {name}" if data["post"] else name)
        parts: list[tuple[str, str]] = [
            (table["field"][name], field(node, name, lang)) for name in FIELDS[node["cls"]] if name != "wording"
        ]
        for relation in SUMMARY[node["cls"]]:
            if ends[relation] or relation in EXPECTED[node["cls"]]:
                parts.append((table["forward"][relation], "; ".join(sorted(ends[relation]))))
        for relation in _STRENGTH if node["cls"] == "body" else ():
            count = sum(data["relation"] == relation for _, _, data in self.graph.in_edges(key, data=True))
            parts += [(table["inverse"][relation], str(count))] if count else []
        if node["cls"] in {"task", "target"}:
            parts.sort(key=lambda part: part[0] == table["field"]["due"])
        return " · ".join(f"{name}: {text or table['unknown']}" for name, text in parts)


def field(node: Mapping[str, Any], name: str, lang: str) -> str:
    """A plain value of a node in words; empty when it is not known."""
    if name == "due":
        return due_words(node, lang)
    if name == "value":
        return value_words(node, lang)
    if name == "wording":
        wording = str(node.get("due_text") or "")
        return "" if wording == due_words(node, "vi") else wording
    if name == "kind":
        return str((node["kind_en"] if lang == "en" else "") or node["kind_vi"])
    text = str(node.get(name) or "")
    return say_date(text, lang) if text and name in {"when", "issued"} else text


def _before(text: str) -> str:
    """The rest of the paragraph before a quote, from a whole word on."""
    last = text.splitlines()[-1] if text and not text.endswith("\n") else ""
    return "… " + last.partition(" ")[2].lstrip() if len(last) == len(text) >= CONTEXT else last


def _after(text: str) -> str:
    """The rest of the paragraph after a quote, up to a whole word."""
    first = text.splitlines()[0] if text else ""
    return first.rpartition(" ")[0].rstrip() + " …" if len(first) == len(text) >= CONTEXT else first
