"""F3: code and stored properties hold nothing that R2 forbids."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml
from neo4j import Driver

from graph.export import KINDS, export_rows
from graph.neo4j.store import Neo4jStore
from tests.conftest import ROOT
from tests.graph.commits import EDUCATION, Use, write_award, write_log
from tests.neo4j_server import TestedNeo4j
from tests.responsible.record import open_desk
from tests.responsible.source import iter_files, iter_identifiers, judges, parse, place

OF_PEOPLE = ("domain", "graph", "ingest", "api", "qunxiang")
"""The packages that handle people; nlp scores spans and labels, never anybody."""

REASONED = {
    "ingest/readers/encoding.py": "how well an encoding fits a file's bytes",
}

HEADS = {("ingest/mappings/personnel_roster.yaml", "Rank"): "the head that English rosters give to 职级"}
"""Words of a list that a source writes and that judge nobody, each with its reason."""

GRAPH_CALLS = {"Graph", "has_path", "shortest_simple_paths"}
"""What may be asked of networkx: no centrality, similarity or link prediction."""


def test_no_name_in_the_code_judges_anybody() -> None:
    """Classes, functions, parameters and variables of the packages that handle people have no such name."""
    found = [
        f"{place(path, node)} {name}"
        for path in iter_files(*OF_PEOPLE)
        for node, name in iter_identifiers(parse(path))
        if judges(name)
    ]
    assert [line for line in found if line.partition(":")[0] not in REASONED] == []
    assert {line.partition(":")[0] for line in found} == set(REASONED), "a reason that nothing needs any more"


def test_networkx_walks_paths_only() -> None:
    """No measure of nodes is computed: the library is asked for paths and nothing else."""
    found = []
    for path in iter_files():
        tree = parse(path)
        modules = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names if "networkx" in (getattr(node, "module", "") or alias.name)
        }  # fmt: skip
        assert modules <= {"networkx"}, f"{path}: import networkx as a whole, so that this test sees what is called"
        found += [
            f"{place(path, node)} nx.{node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "nx"
            and node.attr not in GRAPH_CALLS
        ]  # fmt: skip
    assert found == []


def test_yaml_keys_judge_nobody() -> None:
    """Keys of the policy, the ontology and the record mappings hold no such word."""
    for path in (
        *(ROOT / "graph").glob("*.yaml"),
        *(ROOT / "domain").rglob("*.yaml"),
        *(ROOT / "ingest").rglob("*.yaml"),
    ):
        keys = list(iter_keys(yaml.safe_load(path.read_text("utf-8"))))
        relative = path.relative_to(ROOT).as_posix()
        assert {key for key in keys if judges(key)} == {head for file, head in HEADS if file == relative}, path


def iter_keys(value: object) -> list[str]:
    """Return all keys and closed words of a YAML value."""
    if isinstance(value, dict):
        return [word for key, item in value.items() for word in (str(key), *iter_keys(item))]
    if isinstance(value, list):
        return [word for item in value for word in ([item] if isinstance(item, str) else iter_keys(item))]
    return []


def test_export_keys_judge_nobody(tmp_path: Path) -> None:
    """What leaves the store has no such key."""
    with open_desk(tmp_path) as (store, desk):
        store.put_document(write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01").commit())
        rows = [row for kind in KINDS for row in export_rows(desk, kind)]
    assert rows
    keys = {key for row in rows for key in iter_keys(row)} - {"陆怀谷", "节水先锋"}
    assert [key for key in keys if judges(key)] == []


@pytest.mark.neo4j
def test_stored_properties_judge_nobody(neo4j_clean: Driver, neo4j_server: TestedNeo4j) -> None:
    """Labels, relationship types and property keys of a filled Neo4j store have no such name."""
    store = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    store.put_document(write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01").commit())
    store.put_document(
        write_log([Use("2024-01-01", "望槐社区", "助餐", "户甲")], {"望槐社区": "632199001001"}).commit()
    )
    store.close()
    names = set()
    for query, column in (
        ("MATCH (n) UNWIND labels(n) AS name RETURN DISTINCT name", "name"),
        ("MATCH (n) UNWIND keys(n) AS name RETURN DISTINCT name", "name"),
        ("MATCH ()-[r]->() UNWIND [type(r)] + keys(r) AS name RETURN DISTINCT name", "name"),
    ):
        names |= {str(record[column]) for record in neo4j_clean.execute_query(query).records}
    assert {"Statement", "Person", "known_from"} <= names
    assert [name for name in names if judges(name)] == []
