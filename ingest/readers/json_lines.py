"""JSONL files → documents, one a line that has `text`; without any `text` the file is one table."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, BinaryIO

from domain.errors import InputError
from domain.identifier import hash_text
from ingest.readers.dates import find_moment
from ingest.readers.encoding import Undecodable
from ingest.readers.item import MAX_BYTES, MAX_CHARACTERS, Item, Origin, Row, Sheet, check_length, make_document
from ingest.readers.lines import CHUNK, LineDecoder, RawLine, iter_chunks, iter_raw_lines, iter_unpacked
from ingest.readers.table import make_table
from lexicon.forbidden import mask_forbidden

READER = "jsonl-1"
METADATA = ("title", "published", "source", "url", "author", "edition")
"""What a line may say of its document."""
KNOWN = frozenset({"text", "id", *METADATA})
"""The keys that pass without a word: `id` is often there and not needed, a document's id follows from its text."""
_SHOWN_KEY = 40

_SPLIT_REMEDY = "请把这一篇拆成几篇，各占一行"
_LINE_REMEDY = "请改正这一行，每行只放一个完整的 JSON 对象"
_TEXT_REMEDY = "请补上 text 字段，值为正文文字"
_SURROGATE = re.compile("[\ud800-\udfff]")

Unpack = Callable[[BinaryIO], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """One JSON object with its line and the encoding of the file so far."""

    number: int
    size: int
    value: dict[str, Any]
    encoding: str


def iter_documents(origin: Origin, unpack: Unpack = iter_chunks) -> Iterator[Item | InputError]:
    """Yield the documents of a JSONL file as its lines are read; each bad line is one error.

    Lines without `text` are rows of a table while no line with `text` has come; afterwards they are errors. The
    document of a table is the file, its id the hash of the file's bytes.
    """
    rows: list[ObjectLine] = []
    size = 0
    has_text = False
    unknown: set[str] = set()
    for found in iter_objects(origin, unpack):
        if isinstance(found, InputError):
            yield found
        elif "text" in found.value:
            yield from (_refuse_row(origin, row) for row in rows)
            rows.clear()
            has_text = True
            yield _warn_of_keys(origin, found, _read_document(origin, found), unknown)
        elif has_text:
            yield _refuse_row(origin, found)
        else:
            rows.append(found)
            size += found.size
            if size > MAX_BYTES:
                yield origin.refuse("", f"表格超过 {MAX_BYTES:,} 字节的上限", "请拆成几个较小的文件再读入")
                return
    if rows:
        yield from _read_table(origin, rows)


def iter_packed_documents(origin: Origin) -> Iterator[Item | InputError]:
    """Yield the documents of a JSONL file packed with xz; what stands before damage is yielded too."""
    return iter_documents(origin, iter_unpacked)


def iter_objects(origin: Origin, unpack: Unpack) -> Iterator[ObjectLine | InputError]:
    """Yield the objects of the lines, and an error for each line that holds none."""
    empty = True
    with origin.open() as stream:
        chunks = unpack(stream)
        try:
            head = next(chunks, b"")
            decoder = LineDecoder(head)
            marked = decoder.mark_length
            for line in iter_raw_lines(chain((head[marked:],), chunks), decoder.line_end):
                found = _find_object(origin, decoder, line, line.offset + marked)
                if found is not None:
                    empty = False
                    yield found
        except lzma.LZMAError:
            empty = False
            yield origin.refuse("", "xz 压缩数据已损坏或不完整，只读到损坏处", "请重新下载或重新压缩这个文件")
    if empty:
        yield origin.refuse("", "文件是空的，没有一行内容", "请检查文件是否保存完整，重新导出")


def _find_object(origin: Origin, decoder: LineDecoder, line: RawLine, offset: int) -> ObjectLine | InputError | None:
    """Return the object on the line, what is wrong with the line, or None for a blank one."""
    place = f"第 {line.number} 行"
    if line.too_long:
        problem = f"这一行超过 {MAX_BYTES:,} 字节，容不下每篇 {MAX_CHARACTERS:,} 个字符的上限"
        return origin.refuse(place, problem, _SPLIT_REMEDY)
    try:
        text = decoder.decode(line.data)
    except Undecodable as fault:
        return origin.refuse(f"{place}（字节 {offset + fault.offset}）", fault.problem, fault.remedy)
    if not text.strip():
        return None
    try:
        value = json.loads(text, parse_float=str)
    except json.JSONDecodeError as error:
        at_end = error.pos >= len(text.rstrip())
        return origin.refuse(
            f"{place}第 {error.colno} 列", "JSON 在这里中断" if at_end else "从这里起不是正确的 JSON", _LINE_REMEDY
        )
    except (RecursionError, ValueError):
        return origin.refuse(place, "JSON 嵌套太深或数字太长", _LINE_REMEDY)
    if not isinstance(value, dict):
        return origin.refuse(place, "这一行不是 JSON 对象", _LINE_REMEDY)
    return ObjectLine(line.number, len(line.data), value, decoder.encoding)


def _refuse_row(origin: Origin, line: ObjectLine) -> InputError:
    return origin.refuse(f"第 {line.number} 行", "没有 text 字段", _TEXT_REMEDY)


def _read_document(origin: Origin, line: ObjectLine) -> Item | InputError:
    place = f"第 {line.number} 行"
    text = line.value["text"]
    if not isinstance(text, str):
        return origin.refuse(place, "text 不是文字（字符串）", _TEXT_REMEDY)
    if not text.strip():
        return origin.refuse(place, "text 是空的", _TEXT_REMEDY)
    if broken := _SURROGATE.search(text):
        return origin.refuse(
            place, f"text 第 {broken.start() + 1} 个字符是不成对的代理码 \\u{ord(broken[0]):04x}", "请以 UTF-8 重新导出"
        )
    if "\0" in text:
        return origin.refuse(place, f"text 第 {text.index(chr(0)) + 1} 个字符是 NUL", "请删去这个字符或重新导出")
    try:
        check_length(origin, place, text)
    except InputError as error:
        return error
    metadata, warnings = _read_metadata(origin, place, line.value)
    document = make_document(hash_text(text), text, media="text", encoding=line.encoding, reader=READER)
    arrival = origin.at_line(line.number).arrive(document.id, **metadata)
    return Item(document, arrival, warnings=(*origin.warnings, *warnings), file=origin.shown, place=place)


def _warn_of_keys(
    origin: Origin, line: ObjectLine, item: Item | InputError, unknown: set[str]
) -> Item | InputError:  # fmt: skip
    """Return the item with a warning for each key that is not read and came in no earlier line of the file."""
    fresh = [key for key in line.value if key not in KNOWN and key not in unknown]
    if isinstance(item, InputError) or not fresh:
        return item
    unknown.update(fresh)
    remedy = f"读的字段是 text、{'、'.join(METADATA)}"
    warnings = (origin.refuse(item.place, f"不认识字段 {_show_key(key)}，没有读入", remedy) for key in fresh)
    return replace(item, warnings=(*item.warnings, *warnings))


def _show_key(key: str) -> str:
    """Return a key as a message can show it: one line, no longer than a word or two."""
    return json.dumps(mask_forbidden(_SURROGATE.sub("\ufffd", key))[:_SHOWN_KEY], ensure_ascii=False)


def _read_metadata(origin: Origin, place: str, value: dict[str, Any]) -> tuple[dict[str, str], tuple[InputError, ...]]:
    """Return what the line says of its document; what is no plain text is left empty with a warning."""
    metadata: dict[str, str] = {}
    wrong: list[str] = []
    for key in METADATA:
        stated = value.get(key)
        if stated is None or stated == "":
            continue
        text = str(stated).strip() if isinstance(stated, str | int) and not isinstance(stated, bool) else None
        if text is None or "\0" in text or _SURROGATE.search(text):
            wrong.append(key)
        elif key != "published":
            metadata[key] = text
        elif moment := find_moment(text):
            metadata[key] = moment
        else:
            wrong.append(key)
    remedy = "published 应形如 2024、2024-04、2024-04-10 或 2024-04-10 08:00，其余应是文字"
    warnings = tuple(origin.refuse(place, f"{key} 的值不对，已留空", remedy) for key in wrong)
    return metadata, warnings


def _read_table(origin: Origin, lines: list[ObjectLine]) -> Iterator[Item | InputError]:
    """Yield the objects as one table whose columns are the keys in the order in which they first came."""
    columns = tuple(dict.fromkeys(key for line in lines for key in line.value))
    rows = [Row(line.number, tuple(_write_cell(line.value.get(key)) for key in columns)) for line in lines]
    sheet = Sheet("", (Row(lines[0].number, columns), *rows), is_lines=True)
    yield from make_table(origin, (sheet,), [], hash_file(origin), lines[-1].encoding)


def _write_cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")


def hash_file(origin: Origin) -> str:
    """Return the SHA-256 of the file's bytes without holding them."""
    digest = hashlib.sha256()
    with origin.open() as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
