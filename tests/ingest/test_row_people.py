"""Whom a number in a table means: the person of that number and name, never whoever else bears the number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.responsible.record import Project

HEAD = "人员编号,姓名,性别,出生年月,单位,职务,任职时间"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("QUNXIANG_LANGUAGE", "zh")
    return Project(tmp_path / "project")


def read_roster(project: Project, name: str, *rows: str) -> None:
    path = project.folder.parent / name
    path.write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    result = project.run("ingest", str(path), "--published", "2024-03-01")
    assert result.exit_code == 0, result.output


def test_two_offices_that_count_alike_have_two_people(project: Project) -> None:
    """One number and two names are two people, each with the own post alone."""
    read_roster(project, "a.csv", "G001,陆怀谷,男,1978.03,松岭镇人民政府,镇长,2021.05")
    read_roster(project, "b.csv", "G001,乔知远,女,1985.11,云溪县水利局,副局长,2022.07")
    for name, post in (("陆怀谷", "镇长"), ("乔知远", "副局长")):
        [one] = project.answer("search", name)["results"]
        portrait = project.answer("portrait", "--id", one["id"])
        assert portrait["name"] == name
        assert [held["post"] for held in portrait["posts"]] == [post]


def test_one_number_and_name_in_two_files_is_one_person(project: Project) -> None:
    """A roster of the next year goes on with the same person."""
    read_roster(project, "a.csv", "G001,陆怀谷,男,1978.03,松岭镇人民政府,镇长,2021.05")
    read_roster(project, "b.csv", "G001,陆怀谷,男,1978.03,云溪县水利局,局长,2024.02")
    [one] = project.answer("search", "陆怀谷")["results"]
    posts = project.answer("portrait", "--id", one["id"])["posts"]
    assert {held["post"] for held in posts} == {"镇长", "局长"}
