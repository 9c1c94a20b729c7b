"""The version of a function whose results are kept: a hash of the code and data that it is made of."""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sqlite3 import sqlite_version

from kg.cache.shelf import key_of
from kg.documents.formats.tools import installed
from kg.resources import PACKAGE, ontology_dir

# Modules and folders of the package, and the libraries, on which the results depend.
READING = ("documents", "errors.py", "model", "resources.py", "text.py", "cache", "__init__.py")
EXTRACTION = (*READING, "dates.py", "extract", "registry.py", "turtle.py")
READERS = ("lxml", "pypdfium2", "python-docx", "selectolax", "warcio")
EXTRACTORS = ("ahocorasick-rs", "cattrs", "pyoxigraph")


@cache
def of_reading() -> str:
    """The version of everything between a file's bytes and its text, programs of the system among it."""
    return _hashed(_code(READING), READERS, installed())


@cache
def of_extraction() -> str:
    """The version of everything between a text and what is found in it: rules, lexicon and registry among it."""
    registry = sorted((ontology_dir() / "registry").glob("*.ttl"))
    return _hashed([*_code(EXTRACTION), *registry], EXTRACTORS, ())


@cache
def of_build() -> str:
    """The version of everything between files and a build: all code and data that ship with the program."""
    shipped = (p for root in (PACKAGE, ontology_dir()) for p in sorted(root.rglob("*")))
    files = [p for p in shipped if p.is_file() and "__pycache__" not in p.parts]
    return _hashed(files, (*READERS, *EXTRACTORS), (*installed(), sqlite_version))


def _code(places: tuple[str, ...]) -> Iterator[Path]:
    for place in places:
        path = PACKAGE / place
        yield from [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in (".py", ".toml"))


def _hashed(files: list[Path] | Iterator[Path], libraries: tuple[str, ...], more: tuple[str, ...]) -> str:
    contents = [part for path in files for part in (path.name, path.read_bytes())]
    engine = (platform.python_version(), unicodedata.unidata_version, *map(_version, libraries), *more)
    return key_of(*contents, *engine)[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
