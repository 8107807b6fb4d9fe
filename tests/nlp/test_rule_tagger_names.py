"""Personal names by surname, by sound and by what stands beside them; residents who stay anonymous."""

from __future__ import annotations

import pytest

from nlp.rule_tagger.reader import RuleTagger

TAGGER = RuleTagger()


def find(text: str, kind: str) -> list[str]:
    """Return the words of the mentions of one kind, in order."""
    return [mention.text for mention in TAGGER.tag(text, 0, len(text)) if str(mention.kind) == kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("社区党总支书记周启明说，会修好的。", ["周启明"]),
        ("记者 邱蓓 通讯员 闵浩然", ["邱蓓", "闵浩然"]),
        ("站长欧阳倩介绍了流程。", ["欧阳倩"]),
        ("嘎查达斯琴高娃告诉大家一个好消息。", ["斯琴高娃"]),
        ("网格员阿依古丽·买买提介绍说。", ["阿依古丽·买买提"]),
        ("驻村第一书记扎西顿珠表示支持。", ["扎西顿珠"]),
        ("成员名单\n秦 朗（市司法局）\n尹秋实（市教育局）\n", ["秦 朗", "尹秋实"]),
    ],
)
def test_a_name_is_found_by_its_shape_and_its_neighbours(text: str, names: list[str]) -> None:
    assert find(text, "PERSON") == names


@pytest.mark.parametrize(
    "text",
    [
        "推动高质量发展迈上新台阶。",
        "夏季用电安全不能放松。",
        "许多老党员带头清扫。",
        "周一到有关部门反映。",
        "温馨提示：出门带伞。",
    ],
)
def test_common_words_that_begin_with_a_surname_name_nobody(text: str) -> None:
    assert find(text, "PERSON") == []


def test_a_person_once_found_is_found_where_nothing_speaks_for_a_name() -> None:
    text = "护林员巴雅尔图说，山上雪大。后来雪停了，巴雅尔图又上了山。"
    assert find(text, "PERSON") == ["巴雅尔图", "巴雅尔图"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("沈大娘笑着接过药。", "沈大娘"), ("家住三楼的曹先生来电。", "曹先生"), ("邻居小冯说。", "小冯")],
)
def test_a_surname_with_a_word_of_address_stays_anonymous(text: str, words: str) -> None:
    assert find(text, "PERSON_ANON") == [words]
    assert find(text, "PERSON") == []


def test_letters_of_two_words_make_no_anonymous_person() -> None:
    assert find("工作人员了解老人的需要，公司经理到场。", "PERSON_ANON") == []


def test_courtesy_and_title_stay_outside_the_name() -> None:
    text = "任命韩立军同志为副局长。"
    assert find(text, "PERSON") == ["韩立军"]
    assert find(text, "POST") == ["副局长"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("党支部书记特木尔到场。", "特木尔"),
        ("队长额尔敦率队赴灾区。", "额尔敦"),
        ("书记朝格图牵头。", "朝格图"),
        ("主任特木尔一行到访。", "特木尔"),
        ("会长图门主持。", "图门"),
        ("校长巴雅尔参加。", "巴雅尔"),
        ("局长钱立带队检查。", "钱立"),
    ],
)
def test_a_verb_is_no_part_of_a_name(text: str, name: str) -> None:
    """What a person who leads or visits does ends the name before it and speaks for one."""
    assert find(text, "PERSON") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("局长那顺说，好。", "那顺"),
        ("村民图门说，好。", "图门"),
        ("站长布和介绍，路修好了。", "布和"),
        ("牧民那顺表示感谢。", "那顺"),
        ("居民巴根说，好。", "巴根"),
    ],
)
def test_a_common_mongolian_name_of_two_letters_is_a_person_before_a_verb_of_saying(text: str, name: str) -> None:
    assert find(text, "PERSON") == [name]


@pytest.mark.parametrize("text", ["巴根台牧场的草好。", "图雅高坡上风大。"])
def test_the_same_letters_in_other_words_are_no_person(text: str) -> None:
    assert find(text, "PERSON") == []
