"""REPORTED: who wrote, photographed or signed off an article."""

from __future__ import annotations

import pytest

from domain.mention import MentionKind
from domain.ontology.catalogue import check_statement
from domain.statement import check_evidence
from nlp.layout import cut_articles
from nlp.scene import Scene
from nlp.statements.reporting import find_byline_mentions, find_credits, find_reported

BODY = "入秋以来，柳溪镇把库房改成了书屋，每周三晚上开门，邻居们带着孩子来翻书。"


def read(text: str) -> list[tuple[str, str]]:
    articles = cut_articles(text)
    found: list[tuple[str, str]] = []
    for number, (article, credits) in enumerate(zip(articles, find_credits(text, articles), strict=True)):
        for finding in find_reported(Scene("d", text, article, number, (), ()), credits):
            check_evidence(finding.statement, "d", text)
            check_statement(finding.statement)
            found.append((finding.statement.text_of("person"), finding.statement.text_of("role")))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"青石日报讯（记者 卓远山）{BODY}", [("卓远山", "记者")]),
        (f"{BODY}柳溪镇的书屋。康月 摄镇里说，{BODY}", [("康月", "摄影")]),
        (f"{BODY}柳溪镇的书屋。（康月 摄）{BODY}（卓远山）", [("康月", "摄影"), ("卓远山", "作者")]),
        (
            f"青石日报讯（记者 卓远山）{BODY}\n【编辑:康月】\n更多内容请进入乡镇频道",
            [("卓远山", "记者"), ("康月", "编辑")],
        ),
        (
            f"青石日报讯（记者 卓远山）{BODY}校对 康月返回青石网，查看更多责任编辑：",
            [("卓远山", "记者"), ("康月", "校对")],
        ),
    ],
)
def test_bylines_captions_and_sign_offs_name_people_with_their_roles(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}记者从镇里了解到，书屋还要再开一间。",
        f"{BODY}他告诉记者，灯是自己装的。",
        f"{BODY}现场拍摄的画面很清楚。（通讯员供图）{BODY}",
        f"{BODY}来源：青石网",
    ],
)
def test_a_body_that_only_speaks_of_reporters_names_none(text: str) -> None:
    assert read(text) == []


def test_each_name_is_a_mention_of_a_person_at_its_place() -> None:
    text = f"青石日报讯（记者 卓远山 通讯员 康月）{BODY}"
    mentions = find_byline_mentions(text, find_credits(text, cut_articles(text)))
    assert [(mention.text, mention.kind) for mention in mentions] == [
        ("卓远山", MentionKind.PERSON),
        ("康月", MentionKind.PERSON),
    ]
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_a_reporter_of_one_article_is_not_reported_for_the_next() -> None:
    text = f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n压面机开进街道\n\n□本报记者 康月\n\n{BODY}\n"
    articles = cut_articles(text)
    credits = find_credits(text, articles)
    assert [[text[c.start : c.end] for c in group] for group in credits] == [["卓远山"], ["康月"]]
