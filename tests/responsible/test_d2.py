"""D2: residents who receive aid, pupils and petitioners are no node, are found by no search, and shown masked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.responsible.record import Project, asking

TEXT = (
    "青山旗松岭镇帮扶困难群众\n\n"
    "本报讯 3月5日，青山旗松岭镇东沟村党支部书记陆怀谷带领干部走访困难群众。低保居民张秀英领到了临时救助金。"
    "“没想到救助金来得这么快。”张秀英说。\n"
    "东沟村小学13岁的学生孟小川收到了新书包，“我会好好学习。”孟小川说。\n"
    "多次到镇里反映宅基地问题的信访人赵德旺也当场得到答复。\n"
)
PRIVATE = ("张秀英", "孟小川", "赵德旺")


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, "utf-8")
    assert project.run("ingest", str(path), "--published", "2024-03-06").exit_code == 0
    return project


def test_a_private_person_is_no_node(filled: Project) -> None:
    with filled.open() as (store, _):
        names = {name for entity in store.iter_entities() for name in entity.names}
        assert any("陆怀谷" in name for name in names)
        assert not [name for name in names if name in PRIVATE]
        linked = [entity for _, stored, entity in store.iter_mentions() if stored.mention.text in PRIVATE]
        assert linked
        assert not any(linked)


@pytest.mark.parametrize("name", PRIVATE)
def test_no_search_finds_a_private_person(filled: Project, name: str) -> None:
    assert filled.answer("search", name)["results"] == []
    assert filled.run("portrait", name).exit_code == 4
    with filled.open() as (_, desk), asking(desk) as client:
        assert client.post("/search", json={"name": name}).json()["results"] == []


def test_outside_its_document_a_private_name_is_masked(filled: Project) -> None:
    lines = filled.run("export", "--kind", "statements").stdout
    assert "救助" in lines or "书包" in lines or "陆怀谷" in lines
    for name in PRIVATE:
        assert name not in lines
    for row in map(json.loads, filled.run("export", "--kind", "mentions").stdout.splitlines()):
        assert row["text"] not in PRIVATE


def test_what_people_say_is_shown_under_a_mask(filled: Project) -> None:
    with filled.open() as (store, desk):
        spoken = [view for view in store.iter_statements() if view.predicate == "SPOKE"]
        assert spoken
        shown = [desk.statement(view.id) for view in spoken]
        assert not [name for name in PRIVATE for view in shown if name in repr(view)]
