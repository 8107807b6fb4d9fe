"""Compacting a server of `make neo4j-up`: a fresh data folder with the same answers, and no byte of what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.neo4j.store import Neo4jStore
from qunxiang.console import DONE, FAILED
from tests.graph.bytes import find_bytes
from tests.graph.commits import EDUCATION, WATER, Use, judge_same, person_of, write_log, write_post
from tests.graph.contract.retraction import CANARY, CODES, write_canary
from tests.graph.snapshot import as_known, snapshot
from tests.neo4j_server import TestedNeo4j
from tests.qunxiang.test_commands import Program
from tools.neo4j.renewal import find_server
from tools.neo4j.server import FRESH_HOME, OLD_DATA, USER, Neo4jServer, Running, finish_exchange

RARE = (CANARY, "鶺鴒")


@pytest.fixture
def own_server(tmp_path: Path, neo4j_server: TestedNeo4j) -> Iterator[tuple[Neo4jServer, Running]]:
    """A server of the test's own, as `make neo4j-up` starts one."""
    server = Neo4jServer(tmp_path / "home", test=True)
    yield server, server.up()
    server.down()


def connect(server: Neo4jServer, running: Running) -> Neo4jStore:
    return Neo4jStore(running.url, USER, server.password_file.read_text("utf-8").strip())


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_byte_is_left_and_every_answer_is_as_before(
    own_server: tuple[Neo4jServer, Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents, tables, judgements and closed readings come along; port and password stay, the old files are gone."""
    server, running = own_server
    store = connect(server, running)
    one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "局长", WATER).commit()
    for commit in (one, two, write_log([Use("2024-01-03", "望槐社区", "助餐", "户甲")], CODES).commit()):
        store.put_document(commit)
    word = store.put_judgement(judge_same(person_of(one), person_of(two)))
    page = write_canary()
    store.put_document(page.commit())
    store.undo_judgement(word.id)
    store.retract(page.id, "source")
    ids = sorted({entity.id for commit in (one, two) for entity in commit.entities})
    before, then = snapshot(store), as_known(store, ids, word.known_from)
    stones = store.find_tombstones([page.id])
    store.close()
    assert find_bytes(server.home, RARE)

    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.setenv("QUNXIANG_STORE", running.url)
    monkeypatch.setenv("QUNXIANG_NEO4J_PASSWORD_FILE", str(server.password_file))
    result = Program(tmp_path / "project")("compact")
    assert result.exit_code == DONE, result.output
    assert "→" in result.stdout

    again = server.find_running()
    assert again is not None
    assert (again.url, again.pid != running.pid) == (running.url, True)
    assert not (server.home / FRESH_HOME).exists()
    assert not (server.home / OLD_DATA).exists()
    store = connect(server, again)
    assert snapshot(store) == before
    assert as_known(store, ids, word.known_from) == then
    assert store.find_tombstones([page.id]) == stones
    assert store.put_judgement(judge_same(person_of(one), person_of(two))).known_from > word.known_from
    store.close()
    server.down()
    assert find_bytes(server.home, RARE) == []


@pytest.mark.neo4j
def test_another_server_is_left_alone(
    neo4j_url: str, neo4j_password_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not started by make neo4j-up, or lies elsewhere: the steps in words, exit 1, nothing changed."""
    password = tmp_path / "password"
    password.write_text(neo4j_password_file.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.setenv("QUNXIANG_STORE", neo4j_url)
    monkeypatch.setenv("QUNXIANG_NEO4J_PASSWORD_FILE", str(password))
    result = Program(tmp_path / "project")("compact")
    assert result.exit_code == FAILED
    assert "1." in result.stderr
    assert "4." in result.stderr


def test_a_server_elsewhere_is_not_taken_for_ours(tmp_path: Path) -> None:
    """Another host is never ours, whatever its port; nor is a home without a running server."""
    assert find_server("neo4j://neo4j@192.0.2.1:7687", tmp_path / "password") is None
    assert find_server("neo4j://neo4j@127.0.0.1:1", tmp_path / "password") is None


@pytest.mark.parametrize("arrived", [True, False])
def test_an_exchange_that_was_killed_is_ended(tmp_path: Path, arrived: bool) -> None:
    """Where the new data has arrived the old goes; where it has not, the old comes back: one whole folder is there."""
    (tmp_path / OLD_DATA).mkdir()
    (tmp_path / OLD_DATA / "store").write_text("old", "utf-8")
    if arrived:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "store").write_text("new", "utf-8")
    finish_exchange(tmp_path)
    assert not (tmp_path / OLD_DATA).exists()
    assert (tmp_path / "data" / "store").read_text("utf-8") == ("new" if arrived else "old")
