"""HOLDS_POST: who holds, held, gets and loses which post, where, how and since when."""

from __future__ import annotations

import pytest

from nlp.statements.holding import find_holdings
from tests.nlp.marked import make_scene, tell

ROLES = ("person", "org", "post", "status")


def read(marked: str, *roles: str) -> list[tuple[str, ...]]:
    scene = make_scene(marked)
    return tell(scene, find_holdings(scene), *(roles or ROLES))


def test_a_title_before_a_name_is_held_now() -> None:
    """A body, a post and a name that touch say who holds the post."""
    assert read("⟦ORG 青河县委⟧⟦POST 书记⟧⟦PERSON 韩立冬⟧到牧区走访。") == [("韩立冬", "青河县委", "书记", "current")]


def test_posts_joined_by_a_comma_share_the_body() -> None:
    """A post without a body of its own takes the one before it in the string."""
    assert read("⟦COMMUNITY 柳泉村⟧⟦POST 党支部书记⟧、⟦POST 村委会主任⟧⟦PERSON 郭满仓⟧介绍了做法。") == [
        ("郭满仓", "柳泉村", "党支部书记", "current"),
        ("郭满仓", "柳泉村", "村委会主任", "current"),
    ]


def test_a_head_of_government_behind_a_committee_implies_the_government() -> None:
    """市长 behind 某市委副书记 is of the government, which the text does not write."""
    found = read("⟦ORG 通辽市委⟧⟦POST 副书记⟧、⟦POST 市长⟧⟦PERSON 韩立冬⟧出席。")
    assert found == [
        ("韩立冬", "通辽市委", "副书记", "current"),
        ("韩立冬", "通辽市人民政府", "市长", "current"),
    ]


def test_a_place_of_the_same_level_keeps_the_post_of_its_government() -> None:
    """旗长 right behind 某旗 stands at the place that the text writes."""
    assert read("⟦PLACE 库伦旗⟧⟦POST 旗长⟧⟦PERSON 宝力高⟧说。") == [("宝力高", "库伦旗", "旗长", "current")]


def test_the_body_that_a_second_post_brings_in_stays_beside_the_main_one() -> None:
    """After 兼 another body's post, 、 goes on with the posts of the main body."""
    found = read(
        "⟦ORG 柳泉矿业公司⟧⟦POST 副经理⟧兼⟦ORG 东山选厂⟧⟦POST 厂长⟧、⟦POST 工会主席⟧⟦PERSON 郭满仓⟧。", "org", "post"
    )
    assert found == [("柳泉矿业公司", "副经理"), ("东山选厂", "厂长"), ("柳泉矿业公司", "工会主席")]


@pytest.mark.parametrize(
    ("visited", "title"),
    [("⟦ORG 东山中学⟧", "校长"), ("⟦ORG 柳泉县福利院⟧", "院长"), ("⟦ORG 柳泉县图书馆⟧", "馆长")],
)
@pytest.mark.parametrize("host", ["⟦ORG 柳泉县民政局⟧⟦POST 局长⟧", "⟦ORG 柳泉县委⟧⟦POST 书记⟧"])
def test_who_receives_a_visit_serves_where_such_a_title_belongs(host: str, visited: str, title: str) -> None:
    """校长 behind a visit to a school is the school's, not of the 局 or 县委 that the visitor heads."""
    found = read(f"{host}⟦PERSON 韩立冬⟧到{visited}调研，⟦POST {title}⟧⟦PERSON 郭满仓⟧介绍情况。", "person", "org")
    assert found[1:] == [("郭满仓", visited.removeprefix("⟦ORG ").removesuffix("⟧"))]


def test_a_word_for_the_village_leads_back_to_the_village_named_before() -> None:
    """嘎查党支部书记 is the office of the 嘎查 named last before."""
    found = read("⟦COMMUNITY 白音塔拉嘎查⟧去年修了路。嘎查⟦POST 党支部书记⟧⟦PERSON 宝力高⟧牵头。")
    assert found == [("宝力高", "白音塔拉嘎查", "党支部书记", "current")]


def test_the_end_of_a_name_leads_back_to_the_whole_name() -> None:
    """研究会的会长 is the office of the body whose name ends so."""
    found = read("⟦ORG 草原歌谣研究会⟧办了展览。歌谣研究会的⟦POST 会长⟧⟦PERSON 宝力高⟧到场。")
    assert found == [("宝力高", "草原歌谣研究会", "会长", "current")]


def test_an_unread_name_before_a_post_gets_no_body_of_another() -> None:
    """A name that nobody marked is the body then; the one before must not be borrowed."""
    found = read("⟦ORG 青河县委⟧⟦POST 书记⟧⟦PERSON 韩立冬⟧和天工坊⟦POST 监事⟧⟦PERSON 郭满仓⟧到场。")
    assert ("郭满仓", "", "监事", "current") in found


@pytest.mark.parametrize(
    ("before", "post"),
    [
        ("诗词协会", "会长"),
        ("红柳书法家协会", "副主席"),
        ("青藤书画社", "社长"),
        ("暖阳救援队", "队长"),
    ],
)
def test_a_post_of_an_unread_body_takes_no_body_from_the_row(before: str, post: str) -> None:
    """The words between 、 and the post name the body: neither the village nor an older body of the kind is it."""
    found = read(
        "⟦ORG 河湾书法学会⟧、⟦ORG 丰禾养殖合作社⟧和⟦ORG 东山服务队⟧到场。"
        f"⟦COMMUNITY 柳泉村⟧⟦POST 党支部书记⟧、{before}⟦POST {post}⟧⟦PERSON 郭满仓⟧出席。"
    )
    assert [(org, status) for _, org, held, status in found if held == post] == [(before, "current")]


def test_a_bare_word_for_another_kind_of_body_takes_no_body_from_the_row() -> None:
    """协会会长 is no office of the village, named or not."""
    found = read("⟦COMMUNITY 柳泉村⟧⟦POST 党支部书记⟧、协会⟦POST 会长⟧⟦PERSON 郭满仓⟧出席。", "org", "post")
    assert found == [("柳泉村", "党支部书记"), ("", "会长")]


@pytest.mark.parametrize(
    ("marked", "org"),
    [
        ("⟦ORG 青河县水利局⟧⟦POST 党组书记⟧、⟦POST 局长⟧⟦PERSON 郭满仓⟧到会。", "青河县水利局"),
        ("⟦ORG 青河矿业公司⟧⟦POST 副经理⟧、公司⟦POST 党委书记⟧⟦PERSON 郭满仓⟧到会。", "青河矿业公司"),
        ("⟦ORG 红柳书画协会⟧办展。来到协会⟦POST 会长⟧⟦PERSON 郭满仓⟧家里。", "红柳书画协会"),
        ("⟦ORG 红柳书画协会⟧办展。书画协会⟦POST 会长⟧⟦PERSON 郭满仓⟧到会。", "红柳书画协会"),
    ],
)
def test_a_bare_post_and_a_body_told_again_still_lead_back(marked: str, org: str) -> None:
    """Only a name of its own keeps a post from the body before it."""
    assert read(marked, "person", "org")[-1] == ("郭满仓", org)


def test_a_post_of_an_unread_body_is_none_of_the_group_that_a_notice_founds() -> None:
    """The group lends its name to bare posts alone."""
    found = read(
        "关于成立丰禾县节水工作领导小组的通知\n⟦POST 组长⟧：⟦PERSON 韩立冬⟧\n"
        "红柳诗词协会⟦POST 会长⟧⟦PERSON 郭满仓⟧到会。\n"
    )
    assert ("郭满仓", "红柳诗词协会", "会长", "current") in found


@pytest.mark.parametrize("word", ["原", "时任", "前任"])
def test_a_word_of_the_past_makes_the_posts_former(word: str) -> None:
    """原 between body and post says that the post is over, for all posts of the string."""
    found = read(f"⟦ORG 青河县水利局⟧{word}⟦POST 党组书记⟧、⟦POST 局长⟧⟦PERSON 郭满仓⟧到会。", "post", "status")
    assert found == [("党组书记", "former"), ("局长", "former")]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("任命⟦PERSON 韩立冬⟧为⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "appointed"),
        ("⟦PERSON 韩立冬⟧同志任⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "appointed"),
        ("大会选举⟦PERSON 韩立冬⟧为⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "appointed"),
        ("免去⟦PERSON 韩立冬⟧的⟦ORG 青河县财政局⟧⟦POST 局长⟧职务。", "removed"),
        ("免去⟦PERSON 韩立冬⟧⟦ORG 青河县财政局⟧⟦POST 局长⟧职务。", "removed"),
        ("⟦PERSON 韩立冬⟧不再担任⟦ORG 青河县财政局⟧⟦POST 局长⟧职务。", "removed"),
        ("⟦PERSON 韩立冬⟧因年龄原因，辞去⟦ORG 青河县财政局⟧⟦POST 局长⟧职务。", "removed"),
        ("⟦PERSON 韩立冬⟧，男，汉族，拟任⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "proposed"),
        ("提名⟦PERSON 韩立冬⟧为⟦ORG 青河县财政局⟧⟦POST 局长⟧人选。", "proposed"),
        ("提请免去⟦PERSON 韩立冬⟧的⟦ORG 青河县财政局⟧⟦POST 局长⟧职务。", "removal_proposed"),
        ("⟦PERSON 韩立冬⟧曾任⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "former"),
        ("⟦PERSON 韩立冬⟧现任⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "current"),
        ("⟦PERSON 韩立冬⟧是⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "current"),
        ("⟦PERSON 韩立冬⟧，⟦ORG 青河县财政局⟧⟦POST 局长⟧。", "current"),
        ("⟦ORG 青河县财政局⟧⟦POST 局长⟧由⟦PERSON 韩立冬⟧兼任。", "current"),
        ("卸任⟦ORG 青河县财政局⟧⟦POST 局长⟧的⟦PERSON 韩立冬⟧来了。", "former"),
    ],
)
def test_the_verb_decides_the_status(marked: str, status: str) -> None:
    """Verbs of appointing, leaving, proposing and holding give the status of the one holding."""
    assert read(marked) == [("韩立冬", "青河县财政局", "局长", status)]


def test_one_sentence_may_end_one_post_and_begin_another() -> None:
    """由…调任… leaves the first post behind; the second is news."""
    found = read("⟦PERSON 韩立冬⟧由⟦ORG 青河县财政局⟧⟦POST 副局长⟧调任⟦ORG 青河县审计局⟧⟦POST 局长⟧。")
    assert found == [
        ("韩立冬", "青河县财政局", "副局长", "former"),
        ("韩立冬", "青河县审计局", "局长", "appointed"),
    ]


def test_a_list_of_people_shares_the_post_they_are_elected_to() -> None:
    """Names joined by 、 before 当选为 all get the post."""
    found = read(
        "大会选举产生新班子，⟦PERSON 韩立冬⟧、⟦PERSON 宝力高⟧当选为⟦ORG 青河县科协⟧⟦POST 副主席⟧。", "person", "status"
    )
    assert found == [("韩立冬", "appointed"), ("宝力高", "appointed")]


def test_a_notice_lists_the_members_of_the_group_it_founds() -> None:
    """Names behind a colon and below it hold the post in the group; brackets say where they come from."""
    found = read(
        "关于成立丰禾县节水工作领导小组的通知\n⟦POST 组长⟧：⟦PERSON 韩立冬⟧\n"
        "⟦POST 成员⟧：⟦PERSON 宝力高⟧（⟦ORG 县水利局⟧）\n⟦PERSON 郭满仓⟧（⟦ORG 县农牧局⟧）\n"
    )
    assert found == [
        ("韩立冬", "丰禾县节水工作领导小组", "组长", "appointed"),
        ("宝力高", "丰禾县节水工作领导小组", "成员", "appointed"),
        ("郭满仓", "丰禾县节水工作领导小组", "成员", "appointed"),
    ]


def test_the_name_below_a_post_under_consideration_is_proposed() -> None:
    """某职考察对象 and a name on the next line propose that person."""
    found = read("⟦ORG 丰禾学院⟧⟦POST 副院长⟧岗位考察对象\n⟦PERSON 韩立冬⟧\n", "person", "post", "status")
    assert found == [("韩立冬", "副院长", "proposed")]


def test_a_career_carries_its_dates_and_ends_in_the_post_still_held() -> None:
    """Dated lines of a career are former, with their dates; the one the text shows as held now is current."""
    scene = make_scene(
        "⟦ORG 青河县委⟧⟦POST 书记⟧⟦PERSON 韩立冬⟧参加。⟦PERSON 韩立冬⟧⟦DATE 2011年4月⟧任⟦ORG 青河县财政局⟧⟦POST 局长⟧，"
        "⟦DATE 2019年7月⟧任⟦ORG 青河县委⟧⟦POST 书记⟧。"
    )
    findings = list(find_holdings(scene))
    assert [(f.statement.text_of("post"), f.statement.text_of("status"), f.valid_from) for f in findings] == [
        ("书记", "current", ""),
        ("局长", "former", "2011-04"),
        ("书记", "current", "2019-07"),
    ]


def test_a_post_once_held_stays_former_whatever_else_is_said() -> None:
    """曾任 ends the holding by itself, even beside a sentence that shows the post as held."""
    found = read(
        "⟦ORG 青河县委⟧⟦POST 书记⟧⟦PERSON 韩立冬⟧到场。⟦PERSON 韩立冬⟧曾任⟦ORG 青河县委⟧⟦POST 书记⟧。", "status"
    )
    assert found == [("current",), ("former",)]


def test_a_date_of_another_fact_begins_no_post() -> None:
    """The date of birth or of an earlier post is not the beginning of the post named after it."""
    scene = make_scene(
        "⟦PERSON 韩立冬⟧⟦DATE 1975年8月⟧出生，⟦DATE 2011年4月⟧任⟦ORG 青河县财政局⟧⟦POST 局长⟧，"
        "现任⟦ORG 青河县委⟧⟦POST 书记⟧。"
    )
    assert [(f.statement.text_of("post"), f.valid_from) for f in find_holdings(scene)] == [
        ("局长", "2011-04"),
        ("书记", ""),
    ]


def test_a_line_of_a_career_needs_no_verb() -> None:
    """Lines that begin with a range of dates belong to the person named above."""
    scene = make_scene(
        "⟦PERSON 韩立冬⟧同志简历\n⟦DATE 2001.03—2006.08⟧　⟦ORG 青河县财政局⟧⟦POST 科员⟧\n"
        "⟦DATE 2006.08⟧—　⟦ORG 青河县审计局⟧⟦POST 副局长⟧\n"
    )
    findings = list(find_holdings(scene))
    told = [(f.statement.text_of("post"), f.statement.text_of("status"), f.valid_from, f.valid_to) for f in findings]
    assert told == [("科员", "former", "2001-03", "2006-08"), ("副局长", "current", "2006-08", "")]


def test_the_day_of_an_appointment_and_of_a_removal_are_kept() -> None:
    """A dated appointment begins then, a dated removal ends then."""
    appointed, removed = (
        next(iter(find_holdings(make_scene(marked))))
        for marked in (
            "⟦DATE 2023年5月8日⟧，任命⟦PERSON 韩立冬⟧为⟦ORG 青河县财政局⟧⟦POST 局长⟧。",
            "⟦DATE 2023年5月8日⟧，免去⟦PERSON 韩立冬⟧的⟦ORG 青河县财政局⟧⟦POST 局长⟧职务。",
        )
    )
    assert (appointed.valid_from, appointed.valid_to) == ("2023-05-08", "")
    assert (removed.valid_from, removed.valid_to) == ("", "2023-05-08")


@pytest.mark.parametrize(
    ("marked", "nature"),
    [
        ("⟦PLACE 库伦旗⟧⟦POST 代旗长⟧⟦PERSON 宝力高⟧。", "acting"),
        ("⟦PERSON 宝力高⟧兼任⟦ORG 青河县工会⟧⟦POST 主席⟧。", "concurrent"),
        ("⟦ORG 青河县工会⟧⟦POST 主席⟧（兼）⟦PERSON 宝力高⟧。", "concurrent"),
        ("⟦PERSON 宝力高⟧在⟦COMMUNITY 柳泉村⟧挂职⟦POST 第一书记⟧。", "seconded"),
        ("⟦ORG 青河县工会⟧⟦POST 主席⟧⟦PERSON 宝力高⟧。", ""),
    ],
)
def test_acting_concurrent_and_seconded_are_told_apart(marked: str, nature: str) -> None:
    """代, 兼 and 挂职 say how a post is held."""
    assert read(marked, "nature") == [(nature,)]


def test_a_title_behind_a_name_takes_the_body_of_the_fuller_post() -> None:
    """某某书记 later in the text holds the post that the text gave in full before."""
    found = read("⟦COMMUNITY 柳泉村⟧⟦POST 党支部书记⟧⟦PERSON 郭满仓⟧来了。大家都听⟦PERSON 郭满仓⟧⟦POST 书记⟧的。")
    assert found[-1] == ("郭满仓", "柳泉村", "书记", "current")


@pytest.mark.parametrize(
    "marked",
    [
        "⟦COMMUNITY 柳泉村⟧的⟦POST 网格员⟧每天巡查。",
        "⟦PERSON 郭满仓⟧找到了⟦COMMUNITY 柳泉村⟧⟦POST 网格员⟧求助。",
        "村民⟦PERSON 郭满仓⟧对⟦POST 书记⟧说。",
    ],
)
def test_a_post_that_nobody_is_said_to_hold_gives_nothing(marked: str) -> None:
    """An unnamed holder is no holding, and the nearest name is not made one."""
    assert read(marked) == []


@pytest.mark.parametrize(
    ("first", "status"),
    [
        ("（⟦ORG 青河县财政局⟧⟦POST 局长⟧）", "current"),
        ("(⟦ORG 青河县财政局⟧⟦POST 局长⟧)", "current"),
        ("同志（女，满族，⟦ORG 青河县财政局⟧⟦POST 局长⟧）", "current"),
        ("（⟦ORG 青河县财政局⟧⟦POST 局长⟧，正科级）", "current"),
        ("（现任⟦ORG 青河县财政局⟧⟦POST 局长⟧）", "current"),
    ],
)
def test_each_of_a_list_holds_the_post_in_the_brackets_behind_the_name(first: str, status: str) -> None:
    """The name behind the brackets has brackets of its own and nothing to do with that post."""
    marked = f"获奖者：⟦PERSON 韩立冬⟧{first}、⟦PERSON 韩立冬⟧（⟦ORG 青河县水利局⟧⟦POST 局长⟧），⟦PERSON 宝力高⟧。"
    assert read(marked) == [("韩立冬", "青河县财政局", "局长", status), ("韩立冬", "青河县水利局", "局长", "current")]


def test_a_verb_in_brackets_is_of_the_person_before_them_alone() -> None:
    """甲、乙（时任某职）: the names that stand before in the list held nothing by it."""
    marked = "获奖者：⟦PERSON 宝力高⟧（⟦ORG 青河县水利局⟧）、⟦PERSON 韩立冬⟧（时任⟦ORG 青河县财政局⟧⟦POST 局长⟧）。"
    assert read(marked) == [("韩立冬", "青河县财政局", "局长", "former")]


def test_who_is_named_in_the_brackets_holds_the_post_there() -> None:
    """甲（某局局长乙的同学）: the post is that of the one right behind it."""
    marked = "⟦PERSON 宝力高⟧（⟦ORG 青河县财政局⟧⟦POST 局长⟧⟦PERSON 韩立冬⟧的同学）、⟦PERSON 郭满仓⟧到会。"
    assert read(marked) == [("韩立冬", "青河县财政局", "局长", "current")]
