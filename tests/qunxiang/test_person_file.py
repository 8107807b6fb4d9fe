"""QUNXIANG_PERSON_FILE reaches the answer: an office's own sections are those that `files` counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.responsible.record import Project, asking

ROWS = (
    "人员编号,姓名,单位,档案板块,材料名称,形成单位,形成日期\n"
    "G001,陆怀谷,松岭镇人民政府,履历,履历表,中共青山旗委组织部,2021-06-20\n"
    "G001,陆怀谷,松岭镇人民政府,思想表现,思想汇报,中共青山旗委组织部,2024-01-30\n"
)
OWN = "sections:\n  政治表现: {names: [思想表现], months: 1}\n  家风家教: {}\n"


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    project, path = Project(tmp_path / "project"), tmp_path / "files.csv"
    path.write_text(ROWS, "utf-8")
    result = project.run("ingest", str(path), "--published", "2024-03-01")
    assert result.exit_code == 0, result.output
    return project


def test_the_office_s_own_sections_are_counted(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [ours] = filled.answer("files", "--at", "2024-03-31")["files"]
    assert ours["missing"] == ["学习培训", "考核评价", "奖励表彰", "工作实绩", "廉洁自律"]
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    monkeypatch.setenv("QUNXIANG_PERSON_FILE", str(tmp_path / "own.yaml"))
    page = filled.answer("files", "--at", "2024-03-31")
    [own] = page["files"]
    assert (own["missing"], own["stale"]) == (["家风家教"], ["政治表现"])
    assert [section["section"] for section in page["sections"]] == ["政治表现", "家风家教"]


def test_a_bad_file_is_one_line(filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.yaml").write_text("sections: {甲: {weight: 3}}\n", "utf-8")
    monkeypatch.setenv("QUNXIANG_PERSON_FILE", str(tmp_path / "own.yaml"))
    result = filled.run("files")
    assert result.exit_code == 1
    assert "own.yaml" in result.stderr
    assert "names 和 months" in result.stderr


def test_desk_and_service_are_given_the_setting(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`serve` opens the same desk as the command line."""
    from qunxiang.settings import read_settings
    from qunxiang.wiring import open_access

    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    monkeypatch.setenv("QUNXIANG_PERSON_FILE", str(tmp_path / "own.yaml"))
    with open_access(read_settings(project=filled.folder)) as access, asking(access) as client:
        assert client.get("/healthz").status_code == 200
        assert [count.section for count in access.records.files(None).sections] == ["政治表现", "家风家教"]
