"""Core types of the pipeline: frozen dataclasses that do no work.

Positions are Unicode code points into the NFC snapshot of a source, end exclusive, so that
``snapshot[start:end] == quote`` holds for every piece of evidence. Identifiers of things are
paths below the configured base IRI (``org/bo-cong-an``, ``doc/2024/57-nq-tw``); only
``kg.rdf`` makes IRIs of them. Dates are EDTF level 0/1 strings (ISO 8601-2:2019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model.decisions import Decision, Place
    from kg.model.evidence import Due, Evidence
    from kg.model.facts import (
        Conflict,
        DocumentRelation,
        Duty,
        Facts,
        Meeting,
        Mention,
        Reported,
        Restatement,
        Result,
        Reviewed,
        Role,
        Signing,
        Structure,
        Target,
        Task,
        Unresolved,
    )
    from kg.model.sources import Block, Cell, Document, Head, Provision, Said, Signature, Source, Span, Table, Zone
    from kg.model.things import Body, Change, Indicator, Person, Work

__all__ = [
    "Block",
    "Body",
    "Cell",
    "Change",
    "Conflict",
    "Decision",
    "Document",
    "DocumentRelation",
    "Due",
    "Duty",
    "Evidence",
    "Facts",
    "Head",
    "Indicator",
    "Meeting",
    "Mention",
    "Person",
    "Place",
    "Provision",
    "Reported",
    "Restatement",
    "Result",
    "Reviewed",
    "Role",
    "Said",
    "Signature",
    "Signing",
    "Source",
    "Span",
    "Structure",
    "Table",
    "Target",
    "Task",
    "Unresolved",
    "Work",
    "Zone",
]

# Dataclasses take their time to be made: a question, which needs one or two of them, waits for no others.
_HOMES = {
    "decisions": "Decision Place",
    "evidence": "Due Evidence",
    "facts": "Conflict DocumentRelation Duty Facts Meeting Mention Reported Restatement Result Reviewed Role Signing "
    "Structure Target Task Unresolved",
    "sources": "Block Cell Document Head Provision Said Signature Source Span Table Zone",
    "things": "Body Change Indicator Person Work",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
