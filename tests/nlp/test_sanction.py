"""SANCTIONED: inquiries, measures and outcomes, as organs of discipline write them; courts are left out."""

from __future__ import annotations

import pytest

from nlp.statements.sanction import find_sanctions
from tests.nlp.stated import pairs, read

HEAD = "⟦ORG 青河县水利局⟧⟦POST 局长⟧⟦PERSON 韩立冬⟧"
ORGAN = "⟦ORG 青河县纪委监委⟧"


@pytest.mark.parametrize(
    ("marked", "person", "words", "organ"),
    [
        (f"{HEAD}涉嫌严重违纪违法，目前正接受{ORGAN}纪律审查和监察调查。", "韩立冬",
         "接受青河县纪委监委纪律审查和监察调查", "青河县纪委监委"),
        (f"经{ORGAN}研究，决定给予⟦PERSON 韩立冬⟧开除党籍、开除公职处分。", "韩立冬",
         "决定给予韩立冬开除党籍、开除公职处分", "青河县纪委监委"),
        (f"⟦DATE 2024年5月⟧，{HEAD}受到党内警告处分。", "韩立冬", "受到党内警告处分", ""),
        (f"{HEAD}被开除党籍和公职。", "韩立冬", "被开除党籍和公职", ""),
        (f"{ORGAN}决定解除⟦PERSON 韩立冬⟧的政务记过处分。", "韩立冬", "", "青河县纪委监委"),
        (f"{ORGAN}决定对⟦PERSON 韩立冬⟧免予处分。", "韩立冬", "免予处分", "青河县纪委监委"),
    ],
)  # fmt: skip
def test_what_the_organ_says_is_kept_word_for_word(marked: str, person: str, words: str, organ: str) -> None:
    """Person, words and organ of each; the words stand in the text as they are."""
    (found,) = read(find_sanctions, marked)
    assert (found.text_of("person"), found.text_of("organ")) == (person, organ)
    assert not words or found.text_of("sanction") == words


@pytest.mark.parametrize(
    "marked",
    [
        f"{HEAD}主持召开警示教育会。",
        f"{ORGAN}给予支持，{HEAD}介绍了情况。",
        "⟦PERSON 韩立冬⟧被判处有期徒刑三年。",
        f"{ORGAN}的工作人员接受培训。",
        f"{HEAD}给予高度评价。",
        "会议通报了三起处分案例。",
        f"网传{HEAD}被开除党籍，该消息不属实。",
        f"有人称{HEAD}被开除党籍。经核实，上述消息不实。",
        f"{HEAD}未受到党内警告处分。",
        f"{HEAD}任职期间没有受到党内警告处分。",
        f"{HEAD}从未因工作问题受到党内警告处分。",
        f"{HEAD}并未接受组织调查。",
        f"{ORGAN}决定不给予⟦PERSON 韩立冬⟧党内警告处分。",
        f"关于{HEAD}接受组织调查的说法是谣言。",
    ],
)
def test_other_words_are_no_sanction(marked: str) -> None:
    """Praise, meetings, verdicts of courts and measures of nobody give no line."""
    assert read(find_sanctions, marked) == []


def test_the_person_of_the_sentence_before_is_meant() -> None:
    """经查… after the sentence that names somebody goes on with that person, and the date is the sentence's own."""
    marked = f"{HEAD}接受组织调查。经查，其违反廉洁纪律。⟦DATE 2024年5月6日⟧，{ORGAN}给予其党内严重警告处分。"
    found = read(find_sanctions, marked)
    assert pairs(found, "person", "date") == [("韩立冬", ""), ("韩立冬", "2024年5月6日")]
