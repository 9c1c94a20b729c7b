"""Every rule on its own examples and rejects: generated from tests/rules/, one file a rule.

``text`` is read as an article of its own, on 17 May 2025 unless ``date`` says otherwise; ``head`` puts the head of a
State or Party document before it (``item``: of a State document, as its first item). Each ``[[example.fact]]`` gives
a full quote and all its values (what is left out is empty), and the rule must find these and nothing else. A reject
must give nothing of the rule's family; ``instead`` names the other rules of the family that are right to speak there.
``known_gap`` marks what is right but not found yet: when it is found, the test says so.
"""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import house
import pytest
import reading

RULES = Path(__file__).parent / "rules"
RULE_ID = re.compile(r"(?:role|meeting|structure|relation|task|target|result|duty|mention)\.[a-z-]+")
HEADS = {"state": reading.STATE_HEAD, "party": reading.PARTY_HEAD, "item": reading.STATE_HEAD + "1. ", "": ""}
KEYS = {"id", "text", "date", "head", "known_gap", "reason"}
VALUES = {
    "task": {"lead", "support", "oversight", "assigner", "due", "due_relation"},
    "target": {"indicator", "comparator", "value", "unit", "due", "due_relation"},
    "result": {"indicator", "comparator", "value", "unit", "period", "body"},
    "role": {"person", "role", "body", "title"},
    "meeting": {"body", "date", "chair", "ordinal"},
    "structure": {"from", "relation", "to"},
    "relation": {"from", "relation", "to"},
    "duty": {"body", "document"},
    "mention": {"body", "document", "issuer", "date"},
}
CASES = 742


@cache
def files() -> dict[str, dict[str, Any]]:
    return {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(RULES.glob("*.toml"))}


def rules_in_code() -> set[str]:
    """The string literals of the extractor and the resolver that name rules."""
    modules = {m: s for m, s in house.sources().items() if m.startswith(("kg.extract", "kg.resolve"))}
    literals = (n.value for s in modules.values() for n in ast.walk(ast.parse(s)) if isinstance(n, ast.Constant))
    return {v for v in literals if isinstance(v, str) and RULE_ID.fullmatch(v)}


def cases() -> list[Any]:
    found = []
    for rule, file in files().items():
        for kind in ("example", "reject"):
            for case in file.get(kind, []):
                gap = pytest.mark.xfail(reason=case.get("reason", ""), strict=True, raises=AssertionError)
                marks = [gap] if case.get("known_gap") else []
                found.append(pytest.param(rule, kind, case, id=f"{rule}-{kind}-{case['id']}", marks=marks))
    return found


def facts(case: dict[str, Any]) -> Any:
    return reading.facts(HEADS[case.get("head", "")] + case["text"].strip(), date=case.get("date", reading.DAY))


@pytest.mark.parametrize(("rule", "kind", "case"), cases())
def test_rule(rule: str, kind: str, case: dict[str, Any]) -> None:
    found = facts(case)
    if kind == "example":
        assert reading.told(found, rule) == expected(case)
    else:
        family = {
            e.rule: e.quote for e, _ in reading.rows(found) if e.rule.split(".")[0] == rule.split(".", maxsplit=1)[0]
        }
        if rule.startswith("mention."):
            family = {r: q for r, q in family.items() if r == rule}
        assert set(family) == set(case.get("instead", [])), family


def expected(case: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for fact in case["fact"]:
        row = {k: sorted(v) if isinstance(v, list) else v for k, v in fact.items()}
        rows.append(row | {"quote": fact["quote"].strip("\n")})
    return rows


def test_every_rule_has_its_file_and_every_file_a_rule() -> None:
    assert set(files()) == rules_in_code()


@pytest.mark.parametrize("rule", sorted(files()))
def test_a_rule_says_what_it_rests_on_and_has_examples_and_rejects(rule: str) -> None:
    file = files()[rule]
    assert file["grammar"].strip().endswith(".")
    assert len([e for e in file["example"] if not e.get("known_gap")]) >= 3
    assert len([r for r in file["reject"] if not r.get("known_gap")]) >= 2
    ids = [c["id"] for kind in ("example", "reject") for c in file[kind]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", sorted(files()))
def test_the_files_say_nothing_that_the_tests_do_not_read(rule: str) -> None:
    file = files()[rule]
    assert set(file) == {"grammar", "example", "reject"}
    for case in file["example"]:
        assert set(case) <= KEYS | {"fact"}
        for fact in case["fact"]:
            assert set(fact) <= VALUES[rule.split(".", maxsplit=1)[0]] | {"quote"}
            assert fact["quote"].strip("\n") in case["text"]
    for case in file["reject"]:
        assert set(case) <= KEYS | {"instead"}
    for case in (*file["example"], *file["reject"]):
        assert bool(case.get("known_gap")) == bool(case.get("reason"))


def test_the_number_of_cases_is_the_one_that_was_written() -> None:
    assert len(cases()) == CASES
