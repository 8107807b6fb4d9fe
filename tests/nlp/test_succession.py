"""A change of hands told in one sentence: who gets the post, who leaves it, and on which day."""

from __future__ import annotations

import pytest

from nlp.statements.holding import find_holdings
from tests.nlp.test_terms import PAPER, holds, scene_of

HEAD = "⟦ORG 青河县图书馆⟧⟦POST 馆长⟧"


def told(marked: str) -> list[tuple[str, str, str, str, str]]:
    """Return person, post, status, since and until of each holding."""
    return [
        (
            f.statement.text_of("person"),
            f.statement.text_of("post"),
            f.statement.text_of("status"),
            f.valid_from,
            f.valid_to,
        )
        for f in find_holdings(scene_of(marked))
        if f.statement.predicate == "HOLDS_POST"
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (f"⟦PERSON 韩立冬⟧接替⟦PERSON 白秋实⟧任{HEAD}。", ("白秋实", "馆长", "former", "", PAPER)),
        (f"⟦PERSON 韩立冬⟧接替退休的⟦PERSON 白秋实⟧，任{HEAD}。", ("白秋实", "馆长", "former", "", "")),
        (f"⟦PERSON 韩立冬⟧任{HEAD}，接替⟦PERSON 白秋实⟧。", ("白秋实", "馆长", "former", "", PAPER)),
        (f"⟦PERSON 白秋实⟧的{HEAD}职务由⟦PERSON 韩立冬⟧接任。", ("白秋实", "馆长", "former", "", PAPER)),
        (f"⟦PERSON 韩立冬⟧任{HEAD}，⟦PERSON 白秋实⟧不再担任该职务。", ("白秋实", "馆长", "removed", "", PAPER)),
        (f"⟦PERSON 白秋实⟧不再担任{HEAD}，由⟦PERSON 韩立冬⟧接任。", ("韩立冬", "馆长", "appointed", PAPER, "")),
        (f"⟦PERSON 白秋实⟧卸任{HEAD}，⟦PERSON 韩立冬⟧接任。", ("韩立冬", "馆长", "appointed", PAPER, "")),
    ],
)
def test_the_other_one_is_read_too(marked: str, expected: tuple[str, ...]) -> None:
    """Who is followed leaves, who follows begins, though the verb has one subject."""
    assert expected in told(marked)


@pytest.mark.parametrize(
    "behind",
    [
        "拟由⟦PERSON 韩立冬⟧接任。",
        "有望由⟦PERSON 韩立冬⟧接任。",
        "⟦PERSON 韩立冬⟧退休。",
        "⟦PERSON 韩立冬⟧拟不再担任该职务。",
    ],
)
def test_what_is_only_to_come_changes_no_hands(behind: str) -> None:
    """A plan gives and takes nothing, and who retires beside it had a post of their own."""
    assert [one for one in told(f"⟦PERSON 白秋实⟧任{HEAD}，{behind}") if one[0] == "韩立冬"] == []


def test_a_post_left_later_in_its_sentence_ends_then() -> None:
    """…升任副县长，2021年2月卸任这一职务 and a bare 卸任 with a day; a father's retirement is none of it."""
    given = "⟦DATE 2018年12月⟧，⟦PERSON 韩立冬⟧升任⟦PLACE 青河县⟧⟦POST 副县长⟧"
    ends = ("韩立冬", "副县长", "removed", "", "2021-02")
    assert ends in told(f"{given}，⟦DATE 2021年2月⟧卸任这一职务。")
    assert ends in told(f"{given}，⟦DATE 2021年2月⟧卸任。")
    assert len(told(f"{given}，父亲⟦DATE 1990年⟧退休。")) == 1


def test_the_title_of_somebody_else_ends_a_string_of_posts() -> None:
    """甲任某局局长，某局局长乙任…: the comma parts two people."""
    found = told(
        f"⟦PERSON 韩立冬⟧任{HEAD}，⟦ORG 青河县水利局⟧⟦POST 局长⟧⟦PERSON 白秋实⟧任⟦PLACE 青河县⟧⟦POST 副县长⟧。"
    )
    assert [one[:3] for one in found] == [
        ("韩立冬", "馆长", "appointed"), ("白秋实", "局长", "current"), ("白秋实", "副县长", "appointed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("⟦PERSON 韩立冬⟧不再担任⟦ORG 青河县水利局⟧⟦POST 局长⟧，任" + HEAD + "。", ("馆长", "appointed")),
        ("⟦PERSON 韩立冬⟧被任命为" + HEAD + "，同时兼任⟦ORG 青河县档案馆⟧⟦POST 主任⟧。", ("主任", "appointed")),
        ("⟦PERSON 韩立冬⟧当选" + HEAD + "，继续兼任⟦ORG 青河县档案馆⟧⟦POST 主任⟧。", ("主任", "current")),
        ("⟦PERSON 韩立冬⟧兼任" + HEAD + "。", ("馆长", "appointed")),
        ("⟦PERSON 韩立冬⟧兼任" + HEAD + "。他常去乡里。", ("馆长", "current")),
    ],
)
def test_a_plain_verb_goes_on_with_an_act(marked: str, expected: tuple[str, str]) -> None:
    """Behind an act it is one; alone it is one where the article says nothing else."""
    assert expected in [one[:2] for one in holds(marked)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("此前，⟦PERSON 韩立冬⟧任" + HEAD + "。", ("馆长", "former", "", "", "")),
        ("⟦PERSON 韩立冬⟧同志兼任的" + HEAD + "职务予以免去。", ("馆长", "removed", "concurrent", "", "")),
        ("⟦PERSON 韩立冬⟧的" + HEAD + "职务自⟦DATE 2021年2月⟧起免去。", ("馆长", "removed", "", "", "2021-02")),
        (
            "⟦DATE 2018年8月⟧，⟦PERSON 韩立冬⟧由⟦ORG 青河县水利局⟧⟦POST 局长⟧调任" + HEAD + "。",
            ("馆长", "appointed", "", "2018-08", ""),
        ),
        ("⟦PERSON 韩立冬⟧生于⟦DATE 1972年11月⟧，曾任" + HEAD + "。", ("馆长", "former", "", "", "")),
        ("⟦PERSON 韩立冬⟧曾被任命为" + HEAD + "。", ("馆长", "former", "", "", "")),
        ("⟦PERSON 韩立冬⟧任⟦PLACE 白桦镇⟧⟦POST 镇长⟧候选人。", ("镇长", "proposed", "", "", "")),
        ("⟦PERSON 韩立冬⟧利用担任" + HEAD + "的便利收钱。", ("馆长", "former", "", "", "")),
    ],
)
def test_more_words_around_a_post(marked: str, expected: tuple[str, ...]) -> None:
    """What stood before, what is taken by words behind, moves with an older day, births, candidates, charges."""
    assert expected in holds(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦PERSON 韩立冬⟧任" + HEAD + "期间，馆里添了新书。",
        "⟦PERSON 韩立冬⟧表示，祝贺您再次当选" + HEAD + "。",
        "⟦PERSON 韩立冬⟧说，会议决定免去公司⟦POST 总经理⟧职务。",
        "⟦PERSON 韩立冬⟧当选" + HEAD + "的希望变得渺茫。",
    ],
)
def test_no_post_is_read_where_none_is_told(marked: str) -> None:
    """A time looked back on, who is spoken to, who only speaks, what is only hoped."""
    assert holds(marked) == []


def test_a_seat_of_the_party_is_kept_beside_the_next_post() -> None:
    """调任市委副书记，次年任市长: the first goes on; a move within a career ends what was before."""
    line = "⟦DATE 2015年12月⟧，⟦PERSON 韩立冬⟧调任⟦ORG 青河县委⟧⟦POST 副书记⟧，"
    line += "⟦DATE 2016年1月⟧任⟦PLACE 青河县⟧⟦POST 县长⟧。"
    assert ("副书记", "appointed", "", "2015-12", "") in holds(line)
    line = "⟦DATE 2009年7月⟧，⟦PERSON 韩立冬⟧调任⟦ORG 青河县水利局⟧⟦POST 副局长⟧，⟦DATE 2016年3月⟧升任⟦POST 局长⟧。"
    assert ("副局长", "former", "", "2009-07", "2016-03") in holds(line)


def test_officers_are_of_the_body_whose_assembly_chooses_them() -> None:
    """某工商联第十届执委会选举…主席, and 书记 behind 党委委员 is of the 党委."""
    chosen = "⟦ORG 青河县工商联第十届执委会⟧选举产生新班子，⟦PERSON 韩立冬⟧当选⟦POST 主席⟧。"
    (found,) = [f.statement for f in find_holdings(scene_of(chosen))]
    assert found.text_of("org") == "青河县工商联"
    head = "⟦PERSON 韩立冬⟧任⟦PLACE 白桦镇⟧⟦POST 党委委员⟧、⟦POST 书记⟧。"
    assert [f.statement.text_of("org") for f in find_holdings(scene_of(head))] == ["白桦镇", "白桦镇党委"]


def test_what_is_over_reaches_to_the_comma() -> None:
    """某院原院长、书记，某会主席: the 主席 is none of the past; 市原卫计局局长 is."""
    line = "⟦ORG 青河县医院⟧原⟦POST 院长⟧、⟦POST 书记⟧，⟦ORG 青河县医学会⟧⟦POST 主席⟧⟦PERSON 韩立冬⟧到会。"
    assert {one[:2] for one in holds(line)} == {("院长", "former"), ("书记", "former"), ("主席", "current")}
    assert holds("⟦ORG 通辽市原卫计局⟧⟦POST 局长⟧⟦PERSON 韩立冬⟧到会。")[0][1] == "former"
