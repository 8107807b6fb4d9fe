"""Quotation columns: the words, who said them, on which day and occasion."""

from __future__ import annotations

import pytest

from domain.statement import check_evidence
from nlp.reader import open_reader

READER = open_reader("rules")
WORDS = "办好一件小事，胜过说一百句空话。"

CASES = [
    (f"每周一学\n★{WORDS}\n——2021年5月7日，孟长河在北川县委全会上的讲话\n", "2021年5月7日", "北川县委全会"),
    (
        f"每周一学\n1.{WORDS}\n——2021年5月7日，孟长河在青山村调研时的重要讲话（来源：某网）\n",
        "2021年5月7日",
        "青山村调研",
    ),
    (f"每周一学\n{WORDS}——孟长河在北川县干部大会上的讲话（2021年5月7日）\n", "2021年5月7日", "北川县干部大会"),
    (f"每周一学\n{WORDS}（2021年5月7日，孟长河在北川县委全会上的讲话）\n", "2021年5月7日", "北川县委全会"),
]


@pytest.mark.parametrize(("text", "date", "occasion"), CASES)
def test_words_with_a_line_that_attributes_them_are_a_dated_quotation(text: str, date: str, occasion: str) -> None:
    found = [s for s in READER.read("d" * 64, text).statements if s.predicate == "SPOKE" and s.find("date")]
    [statement] = found
    check_evidence(statement, "d" * 64, text)
    assert statement.evidence.quote == WORDS
    assert (statement.text_of("speaker"), statement.text_of("date"), statement.text_of("occasion")) == (
        "孟长河", date, occasion,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"{WORDS}\n——孟长河\n",
        f"{WORDS}\n——北川县举办读书会侧记\n",
        "没有句号的标题\n——2021年5月7日，孟长河在北川县委全会上的讲话\n",
    ],
)
def test_a_dash_without_speaker_day_or_words_attributes_nothing(text: str) -> None:
    assert not [s for s in READER.read("d" * 64, text).statements if s.predicate == "SPOKE" and s.find("date")]
