"""Several offices in one cell: each becomes a post where the cell says whose each is, else the row goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.office import pair_posts, split_offices
from ingest.pseudonym import Pseudonyms
from tests.ingest.books import places, read_file, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "k.sqlite")


@pytest.mark.parametrize(
    ("written", "offices"),
    [
        ("青禾县农业农村局局长", [("青禾县农业农村局", "局长")]),
        ("青禾市文化馆副馆长", [("青禾市文化馆", "副馆长")]),
        ("青禾县纪委书记、县监委主任", [("青禾县纪委", "书记"), ("青禾县监委", "主任")]),
        ("县统计局党组书记、局长（一级调研员）", [("县统计局", "党组书记"), ("县统计局", "局长")]),
        ("乡村振兴局局长、党组书记", []),
        ("青禾县农业农村局党组书记、局长", [("青禾县农业农村局", "党组书记"), ("青禾县农业农村局", "局长")]),
        ("柳泉乡党委书记；人大主席", [("柳泉乡", "党委书记"), ("柳泉乡", "人大主席")]),
        ("柳泉乡党委书记兼人大主席", [("柳泉乡", "党委书记"), ("柳泉乡", "人大主席")]),
        ("柳泉乡人民政府副乡长、党委委员", [("柳泉乡人民政府", "副乡长"), ("柳泉乡", "党委委员")]),
        ("槐树沟村党支部书记、村委会主任", [("槐树沟村", "党支部书记"), ("槐树沟村", "村委会主任")]),
        ("青禾县审计局局长，青禾县统计局副局长", [("青禾县审计局", "局长"), ("青禾县统计局", "副局长")]),
        ("青禾县审计局局长、统计局副局长", []),
        ("南山镇党委副书记、镇长", [("南山镇", "党委副书记"), ("南山镇", "镇长")]),
        ("审计局局长、党组书记", []),
        ("柳泉乡妇联主席、民政助理", []),
        ("柳泉乡副乡长、分管畜牧", []),
        ("党委委员、副乡长", []),
        ("局长", []),
    ],
)
def test_offices_of_a_cell(written: str, offices: list[tuple[str, str]]) -> None:
    assert list(split_offices(written)) == offices


def test_a_post_that_names_another_body_is_of_that_one() -> None:
    assert pair_posts("青禾县审计局", ("局长", "青禾县统计局副局长", "党支部书记")) == (
        ("青禾县审计局", "局长"), ("青禾县统计局", "副局长"), ("青禾县审计局", "党支部书记"),
    )  # fmt: skip


def test_a_roster_with_several_offices_in_a_cell(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """Each line of the cell, also where two rows write the same; what cannot be told apart is reported."""
    table = write_table(
        tmp_path / "干部花名册.csv",
        "姓名,单位及职务,任职时间\n"
        "温如璧,青禾县审计局局长、党组书记,2021.3\n"
        "陆怀谷,槐树沟村党支部书记、村委会主任,2020.5\n"
        "司徒砚,槐树沟村党支部书记、村委会主任,2022.6\n"
        "林知远,审计局局长、党组书记,2022.6\n",
    )
    reading = read_file(table, pseudonyms)
    held = [(s.text_of("person"), s.text_of("org"), s.text_of("post")) for s in reading.statements]
    assert held == [
        ("温如璧", "青禾县审计局", "局长"), ("温如璧", "青禾县审计局", "党组书记"),
        ("陆怀谷", "槐树沟村", "党支部书记"), ("陆怀谷", "槐树沟村", "村委会主任"),
        ("司徒砚", "槐树沟村", "党支部书记"), ("司徒砚", "槐树沟村", "村委会主任"),
    ]  # fmt: skip
    assert places(reading) == [("", 5, "单位及职务", "no_office", "reject")]


def test_a_column_of_posts_beside_one_of_bodies(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    table = write_table(
        tmp_path / "干部名册.csv",
        "姓名,单位,职务\n温如璧,青禾县审计局,局长、青禾县统计局副局长\n陆怀谷,青禾县审计局,副局长\n",
    )
    held = [(s.text_of("org"), s.text_of("post")) for s in read_file(table, pseudonyms).statements]
    assert held == [("青禾县审计局", "局长"), ("青禾县统计局", "副局长"), ("青禾县审计局", "副局长")]
