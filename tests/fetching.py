"""What a test does when something that it fetches for one run cannot be fetched."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

from tests.neo4j_server import REQUIRE_VARIABLE


def not_fetched(reason: str) -> NoReturn:
    """Fail where the suite was promised all its parts (CI), else skip; `-ra` prints the reason."""
    if os.environ.get(REQUIRE_VARIABLE) == "1":
        pytest.fail(f"{reason} ({REQUIRE_VARIABLE}=1 promises it)", pytrace=False)
    pytest.skip(reason)
