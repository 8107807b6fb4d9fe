"""A mapping of one's own: what is wrong in it is named with file, place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from ingest.mapping_file import expand, load_mapping_file, load_mappings, parse_mapping
from ingest.pseudonym import Pseudonyms
from lexicon.forbidden import find_forbidden_column
from tests.ingest.books import read_file, say, write_table

OWN = """
name: garden
label: {zh: 菜园台账}
columns:
  community: {is: area, required: filled, names: [地点]}
  household: {is: household, required: true, names: ["{菜园,地块}号"]}
  item: {is: phrase, required: true, names: [作物]}
  size: {is: quantity, names: [面积]}
  year: {is: year, required: true, names: [年]}
key: {once: [[community, household, item, year]]}
statements:
  - predicate: ALLOTTED
    roles: {household: household, area: community, item: item, quantity: size, date: year}
    valid_from: year
"""


def test_a_mapping_of_ones_own_is_read_and_used(tmp_path: Path) -> None:
    path = tmp_path / "garden.yaml"
    path.write_text(OWN, encoding="utf-8")
    mapping = load_mapping_file(path)
    table = write_table(
        tmp_path / "t.csv", "地点,地块号,作物,面积（亩）,年\n东沟村,7,白菜,2,2024\n东沟村,8,白菜,2公顷,2024\n"
    )
    reading = read_file(table, Pseudonyms(tmp_path / "k.sqlite"), (mapping,))
    assert say(reading, "item", "quantity", "unit", "date") == [("ALLOTTED", "白菜", "2", "亩", "2024")]
    assert [finding.kind for finding in reading.findings] == ["unit"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: garden", "nam: garden", ("不认识的键 nam",)),
        ("name: garden\n", "", ("缺少 name",)),
        ("is: phrase", "is: thing", ("columns.item", "thing 不认识", "phrase")),
        ("names: [作物]", "names: []", ("columns.item", "没有写表头")),
        ("names: [作物]", "names: 作物", ("columns.item.names", "一列词")),
        ("names: [作物]", "names: [作物, 身份证号]", ("columns.item.names", "身份证号", "不得保存")),
        ("required: filled", "required: maybe", ("columns.community.required", "filled")),
        ("predicate: ALLOTTED", "predicate: GAVE", ("statements 第 1 条", "没有谓词 GAVE")),
        ("item: item, quantity", "itam: item, quantity", ("roles.itam", "没有角色 itam", "可用")),
        ("item: item, quantity", "item: crop, quantity", ("roles.item", "没有列 crop", "已有的列")),
        ("item: item, quantity", "quantity", ("roles", "必须有 item")),
        ("valid_from: year", "valid_from: day", ("valid_from", "没有列 day")),
        ("household: household, area", "household: item, area", ("roles.household", "应指某个对象")),
        ("{once: [[community, household, item, year]]}", "{}", ("key", "认定同一条记录")),
        ("once: [[community,", "once: [[place,", ("key.once", "没有列 place")),
        ("columns:\n", "columns: [\n", ("不是正确的 YAML", "第")),
        ("is: year", "is: code", ("columns.year", "words")),
        ("name: garden", "name: garden\ndata_class: PUB", ("data_class", "只能提高")),
        ("name: garden", "name: garden\nsilent: {item: [无]}", ("silent.item", "代码表")),
        (
            "community: {is: area, required: filled, names: [地点]}\n",
            "place: {is: area, names: [地点]}\n",
            ("community",),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, says: tuple[str, ...]) -> None:
    assert old in OWN
    with pytest.raises(InputError) as caught:
        parse_mapping(OWN.replace(old, new), "garden.yaml")
    assert caught.value.file == "garden.yaml"
    assert caught.value.remedy
    for words in says:
        assert words in str(caught.value)


def test_braces_stand_for_each_of_their_words() -> None:
    assert expand("{农户,住户}{号,编号}") == ["农户号", "农户编号", "住户号", "住户编号"]
    assert expand("户号") == ["户号"]


def test_no_ready_mapping_knows_a_head_that_is_never_kept() -> None:
    heads = {head for mapping in load_mappings() for column in mapping.columns for head in column.heads}
    assert len(heads) > 2000
    assert not [head for head in heads if find_forbidden_column(head)]


def test_no_head_means_two_columns_of_one_mapping_unless_one_of_them_is_a_person() -> None:
    for mapping in load_mappings():
        for one in mapping.columns:
            for other in mapping.columns:
                if one.name < other.name and "person" not in (one.holds, other.holds):
                    shared = (one.heads & other.heads) - one.spares - other.spares
                    assert not shared, (mapping.name, one.name, other.name, sorted(shared))


def test_a_time_limit_is_only_what_is_promised() -> None:
    """A role without one for working days would lose the unit of 3个工作日."""
    wrong = OWN.replace("size: {is: quantity, names: [面积]}", "size: {is: duration, names: [时限]}")
    with pytest.raises(InputError) as caught:
        parse_mapping(wrong, "garden.yaml")
    assert "时限" in str(caught.value)
