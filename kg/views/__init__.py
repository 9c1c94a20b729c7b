"""The graph as pages to look at: ``render`` the whole, ``render_evidence`` one source, ``drawing`` an SVG file."""

from kg.views.evidence import page_name, render_evidence, sources
from kg.views.frame import Page
from kg.views.page import drawing, render, render_networkx

__all__ = ["Page", "drawing", "page_name", "render", "render_evidence", "render_networkx", "sources"]
