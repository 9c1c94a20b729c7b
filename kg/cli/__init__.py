"""The terminal: a command parses its arguments, calls one function of the library, prints what came back."""

from __future__ import annotations

_YOUNG = 100_000


def main() -> None:
    """Entry point of the ``kg`` command.

    Where whoever reads the output goes away (``kg export … | head``), it ends without a word, as ``cat`` does.
    """
    import gc
    import signal

    # Loading modules makes many objects and next to no garbage: looking for it takes a tenth of a short command's time.
    gc.set_threshold(_YOUNG)

    from kg.cli.root import root

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        root()
    finally:
        gc.freeze()  # nor is any looked for at the end
