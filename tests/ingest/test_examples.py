"""Every ready mapping has an example that it reads without a word, all of one invented town."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.mapping_file import load_mappings
from ingest.pseudonym import Pseudonyms
from tests.ingest.books import read_file

RECORDS = Path(__file__).resolve().parents[2] / "examples" / "records"
FILES = sorted(RECORDS.glob("*.csv"))


def test_every_mapping_has_one() -> None:
    assert {path.stem.replace("-", "_") for path in FILES} == {mapping.name for mapping in load_mappings()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_chosen_by_itself_and_read_without_a_finding(path: Path, tmp_path: Path) -> None:
    reading = read_file(path, Pseudonyms(tmp_path / "k.sqlite"))
    assert reading.mappings == (("", path.stem.replace("-", "_")),)
    assert reading.findings == ()
    rows = len(path.read_text("utf-8").splitlines()) - 1
    said = {statement.evidence.start for statement in reading.statements}
    silent = path.read_text("utf-8").count("×")
    assert len(said) == rows - silent


def test_what_uses_a_household_speaks_of_one_in_the_list(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "k.sqlite")
    listed = {s.text_of("household") for s in read_file(RECORDS / "household-list.csv", pseudonyms).statements}
    for name in ("service-log", "visit-log", "entitlement", "allotment", "care-plan", "request-log"):
        named = {s.text_of("household") for s in read_file(RECORDS / f"{name}.csv", pseudonyms).statements} - {""}
        assert named
        assert named <= listed


def test_ten_times_twelve_fits_what_is_kept_aside(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "k.sqlite")
    allotted = read_file(RECORDS / "allotment.csv", pseudonyms).statements
    by_year: dict[str, float] = {}
    for statement in allotted:
        year = statement.text_of("date")
        by_year[year] = by_year.get(year, 0) + float(statement.text_of("quantity"))
    assert by_year == {"2022": 120, "2023": 120, "2024": 120}
