"""Questions about graphs, answered by networkx. Nodes are numbers, so that no order of strings touches a result."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

Weighted = Iterable[tuple[int, int, int]]


def betweenness(nodes: int, edges: Weighted) -> list[float]:
    """For each node the share of shortest ways between two others that lead through it, 0 to 1 (Freeman 1977).

    An edge's weight says how close its ends are: a way over two shared tasks is half as long as over one.
    """
    import networkx as nx

    found = nx.betweenness_centrality(_graph(nodes, edges), weight="distance", normalized=True)
    return [round(found[node], 6) for node in range(nodes)]


def communities(nodes: int, edges: Weighted) -> list[list[int]]:
    """Nodes with more weight between them than to others (greedy modularity, Clauset, Newman and Moore 2004)."""
    from networkx.algorithms.community import greedy_modularity_communities

    given = list(edges)
    if not given:
        return []
    graph = _graph(nodes, given)
    graph.remove_nodes_from([node for node in range(nodes) if not graph.degree[node]])
    found = greedy_modularity_communities(graph, weight="weight")
    return sorted((sorted(group) for group in found), key=lambda g: (-len(g), g))


def reachable(edges: Iterable[tuple[int, int]], start: int) -> dict[int, int]:
    """What can be reached from a node along the edges, with the number of steps; the node itself is left out."""
    import networkx as nx

    graph: networkx.DiGraph[int] = nx.DiGraph(edges)
    graph.add_node(start)
    found = nx.single_source_shortest_path_length(graph, start)
    return {node: steps for node, steps in sorted(found.items()) if node != start}


def shortest_ways(edges: Iterable[tuple[int, int]], start: int, end: int, most: int) -> list[list[int]]:
    """Shortest ways from one node to another along the edges, at most so many, in the order of their nodes."""
    import networkx as nx

    graph: networkx.DiGraph[int] = nx.DiGraph(sorted(edges))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return []
    return sorted(islice(nx.all_shortest_paths(graph, start, end), most))


def _graph(nodes: int, edges: Weighted) -> networkx.Graph[int]:
    import networkx as nx

    graph: networkx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(nodes))
    for one, other, weight in sorted(edges):
        graph.add_edge(one, other, weight=weight, distance=1 / weight)
    return graph
