"""What may be set, what is refused, and that the page of settings says all of it."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from domain.errors import SettingsError
from qunxiang.settings import Settings, read_settings
from qunxiang.wiring import open_access, open_pipeline
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
ROWS = [line.split("|")[1:3] for line in PAGE.splitlines() if line.startswith("| `QUNXIANG_")]


def test_page_has_a_line_for_every_setting_and_no_other() -> None:
    """A field without its line, or a line without its field, fails here; so does another default."""
    named = [name for first, _ in ROWS for name in re.findall(r"QUNXIANG_\w+", first)]
    assert sorted(named) == sorted(f"QUNXIANG_{name.upper()}" for name in Settings.model_fields)
    stated = {
        name: default
        for first, second in ROWS
        for name, default in zip(re.findall(r"QUNXIANG_(\w+)", first), re.findall(r"`([^`]*)`", second), strict=False)
    }
    for name, field in Settings.model_fields.items():
        if field.default not in (None, ""):
            shown = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
            assert stated[name.upper()] == shown


def test_purpose_is_one_of_the_closed_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """P1 to P9, each with its line on the page; P1 where nothing is set."""
    monkeypatch.delenv("QUNXIANG_PURPOSE", raising=False)
    assert read_settings().purpose == "P1"
    for number in range(1, 10):
        monkeypatch.setenv("QUNXIANG_PURPOSE", f"P{number}")
        assert read_settings().purpose == f"P{number}"
        assert f"| `P{number}` |" in PAGE


@pytest.mark.parametrize("purpose", ["查一查闻人朔", "P0", "P10", "p1", "P1 ", ""])
def test_other_purposes_are_refused_without_repeating_them(monkeypatch: pytest.MonkeyPatch, purpose: str) -> None:
    """Free text would stand in the audit for ever: one line names the setting, and what was typed is not shown."""
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    monkeypatch.setenv("QUNXIANG_PURPOSE", purpose)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert "QUNXIANG_PURPOSE 只能是 P1 至 P9 之一" in str(refused.value)
    assert "闻人朔" not in str(refused.value)


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
@pytest.mark.parametrize("opening", [open_access, open_pipeline], ids=["access", "pipeline"])
def test_project_folder_is_its_owners_alone(tmp_path: Path, opening: object) -> None:
    """Store, audit and pseudonyms name people: nobody else enters the folder, nor one made above it."""
    before = os.umask(0)
    try:
        settings = Settings(project=tmp_path / "new" / "demo")
        with opening(settings):  # type: ignore[operator]
            pass
    finally:
        os.umask(before)
    for folder in (tmp_path / "new", tmp_path / "new" / "demo"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    """Who shares a folder of their own with a group goes on sharing it."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine").chmod(0o750)
    with open_access(Settings(project=tmp_path / "mine")):
        pass
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o750


def test_project_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    """A file in its way is named."""
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SettingsError, match="file"), open_access(Settings(project=tmp_path / "file" / "project")):
        pass
