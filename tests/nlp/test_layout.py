"""Page layout: pages, portal items, bylines, headlines, round-ups; invented texts with the expected cut beside them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from domain.document import Article
from nlp.language import make_language
from nlp.layout import cut_articles
from nlp.layout.credit import read_credits

BODY = (
    "入秋以来，柳溪镇把库房改成了书屋，每周三晚上开门，邻居们带着孩子来翻书。"
    "镇里还请来退休教师讲故事，屋子里常常坐满了人。"
)
OTHER = (
    "河湾街道上个月添了两台压面机，老人凭卡取用，不收一分钱。街道说，机器由青石粮站出，电费由街道担，先试三个月再看。"
)


def bodies(text: str, articles: tuple[Article, ...]) -> list[str]:
    return ["|".join(text[start:end] for start, end in article.segments) for article in articles]


def test_a_page_is_cut_at_its_bylines_and_column_heads_belong_to_no_article() -> None:
    text = (
        f"新风录\n\n旧库房里飘书香\n\n□本报记者 卓远山 通讯员 乌力吉\n\n{BODY}\n\n"
        f"邻里\n\n压面机开进街道\n\n□本报记者 康月\n\n{OTHER}\n"
    )
    articles = cut_articles(text)
    assert [article.headline for article in articles] == ["旧库房里飘书香", "压面机开进街道"]
    assert [article.byline for article in articles] == ["□本报记者 卓远山 通讯员 乌力吉", "□本报记者 康月"]
    assert bodies(text, articles) == [BODY, OTHER]


def test_a_headline_below_its_byline_and_a_column_head_below_the_headline_are_told_apart() -> None:
    text = (
        f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n□本报记者 康月 通讯员 那仁\n\n压面机开进河湾街道的院子\n\n"
        f"暖心事\n\n{OTHER}\n"
    )
    articles = cut_articles(text)
    assert [article.headline for article in articles] == ["旧库房里飘书香", "压面机开进河湾街道的院子"]
    assert bodies(text, articles) == [BODY, OTHER]


def test_a_headline_that_parts_a_sentence_is_taken_out_of_the_body() -> None:
    text = (
        f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n夜谈\n\n□本报记者 康月\n\n{OTHER}\n\n机器坏了由粮站的\n\n"
        "压面机开进河湾街道的院子\n\n师傅上门修，两天之内修好。\n"
    )
    article = cut_articles(text)[1]
    assert article.headline == "压面机开进河湾街道的院子"
    assert bodies(text, (article,)) == [f"{OTHER}\n\n机器坏了由粮站的|师傅上门修，两天之内修好。"]


def test_a_caption_with_its_own_headline_and_byline_is_an_article() -> None:
    text = (
        f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n果园里的修枝课\n\n"
        "图为青石果园的技术员在教邻居修枝。\n\n"
        f"□本报记者 康月 通讯员 那仁 摄\n\n压面机开进街道\n\n□本报记者 苗禾\n\n{OTHER}\n"
    )
    articles = cut_articles(text)
    assert [article.headline for article in articles] == ["旧库房里飘书香", "果园里的修枝课", "压面机开进街道"]
    assert bodies(text, articles)[1] == "图为青石果园的技术员在教邻居修枝。"


def test_a_column_without_byline_is_an_article_when_a_source_closes_it() -> None:
    text = (
        f"旧库房里飘书香\n\n□本报记者 卓远山\n\n{BODY}\n\n每月一读\n\n"
        "★读书要慢，做事要实。\n\n★想清楚了再动手。(来源:青石读书会)\n\n"
        f"压面机开进街道\n\n□本报记者 苗禾\n\n{OTHER}\n"
    )
    articles = cut_articles(text)
    assert [article.headline for article in articles] == ["旧库房里飘书香", "每月一读", "压面机开进街道"]
    assert bodies(text, articles)[1] == "★读书要慢，做事要实。\n\n★想清楚了再动手。"


def test_subheads_of_a_single_story_stay_in_its_body() -> None:
    text = f"旧库房里飘书香\n卓远山 本报记者 康月\n{BODY}\n书从哪里来\n{OTHER}\n人往哪里坐\n{BODY}"
    articles = cut_articles(text)
    assert len(articles) == 1
    assert articles[0].headline == "旧库房里飘书香"
    assert articles[0].byline == "卓远山 本报记者 康月"
    assert "人往哪里坐" in bodies(text, articles)[0]


@pytest.mark.parametrize(
    ("before", "headline", "byline", "body", "behind"),
    [
        (
            "2024-03-02 09:11，正文：原标题：",
            "柳溪镇书屋开门迎客",
            "",
            "近日，柳溪镇的书屋开门了。",
            "返回青石网，查看更多责任编辑：",
        ),
        ("，正文：", "", "", "近日，柳溪镇的书屋开门了。", "分享让更多人看到"),
        ("来源：青石网\n|\n2024年03月02日 09:11:02，正文：\n", "", "", "近日，柳溪镇的书屋开门了。", ""),
        ("", "", "", "近日，柳溪镇的书屋开门了。(完)", "\n【编辑:康月】\n更多内容请进入乡镇频道"),
        ("原标题：", "柳溪镇书屋开门迎客", "", "3月2日，柳溪镇的书屋开门了。", "来源：青石发布返回青石网，查看更多"),
    ],
)
def test_what_a_portal_adds_belongs_to_no_article(
    before: str, headline: str, byline: str, body: str, behind: str
) -> None:
    text = before + headline + byline + body + behind
    (article,) = cut_articles(text)
    assert article.headline == headline
    assert bodies(text, (article,)) == [body]


@pytest.mark.parametrize("line", ["来源：柳溪镇人民政府网", "时间：2023-04-05 来源：柳溪融媒", "责任编辑：康月"])
def test_a_source_between_headline_and_body_ends_nothing(line: str) -> None:
    """Above the first sentence it stands over the item; the same words behind it close it."""
    text = f"旧库房里飘书香\n{line}\n　　{BODY}\n{line}\n版权声明：转载请注明。"
    (article,) = cut_articles(text)
    assert article.headline == "旧库房里飘书香"
    assert bodies(text, (article,))[0].endswith(BODY)


def test_of_a_headline_printed_twice_the_first_copy_is_the_headline_and_the_second_in_no_segment() -> None:
    title = "柳溪镇：旧库房变身“夜读书屋”"
    text = f"原标题：{title}{title} 镇里的人说，这间屋子空了三年。"
    (article,) = cut_articles(text)
    assert article.headline_span == (4, 4 + len(title))
    assert bodies(text, (article,)) == ["镇里的人说，这间屋子空了三年。"]


def test_a_headline_behind_the_item_is_found() -> None:
    text = f"{BODY}原标题：《柳溪镇的书屋每周三开门》"
    (article,) = cut_articles(text)
    assert article.headline == "柳溪镇的书屋每周三开门"
    assert bodies(text, (article,)) == [BODY]


def test_the_senders_title_counts_only_where_it_opens_the_text() -> None:
    assert cut_articles(f"柳溪书屋开门{BODY}", "柳溪书屋开门")[0].headline == "柳溪书屋开门"
    assert cut_articles(BODY, "柳溪书屋开门")[0].headline == ""


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        (f"青石日报讯（记者 卓远山 通讯员 康月）{BODY}", "（记者 卓远山 通讯员 康月）"),
        (f"青石日报讯 记者卓远山、实习生康月报道：{BODY}", "记者卓远山、实习生康月报道："),
        (f"青石日报记者 卓远山 通讯员 康月{BODY}", "青石日报记者 卓远山 通讯员 康月"),
        (f"{BODY}（卓远山 康月）", "（卓远山 康月）"),
        (f"{BODY}（古丽娜尔·买买提）", "（古丽娜尔·买买提）"),
        (f"{BODY}通讯员 卓远山 青石晚报记者 康月校对 苗禾", "通讯员 卓远山 青石晚报记者 康月校对 苗禾"),
        (f"{BODY}卓远山 康月", "卓远山 康月"),
    ],
)
def test_a_byline_is_found_before_inside_and_behind_the_body_and_lies_in_no_segment(text: str, byline: str) -> None:
    (article,) = cut_articles(text)
    assert article.byline == byline
    assert byline not in "".join(bodies(text, (article,)))
    assert BODY in bodies(text, (article,))[0]


def test_an_advertisement_is_cut_out_of_the_body() -> None:
    text = f"{BODY}广告 一个小伙计的奇遇，点开就看 ×{OTHER}"
    assert bodies(text, cut_articles(text)) == [f"{BODY}|{OTHER}"]


def test_items_of_a_numbered_round_up_are_articles() -> None:
    text = f"一周邻里新闻\n1、柳溪镇书屋开门\n{BODY}\n2、河湾街道添压面机\n{OTHER}\n"
    articles = cut_articles(text)
    assert [article.headline for article in articles] == ["柳溪镇书屋开门", "河湾街道添压面机"]
    assert bodies(text, articles) == [BODY, OTHER]


def test_a_short_numbered_list_is_no_round_up() -> None:
    text = f"天凉提醒\n{BODY}\n1、关好门窗\n2、少用明火\n3、看住孩子\n"
    assert len(cut_articles(text)) == 1


def test_sub_items_of_a_broadcast_item_are_articles() -> None:
    text = (
        "【邻里】柳溪：书屋开门 河湾：机器进院\n\n央视网消息（新闻联播）：各地办起了邻里小事。\n"
        f"柳溪：书屋开门 \n{BODY}\n"
        f"河湾：机器进院\n{OTHER}"
    )
    articles = cut_articles(text)
    assert [article.headline for article in articles] == [
        "【邻里】柳溪：书屋开门 河湾：机器进院",
        "柳溪：书屋开门",
        "河湾：机器进院",
    ]
    assert bodies(text, articles)[1:] == [BODY, OTHER]


def test_further_reading_is_an_article_of_its_own() -> None:
    text = f"{BODY}延伸阅读书屋的灯是谁装的近日，{OTHER}"
    articles = cut_articles(text)
    assert bodies(text, articles)[0] == BODY
    assert len(articles) == 2


def test_a_notice_with_its_list_of_names_is_one_article_with_a_headline_of_two_lines() -> None:
    text = (
        "青政办函[2024]7号\n青石县人民政府办公室关于成立\n书屋建设领导小组的通知\n组    长：卓远山\n副组长：康 月\n"
        "成    员：苗禾（县文旅局）\n青石县人民政府办公室\n2024年3月2日\n"
    )
    (article,) = cut_articles(text)
    assert article.headline == "青石县人民政府办公室关于成立\n书屋建设领导小组的通知"
    assert bodies(text, (article,))[0].startswith("组    长：卓远山")


@pytest.mark.parametrize("text", ["", "\n\n  \n", "，正文：", "原标题："])
def test_a_text_without_words_has_no_article(text: str) -> None:
    assert cut_articles(text) == ()


@pytest.mark.parametrize("character", ["的", "（", "记者 ", "“", "1、", "□本报记者 康月\n"])
def test_odd_texts_are_cut_without_overlap_and_without_loss_of_order(character: str) -> None:
    text = character * 300
    seen: set[int] = set()
    for article in cut_articles(text):
        for start, end in article.segments:
            assert 0 <= start < end <= len(text)
            assert not seen.intersection(range(start, end))
            seen.update(range(start, end))


def test_five_million_characters_in_one_line_take_seconds() -> None:
    text = BODY * (5_000_000 // len(BODY))
    begun = time.perf_counter()
    assert len(cut_articles(text)) == 1
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("byline", "credits"),
    [
        ("□本报记者 卓远山 通讯员 康月 摄", [("卓远山", "摄影"), ("康月", "摄影")]),
        ("（记者张宇航李明华王丽）", [("张宇航", "记者"), ("李明华", "记者"), ("王丽", "记者")]),
        ("青石晚报/柳溪新闻记者 张宇航校对 李明华", [("张宇航", "记者"), ("李明华", "校对")]),
        ("来源：青石县融媒体中心作者：张宇航 李明华", [("张宇航", "作者"), ("李明华", "作者")]),
        ("（文/张宇航 青石学院供图）", [("张宇航", "作者")]),
        ("统筹：青石日报记者 张宇航 采写：青石日报记者 李明华", [("张宇航", "统筹"), ("李明华", "记者")]),
        ("编 辑：张宇航", [("张宇航", "编辑")]),
        ("（刘 涛 周明华）", [("刘 涛", "作者"), ("周明华", "作者")]),
        ("（来源：青石网）", []),
        ("（通讯员供图）", []),
    ],
)
def test_credits_give_each_name_its_role(byline: str, credits: list[tuple[str, str]]) -> None:
    found = read_credits(byline, 0, len(byline))
    assert [(byline[credit.start : credit.end], credit.role) for credit in found] == credits


def test_the_tokenizer_makes_one_token_per_character_and_keeps_white_space() -> None:
    text = "康 月\n\n\u3000说：𠮷林\t"
    doc = make_language()(text)
    assert [token.text for token in doc] == list(text)
    assert doc.text == text
    assert [token.idx for token in doc] == list(range(len(text)))


def test_the_example_page_is_cut_as_annotated(shared: Path) -> None:
    text = (shared / "data/gold/example-page.txt").read_bytes().decode("utf-8")
    gold = json.loads((shared / "data/gold/example-page.json").read_text("utf-8"))["articles"]
    articles = cut_articles(text)
    assert sorted(article.headline for article in articles) == sorted(a["headline"] for a in gold)
    assert sorted(article.segments for article in articles) == sorted(
        tuple((start, end) for start, end in a["segments"]) for a in gold
    )
