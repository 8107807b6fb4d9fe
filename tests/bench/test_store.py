"""The bench of the stores runs whole in both, small: the answers of the store and of the bare query are compared."""

from __future__ import annotations

import json

import pytest

from bench.store import main

SMALL = ["--documents", "60", "--rows", "5", "--seconds", "0.1", "--questions", "5", "--written", "2"]


def run(capsys: pytest.CaptureFixture[str], stores: str) -> dict[str, float | None]:
    assert main([*SMALL, "--stores", stores]) == 0
    figures: dict[str, float | None] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return figures


@pytest.mark.slow
def test_the_embedded_store_answers_as_the_bare_queries_do(capsys: pytest.CaptureFixture[str]) -> None:
    figures = run(capsys, "sqlite")
    assert figures["sqlite_statements"]
    assert figures["sqlite_portrait_as_of_ratio"]
    assert figures["neo4j_nodes"] is None


@pytest.mark.usefixtures("neo4j_server")
def test_what_the_bulk_importer_brought_in_answers_as_the_bare_queries_do(capsys: pytest.CaptureFixture[str]) -> None:
    figures = run(capsys, "sqlite,neo4j")
    assert figures["neo4j_statements"] == figures["sqlite_statements"]
    assert figures["neo4j_portrait_as_of_ratio"]
