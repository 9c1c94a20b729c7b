"""Chủ trì: which body owns which outcome, by when, who says so, and where is the sentence that says it.

>>> import kg
>>> kg.build(["seeds/"], "kg-store")  # doctest: +SKIP
>>> graph = kg.open("kg-store")  # doctest: +SKIP
>>> graph.ask("ai phụ trách cải cách hành chính?").answers[0].text  # doctest: +SKIP
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, build, open
    from kg.errors import KgError

__all__ = ["Graph", "KgError", "build", "open"]


class _Front(ModuleType):
    """``kg.build`` is a function of the interface and also the name of a module.

    Importing that module would put it in the function's place; here it may not.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Front


def __getattr__(name: str) -> Any:
    """The interface is loaded when it is asked for (PEP 562): importing ``kg`` costs nothing."""
    if name in ("Graph", "build", "open"):
        from kg import api

        return getattr(api, name)
    if name == "KgError":
        from kg.errors import KgError

        return KgError
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
