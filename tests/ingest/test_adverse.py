"""No line of any kind says something adverse of a person; what an office works against stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.document import Arrival
from domain.identifier import hash_text
from domain.statement import Evidence, check_evidence
from ingest.admit import admit
from tests.ingest.test_admit import extract, keep, read


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("青禾县教育局局长倪小访说：“水利局局长闻人朔是大贪官。”", "SPOKE"),
        ("青禾县教育局局长倪小访说：“闻人朔在水利局多年，受贿不少。”", "SPOKE"),
        ("青禾县教育局局长倪小访说：“纪委应该查处水利局局长闻人朔受贿。”", "SPOKE"),
        ("青禾县教育局局长倪小访说：“我要举报局长受贿。”", "SPOKE"),
        ("青禾县水利局局长闻人朔说：“他违纪多年，大家都知道。”", "SPOKE"),
        ("青禾县水利局局长闻人朔因受贿被双开，其曾荣获“优秀公务员”称号。", "RECEIVED_AWARD"),
        ("青禾县水利局局长闻人朔荣获“最差干部”称号。", "RECEIVED_AWARD"),
        ("青禾县水利局局长闻人朔在被查前参加了青禾县防汛培训会。", "HELD_ACTIVITY"),
        ("青禾县水利局局长闻人朔被责令辞去局长职务。", "HOLDS_POST"),
        ("青禾县水利局原局长闻人朔因受贿罪被判处有期徒刑十年。", "COUNT"),
        ("法院以盗窃罪判处其有期徒刑七个月。", "COUNT"),
    ],
)
def test_adverse_words_drop_a_line_of_any_kind(text: str, lost: str) -> None:
    """In the quote, the award's name, or anywhere in the evidence: the line goes, whatever it is a line of."""
    found = extract(text)
    admission = admit(found, text)
    assert [s.predicate for s in found.statements].count(lost) == keep(admission).count(lost) + 1
    assert admission.dropped["adverse"] >= 1


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("青禾县水利局局长闻人朔说：“我们要坚决查处违法行为，严惩腐败。”", "SPOKE"),
        ("青禾县纪委书记闻人朔介绍，今年查处违纪案件12件。", "COUNT"),
        ("青禾县公安局局长闻人朔荣获“打击违法犯罪先进个人”称号。", "RECEIVED_AWARD"),
        ("青禾县司法局局长闻人朔说：“讲座让他了解了各种诈骗手段。”", "SPOKE"),
        ("青禾县司法局局长闻人朔说：“私藏炸药是一种违法行为。”", "SPOKE"),
        ("青禾县司法局局长闻人朔说：“大家要提高警惕，防范电信诈骗。”", "SPOKE"),
    ],
)
def test_work_against_wrongs_is_no_adverse_line(text: str, stays: str) -> None:
    """What an office works against or warns of is said of nobody."""
    admission = read(text)
    assert stays in keep(admission)
    assert admission.dropped["adverse"] == 0


@pytest.mark.parametrize(("text", "kept"), [
    ("因严重违纪，免去闻人朔的青禾县水利局局长职务。", "免去闻人朔的青禾县水利局局长职务。"),
    ("免去闻人朔的青禾县水利局局长职务，对其立案审查。", "免去闻人朔的青禾县水利局局长职务"),
])  # fmt: skip
def test_a_removal_stays_in_words_without_the_adverse_ones(text: str, kept: str) -> None:
    """The evidence is cut to the clause that removes; the statement's id and its reading follow."""
    plain = "免去闻人朔的青禾县水利局局长职务。"
    shift = text.index("免去")
    (removal,) = (s for s in extract(plain).statements if s.predicate == "HOLDS_POST")
    assert removal.text_of("status") == "removed"
    arguments = tuple(
        (role, replace(a, start=a.start + shift, end=a.end + shift) if a.start >= 0 else a)
        for role, a in removal.arguments
    )
    found = extract(text)
    statement = replace(removal, arguments=arguments, evidence=Evidence(hash_text(text), 0, len(text), text))
    reading = replace(extract(plain).readings[0], statement_id=statement.id)
    admission = admit(replace(found, statements=(statement,), readings=(reading,)), text)
    (stays,) = admission.statements
    assert stays.evidence.quote == kept
    assert admission.readings[0].statement_id == stays.id
    check_evidence(stays, hash_text(text), text)


def test_a_removal_behind_adverse_words_stands_alone() -> None:
    """局长某某涉嫌违纪，被免去局长职务: the words of the removal are kept, without whom they are said of."""
    text = "青禾县水利局局长闻人朔涉嫌严重违纪，被免去局长职务。"
    kept = [s for s in admit(extract(text), text).statements if s.text_of("status") == "removed"]
    assert [(s.text_of("person"), s.evidence.quote) for s in kept] == [("闻人朔", "被免去局长")]


@pytest.mark.parametrize(("text", "post"), [
    ("青禾县教育局大贪官倪小访来到现场。", "大贪官"), ("青禾县教育局老赖局长倪小访来到现场。", "老赖局长"),
    ("青禾县教育局犯罪嫌疑人倪小访来到现场。", "犯罪嫌疑人"),
])  # fmt: skip
def test_a_word_of_abuse_is_no_post(text: str, post: str) -> None:
    """Whatever the reader takes for a post: what speaks ill of its bearer is dropped, also from the organ itself."""
    (holding,) = (s for s in extract("青禾县教育局局长倪小访来到现场。").statements if s.predicate == "HOLDS_POST")
    start, name = text.index(post), text.index("倪小访")
    places = {"post": (start, start + len(post)), "person": (name, name + 3)}
    arguments = tuple(
        (role, replace(a, text=text[slice(*places[role])], start=places[role][0], end=places[role][1]))
        if role in places else (role, a)
        for role, a in holding.arguments
    )  # fmt: skip
    evidence = Evidence(hash_text(text), name, name + 3, "倪小访")
    statement = replace(holding, arguments=arguments, evidence=evidence)
    found = extract(text)
    reading = replace(extract("青禾县教育局局长倪小访来到现场。").readings[0], statement_id=statement.id)
    own = [Arrival("", "a.txt", source="青禾县纪委监委")]
    for arrivals in ([], own):
        admission = admit(replace(found, statements=(statement,), readings=(reading,)), text, arrivals)
        assert admission.statements == ()
        assert admission.dropped == {"adverse": 1}
