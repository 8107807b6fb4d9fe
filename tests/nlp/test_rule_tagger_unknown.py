"""Names that no list knows: divisions by their offices, communities by what stands around them, lists of names."""

from __future__ import annotations

import pytest

from nlp.rule_tagger.reader import RuleTagger

TAGGER = RuleTagger()


def find(text: str, *kinds: str) -> list[tuple[str, str]]:
    """Return (kind, words) of the mentions of these kinds, in order."""
    mentions = TAGGER.tag(text, 0, len(text))
    return [(str(mention.kind), mention.text) for mention in mentions if str(mention.kind) in kinds]


NAMES = ("PERSON", "PLACE", "COMMUNITY", "ORG", "POST")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("榆树旗副旗长到会。", [("PLACE", "榆树旗"), ("POST", "副旗长")]),
        ("榆树旗教育局局长宣读名单。", [("ORG", "榆树旗教育局"), ("POST", "局长")]),
        ("雁栖县人民政府印发通知。", [("ORG", "雁栖县人民政府")]),
        ("云岭县青石乡副乡长带队。", [("PLACE", "云岭县"), ("PLACE", "青石乡"), ("POST", "副乡长")]),
        ("雁栖县委办公室主任到任。", [("ORG", "雁栖县委办公室"), ("POST", "主任")]),
    ],
)
def test_a_name_before_an_office_or_body_of_its_level_is_a_division(text: str, found: list[tuple[str, str]]) -> None:
    assert find(text, *NAMES) == found


def test_a_chain_of_unknown_names_is_cut_at_its_words_of_level() -> None:
    assert find("榆树旗青禾镇栖霞社区的老人很高兴。", *NAMES) == [
        ("PLACE", "榆树旗"), ("PLACE", "青禾镇"), ("COMMUNITY", "栖霞社区"),
    ]  # fmt: skip


def test_a_division_that_one_sentence_makes_sure_is_known_in_the_others() -> None:
    text = "榆树旗表彰文明窗口。榆树旗副旗长到会。"
    assert find(text, "PLACE", "PERSON") == [("PLACE", "榆树旗"), ("PLACE", "榆树旗")]


@pytest.mark.parametrize("text", ["全县各乡镇副镇长参加。", "该区教育局发布消息。", "城市管理局局长到会。"])
def test_words_that_point_at_a_division_are_no_name_of_one(text: str) -> None:
    assert find(text, "PLACE") == []


@pytest.mark.parametrize(
    "name", ["乌勒盖社区", "巴彦陶勒社区", "努仁塔社区", "银海新苑小区", "乌日盖管理区"]
)  # fmt: skip
def test_a_name_of_letters_that_other_words_have_too_keeps_its_first_letters(name: str) -> None:
    assert name in [words for _, words in find(f"近日，{name}办起夜校。", "COMMUNITY", "PLACE")]


def test_a_far_county_opens_the_name_of_a_village_only_where_nothing_leads_to_it() -> None:
    """银海 is a county elsewhere; right behind its province a county stays a division."""
    assert find("家住银海新苑小区的居民说。", "PLACE", "COMMUNITY") == [("COMMUNITY", "银海新苑小区")]
    assert ("PLACE", "尚志") in find("来到黑龙江尚志柳条村。", "PLACE", "COMMUNITY")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("同意为乌云塔、双玉、梅荣等10户发放奖励。", ["乌云塔", "双玉", "梅荣"]),
        ("村里为额尔登、宝力高、青山等十二户送草料。", ["额尔登", "宝力高", "青山"]),
        ("给教师、医生等5名党员戴上红花。", []),
        ("走进柳条村、青石村等12户人家。", []),
    ],
)
def test_the_members_of_a_list_of_people_or_households_are_persons(text: str, names: list[str]) -> None:
    assert [words for _, words in find(text, "PERSON")] == names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("主    任：陈  明", [("POST", "主    任"), ("PERSON", "陈  明")]),
        ("成    员：韩立冬（市商务局）", [("POST", "成    员"), ("PERSON", "韩立冬"), ("ORG", "市商务局")]),
        ("副 组 长：韩  勇", [("POST", "副 组 长"), ("PERSON", "韩  勇")]),
        ("成员：韩立冬（市编委办）", [("POST", "成员"), ("PERSON", "韩立冬"), ("ORG", "市编委办")]),
    ],
)
def test_titles_and_names_stretched_with_blanks_keep_their_blanks(line: str, found: list[tuple[str, str]]) -> None:
    assert find(f"名单如下\n{line}\n", *NAMES) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("拓新街道办事处副主任到会。", [("ORG", "拓新街道办事处"), ("POST", "副主任")]),
        ("纪工委书记到会。", [("ORG", "纪工委"), ("POST", "书记")]),
        ("祥云县分类办副主任到会。", [("ORG", "祥云县分类办"), ("POST", "副主任")]),
        ("省民政厅慈善社工处副处长到会。", [("ORG", "省民政厅慈善社工处"), ("POST", "副处长")]),
        ("县融媒体中心主任到会。", [("ORG", "县融媒体中心"), ("POST", "主任")]),
        ("市公安局局长到会。", [("ORG", "市公安局"), ("POST", "局长")]),
        ("市第三中学校长到会。", [("ORG", "市第三中学"), ("POST", "校长")]),
        ("柳溪派出所所长到会。", [("ORG", "柳溪派出所"), ("POST", "所长")]),
    ],
)
def test_a_department_before_a_post_belongs_to_its_body(text: str, found: list[tuple[str, str]]) -> None:
    assert find(text, "ORG", "POST") == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("榆树旗副旗长宝音额尔德尼宣读决定。", ["宝音额尔德尼"]),
        ("组织委员吴青格乐图到会。", ["吴青格乐图"]),
        ("选举古丽娜尔·阿不都为主席。", ["古丽娜尔·阿不都"]),
        ("水务局局长饶劲一有空就去工地。", ["饶劲"]),
        ("他是东莞石龙人，大学学历。", []),
        ("麦吾尔族群众和塔吉克族群众。", []),
        ("“白毛风”来了，法律服务进万家，办法普惠易行。", []),
    ],
)
def test_a_name_of_a_person_ends_where_grammar_says(text: str, names: list[str]) -> None:
    assert [words for _, words in find(text, "PERSON")] == names
