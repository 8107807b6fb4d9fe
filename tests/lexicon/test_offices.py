"""One office however it is named, and the body that a title implies."""

from __future__ import annotations

import pytest

from lexicon.offices import find_division, implied_organisation, office_of

Named = tuple[str, str]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("柳树嘎查党支部", "书记"), ("柳树嘎查", "党支部书记")),
        (("柳树嘎查", "支部书记"), ("柳树嘎查党支部委员会", "书记")),
        (("奈曼旗人民政府", "旗长"), ("奈曼旗", "旗长")),
        (("奈曼旗政府", "副旗长"), ("奈曼旗", "副旗长")),
        (("奈曼旗", "旗委书记"), ("中共奈曼旗委员会", "书记")),
        (("奈曼旗委", "组织部部长"), ("奈曼旗委组织部", "部长")),
        (("奈曼旗", "旗委组织部部长"), ("奈曼旗委组织部", "部长")),
        (("柳树村村民委员会", "主任"), ("柳树村", "村主任")),
        (("柳树嘎查委员会", "主任"), ("柳树嘎查", "嘎查达")),
        (("柳树社区居委会", "主任"), ("柳树社区", "居委会主任")),
        (("柳树镇党委", "书记"), ("柳树镇", "党委书记")),
        (("柳树街道党工委", "书记"), ("柳树街道", "党工委书记")),
        (("通辽市", "人大常委会主任"), ("通辽市人大常委会", "主任")),
        (("通辽市委", "纪委书记"), ("通辽市纪委", "书记")),
        (("内蒙古自治区人民政府", "主席"), ("内蒙古自治区", "自治区主席")),
    ],
)
def test_one_office_named_in_two_ways(one: Named, other: Named) -> None:
    """However body and title are cut, the office is the same."""
    assert office_of(*one) == office_of(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("柳树嘎查", "党支部书记"), ("柳树嘎查", "党支部副书记")),
        (("柳树嘎查", "党支部书记"), ("柳树嘎查", "嘎查达")),
        (("柳树嘎查红白理事会", "会长"), ("柳树嘎查", "会长")),
        (("奈曼旗人民政府", "办公室主任"), ("奈曼旗", "办公室主任")),
        (("奈曼旗委", "书记"), ("奈曼旗", "旗长")),
        (("奈曼旗人大常委会", "主任"), ("奈曼旗人民政府", "主任")),
    ],
)
def test_two_offices_stay_apart(one: Named, other: Named) -> None:
    """Folding never joins two offices."""
    assert office_of(*one) != office_of(*other)


def test_whose_office_it_is() -> None:
    """A branch's posts are its village's, a committee of mourning and weddings keeps its own."""
    assert office_of("柳树嘎查党支部", "成员").body == "柳树嘎查"
    assert office_of("柳树嘎查红白理事会", "成员").body == "柳树嘎查红白理事会"
    assert office_of("奈曼旗人民政府", "旗长").body == "奈曼旗"
    assert office_of("奈曼旗人民政府", "办公室主任").body == "奈曼旗人民政府办公室"


@pytest.mark.parametrize(
    ("beside", "title", "organisation"),
    [
        ("通辽市委", "市长", "通辽市人民政府"),
        ("奈曼旗", "旗长", "奈曼旗人民政府"),
        ("奈曼旗", "常务副旗长", "奈曼旗人民政府"),
        ("柳树镇党委", "镇长", "柳树镇人民政府"),
        ("奈曼旗", "旗委书记", "奈曼旗委"),
        ("奈曼旗委", "组织部部长", "奈曼旗委组织部"),
        ("内蒙古自治区党委", "自治区主席", "内蒙古自治区人民政府"),
        ("奈曼旗", "政协主席", "奈曼旗政协"),
        ("奈曼旗", "公安局局长", "奈曼旗公安局"),
        ("奈曼旗", "法院院长", "奈曼旗人民法院"),
        ("通辽市", "法院院长", ""),
        ("奈曼旗", "旗人社局局长", "奈曼旗人力资源和社会保障局"),
        ("通辽市", "国务院总理", "国务院"),
        ("奈曼旗", "市长", ""),
        ("柳树物业公司", "经理", ""),
        ("奈曼旗", "网格员", ""),
    ],
)
def test_what_a_title_implies(beside: str, title: str, organisation: str) -> None:
    """A title names its body where only one can be meant, and nothing where two can."""
    assert implied_organisation(beside, title) == organisation


def test_the_division_of_a_body() -> None:
    """Committees, governments and houses are led back to their division."""
    assert find_division("通辽市委") == find_division("通辽市人民政府") == find_division("通辽市") == "通辽市"
    assert find_division("柳树有限公司") == ""
