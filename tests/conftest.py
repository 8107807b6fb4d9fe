"""Fixtures that every part shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The suite asks the same examples each time, so that a change is judged by what it changed. `make search-properties`
# draws others, and more: whatever it finds becomes an explicit test.
settings.register_profile("repeat", derandomize=True, database=None)
settings.register_profile("search", derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("QUNXIANG_PROPERTIES", "repeat"))

pytest_plugins = ["tests.neo4j_server"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts that are not ours, beside the project; tests that need it skip where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("no ../shared beside the project: its texts are not part of the repository")
    return SHARED
