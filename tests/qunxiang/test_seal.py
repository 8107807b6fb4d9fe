"""The command line seals a portrait, checks it without a store, and compares two seals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from qunxiang.cli import app
from qunxiang.console import FAILED, WRONG_USE

PAGE = "青海省云岫县教育局局长闻人朔到岗履职。闻人朔，1975年4月出生。\n"
LATER = "青海省云岫县教育局局长闻人朔主持召开防汛会议。\n"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one page."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, "utf-8")
    return folder


def run(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["--project", str(folder / "project"), *map(str, arguments)])


@pytest.fixture
def sealed(tmp_path: Path, texts: Path) -> Path:
    """A seal of the official of the page."""
    assert run(tmp_path, "ingest", texts, "--published", "2024-05-01").exit_code == 0
    file = tmp_path / "old.json"
    result = run(tmp_path, "portrait", "闻人朔", "--seal", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(file.read_text("utf-8"))["seal_sha256"] in result.stderr
    return file


def test_a_seal_is_never_overwritten(tmp_path: Path, sealed: Path) -> None:
    """The hash that was noted belongs to the file that is there; another file takes the next seal."""
    before = sealed.read_bytes()
    result = run(tmp_path, "portrait", "闻人朔", "--seal", sealed)
    assert result.exit_code == FAILED
    assert "已经有这个文件" in result.stderr
    assert sealed.read_bytes() == before
    assert run(tmp_path, "portrait", "闻人朔", "--seal", tmp_path / "next.json").exit_code == 0


def test_a_seal_is_checked_where_no_store_is(tmp_path: Path, sealed: Path, texts: Path) -> None:
    """In another place, without project or store, with the originals: intact, every quote compared, nothing made."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    result = run(elsewhere, "verify", sealed, "--texts", texts)
    assert result.exit_code == 0, result.output
    assert "完好" in result.stdout
    assert "与原文逐字相符" in result.stdout
    assert list(elsewhere.iterdir()) == []
    answer = json.loads(run(elsewhere, "verify", sealed, "--texts", texts, "--json").stdout)
    assert answer["intact"] is True
    assert answer["seals"][0]["quotes"] > 0
    assert answer["seals"][0]["unread"] == []


def test_a_touched_seal_fails_and_names_the_line(tmp_path: Path, sealed: Path) -> None:
    """Exit 1; file, place and remedy on stderr, and with --json on stdout."""
    text = sealed.read_text("utf-8")
    sealed.write_text(text.replace("局长", "处长", 1), "utf-8")
    result = run(tmp_path, "verify", sealed)
    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert f"{sealed}：/content/" in result.stderr
    assert "请用未改动的原件" in result.stderr
    answer = json.loads(run(tmp_path, "verify", sealed, "--json").stdout)
    assert answer["intact"] is False
    assert {"file", "place", "problem", "remedy"} == answer["problems"][0].keys()


def test_problems_of_a_seal_are_said_in_english(tmp_path: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Place, trouble and remedy of a touched seal and of a missing file."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "en")
    sealed.write_text(sealed.read_text("utf-8").replace("局长", "处长", 1), "utf-8")
    touched = run(tmp_path, "verify", sealed)
    assert touched.exit_code == FAILED
    assert "is not as it was sealed (use the untouched original" in touched.stderr
    missing = run(tmp_path, "verify", tmp_path / "none")
    assert missing.stderr.strip() == f"{tmp_path / 'none'}: there is no such file (check the path)"


def test_a_text_that_is_not_the_original_is_found(tmp_path: Path, sealed: Path, texts: Path) -> None:
    """Another file has another id: its document counts as not at hand, and is named."""
    (texts / "a.txt").write_text(PAGE.replace("1975", "1976"), "utf-8")
    answer = json.loads(run(tmp_path, "verify", sealed, "--texts", texts, "--json").stdout)
    assert len(answer["seals"][0]["unread"]) == 1


def test_two_seals_show_what_was_added(tmp_path: Path, sealed: Path, texts: Path) -> None:
    (texts / "b.txt").write_text(LATER, "utf-8")
    assert run(tmp_path, "ingest", texts, "--published", "2024-06-01").exit_code == 0
    new = tmp_path / "new.json"
    assert run(tmp_path, "portrait", "闻人朔", "--seal", new).exit_code == 0
    result = run(tmp_path, "verify", "--diff", sealed, new)
    assert result.exit_code == 0, result.output
    assert "改变" in result.stdout
    assert "+「青海省云岫县教育局局长闻人朔" in result.stdout
    found = json.loads(run(tmp_path, "verify", "--diff", sealed, new, "--json").stdout)
    assert [change["section"] for change in found["changed"]] == ["posts"]
    assert "内容相同" in run(tmp_path, "verify", "--diff", new, new).stdout


@pytest.mark.parametrize("arguments", [("a.json", "b.json"), ("--diff", "a.json"), ()])
def test_wrong_numbers_of_files_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(tmp_path, "verify", *arguments).exit_code == WRONG_USE


def test_missing_files_are_one_line(tmp_path: Path, sealed: Path) -> None:
    """A file that is not there, or is no text, and a folder without texts: exit 1 and one line each."""
    (tmp_path / "x.json").write_bytes(b"\xff\xfe")
    (tmp_path / "empty").mkdir()
    for arguments in ((tmp_path / "no.json",), (tmp_path / "x.json",), (sealed, "--texts", tmp_path / "empty")):
        result = run(tmp_path, "verify", *arguments)
        assert (result.exit_code, result.stdout) == (FAILED, "")
        assert len(result.stderr.splitlines()) == 1
