"""Layout measured on pages built out of separate articles, and what each rule of a headline is there for."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp.layout import cut_articles
from tests.nlp.invented_articles import Piece, load_pieces
from tests.nlp.synthetic_pages import LAYOUTS, Layout, Score, build_sheet, lay_page, lay_post, lay_round_up

PAGES = 200
_TWICE = re.compile(r"(?:原标题：)?(\S.{7,60}?)\s*\1\s*(?=\S)")
_NOT_PLAIN = re.compile(
    r"记者|通讯员|作者|编辑|来源|摄|供图|图为|图片|广告|客户端|[报网社台]讯|转载|公众号|声明|原标题|\n"
)


def measure(pieces: Sequence[Piece], seeds: Sequence[int], layout: Layout | None = None) -> Score:
    """Cut the pages of these seeds and return how well they were cut."""
    score = Score()
    for seed in seeds:
        sheet = build_sheet(seed, pieces, layout)
        score.add(sheet.truths, cut_articles(sheet.text))
    return score


def test_two_hundred_pages_of_invented_articles_are_cut_as_they_were_laid_out() -> None:
    score = measure(load_pieces(), range(PAGES))
    assert score.articles > 2 * PAGES
    assert score.iou >= 0.98
    assert score.headline_rate >= 0.93
    assert score.byline_rate >= 0.93
    assert score.surplus == 0


@pytest.mark.parametrize(
    ("layout", "iou", "headlines"), [(lay_page, 0.99, 0.97), (lay_post, 0.99, 0.99), (lay_round_up, 0.99, 0.99)]
)
def test_layouts_with_lines_lose_nearly_nothing(layout: Layout, iou: float, headlines: float) -> None:
    score = measure(load_pieces(), range(1000, 1060), layout)
    assert score.iou >= iou
    assert score.headline_rate >= headlines


@pytest.mark.slow
def test_two_hundred_pages_of_published_articles_are_cut_as_they_were_laid_out(shared: Path) -> None:
    """The articles are those of ../shared whose headline is printed twice: so it is known without our layout."""
    score = measure(load_published(shared), range(PAGES))
    assert score.articles > 2 * PAGES
    assert score.iou >= 0.97
    assert score.headline_rate >= 0.88
    assert score.surplus <= 2


def load_published(shared: Path) -> list[Piece]:
    """Return articles without bylines, pictures and boilerplate, their sentences two to a paragraph."""
    pieces = []
    for name in ("governance", "general"):
        with lzma.open(shared / "data" / "news" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                head = _TWICE.match(text)
                body = re.sub(r"返回.{2,4}，查看更多.*$", "", text[head.end() :], flags=re.DOTALL) if head else ""
                if not head or "。" in head[1] or "原标题" in head[1] or _NOT_PLAIN.search(body.strip()):
                    continue
                sentences = re.findall(r"[^。！？]+[。！？]+[”’]*", body.strip())
                paragraphs = tuple("".join(sentences[place : place + 2]) for place in range(0, len(sentences), 2))
                if 120 <= len(body) <= 900 and paragraphs and paragraphs[0].find("，") >= 6:
                    pieces.append(Piece(head[1].strip(), paragraphs))
    assert len(pieces) >= 40
    return pieces


def test_the_same_seed_builds_the_same_page_and_truth_stands_in_it() -> None:
    for layout in LAYOUTS:
        sheet, again = (build_sheet(7, load_pieces(), layout) for _ in range(2))
        assert (sheet.text, sheet.truths) == (again.text, again.truths)
        places = sorted(place for truth in sheet.truths for span in truth.segments for place in range(*span))
        assert len(places) == len(set(places))
        assert places[-1] < len(sheet.text)
        assert all(truth.headline in sheet.text and truth.byline in sheet.text for truth in sheet.truths)


def test_a_page_cut_wrongly_lowers_the_score() -> None:
    """The measure can fail: one article for the whole page is no good cut."""
    sheet = build_sheet(1, load_pieces(), lay_page)
    score = Score()
    whole = cut_articles("柳溪书屋开门\n" + "字" * (len(sheet.text) - 7))
    assert not score.add(sheet.truths, whole)
    assert score.iou < 0.5
    assert score.headline_rate == 0


BODY = "柳溪镇的库房改成了书屋，每周三晚上开门，邻居们带着孩子来翻书。镇里还请来退休教师讲故事。"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"原标题：旧库房里飘书香柳溪镇今天更安静见习记者 康月 通讯员 那仁花{BODY}", "旧库房里飘书香柳溪镇今天更安静"),
        (f"原标题：柳溪镇夜读书屋迎来第一百位读者8月9日一早，{BODY}", "柳溪镇夜读书屋迎来第一百位读者"),
        (f"原标题：柳溪镇库房变身书屋开门一月接待千人2023年7月29日，{BODY}", "柳溪镇库房变身书屋开门一月接待千人"),
        (
            f"原标题：柳溪镇新开书屋藏书达到4．26万册本报云岫8月11日电 (记者康月){BODY}",
            "柳溪镇新开书屋藏书达到4．26万册",
        ),
        (f"原标题：镇上的夜读书屋办得红火孩子们抢着来“灯亮了，书也有了。”{BODY}", "镇上的夜读书屋办得红火孩子们抢着来"),
        (f"云岫县柳溪镇——旧库房里飘出书香本报云岫7月30日电(记者 卓远山){BODY}", "云岫县柳溪镇——旧库房里飘出书香"),
        (f"柳溪镇——    旧库房里飘出阵阵书香近日，{BODY}", "柳溪镇——    旧库房里飘出阵阵书香"),
        (f"柳溪镇旧库房变身书屋，一千册新书免费借！8月4日14时，{BODY}", "柳溪镇旧库房变身书屋，一千册新书免费借！"),
    ],
)
def test_a_headline_glued_to_the_body_ends_where_the_body_begins(text: str, headline: str) -> None:
    assert cut_articles(text)[0].headline == headline


@pytest.mark.parametrize(
    "text",
    [
        f"随着天气转凉，柳溪镇的夜晚热闹起来！近日，{BODY}",
        f"云岫日报8月17日讯（记者 康月）{BODY}",
        f"“快来看书！”8月4日，{BODY}",
        f"图为柳溪镇书屋一角 康月 摄云岫日报8月17日讯（记者 康月）{BODY}",
        BODY,
    ],
)
def test_a_body_without_a_headline_keeps_its_first_words(text: str) -> None:
    (article,) = cut_articles(text)
    assert article.headline == ""
    assert article.start == 0


def test_a_credit_between_the_parts_of_a_sentence_opens_no_article() -> None:
    text = (
        f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n压面机开进街道\n\n□本报记者 康月\n\n"
        f"上个月添了两台压面机，\n\n本报记者 康月 摄\n\n老人凭卡取用。\n"
    )
    first, second = cut_articles(text)
    assert (first.headline, second.headline) == ("旧库房里飘书香", "压面机开进街道")
    assert text[slice(*second.segments[0])].endswith("老人凭卡取用。")


def test_the_first_words_of_a_sentence_above_a_displaced_headline_are_body() -> None:
    text = (
        f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n□本报记者 康月\n\n望河社区有四十二个单\n\n"
        "一张表管好楼道灯\n\n元，过去灯坏了要等半个月。\n"
    )
    article = cut_articles(text)[1]
    assert article.headline == "一张表管好楼道灯"
    assert [text[slice(*span)] for span in article.segments] == ["望河社区有四十二个单", "元，过去灯坏了要等半个月。"]


def test_a_page_without_line_breaks_is_cut_at_its_signed_marks() -> None:
    text = f"旧库房里飘书香□本报记者 卓远山 {BODY}压面机开进街道□本报记者 康月 通讯员 那仁花 河湾街道添了两台压面机。"
    first, second = cut_articles(text)
    assert (first.headline, first.byline) == ("旧库房里飘书香", "□本报记者 卓远山")
    assert text[slice(*first.segments[0])] == BODY
    assert (second.headline, second.byline) == ("压面机开进街道", "□本报记者 康月 通讯员 那仁花")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("点击上方蓝字关注我们\n", ""),
        ("云岫发布 2024-03-02 09:11 发表于内蒙古\n", "\nEND\n长按识别二维码关注我们"),
        ("", "\n点赞 分享 在看"),
        ("", "\n阅读原文\n喜欢此内容的人还喜欢\n县里的事"),
        ("播放时间：倍速清晰度00:00 / 00:31确认取消", ""),
        ("", "【来源：云岫发布】声明：此文版权归原作者所有"),
    ],
)
def test_what_accounts_and_players_add_belongs_to_no_article(before: str, behind: str) -> None:
    text = f"{before}{BODY}{behind}"
    (article,) = cut_articles(text)
    assert [text[start:end] for start, end in article.segments] == [BODY]


def test_a_list_of_names_in_a_round_up_belongs_to_its_item() -> None:
    """The first item ends in 名单: it is no second line of the round-up's own headline."""
    text = f"一周邻里新闻\n1、柳溪镇公布读书之星名单\n{BODY}\n2、3户人家搬进新居\n{BODY}\n"
    assert [article.headline for article in cut_articles(text)] == ["柳溪镇公布读书之星名单", "3户人家搬进新居"]
