"""Document → Extraction: atoms, then clause rules, then assertions, each with its evidence.

A pure function of the text, the registry and the rules: no clock, no other document.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.atoms import Recogniser, recogniser
from kg.extract.context import read
from kg.extract.rules.duties import work
from kg.extract.rules.issuers import issuer
from kg.extract.rules.meetings import meetings
from kg.extract.rules.own import own_relations, signers
from kg.extract.rules.relations import relations
from kg.extract.rules.results import results
from kg.extract.rules.roles import roles
from kg.extract.rules.rosters import rosters
from kg.extract.rules.structures import structures
from kg.extract.rules.targets import targets
from kg.extract.tables import table_facts
from kg.extract.types import Cue, Extraction, Found, TargetFound, TaskFound
from kg.model import Document, Span, Zone

RULES_VERSION = "1"

__all__ = ["RULES_VERSION", "Extraction", "Recogniser", "extract", "recogniser"]


def extract(document: Document, names: Recogniser) -> Extraction:
    """Everything that the rules find in one document, in order of its text."""
    whole = read(document, names)
    reading = replace(whole, passages=tuple(p for p in whole.passages if p.block.zone is not Zone.TABLE))
    stages = (roles, rosters, signers, meetings, structures, relations, own_relations, work)
    found: list[Found] = [item for stage in stages for item in stage(reading)]
    found += targets(reading, [Span(f.evidence.start, f.evidence.end) for f in found if isinstance(f, TaskFound)])
    found += results(reading, [f for f in found if isinstance(f, TargetFound)])
    found += table_facts(whole)
    atoms = tuple(a for p in whole.passages for a in p.atoms if not isinstance(a.value, Cue))
    zones = tuple((p.block.span, p.block.zone) for p in whole.passages)
    return Extraction(document.source.id, atoms, zones, tuple(found), issuer(document, names))
