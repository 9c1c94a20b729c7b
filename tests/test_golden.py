"""Whole facts files, compared line by line with golden ones.

The five seeds (tests/golden/seeds/facts.jsonl) and six short documents of our own in several styles
(tests/documents/, their facts in tests/golden/documents/, read through by hand). The files are written anew only
when the environment variable KG_UPDATE_GOLDEN is 1; what has changed has to be read before it is kept.
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import Any

import pytest
import reading

from kg.documents import find, read_document
from kg.export.facts import facts_lines

HERE = Path(__file__).parent
SEEDS = HERE / "golden" / "seeds" / "facts.jsonl"
DOCUMENTS = HERE / "golden" / "documents"
UPDATE = os.environ.get("KG_UPDATE_GOLDEN") == "1"
# What tells one fact from another for a reader; the rest is in the files.
PLACE = {"quote", "source", "start", "end", "type"}
BRIEF = {"assigner", "lead", "support", "oversight", "body", "person", "chair", "document", "issuer", "from", "to"}


def readable(line: str) -> str:
    """A line as one can read it in a difference: names in place of objects."""

    def name(value: Any) -> Any:
        if isinstance(value, list):
            return [name(v) for v in value]
        return value.get("label") or value.get("number") if isinstance(value, dict) else value

    row = json.loads(line)
    told = {k: name(v) if k in BRIEF else v for k, v in row.items() if k not in PLACE}
    place = f"{row['source']} {row['start']}-{row['end']} {row['type']}"
    return f"{place} «{row['quote']}» {json.dumps(told, ensure_ascii=False)}"


def compare(made: list[str], golden: Path, *, update: bool) -> None:
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("".join(f"{line}\n" for line in made), "utf-8")
    wanted = golden.read_text("utf-8").splitlines()
    if made != wanted:
        difference = difflib.unified_diff(
            [*map(readable, wanted)], [*map(readable, made)], "golden", "made", n=0, lineterm=""
        )
        pytest.fail("\n".join(difference) or "only ids or aliases differ", pytrace=False)


def facts_of(paths: list[Path]) -> list[str]:
    return facts_lines(reading.facts_of([read_document(f) for f in find(paths)]))


def test_facts_of_the_seeds(seeds: Path) -> None:
    compare(facts_of([seeds]), SEEDS, update=UPDATE)


@pytest.mark.parametrize("path", sorted((HERE / "documents").iterdir()), ids=lambda p: p.stem)
def test_facts_of_a_document(path: Path) -> None:
    compare(facts_of([path]), DOCUMENTS / f"{path.stem}.jsonl", update=UPDATE)


@pytest.mark.parametrize("golden", sorted((HERE / "golden").glob("*/*.jsonl")), ids=lambda p: p.stem)
def test_golden_quotes_stand_in_their_documents(golden: Path, seeds: Path) -> None:
    texts = {d.source.id: d.text for d in map(read_document, find([seeds, HERE / "documents"]))}
    rows = [json.loads(line) for line in golden.read_text("utf-8").splitlines()]
    assert rows
    assert [r["quote"] for r in rows] == [texts[r["source"]][r["start"] : r["end"]] for r in rows]
