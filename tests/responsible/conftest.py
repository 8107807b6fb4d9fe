"""A project folder over each store in turn: the rules hold whichever engine keeps the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from neo4j import Driver

from tests.graph.opening import Neo4jOpening
from tests.neo4j_server import empty_database
from tests.responsible.record import Project

NewProject = Callable[[], Project]


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def new_project(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> NewProject:
    """Makes an empty project as often as it is called; with Neo4j the one before it is gone then."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    if request.param == "sqlite":
        return lambda: Project(tmp_path_factory.mktemp("project"))
    driver: Driver = request.getfixturevalue("neo4j_clean")
    url: str = request.getfixturevalue("neo4j_url")
    password_file: Path = request.getfixturevalue("neo4j_password_file")
    monkeypatch.setenv("QUNXIANG_NEO4J_PASSWORD_FILE", str(password_file))
    opening = Neo4jOpening(url, urlsplit(url).username or "neo4j", password_file.read_text("utf-8").strip())

    def make() -> Project:
        empty_database(driver)
        return Project(tmp_path_factory.mktemp("project"), opening, url)

    return make


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """An empty project."""
    return new_project()
