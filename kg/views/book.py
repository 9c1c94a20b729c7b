"""The graph as numbered lists: what the page says of each thing and relation, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.graph import Quote
from kg.rdf import BASE
from kg.text import collation_key
from kg.views.heirs import Heirs
from kg.views.names import WORK, day_words, due_words, label, value_words
from kg.views.passages import passages
from kg.views.themes import Themes
from kg.views.wording import LANGUAGES, say_date

if TYPE_CHECKING:
    import networkx

CLASSES = ("task", "target", "result", "body", "document", "meeting", "person")
ROLES = ("leadBody", "cooperatingBody", "oversightBody")
# In the order in which an official would ask: every relation of kg/queries/graph-edges.rq.
RELATIONS = (
    *ROLES, "assignedBy", "mandatedBy", "raisedAt", "responsibleBody", "memberOf", "chairedBy", "organizer",
    "issuedBy", "implements", "amends", "replaces", "basedOn", "restates", "prevailing", "conflicting", "resultOf",
    "successor", "subOrganizationOf", "establishedBy",
)  # fmt: skip
# What a reader expects to be told of each class; where it is missing the page says that it is not known.
EXPECTED = {
    "task": ("leadBody", "cooperatingBody", "due", "assignedBy", "mandatedBy"), "target": ("leadBody", "value", "due"),
    "result": ("value",), "body": (), "document": ("issuedBy", "issued"), "meeting": ("organizer", "chairedBy", "when"),
    "person": ("memberOf",),
}  # fmt: skip
# The property behind each plain value, whose assertion has the sentence.
GROUNDS = {
    "due": "deadline", "value": "targetValue", "output": "expectedOutput", "status": "status", "issued": "dateIssued",
    "number": "docNumber", "when": "startDate", "ordinal": "ordinal",
}  # fmt: skip

_T = TypeVar("_T")
Both = dict[str, str]


def both(make: Callable[[str], str]) -> Both:
    """The same thing said in every language."""
    return {lang: make(lang) for lang in LANGUAGES}


def _grounds(node: Mapping[str, Any]) -> dict[str, tuple[Quote, ...]]:
    """The quotes behind each plain value that has some."""
    told = {name: node["grounds"].get(property_, ()) for name, property_ in GROUNDS.items()}
    told["value"] = told["value"] or node["grounds"].get("resultValue", ())
    return {name: said for name, said in told.items() if said}


class Numbered(Generic[_T]):
    """Distinct values in the order in which they first came."""

    def __init__(self) -> None:
        self.values: list[_T] = []
        self._place: dict[Any, int] = {}

    def __call__(self, value: _T, key: Any = None) -> int:
        """The number of a value; ``key`` stands for one that can't be hashed."""
        key = value if key is None else key
        if key not in self._place:
            self._place[key] = len(self.values)
            self.values.append(value)
        return self._place[key]


class Book:
    """Things, links, quotes and sources of a graph, numbered.

    ``keys`` are the IRIs of things by class and name, ``number`` the place of each. Everything refers to other things
    by these numbers; values that return are listed once (``dues``, ``kinds``, ``sets`` of quotes …).
    """

    def __init__(self, graph: networkx.MultiDiGraph[str], heirs: Heirs | None = None) -> None:
        self.graph = graph
        self.keys = sorted(graph, key=self._reading)
        self.number = {key: index for index, key in enumerate(self.keys)}
        self.themes = Themes(graph.graph.get("concepts", {}))
        self.dues: Numbered[dict[str, Any]] = Numbered()
        self.kinds: Numbered[Both] = Numbered()
        self.statuses: Numbered[Both] = Numbered()
        self.sets: Numbered[list[int]] = Numbered()
        said = {quote for _, data in graph.nodes(data=True) for quote in self._all(data)}
        said |= {quote for _, _, data in graph.edges(data=True) for quote in data["quotes"]}
        self.quotes = sorted(said)
        self._quote = {quote: index for index, quote in enumerate(self.quotes)}
        self.sources = sorted({quote.source for quote in said})
        self.things = [self._thing(key) for key in self.keys]
        self.links = self._links()
        self._inherit(heirs or Heirs())

    def _reading(self, key: str) -> tuple[int, Any, str]:
        node = self.graph.nodes[key]
        return CLASSES.index(node["cls"]), collation_key(label(node, "vi")), key

    @staticmethod
    def _all(node: Mapping[str, Any]) -> Iterable[Quote]:
        yield from node["quotes"]
        for said in _grounds(node).values():
            yield from said

    def set_of(self, quotes: Sequence[Quote], whole: Collection[Quote] = ()) -> int:
        """The number of a set of quotes: what has a place of its own (a table's cell) before the ``whole`` sentence
        that the thing rests on, then the surest first.
        """
        numbers = [self._quote[q] for q in sorted(quotes, key=lambda q: (q in whole, -q.confidence, q))]
        return self.sets(numbers, tuple(numbers))

    def _ground(self, key: str, quotes: Sequence[Quote]) -> int:
        return self.set_of(quotes, self.graph.nodes[key]["grounds"].get("type", ()))

    def _thing(self, key: str) -> dict[str, Any]:
        """Class, id, names and what is known; what is not known, and the class of a task, is left out."""
        node = self.graph.nodes[key]
        cls = node["cls"]
        vi, en = label(node, "vi"), label(node, "en")
        known: dict[str, Any] = {
            "cls": CLASSES.index(cls), "id": key.removeprefix(BASE), "vi": vi, "en": "" if en == vi else en,
            "aliases": [alias for alias in node["aliases"] if alias != node["label_vi"]],
            "kind": self.kinds(k, k["vi"]) + 1 if (k := {"vi": node["kind_vi"], "en": node["kind_en"]})["vi"] else 0,
            "number": str(node.get("number") or ""), "output": str(node.get("output") or ""),
            "status": [self._status(status) for status in node["statuses"]],
            "quotes": self.set_of(node["grounds"].get("type") or node["quotes"]) + 1 if node["quotes"] else 0,
        }  # fmt: skip
        for name in ("issued", "when"):
            known[name] = [day_words(node, name, lang) for lang in LANGUAGES] if node.get(name) else ""
        if cls in WORK:
            known["due"] = self._due(node) + 1 if due_words(node, "vi") else 0
            known["value"] = [value_words(node, lang) for lang in LANGUAGES] if node.get("value") else ""
            known["topics"] = self.themes.of(vi)
        grounds = {name: said for name, said in _grounds(node).items() if known.get(name)}
        known["grounds"] = {name: self._ground(key, said) for name, said in grounds.items()}
        return {name: value for name, value in known.items() if value}

    def cls(self, number: int) -> str:
        """The class of a thing; the first of ``CLASSES`` is the one that goes without saying."""
        return CLASSES[self.things[number].get("cls", 0)]

    def _status(self, concept: str) -> int:
        known = self.graph.graph.get("concepts", {}).get(concept)
        vi = known.vi[0] if known and known.vi else concept.rpartition("/")[2]
        return self.statuses({"vi": vi, "en": known.en[0] if known and known.en else vi}, concept)

    def _due(self, node: Mapping[str, Any]) -> int:
        found = {name: str(node.get(name) or "") for name in ("earliest", "latest", "due_relation", "due_text")}
        said = both(lambda lang: due_words(node, lang))
        return self.dues({**said, **found}, (*said.values(), *found.values()))

    def _links(self) -> list[list[Any]]:
        """[from, relation, to, post, set of quotes]: by relation, then by deadline, then by name.

        Of a document that gives a task it is not said again that the task is assigned by it.
        """
        rank = {relation: number for number, relation in enumerate(RELATIONS)}

        def order(edge: tuple[str, str, Mapping[str, Any]]) -> tuple[Any, ...]:
            start, end, data = edge
            latest = self.graph.nodes[start].get("latest") or "9999"
            relation = data["relation"]
            return rank[relation], latest, self.number[start], self.number[end]

        given = {(start, end) for start, end, data in self.graph.edges(data=True) if data["relation"] == "mandatedBy"}
        told = (e for e in self.graph.edges(data=True) if e[2]["relation"] != "assignedBy" or e[:2] not in given)
        edges = sorted(told, key=order)
        return [
            [self.number[start], data["relation"], self.number[end], data["post"], self._ground(start, data["quotes"])]
            for start, end, data in edges
        ]

    def _inherit(self, heirs: Heirs) -> None:
        """``taken``: the tasks that a body took over; ``now``: the names of who it has become."""
        for body, thing in zip(self.keys, self.things, strict=True):
            if taken := [self.number[task] for task in heirs.taken.get(body, ()) if task in self.number]:
                thing["taken"] = sorted(taken)
            if now := heirs.now.get(body):
                thing["now"] = ["; ".join(one.label(lang) for one in now) for lang in LANGUAGES]

    def quote_rows(self) -> dict[str, Any]:
        """``passages`` [source, start, text], ``provisions``, and ``quotes`` [passage, start, end, provision, %, page].

        Positions are code points of the snapshot.
        """
        texts = self.graph.graph.get("texts", {})
        made, place = passages(self.quotes, texts)
        source = {name: index for index, name in enumerate(self.sources)}
        parts: Numbered[str] = Numbered()
        rows = [[place[q], q.start, q.end, parts(q.provision), round(q.confidence * 100), q.page] for q in self.quotes]
        stretches = [[source[p.source], p.start, p.text] for p in made]
        return {"passages": stretches, "quotes": rows, "provisions": parts.values}

    def source_rows(self, pages: Mapping[str, str]) -> list[dict[str, Any]]:
        """Every source that is quoted; ``pages`` are the addresses of their own pages, where they have one."""
        known: Mapping[str, Mapping[str, str]] = self.graph.graph.get("sources", {})
        rows = []
        for source in self.sources:
            data = {
                name: known.get(source, {}).get(name, "") for name in ("name", "title", "publisher", "issued", "url")
            }
            day = data["issued"]
            issued = both(lambda lang, day=day: say_date(day, lang) if day else "")  # type: ignore[misc]
            work = self.number.get(known.get(source, {}).get("work", ""))
            rows.append({**data, "id": source, "issued": issued, "work": work, "page": pages.get(source, "")})
        return rows
