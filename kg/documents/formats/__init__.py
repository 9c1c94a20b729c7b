"""Bytes of any format → ``Content``: one module a format, all of them writing through one builder."""
