"""Within one article a name with posts in two unrelated bodies is two people."""

from __future__ import annotations

import pytest

from domain.document import Article
from domain.mention import Mention, MentionKind, refer
from domain.statement import Statement, Value, make_statement
from graph.namesake import find_holders

NAME = "闻人朔"


def _holding(text: str, organisation: str, post: str, occurrence: int = 0, status: str = "current") -> Statement:
    """State that the n-th mention of the name holds the post."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(NAME, start + 1)
    at, where = text.index(organisation), text.index(post)
    return make_statement(
        "HOLDS_POST",
        "d",
        text,
        0,
        len(text),
        person=refer(Mention(start, start + len(NAME), MentionKind.PERSON, NAME)),
        post=refer(Mention(where, where + len(post), MentionKind.POST, post)),
        org=refer(Mention(at, at + len(organisation), MentionKind.ORG, organisation)),
        status=Value(status),
    )


def _count(text: str, *statements: Statement) -> int:
    holders = find_holders([Article("", "", ((0, len(text)),))], statements)
    return sum(len(group) for group in holders.values())


@pytest.mark.parametrize(
    ("text", "holdings", "people"),
    [
        (f"东溪县水利局局长{NAME}到场。西溪县教育局副局长{NAME}发言。",
         [("东溪县水利局", "局长", 0), ("西溪县教育局", "副局长", 1)], 2),
        (f"东溪县水利局局长{NAME}到场。东溪县水利局党组书记{NAME}发言。",
         [("东溪县水利局", "局长", 0), ("东溪县水利局", "党组书记", 1)], 1),
        (f"东溪县委书记{NAME}讲话。东溪县人大常委会主任{NAME}宣布闭会。",
         [("东溪县委", "书记", 0), ("东溪县人大常委会", "主任", 1)], 1),
        (f"{NAME}由东溪县水利局局长调任西溪县教育局副局长。",
         [("东溪县水利局", "局长", 0), ("西溪县教育局", "副局长", 0)], 1),
        (f"东溪县委书记{NAME}、东溪县人大常委会主任{NAME}出席。",
         [("东溪县委", "书记", 0), ("东溪县人大常委会", "主任", 1)], 2),
        (f"东溪县水利局局长{NAME}、副局长{NAME}到场。",
         [("东溪县水利局", "局长", 0), ("东溪县水利局", "副局长", 1)], 2),
        (f"东溪县水利局局长{NAME}介绍说。后来，东溪县水利局副局长{NAME}表示赞同。",
         [("东溪县水利局", "局长", 0), ("东溪县水利局", "副局长", 1)], 2),
        (f"东溪县水利局局长{NAME}向现任局长{NAME}移交。",
         [("东溪县水利局", "局长", 0), ("东溪县水利局", "现任局长", 1)], 2),
        (f"东溪县水利局局长{NAME}说，这不容易。局长{NAME}又说。",
         [("东溪县水利局", "局长", 0), ("东溪县水利局", "局长", 1)], 1),
        (f"东溪县水利局局长{NAME}和东溪县教育局副局长{NAME}参加。",
         [("东溪县水利局", "局长", 0), ("东溪县教育局", "副局长", 1)], 2),
    ],
)  # fmt: skip
def test_namesakes_in_one_article(text: str, holdings: list[tuple[str, str, int]], people: int) -> None:
    """Different units are different people unless one mention, one body or one division's leading organs join them."""
    statements = [_holding(text, *holding) for holding in holdings]
    assert _count(text, *statements) == people
    assert _count(text, *reversed(statements)) == people


@pytest.mark.parametrize(
    ("text", "holdings", "people"),
    [
        (f"{NAME}任西溪县教育局副局长。{NAME}此前任东溪县水利局科长。",
         [("西溪县教育局", "副局长", 0, "appointed"), ("东溪县水利局", "科长", 1, "former")], 1),
        (f"西溪县教育局副局长{NAME}到场，原东溪县水利局科长{NAME}也来了。",
         [("西溪县教育局", "副局长", 0, "current"), ("东溪县水利局", "科长", 1, "former")], 2),
        (f"{NAME}曾任西溪县教育局副局长。{NAME}曾任东溪县水利局科长。",
         [("西溪县教育局", "副局长", 0, "former"), ("东溪县水利局", "科长", 1, "former")], 2),
        (f"西溪县教育局副局长{NAME}、南溪县民政局主任{NAME}到场。{NAME}此前任东溪县水利局科长。",
         [("西溪县教育局", "副局长", 0, "current"), ("南溪县民政局", "主任", 1, "current"),
          ("东溪县水利局", "科长", 2, "former")], 3),
        (f"免去{NAME}的西溪县教育局副局长职务。{NAME}任东溪县水利局科长。",
         [("西溪县教育局", "副局长", 0, "removed"), ("东溪县水利局", "科长", 1, "appointed")], 2),
    ],
)  # fmt: skip
def test_who_looks_back_is_the_one_named_before(
    text: str, holdings: list[tuple[str, str, int, str]], people: int
) -> None:
    """某某此前任… goes on about the one bearer of the name before it; a title before the name may name another."""
    statements = [_holding(text, *holding) for holding in holdings]
    assert _count(text, *statements) == people
    assert _count(text, *reversed(statements)) == people


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [("1970年3月", "1985年6月", 2), ("1970年3月", "1970年3月", 1), ("1970年", "1970年3月", 1), ("", "1985年6月", 1)],
)
def test_two_birth_dates_in_one_article_are_two_people(first: str, second: str, people: int) -> None:
    """Same body, same name: the dates tell them apart."""
    text = f"{NAME}，{first}生，东溪县水利局科长。另一位是{NAME}，{second}生，东溪县水利局党组成员。"
    statements = [
        _holding(text, "东溪县水利局", "科长", 0),
        _holding(text, "东溪县水利局", "党组成员", 1),
    ]
    for number, date in enumerate((first, second)):
        if date:
            start = text.index(NAME, text.index(NAME) + number)
            at = text.index(date, start)
            statements.append(
                make_statement(
                    "BORN", "d", text, 0, len(text),
                    person=refer(Mention(start, start + len(NAME), MentionKind.PERSON, NAME)),
                    date=Value(date, at, at + len(date)),
                )
            )  # fmt: skip
    assert _count(text, *statements) == people
