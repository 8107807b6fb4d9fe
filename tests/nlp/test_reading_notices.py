"""From plain text to holdings: notices, lists and careers whose divisions no gazetteer knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.extract import Extract
from nlp.reader import Reader

READER = Reader()


def read_holdings(extract: Extract) -> set[tuple[str, str, str, str]]:
    """Return (person, organisation, post, status) of every holding."""
    return {
        (found.text_of("person"), found.text_of("org"), found.text_of("post"), found.text_of("status"))
        for found in extract.statements
        if found.predicate == "HOLDS_POST"
    }


def read(text: str) -> set[tuple[str, str, str, str]]:
    return read_holdings(READER.read("d" * 64, text))


def test_a_notice_of_the_standing_committee_gives_who_comes_and_who_goes() -> None:
    text = (
        "榆树旗人民代表大会常务委员会任免名单\n任命：\n沈临溪为榆树旗教育局局长；\n娜仁格日乐为榆树旗人民政府副旗长。\n"
        "免去：\n田野平的榆树旗教育局局长职务。\n"
    )
    assert read(text) == {
        ("沈临溪", "榆树旗教育局", "局长", "appointed"),
        ("娜仁格日乐", "榆树旗人民政府", "副旗长", "appointed"),
        ("田野平", "榆树旗教育局", "局长", "removed"),
    }


def test_a_list_of_a_group_gives_each_member_the_group() -> None:
    text = (
        "关于成立雁栖市\n清洁取暖协调小组的通知\n组    长：沈临溪\n副组长：冯  立\n许建福\n"
        "成    员：温建筑（市水文局）\n李  震（县农机办）\n"
    )
    found = {(person.replace(" ", ""), post.replace(" ", "")) for person, _, post, _ in read(text)}
    assert found == {
        ("沈临溪", "组长"), ("冯立", "副组长"), ("许建福", "副组长"), ("温建筑", "成员"), ("李震", "成员"),
    }  # fmt: skip
    assert {"".join(body.split()) for _, body, _, _ in read(text)} == {"雁栖市清洁取暖协调小组"}


def test_a_career_through_unknown_divisions_keeps_each_body() -> None:
    text = "田永胜，1963年9月出生。历任云岭县水利局科员、副股长，云岭县青石乡副乡长、乡长，云岭县委办公室主任。"
    assert read(text) == {
        ("田永胜", "云岭县水利局", "科员", "former"), ("田永胜", "云岭县水利局", "副股长", "former"),
        ("田永胜", "青石乡", "副乡长", "former"), ("田永胜", "青石乡", "乡长", "former"),
        ("田永胜", "云岭县委办公室", "主任", "former"),
    }  # fmt: skip


def test_what_now_holds_parts_from_the_name_belongs_to_it_too() -> None:
    assert read("原青禾镇党委书记、现任县农业农村局局长丁磊到会。") == {
        ("丁磊", "青禾镇", "党委书记", "former"), ("丁磊", "县农业农村局", "局长", "current"),
    }  # fmt: skip


@pytest.mark.parametrize("post", ["队长", "副队长"])
def test_a_body_nobody_read_whole_does_not_part_the_verb_from_the_post(post: str) -> None:
    found = read(f"韩立冬曾任地质部西南局第三物探{post}。")
    assert [(person, title, status) for person, _, title, status in found] == [("韩立冬", post, "former")]


def test_the_example_page_gives_its_officials() -> None:
    text = (Path(__file__).parents[2] / "examples" / "newspaper-page.txt").read_text(encoding="utf-8")
    extract = READER.read("d" * 64, text)
    assert {
        ("宝音德力格尔", "白桦旗", "副旗长", "current"), ("何若川", "白桦旗委宣传部", "部长", "current"),
        ("许望舒", "白桦旗教育局", "局长", "appointed"), ("田野平", "白桦旗教育局", "局长", "removed"),
    } <= read_holdings(extract)  # fmt: skip
    kinds = {mention.text: str(mention.kind) for mention in extract.mentions}
    assert (kinds["白桦旗"], kinds["青川镇"], kinds["云杉社区"]) == ("PLACE", "PLACE", "COMMUNITY")
    assert "白桦旗" not in {mention.text for mention in extract.mentions if str(mention.kind) == "PERSON"}
