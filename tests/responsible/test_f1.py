"""F1: no field of schema, models, ontology or interface judges a person, household or case."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

import api
import domain
import graph
import ingest
from api.app import create_app
from domain.mention import MentionKind
from domain.ontology.catalogue import load_kinds, load_predicates
from graph.neo4j.cypher import list_cypher, load_cypher
from graph.sqlite.store import SqliteStore
from graph.store import EntityView, StatementView
from tests.responsible.record import open_desk
from tests.responsible.source import judges

ALLOWED: dict[str, str] = {}
"""Names that hold a word of the list and judge nobody, each with its reason."""


def iter_modules(*packages: ModuleType) -> Iterator[ModuleType]:
    """Yield all modules of these packages."""
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(found.name)


def iter_models() -> Iterator[tuple[str, str]]:
    """Yield (class, field) of every dataclass and wire model of ours."""
    for module in iter_modules(domain, graph, ingest, api):
        for name, model in inspect.getmembers(module, inspect.isclass):
            if model.__module__ != module.__name__:
                continue
            yield name, name
            if is_dataclass(model):
                yield from ((name, f.name) for f in fields(model))
            elif issubclass(model, BaseModel):
                yield from ((name, field) for field in model.model_fields)


def test_the_list_itself_works() -> None:
    """The words are found in names and labels, and in no ordinary one."""
    for words in ("loyalty_score", "PersonRank", "riskLevel", "credit", "忠诚度", "积分榜"):
        assert judges(words), words
    for words in ("statement_id", "confidence", "preference", "matched_by", "valid_from", "任职", "服务", "stopped"):
        assert not judges(words), words


def test_columns_of_the_embedded_store_judge_nobody(tmp_path: Path) -> None:
    """Every table and column of a new store is named for what a source says."""
    SqliteStore(tmp_path / "new.db").close()
    connection = sqlite3.connect(tmp_path / "new.db")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = [
        row[0]
        for row in connection.execute("SELECT DISTINCT i.name FROM sqlite_master m JOIN pragma_table_info(m.name) i")
    ]
    connection.close()
    assert {"statement", "reading", "judgement"} <= set(tables)
    fts5 = ("_data", "_idx", "_content", "_docsize", "_config")
    own = [name for name in tables if not name.endswith(fts5)] + [c for c in columns if c != "rank"]
    assert [name for name in own if judges(name)] == []


def test_models_judge_nobody() -> None:
    """No class and no field of domain, graph, ingest or the wire has such a name."""
    found = {f"{model}.{field}" for model, field in iter_models() if judges(field)}
    assert found - ALLOWED.keys() == set()


def test_ontology_judges_nobody() -> None:
    """Kinds, predicates, roles, closed words, their labels, and mention kinds hold no such word."""
    words = [str(kind) for kind in MentionKind]
    for kind in load_kinds().values():
        words += [kind.name, *(label for _, label in kind.labels)]
    for spec in load_predicates().values():
        words += [spec.name, *(label for _, label in spec.labels)]
        for role in spec.roles:
            words += [role.name, *role.one_of, *(label for _, label in role.labels)]
    assert [word for word in words if judges(word)] == []


def test_interface_judges_nobody(tmp_path: Path) -> None:
    """No path, parameter or property of the OpenAPI document has such a name."""
    with open_desk(tmp_path) as desk:
        description = create_app(desk, token="x").openapi()
    assert [name for name in iter_names(description) if judges(name)] == []


def iter_names(value: Any) -> Iterator[str]:
    """Yield paths, keys, parameter names and listed words of an OpenAPI document; prose is left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            if key in ("name", "operationId") and isinstance(item, str):
                yield item
            yield from iter_names(item)
    elif isinstance(value, list):
        for item in value:
            yield from ([item] if isinstance(item, str) else iter_names(item))


def test_confidence_and_preference_sit_on_statements_only() -> None:
    """The confidence is that of a reading; no entity, summary or portrait carries one."""
    holders = {model for model, field in iter_models() if "confidence" in field}
    assert "StatementView" in holders
    assert not holders & {"Entity", "EntityView", "EntitySummary", "Portrait", "PostLine", "Holder", "Line"}
    assert "confidence" in {f.name for f in fields(StatementView)}
    assert {f.name for f in fields(EntityView)} == {
        "id", "kind", "name", "code", "members", "names", "front_line", "body_id",
    }  # fmt: skip


@pytest.mark.parametrize("folder", ["read", "work", "schema"])
def test_cypher_judges_nobody(folder: str) -> None:
    """No property or variable of a Cypher statement has such a name."""
    names = list_cypher(folder)
    assert names
    assert [name for name in names if any(judges(word) for word in load_cypher(name).split())] == []
