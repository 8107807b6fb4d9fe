"""Fixtures of the service: the real application over a real store in a folder of the test's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.sqlite.store import SqliteStore
from tests.api.record import Record, make_record

TOKEN = "once-only"
BASE = "http://127.0.0.1:8000"
TODAY = date(2024, 10, 1)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Record]:
    """The record written once, closed; every test gets a copy of the file."""
    path = tmp_path_factory.mktemp("record") / "store.db"
    record = make_record(path)
    record.store.close()
    return path, record


@pytest.fixture
def record(written: tuple[Path, Record], tmp_path: Path) -> Iterator[Record]:
    """A small record in a store of the test's own."""
    path, made = written
    shutil.copy(path, tmp_path / "store.db")
    store = SqliteStore(tmp_path / "store.db")
    yield replace(made, store=store)
    store.close()


@pytest.fixture
def app(record: Record, tmp_path: Path) -> Iterator[FastAPI]:
    """The application over the record, on a fixed day."""
    audit = AuditLog(tmp_path / "audit.db")
    yield create_app(Access(record.store, audit, Reader(), lambda: TODAY), token=TOKEN)
    audit.close()


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[TestClient]:
    """A client without a session."""
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A client whose session the link opened."""
    assert stranger.get("/", params={"token": TOKEN}).status_code == 303
    return stranger
