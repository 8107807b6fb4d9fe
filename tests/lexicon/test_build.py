"""The committed data are what the gazetteer gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexicon.build import (
    DATA,
    VILLAGES,
    find_differences,
    make_titles,
    pack_county,
    pack_villages,
    trim_street,
    trim_village,
)
from lexicon.title_filter import is_title

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("柳树社区居委会", "柳树社区", "c"),
        ("柳树社区居民委员会", "柳树社区", "c"),
        ("柳树居委会", "柳树居委会", "c"),
        ("柳树村委会", "柳树村", "v"),
        ("柳树村村民委员会", "柳树村", "v"),
        ("柳树村民委员会", "柳树村", "v"),
        ("柳树嘎查", "柳树嘎查", "v"),
        ("柳树嘎查委员会", "柳树嘎查", "v"),
        ("柳树嘎查村民委员会", "柳树嘎查", "v"),
        ("柳树嘎查村", "柳树嘎查", "v"),
        ("柳树大队村民委员会", "柳树大队", "v"),
        ("柳树社区", "柳树社区", "c"),
    ],
)
def test_villages_lose_their_office(written: str, name: str, kind: str) -> None:
    """The name of a village is what stands before its office; the kind says which office it has."""
    assert trim_village(written) == (name, kind)


def test_streets_lose_their_office() -> None:
    """某街道办事处 is 某街道; other offices keep their name."""
    assert trim_street("柳树街道办事处") == "柳树街道"
    assert trim_street("柳树林场办事处") == "柳树林场办事处"


def test_codes_are_packed_as_distances() -> None:
    """The next number is empty, a jump is written, a new street begins with a stroke."""
    rows = [("150525100001", "甲社区", "c"), ("150525100002", "乙社区", "c"), ("150525101200", "丙村", "v")]
    assert pack_county("150525", rows).decode() == "/100\t\t\t/101\t200\nccv\n甲社区\t乙社区\t丙村"


@pytest.mark.parametrize(
    "word", ["记者", "志愿者", "中共党员", "项目负责人", "居民", "第五届董事会董事", "大学教师", "IT工程师"]
)
def test_what_is_no_post_is_left_out(word: str) -> None:
    """Reporting roles, memberships, occupations and strings that name more than the post are no titles."""
    assert not is_title(word)


@pytest.mark.parametrize("word", ["党委书记", "副局长", "村委会主任", "高级工程师", "网格员"])
def test_posts_and_ranks_stay(word: str) -> None:
    """Offices, ranks and front-line posts are titles."""
    assert is_title(word)


def test_village_file_stays_small() -> None:
    """All villages of the country take less than 4 MB."""
    assert (DATA / VILLAGES).stat().st_size < 4_000_000


def test_committed_files_are_what_the_gazetteer_gives(shared: Path) -> None:
    """Nothing drifts: building again gives the content of the committed files."""
    assert find_differences(shared / "data" / "gazetteer") == []


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes(shared: Path) -> None:
    """No clock and no order of a set enters the files."""
    source = shared / "data" / "gazetteer"
    assert pack_villages(source) == pack_villages(source)
    assert make_titles(source) == make_titles(source)


@pytest.mark.slow
def test_a_changed_file_is_named(shared: Path, tmp_path: Path) -> None:
    """The check names a file that is missing or differs, and no other."""
    for file in DATA.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "titles.tsv").write_text("书记\t1\n", "utf-8")
    assert find_differences(shared / "data" / "gazetteer", tmp_path) == ["titles.tsv"]
