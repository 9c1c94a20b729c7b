"""GraphML and GEXF for Gephi, yEd and their like."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from kg.store import Graph

if TYPE_CHECKING:
    import networkx

# GEXF asks for the day on which it was written: the same graph is to give the same bytes.
_DAY = re.compile(rb' lastmodifieddate="[^"]*"')


def graphml(graph: Graph) -> bytes:
    """The graph of bodies, people, tasks, targets, documents and meetings, each edge with an id of its own."""
    from networkx import write_graphml_xml

    out = io.BytesIO()
    write_graphml_xml(_plain(graph), out, edge_id_from_attribute="edge")
    return out.getvalue()


def gexf(graph: Graph) -> bytes:
    """The same graph in GEXF 1.2, each node labelled with its name."""
    from networkx import write_gexf

    plain = _plain(graph)
    for _, data in plain.nodes(data=True):
        data["label"] = data.get("label_vi", "")
    for _, _, data in plain.edges(data=True):
        data["id"], data["label"] = data.pop("edge"), data.get("relation", "")
    out = io.BytesIO()
    write_gexf(plain, out)
    return _DAY.sub(b"", out.getvalue())


def _plain(graph: Graph) -> networkx.MultiDiGraph[str]:
    from kg.graph import for_graphml, to_networkx

    plain = for_graphml(to_networkx(graph))
    for number, (_, _, data) in enumerate(plain.edges(data=True)):
        data["edge"] = f"e{number}"
    return plain
