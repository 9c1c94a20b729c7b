"""The terminal: a command parses its arguments, calls one function of the library, prints what came back."""

from __future__ import annotations


def main() -> None:
    """Entry point of the ``kg`` command.

    Where whoever reads the output goes away (``kg export … | head``), it ends without a word, as ``cat`` does.
    """
    import signal

    from kg.cli.root import root

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    root()
