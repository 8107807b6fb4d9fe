"""D3: no relation crosses the planes but a duty; the table of pseudonyms does not open without its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import SettingsError
from domain.ontology.catalogue import load_kinds, load_predicates
from ingest.pseudonym import Pseudonyms
from tests.responsible.record import Project

RECORDS = {
    "户.csv": "户号,旗县,乡镇,社区,网格,服务对象类别\n"
    "QX-0007,青山旗,松岭镇,东沟村,一网格,独居\nQX-0008,青山旗,松岭镇,东沟村,一网格,\n",
    "服务.csv": "服务日期,旗县,乡镇,社区,网格,户号,服务项目\n2024-03-05,青山旗,松岭镇,东沟村,一网格,QX-0007,助餐\n",
    "网格员.csv": "网格,旗县,乡镇,社区,姓名,职务,专兼职\n一网格,青山旗,松岭镇,东沟村,陆怀谷,网格长,专职\n",
    "诉求.csv": "编号,旗县,乡镇,社区,户号,类别,提出时间,办结时间\n"
    "A1,青山旗,松岭镇,东沟村,QX-0007,照明,2024-03-01,2024-03-03\n",
}


def service_kinds() -> set[str]:
    return {name for name, kind in load_kinds().items() if kind.plane == "service"}


def test_no_predicate_joins_an_official_with_a_household_or_case() -> None:
    """A duty is for a grid, an area or a service; no line about a household names a person."""
    hidden = service_kinds()
    assert hidden == {"Household", "Case"}
    crossing = [
        (spec.name, role.name)
        for spec in load_predicates().values()
        if any(hidden & other.kinds for other in spec.roles) and spec.data_class == "CASE"
        for role in spec.roles
        if role.kinds & {"Person", "Post"}
    ]
    assert crossing == []
    evaluated = load_predicates()["EVALUATED"]
    assert [role.name for role in evaluated.roles if role.kinds & hidden] == ["target"]


@pytest.fixture
def filled(project: Project, tmp_path: Path) -> Project:
    for name, text in RECORDS.items():
        (tmp_path / name).write_text(text, "utf-8")
    result = project.run("ingest", *(str(tmp_path / name) for name in RECORDS), "--published", "2024-04-01")
    assert result.exit_code == 0, result.output
    return project


def test_no_relation_in_the_store_crosses_the_planes(filled: Project) -> None:
    hidden = service_kinds()
    with filled.open() as (store, _):
        statements = list(store.iter_statements())
        assert {"LIVES_IN", "USED", "CASE_EVENT", "RESPONSIBLE_FOR"} <= {view.predicate for view in statements}
        for view in statements:
            kinds = {argument.kind for argument in view.arguments if argument.entity_id}
            if kinds & hidden:
                assert view.data_class == "CASE"
                assert not kinds & {"Person", "Post"}


def test_no_walk_from_an_official_reaches_a_household_or_case(filled: Project) -> None:
    with filled.open() as (store, _):
        people = [entity for entity in store.iter_entities() if entity.kind == "Person"]
        assert people
        for person in people:
            edges = [*store.adjacent(person.id), *store.neighbourhood([person.id], 4, 1_000)]
            ends = {end for edge in edges for end in (edge.source, edge.target)}
            assert not {end for end in ends if end.startswith(("household-", "case-"))}


def test_the_table_of_pseudonyms_does_not_open_without_its_key(filled: Project) -> None:
    table = filled.folder / "key.db"
    assert b"QX-000" not in table.read_bytes()
    key = table.with_name("key.db.key")
    key.unlink()
    with pytest.raises(SettingsError, match="密钥"):
        Pseudonyms(table)
    key.write_bytes(b"\0" * 32)
    with pytest.raises(SettingsError, match="密钥"):
        Pseudonyms(table)
