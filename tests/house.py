"""Reading the project's own source: what imports what, how long things are, what a file must not say."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# With the module, in a call of a function, or never: for the type checker alone.
WHEN = ("module", "call", "typing")
SKIPPED = {".git", ".venv", ".hypothesis", "__pycache__", "build", "dist", "kg-store", "kg-view.html"}


@dataclass(frozen=True)
class Import:
    """One import statement: ``module`` imports ``target`` in ``line``, ``when``: see ``WHEN``."""

    module: str
    target: str
    line: int
    when: str


def module_name(path: Path, root: Path) -> str:
    """``kg/views/page.py`` → ``kg.views.page``; ``kg/__init__.py`` → ``kg``."""
    parts = list(path.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources(root: Path = ROOT) -> dict[str, str]:
    """Module name → source text of every module of the package."""
    return {module_name(p, root): p.read_text("utf-8") for p in sorted((root / "kg").rglob("*.py"))}


def packages(root: Path = ROOT) -> frozenset[str]:
    return frozenset(module_name(p, root) for p in (root / "kg").rglob("__init__.py"))


def _absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    base = parts[: len(parts) - node.level + is_package]
    return ".".join([*base, *([node.module] if node.module else [])])


def imports(modules: Mapping[str, str], packages: frozenset[str] = frozenset()) -> list[Import]:
    """Every import in the modules, wherever it stands; ``from kg import text`` is ``kg.text`` if that is a module."""
    found = []
    for module, text in modules.items():
        for node, when in _walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = _absolute(node, module, module in packages)
                names = [f"{base}.{alias.name}" for alias in node.names]
                targets = [name if name in modules else base for name in names]
            else:
                continue
            found += [Import(module, target, node.lineno, when) for target in dict.fromkeys(targets)]
    return found


def _walk(tree: ast.AST, when: str = "module") -> Iterator[tuple[ast.AST, str]]:
    """Every node, with when it runs."""
    for node in ast.iter_child_nodes(tree):
        yield node, when
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            deeper = "typing"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            deeper = "call"
        else:
            deeper = when
        yield from _walk(node, max(when, deeper, key=WHEN.index))


def within(module: str, place: str) -> bool:
    """Whether the module is the place or lies in it; ``kg`` is only the package's own front door."""
    return module == place or (place != "kg" and module.startswith(place + "."))


def stage(module: str, stages: Sequence[Sequence[str]]) -> int | None:
    """The index of the stage that names the module most closely."""
    ranks = [(len(place), rank) for rank, places in enumerate(stages) for place in places if within(module, place)]
    return max(ranks)[1] if ranks else None


def homeless(modules: Mapping[str, str], stages: Sequence[Sequence[str]]) -> list[str]:
    """Modules that no stage names."""
    return [f"{module} stands in no stage" for module in modules if stage(module, stages) is None]


def against_the_stream(found: Sequence[Import], stages: Sequence[Sequence[str]]) -> list[str]:
    """Imports of a later stage."""
    wrong = []
    for i in found:
        if i.target.split(".")[0] != "kg":
            continue
        here, there = stage(i.module, stages), stage(i.target, stages)
        if here is not None and (there is None or there > here):
            wrong.append(f"{i.module}:{i.line} imports {i.target}, which comes after it")
    return wrong


def trespassers(found: Sequence[Import], rooms: Mapping[str, Sequence[str]]) -> list[str]:
    """Third-party imports outside the rooms of their library, or of one without a room; types may be named anywhere."""
    wrong = []
    for i in found:
        library = i.target.split(".")[0]
        if i.when == "typing" or library in {"kg", "__future__"} or library in sys.stdlib_module_names:
            continue
        if not any(within(i.module, room) for room in rooms.get(library, ())):
            wrong.append(f"{i.module}:{i.line} imports {library}")
    return wrong


def eager(found: Sequence[Import], heavy: frozenset[str]) -> list[str]:
    """Heavy libraries imported with the module instead of inside the function that needs them."""
    return [
        f"{i.module}:{i.line} imports {i.target} at its top"
        for i in found
        if i.when == "module" and i.target.split(".")[0] in heavy
    ]


def function_lengths(modules: Mapping[str, str]) -> dict[str, int]:
    """``module.function:line`` → lines, from ``def`` to the end, without the docstring."""
    lengths = {}
    for module, text in modules.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if ast.get_docstring(node) is not None:
                    doc = node.body[0]
                    length -= (doc.end_lineno or doc.lineno) - doc.lineno + 1
                lengths[f"{module}.{node.name}:{node.lineno}"] = length
    return lengths


def module_lengths(modules: Mapping[str, str]) -> dict[str, int]:
    return {module: len(text.splitlines()) for module, text in modules.items()}


def too_long(lengths: Mapping[str, int], most: int) -> list[str]:
    return [f"{name} has {length} lines" for name, length in sorted(lengths.items()) if length > most]


def project_files(root: Path = ROOT) -> list[Path]:
    """What belongs to the project: what git tracks or would track; without git, all but build output."""
    tracked = _tracked(root) if (root / ".git").exists() and shutil.which("git") else None
    if tracked is not None:
        paths = [root / name for name in tracked]
    else:
        paths = [p for p in root.rglob("*") if not _output(p.relative_to(root))]
    return sorted(p for p in paths if p.is_file())


def _tracked(root: Path) -> list[str] | None:
    command = ["git", "-c", "safe.directory=*", "-C", root, "ls-files", "-z"]
    done = subprocess.run([*command, "--cached", "--others", "--exclude-standard"], capture_output=True, check=False)
    return None if done.returncode else [name for name in done.stdout.decode().split("\0") if name]


def _output(path: Path) -> bool:
    return any(part in SKIPPED or part.endswith(("_cache", ".egg-info")) for part in path.parts)


def top_level(files: Sequence[Path], root: Path = ROOT) -> set[str]:
    """First parts of the paths; dotfiles are let be."""
    return {first for p in files if not (first := p.relative_to(root).parts[0]).startswith(".")}


def mentions(text: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    """``line: what is wrong`` for every line that one of the patterns meets."""
    return [
        f"{number}: {what}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in patterns.items()
        if pattern.search(line)
    ]


def uses(modules: Mapping[str, str], names: frozenset[str]) -> list[str]:
    """Where one of the names is imported, called or looked up as an attribute: ``eval``, ``uuid``, ``date.today``."""
    wrong = []
    for module, text in modules.items():
        for node, _ in _walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                said = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                said = {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Attribute):
                said = {ast.unparse(node)}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                said = {node.func.id}
            else:
                continue
            found = {name for name in names for s in said if f".{s}".endswith(f".{name}")}
            wrong += [f"{module}:{node.lineno} uses {name}" for name in sorted(found)]
    return wrong


def strings(modules: Mapping[str, str], pattern: re.Pattern[str]) -> list[str]:
    """String literals, docstrings apart, in which the pattern is found."""
    wrong = []
    for module, text in modules.items():
        tree = ast.parse(text)
        documented = (n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef))
        docstrings = {id(n.body[0].value) for n in documented if ast.get_docstring(n) is not None}  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                wrong += [f"{module}:{node.lineno} {m[0]!r}" for m in [pattern.search(node.value)] if m]
    return wrong
