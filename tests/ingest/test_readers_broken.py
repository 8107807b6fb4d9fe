"""A broken input costs one clear line in the report and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from tests.ingest.broken import PROSE, TABLE, Broken, make_broken

BROKEN = make_broken()


def read(folder: Path) -> tuple[list[Item], list[InputError]]:
    """Return what was read and every report line, failures and warnings alike."""
    found = list(iter_items([folder]))
    items = [item for item in found if isinstance(item, Item)]
    lines = [error for error in found if isinstance(error, InputError)]
    return items, lines + [warning for item in items for warning in item.warnings]


def test_there_are_at_least_sixty_broken_inputs_with_names_of_their_own() -> None:
    assert len({broken.name for broken in BROKEN}) == len(BROKEN) >= 60


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_one_line_names_file_place_and_remedy_and_the_files_beside_it_are_read(broken: Broken, tmp_path: Path) -> None:
    (tmp_path / "0-before.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "zz-after.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / broken.name).write_bytes(broken.data)

    items, lines = read(tmp_path)

    assert len(lines) == 1, [str(line) for line in lines]
    message = str(lines[0])
    assert broken.name in message
    assert "\n" not in message
    assert lines[0].remedy
    for words in broken.says:
        assert words in message
    assert {"0-before.txt", "zz-after.csv"} <= {item.arrival.path for item in items}


def test_all_broken_inputs_together_give_one_line_each(tmp_path: Path) -> None:
    for broken in BROKEN:
        (tmp_path / broken.name).write_bytes(broken.data)
    _, lines = read(tmp_path)
    assert len(lines) == len(BROKEN)
    assert {Path(line.file).name for line in lines} == {broken.name for broken in BROKEN}


def test_good_rows_and_lines_of_a_broken_file_are_kept(tmp_path: Path) -> None:
    names = {"torn-last.csv", "cut-object.jsonl", "surrogate.jsonl", "mixed.jsonl"}
    for broken in BROKEN:
        if broken.name in names:
            (tmp_path / broken.name).write_bytes(broken.data)
    items, _ = read(tmp_path)
    rows = {item.arrival.path: len(item.sheets[0].rows) - 1 for item in items if item.sheets}
    assert rows == {"torn-last.csv": 2}
    lines = sorted(item.arrival.path for item in items if not item.sheets)
    assert lines == [
        "cut-object.jsonl#1", "cut-object.jsonl#3", "mixed.jsonl#1", "surrogate.jsonl#1", "surrogate.jsonl#3",
    ]  # fmt: skip
