"""What every test of a store gets: an open, empty store. Which one it is, the test module's `opening` says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.store import Store
from tests.graph.opening import Opening


@pytest.fixture
def store(opening: Opening) -> Iterator[Store]:
    """An empty store, closed at the end."""
    opened = opening.open()
    yield opened
    opened.close()
