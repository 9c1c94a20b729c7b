"""The terminal: a command parses its arguments, calls one function of the library, prints what came back."""

from __future__ import annotations


def main() -> None:
    """Entry point of the ``kg`` command."""
    from kg.cli.root import root

    root()
