"""Compacting the embedded store: deleted bytes are gone, whoever stops it loses nothing, and a writer is waited for."""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import StoreUnavailable
from graph.sqlite.compaction import compact, measure
from graph.sqlite.store import SqliteStore
from tests.graph.bytes import find_bytes
from tests.graph.commits import WATER, write_post
from tests.graph.contract.retraction import CANARY, write_canary
from tests.graph.snapshot import snapshot

RARE = (CANARY, "鶺鴒", "鶺", "鴒")
DELAYS = (0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08)


def fill(path: Path, number: int = 40) -> SqliteStore:
    """Return an open store with some documents among which the canary came and went."""
    store = SqliteStore(path)
    pages = [write_post("陆怀谷", "局长", WATER, "2024-01-05", note=f"第{one}次" * 40) for one in range(number)]
    for page in pages[::2]:
        store.put_document(page.commit())
    canary = write_canary()
    store.put_document(canary.commit())
    for page in pages[1::2]:
        store.put_document(page.commit())
    store.retract(canary.id, "source")
    return store


def test_no_byte_is_left(tmp_path: Path) -> None:
    """After a retraction the words still lie in the files; after compacting in none, and every answer is as before."""
    store = fill(tmp_path / "store.db")
    before = snapshot(store)
    assert find_bytes(tmp_path, RARE)
    store.close()
    sizes = compact(tmp_path / "store.db")
    assert find_bytes(tmp_path, RARE) == []
    assert sizes.after == measure(tmp_path / "store.db") < sizes.before
    again = SqliteStore(tmp_path / "store.db")
    assert snapshot(again) == before
    assert again.find_passages("第3次")
    assert again.find_by_name("陆怀谷")
    again.close()


def test_no_byte_is_left_while_another_reads_now_and_then(tmp_path: Path) -> None:
    """An open store that asks nothing at the moment keeps no log alive, and answers as before."""
    store = fill(tmp_path / "store.db", 6)
    before = snapshot(store)
    compact(tmp_path / "store.db")
    assert find_bytes(tmp_path, RARE) == []
    assert snapshot(store) == before
    store.close()


def test_while_another_writes_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and what was there is there."""
    monkeypatch.setattr("graph.sqlite.compaction.BUSY_SECONDS", 0.1)
    path = tmp_path / "store.db"
    fill(path, 4).close()
    content = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        # Whoever only opens a store takes the write lock for a moment; the writer takes it after that.
        monkeypatch.setattr("graph.sqlite.compaction.Connections", lambda path: Locking(writer))
        with pytest.raises(StoreUnavailable, match="正在写"):
            compact(path)
        writer.execute("ROLLBACK")
    assert path.read_bytes() == content


class Locking:
    """Takes the write lock when it is closed."""

    def __init__(self, writer: sqlite3.Connection) -> None:
        self._writer = writer

    def close(self) -> None:
        self._writer.execute("BEGIN IMMEDIATE")


def test_a_reader_keeps_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that is still being read holds the log: it says so, loses nothing, and the next run ends it."""
    monkeypatch.setattr("graph.sqlite.compaction.BUSY_SECONDS", 0.1)
    path = tmp_path / "store.db"
    store = fill(path, 4)
    before = snapshot(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM document").fetchone()
        with pytest.raises(StoreUnavailable, match="compact"):
            compact(path)
    compact(path)
    assert find_bytes(tmp_path, RARE) == []
    assert snapshot(store) == before
    store.close()


@pytest.mark.slow
def test_a_killed_run_loses_nothing(tmp_path: Path) -> None:
    """kill -9 at any moment: the store opens, answers as before, and a run to the end leaves no byte."""
    path = tmp_path / "store.db"
    store = fill(path, 200)
    before = snapshot(store)
    store.close()
    context = multiprocessing.get_context("spawn")
    killed = 0
    for delay in DELAYS:
        begun = context.Event()
        process = context.Process(target=compact_when_told, args=(path, begun))
        process.start()
        assert begun.wait(60)
        time.sleep(delay)
        process.kill()
        process.join(60)
        killed += process.exitcode != 0
        again = SqliteStore(path)
        assert snapshot(again) == before
        again.close()
    assert killed
    compact(path)
    assert find_bytes(tmp_path, RARE) == []
    again = SqliteStore(path)
    assert snapshot(again) == before
    again.close()


def compact_when_told(path: Path, begun: multiprocessing.synchronize.Event) -> None:
    """Say that it begins, then compact again and again until it is killed."""
    begun.set()
    while True:
        compact(path)
