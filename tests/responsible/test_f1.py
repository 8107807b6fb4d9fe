"""F1: no field of schema, models, ontology or interface judges a person, household or case."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
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
import nlp
import qunxiang
from api.app import create_app
from domain.mention import MentionKind
from domain.ontology.catalogue import load_kinds, load_predicates
from graph.answer import EntityView
from graph.neo4j.cypher import list_cypher, load_cypher
from graph.sqlite.store import SqliteStore
from tests.responsible.record import open_desk
from tests.responsible.source import judges

ALLOWED: dict[str, str] = {
    "Rank.Rank": "which of two overlapping spans of a text is kept; and the civil-service rank that a text states",
    "Career.ranks": "the civil-service ranks (职级) that a résumé states, in its words",
    "Candidate.rank": "which of two overlapping spans of a text is kept",
    "Credit.Credit": "the photographer's name under a picture",
    "Plan.credit": "the photographer's name under a picture",
}
"""Names that hold a word of the list and judge nobody, each with its reason."""

FUNCTIONS = {"percentileDisc": "the function of Cypher that reads the median of waiting times; it has no other name"}
"""Functions of the language of queries that a statement calls by a name of the list, each with its reason."""

STATEMENTS: dict[str, str] = {
    "Reading": "that a reader found a statement",
    "StatementView": "a statement as it is read",
    "EvidenceAnswer": "a statement with its evidence on the wire",
    "WaitingStatement": "a statement that waits for review, on the wire",
    "Finding": "a statement as one rule found it",
    "Side": "equal statements of one side, where sources disagree",
    "Weight": "what gives equal statements of one side their preference",
    "Receipt": "a statement of an award in the making",
    "_Change": "a statement of a change in the making",
    "_Saying": "a statement of a quotation in the making",
}
"""The models that may carry a confidence or a preference: each is a statement, or a reading of one."""


def iter_modules(*packages: ModuleType) -> Iterator[ModuleType]:
    """Yield all modules of these packages; what trains needs PyTorch, and no running system loads it."""
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if found.name.startswith("nlp.training."):
                continue
            yield importlib.import_module(found.name)


def iter_models() -> Iterator[tuple[str, str]]:
    """Yield (class, field) of every dataclass, named tuple and wire model of ours."""
    for module in iter_modules(domain, graph, ingest, nlp, api, qunxiang):
        for name, model in inspect.getmembers(module, inspect.isclass):
            if model.__module__ != module.__name__:
                continue
            yield name, name
            if is_dataclass(model):
                yield from ((name, f.name) for f in fields(model))
            elif issubclass(model, tuple):
                yield from ((name, field) for field in getattr(model, "_fields", ()))
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
    """No class and no field of ours has such a name."""
    found = {f"{model}.{field}" for model, field in iter_models() if judges(field)}
    assert found == ALLOWED.keys(), "a judging name, or a reason that nothing needs any more"


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
    with open_desk(tmp_path) as (_, desk):
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


def test_confidence_and_preference_sit_on_statements_only(tmp_path: Path) -> None:
    """Whoever carries one is a statement: no entity, summary, portrait, line, holder or neighbour does."""
    words = ("confidence", "preference")
    holders = {model for model, field in iter_models() if any(word in field.lower() for word in words)}
    assert holders == STATEMENTS.keys()
    assert {f.name for f in fields(EntityView)} == {
        "id", "kind", "name", "code", "members", "names", "front_line", "body_id",
    }  # fmt: skip
    SqliteStore(tmp_path / "new.db").close()
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        columns = connection.execute(
            "SELECT m.name, i.name FROM sqlite_master m JOIN pragma_table_info(m.name) i WHERE m.type = 'table'"
        ).fetchall()
    assert {table for table, column in columns if any(word in column for word in words)} == {"reading"}
    with open_desk(tmp_path) as (_, desk):
        schemas = create_app(desk, token="x").openapi()["components"]["schemas"]
    shown = {name for name, schema in schemas.items() if set(words) & set(schema.get("properties", ()))}
    assert shown == {"EvidenceAnswer", "WaitingStatement", "Side"}


@pytest.mark.parametrize("folder", ["read", "work", "schema"])
def test_cypher_judges_nobody(folder: str) -> None:
    """No property or variable of a Cypher statement has such a name."""
    names = list_cypher(folder)
    assert names
    texts = {name: load_cypher(name) for name in names}
    for function in FUNCTIONS:
        texts = {name: text.replace(f"{function}(", "(") for name, text in texts.items()}
    assert [name for name, text in texts.items() if any(judges(word) for word in text.split())] == []


def test_every_reason_is_needed() -> None:
    """A function that no statement calls any more leaves the list."""
    texts = " ".join(load_cypher(name) for folder in ("read", "work", "schema") for name in list_cypher(folder))
    assert [name for name in FUNCTIONS if f"{name}(" not in texts or not judges(name)] == []
