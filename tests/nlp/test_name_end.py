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
