"""Files of every format become items whose text is what was written."""

from __future__ import annotations

import hashlib
import json
import lzma
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Arrival
from domain.errors import InputError
from ingest.readers.encoding import decode
from ingest.readers.item import MAX_CHARACTERS, Item
from ingest.readers.reading import iter_items
from ingest.sheet.grid import make_grid
from ingest.sheet.layout import find_tables

PROSE = "松岭镇召开例会。\r\n会上，镇长吴晓峰通报了供暖进度。\n\n　　散会后，各村领取了台账。"


def read_items(path: Path, **options: str) -> list[Item]:
    """Return the items; anything else fails the test."""
    found = list(iter_items([path], **options))
    assert all(isinstance(item, Item) for item in found), [str(item) for item in found]
    return [item for item in found if isinstance(item, Item)]


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
@pytest.mark.parametrize(
    ("codec", "recorded"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le"),
    ],
)  # fmt: skip
def test_text_is_the_file_to_the_character_in_every_encoding(
    name: str, codec: str, recorded: str, tmp_path: Path
) -> None:
    data = PROSE.encode(codec)
    [item] = read_items(write(tmp_path, name, data))
    assert item.document.text == PROSE
    assert item.document.encoding == recorded
    assert item.document.id == hashlib.sha256(data).hexdigest()
    assert item.document.text_sha256 == hashlib.sha256(PROSE.encode()).hexdigest()
    assert item.warnings == ()


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("臺灣各縣市的里長座談會，討論長者共餐與社區巡守。", "big5"),
        ("Хурал дээр дарга ажлын тайлан тавьж, асуудлыг хэлэлцсэн.", "cp1251"),
        ("ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ ᠪᠢᠴᠢᠭ", "gb18030"),
        ("联通", "gb18030"),
        ("选 3", "gb18030"),
        ("café, naïve", "utf-8"),
        ("Сайд хурал хийв", "utf-8"),
    ],
)
def test_rarer_encodings_are_read_too(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


COMMON = st.text(
    st.one_of(
        st.integers(0, 3754).map(lambda n: bytes((0xB0 + n // 94, 0xA1 + n % 94)).decode("gb2312")),
        st.sampled_from("，。、：“”（）\r\n\t 019-"),
    ),
    min_size=1,
)  # fmt: skip


@given(COMMON, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_no_chinese_text_is_altered_or_refused(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_reading_twice_gives_equal_items(tmp_path: Path) -> None:
    path = write(tmp_path, "page.txt", PROSE.encode())
    assert read_items(path) == read_items(path)


def test_html_gives_its_visible_text_one_line_a_block(tmp_path: Path) -> None:
    page = """<html><head><title>标题_网站</title><style>p {}</style>
      <meta name="ArticleTitle" content="松岭镇供暖"><meta name="PubDate" content="2024-01-12 09:30">
      <meta name="ContentSource" content="松岭融媒"><meta name="Author" content="编辑部"></head>
      <body><h1>松岭镇供暖</h1><p>镇长吴晓
      峰说：<b>管网</b>已检修。</p><div>共 3 处<br>完成</div>
      <p style="display: none">隐藏</p><p hidden>也隐藏</p><script>x()</script><!-- 注 -->
      <table><tr><th>村</th><td>数</td></tr><tr><td>东沟村</td><td>12</td></tr></table><pre>甲
  乙</pre></body></html>"""
    [item] = read_items(write(tmp_path, "page.html", page.encode()))
    assert item.document.text.split("\n") == [
        "松岭镇供暖", "镇长吴晓峰说：管网已检修。", "共 3 处", "完成", "村\t数", "东沟村\t12", "甲", "乙",
    ]  # fmt: skip
    assert item.arrival.title == "松岭镇供暖"
    assert item.arrival.published == "2024-01-12 09:30"
    assert item.arrival.source == "松岭融媒"
    assert item.arrival.author == "编辑部"


def test_html_is_decoded_as_it_declares_unless_its_bytes_say_otherwise(tmp_path: Path) -> None:
    page = '<html><head><meta charset="{}"><title>题</title></head><body><p>联通</p></body></html>'
    [declared] = read_items(write(tmp_path, "a.html", page.format("gb2312").encode("gb18030")))
    [wrong] = read_items(write(tmp_path, "b.html", page.format("gb2312").replace("联通", "联合巡防").encode()))
    assert (declared.document.text, declared.document.encoding) == ("联通", "gb18030")
    assert (wrong.document.text, wrong.document.encoding) == ("联合巡防", "utf-8")


def test_html_of_any_depth_is_read(tmp_path: Path) -> None:
    [item] = read_items(write(tmp_path, "deep.html", ("<div>" * 20_000 + "深" + "</div>" * 20_000).encode()))
    assert item.document.text == "深"


def test_a_line_with_text_is_a_document_with_what_it_says_of_itself(tmp_path: Path) -> None:
    line = {
        "id": "7", "text": PROSE, "title": "例会", "published": "2024年3月5日", "source": "松岭报", "author": "记者",
        "url": "https://example.org/7", "edition": "02版", "extra": {"kept": False},
    }  # fmt: skip
    [item] = read_items(write(tmp_path, "news.jsonl", (json.dumps(line) + "\n\n").encode()))
    assert item.document.id == item.document.text_sha256 == hashlib.sha256(PROSE.encode()).hexdigest()
    assert item.document.text == PROSE
    assert item.arrival == Arrival(
        item.document.id, "news.jsonl#1", "松岭报", "https://example.org/7", "例会", "记者", "02版", "2024-03-05"
    )


def test_a_key_that_is_not_read_is_said_once_a_file(tmp_path: Path) -> None:
    """Each unknown key at the first line that has it, whatever it is made of; id passes, though it is not needed."""
    lines = [
        {"id": 7, "text": "晴。"}, {"text": "雨。", "date": "2024-01-02"},
        {"text": "雪。", "date": "", "正\n文": "甲" * 99, "手机13812345678": ""},
    ]  # fmt: skip
    items = read_items(write(tmp_path, "news.jsonl", "".join(json.dumps(line) + "\n" for line in lines).encode()))
    warnings = [warning for item in items for warning in item.warnings]
    assert [(w.place, w.problem) for w in warnings] == [
        ("第 2 行", '不认识字段 "date"，没有读入'), ("第 3 行", '不认识字段 "正\\n文"，没有读入'),
        ("第 3 行", f'不认识字段 "手机{"某" * 11}"，没有读入'),
    ]  # fmt: skip
    assert all("published" in w.remedy and "\n" not in str(w) for w in warnings)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_lines_are_read_in_every_encoding_packed_or_not(codec: str, tmp_path: Path) -> None:
    lines = "\r\n".join(json.dumps({"text": f"第{n}篇，上帝之手"}, ensure_ascii=False) for n in range(3))
    plain = write(tmp_path, "a.jsonl", lines.encode(codec))
    packed = write(tmp_path, "b.jsonl.xz", lzma.compress(lines.encode(codec)) + lzma.compress(b""))
    for path in (plain, packed):
        texts = [item.document.text for item in read_items(path)]
        assert texts == ["第0篇，上帝之手", "第1篇，上帝之手", "第2篇，上帝之手"]


def test_the_same_text_on_two_lines_is_one_document_that_came_twice(tmp_path: Path) -> None:
    first, second = read_items(write(tmp_path, "a.jsonl", b'{"text": "x"}\n{"text": "x", "url": "u"}\n'))
    assert first.document == second.document
    assert first.arrival.id != second.arrival.id


def test_options_fill_what_items_do_not_say(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", b'{"text": "x", "published": "2023"}\n{"text": "y"}\n')
    first, second = read_items(path, published="2024-04-10", source="报")
    assert [first.arrival.published, second.arrival.published] == ["2023", "2024-04-10"]
    assert [first.arrival.source, second.arrival.source] == ["报", "报"]


def test_a_date_that_is_none_is_left_empty_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", b'{"text": "x", "published": "yesterday"}\n')
    [item] = read_items(path)
    assert item.arrival.published == ""
    [warning] = item.warnings
    assert (warning.place, "published" in warning.problem) == ("第 1 行", True)
    [item] = read_items(write(tmp_path, "b.txt", b"x"), published="10/4/24")
    assert (item.arrival.published, len(item.warnings)) == ("", 1)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_tables_are_cut_by_whatever_delimits_them(delimiter: str, codec: str, tmp_path: Path) -> None:
    rows = [["户号", "社区", "说明"], ["A1", "东沟村", "一,二;三"], ["A2", "东沟村", ""]]
    text = "\r\n".join(delimiter.join(f'"{c}"' if "," in c else c for c in row) for row in rows)
    [item] = read_items(write(tmp_path, "t.csv", text.encode(codec)))
    [sheet] = item.sheets
    assert sheet.rows[0].cells == ("户号", "社区", "说明")
    assert [(row.line, row.cells) for row in sheet.rows[1:]] == [
        (2, ("A1", "东沟村", "一,二;三")), (3, ("A2", "东沟村", "")),
    ]  # fmt: skip
    assert (item.document.media, item.document.text) == ("table", "")


def test_a_heading_over_the_table_and_a_declared_delimiter_are_no_header(tmp_path: Path) -> None:
    text = "sep=;\n东沟村台账;;\n\n户号;社区;网格\nA1;东沟村;一\n"
    [item] = read_items(write(tmp_path, "t.csv", text.encode()))
    [table] = find_tables(make_grid(item.sheets[0]), frozenset({"户号", "社区", "网格"}))
    assert [head.shown for head in table.heads] == ["户号", "社区", "网格"]
    assert (table.header, table.titles, [row.line for row in table.rows]) == (4, ("东沟村台账",), [5])


def test_a_cell_of_several_lines_keeps_the_line_numbers_right(tmp_path: Path) -> None:
    [item] = read_items(write(tmp_path, "t.csv", b'a,b\n"x\ny",1\nz,2\n'))
    assert [(row.line, row.cells) for row in item.sheets[0].rows[1:]] == [(2, ("x\ny", "1")), (4, ("z", "2"))]


def test_every_torn_row_costs_itself_only(tmp_path: Path) -> None:
    rows = [f'"r{n},x' if n % 5 == 0 else f'"r{n}","x, {n}"' for n in range(50)]
    [item] = read_items(write(tmp_path, "t.csv", ("a,b\n" + "\n".join(rows) + "\n").encode()))
    assert [row.cells[0] for row in item.sheets[0].rows[1:]] == [f"r{n}" for n in range(50) if n % 5]
    assert [warning.place for warning in item.warnings] == [f"第 {n + 2} 行" for n in range(0, 50, 5)]


def test_lines_without_text_are_one_table_and_the_file_its_document(tmp_path: Path) -> None:
    data = '{"户号": "A1", "次数": 2.50}\n{"户号": "A2", "日期": null, "次数": [1]}\n'.encode()
    [item] = read_items(write(tmp_path, "t.jsonl", data))
    assert item.sheets[0].rows[0].cells == ("户号", "次数", "日期")
    assert [row.cells for row in item.sheets[0].rows[1:]] == [("A1", "2.50", ""), ("A2", "[1]", "")]
    assert item.document.id == hashlib.sha256(data).hexdigest()


def test_the_longest_text_is_read_and_one_character_more_is_refused(tmp_path: Path) -> None:
    [item] = read_items(write(tmp_path, "a.txt", "字".encode() * MAX_CHARACTERS))
    assert len(item.document.text) == MAX_CHARACTERS
    [error] = iter_items([write(tmp_path, "b.txt", b"a" * (MAX_CHARACTERS + 1))])
    assert isinstance(error, InputError)
    assert f"{MAX_CHARACTERS:,}" in error.problem


def test_a_stream_of_one_endless_line_needs_no_more_memory_than_a_document(tmp_path: Path) -> None:
    """400 MB of one line, packed into 60 kB, pass through with 100 MB at the most."""
    packer = lzma.LZMACompressor(preset=0)
    path = tmp_path / "bomb.jsonl.xz"
    with path.open("wb") as stream:
        stream.write(packer.compress(b'{"text": "first"}\n{"text": "'))
        for _ in range(400):
            stream.write(packer.compress(b"a" * 1_000_000))
        stream.write(packer.compress(b'"}\n{"text": "last"}\n') + packer.flush())
    tracemalloc.start()
    try:
        first, error, last = iter_items([path])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(first, Item)
    assert isinstance(error, InputError)
    assert isinstance(last, Item)
    assert error.place == "第 2 行"
    assert last.document.text == "last"
    assert peak < 100_000_000


def test_real_news_is_read_whole(shared: Path) -> None:
    """Every line of the shared news is one document and none is refused."""
    path = shared / "data" / "news" / "governance.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    assert [item.document.text for item in read_items(path)] == texts
