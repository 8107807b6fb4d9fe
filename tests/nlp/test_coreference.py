"""Short forms led back to what they stand for in their own article."""

from __future__ import annotations

import pytest

from domain.document import Article
from domain.mention import MentionKind
from lexicon.areas import load_areas
from nlp.coreference import bodies_before, find_area_before, find_body_before, resolve_mentions
from tests.nlp.marked import make_scene, read_marked


def names(marked: str) -> dict[str, str]:
    return {mention.text: mention.full_name for mention in make_scene(marked).mentions}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("旗委", "库伦旗委"),
        ("旗人社局", "库伦旗人力资源和社会保障局"),
        ("旗委组织部", "库伦旗委组织部"),
        ("旗融媒体中心", "库伦旗融媒体中心"),
    ],
)
def test_a_form_with_a_bare_level_is_of_the_division_named_before(short: str, full: str) -> None:
    """The level word gives way to the division; departments are written out."""
    assert names(f"⟦PLACE 库伦旗⟧下了雪。⟦ORG {short}⟧发出通知。")[short] == full


def test_the_division_named_last_before_wins() -> None:
    """With two divisions of a level each short form follows the one before it."""
    scene = make_scene("⟦PLACE 库伦旗⟧⟦ORG 旗委⟧来信。⟦PLACE 奈曼旗⟧⟦ORG 旗委⟧回信。")
    assert [mention.full_name for mention in scene.mentions if mention.text == "旗委"] == ["库伦旗委", "奈曼旗委"]


def test_a_headline_may_use_the_short_form_before_the_only_division_is_named() -> None:
    """When the article names one division of the level, the form before it means that one."""
    assert names("⟦ORG 旗委⟧开会\n⟦PLACE 库伦旗⟧召开会议。")["旗委"] == "库伦旗委"


def test_a_short_form_stays_open_without_its_division() -> None:
    """No division of the level, or two of them only behind it, leave it open: never a guess."""
    assert names("⟦PLACE 通辽市⟧下了雪。⟦ORG 旗委⟧发出通知。")["旗委"] == ""
    assert names("⟦ORG 旗委⟧开会。⟦PLACE 库伦旗⟧与⟦PLACE 奈曼旗⟧出席。")["旗委"] == ""


def test_an_article_does_not_borrow_from_another() -> None:
    """What one article of a page names says nothing about the next."""
    text, mentions = read_marked("⟦PLACE 库伦旗⟧下了雪。\n⟦ORG 旗委⟧发出通知。")
    cut = text.index("\n")
    articles = (Article("", "", ((0, cut),)), Article("", "", ((cut, len(text)),)))
    assert [mention.full_name for mention in resolve_mentions(text, articles, mentions)] == ["", ""]


@pytest.mark.parametrize(
    ("marked", "short", "full"),
    [
        ("⟦COMMUNITY 白音塔拉嘎查⟧富了。⟦ORG 嘎查党支部⟧开会。", "嘎查党支部", "白音塔拉嘎查党支部"),
        ("⟦COMMUNITY 柳泉村⟧富了。⟦ORG 村委会⟧开会。", "村委会", "柳泉村村委会"),
        ("⟦COMMUNITY 松鹤社区⟧下雪。⟦ORG 社区居民委员会⟧扫雪。", "社区居民委员会", "松鹤社区居委会"),
        ("⟦PLACE 青河县⟧下雪。⟦ORG 县城管局⟧扫雪。", "县城管局", "青河县城市管理局"),
    ],
)
def test_the_bodies_of_a_village_are_of_the_village_named_before(marked: str, short: str, full: str) -> None:
    """嘎查党支部 and 村委会 take the name of the village."""
    assert names(marked)[short] == full


def test_a_word_that_only_begins_like_a_level_is_no_short_form() -> None:
    """市场监管局 does not begin with 市, 区域协会 not with 区; a full name stays as it is."""
    found = names("⟦PLACE 通辽市⟧⟦PLACE 科尔沁区⟧下雪。⟦ORG 市场协会⟧、⟦ORG 区域发展研究会⟧、⟦ORG 通辽市公安局⟧开会。")
    assert found["市场协会"] == found["区域发展研究会"] == found["通辽市公安局"] == ""


def test_areas_get_their_code_where_the_context_makes_it_certain() -> None:
    """A county gets its code; a name that many share gets none alone and one beside its province."""
    codes = {mention.text: mention.code for mention in make_scene("⟦PLACE 内蒙古⟧⟦PLACE 库伦旗⟧。").mentions}
    assert codes == {"内蒙古": "15", "库伦旗": "150524"}
    assert make_scene("⟦PLACE 鼓楼区⟧下雨。").mentions[0].code == ""
    assert make_scene("⟦PLACE 南京市⟧⟦PLACE 鼓楼区⟧下雨。").mentions[1].code == "320106"


def test_a_community_gets_its_code_beside_its_county_only() -> None:
    """The official list of villages is asked for the counties that the article names."""
    areas = load_areas()
    village = next(v for v in areas.villages("150524") if v.name.endswith("嘎查") and not areas.split_prefixes(v.name))
    assert make_scene(f"⟦COMMUNITY {village.name}⟧下雪。").mentions[0].code == ""
    assert make_scene(f"⟦PLACE 库伦旗⟧⟦COMMUNITY {village.name}⟧下雪。").mentions[1].code == village.code


def test_bodies_come_back_nearest_first() -> None:
    """Looking back goes from the offset to the start of the article, over bodies only."""
    scene = make_scene("⟦PLACE 库伦旗⟧⟦COMMUNITY 柳泉村⟧的⟦PERSON 郭满仓⟧找到⟦ORG 旗委⟧，该村。")
    offset = scene.text.index("该村")
    assert [body.text for body in bodies_before(scene, offset)] == ["旗委", "柳泉村", "库伦旗"]
    body = find_body_before(scene, offset, "村")
    assert body is not None
    assert body.text == "柳泉村"
    assert find_body_before(scene, offset, "社区") is None


def test_the_area_of_a_level_is_found_by_its_full_name() -> None:
    """A short form of the province counts by its full name; an area above a county counts when none is named."""
    scene = make_scene("⟦PLACE 内蒙古⟧⟦PLACE 库伦旗⟧开会。")
    assert find_area_before(scene, len(scene.text), "自治区") == "内蒙古自治区"
    assert find_area_before(scene, len(scene.text), "市") == "通辽市"
    assert find_area_before(scene, len(scene.text), "省") == ""


def _codes(marked: str) -> list[str]:
    return [mention.code for mention in make_scene(marked).mentions if mention.kind is MentionKind.COMMUNITY]


def test_a_village_lies_in_the_town_that_the_text_names_or_has_no_code() -> None:
    """A village of that name in another town of the county, which no text names, is never meant."""
    opening = "⟦PLACE 库伦旗⟧⟦PLACE 扣河子镇⟧"
    villages = [village for village in load_areas().villages("150524") if not load_areas().split_prefixes(village.name)]
    (town,) = (area for area in load_areas().by_name("扣河子镇") if area.code.startswith("150524"))
    every = [village.name for village in villages]
    far = next(v for v in villages if not v.code.startswith(town.code) and every.count(v.name) == 1)
    near = next(v for v in villages if v.code.startswith(town.code) and every.count(v.name) == 1)
    assert _codes(f"⟦PLACE 库伦旗⟧⟦COMMUNITY {far.name}⟧下雪。") == [far.code]
    assert _codes(f"{opening}⟦COMMUNITY {near.name}⟧下雪。") == [near.code]
    assert _codes(f"{opening}⟦COMMUNITY {far.name}⟧下雪。⟦COMMUNITY {far.name}⟧扫雪。") == ["", ""]
    assert _codes(f"⟦PLACE 库伦旗⟧下雪。槐荫镇⟦COMMUNITY {far.name}⟧扫雪。⟦COMMUNITY {far.name}⟧晴了。") == ["", ""]
    assert _codes(f"{opening}下雪。⟦PLACE 库伦旗⟧⟦COMMUNITY {far.name}⟧扫雪。") == [""]
    assert _codes(f"⟦PLACE 库伦旗⟧下雪。同镇⟦COMMUNITY {far.name}⟧扫雪。") == [far.code]


def test_two_towns_villages_of_one_name_carry_their_towns() -> None:
    """Each name behind its town is of that town, a bare one of the town written last before."""
    villages = [village for village in load_areas().villages("150524") if not load_areas().split_prefixes(village.name)]
    far = next(v for v in villages if [other.name for other in villages].count(v.name) == 1)
    town = load_areas().get(far.street).name
    other = next(a.name for a in load_areas() if a.parent == "150524" and a.name.endswith("镇") and a.name != town)
    scene = make_scene(
        f"⟦PLACE {town}⟧⟦COMMUNITY {far.name}⟧下雪。⟦COMMUNITY {far.name}⟧扫雪。"
        f"⟦PLACE 库伦旗⟧⟦PLACE {other}⟧⟦COMMUNITY {far.name}⟧下雨。⟦COMMUNITY {far.name}⟧排水。"
    )
    found = [(m.code, m.full_name) for m in scene.mentions if m.kind is MentionKind.COMMUNITY]
    second = ("", f"库伦旗{other}{far.name}")
    assert found == [(far.code, ""), (far.code, ""), second, second]


@pytest.mark.parametrize(
    "life",
    [
        "⟦PERSON 郭满仓⟧出生于⟦PLACE 山东省⟧⟦PLACE 沂水县⟧。",
        "⟦PERSON 郭满仓⟧，1970年3月生于⟦PLACE 沂水县⟧，中共党员。",
        "⟦PERSON 郭满仓⟧，籍贯⟦PLACE 沂水县⟧。",
        "⟦PERSON 郭满仓⟧是⟦PLACE 山东省⟧⟦PLACE 沂水县⟧人氏。",
        "⟦PERSON 郭满仓⟧，男，汉族，⟦PLACE 沂水县⟧人，大学学历。",
        "⟦PERSON 郭满仓⟧毕业于⟦ORG 沂水县第一中学⟧。",
        "⟦PERSON 郭满仓⟧，老家在⟦PLACE 沂水县⟧⟦COMMUNITY 柳泉村⟧。",
    ],
)
def test_the_place_of_a_life_completes_no_organ(life: str) -> None:
    """Where somebody was born, comes from or went to school is not where the article is."""
    assert names(f"{life}⟦ORG 县教育局⟧来人。")["县教育局"] == ""
    assert names(f"⟦ORG 开鲁县财政局⟧开会。{life}⟦ORG 县教育局⟧来人。")["县教育局"] == "开鲁县教育局"
    scene = make_scene(f"⟦PLACE 开鲁县⟧开会。{life}全县下雪。")
    assert find_area_before(scene, scene.text.index("全县"), "县") == "开鲁县"


def test_a_place_where_people_act_still_completes_an_organ() -> None:
    """The people of a county, and what was built there, are no life."""
    assert names("⟦PLACE 沂水县⟧人民齐上阵。⟦ORG 县教育局⟧来人。")["县教育局"] == "沂水县教育局"
    assert names("大桥建于⟦PLACE 沂水县⟧。⟦ORG 县教育局⟧来人。")["县教育局"] == "沂水县教育局"
