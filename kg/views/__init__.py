"""The graph as a page to look at. See ``render``."""

from kg.views.page import render, render_networkx

__all__ = ["render", "render_networkx"]
