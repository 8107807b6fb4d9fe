"""Pseudonyms: stable, one for each purpose, never shared, safe for two processes, useless without the key."""

from __future__ import annotations

import re
import sqlite3
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from domain.errors import SettingsError, StoreUnavailable
from ingest.pseudonym import Pseudonyms


def ask(path: Path, numbers: list[str]) -> dict[str, str]:
    """What another process does: open the table, ask, leave."""
    pseudonyms = Pseudonyms(path)
    try:
        return {number: pseudonyms.of("coverage", number) for number in numbers}
    finally:
        pseudonyms.close()


def test_an_identifier_keeps_its_pseudonym_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "key.sqlite"
    first = ask(path, ["0012", "0013"])
    assert re.fullmatch(r"户-[0-9A-F]{6}", first["0012"])
    assert first["0012"] != first["0013"]
    assert ask(path, ["0013", "0012"]) == first


def test_width_case_and_spaces_make_no_other_household(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "key.sqlite")
    assert pseudonyms.of("coverage", "ａ００１２ ") == pseudonyms.of("coverage", "A0012")


def test_each_purpose_has_a_pseudonym_of_its_own(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "key.sqlite")
    assert pseudonyms.of("coverage", "0012") != pseudonyms.of("case", "0012")


def test_two_projects_give_different_pseudonyms(tmp_path: Path) -> None:
    assert ask(tmp_path / "a.sqlite", ["0012"]) != ask(tmp_path / "b.sqlite", ["0012"])


def test_when_the_short_form_is_taken_a_longer_one_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one byte for the short form, a thousand households must collide, and still nobody shares."""
    monkeypatch.setattr("ingest.pseudonym.SHORTEST", 2)
    pseudonyms = Pseudonyms(tmp_path / "key.sqlite")
    numbers = [f"{number:04d}" for number in range(1000)]
    given = pseudonyms.of_all("coverage", numbers)
    assert len(set(given.values())) == 1000
    assert {len(pseudonym) for pseudonym in given.values()} >= {len("户-7F"), len("户-7F3A")}
    assert Pseudonyms(tmp_path / "key.sqlite").of_all("coverage", reversed(numbers)) == given


def test_processes_that_begin_at_once_agree(tmp_path: Path) -> None:
    path = tmp_path / "key.sqlite"
    orders = [[f"{number:03d}" for number in range(start, start + 40)] for start in (0, 10, 20, 0)]
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        answers = list(pool.map(ask, [path] * 4, orders))
    merged: dict[str, str] = {}
    for answer in answers:
        for number, pseudonym in answer.items():
            assert merged.setdefault(number, pseudonym) == pseudonym
    assert len(set(merged.values())) == len(merged) == 60


def test_both_files_are_their_owners_alone_and_hold_no_identifier(tmp_path: Path) -> None:
    path = tmp_path / "key.sqlite"
    ask(path, ["SECRET-0012"])
    for file in (path, tmp_path / "key.sqlite.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"SECRET-0012" not in file.read_bytes()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["key.sqlite", "key.sqlite.key"]


def test_without_its_key_or_with_another_the_table_does_not_open(tmp_path: Path) -> None:
    path, key = tmp_path / "key.sqlite", tmp_path / "key.sqlite.key"
    before = ask(path, ["0012"])
    ask(tmp_path / "other.sqlite", ["0012"])
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(SettingsError, match="不见了"):
        Pseudonyms(path)
    assert not key.exists()
    key.write_bytes((tmp_path / "other.sqlite.key").read_bytes())
    with pytest.raises(SettingsError, match="不是这张化名表的"):
        Pseudonyms(path)
    key.write_bytes(kept)
    assert ask(path, ["0012"]) == before


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.sqlite"
    path.write_bytes(b"no database at all, only words" * 50)
    with pytest.raises(StoreUnavailable, match=r"key\.sqlite"):
        Pseudonyms(path)


def test_what_was_given_is_on_disk_before_it_is_told(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "key.sqlite")
    given = pseudonyms.of("coverage", "0012")
    with sqlite3.connect(tmp_path / "key.sqlite") as connection:
        assert connection.execute("SELECT pseudonym FROM pseudonym").fetchall() == [(given,)]
