"""The tour in README.md shows what the program really prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import house
import pytest

README = (house.ROOT / "README.md").read_text("utf-8")


def examples(text: str) -> list[tuple[str, str]]:
    """(command, output) of every indented block that begins with ``$ ``; ``…`` stands for anything."""
    found = []
    for block in re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", text, re.MULTILINE):
        command, *output = re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n").split("\n")
        while command.count("'") % 2:
            command += "\n" + output.pop(0)
        if command.startswith("$ "):
            found.append((command.removeprefix("$ "), "\n".join(output)))
    return found


def shown(output: str) -> re.Pattern[str]:
    """The output as a pattern: a line ``…`` is any number of lines, ``…`` inside a line any words."""
    parts = [".*" if line.strip() == "…" else re.escape(line).replace("…", "[^\n]*") for line in output.split("\n")]
    return re.compile(r"\s*".join(parts) + r"\s*", re.DOTALL)


@pytest.mark.parametrize(("command", "output"), examples(README))
def test_the_tour_shows_what_is_printed(command: str, output: str, seeds_store: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "kg"
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=house.ROOT,
        env={**os.environ, "KG_STORE": str(seeds_store), "KG_LANG": "vi"},
    )
    assert shown(output).fullmatch(done.stdout), done.stdout


def test_the_tour_is_found() -> None:
    told = {command.split()[1] for command, _ in examples(README)}
    assert told == {"ask", "owner", "body", "resolve", "sparql", "verify"}


def test_another_output_is_seen() -> None:
    pattern = shown("one\n…\nthree … quotes")
    assert pattern.fullmatch("one\ntwo\n\nthree hundred quotes\n")
    assert not pattern.fullmatch("one\ntwo\n\nthree hundred quotes\nfour\n")
    assert not pattern.fullmatch("once\nthree hundred quotes\n")


def test_every_command_and_path_that_is_named_exists() -> None:
    from kg.cli.root import COMMANDS

    assert set(re.findall(r"\bkg ([a-z]+)", README)) == set(COMMANDS)
    for path in re.findall(r"`((?:kg|ontology|scripts|tests|seeds)/[\w./-]*)`", README):
        assert (house.ROOT / path).exists(), path


def test_the_reference_is_that_of_the_commands() -> None:
    """``<!-- reference -->`` … ``<!-- /reference -->``: what ``tests/golden/cli/reference.en.md`` holds."""
    golden = (house.ROOT / "tests" / "golden" / "cli" / "reference.en.md").read_text("utf-8")
    for block in re.findall(r"<!-- reference -->\n(.*?)<!-- /reference -->", README, re.DOTALL):
        assert block.strip() == golden.strip()
