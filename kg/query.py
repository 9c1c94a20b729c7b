"""The shipped questions: one ``kg/queries/*.rq`` each, its header the documentation, its parameters bound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.rdf.namespaces import BASE, PREFIXES
from kg.resources import queries_dir
from kg.store import Graph, Iri, Row, Value
from kg.store.guard import bare

_REMARK = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"[A-Za-z]\w*")
_PREFIX = r"(?<![\w-])([\w-]+):(?=\w)"
_NOT_IN_IRI = r'[\x00-\x20<>"{}|^`\\]'


class Question(NamedTuple):
    """A shipped query: ``parameters`` maps each parameter to its type, ``iri`` or ``text``.

    ``purpose`` says what it answers; one that is meant for people says it in ``vietnamese`` too.
    """

    name: str
    purpose: str
    vietnamese: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    sparql: str


@cache
def question(name: str) -> Question:
    """The shipped query ``name`` (its file without ``.rq``); ``KeyError`` where there is none.

    The header is a run of comment lines: what it answers, then ``Vietnamese:`` and the same in Vietnamese where it is
    meant for people, then ``Parameters:`` (``none``, or names, of IRIs unless ``(text)`` follows), then ``Columns:``.
    """
    path = queries_dir() / f"{name}.rq"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or not path.is_file():
        raise KeyError(name)
    sparql = path.read_text(encoding="utf-8")
    lines = re.match(r"(?:#.*\n)*", sparql)
    header = " ".join(line.lstrip("# ") for line in (lines[0] if lines else "").splitlines())
    purpose, _, rest = header.partition("Parameters:")
    purpose, _, vietnamese = purpose.partition("Vietnamese:")
    parameters, _, columns = rest.partition("Columns:")
    return Question(name, purpose.strip(), vietnamese.strip(), _parameters(parameters), _names(columns), sparql)


def names() -> list[str]:
    """The names of all shipped queries."""
    return sorted(path.stem for path in queries_dir().glob("*.rq"))


def for_people() -> list[Question]:
    """The shipped queries that answer a question of their own, by name."""
    return [asked for asked in map(question, names()) if asked.vietnamese]


def run(graph: Graph, name: str, **parameters: str) -> list[Row]:
    """Typed rows of a shipped query. IRIs may be given in full or as the path of an id (``org/bo-cong-an``).

    ``TypeError`` where a parameter is missing or unknown; ``BadQuery`` where a value is no IRI.
    """
    asked = question(name)
    return graph.select(asked.sparql, _bound(asked, parameters))


def rows(graph: Graph, name: str, **parameters: str) -> list[dict[str, str | None]]:
    """The same rows as plain strings: IRIs and lexical forms."""
    asked = question(name)
    return graph.texts(asked.sparql, _bound(asked, parameters))


def standalone(name: str, parameter: str = "", values: Sequence[str] = ()) -> str:
    """A shipped query as text that any SPARQL 1.1 engine runs: prefixes declared, the values (IRIs or ids) given."""
    if not parameter or not values:
        return _declared(question(name).sparql.rstrip("\n")) + "\n"
    given = " ".join(map(_reference, values))
    return f"{_declared(question(name).sparql.rstrip(chr(10)))}\nVALUES ?{parameter} {{ {given} }}\n"


def filled(name: str, given: Mapping[str, str]) -> str:
    """The same with a value for each of its parameters, whatever their number and type.

    They stand at the head of the pattern, where filters see them. ``TypeError`` where one is missing or unknown.
    """
    asked = question(name)
    if given.keys() != asked.parameters.keys():
        raise TypeError(f"{name} takes {sorted(asked.parameters)}, not {sorted(given)}")
    if not given:
        return standalone(name)
    written = {p: _reference(given[p]) if kind == "iri" else _string(given[p]) for p, kind in asked.parameters.items()}
    values = " ".join(f"VALUES ?{parameter} {{ {value} }}" for parameter, value in written.items())
    sparql = re.sub(r"(?m)^SELECT\b[^{]*\{", lambda m: f"{m[0]}\n  {values}", asked.sparql.rstrip("\n"), count=1)
    return _declared(sparql) + "\n"


def _declared(sparql: str) -> str:
    used = sorted(PREFIXES.keys() & set(re.findall(_PREFIX, sparql)))
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + sparql


def _reference(value: str) -> str:
    return f"<{re.sub(_NOT_IN_IRI, _percent, _full(value))}>"


def _string(value: str) -> str:
    """A string as SPARQL writes it (SPARQL 1.1, section 19.7): nothing in it can end it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def labels(graph: Graph, iris: Iterable[str], language: str) -> dict[str, str]:
    """The names of things: in the language where they have one in it, else in Vietnamese, else in any."""
    wanted = sorted(set(iris))
    found: dict[str, list[tuple[bool, bool, str]]] = defaultdict(list)
    for row in graph.texts(standalone("labels", "thing", wanted)) if wanted else ():
        found[row["thing"] or ""].append((row["language"] != language, row["language"] != "vi", row["name"] or ""))
    return {iri: min(names)[2] for iri, names in found.items()}


def unknown_terms(graph: Graph, sparql: str) -> dict[str, list[str]]:
    """Terms of the ontology that a query uses and that do not exist, with those that come near: ``kg:leadbody``."""
    from difflib import get_close_matches

    used = set(re.findall(r"(?<![\w:-])kg:([A-Za-z]\w*)", bare(sparql)))
    known = [str(row["term"]).removeprefix(PREFIXES["kg"]) for row in rows(graph, "ontology-terms")]
    folded = {name.lower(): name for name in known}
    return {
        f"kg:{name}": [f"kg:{folded[n]}" for n in get_close_matches(name.lower(), sorted(folded), 3, 0.6)]
        for name in sorted(used - set(known))
    }


def _bound(asked: Question, given: dict[str, str]) -> dict[str, Value]:
    if given.keys() != asked.parameters.keys():
        raise TypeError(f"{asked.name} takes {sorted(asked.parameters)}, not {sorted(given)}")
    return {p: Iri(_full(given[p])) if kind == "iri" else given[p] for p, kind in asked.parameters.items()}


def _full(value: str) -> str:
    if re.match(r"[A-Za-z][\w+.-]*:", value):
        return value
    from kg.rdf import iri

    return iri(value, BASE)


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _parameters(text: str) -> dict[str, str]:
    given = [part.strip() for part in text.split(",")]
    found = {}
    for part in given:
        name = _NAME.match(part)
        if name and part != "none":
            found[name[0]] = "text" if "(text)" in part else "iri"
    return found


def _names(text: str) -> tuple[str, ...]:
    while _REMARK.search(text):
        text = _REMARK.sub("", text)
    return tuple(match[0] for part in text.split(",") if (match := _NAME.match(part.strip())))
