"""What several test modules share: the seeds, one build of them, a browser, a word on the size of the code."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import house
import pytest
from browser import find_browser


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed texts and their manifest."""
    return house.ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds_store(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the seeds, once for all tests: to be read, never written."""
    import kg

    store = tmp_path_factory.mktemp("seeds") / "kg-store"
    kg.build([seeds], store)
    return store


@pytest.fixture(scope="session")
def corpus_store(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the seeds and twenty official documents, once for all tests; skips where they are not."""
    import kg

    corpus = house.ROOT.parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip(f"no official documents in {corpus}")
    store = tmp_path_factory.mktemp("corpus") / "kg-store"
    kg.build([seeds, corpus], store)
    return store


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the tests that need it fail, and say what to do."""
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium found: install the package chromium, or name one in KG_CHROMIUM")
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lengths = house.module_lengths(house.sources())
    most, longest = max((length, name) for name, length in lengths.items())
    terminalreporter.write_line(
        f"kg: {len(lengths)} modules, median {median(lengths.values()):.0f} lines, longest {longest} ({most})"
    )
