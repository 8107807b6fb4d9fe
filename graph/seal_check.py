"""Checks a seal without any store: its hashes, its quotes, and with the texts at hand the words themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from domain.errors import InputError
from domain.identifier import hash_text
from graph.seal import CANONICAL, FORMAT, KEYS, digest, iter_citations, iter_places, seal_hash, write_seal
from lexicon.forbidden import MASK

ASK_AGAIN = "请用未改动的原件，或从记录中重新封存"
CHECK_TEXTS = "请核对 --texts 文件夹里是否为原来的文件"


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What a check found: nothing wrong, or everything that is, by place.

    `quotes` were compared with their texts; `unread` documents were not at hand; in `masked` quotes private names are
    masked, and the rest of them is as the text has it. The text of `altered` documents is not in all as it was stored:
    the store masks in a text what it must not hold.
    """

    seal_sha256: str
    problems: tuple[InputError, ...]
    quotes: int = 0
    masked: int = 0
    unread: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


def check_seal(name: str, text: str, texts: Mapping[str, str] | None = None) -> SealCheck:
    """Return what is wrong with a seal; `texts` gives the text of each document that is at hand, by id."""
    try:
        seal = json.loads(text, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列"
        return SealCheck("", (InputError(name, place, "不是完整的 JSON", ASK_AGAIN),))
    except (ValueError, RecursionError):
        return SealCheck("", (InputError(name, "", "不是封存文件能有的内容", ASK_AGAIN),))
    if not isinstance(seal, dict):
        return SealCheck("", (InputError(name, "", "不是封存文件", ASK_AGAIN),))
    missing = [f"/{key}" for key in KEYS if key not in seal]
    if missing or (seal["format"], seal["canonical"]) != (FORMAT, CANONICAL):
        place = missing[0] if missing else "/canonical" if seal["format"] == FORMAT else "/format"
        what = "缺少这一项" if missing else f"格式不是 {FORMAT}（{CANONICAL}）"
        return SealCheck("", (InputError(name, place, what, ASK_AGAIN),))
    problems = [InputError(name, place, what, ASK_AGAIN) for place, what in _compare_hashes(seal)]
    if not problems and (place := _first_change(text, seal)):
        problems.append(InputError(name, place, "写法与封存时不同", ASK_AGAIN))
    problems += [InputError(name, place, what, ASK_AGAIN) for place, what in _check_evidence(seal)]
    found = _Words(name)
    for source in seal["sources"] if texts is not None and isinstance(seal["sources"], list) else ():
        if isinstance(source, dict):
            found.compare(source, texts or {})
    return SealCheck(
        str(seal["seal_sha256"]),
        (*problems, *found.problems),
        found.quotes,
        found.masked,
        tuple(found.unread),
        tuple(found.altered),
    )


def _first_change(text: str, seal: Mapping[str, Any]) -> str:
    """Return the line at which the file is not written as a seal is; "" when it is."""
    written = write_seal(seal)
    if text == written:
        return ""
    lines = zip_longest(text.split("\n"), written.split("\n"))
    number = next((n for n, (one, other) in enumerate(lines, 1) if one != other), 0)
    return f"第 {number} 行"


def _compare_hashes(seal: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what differs from what the seal says of itself: each line, then the whole."""
    stated = seal["hashes"] if isinstance(seal["hashes"], dict) else {}
    now = {place: digest(value) for place, value in iter_places(seal)}
    for place, value in now.items():
        if place not in stated:
            yield place, "封存时没有这一项"
        elif stated[place] != value:
            yield place, "这一项，或它的散列值，与封存时不同"
    for place in stated.keys() - now.keys():
        yield str(place), "封存时有这一项，现在没有"
    if digest(seal["content"]) != seal["content_sha256"]:
        yield "/content_sha256", "内容与内容的散列值不符"
    if seal_hash(seal) != seal["seal_sha256"]:
        yield "/seal_sha256", "整份文件与封存的散列值不符"
    for key in sorted(seal.keys() - set(KEYS)):
        yield f"/{key}", "封存文件没有这一项"


def _check_evidence(seal: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield evidence whose length is not its span's, or that no listed source holds."""
    sources = seal["sources"] if isinstance(seal["sources"], list) else []
    listed = {
        (str(source.get("document")), str(row.get("start")), str(row.get("end")), str(row.get("quote")))
        for source in sources
        if isinstance(source, dict) and isinstance(source.get("evidence"), list)
        for row in source["evidence"]
        if isinstance(row, dict)
    }
    for place, one in iter_citations(seal["content"], "/content"):
        start, end, quote = one.get("start"), one.get("end"), one.get("quote")
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
            yield place, "出处缺少起止或原句"
        elif end - start != len(quote):
            yield place, f"原句 {len(quote)} 字，起止却是 {end - start} 字"
        if (str(one.get("document")), str(start), str(end), str(quote)) not in listed:
            yield place, "来源清单里没有这处原句"


class _Words:
    """Compares the quotes of a seal with the texts they stand in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[InputError] = []
        self.quotes = 0
        self.masked = 0
        self.unread: list[str] = []
        self.altered: list[str] = []

    def compare(self, source: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        """Compare what the seal quotes of one document; a masked name is compared by its other characters."""
        document = str(source.get("document"))
        text = texts.get(document)
        if text is None:
            self.unread.append(document)
            return
        if hash_text(text) != source.get("text_sha256"):
            self.altered.append(document)
        for row in source.get("evidence") or ():
            self._compare_quote(document, row, text)

    def _compare_quote(self, document: str, row: Mapping[str, Any], text: str) -> None:
        start, end, quote = row.get("start"), row.get("end"), row.get("quote")
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(quote, str)):
            return
        words = text[start:end]
        self.quotes += 1
        if words == quote:
            return
        is_masked = len(words) == len(quote) and all(new in (old, MASK) for old, new in zip(words, quote, strict=True))
        if is_masked:
            self.masked += 1
            return
        place = f"文件 {document[:12]} {start}–{end}"
        self.problems.append(InputError(self.name, place, "原文在这里不是这句话", CHECK_TEXTS))
