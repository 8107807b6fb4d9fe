"""Divisions and bodies of one name in one text are told apart by the places before them."""

from __future__ import annotations

import pytest

from domain.document import Article
from nlp.twin import part_twins
from tests.nlp.marked import read_marked

SOUTH, NORTH = "⟦PLACE 长春市⟧", "⟦PLACE 北京市⟧"
BODY = "⟦ORG 朝阳区政府⟧"


def _names(*stories: str) -> list[str]:
    """Return by which names the marked bodies and districts go, each story an article of its own."""
    _, mentions = read_marked("\n".join(stories))
    articles, start = [], 0
    for story in stories:
        end = start + len(read_marked(story)[0])
        articles.append(Article("", "", ((start, end),)))
        start = end + 1
    return [one.name for one in part_twins(articles, mentions) if one.text.startswith("朝阳区")]


def test_each_is_called_by_its_place() -> None:
    assert _names(f"{SOUTH}{BODY}和{NORTH}{BODY}签约。") == ["长春市朝阳区政府", "北京市朝阳区政府"]


def test_a_district_takes_the_code_of_its_place() -> None:
    text, mentions = read_marked(f"{SOUTH}⟦PLACE 朝阳区⟧和{NORTH}⟦PLACE 朝阳区⟧签约。")
    parted = part_twins([Article("", "", ((0, len(text)),))], mentions)
    assert [one.code for one in parted if one.text == "朝阳区"] == ["220104", "110105"]


@pytest.mark.parametrize(
    ("stories", "last"),
    [
        ((f"{SOUTH}{BODY}和{NORTH}{BODY}签约。{BODY}表示欢迎。",), "朝阳区政府"),
        ((f"{NORTH}{BODY}签约。", f"{SOUTH}{BODY}开会。{BODY}表示欢迎。"), "长春市朝阳区政府"),
        ((f"{NORTH}{BODY}签约。", f"{SOUTH}{BODY}开会。", f"{BODY}表示欢迎。"), "朝阳区政府"),
    ],
)
def test_the_name_alone_is_that_of_its_article(stories: tuple[str, ...], last: str) -> None:
    """Where the article puts it in one place only; in none and in two it stays open."""
    assert _names(*stories)[-1] == last


@pytest.mark.parametrize("above", ["⟦PLACE 吉林省⟧", "⟦PLACE 长春市⟧"])
def test_one_place_and_the_one_above_it_make_no_two(above: str) -> None:
    assert _names(f"{SOUTH}{BODY}开会。{above}{BODY}表示欢迎。") == ["朝阳区政府", "朝阳区政府"]
