"""Both stores answer every question of the practices alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from neo4j import Driver

from tests.practices.conftest import Asked
from tools.practices import TOWN, fill, load_practices, read_into

QUESTIONS = [question["command"] for practice in load_practices() for question in practice["asks"]]


@pytest.mark.neo4j
@pytest.mark.slow
def test_both_stores_give_the_same_answers(
    town: Asked,
    neo4j_clean: Driver,
    neo4j_url: str,
    neo4j_password_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same files, the same key: every answer equal to the last place of its sources."""
    assert neo4j_clean
    monkeypatch.setenv("QUNXIANG_NEO4J_PASSWORD_FILE", str(neo4j_password_file))
    other = read_into(tmp_path / "project", str(TOWN), store=neo4j_url)
    for command in QUESTIONS:
        words = [fill(town.town, word) for word in command]
        assert other.ask(*words) == town(*words), words
