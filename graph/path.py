"""Paths between two entities: the neighbourhood from the store, networkx on it, evidence on every hop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import networkx as nx

from domain.portrait import Hop, PathsPage
from graph.line import cite
from graph.store import EntityView, GraphReader

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
    paths: list[tuple[Hop, ...]] = []
    if source.id in graph and target.id in graph and source.id != target.id:
        paths = [tuple(_hops(reader, graph, nodes)) for nodes in _shortest(graph, source.id, target.id, hops)]
    return PathsPage(source.name, target.name, tuple(paths), tuple(sorted(_name(reader, hub) for hub in hubs)))


def _shortest(graph: nx.Graph[str], source: str, target: str, hops: int) -> list[list[str]]:
    """Return the shortest paths first; two hops on one statement say in two steps what it says in one, and go."""
    found: list[list[str]] = []
    if not nx.has_path(graph, source, target):
        return found
    for nodes in islice(nx.shortest_simple_paths(graph, source, target), MAX_TRIED):
        if len(nodes) - 1 > hops or len(found) == MAX_PATHS:
            break
        ties = [graph.edges[pair]["statement"] for pair in pairwise(nodes)]
        if all(left != right for left, right in pairwise(ties)):
            found.append(nodes)
    return sorted(found, key=lambda nodes: (len(nodes), nodes))


def _hops(reader: GraphReader, graph: nx.Graph[str], nodes: Sequence[str]) -> Iterator[Hop]:
    for left, right in pairwise(nodes):
        tie = graph.edges[left, right]
        view = reader.find_statement(tie["statement"])
        evidence = (cite(view),) if view else ()
        yield Hop(left, _name(reader, left), right, _name(reader, right), tie["predicate"], evidence)


def _name(reader: GraphReader, entity_id: str) -> str:
    return reader.find_names([entity_id]).get(entity_id, entity_id)
