"""The shipped questions: one ``kg/queries/*.rq`` each, its header the documentation, its parameters bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.rdf.namespaces import BASE, PREFIXES
from kg.resources import queries_dir
from kg.store import Graph, Iri, Row, Value

_REMARK = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"[A-Za-z]\w*")
_PREFIX = r"(?<![\w-])([\w-]+):(?=\w)"
_NOT_IN_IRI = r'[\x00-\x20<>"{}|^`\\]'


class Question(NamedTuple):
    """A shipped query: ``parameters`` maps each parameter to its type, ``iri`` or ``text``."""

    name: str
    purpose: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    sparql: str


@cache
def question(name: str) -> Question:
    """The shipped query ``name`` (its file without ``.rq``); ``KeyError`` where there is none.

    The header is a run of comment lines: what it answers, then ``Parameters:`` (``none``, or names, of IRIs unless
    ``(text)`` follows), then ``Columns:``.
    """
    path = queries_dir() / f"{name}.rq"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or not path.is_file():
        raise KeyError(name)
    sparql = path.read_text(encoding="utf-8")
    lines = re.match(r"(?:#.*\n)*", sparql)
    header = " ".join(line.lstrip("# ") for line in (lines[0] if lines else "").splitlines())
    purpose, _, rest = header.partition("Parameters:")
    parameters, _, columns = rest.partition("Columns:")
    return Question(name, purpose.strip(), _parameters(parameters), _names(columns), sparql)


def names() -> list[str]:
    """The names of all shipped queries."""
    return sorted(path.stem for path in queries_dir().glob("*.rq"))


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


def standalone(name: str, parameter: str, values: Sequence[str]) -> str:
    """A shipped query as text that any SPARQL 1.1 engine runs: prefixes declared, the values (IRIs or ids) given."""
    sparql = question(name).sparql.rstrip("\n")
    used = sorted(PREFIXES.keys() & set(re.findall(_PREFIX, sparql)))
    declared = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
    if not parameter or not values:
        return f"{declared}{sparql}\n"
    given = " ".join(f"<{re.sub(_NOT_IN_IRI, _percent, _full(value))}>" for value in values)
    return f"{declared}{sparql}\nVALUES ?{parameter} {{ {given} }}\n"


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
