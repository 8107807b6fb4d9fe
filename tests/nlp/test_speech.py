"""What is said, by whom, and where: quotations and reported clauses."""

from __future__ import annotations

from domain.mention import Reference
from domain.statement import Value
from nlp.statements.speech import find_speech
from tests.nlp.stated import pairs, read


def test_a_quotation_before_its_verb_belongs_to_who_says_it() -> None:
    said = read(find_speech, "“渠修好了，庄稼有救了。”⟦COMMUNITY 柳条湾村⟧村民⟦PERSON 贺云岭⟧乐呵呵地说。")
    assert pairs(said, "speaker", "quote") == [("贺云岭", "“渠修好了，庄稼有救了。”")]
    assert said[0].evidence.quote == said[0].text_of("quote")


def test_a_quotation_split_by_its_verb_gives_two_statements_of_one_speaker() -> None:
    said = read(find_speech, "“先把路铺好。”⟦PERSON 苏日娜⟧介绍，“灯也要装上，夜里才安全。”")
    assert pairs(said, "speaker", "quote") == [("苏日娜", "“先把路铺好。”"), ("苏日娜", "“灯也要装上，夜里才安全。”")]


def test_a_reported_clause_is_the_clause_without_its_frame() -> None:
    said = read(find_speech, "⟦PERSON 祁连海⟧表示，水站下月起全天开放。天气晴朗。")
    assert pairs(said, "speaker", "quote") == [("祁连海", "水站下月起全天开放")]


def test_demands_that_go_on_in_the_next_sentence_stay_with_their_speaker() -> None:
    said = read(find_speech, "⟦PERSON 祁连海⟧强调，要守住堤坝。要备足沙袋。\n次日放晴。")
    assert pairs(said, "quote") == [("要守住堤坝。要备足沙袋",)]


def test_occasion_and_date_of_a_quotation_are_kept() -> None:
    said = read(find_speech, "⟦DATE 2031年5月6日⟧，⟦PERSON 韩知秋⟧在沙地治理座谈会上指出，固沙先要固人心。")
    assert pairs(said, "occasion", "date") == [("沙地治理座谈会", "2031年5月6日")]


def test_the_one_spoken_to_is_not_the_speaker() -> None:
    said = read(find_speech, "⟦PERSON 巴图那顺⟧对⟦PERSON_ANON 孟阿姨⟧说：“门口装了扶手，您慢些走。”")
    assert pairs(said, "speaker") == [("巴图那顺",)]


def test_a_pronoun_leads_back_to_the_person_named_before() -> None:
    said = read(find_speech, "⟦PERSON 贺云岭⟧种了三亩沙棘。他说，明年还要再种。")
    assert pairs(said, "speaker", "quote") == [("贺云岭", "明年还要再种")]
    assert isinstance(said[0].find("speaker"), Reference)


def test_an_unnamed_speaker_is_kept_as_written_and_refers_to_nobody() -> None:
    said = read(find_speech, "据⟦ORG 青芦县水务局⟧相关负责人介绍，二期管网已经通水。")
    assert pairs(said, "speaker") == [("青芦县水务局相关负责人",)]
    speaker = said[0].find("speaker")
    assert isinstance(speaker, Value)


def test_a_name_in_quotation_marks_is_no_speech() -> None:
    assert read(find_speech, "⟦COMMUNITY 柳条湾村⟧打造“清泉小院”品牌，⟦PERSON 贺云岭⟧参与其中。") == []


def test_neither_hearsay_nor_a_noun_is_speech() -> None:
    assert read(find_speech, "据介绍，渠长三公里。按照⟦ORG 青芦县水务局⟧要求，渠边加了护栏。") == []


def test_quotations_that_touch_share_the_speaker_that_follows() -> None:
    said = read(find_speech, "“水真甜！”“比从前近多了！”⟦PERSON 苏日娜⟧说。")
    assert pairs(said, "speaker") == [("苏日娜",), ("苏日娜",)]


def test_a_report_that_ends_in_a_quotation_gives_both_to_one_speaker() -> None:
    said = read(find_speech, "⟦PERSON 韩知秋⟧认为，沙棘能挣钱，“去年一亩收了三百斤，家家都乐。”")
    assert pairs(said, "speaker", "quote") == [
        ("韩知秋", "沙棘能挣钱"),
        ("韩知秋", "“去年一亩收了三百斤，家家都乐。”"),
    ]
