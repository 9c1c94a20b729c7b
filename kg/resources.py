"""Where the data that ships with the package lies, in a checkout and in a wheel alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def ontology_dir() -> Path:
    """The folder with ``kg.ttl``, ``vocab/``, ``shapes.ttl`` and ``registry/``.

    A wheel carries it inside the package; a checkout has it beside the package.
    """
    inside = PACKAGE / "ontology"
    return inside if inside.is_dir() else PACKAGE.parent / "ontology"


def lexicon_dir() -> Path:
    """The cue words and phrases of administrative Vietnamese, as TOML."""
    return PACKAGE / "extract" / "lexicon"


def queries_dir() -> Path:
    """The shipped SPARQL queries, one question a file."""
    return PACKAGE / "queries"
