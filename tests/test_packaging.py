"""The wheel, built and installed into an environment of its own, works where no checkout is near."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import house
import pytest

Run = Callable[..., str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, house.ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def run(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a command of an environment that holds the wheel, in an empty folder with an empty home.

    The libraries are the ones of this environment, lent by a path file. Path files inside a folder that was
    added by one are not read, so the editable installation of the checkout is not among them.
    """
    home = tmp_path_factory.mktemp("elsewhere")
    where = home / "venv"
    venv.create(where, with_pip=False, symlinks=True)
    python = where / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    (site,) = where.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def run(program: str, *arguments: str | Path) -> str:
        environment = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}
        command = [where / "bin" / program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=home, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="module")
def store(run: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("input")
    copied = shutil.copytree(seeds, folder / "seeds")
    run("kg", "build", copied, "--store", folder / "store")
    return folder / "store"


def test_the_wheel_holds_the_code_and_all_its_data_and_nothing_else(wheel: Path) -> None:
    files = [p.relative_to(house.ROOT).as_posix() for p in house.project_files()]
    expected = {name for name in files if name.startswith("kg/")}
    expected |= {f"kg/{name}" for name in files if name.startswith("ontology/")}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == expected
    for kind in (".ttl", ".rq", ".toml", ".html", ".css", ".js"):
        assert any(name.endswith(kind) for name in held), kind


def test_the_code_that_runs_is_the_wheels(run: Run, wheel: Path) -> None:
    program = "import kg, sys, kg.resources as r; print(kg.__file__, r.ontology_dir(), *sys.path, sep='\\n')"
    package, ontology, *path = run("python", "-c", program).splitlines()
    assert "/venv/lib/" in package
    assert Path(ontology).parent == Path(package).parent
    assert str(house.ROOT) not in path


def test_it_answers_from_the_graph_that_it_built(run: Run, store: Path) -> None:
    answer = run("kg", "ask", "ai phụ trách cải cách hành chính?", "--lang", "vi", "--store", store)
    assert "Bộ Nội vụ" in answer


def test_it_writes_the_page_from_its_own_templates(run: Run, store: Path, tmp_path: Path) -> None:
    run("kg", "view", "--store", store, "-o", tmp_path / "view.html")
    assert "Bộ Nội vụ" in (tmp_path / "view.html").read_text("utf-8")


def test_it_validates_against_its_own_shapes(run: Run, store: Path) -> None:
    assert run("kg", "validate", "--store", store).strip()
