"""Pasted texts whose shape decides: whose they are, whether they are a résumé at all, where a line begins."""

from __future__ import annotations

import pytest

from nlp.career.career import read_career
from nlp.career.copy import copy_text
from nlp.career.pasted import read_pasted
from nlp.reader import open_reader

Told = list[tuple[str, str, str, str]]

SEVERAL = """关于鲍叔、鄢陵同志职务任免的通知
鲍叔同志任竹溪县财政局局长；
鄢陵同志任竹溪县审计局局长。
竹溪县人民政府
2021年3月2日
"""
STORY = """梅川晚报
2023-08-04 08:37
不久前，竹溪县将当地特色的蒸笼宴搬到了球场。2003年起在球场附近吃地方特色菜肴，人们感觉很过瘾。
2008年在竹溪县举办的一场网球比赛，成为人们康养的好去处。2023年7月到距离该中心10公里的白石村，还成了人们散步的好去处。
"""


def read_lines(text: str) -> Told:
    return [
        (post.body.text if post.body else "", post.post.text if post.post else "", post.valid_from, post.valid_to)
        for post in read_career(copy_text(text)).posts
    ]


def test_a_notice_about_several_people_is_no_record_of_one() -> None:
    assert read_pasted("d", SEVERAL) is None


def test_orders_that_give_posts_to_two_are_no_resume_of_one() -> None:
    """Days of laws and three posts in one page make no career of whom the first order names."""
    text = (
        "青河县县长5月3日签署三项命令。\n第一项命令公布《青河县水域办法》，自2025年6月1日起施行。\n"
        "第三项命令说，根据2025年5月2日的决定：\n一、免去韩立冬的水利局局长职务；\n任命白秋实为水利局局长。\n"
        "二、任命姜禾川为林业局局长。"
    )
    assert read_pasted("d", text) is None


def test_a_notice_about_one_person_is_read_without_a_resume() -> None:
    text = SEVERAL.replace("鲍叔、鄢陵", "鲍叔").replace("鄢陵同志任竹溪县审计局局长", "免去其竹溪县审计局局长职务")
    pasted = read_pasted("d", text)

    assert pasted is not None
    told = {
        (f.statement.text_of("org"), f.statement.text_of("status"), f.valid_from, f.valid_to) for f in pasted.findings
    }
    assert told == {("竹溪县财政局", "appointed", "2021-03-02", ""), ("竹溪县审计局", "removed", "", "2021-03-02")}
    quotes = {f.statement.evidence.quote for f in pasted.findings}
    assert quotes == {"鲍叔同志任竹溪县财政局局长", "免去其竹溪县审计局局长"}


def test_a_story_whose_words_look_like_bodies_is_no_resume() -> None:
    assert read_pasted("d", STORY) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("竹溪县教师进修学校校长", ("竹溪县教师进修学校", "校长")),
        ("民革竹溪县支部主委", ("民革竹溪县支部", "主委")),
        ("生产建设兵团某师某团团长", ("生产建设兵团某师某团", "团长")),
        ("经济技术开发区管委会主任", ("经济技术开发区管委会", "主任")),
        ("竹溪县为民服务中心主任", ("竹溪县为民服务中心", "主任")),
        ("竹溪县人民检察院起诉科科长", ("竹溪县人民检察院起诉科", "科长")),
        ("竹溪县柳巷社区网格员", ("竹溪县柳巷社区", "网格员")),
        ("竹溪县实验小学大队辅导员", ("竹溪县实验小学", "大队辅导员")),
        ("湘北大学后勤集团总经理", ("湘北大学后勤集团", "总经理")),
        ("竹溪县公路段看料", ("竹溪县公路段", "看料")),
    ],
)
def test_body_and_post_part_where_the_longest_name_ends(line: str, told: tuple[str, str]) -> None:
    assert read_lines(f"2001.01--2002.02  {line}") == [(*told, "2001-01", "2002-02")]


def test_a_post_told_by_its_start_is_not_ended_by_a_secondment_beside_it() -> None:
    text = "2015年6月，任竹溪县财政局局长。2018年9月至2019年9月，挂职任胡杨县副县长。2020年4月，任竹溪县副县长。"

    assert ("竹溪县财政局", "局长", "2015-06", "2020-04") in read_lines(text)


def test_a_deputy_head_behind_the_towns_discipline_committee_is_of_the_town() -> None:
    told = read_lines("2001.01--2002.02  竹溪县青石镇党委委员、纪委书记、副镇长")

    assert ("竹溪县青石镇", "副镇长", "2001-01", "2002-02") in told


def test_a_spaced_name_and_a_spaced_heading_are_told_apart() -> None:
    text = (
        "姓  名：阳  川        性别：男\n出生年月：1973年6月\n学 习 工 作 简 历\n"
        "1992.07—1999.03  柏溪县城关镇中心小学教师\n1999.03—2004.06  柏溪县教育局基础教育股股长\n"
        "2004.06—今       柏溪县第二中学校长\n"
    )
    names = {s.text_of("person") for s in open_reader("rules").read("d" * 64, text).statements if s.find("person")}
    assert {"".join(name.split()) for name in names} == {"阳川"}


def test_posts_that_a_resume_in_prose_leaves_undated_are_former() -> None:
    """曾任 without a day stands between lines that have one; behind a day it is the career's own."""
    text = (
        "鄢陵，男，汉族，1972年11月生，1994年7月参加工作，曾任竹溪县白石镇团委书记，2003年4月至2008年12月任竹溪县财政局副局长，"
        "2008年12月至2015年6月任竹溪县审计局局长，2015年6月至今任竹溪县政协副主席。"
    )
    pasted = read_pasted("d", text)
    assert pasted is not None
    told = {
        (f.statement.text_of("post"), f.statement.text_of("status"), f.valid_from, f.valid_to)
        for f in pasted.findings
        if f.statement.predicate == "HOLDS_POST"
    }
    assert ("团委书记", "former", "", "") in told
    assert ("副局长", "former", "2003-04", "2008-12") in told


def test_places_of_work_one_after_another_share_no_term() -> None:
    """先后在甲、乙工作: the first has the beginning, the last the end."""
    found = read_lines("1988.07—2003.12  先后在竹溪县白石乡、竹溪县委办公室工作\n")
    assert found == [("竹溪县白石乡", "", "1988-07", ""), ("竹溪县委办公室", "", "", "2003-12")]
