"""What holds for every answer of the rule tagger, whatever the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Article
from domain.mention import Mention, MentionKind
from nlp.rule_tagger.candidate import Candidate, choose
from nlp.rule_tagger.rank import Rank
from nlp.rule_tagger.reader import RuleTagger
from nlp.tagger import Tagger

TAGGER = RuleTagger()
PIECES = [
    *("祥云县", "澜庭社区", "党支部书记", "周启明", "说", "，", "。", "\n", "3名", "5月6日", "“", "”", "《", "》"),
    *("服务", "等", "、", "·", "委", "高", "a1", " ", "的", "小冯", "荣获", "称号", "家住"),
]


def check(mentions: tuple[Mention, ...], text: str, start: int, end: int) -> None:
    """Assert that the mentions lie in the stretch, in order, without overlap, and quote the text."""
    place = start
    for mention in mentions:
        assert place <= mention.start < mention.end <= end
        assert mention.text == text[mention.start : mention.end]
        place = mention.end


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_mentions_never_overlap_and_always_quote_the_stretch(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check(TAGGER.tag(text, start, end), text, start, end)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    check(TAGGER.tag(text, 0, len(text)), text, 0, len(text))


def test_the_same_text_gives_the_same_mentions_after_another_was_read() -> None:
    text = "祥云县澜庭社区党支部书记周启明说。"
    first = TAGGER.tag(text, 0, len(text))
    TAGGER.tag("启明社区的周启是个孩子。", 0, 12)
    assert TAGGER.tag(text, 0, len(text)) == first


def test_a_document_is_tagged_outside_its_articles_too() -> None:
    text = "2022-11-03 正文\n网格员邱蓓说，雪停了。"
    start = text.index("网格员")
    article = Article("", "", ((start, len(text)),))
    mentions = TAGGER.tag_document(text, [article]).mentions
    assert [mention.text for mention in mentions] == ["2022-11-03", "网格员", "邱蓓"]


def test_a_name_without_support_is_not_carried_from_one_article_into_the_next() -> None:
    first, second = "护林员巴雅尔图说，山上雪大。\n", "晚会上唱起巴雅尔图。\n"
    articles = [
        Article("", "", ((0, len(first)),)),
        Article("", "", ((len(first), len(first) + len(second)),)),
    ]
    alone = [mention.text for mention in TAGGER.tag(second, 0, len(second))]
    tagged = TAGGER.tag_document(first + second, articles).mentions
    assert [mention.text for mention in tagged if mention.start >= len(first)] == alone


def test_a_higher_rank_wins_and_within_a_rank_the_longer_name() -> None:
    place = Candidate(0, 3, MentionKind.PLACE, Rank.AREA)
    body = Candidate(0, 6, MentionKind.ORG, Rank.ORGANISATION)
    shorter = Candidate(2, 6, MentionKind.ORG, Rank.ORGANISATION)
    assert choose([place, shorter, body]) == choose([body, shorter, place]) == (body,)


def test_the_rule_tagger_is_a_tagger() -> None:
    assert isinstance(TAGGER, Tagger)


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "floor"), [("gold", 0.70), ("gold-news", 0.70)])
def test_annotated_texts_are_read_at_least_as_well_as_promised(shared: Path, folder: str, floor: float) -> None:
    hits = wanted = given_out = 0
    for path in sorted((shared / "data" / folder).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        want = {(entity["start"], entity["end"], entity["type"]) for entity in gold["entities"]}
        have = {(m.start, m.end, str(m.kind)) for m in TAGGER.tag(text, 0, len(text))}
        hits, wanted, given_out = hits + len(want & have), wanted + len(want), given_out + len(have)
    assert 2 * hits / (wanted + given_out) >= floor
