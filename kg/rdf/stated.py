"""What a fact says, as triples, and the sentences that show it."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Evidence
from kg.rdf.terms import Triple


class Stated(NamedTuple):
    """Triples that the evidence shows, and triples that only describe the thing (``plain``)."""

    shown: tuple[Triple, ...]
    plain: tuple[Triple, ...]
    evidence: tuple[Evidence, ...]
