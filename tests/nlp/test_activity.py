"""Occasions with people that took place."""

from __future__ import annotations

import pytest

from domain.document import Article
from domain.mention import Mention, MentionKind
from nlp.cue import Cue, CueKind
from nlp.scene import Scene
from nlp.sentence import cut_sentences
from nlp.statements.activity import find_activities
from tests.nlp.marked import DOCUMENT
from tests.nlp.stated import pairs, read


def test_an_occasion_has_organiser_kind_place_audience_and_date() -> None:
    found = read(
        find_activities, "⟦DATE 6月2日⟧，⟦COMMUNITY 白石桥社区⟧在⟦PLACE 河湾广场⟧为老年居民举办了防诈骗知识讲座。"
    )
    assert pairs(found, "organiser", "activity", "kind", "place", "audience", "date") == [
        ("白石桥社区", "防诈骗知识讲座", "talk", "河湾广场", "老年居民", "6月2日")
    ]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("开展消防演练", "training"),
        ("召开居民议事会", "meeting"),
        ("举行揭牌仪式", "ceremony"),
        ("举办象棋比赛", "contest"),
        ("开展普法宣传", "publicity"),
        ("开展走访慰问活动", "visit"),
        ("举办邻里节", "culture"),
        ("开展义诊活动", "service"),
    ],
)
def test_the_noun_decides_the_kind(phrase: str, kind: str) -> None:
    """The longest noun at the end of the phrase names the occasion."""
    found = read(find_activities, f"近日，⟦COMMUNITY 白石桥社区⟧{phrase}。")
    assert pairs(found, "organiser", "kind", "date") == [("白石桥社区", kind, "近日")]


def test_names_in_quotation_marks_are_one_occasion_each() -> None:
    found = read(find_activities, "近日，⟦COMMUNITY 白石桥社区⟧开展“书香一条街”“旧物换新芽”等系列活动。")
    assert pairs(found, "activity") == [("“书香一条街”",), ("“旧物换新芽”",)]


def test_what_is_only_planned_is_no_occasion() -> None:
    assert read(find_activities, "下一步，⟦COMMUNITY 白石桥社区⟧将举办防诈骗知识讲座。") == []


def test_a_formal_session_is_no_occasion() -> None:
    assert read(find_activities, "⟦DATE 6月2日⟧，⟦ORG 青芦县委⟧召开常委会会议。") == []


def test_an_occasion_that_people_were_brought_to_is_no_second_one() -> None:
    """组织…参加了此次活动 points back, however many words stand between the verb and 此次活动."""
    told = "近日，⟦COMMUNITY 白石桥社区⟧开展消防演练，共组织40名党员及群众参加了此次活动。"
    assert pairs(read(find_activities, told), "activity") == [("消防演练",)]


def test_the_same_occasion_told_again_is_one_statement() -> None:
    found = read(
        find_activities,
        "近日，⟦COMMUNITY 白石桥社区⟧举办消防演练。当天，⟦COMMUNITY 白石桥社区⟧开展消防演练，人人动手。",
    )
    assert len(found) == 1


def test_the_host_of_an_occasion_may_be_named_a_sentence_later() -> None:
    found = read(
        find_activities, "⟦DATE 6月2日⟧，护渠技能培训班在⟦PLACE 河湾镇⟧开班。本次培训由⟦ORG 青芦县水务局⟧主办。"
    )
    assert pairs(found, "organiser", "kind") == [("青芦县水务局", "training")]


def test_an_occasion_told_again_in_part_is_the_same_one() -> None:
    """Its name in full and a part of its name, by the same organiser, are one occasion."""
    found = read(
        find_activities,
        "近日，⟦COMMUNITY 白石桥社区⟧举办防溺水安全知识讲座。⟦COMMUNITY 白石桥社区⟧举办安全知识讲座。",
    )
    assert len(found) == 1


def test_a_headline_is_no_telling_of_its_own_but_says_who_acts() -> None:
    """The occasion is told in the body, where its day and place stand; the headline names its organiser."""
    headline, body = "白石桥社区举办护渠培训", "近日，举办护渠技能培训班，人人动手。"
    text = headline + body
    article = Article(headline, "", ((len(headline), len(text)),), (0, len(headline)))
    mention = Mention(0, 5, MentionKind.COMMUNITY, "白石桥社区")
    sentences = ((0, len(headline)), *cut_sentences(text, len(headline), len(text)))
    cues = (Cue(7, 11, CueKind.ACTIVITY), Cue(text.index("护渠技能"), text.index("，人人"), CueKind.ACTIVITY))
    scene = Scene(DOCUMENT, text, article, 1, (mention,), sentences, cues)
    (found,) = find_activities(scene)
    assert found.statement.evidence.start >= len(headline)
    assert found.statement.text_of("organiser") == "白石桥社区"
