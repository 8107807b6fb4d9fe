"""What opens a post without a verb of appointment, and what leaves one: being sent, a decision, a retirement."""

from __future__ import annotations

import pytest

from tests.nlp.test_terms import PAPER, ends, holds


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("⟦PERSON 韩立冬⟧日前交流到⟦ORG 青河县财政局⟧任⟦POST 副局长⟧。", "appointed"),
        ("⟦PERSON 韩立冬⟧近日赴⟦PLACE 柳林县⟧报到，任⟦ORG 柳林县委⟧⟦POST 常委⟧。", "appointed"),
        ("⟦PERSON 韩立冬⟧调回⟦ORG 青河县第二中学⟧任⟦POST 校长⟧。", "appointed"),
        ("⟦PERSON 韩立冬⟧毕业后到⟦ORG 青河县第二中学⟧任⟦POST 教导主任⟧。", "current"),
        ("⟦PERSON 韩立冬⟧到⟦ORG 青河县第二中学⟧任⟦POST 校长⟧以来，天天进课堂。", "current"),
    ],
)
def test_who_is_sent_to_a_body_is_appointed_there(marked: str, status: str) -> None:
    """News of a move opens the post; a background that the sentence goes on from does not."""
    assert holds(marked)[0][1] == status


def test_a_decision_before_the_title_and_name_appoints() -> None:
    """县委同意，某镇镇长某某兼任…: the title stands between the decision and the verb."""
    found = holds("经县委研究同意，⟦PLACE 青河县⟧⟦POST 副县长⟧⟦PERSON 韩立冬⟧兼任⟦ORG 青河县开发区管委会⟧⟦POST 主任⟧。")
    assert ("主任", "appointed", "concurrent", "", "") in found
    assert ("副县长", "current", "", "", "") in found


def test_a_bare_word_for_beside_makes_the_post_a_second_one() -> None:
    found = holds("⟦ORG 青河县水利局⟧⟦POST 局长⟧⟦PERSON 韩立冬⟧仍兼⟦ORG 青河县水利学会⟧⟦POST 理事长⟧。")
    assert ("理事长", "current", "concurrent", "", "") in found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("⟦ORG 青河县图书馆⟧⟦POST 馆长⟧⟦PERSON 韩立冬⟧于⟦DATE 2021年2月⟧退休。", ("馆长", "former", "", "", "2021-02")),
        ("上月，⟦ORG 青河县图书馆⟧⟦POST 馆长⟧⟦PERSON 韩立冬⟧荣休。", ("馆长", "former", "", "", "2021-02")),
        ("⟦ORG 青河县图书馆⟧⟦POST 馆长⟧⟦PERSON 韩立冬⟧退休后办起书屋。", ("馆长", "current", "", "", "")),
        ("⟦ORG 青河县图书馆⟧⟦POST 馆长⟧⟦PERSON 韩立冬⟧即将退休。", ("馆长", "current", "", "", "")),
        ("⟦PLACE 青河县⟧⟦POST 人大代表⟧⟦PERSON 韩立冬⟧退休了。", ("人大代表", "current", "", "", "")),
    ],
)
def test_a_retirement_behind_a_title_ends_its_post(marked: str, expected: tuple[str, ...]) -> None:
    """On the day that it names; a seat stays, and so does what only lies ahead."""
    assert holds(marked) == [expected]


def test_last_month_is_a_date() -> None:
    """上个月底 counts from the day of the paper."""
    found = ends("上个月底，⟦ORG 青河县图书馆⟧⟦POST 馆长⟧⟦PERSON 韩立冬⟧退休。", "2022-01-05")
    assert found[0][:3] == ("RETIRED", "韩立冬", "2021-12")
    assert ends("马上月底了，⟦PERSON 韩立冬⟧退休。", PAPER)[0][2] == PAPER


def test_who_gets_a_post_may_have_a_title() -> None:
    """馆长一职由副馆长某某接任: no post of the clause before goes to anybody else."""
    found = holds(
        "⟦PERSON 韩立冬⟧不再担任⟦ORG 青河县图书馆⟧⟦POST 馆长⟧，继续担任⟦POST 党支部书记⟧；"
        "⟦POST 馆长⟧一职由⟦POST 副馆长⟧⟦PERSON 白秋实⟧接任。"
    )
    assert [one[:2] for one in found] == [
        ("馆长", "removed"), ("党支部书记", "current"), ("馆长", "appointed"), ("副馆长", "current"),
    ]  # fmt: skip


def test_the_next_line_of_a_career_ends_the_one_before() -> None:
    """In one sentence, where the lines have days; a seat beside ends nothing."""
    career = "⟦PERSON 韩立冬⟧⟦DATE 1971年3月⟧任⟦ORG 青河县粮食局⟧⟦POST 局长⟧，"
    assert holds(f"{career}⟦DATE 1979年8月⟧任⟦ORG 青河县财政局⟧⟦POST 局长⟧。")[0][3:] == ("1971-03", "1979-08")
    assert holds(f"{career}⟦DATE 1979年8月⟧任⟦ORG 青河县政协⟧⟦POST 委员⟧。")[0][3:] == ("1971-03", "")
    assert holds(f"{career[:-1]}。⟦DATE 1979年8月⟧任⟦ORG 青河县财政局⟧⟦POST 局长⟧。")[0][3:] == ("1971-03", "")


def test_a_post_once_done_is_over() -> None:
    assert holds("⟦PERSON 韩立冬⟧早年还当过⟦ORG 青河县第二中学⟧⟦POST 教导主任⟧。")[0][1] == "former"


def test_a_trial_noted_behind_the_post_is_its_nature() -> None:
    assert holds("⟦PERSON 韩立冬⟧任⟦ORG 青河县财政局⟧⟦POST 副局长⟧（试用期一年）。")[0][2] == "probation"


def test_an_election_that_the_sentence_tells_alone_is_news() -> None:
    """A title before the name changes nothing of that."""
    found = holds("⟦ORG 青河县图书馆⟧⟦POST 馆长⟧⟦PERSON 韩立冬⟧当选⟦ORG 青河县文联⟧⟦POST 主席⟧。")
    assert ("主席", "appointed", "", "", "") in found


def test_only_who_follows_somebody_becomes_it() -> None:
    """接替某某，成为馆长 is an appointment; a hope or a comparison is none."""
    body = "成为⟦ORG 青河县图书馆⟧新一任⟦POST 馆长⟧。"
    follows = holds(f"⟦PERSON 韩立冬⟧接替调走的⟦PERSON 白秋实⟧，{body}")
    assert [h[:2] for h in follows] == [("馆长", "appointed"), ("馆长", "former")]
    assert [h[:2] for h in holds(f"⟦PERSON 韩立冬⟧说，希望女儿{body}")] == []
