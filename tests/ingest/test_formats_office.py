"""Older formats go through LibreOffice where it is installed; a stand-in on the path shows what we make of it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from domain.errors import InputError, UnsupportedFormat
from domain.identifier import hash_bytes
from ingest.readers import office
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from tests.ingest.office import make_word, paragraph

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture(autouse=True)
def own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which conversions happen, so that others' do not show."""
    root = tmp_path / "root"
    root.mkdir()
    monkeypatch.setattr(office, "_find_root", lambda: str(root))
    return root


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program named soffice on the path."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!{sys.executable}\nimport os, sys, time\n{script}", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)


def read(folder: Path, data: bytes = OLD, name: str = "旧.doc") -> Item | InputError:
    """Return what becomes of an old file."""
    (folder / name).write_bytes(data)
    (found,) = iter_items([folder / name])
    return found


COPY = """
target = sys.argv[sys.argv.index("--outdir") + 1]
os.makedirs(target)
assert open(sys.argv[-1], "rb").read(4) == b"\\xd0\\xcf\\x11\\xe0" and os.stat(os.getcwd()).st_mode & 0o77 == 0
open(target + "/in.docx", "wb").write(open({whole!r}, "rb").read())
"""


def test_without_it_the_file_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("旧.doc", "旧.wps"):
        error = read(tmp_path, name=name)
        assert isinstance(error, UnsupportedFormat)
        assert "LibreOffice" in error.problem
        assert "另存为 docx" in error.remedy


def test_with_it_the_text_is_read_and_the_id_is_that_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_root: Path
) -> None:
    (tmp_path / "whole").write_bytes(make_word(paragraph("旧文件的话。")))
    install(tmp_path, monkeypatch, COPY.format(whole=str(tmp_path / "whole")))
    item = read(tmp_path)
    assert isinstance(item, Item), str(item)
    assert (item.document.text, item.document.id) == ("旧文件的话。", hash_bytes(OLD))
    assert list(own_root.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "words"),
    [("time.sleep(60)", "已中止"), ("sys.exit(1)", "没有能转换"), ("x = b'a' * (3 << 30)", "没有能转换")],
)
def test_what_hangs_or_fails_is_one_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_root: Path, script: str, words: str
) -> None:
    monkeypatch.setattr(office, "SECONDS", 2.0)
    install(tmp_path, monkeypatch, script)
    error = read(tmp_path)
    assert isinstance(error, InputError)
    assert words in error.problem
    assert list(own_root.iterdir()) == []


def test_what_a_killed_run_left_behind_goes_with_the_next(own_root: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = own_root / f"{office.PREFIX}{gone.pid}-abc"
    kept = own_root / f"{office.PREFIX}{os.getpid()}-abc"
    for folder in (left, kept):
        folder.mkdir()
        (folder / "in.doc").write_bytes(OLD)
    office.sweep()
    assert not left.exists()
    assert kept.exists()


def test_a_docx_named_doc_is_read_as_what_it_is(tmp_path: Path) -> None:
    item = read(tmp_path, make_word(paragraph("新文件。")))
    assert isinstance(item, Item), str(item)
    assert item.document.text == "新文件。"
    error = read(tmp_path, b"<html><body>x</body></html>")
    assert isinstance(error, InputError)
    assert "不是 Word" in error.problem
