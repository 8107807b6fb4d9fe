"""The embedded store fulfils the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.contract.documents import DocumentContract
from tests.graph.contract.names import NameContract, PassageContract
from tests.graph.opening import Opening, SqliteOpening


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    """A new file."""
    return SqliteOpening(tmp_path / "contract.db")


class TestDocuments(DocumentContract):
    """Documents and arrivals."""


class TestNames(NameContract):
    """Search by name."""


class TestPassages(PassageContract):
    """Full text."""
