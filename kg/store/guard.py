"""Queries from outside: what is refused before the engine sees it, and the engine's complaints in readable form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import BadQuery, BadSyntax, TextEnds, UnknownPrefix

# Patterns are kept as text: most queries, all of the shipped ones among them, need few of them compiled.
_DEPTH = 500
_GAP = r"(?:\s|#[^\n\r]*(?:[\n\r]|$))*"
_NAME = r"(?:[^\W\d_][\w.-]*)?:(?:\\.|[^\s<>\"{}|^`\\])*"
_SERVICE = rf"(?i)SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^<>]*>|[?$]\w+|{_NAME}){_GAP}\{{"
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_UPDATE = rf"(?i){_GAP}(?:(?:PREFIX{_GAP}[\w.-]*:|BASE){_GAP}<[^<>]*>{_GAP})*(?:{'|'.join(_UPDATES)})\b"
_CODE_POINT = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"
_QUOTED = r'(?s:"""(?:[^\\]|\\.)*?"""|' r"'''(?:[^\\]|\\.)*?'''|" r'"(?:[^"\\\n]|\\.)*"|' r"'(?:[^'\\\n]|\\.)*')"
_TOKENS = rf"{_QUOTED}|<[^<>\s]*>|#[^\n\r]*"
_FROM = r"(?i)(?<![\w?$:.-])FROM\s*(?:NAMED\s*)?(?:<|(?:[^\W\d_][\w.-]*)?:)"
_PLACE = r"(?s)error at (\d+):(\d+): (?:expected )?(.*)"
_PREFIXED = r"(?<![\w<:/])([^\W\d_][\w.-]*)?:(?=[\w\\%])"


def check(query: str) -> None:
    """``BadQuery`` for a query that would fetch from the network, change the graph or exhaust the stack.

    ``SERVICE`` is looked for in the bare text, whatever surrounds it: a clause always reads keyword, name and
    brace in this order, so nothing that the engine would follow passes, however it is dressed up.
    """
    for text in {query, _unescaped(query)}:
        capitals = text.upper()
        if "SERVICE" in capitals and re.search(_SERVICE, text):
            raise BadQuery(reason="SERVICE is refused: a query never leaves this graph")
        if any(word in capitals for word in _UPDATES) and re.match(_UPDATE, text):
            raise BadQuery(reason="updates are refused: only `kg build` writes the graph")
    if sum(map(query.count, "({[")) > _DEPTH and _deepest(re.sub(_QUOTED, "''", query)) > _DEPTH:
        raise BadQuery(reason=f"more than {_DEPTH} brackets stand in one another")


def bare(query: str) -> str:
    """The query without its strings, IRIs and comments."""
    return re.sub(_TOKENS, " ", query)


def names_its_graphs(query: str) -> bool:
    """Whether the query has a dataset of its own (``FROM``), which then takes the place of the union of all layers."""
    if "FROM" not in query.upper():
        return False
    return bool(re.search(_FROM, re.sub(_TOKENS, lambda m: "<>" if m[0].startswith("<") else " ", query)))


def complaint(error: Exception, query: str, prefixes: Mapping[str, str]) -> BadQuery:
    """The engine's error as one line with its place and the text found there."""
    match = re.match(_PLACE, str(error))
    if match is None:
        return BadQuery(reason=" ".join(str(error).split())[:300])
    line, column = int(match[1]), int(match[2])
    lines = query.splitlines() or [""]
    text = lines[line - 1] if line <= len(lines) else ""
    if (unknown := _unknown_prefix(query, prefixes)) is not None:
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(unknown, prefixes, 3, 0.5))
        return UnknownPrefix(line=line, column=column, prefix=unknown, near=near)
    if not text[column - 1 :].strip():
        return TextEnds(line=line, column=column)
    wanted = [
        word for word in re.split(r",\s+", match[3].removeprefix("one of ")) if re.fullmatch(r'"\S+"|[A-Z]+', word)
    ]
    return BadSyntax(
        line=line, column=column, found=repr(text[column - 1 :][:30]), expected=" / ".join(wanted[:6]) or "–"
    )


def _unescaped(query: str) -> str:
    """SPARQL 1.1, section 19.2: ``\\u0053ERVICE`` may stand for the keyword."""
    return re.sub(_CODE_POINT, lambda m: _char(int(m[1] or m[2], 16)), query) if "\\" in query else query


def _char(code: int) -> str:
    return chr(code) if code < 0x110000 else " "


def _deepest(text: str) -> int:
    depth = deepest = 0
    for char in re.sub(r"[^(){}\[\]]", "", text):
        depth += 1 if char in "({[" else -1
        deepest = max(deepest, depth)
    return deepest


def _unknown_prefix(query: str, prefixes: Mapping[str, str]) -> str | None:
    words = bare(query)
    known = {*prefixes, *re.findall(r"PREFIX\s+([\w.-]*):", words, re.IGNORECASE)}
    return next((m[1] or "" for m in re.finditer(_PREFIXED, words) if (m[1] or "") not in known and m[1] != "_"), None)
