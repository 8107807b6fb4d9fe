"""Walking files and folders: one order, one error for each thing that cannot be entered."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.errors import InputError, UnsupportedFormat
from ingest.readers.item import Item
from ingest.readers.reading import iter_items


def names(paths: list[Path]) -> list[str]:
    """Return arrival paths of what was read and the problems of what was not, in order."""
    return [
        found.arrival.path if isinstance(found, Item) else f"! {Path(found.file).name}: {found.problem}"
        for found in iter_items(paths)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files at two levels."""
    for name in ("b.txt", "a.txt", "c/z.txt", "c/d/y.txt", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")
    return tmp_path


def test_names_are_relative_to_the_given_path_and_sorted_in_each_folder(folder: Path) -> None:
    assert names([folder]) == ["a.txt", "b.txt", "c/d/y.txt", "c/z.txt", "c.txt"]
    assert names([folder / "c", folder / "b.txt"]) == ["d/y.txt", "z.txt", "b.txt"]


def test_what_file_managers_leave_behind_is_passed_over(folder: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "~$a.docx", ".hidden.txt"):
        (folder / name).write_bytes(b"\0")
    assert len(names([folder])) == 5


def test_a_hidden_file_named_by_the_user_is_read(folder: Path) -> None:
    (folder / ".note.txt").write_text("文", encoding="utf-8")
    assert names([folder / ".note.txt"]) == [".note.txt"]


def test_a_missing_path_and_an_empty_folder_are_one_error_each(folder: Path) -> None:
    (folder / "empty" / "inner").mkdir(parents=True)
    found = names([folder / "nowhere.txt", folder / "empty", folder / "a.txt"])
    assert found == ["! nowhere.txt: 文件不存在", "! empty: 文件夹里没有可读的文件", "a.txt"]


def test_a_link_to_a_folder_above_is_one_error_and_the_rest_is_read(folder: Path) -> None:
    (folder / "c" / "back").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "dangling.txt").symlink_to(folder / "gone")
    found = names([folder])
    assert [name for name in found if name.startswith("!")] == [
        "! back: 符号链接成环，又回到上层文件夹", "! dangling.txt: 文件不存在", "! self.txt: 符号链接成环，读不到文件",
    ]  # fmt: skip
    assert len(found) == 8


def test_a_path_that_is_too_long_is_one_error_and_the_rest_is_read(folder: Path) -> None:
    home = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder / "c")
        for _ in range(18):
            os.mkdir("深" * 80)
            os.chdir("深" * 80)
        Path("x.txt").write_text("文", encoding="utf-8")
    finally:
        os.fchdir(home)
        os.close(home)
    found = names([folder])
    assert [name.split(": ")[1] for name in found if name.startswith("!")] == ["路径太长，系统打不开"]
    assert [name for name in found if not name.startswith("!")] == ["a.txt", "b.txt", "c/d/y.txt", "c/z.txt", "c.txt"]


def test_a_pipe_is_refused_instead_of_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert [name for name in names([folder]) if name.startswith("!")] == [
        "! pipe.txt: 不是普通文件（管道、设备或套接字）"
    ]


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read everything, so root steps down to nobody for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_what_may_not_be_read_is_one_error_each() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for file in ("a.txt", "b.txt", "d.txt"):
            (folder / file).write_text("文", encoding="utf-8")
        (folder / "c").mkdir(mode=0)
        (folder / "b.txt").chmod(0)
        with ordinary_user():
            found = names([folder])
        (folder / "c").chmod(0o700)
    assert found == ["a.txt", "! b.txt: 没有读取权限", "! c: 没有读取权限", "d.txt"]


def test_a_name_in_gb18030_or_of_two_lines_can_be_shown(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "台账.txt".encode("gb18030")))).write_text("文", encoding="utf-8")
    (tmp_path / "two\nlines.txt").write_text("文", encoding="utf-8")
    assert sorted(names([tmp_path])) == ["two\ufffdlines.txt", "台账.txt"]


def test_other_formats_are_refused_by_name_with_a_remedy(tmp_path: Path) -> None:
    for name in ("a.pptx", "a.epub", "a.json", "a.7z", "a.jpg"):
        (tmp_path / name).write_bytes(b"x")
    found = list(iter_items([tmp_path]))
    assert all(isinstance(error, UnsupportedFormat) for error in found)
    assert all(isinstance(error, InputError) and "请" in error.remedy for error in found)
