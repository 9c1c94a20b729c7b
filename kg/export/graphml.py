"""GraphML for Gephi, yEd and their like."""

from __future__ import annotations

import io

from kg.store import Graph


def graphml(graph: Graph) -> bytes:
    """The graph of bodies, people, tasks, targets, documents and meetings, each edge with an id of its own."""
    from networkx import write_graphml_xml

    from kg.graph import for_graphml, to_networkx

    plain = for_graphml(to_networkx(graph))
    for number, (_, _, data) in enumerate(plain.edges(data=True)):
        data["edge"] = f"e{number}"
    out = io.BytesIO()
    write_graphml_xml(plain, out, edge_id_from_attribute="edge")
    return out.getvalue()
