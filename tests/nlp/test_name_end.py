"""A name ends where the verb of a move before a body begins."""

from __future__ import annotations

import pytest

from nlp.name_end import end_names
from tests.nlp.marked import read_marked


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("副局长⟦PERSON 李志⟧强调任⟦PLACE 云岫县⟧⟦ORG 审计局⟧局长。", "李志强"),
        ("副局长⟦PERSON 黄娜调⟧任⟦ORG 云岫县审计局⟧局长。", "黄娜"),
        ("副局长⟦PERSON 黄娜⟧调任⟦ORG 云岫县审计局⟧局长。", "黄娜"),
        ("副局长⟦PERSON 李志⟧强调任何人不得例外。", "李志"),
        ("副局长⟦PERSON 李志⟧强调，⟦ORG 云岫县审计局⟧要负起责任。", "李志"),
        ("副局长⟦PERSON 李志⟧已调任⟦ORG 云岫县审计局⟧局长。", "李志"),
    ],
)
def test_the_verb_takes_both_its_characters(marked: str, name: str) -> None:
    text, mentions = read_marked(marked)
    found = next(one for one in end_names(text, mentions) if one.kind == "PERSON")
    assert found.text == text[found.start : found.end] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("⟦POST 局长⟧⟦PERSON 卫平共⟧同走访。", "卫平"),
        ("⟦POST 局长⟧⟦PERSON 旦增罗布通⟧报。", "旦增罗布"),
        ("⟦POST 主任⟧⟦PERSON 齐勒木于⟧2018年12月退休。", "齐勒木"),
        ("⟦POST 局长⟧⟦PERSON 李志强⟧调研学校。", "李志强"),
        ("⟦POST 局长⟧⟦PERSON 陈海通⟧报名参加。", "陈海通"),
        ("⟦POST 局长⟧⟦PERSON 陈海通⟧过桥时说。", "陈海通"),
        ("⟦POST 局长⟧⟦PERSON 王于⟧在场。", "王于"),
        ("⟦POST 局长⟧⟦PERSON 周共⟧同走访。", "周共"),
        ("学生⟦PERSON 卫平共⟧同走访。", "卫平共"),
        ("⟦POST 局长⟧⟦PERSON 王一⟧同意。", "王一"),
        ("⟦POST 主任⟧⟦PERSON 向红⟧缨作述职。", "向红缨"),
        ("⟦POST 局长⟧⟦PERSON 税月⟧如到场。", "税月如"),
        ("⟦POST 局长⟧⟦PERSON 张伟⟧在场。", "张伟"),
        ("⟦POST 局长⟧⟦PERSON 张伟⟧如今退休。", "张伟"),
        ("⟦POST 局长⟧⟦PERSON 张伟⟧率队到场。", "张伟"),
        ("⟦POST 局长⟧⟦PERSON 张伟⟧说到场的人不多。", "张伟"),
        ("⟦POST 局长⟧⟦PERSON 张伟⟧、⟦PERSON 李红⟧到场。", "张伟"),
        ("学生⟦PERSON 税月⟧如到场。", "税月"),
        ("⟦POST 主任⟧⟦PERSON 向平⟧原检查工地。", "向平原"),
        ("⟦POST 局长⟧⟦PERSON 张伟⟧⟦PLACE 原州⟧检查工地。", "张伟"),
    ],
)
def test_a_titled_name_ends_where_the_words_behind_it_begin(marked: str, name: str) -> None:
    """Only where what is left would be no word, and a name is left; a third character only where it is no word."""
    text, mentions = read_marked(marked)
    found = next(one for one in end_names(text, mentions) if one.kind == "PERSON")
    assert found.text == text[found.start : found.end] == name
