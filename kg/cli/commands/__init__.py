"""One module a command; each holds a ``command``."""
