"""Titles are recognised, normalised and put on a line."""

from __future__ import annotations

import pytest

from lexicon.posts import (
    Line,
    counted_titles,
    is_front_line,
    is_rank,
    known_titles,
    line_of,
    national_organisation,
    normalise_title,
    not_posts,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("支部书记", "党支部书记"),
        ("村支书", "党支部书记"),
        ("党支部 书记", "党支部书记"),
        ("村主任", "村委会主任"),
        ("居民委员会主任", "居委会主任"),
        ("嘎查委员会主任", "嘎查达"),
        ("组织部长", "组织部部长"),
        ("付局长", "副局长"),
        ("原副局长", "副局长"),
        ("局長", "局长"),
        ("黨支部書記", "支部书记"),
    ],
)
def test_two_writings_of_one_office_are_equal(one: str, other: str) -> None:
    """The normal form joins the names of one office."""
    assert normalise_title(one) == normalise_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("书记", "副书记"),
        ("党支部书记", "党支部副书记"),
        ("党支部书记", "党总支书记"),
        ("副市长", "常务副市长"),
        ("村委会主任", "居委会主任"),
        ("党支部书记", "党支部委员"),
        ("第一书记", "书记"),
    ],
)
def test_two_offices_are_never_equal(one: str, other: str) -> None:
    """A deputy is not the head; one unit's secretary is not another's."""
    assert normalise_title(one) != normalise_title(other)


def test_an_unseen_title_is_known_by_its_head() -> None:
    """A title that no list holds is still a post."""
    assert "柳编合作研究室副主任" not in known_titles()
    assert line_of("柳编合作研究室副主任") is Line.GOVERNMENT


@pytest.mark.parametrize(
    "word",
    [
        "记者",
        "通讯员",
        "志愿者",
        "负责人",
        "相关负责人",
        "工作人员",
        "党员",
        "居民",
        "老师",
        "书",
        "春天的故事",
    ],
)
def test_other_roles_are_no_posts(word: str) -> None:
    """Reporting roles, memberships and people served hold no office."""
    assert line_of(word) is None


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("党支部书记", Line.PARTY),
        ("旗长", Line.GOVERNMENT),
        ("人大常委会副主任", Line.CONGRESS),
        ("政协副主席", Line.CPPCC),
        ("纪委书记", Line.DISCIPLINE),
        ("法院院长", Line.COURT),
        ("检察长", Line.PROCURATORATE),
        ("武装部部长", Line.ARMY),
        ("妇联主席", Line.MASS_ORGANISATION),
        ("董事长", Line.ENTERPRISE),
        ("校长", Line.SCHOOL),
        ("嘎查达", Line.VILLAGE),
        ("二级调研员", Line.PROFESSIONAL_RANK),
        ("高级畜牧师", Line.PROFESSIONAL_RANK),
    ],
)
def test_each_title_has_its_line(title: str, line: Line) -> None:
    """Words in a title decide before its head noun: 纪委书记 is discipline, not party."""
    assert line_of(title) is line


def test_ranks_are_no_offices() -> None:
    """A rank is held by a person and is no office of a body."""
    assert is_rank("一级主任科员")
    assert is_rank("四级高级检察官")
    assert not is_rank("办公室主任")


def test_front_line_staff_are_marked() -> None:
    """Grid workers and social workers are found through their organisation only; their chiefs are not."""
    assert is_front_line("专职网格员")
    assert is_front_line("社工")
    assert not is_front_line("社区党支部书记")


def test_national_offices_imply_their_body() -> None:
    """An office of national rank needs no organisation beside it."""
    assert national_organisation("国务院总理") == "国务院"
    assert national_organisation("外交部发言人") == "外交部"
    assert national_organisation("总经理") == ""


def test_no_list_contradicts_another() -> None:
    """What is no post is in no list of titles, and every known title is found."""
    assert not_posts().isdisjoint(known_titles())
    assert [title for title in known_titles() if line_of(title) is None] == []
    assert len(counted_titles()) > 1000
