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
    "name", ["乌勒盖社区", "宾阳陶勒社区", "努安化社区", "银州翠苑小区", "苏日盖管理区"]
)  # fmt: skip
def test_a_name_of_letters_that_other_words_have_too_keeps_its_first_letters(name: str) -> None:
    assert name in [words for _, words in find(f"近日，{name}办起夜校。", "COMMUNITY", "PLACE")]


def test_a_far_county_opens_the_name_of_a_village_only_where_nothing_leads_to_it() -> None:
    """银州 is a county elsewhere; right behind its province a county stays a division."""
    assert find("家住银州翠苑小区的居民说。", "PLACE", "COMMUNITY") == [("COMMUNITY", "银州翠苑小区")]
    assert ("PLACE", "惠水") in find("来到贵州惠水石板村。", "PLACE", "COMMUNITY")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("苏木把奖牌送给乌云塔、双福、孟和等15户。", ["乌云塔", "双福", "孟和"]),
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
        ("成    员：韩立冬（市水文局）", [("POST", "成    员"), ("PERSON", "韩立冬"), ("ORG", "市水文局")]),
        ("副 组 长：韩  勇", [("POST", "副 组 长"), ("PERSON", "韩  勇")]),
        ("成员：韩立冬（市创城办）", [("POST", "成员"), ("PERSON", "韩立冬"), ("ORG", "市创城办")]),
    ],
)
def test_titles_and_names_stretched_with_blanks_keep_their_blanks(line: str, found: list[tuple[str, str]]) -> None:
    assert find(f"名单如下\n{line}\n", *NAMES) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云栖街道办事处副主任到会。", [("ORG", "云栖街道办事处"), ("POST", "副主任")]),
        ("纪工委书记到会。", [("ORG", "纪工委"), ("POST", "书记")]),
        ("祥云县创城办副主任到会。", [("ORG", "祥云县创城办"), ("POST", "副主任")]),
        ("省教育厅教师工作处副处长到会。", [("ORG", "省教育厅教师工作处"), ("POST", "副处长")]),
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
        ("镇长韩立一有空就下乡。", ["韩立"]),
        ("他是绍兴柯桥人，大学学历。", []),
        ("麦吾尔族群众和塔吉克族群众。", []),
        ("“白旋风”来了，政策宣讲进万户。", []),
    ],
)
def test_a_name_of_a_person_ends_where_grammar_says(text: str, names: list[str]) -> None:
    assert [words for _, words in find(text, "PERSON")] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("湖滨街道综治中心副主任到会。", [("ORG", "湖滨街道综治中心"), ("POST", "副主任")]),
        ("市委巡察办主任到会。", [("ORG", "市委巡察办"), ("POST", "主任")]),
        ("县总工会主席到会。", [("ORG", "县总工会"), ("POST", "主席")]),
        ("关于“三长一委员”和“贴心管家”的做法。", []),
        ("驻青石村第一书记兼工作队队长到会。", [("POST", "第一书记"), ("POST", "队长")]),
    ],
)
def test_what_ends_in_a_leader_opens_no_name_of_a_body(text: str, found: list[tuple[str, str]]) -> None:
    assert [item for item in find(text, "ORG", "POST") if item[1] != "委员"] == found


@pytest.mark.parametrize("name", ["宝力根图嘎查", "托海勒村"])
def test_a_community_before_an_office_is_no_person(name: str) -> None:
    assert name not in [words for _, words in find(f"他是{name}党支部书记。", "PERSON")]


def test_a_community_named_after_a_road_keeps_the_road() -> None:
    assert ("COMMUNITY", "利民路社区") in find("云川市东岭区湖滨街道利民路社区党委书记到会。", "COMMUNITY")


@pytest.mark.parametrize(
    ("text", "community"),
    [
        ("云杏社区主任到会。走访云杏。", "云杏社区"),
        ("云杏社区主任、少数民族干部到会。大家来到云杏说笑。", "云杏社区"),
        ("柳泉村村主任到会。", "柳泉村"),
        ("罗坪村主任到会，罗坪的路修好了。", "罗坪村"),
    ],
)
def test_the_name_of_a_community_names_no_person_in_its_text(text: str, community: str) -> None:
    """社区 goes with its name, not with the title, and the name without it is nobody's."""
    assert find(text, "PERSON") == []
    assert ("COMMUNITY", community) in find(text, "COMMUNITY")


@pytest.mark.parametrize(
    ("text", "title"),
    [("担任社区主任的李强来了。", "社区主任"), ("老支书领着村主任来了。", "村主任")],
)
def test_a_title_that_no_name_precedes_keeps_its_community_word(text: str, title: str) -> None:
    assert title in [words for _, words in find(text, "POST")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青木苏木乌兰格日勒嘎查党支部书记到会。", "乌兰格日勒嘎查"),
        ("巴彦塔拉都仁嘎查的牧民。", "巴彦塔拉都仁嘎查"),
        ("在场的有，敖特尔宝力格嘎查的牧民。", "敖特尔宝力格嘎查"),
    ],
)
def test_a_village_written_by_sound_is_found_whatever_words_lie_in_it(text: str, name: str) -> None:
    """The lattice may read a known place or a word of grammar into the sounds: the whole name counts."""
    assert ("COMMUNITY", name) in find(text, "COMMUNITY")
