"""F4: what an issuer wrote of somebody's year stands verbatim, PER, with issuer and year; nothing is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.ontology.catalogue import get_predicate
from tests.responsible.record import Project, asking

SHEET = (
    "松岭镇干部年度考核表,,,,,\n姓名,单位,职务,年度,考核结果,考核单位\n"
    "陆怀谷,松岭镇人民政府,副镇长,2023,优秀,青山旗委组织部\n"
    "孟长河,松岭镇人民政府,镇长,2023,称职（优秀率98.6%）,青山旗委组织部\n"
)


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    path = tmp_path / "考核.csv"
    path.write_text(SHEET, "utf-8")
    result = project.run("ingest", str(path), "--published", "2024-01-20")
    assert result.exit_code == 0, result.output
    return project


def test_an_outcome_is_kept_as_written_with_its_issuer_and_year(filled: Project) -> None:
    with filled.open() as (store, _):
        views = [view for view in store.iter_statements() if view.predicate == "EVALUATED"]
        said = {(v.text_of("target"), v.text_of("outcome"), v.text_of("body"), v.text_of("date")) for v in views}
        assert said == {
            ("陆怀谷", "优秀", "青山旗委组织部", "2023"),
            ("孟长河", "称职（优秀率98.6%）", "青山旗委组织部", "2023"),
        }
        assert {view.data_class for view in views} == {"PER"}
        for view in views:
            document = store.find_document(view.document_id)
            assert document is not None
            assert document.document.text[view.start : view.end] == view.quote


def test_no_part_of_an_outcome_is_a_number(filled: Project) -> None:
    roles = {role.name: role.value for role in get_predicate("EVALUATED").roles}
    assert "number" not in roles.values()
    [line] = filled.answer("portrait", "孟长河")["evaluations"]
    assert "称职（优秀率98.6%）" in str(line)
    assert not [value for value in line.values() if isinstance(value, int | float) and not isinstance(value, bool)]


def test_nobody_can_filter_or_sort_people_by_an_outcome(filled: Project) -> None:
    with filled.open() as (_, desk), asking(desk) as client:
        for word in ("outcome", "evaluation", "sort", "order", "grade"):
            assert client.post("/officials", json={word: "优秀"}).status_code == 422
        assert client.post("/search", json={"name": "优秀"}).json()["results"] == []
