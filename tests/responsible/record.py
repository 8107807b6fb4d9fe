"""A small record of officials and residents for the rules to be tried on, and the ways to ask it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.store import Store
from qunxiang.cli import app
from tests.graph.opening import Opening, SqliteOpening

TODAY = date(2024, 6, 30)
TOKEN = "standing"


@contextmanager
def open_desk(folder: Path, today: date = TODAY, opening: Opening | None = None) -> Iterator[tuple[Store, Access]]:
    """Open the reading desk of the local profile over a store; without an opening over the folder's own file."""
    store, audit = (opening or SqliteOpening(folder / "store.db")).open(), AuditLog(folder / "audit.db")
    try:
        yield store, Access(store, audit, Reader(), lambda: today)
    finally:
        audit.close()
        store.close()


@contextmanager
def asking(desk: Access) -> Iterator[TestClient]:
    """Ask over HTTP what the desk answers."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    service = create_app(desk, token="link", standing_token=TOKEN)
    with TestClient(service, base_url="http://127.0.0.1:8000", headers=headers, follow_redirects=False) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder with its store, as the command line sees it."""

    folder: Path
    opening: Opening | None = None
    address: str = ""

    def open(self, today: date = TODAY) -> Any:
        """Open store and desk."""
        return open_desk(self.folder, today, self.opening)

    def run(self, *arguments: str) -> Result:
        """Run a command in this project."""
        store = ("--store", self.address) if self.address else ()
        return CliRunner().invoke(app, [*store, "--project", str(self.folder), *arguments])

    def answer(self, *arguments: str) -> Any:
        """Return what a command prints as JSON."""
        result = self.run(*arguments, "--json")
        assert result.exit_code in (0, 4), result.output
        return json.loads(result.stdout) if result.stdout else None
