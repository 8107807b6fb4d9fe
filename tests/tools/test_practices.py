"""The page of practices is what the program answers about the example town."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.slow
def test_the_page_is_what_the_program_answers() -> None:
    """docs/practices.md equals the answers of today; the check itself prints the difference."""
    run = subprocess.run(
        [sys.executable, "-m", "tools.practices", "--check"], cwd=ROOT, capture_output=True, timeout=300
    )
    assert run.returncode == 0, run.stdout.decode() + "run: python -m tools.practices"
