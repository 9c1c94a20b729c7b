"""A store that is built from the sample facts, without reading any document."""

from __future__ import annotations

from pathlib import Path

import sample_facts

from kg.rdf import quad_lines
from kg.resources import ontology_dir
from kg.search_index import write_index
from kg.store import write_build


def write_sample(store: Path) -> Path:
    """Write the sample's build into ``store`` and give it back."""
    facts = sample_facts.sample()
    lines = quad_lines(facts, ontology_dir())
    write_build(store, lines, sample_facts.files(facts), lambda folder: write_index(folder, facts, lines))
    return store
