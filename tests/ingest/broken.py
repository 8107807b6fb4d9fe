"""Sixty broken inputs: name → bytes, with words that the one report line on each must hold."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import random
import zipfile
from dataclasses import dataclass

PROSE = "云杉社区的网格员上午走访了三户人家，下午在活动室登记助餐需求。\n居民代表提出修缮东门坡道。\n"
TABLE = "户号,社区,网格\nA1,云杉社区,一网格\nA2,云杉社区,二网格\n"
LINE = json.dumps({"text": PROSE, "title": "走访"}, ensure_ascii=False) + "\n"
GB_PROSE = "河湾嘎查组织义诊，牧民排队量血压。\n"


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken file; `says` are words that its report line must hold."""

    name: str
    data: bytes
    says: tuple[str, ...]


def _noise(length: int, lowest: int) -> bytes:
    source = random.Random(20240410)
    return bytes(source.randint(lowest, 255) for _ in range(length))


def _zip(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "<w/>")
    return buffer.getvalue()


def _lines(bad: str) -> bytes:
    return (LINE + bad + "\n" + LINE.replace("走访", "回访")).encode("utf-8", "surrogatepass")


def _empty() -> list[Broken]:
    return [
        Broken("empty.txt", b"", ("0 字节",)),
        Broken("empty.md", b"", ("0 字节",)),
        Broken("empty.html", b"", ("0 字节",)),
        Broken("empty.csv", b"", ("0 字节",)),
        Broken("empty.jsonl", b"", ("没有一行内容",)),
        Broken("empty-packed.jsonl.xz", lzma.compress(b""), ("没有一行内容",)),
        Broken("blank.txt", b" \r\n\t\n", ("只有空白",)),
        Broken("blank-lines.jsonl", b"\n\n \n", ("没有一行内容",)),
        Broken("mark-only.txt", b"\xef\xbb\xbf", ("只有空白",)),
        Broken("header-only.csv", "户号,社区\n".encode(), ("没有数据行",)),
        Broken("unseen.html", b"<html><script>var a = 1</script></html>", ("没有可见的文字",)),
    ]


def _encodings() -> list[Broken]:
    utf8, gb = PROSE.encode(), GB_PROSE.encode("gb18030")
    return [
        Broken("mixed-utf8-first.txt", utf8 + gb, (f"字节 {len(utf8)}", "UTF-8")),
        Broken("mixed-gb-first.txt", gb + utf8, (f"字节 {len(gb)}", "UTF-8")),
        Broken("mixed-middle.txt", gb + "党群服务中心".encode() + gb, (f"字节 {len(gb)}", "UTF-8")),
        Broken("mixed.md", b"# " + utf8 + gb, (f"字节 {len(utf8) + 2}", "UTF-8")),
        Broken("mixed.html", b"<p>" + utf8 + b"</p><p>" + gb, ("字节", "UTF-8")),
        Broken("mixed.csv", TABLE.encode() + "A3,河湾嘎查,东网格\n".encode("gb18030"), ("字节", "UTF-8")),
        Broken("mixed.jsonl", LINE.encode() + LINE.encode("gb18030"), ("第 2 行", "字节")),
        Broken("mixed-gb-first.jsonl", LINE.encode("gb18030") + LINE.encode(), ("第 2 行", "字节", "混用")),
        Broken("cut-utf8.txt", utf8[:-3], ("字节", "截断")),
        Broken("cut-gb.txt", (GB_PROSE * 3).encode("gb18030")[:-2], ("字节", "截断")),
        Broken("damaged-gb.txt", gb * 3 + b"\xff\xff" + gb, (f"字节 {len(gb) * 3}",)),
        Broken("cut-utf16.txt", PROSE.encode("utf-16")[:-1], ("字节", "UTF-16")),
        Broken("half-pair-utf16.txt", PROSE.encode("utf-16") + b"\x3d\xd8", ("字节", "UTF-16")),
        Broken("false-mark.txt", b"\xef\xbb\xbf" + gb, ("字节 3", "UTF-8")),
        Broken("nul.txt", utf8 + b"\0" + utf8, (f"字节 {len(utf8)}", "NUL")),
        Broken("nul-marked.txt", b"\xef\xbb\xbf" + utf8 + b"\0", (f"字节 {len(utf8) + 3}", "NUL")),
        Broken("nul.csv", TABLE.encode() + b"A3,\0,x\n", ("字节", "NUL")),
        Broken("nul.jsonl", _lines('{"text": "a\0b"}'), ("第 2 行", "NUL")),
    ]


def _binaries() -> list[Broken]:
    return [
        Broken("noise.txt", _noise(4000, 0), ("字节", "二进制")),
        Broken("noise-without-nul.txt", _noise(4000, 128), ("字节",)),
        Broken("controls.txt", PROSE.encode() + bytes(range(1, 9)) * 4, ("控制字符",)),
        Broken("word-named.txt", _zip("word/document.xml"), ("其实是", "Word", "另存为")),
        Broken("pdf-named.html", b"%PDF-1.7\n1 0 obj\n", ("PDF",)),
        Broken("picture-named.csv", b"\x89PNG\r\n\x1a\n\0\0", ("图片",)),
        Broken("gz-named.jsonl", gzip.compress(LINE.encode()), ("gz",)),
        Broken("page.pdf", b"%PDF-1.7\n", ("PDF", "另存为 txt")),
        Broken("form.docx", _zip("word/document.xml"), ("Word", "另存为 txt")),
        Broken("log.xlsx", _zip("xl/workbook.xml"), ("Excel", "csv")),
        Broken("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, ("Word", "另存为 txt")),
        Broken("many.zip", _zip("a.txt"), ("zip", "解压")),
        Broken("one.json", b'{"text": "x"}', ("JSON", "jsonl")),
        Broken("notes.abc", PROSE.encode(), ("不认识的格式 .abc",)),
        Broken("notes", PROSE.encode(), ("没有扩展名",)),
        Broken("not-packed.jsonl.xz", LINE.encode(), ("xz",)),
        Broken("cut-packed.jsonl.xz", lzma.compress(LINE.encode() * 50)[:-20], ("xz", "不完整")),
    ]


def _tables() -> list[Broken]:
    return [
        Broken("torn-first.csv", (TABLE.replace("A1,", '"A1,')).encode(), ("第 2 行", "引号")),
        Broken("torn-last.csv", (TABLE + 'A3,"云杉社区,三网格\n').encode(), ("第 4 行", "引号")),
        Broken("text-after-quote.csv", (TABLE + 'A3,"云杉"社区,三网格\n').encode(), ("第 4 行", "引号")),
        Broken("long-cell.csv", (TABLE + 'A3,"' + "长" * 200_000 + '",三网格\n').encode(), ("第 4 行",)),
    ]


def _bad_lines() -> list[Broken]:
    return [
        Broken("no-object.jsonl", _lines("[1, 2]"), ("第 2 行", "不是 JSON 对象")),
        Broken("cut-object.jsonl", _lines('{"text": "abc"'), ("第 2 行第 15 列", "中断")),
        Broken("bare-words.jsonl", _lines("{text: 1}"), ("第 2 行第 2 列", "JSON")),
        Broken("two-objects.jsonl", _lines('{"text": "a"} {"text": "b"}'), ("第 2 行第 15 列",)),
        Broken("number-text.jsonl", _lines('{"text": 12}'), ("第 2 行", "text 不是文字")),
        Broken("null-text.jsonl", _lines('{"text": null}'), ("第 2 行", "text 不是文字")),
        Broken("empty-text.jsonl", _lines('{"text": "  "}'), ("第 2 行", "text 是空的")),
        Broken("no-text.jsonl", _lines('{"title": "只有标题"}'), ("第 2 行", "没有 text")),
        Broken("surrogate.jsonl", _lines('{"text": "好\\ud800"}'), ("第 2 行", "\\ud800")),
        Broken("escaped-nul.jsonl", _lines('{"text": "a\\u0000b"}'), ("第 2 行", "NUL")),
        Broken("too-deep.jsonl", _lines('{"text": ' + "[" * 100_000), ("第 2 行",)),
        Broken("long-number.jsonl", _lines('{"text": "a", "id": ' + "9" * 5000 + "}"), ("第 2 行", "数字太长")),
        Broken("bad-date.jsonl", _lines('{"text": "a", "published": "上周"}'), ("第 2 行", "published")),
        Broken("bad-title.jsonl", _lines('{"text": "a", "title": ["a"]}'), ("第 2 行", "title")),
    ]


def _long() -> list[Broken]:
    return [
        Broken("long-line.txt", b"a" * 50_000_000, ("8,000,000",)),
        Broken(
            "long-line.jsonl", LINE.encode() + b'{"text": "' + b"a" * 50_000_000 + b'"}\n', ("第 2 行", "8,000,000")
        ),
    ]


def make_broken() -> list[Broken]:
    """Return all of them, the two long ones last."""
    return [*_empty(), *_encodings(), *_binaries(), *_tables(), *_bad_lines(), *_long()]
