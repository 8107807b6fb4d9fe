"""Paths between two entities: the neighbourhood from the store, networkx on it, evidence on every hop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

import networkx as nx

from domain.portrait import Hop, PathsPage
from graph.answer import Edge, EntityView, StatementView
from graph.contemporary import Contemporary
from graph.hub import HUB, NAMING, find_hubs
from graph.line import cite
from graph.store import GraphReader
from graph.stretch import stretch_of_day

MAX_HOPS = 4
MAX_PATHS = 10
MAX_TRIED = 300
MAX_EDGES = 20_000
"""So many ties are read around two entities; where there are more the answer says so."""


def find_paths(
    reader: GraphReader,
    source: EntityView,
    target: EntityView,
    hops: int = MAX_HOPS,
    known: str = "",
    overlapping: bool = False,
    valid_at: str = "",
) -> PathsPage:
    """Return up to ten paths of at most `hops` ties, shortest first; standing in one text is no tie.

    With `overlapping` all ties of a path were true in the same months: two people who were in one unit in different
    years are not joined by it, nor is a tie without a date used. With `valid_at` these months hold the day, or one of
    the days of a partial date.
    """
    overlapping = overlapping or bool(valid_at)
    steps = (hops + 1) // 2
    reached = reader.neighbourhood((source.id, target.id), steps, HUB, known, MAX_EDGES)
    edges = [edge for edge in reached if edge.predicate not in NAMING]
    nodes = {end for edge in edges for end in (edge.source, edge.target)}
    names = reader.find_names(sorted(nodes)) if nodes else {}
    hubs = find_hubs(reader, names, known, {source.id, target.id}) if nodes else []
    graph = _draw(edges, set(hubs))
    contemporary = None
    found: list[list[str]] = []
    if (
        source.id in graph
        and target.id in graph
        and source.id != target.id
        and nx.has_path(graph, source.id, target.id)
    ):
        if overlapping:
            near = _near(graph, source.id, target.id, hops)
            within = [edge for edge in edges if edge.source in near and edge.target in near]
            contemporary = Contemporary(reader, within, stretch_of_day(valid_at))
            found = contemporary.walk(source.id, target.id, hops, MAX_PATHS)
        else:
            found = _shortest(graph, source.id, target.id, hops)
    # By name, since new facts may change which id a cluster shows, and must move nobody.
    found = sorted(found, key=lambda path: (len(path), [names.get(node, node) for node in path], path))[:MAX_PATHS]
    if contemporary is not None:
        paths = tuple(tuple(contemporary.hops(path, names)) for path in found)
    else:
        views = _read_ties(reader, graph, found)
        paths = tuple(tuple(_hops(graph, path, names, views)) for path in found)
    cut = tuple(sorted({names.get(hub, hub) for hub in hubs}))
    return PathsPage(source.name, target.name, paths, cut, overlapping, len(reached) >= MAX_EDGES)


def _draw(edges: Iterable[Edge], hubs: set[str]) -> nx.Graph[str]:
    """Return the ties as a graph, each pair once, without the hubs."""
    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        is_cut = edge.source in hubs or edge.target in hubs
        if not is_cut and not graph.has_edge(edge.source, edge.target):
            graph.add_edge(edge.source, edge.target, statement=edge.statement_id, predicate=edge.predicate)
    return graph


def _near(graph: nx.Graph[str], source: str, target: str, hops: int) -> set[str]:
    """Return what lies on a way of at most so many hops from one end to the other."""
    away = [_steps_from(graph, end, hops) for end in (source, target)]
    return {node for node, steps in away[0].items() if steps + away[1].get(node, hops + 1) <= hops}


def _steps_from(graph: nx.Graph[str], start: str, hops: int) -> dict[str, int]:
    steps, frontier = {start: 0}, [start]
    for step in range(1, hops + 1):
        frontier = sorted({other for node in frontier for other in graph[node]} - steps.keys())
        steps |= dict.fromkeys(frontier, step)
    return steps


def _shortest(graph: nx.Graph[str], source: str, target: str, hops: int) -> list[list[str]]:
    """Return the shortest paths, all of a length or none; two hops on one statement say what it says in one, and go."""
    found: list[list[str]] = []
    for nodes in islice(nx.shortest_simple_paths(graph, source, target), MAX_TRIED):
        if len(nodes) - 1 > hops or (len(found) >= MAX_PATHS and len(nodes) > len(found[-1])):
            break
        ties = [graph.edges[pair]["statement"] for pair in pairwise(nodes)]
        if all(left != right for left, right in pairwise(ties)):
            found.append(nodes)
    return found


def _read_ties(reader: GraphReader, graph: nx.Graph[str], found: Sequence[Sequence[str]]) -> dict[str, StatementView]:
    """Return the statements on which the paths rest, all in one question."""
    ties = {graph.edges[pair]["statement"] for nodes in found for pair in pairwise(nodes)}
    return reader.find_statements(sorted(ties)) if ties else {}


def _hops(
    graph: nx.Graph[str], nodes: Sequence[str], names: Mapping[str, str], views: Mapping[str, StatementView]
) -> Iterator[Hop]:
    for left, right in pairwise(nodes):
        tie = graph.edges[left, right]
        view = views.get(tie["statement"])
        evidence = (cite(view),) if view else ()
        yield Hop(left, names.get(left, left), right, names.get(right, right), tie["predicate"], evidence)
