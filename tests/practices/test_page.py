"""docs/practices.md is what the program answers."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from ingest.mapping_file import load_mappings
from tests.practices.conftest import Asked
from tools.practices import HEAD, PAGE, REPORTS_TITLE, TOWN, answer, load_practices, reports_section

pytestmark = pytest.mark.slow

PARTS = PAGE.read_text("utf-8").partition(f"\n{REPORTS_TITLE}\n")


def test_answers_of_the_town_are_on_the_page(town: Asked) -> None:
    """Run anew, every command prints what the page shows."""
    written = HEAD + "\n".join(line for practice in load_practices() for line in answer(town.town, practice))
    changes = list(difflib.unified_diff(PARTS[0].splitlines(), written.splitlines(), "docs", "program", lineterm=""))
    assert not changes, "run python -m tools.practices:\n" + "\n".join(changes[:40])


def test_numbers_of_the_reports_are_on_the_page(shared: Path) -> None:
    """The table of numbers and offsets, where the page of reports is at hand."""
    assert shared.is_dir()
    assert reports_section() == PARTS[2], "run python -m tools.practices"


def test_every_practice_names_files_that_are_there_and_mappings_that_exist() -> None:
    """A file of the town that no practice names, or a mapping that is none, fails here."""
    named = {name: how for practice in load_practices() for name, how in practice["files"].items()}
    assert sorted(named) == sorted(path.name for path in TOWN.iterdir())
    mappings = {mapping.name for mapping in load_mappings()}
    assert {how for name, how in named.items() if name.endswith(".csv")} <= mappings


def test_no_words_of_the_reports_are_on_the_page(shared: Path) -> None:
    """No eight characters in a row of the page of reports, signs and digits aside, stand in what is ours."""
    text = (shared / "data" / "gold" / "example-page.txt").read_text("utf-8")
    pieces = {piece for i in range(len(text) - 8) if (piece := text[i : i + 8]).isalpha()}
    for path in (PAGE, *sorted(TOWN.iterdir())):
        ours = path.read_text("utf-8")
        assert not {ours[i : i + 8] for i in range(len(ours) - 8)} & pieces, path.name


@pytest.mark.parametrize("practice", load_practices(), ids=lambda practice: str(practice["name"]))
def test_every_practice_has_a_question(practice: dict[str, object]) -> None:
    """Each row of the design is asked at least one question."""
    assert practice["asks"]
