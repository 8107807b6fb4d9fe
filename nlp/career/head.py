"""Reads the head of a pasted résumé: whose it is, life dates, education, from labels or its opening sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.document import Span
from lexicon.form_labels import Label
from nlp.career.copy import Copy
from nlp.career.dates import DateMark, find_ranges, read_date
from nlp.career.model import Words

_NAME = (
    r"[㐀-鿿](?:[ 　]{2,4}[㐀-鿿](?=[，、(\s]|$)"
    r"|(?:[·•㐀-鿿]|[ 　](?=[·•㐀-鿿](?:[，、(\s]|$))){1,14})"
)
_AFTER_LABEL = re.compile(rf"(?P<name>{_NAME})")
_SENTENCE_NAMES = (
    re.compile(
        rf"(?:^"
        rf"|[\n。：])[ \t]*(?:\d{{1,2}}[.、])?(?P<name>{_NAME})(?:同志)?"
        rf"[ \t]*(?:\([^()\n]{{1,30}}\))?[，、 \t]{{1,3}}(?:男|女)(?=[，、。\s\t])"
    ),
    re.compile(rf"(?:^|[\n。：])[ \t]*(?P<name>{_NAME})(?:同志)?\((?:男|女|(?:19|20)\d\d ?[年.])"),
    re.compile(rf"(?:^|[\n：。])[ \t]*(?P<name>{_NAME}?)同志(?:任|担任|简历|基本|，)"),
    re.compile(
        rf"(?:^|\n)[ \t]*(?P<name>{_NAME}?)(?:同志)?(?:的)?(?:个人|工作|主要|基本|任前)?(?:简历|履历|简介"
        rf"|情况|公示)[ \t]*(?:\n|$|：)"
    ),
    re.compile(rf"(?:^|\n)[ \t]*(?P<name>{_NAME})(?:同志)?，(?:19|20)\d\d ?[年./-]"),
    re.compile(rf"(?:任命|聘任|免去|任用)(?P<name>{_NAME}?)(?:同志)?(?:为|任|的?[^，。\n]{{2,30}}职务)"),
    re.compile(
        rf"(?:^|\n)[ \t]*(?P<name>{_NAME})(?:同志)?[，、](?:[㐀-鿿]{{1,4}}族，)?(?:男|女"
        rf"|[一二][〇○零九]..年|生于|系|现任|大学|中共)"
    ),
    re.compile(r"(?:^|\n)[ \t]*(?P<name>[㐀-鿿·]{2,4}|[㐀-鿿]{2,4}·[㐀-鿿·]{2,10})[ \t]*(?:\n|$)"),
)
_NO_NAME = re.compile(
    r"简历|履历|学习|培训|公示|通知|决定|情况|同志|干部|人员|县|委$|局|部$|审批|名单|基本|个人|工作|经历|任免|主要|人物|目录|拟任|公告|姓名|性别|附件|词条|百科|参加|出生|籍贯|职务|学历|奖惩|考核|专业|现任|本人|简介|介绍|关于|研究|中共|党组|人大|政府|收藏|分享|编辑|展开|正文|首页|来源|发布|时间|作者|日期|新华|网$|日报|晚报|电视|客户端"
)
_BORN = re.compile(r"(?:^|[，、。；：\s(（])(?:出?生于|出生[:：]?)?[ \t]*(?=(?:19|20)\d\d|[一二][〇○零九])")
_NATIVE = re.compile(
    r"(?:祖籍|籍贯|原籍)[：为是]?[ \t]*(?P<place>[㐀-鿿]{2,14}?)(?:人)?(?=[，。；、\s]|$)|(?:^"
    r"|[，、。；\s])(?P<by>[㐀-鿿]{2,12})人(?=[，。；])"
)
_PARTY = re.compile(r"(?:加入中国共产党|入党|加入党组织|加入中共)")
_WORK = re.compile(r"参加(?:革命)?工作|参加教育工作")
_LEVEL = re.compile(
    r"(?P<way>全日制|在职|函授|自考|成人)?[ ]?(?P<level>(?:中央党校|省委党校|市委党校|党校"
    r"|[㐀-鿿]{2,4}党校)?(?:研究生|大学本科|大学专科|大学|本科|大专|专科|中专|高中|中师|初中|博士研究生"
    r"|硕士研究生|在职研究生|在职大学|在职大专|在职本科))(?:学历|文化程度|文化|毕业)"
    r"|(?P<dway>在职)?(?P<degree>[㐀-鿿]{2,8}(?:学士|硕士|博士)|学士|硕士|博士)(?:学位)?(?=[，。；、)\s]"
    r"|$)"
)


@dataclass(frozen=True, slots=True)
class Schooling:
    """A level or degree that the head gives."""

    level: Words
    kind: str


@dataclass(slots=True)
class Head:
    """What the head of a résumé says; None and "" where it does not."""

    name: Words | None = None
    gender: Words | None = None
    born: tuple[str, Words] | None = None
    native_place: Words | None = None
    joined_party: tuple[str, Words] | None = None
    joined_work: tuple[str, Words] | None = None
    technical_title: Words | None = None
    education: list[Schooling] | None = None


def _is_no_name(words: str) -> bool:
    """True for the words of a heading, however they are spaced (学 习 工 作 简 历)."""
    return _NO_NAME.search("".join(words.split())) is not None


def find_name(copy: Copy, labels: Sequence[Label]) -> Words | None:
    """Return whose résumé it is: behind its label, else where the opening sentence or title names somebody."""
    for label in labels:
        if label.kind != "name":
            continue
        found = _AFTER_LABEL.match(copy.text, label.end)
        if found and not _is_no_name(found[0]):
            return _name_words(copy, *found.span("name"))
        below = _below(copy.text, label)
        if below is not None and (found := _AFTER_LABEL.match(copy.text, below)) and not _is_no_name(found[0]):
            return _name_words(copy, *found.span("name"))
    for form in _SENTENCE_NAMES:
        for found in form.finditer(copy.text[:3000]):
            name = "".join(found["name"].split())
            if 2 <= len(name) <= 15 and not _is_no_name(name):
                return _name_words(copy, *found.span("name"))
    return None


def _below(text: str, label: Label) -> int | None:
    """Return where the cell below a label begins, in a table whose heads stand in one line."""
    start = text.rfind("\n", 0, label.start) + 1
    end = text.find("\n", label.start)
    if end < 0 or "\t" not in text[start:end]:
        return None
    column = text.count("\t", start, label.start)
    place = end + 1
    for _ in range(column):
        place = text.find("\t", place) + 1
        if place <= 0:
            return None
    return place


def _name_words(copy: Copy, start: int, end: int) -> Words:
    first, last = copy.span(start, end)
    return Words("".join(copy.text[start:end].split()), first, last)


def _words(copy: Copy, start: int, end: int) -> Words:
    first, last = copy.span(start, end)
    return Words(copy.text[start:end], first, last)


def read_head(copy: Copy, labels: Sequence[Label], spans: Sequence[Span]) -> Head:
    """Return the head: what labels say first, then what the opening sentences in the spans say."""
    head = Head(name=find_name(copy, labels), education=[])
    for label in labels:
        _read_label(copy, label, head)
    for start, end in spans:
        _read_sentences(copy, start, end, head)
    return head


def _read_label(copy: Copy, label: Label, head: Head) -> None:
    text = copy.text
    value = text[label.end : label.value_end].strip()
    if not value:
        return
    start = label.end + text[label.end : label.value_end].index(value)
    end = start + len(value)
    if label.kind == "gender" and value[0] in "男女":
        head.gender = head.gender or _words(copy, start, start + 1)
    elif label.kind in ("born", "joined_party", "joined_work") and (date := _first_date(text, start, end)):
        told = (date.value, _words(copy, date.start, date.end))
        if getattr(head, label.kind) is None:
            setattr(head, label.kind, told)
    elif label.kind == "native_place":
        head.native_place = head.native_place or _words(copy, start, end)
    elif label.kind == "technical_title" and value not in ("无", "(无)"):
        head.technical_title = head.technical_title or _words(copy, start, end)
    elif label.kind == "education" and head.education is not None:
        kind = "full-time" if "全日制" in label.word else "in-service" if "在职" in label.word else ""
        for part in re.finditer(r"[^，、；\n\t ]+", text[start:end]):
            if len(part[0]) <= 12:
                head.education.append(Schooling(_words(copy, start + part.start(), start + part.end()), kind))


def _first_date(text: str, start: int, end: int) -> DateMark | None:
    for place in range(start, min(end, start + 12)):
        date = read_date(text, place)
        if date is not None:
            return date if date.value else None
    return None


def _read_sentences(copy: Copy, start: int, end: int, head: Head) -> None:
    text = copy.text
    if head.gender is None and (
        found := re.compile(r"(?<=[，、\s(（])[男女](?=[，、。\s)）])").search(text, start, end)
    ):
        head.gender = _words(copy, *found.span())
    for date in _dates(text, start, end):
        behind = (
            text[date.end : date.end + 14].split("，")[0]
            if "，" in text[date.end : date.end + 14]
            else text[date.end : date.end + 14]
        )
        before = text[max(start, date.start - 8) : date.start]
        told = (date.value, _words(copy, date.start, date.end))
        if head.born is None and (
            re.match(r"[ \t]*(?:\d{1,2}[日号])?[ \t]*(?:出生|生)(?!产|活)", behind)
            or re.search(r"(?:出生于|生于|出生[:：]?)[ \t]*$", before)
        ):
            head.born = told
        elif head.joined_party is None and (
            _PARTY.match(behind.lstrip(" 日号0123456789")) or re.search(r"(?:入党时间|入党于)[:：]?$", before)
        ):
            head.joined_party = told
        elif head.joined_work is None and _WORK.match(behind.lstrip(" 日号0123456789")):
            head.joined_work = told
    if head.native_place is None and (found := _NATIVE.search(text, start, end)):
        group = "place" if found["place"] else "by"
        place = found[group]
        if not place.endswith(("族", "负责", "候选", "本", "申请", "法定代表")):
            head.native_place = _words(copy, *found.span(group))
    if head.education is not None and not head.education:
        head.education += list(_education(copy, start, end))


def _dates(text: str, start: int, end: int) -> Iterator[DateMark]:
    for one in find_ranges(text, start, end):
        if one.since.value:
            yield one.since


def _education(copy: Copy, start: int, end: int) -> Iterator[Schooling]:
    for found in _LEVEL.finditer(copy.text, start, end):
        way = found["way"] or found["dway"] or ""
        span = found.span("level") if found["level"] else found.span("degree")
        kind = (
            "in-service"
            if way in ("在职", "函授", "自考", "成人") or "在职" in (found["level"] or "")
            else "full-time"
            if way
            else ""
        )
        yield Schooling(_words(copy, *span), kind)
