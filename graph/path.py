"""Paths between two entities: the neighbourhood from the store, networkx on it, evidence on every hop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

import networkx as nx

from domain.portrait import Hop, PathsPage
from graph.line import cite
from graph.store import EntityView, GraphReader, StatementView

MAX_HOPS = 4
MAX_PATHS = 10
MAX_TRIED = 300
HUB = 200
"""An entity in more statements than this joins people only in name (a province, a ministry): it is cut and said."""


def find_paths(
    reader: GraphReader, source: EntityView, target: EntityView, hops: int = MAX_HOPS, known: str = ""
) -> PathsPage:
    """Return up to ten paths of at most `hops` ties, shortest first; standing in one text is no tie."""
    steps = (hops + 1) // 2
    edges = reader.neighbourhood((source.id, target.id), steps, HUB, known)
    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        if not graph.has_edge(edge.source, edge.target):
            graph.add_edge(edge.source, edge.target, statement=edge.statement_id, predicate=edge.predicate)
    ends = {source.id, target.id}
    hubs = [node for node, n in reader.degree_of(sorted(graph.nodes), known).items() if n > HUB and node not in ends]
    graph.remove_nodes_from(hubs)
    found = []
    if source.id in graph and target.id in graph and source.id != target.id:
        found = _shortest(graph, source.id, target.id, hops)
    names = reader.find_names(sorted({*hubs, *(node for nodes in found for node in nodes)}))
    # By name, since new facts may change which id a cluster shows, and must move nobody.
    found = sorted(found, key=lambda nodes: (len(nodes), [names.get(node, node) for node in nodes], nodes))[:MAX_PATHS]
    views = _read_ties(reader, graph, found)
    paths = tuple(tuple(_hops(graph, nodes, names, views)) for nodes in found)
    return PathsPage(source.name, target.name, paths, tuple(sorted(names.get(hub, hub) for hub in hubs)))


def _shortest(graph: nx.Graph[str], source: str, target: str, hops: int) -> list[list[str]]:
    """Return the shortest paths, all of a length or none; two hops on one statement say what it says in one, and go."""
    found: list[list[str]] = []
    if not nx.has_path(graph, source, target):
        return found
    for nodes in islice(nx.shortest_simple_paths(graph, source, target), MAX_TRIED):
        if len(nodes) - 1 > hops or (len(found) >= MAX_PATHS and len(nodes) > len(found[-1])):
            break
        ties = [graph.edges[pair]["statement"] for pair in pairwise(nodes)]
        if all(left != right for left, right in pairwise(ties)):
            found.append(nodes)
    return found


def _read_ties(reader: GraphReader, graph: nx.Graph[str], found: Sequence[Sequence[str]]) -> dict[str, StatementView]:
    """Return the statements on which the paths rest, each read once."""
    ties = {graph.edges[pair]["statement"] for nodes in found for pair in pairwise(nodes)}
    views = {tie: reader.find_statement(tie) for tie in sorted(ties)}
    return {tie: view for tie, view in views.items() if view is not None}


def _hops(
    graph: nx.Graph[str], nodes: Sequence[str], names: Mapping[str, str], views: Mapping[str, StatementView]
) -> Iterator[Hop]:
    for left, right in pairwise(nodes):
        tie = graph.edges[left, right]
        view = views.get(tie["statement"])
        evidence = (cite(view),) if view else ()
        yield Hop(left, names.get(left, left), right, names.get(right, right), tie["predicate"], evidence)
