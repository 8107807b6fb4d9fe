"""What opens and closes a post in news, and the day of it: retirements, deaths, moves, loans, vacancies, dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.mention import Mention, MentionKind
from domain.ontology.catalogue import check_statement
from nlp.scene import Finding, Scene
from nlp.slot import mend_names
from nlp.statements.gender import find_genders
from nlp.statements.holding import find_holdings
from nlp.statements.life_end import find_life_ends
from nlp.statements.vacancy import find_vacancies
from nlp.statements.when import read_when
from tests.nlp.marked import make_scene, read_marked

HEAD = "⟦ORG 青河县水利局⟧⟦POST 局长⟧⟦PERSON 韩立冬⟧"
PAPER = "2021-03-20"


def scene_of(marked: str, published: str = PAPER) -> Scene:
    return replace(make_scene(marked), published=published)


def ends(marked: str, published: str = PAPER) -> list[tuple[str, str, str, str]]:
    """Return predicate, person, day and quote of each end of a life or career."""
    found = list(find_life_ends(scene_of(marked, published)))
    for one in found:
        check_statement(one.statement)
    return [
        (f.statement.predicate, f.statement.text_of("person"), f.valid_from, f.statement.evidence.quote) for f in found
    ]


def holds(marked: str, published: str = PAPER) -> list[tuple[str, str, str, str, str]]:
    """Return post, status, nature, since and until of each holding."""
    found: list[Finding] = list(find_holdings(scene_of(marked, published)))
    found = [f for f in found if f.statement.predicate == "HOLDS_POST"]
    return [
        (
            f.statement.text_of("post"),
            f.statement.text_of("status"),
            f.statement.text_of("nature"),
            f.valid_from,
            f.valid_to,
        )
        for f in found
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"{HEAD}于⟦DATE 2021年2月⟧退休。", ("RETIRED", "韩立冬", "2021-02", "2021年2月退休")),
        (f"{HEAD}光荣退休。", ("RETIRED", "韩立冬", PAPER, "退休")),
        (f"{HEAD}⟦DATE 3月18日⟧因病去世。", ("DIED", "韩立冬", "2021-03-18", "去世")),
        (f"{HEAD}因病医治无效，于⟦DATE 2021年3月1日⟧病逝。", ("DIED", "韩立冬", "2021-03-01", "逝")),
        (f"⟦DATE 昨日⟧，{HEAD}在抢险中因公殉职。", ("DIED", "韩立冬", "2021-03-19", "殉职")),
        ("已退休的⟦PERSON 韩立冬⟧捐出藏书。", ("RETIRED", "韩立冬", "", "退休")),
    ],
)
def test_an_end_is_read_with_its_day_and_without_its_cause(marked: str, expected: tuple[str, ...]) -> None:
    """Who and when; no illness and no cause is ever quoted (RESPONSIBLE.md R5)."""
    (found,) = ends(marked)
    assert found == expected
    assert not any(word in found[3] for word in ("病", "因", "抢险"))


@pytest.mark.parametrize(
    "marked",
    [
        f"{HEAD}的父亲昨日去世。",
        f"{HEAD}看望退休干部。",
        f"{HEAD}出席老县长逝世十周年纪念会。",
        f"{HEAD}即将退休。",
        f"{HEAD}参加离退休支部活动。",
        f"{HEAD}悼念去世的⟦PERSON_ANON 李老⟧。",
        f"{HEAD}介绍了延迟退休政策。",
    ],
)
def test_ends_of_others_and_talk_of_ends_are_none(marked: str) -> None:
    """The sentence is about somebody else, about what is to come, or about the word."""
    assert ends(marked) == []


def test_a_move_leaves_the_post_of_the_title() -> None:
    """调任 behind a title and a name ends the post of the title on the day of the paper; 出任 does not."""
    found = holds(f"{HEAD}调任⟦ORG 青河县审计局⟧⟦POST 局长⟧。")
    assert found == [("局长", "former", "", "", PAPER), ("局长", "appointed", "", "", "")]
    assert holds(f"{HEAD}出任⟦ORG 青河县慈善总会⟧⟦POST 会长⟧。")[0] == ("局长", "current", "", "", "")
    moved = holds("⟦PERSON 韩立冬⟧由⟦ORG 青河县水利局⟧⟦POST 局长⟧调任⟦ORG 青河县审计局⟧⟦POST 局长⟧。")
    assert [(status, until) for _, status, _, _, until in moved] == [("former", PAPER), ("appointed", "")]
    assert holds(f"{HEAD}拟调任⟦ORG 青河县审计局⟧⟦POST 局长⟧。")[0][1] == "current"


def test_a_former_title_keeps_no_day_of_the_move() -> None:
    """原局长某某调任…: the post of 原 was left before, on a day that nobody names."""
    assert holds(f"原{HEAD}调任⟦ORG 青河县审计局⟧⟦POST 局长⟧。")[0] == ("局长", "former", "", "", "")


def test_loans_and_acting_are_told_in_the_nature() -> None:
    """挂职 before the verb, 代 before the title, 代理 as the verb."""
    lent = holds("⟦PERSON 韩立冬⟧到⟦PLACE 青河县⟧挂职，任⟦PLACE 青河县⟧⟦POST 副县长⟧。")
    assert lent == [("副县长", "appointed", "seconded", "", "")]
    back = holds("挂职期满，免去⟦PERSON 韩立冬⟧的⟦PLACE 青河县⟧⟦POST 副县长⟧职务。")
    assert back == [("副县长", "removed", "seconded", "", "")]
    acting = holds("会议决定⟦PERSON 韩立冬⟧代理⟦PLACE 青河县⟧⟦POST 县长⟧职务。")
    assert acting == [("县长", "appointed", "acting", "", "")]


def test_news_of_a_day_gives_the_day_and_an_older_day_begins_the_post() -> None:
    """A day shortly before the paper's own is news; an older one within a term begins a post still held."""
    text = "⟦DATE {}⟧，⟦PERSON 韩立冬⟧任⟦ORG 青河县水利局⟧⟦POST 局长⟧。"
    assert holds(text.format("3月18日")) == [("局长", "appointed", "", "2021-03-18", "")]
    assert holds(text.format("2021年3月18日")) == [("局长", "appointed", "", "2021-03-18", "")]
    assert holds(text.format("2018年3月")) == [("局长", "current", "", "2018-03", "")]
    assert holds(text.format("2014年3月")) == [("局长", "former", "", "2014-03", "")]


def test_a_notice_is_dated_by_its_heading_or_its_last_line() -> None:
    """The day on which the assembly decided counts, not the day on which the paper came out."""
    notice = (
        "青河县人大常委会任免名单\n（⟦DATE 2021年3月17日⟧会议通过）\n免去：\n"
        "⟦PERSON 韩立冬⟧的⟦ORG 青河县水利局⟧⟦POST 局长⟧职务。"
    )
    assert holds(notice) == [("局长", "removed", "", "", "2021-03-17")]
    signed = "⟦PERSON 韩立冬⟧同志任⟦ORG 青河县水利局⟧⟦POST 局长⟧。\n⟦DATE 2021年3月12日⟧"
    assert holds(signed) == [("局长", "appointed", "", "2021-03-12", "")]


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("⟦DATE 3月14日⟧开会", "2021-03-14"),
        ("⟦DATE 12月30日⟧开会", "2020-12-30"),
        ("⟦DATE 去年5月⟧开会", "2020-05"),
        ("⟦DATE 今年⟧开会", "2021"),
        ("⟦DATE 昨天⟧开会", "2021-03-19"),
        ("⟦DATE 28日⟧开会", "2021-02-28"),
        ("上月⟦DATE 5日⟧开会", "2021-02-05"),
        ("⟦DATE 2019年6月⟧开会，同年⟦DATE 9月⟧又开", "2019-09"),
        ("⟦DATE 2019年12月⟧开会，次年⟦DATE 1月⟧又开", "2020-01"),
        ("⟦DATE 2018年⟧开会，⟦DATE 4月⟧又开", "2018-04"),
        ("⟦DATE 二十四日⟧开会", "2021-02-24"),
    ],
)
def test_a_date_without_a_year_is_read_in_its_place(marked: str, day: str) -> None:
    """The paper's day, or the year before it in the sentence, completes the date; precision stays."""
    scene = scene_of(marked)
    assert read_when(scene, scene.mentions[-1]).start == day


def test_without_the_paper_a_date_stays_open() -> None:
    """Nothing is invented where nobody says when the text came out."""
    scene = scene_of("⟦DATE 3月14日⟧开会", "")
    assert read_when(scene, scene.mentions[-1]).start == ""


def test_a_vacancy_is_what_the_text_calls_one() -> None:
    """The vacant post, and who is in charge; a deputy who presides over a meeting is in charge of nothing."""

    def vacant(marked: str) -> list[tuple[str, str, str]]:
        found = [f.statement for f in find_vacancies(scene_of(marked))]
        return [(s.text_of("post"), s.text_of("org"), s.text_of("in_charge")) for s in found]

    assert vacant("⟦ORG 青河县水利局⟧⟦POST 局长⟧一职自去年起一直空缺。") == [("局长", "青河县水利局", "")]
    assert vacant("⟦ORG 青河县水利局⟧⟦POST 局长⟧空缺，暂由⟦PERSON 韩立冬⟧负责全面工作。") == [
        ("局长", "青河县水利局", "韩立冬")
    ]
    assert vacant("⟦ORG 青河县水利局⟧⟦POST 副局长⟧（主持工作）⟦PERSON 韩立冬⟧说。") == [
        ("局长", "青河县水利局", "韩立冬")
    ]
    assert vacant("⟦ORG 青河县水利局⟧⟦POST 副局长⟧⟦PERSON 韩立冬⟧主持会议。") == []


def test_a_rank_of_the_civil_service_is_a_title() -> None:
    """一级调研员 is stated as a title beside the post; a title of profession is none."""
    scene = scene_of("⟦ORG 青河县水利局⟧⟦POST 副局长⟧、⟦POST 二级调研员⟧⟦PERSON 韩立冬⟧到会。")
    titled = [f.statement for f in find_holdings(scene) if f.statement.predicate == "TITLED"]
    assert [(s.text_of("person"), s.text_of("title")) for s in titled] == [("韩立冬", "二级调研员")]
    engineer = scene_of("⟦ORG 青河县水利局⟧⟦POST 高级工程师⟧⟦PERSON 韩立冬⟧到会。")
    assert [f for f in find_holdings(engineer) if f.statement.predicate == "TITLED"] == []


def test_gender_stands_behind_a_name() -> None:
    """As notices write it; 男篮 and 女儿 behind a name say nothing of it."""
    scene = scene_of("⟦PERSON 韩立冬⟧，男，1975年生。⟦PERSON 郭满仓⟧（女）。⟦PERSON 宝力高⟧，女儿上学。")
    found = [(f.statement.text_of("person"), f.statement.text_of("gender")) for f in find_genders(scene)]
    assert found == [("韩立冬", "male"), ("郭满仓", "female")]


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("⟦PERSON 骆清⟧许任⟦ORG 青河县水利局⟧⟦POST 局长⟧。", ["骆清许"]),
        ("任命祝融光为⟦ORG 青河县水利局⟧⟦POST 局长⟧。", ["祝融光"]),
        ("车向阳同志不再担任⟦ORG 青河县水利局⟧⟦POST 局长⟧。", ["车向阳"]),
        ("⟦ORG 青河县水利局⟧⟦POST 局长⟧容⟦PERSON 秋石⟧到会。", ["容秋石"]),
        ("⟦PERSON 王强⟧现任⟦ORG 青河县水利局⟧⟦POST 局长⟧。", ["王强"]),
        ("和平任⟦ORG 青河县水利局⟧⟦POST 局长⟧。", []),
        ("随后同时兼任⟦ORG 青河县水利局⟧⟦POST 局长⟧。", []),
        ("向⟦PERSON 李明⟧学习。", ["李明"]),
    ],
)
def test_the_slots_of_notices_mend_names(marked: str, people: list[str]) -> None:
    """Where grammar says that a name ends there; no other mention gives way, and no common word becomes a name."""
    text, mentions = read_marked(marked)
    mended: tuple[Mention, ...] = mend_names(text, mentions)
    assert [m.text for m in mended if m.kind is MentionKind.PERSON] == people
    assert all(text[m.start : m.end] == m.text for m in mended)
    assert [m for m in mended if m.kind is not MentionKind.PERSON] == [
        m for m in mentions if m.kind is not MentionKind.PERSON
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{who}⟦DATE 2018年5月⟧起任{office}。", [("current", "2018-05", "")]),
        ("{who}自⟦DATE 2018年8月⟧起担任{office}至今。", [("current", "2018-08", "")]),
        ("自⟦DATE 2018年⟧以来，{who}一直担任{office}。", [("current", "2018", "")]),
        ("⟦DATE 去年⟧还是{office}的{who}来到现场。", [("former", "", "")]),
        ("{who}⟦DATE 2018年3月12日⟧任{office}。", [("current", "2018-03-12", "")]),
        ("⟦DATE 2018年5月⟧，{who}任{office}。", [("current", "2018-05", "")]),
        ("{who}担任{office}至⟦DATE 2020年12月⟧。", [("former", "", "2020-12")]),
        ("{who}任{office}直至退休。", [("former", "", "")]),
        ("{who}⟦DATE 2018年5月⟧任{office}，后来退休。", [("former", "2018-05", "")]),
        ("{who}⟦DATE 2018年5月⟧任{office}期间修了水库。", [("former", "2018-05", "")]),
        ("{who}担任{office}至⟦DATE 2026年12月⟧。", [("current", "", "")]),
        ("上世纪八十年代，{who}担任{office}。", [("former", "", "")]),
        ("二十多年前，{who}是{office}。", [("former", "", "")]),
        ("三年前{who}开始担任{office}。", [("current", "", "")]),
        ("首任{office}{who}来到现场。", [("former", "", "")]),
        ("⟦ORG 青河县水利局⟧⟦POST 老局长⟧{who}来到现场。", [("former", "", "")]),
        ("⟦ORG 青河县水利局⟧首任⟦POST 局长⟧{who}来到现场。", [("former", "", "")]),
        ("⟦ORG 青河县中学⟧⟦POST 老师⟧{who}来到现场。", [("current", "", "")]),
    ],
)
def test_everyday_words_for_how_long_a_post_lasts(marked: str, expected: list[tuple[str, str, str]]) -> None:
    """起任 and 至今 go on; an end behind the post is kept; a past without a date gets none."""
    found = holds(marked.format(who="⟦PERSON 韩立冬⟧", office="⟦ORG 青河县水利局⟧⟦POST 局长⟧"))
    assert [(status, since, until) for _, status, _, since, until in found] == expected


def test_what_follows_makes_a_dated_line_former() -> None:
    """Of a career all but the last post are over; an attribute keeps its own time."""
    line = (
        "⟦PERSON 韩立冬⟧，⟦DATE 2008年7月⟧任⟦ORG 青河县林业局⟧⟦POST 副局长⟧，"
        "⟦DATE 2013年5月⟧任⟦ORG 青河县审计局⟧⟦POST 局长⟧，⟦DATE 2017年3月⟧任⟦ORG 青河县水利局⟧⟦POST 局长⟧。"
    )
    assert [(status, since) for _, status, _, since, _ in holds(line)] == [
        ("former", "2008-07"),
        ("former", "2013-05"),
        ("current", "2017-03"),
    ]
    attribute = (
        "⟦DATE 2016年3月至2019年8月⟧任⟦ORG 青河县审计局⟧⟦POST 局长⟧的⟦PERSON 韩立冬⟧，"
        "⟦DATE 2019年8月⟧起任⟦ORG 青河县水利局⟧⟦POST 局长⟧。"
    )
    assert [one[1:2] + one[3:] for one in holds(attribute)] == [
        ("former", "2016-03", "2019-08"),
        ("current", "2019-08", ""),
    ]
    before = "不久前还是⟦ORG 青河县审计局⟧⟦POST 局长⟧的⟦PERSON 韩立冬⟧，如今已经是⟦ORG 青河县水利局⟧⟦POST 局长⟧。"
    assert next((one[1], one[3]) for one in holds(before)) == ("former", "")


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("宣布柳如画任青河县中医院院长。", ["柳如画"]),
        ("陆青山去年8月卸任青河县水利局局长。", ["陆青山"]),
        ("吕校长今年1月卸任。", []),
        ("芈远帆，男，汉族，1975年生。", ["芈远帆"]),
        ("免去⟦PLACE 雷鸣山⟧⟦ORG 青河县粮食局⟧局长职务。", ["雷鸣山"]),
        ("免去⟦PERSON 其青河⟧一中校长职务。", []),
        ("央⟦PERSON 金卓玛⟧因工作变动，已不再担任局长。", ["央金卓玛"]),
        ("原⟦PERSON 金卓玛⟧不再担任局长。", ["金卓玛"]),
        ("姜禾川接替退休的⟦PERSON 白秋实⟧，成为馆长。", ["姜禾川", "白秋实"]),
        ("任命勾⟦PERSON 海宁⟧为青河县水利局局长。", ["勾海宁"]),
        ("选派⟦PERSON 舒景⟧和到青河县挂职。", ["舒景和"]),
        ("⟦PLACE 柏远山⟧挂职结束，免去其职务。", ["柏远山"]),
        ("祝融融任⟦ORG 青河县科协⟧副主席。", ["祝融融"]),
        ("后同时担任⟦ORG 青河县科协⟧副主席。", []),
        ("⟦PERSON 祝贺他⟧当选主席。", ["祝贺他"]),
        ("局长一职由向远征接任。", ["向远征"]),
        ("局长一职由安全员接任。", []),
        ("男，⟦PERSON 维吾尔族⟧，干部。⟦PERSON 次月⟧出任局长。", []),
        ("⟦POST 总书记⟧⟦PERSON 念兹在兹⟧的事。", []),
        ("⟦POST 局长⟧⟦PERSON 帕丽古丽⟧到会。", ["帕丽古丽"]),
        ("免去⟦ORG 吴青石政协青河县委员会⟧委员职务。", ["吴青石"]),
    ],
)
def test_more_slots_of_notices_mend_names(marked: str, people: list[str]) -> None:
    """A day before the verb, 男 behind the name, the pronoun of what is taken, a name cut after its first character."""
    text, mentions = read_marked(marked)
    assert [m.text for m in mend_names(text, mentions) if m.kind is MentionKind.PERSON] == people


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("⟦PERSON 白秋实⟧年过花甲，丈夫⟦DATE 3月1日⟧因病去世。", []),
        ("退休居民⟦PERSON 白秋实⟧来自花园小区，⟦PERSON 韩立冬⟧常去。", []),
        ("⟦PERSON 韩立冬⟧退休了还能为大家服务。", [("RETIRED", "韩立冬", "", "退休")]),
        ("⟦PERSON 韩立冬⟧到龄退休。", [("RETIRED", "韩立冬", PAPER, "退休")]),
    ],
)
def test_an_end_is_of_whom_it_is_said(marked: str, expected: list[tuple[str, ...]]) -> None:
    """Kin that open the clause die, not who is named before; 退休居民 calls somebody so; 退休了还能 names no day."""
    assert ends(marked) == expected
