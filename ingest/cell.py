"""One cell → the value that its column must hold, in closed form; refuses what it is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from ingest.day import NoDay, read_day, read_moment
from ingest.mapping import Column
from ingest.naming import addresses_somebody, is_body, names_resident, names_somebody
from ingest.office import split_offices
from ingest.pseudonym import flatten_identifier
from ingest.readers.dates import find_date
from ingest.readers.item import CellKind
from ingest.sheet.context import Context
from lexicon.care import care_categories, find_care_category
from lexicon.forbidden import find_forbidden, holds_spaced_number, is_card_number, tells_private_matter
from lexicon.services import is_service

LONGEST_CELL = 60
"""A longer cell in a column of names is a note, and a note may hold what must never be kept."""
LONGEST_NAME = 24
SHORTEST_NUMBER = 8
"""Characters from which on a number may be a telephone or an identity card."""
_DITTO = frozenset({"同上", "〃", "″", "同前", "同左", "上同", "“", "”", "''", '"'})
_NOBODY = frozenset({
    "待定", "空缺", "暂缺", "未定", "不详", "暂无", "轮流", "全体", "缺编", "空岗", "另行通知", "另定", "另行安排",
    "待安排", "待排", "待补", "暂定", "调休", "休息", "无人", "未安排", "班子成员", "全体人员", "待配备", "待招聘",
})  # fmt: skip
"""Words where a name is missing."""
LONGEST_SERVICE = 12
MOST = 10_000
"""The highest number of a column of times or people; a column of totals says so itself."""
MOST_OF_ALL = 10_000_000_000

_NUMBER = re.compile(
    r"([-－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(万|千|百)?(多|余|来|几)?([\u4e00-\u9fffa-zA-Z²㎡]{0,3})"
)
_A_YEAR = re.compile(r"^(?:每户)?每年|[/每](?:户[/每·]?)?年$")
_APART = re.compile(r"\d\s+\d")
"""Digits that a blank or a line break keeps apart: two numbers, never one."""
_ABOUT_BEFORE = re.compile(r"^(?:大约|大概|将近|接近|不足|不到|超过|约|近|超|逾)")
_ABOUT_BEHIND = re.compile(r"(?:左右|上下|以上|以内|\+)$")
_COUNTED = frozenset(
    {"次", "人", "人次", "户", "户次", "件", "份", "名", "场", "场次", "位", "个", "张", "口", "床", "起", "餐", "回"}
)
"""Units that a count may have behind it."""
_SAME = {
    "次": frozenset({"次", "人次", "户次", "场次", "场", "回", "餐"}),
    "户": frozenset({"户", "户次"}),
    "人": frozenset({"人", "名", "位", "口", "人次"}),
}
"""By the unit of a head those that its cells may show."""
_DURATION = re.compile(r"(\d+(?:\.\d+)?|半)个?(分钟|分|小时|钟头|时|天|日|工作日|周|星期)?(?:内|以内|之内)?")
WORKING_DAYS = "工作日"
"""A unit of time limits that is never turned into minutes: which days are working days the state says each year."""
_MINUTES = {"分钟": 1, "分": 1, "小时": 60, "钟头": 60, "时": 60, "天": 1440, "日": 1440, "周": 10080, "星期": 10080}
MOST_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""
_POWER = re.compile(r"\d+(?:\.\d+)?[Ee][+\-]?\d+")
_NUMBERED = re.compile(r"[0-9A-Za-z一二三四五六七八九十百〇甲乙丙丁]")
_COUNTED_BY = re.compile(r"[号组户第排栋幢室甲乙丙丁]|单元|网格|[一二三四五六七八九十百〇]{2}")
_LETTERS = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{2}")
_PLAIN = re.compile(r"[\w()·、/\-—+“”\"《》&]+")
_NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]{2,4}|[\u4e00-\u9fff\u3400-\u4dbf·•]{3,16}")
_PARTS = re.compile(r"[、,，;；/|\n]+|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff]{2})")
_SEVERAL = re.compile(r"[\w)）]\s*(?:[、,，;；\r\n]|和|及)\s*[A-Za-z]*-?\d")
"""What stands between two numbers of things in one cell."""
_LISTED = re.compile(r"[、,，;；/|\s]+")


class Rejected(Exception):
    """Raised for a cell with which its row is left out; `column` is the mapping's name of the column."""

    def __init__(self, column: str, kind: str, message: str, severity: str = "reject") -> None:
        super().__init__(message)
        self.column = column
        self.kind = kind
        self.message = message
        self.severity = severity


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to be written: its words in the text, and what of them are the values, trimmed and in closed form.

    `note` is the kind and message of what had to be understood rather than read (a year from the title), `unit` what
    stands behind a quantity (12亩).
    """

    written: str
    values: tuple[str, ...] = ()
    note: tuple[str, str] = ("", "")
    unit: str = ""

    @property
    def value(self) -> str:
        """The value, the first where there are several, "" for an empty cell."""
        return self.values[0] if self.values else ""

    def span(self, start: int, number: int = 0) -> tuple[int, int]:
        """Return where a value stands when the cell starts there; (-1, -1) when it is not written so."""
        value = self.values[number]
        found = self.written.find(value)
        return (start + found, start + found + len(value)) if value and found >= 0 else (-1, -1)


EMPTY = Cell("")
_PSEUDONYMOUS = ("household", "attendee", "person_key")
"""Columns of numbers that only become pseudonyms: a long code of a house may look like a card's by chance."""
PRIVATE_MATTER = "单元格里像有人的私事（病情、婚姻家庭、信仰、刑罚、信访等），整行未读；请只写办了什么事"


def read_cell(column: Column, written: str, kind: CellKind | None, context: Context, unit: str, today: str) -> Cell:
    """Return the cell with its value in closed form; raises Rejected for one that is not what its column must hold."""
    text = written.strip()
    refuse_formula(column, kind)
    if not text:
        raise Rejected(column.name, "missing", "单元格里只有空白，整行未读")
    longest = LONGEST_NAME if column.holds in ("person", "household", "key", "case") else LONGEST_CELL
    if len(text) > longest:
        raise Rejected(
            column.name, "too_long", f"单元格超过 {longest} 个字，不像{_WHAT.get(column.holds, '名称')}，整行未读"
        )
    if not _is_plain(text) and holds_forbidden(text) and not (column.holds in _PSEUDONYMOUS and is_card_number(text)):
        raise Rejected(column.name, "forbidden", "单元格里有不得保存的内容（如证件号、电话），整行未读")
    if text in _DITTO:
        raise Rejected(column.name, "ditto", "写的是“同上”，不知道指哪一格，整行未读；请把内容写全")
    if text[1:2] and text[0] in "'’" and text[1] in "=＝+@":
        raise Rejected(column.name, "formula", "像是加了撇号的公式，整行未读；请填入内容")
    if text[0] in "=＝" or (text[0] in "+@" and column.holds not in ("number", "quantity")):
        raise Rejected(column.name, "formula", "以 =、+ 或 @ 开头，像是公式，整行未读")
    return _READERS.get(column.holds, _read_text)(_Question(column, written, text, kind, context, unit, today))


def refuse_formula(column: Column, kind: CellKind | None) -> None:
    """Refuse a cell whose formula failed, or was never calculated: it looks empty and is not."""
    if kind is CellKind.ERROR:
        raise Rejected(column.name, "formula_error", "公式出错，没有值；请改正公式或填入数值")
    if kind is CellKind.UNCALCULATED:
        raise Rejected(column.name, "formula", "公式没有算出的值；请在表格软件里打开、保存后再读入，或填入数值")


@dataclass(frozen=True, slots=True)
class _Question:
    """What a reader of values is asked."""

    column: Column
    written: str
    text: str
    kind: CellKind | None
    context: Context
    unit: str
    today: str

    def refuse(self, kind: str, message: str) -> Rejected:
        return Rejected(self.column.name, kind, message)

    @property
    def plain(self) -> str:
        return unicodedata.normalize("NFKC", self.text).strip()


def _read_text(asked: _Question) -> Cell:
    if not re.search(r"\w", asked.text):
        raise asked.refuse("unreadable", "只有标点，看不出内容，整行未读；不知道就留空")
    if asked.column.is_many:
        return Cell(
            asked.written, tuple(dict.fromkeys(part.strip() for part in _PARTS.split(asked.text) if part.strip()))
        )
    return Cell(asked.written, (asked.text,))


def _read_phrase(asked: _Question) -> Cell:
    """Short words on a matter: nobody may be named in them."""
    if names_somebody(asked.plain) and (addresses_somebody(asked.plain) or not is_body(asked.plain)):
        raise asked.refuse("forbidden", "单元格里像有人的姓名或称呼，整行未读；请只写事由")
    if tells_private_matter(asked.plain):
        raise asked.refuse("forbidden", PRIVATE_MATTER)
    return _read_text(asked)


def _read_person(asked: _Question) -> Cell:
    names = _PARTS.split(asked.text) if asked.column.is_many else [asked.text]
    found = [name.strip() for name in names if name.strip()]
    for name in found:
        plain = "".join(unicodedata.normalize("NFKC", name).split())
        if not _NAME.fullmatch(plain) or plain in _NOBODY or (len(plain) > 2 and is_body(plain)):
            raise asked.refuse("no_name", "不像人的姓名，整行未读；没有定下的人请留空或删去这一行")
        if "某" in plain:
            raise asked.refuse("no_name", "姓名没有写全（某），认不出是谁，整行未读；请写全或删去这一行")
    return Cell(asked.written, tuple(dict.fromkeys(found)))


def _read_office(asked: _Question) -> Cell:
    """Bodies with their posts in one cell (松岭镇人民政府副镇长): the values in turn, each body before its post."""
    found = split_offices(asked.text)
    if not found:
        raise asked.refuse("no_office", "分不出哪些字是单位、哪些字是职务，整行未读；请分成单位、职务两列")
    return Cell(asked.written, tuple(chain.from_iterable(found)))


def _read_service(asked: _Question) -> Cell:
    """Refuse what is no service: a note, words with somebody's name in them."""
    parts = [part for part in _PARTS.split(asked.text) if part] if asked.column.is_many else [asked.text]
    for part in parts:
        plain = unicodedata.normalize("NFKC", part)
        if is_service(plain):
            continue
        if not _LETTERS.search(plain) or find_date(plain) is not None:
            raise asked.refuse("no_service", "不像服务的名称，整行未读；请核对这一行是否错了列")
        if len(plain) > LONGEST_SERVICE or not _PLAIN.fullmatch(plain):
            raise asked.refuse("no_service", f"不是已知的服务，也不是 {LONGEST_SERVICE} 个字以内的名称，整行未读")
        if names_somebody(plain):
            raise asked.refuse("forbidden", "服务名称里像有人的姓名，整行未读")
    return Cell(asked.written, tuple(dict.fromkeys(part.strip() for part in parts)))


def _read_care(asked: _Question) -> Cell:
    """Keep the categories of the closed list; anything else may be a reason or a diagnosis and is left out."""
    found = {find_care_category(word) for word in _LISTED.split(asked.text) if word}
    kept = "、".join(category for category in care_categories() if category in found)
    if "" in found:
        return Cell(kept, (kept,) if kept else (), ("not_in_list", "类别不在清单内，未保留"))
    return Cell(asked.written, (kept,))


def _read_code(asked: _Question) -> Cell:
    word = asked.column.words.get(flatten_word(asked.text))
    if word is None:
        raise asked.refuse("unknown_code", f"不在代码表内（认得的如 {_list_words(asked.column)}），整行未读")
    return Cell(asked.written, (word,))


def _list_words(column: Column) -> str:
    """Return a spelling of each closed word, for the message that refuses another."""
    first: dict[str, str] = {}
    for spelling, word in column.words.items():
        if spelling != flatten_word(word):
            first.setdefault(word, spelling)
    return "、".join(first.values())


def _read_identifier(asked: _Question) -> Cell:
    """Refuse a number of which a spreadsheet has lost the end, and words that are no number at all."""
    text = asked.text
    if asked.kind is CellKind.NUMBER and re.fullmatch(r"\d+\.0+", text):
        text = text.partition(".")[0]
    if _POWER.fullmatch(asked.plain) or (asked.kind is CellKind.NUMBER and len(re.sub(r"\D", "", text)) > MOST_DIGITS):
        raise asked.refuse(
            "lost_digits", "长编号被表格软件当作数字，末尾几位已经丢失；请把单元格改为文本，按原件重新填写"
        )
    if text.isascii() and text.isalnum():
        return Cell(asked.written, (text,))
    if _SEVERAL.search(text):
        raise asked.refuse("several_values", "一格里有几个编号，整行未读；请拆成几行，一行一个")
    if asked.column.holds in ("household", "attendee", "person_key") and not _is_numbered(asked.plain):
        raise asked.refuse("no_number", "不像编号（其中没有数字或字母），整行未读；请填编号，不要写姓名")
    if addresses_somebody(asked.plain) or names_resident(asked.plain):
        raise asked.refuse("forbidden", "编号里像有人的姓名或称呼，整行未读；请只填编号")
    return Cell(asked.written, (text,))


def _is_numbered(plain: str) -> bool:
    """True for words with a number in them; one in characters with what it numbers (三组五号, not 张三家)."""
    return bool(re.search(r"[0-9A-Za-z]", plain) or (_NUMBERED.search(plain) and _COUNTED_BY.search(plain)))


def _read_name(asked: _Question) -> Cell:
    """The name of an area, a body, a post, a course, an award: words, not a number and no day."""
    parts = [part for part in _PARTS.split(asked.text) if part] if asked.column.is_many else [asked.text]
    if len(parts) > 1 and asked.column.holds == "org" and not all(is_body(part) for part in parts):
        parts = [asked.text]
    for part in parts:
        if not _LETTERS.search(part) or find_date(part) is not None:
            what = _WHAT.get(asked.column.holds, "名称")
            raise asked.refuse("no_name", f"不像{what}，整行未读；请核对这一行是否错了列")
        if asked.column.holds in ("area", "org", "place") and names_resident(unicodedata.normalize("NFKC", part)):
            raise asked.refuse("forbidden", "像居民的姓名或称呼，整行未读；这里只写单位或地方，诉求人请不要填")
    return Cell(asked.written, tuple(dict.fromkeys(part.strip() for part in parts)))


def _read_number(asked: _Question) -> Cell:
    word = asked.column.words.get(flatten_word(asked.text))
    if word:
        return Cell(asked.written, (word,))
    return _read_amount(asked, whole=True)


def _read_quantity(asked: _Question) -> Cell:
    return _read_amount(asked, whole=False)


def _read_amount(asked: _Question, *, whole: bool) -> Cell:
    if _APART.search(asked.plain):
        raise asked.refuse("bad_number", "一格里有几个数字（隔着空格或换行），不知道是哪一个，整行未读；请拆开填写")
    plain = re.sub(r"\s+", "", asked.plain)
    if not whole and plain[:1] == "¥":
        if asked.unit not in ("", "元"):
            raise asked.refuse("unit", "写的单位和表头（或这一列所数的）不同，整行未读；请换算后只填数字")
        plain = plain[1:] if plain.endswith("元") else f"{plain[1:]}元"
    if "yearly" in asked.column.words:
        plain = _A_YEAR.sub("", plain)
    bare = _ABOUT_BEHIND.sub("", _ABOUT_BEFORE.sub("", plain))
    found = _NUMBER.fullmatch(bare)
    most = MOST_OF_ALL if not whole or "total" in asked.column.words else MOST
    if found is None:
        raise asked.refuse("bad_number", "不是数字，整行未读；请填阿拉伯数字")
    if found[1][0] in "-－":
        raise asked.refuse("negative", "是负数；次数、户数、人数、数量不能小于零，整行未读")
    value = float(found[1].replace(",", "")) * {"万": 10_000, "千": 1_000, "百": 100, None: 1}[found[2]]
    number = str(int(value)) if value == int(value) else repr(round(value, 6))
    if whole and "." in number:
        raise asked.refuse("bad_number", "不是整数，整行未读")
    if whole and (not value <= most or (value == 0 and "zero" not in asked.column.words)):
        raise asked.refuse("bad_number", f"不是 1 到 {most:,} 之间的整数，整行未读")
    if value > most:
        raise asked.refuse("bad_number", "数字太大，整行未读")
    unit = found[4]
    if whole and unit in _COUNTED and unit not in _SAME.get(asked.unit, _COUNTED):
        raise asked.refuse("unit", "写的单位和表头（或这一列所数的）不同，整行未读；请换算后只填数字")
    if unit and (unit not in _COUNTED if whole else bool(asked.unit) and unit != asked.unit):
        raise asked.refuse("unit", "写的单位和表头（或这一列所数的）不同，整行未读；请换算后只填数字")
    note = ("approximate", "写的是约数，按所写的数字保留") if plain != bare or found[3] else ("", "")
    return Cell(asked.written, (number,), note, unit if not whole else "")


def _read_duration(asked: _Question) -> Cell:
    """A span of time in minutes, or in working days as its unit; the unit stands in the cell or in the head."""
    plain = re.sub(r"\s+", "", "?" if _APART.search(asked.plain) else asked.plain)
    found = _DURATION.fullmatch(plain)
    if found is None:
        raise asked.refuse("bad_number", "不是时限，整行未读；应形如 30分钟、2小时 或 3天")
    unit = found[2] or asked.unit
    unit = WORKING_DAYS if unit.removeprefix("个") == WORKING_DAYS else unit
    minutes = 1 if unit == WORKING_DAYS else _MINUTES.get(unit)
    if minutes is None:
        raise asked.refuse(
            "unit", "没有写单位，整行未读；请写成分钟、小时、天或工作日（如 30分钟，或在表头写（分钟））"
        )
    value = (0.5 if found[1] == "半" else float(found[1])) * minutes
    if not 0 < value <= MOST_OF_ALL:
        raise asked.refuse("bad_number", "时限应大于零，整行未读")
    number = str(int(value)) if value == int(value) else repr(value)
    if unit != WORKING_DAYS:
        return Cell(asked.written, (number,))
    note = "working_days", "按工作日保留，不换算成钟点；没有工作日历，是否超期不作判断"
    return Cell(asked.written, (number,), note, WORKING_DAYS)


def _read_year(asked: _Question) -> Cell:
    return _read_date(asked)


def _read_date(asked: _Question) -> Cell:
    try:
        day = read_day(asked.text, asked.context, is_number=asked.kind is CellKind.NUMBER)
    except NoDay as problem:
        raise asked.refuse("bad_date", f"{problem}；整行未读") from None
    return Cell(asked.written, (_check_day(asked, day.text),), day.note)


def _read_moment(asked: _Question) -> Cell:
    """A day with its time where one is written: 2024-03-05T10:30."""
    try:
        day = read_moment(asked.text, asked.context, is_number=asked.kind is CellKind.NUMBER)
    except NoDay as problem:
        raise asked.refuse("bad_date", f"{problem}；整行未读") from None
    return Cell(asked.written, (_check_day(asked, day.text),), day.note)


def _check_day(asked: _Question, day: str) -> str:
    if asked.column.is_past and day[: len(asked.today)] > asked.today[: len(day)]:
        raise asked.refuse("future_date", "日期晚于今天，不会是已经发生的事；请核对年份")
    return day


def flatten_word(text: str) -> str:
    """Return a closed word without width, space and case."""
    return flatten_identifier(text)


def _is_plain(text: str) -> bool:
    """True for a short number or code: too short for a telephone, no word that could say anything of anybody."""
    return len(text) < SHORTEST_NUMBER and text.isascii() and "@" not in text


@lru_cache(maxsize=4096)
def holds_forbidden(text: str) -> bool:
    """True when the words show content that is never held."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(find_forbidden(plain)) or holds_spaced_number(plain)


_WHAT = {
    "person": "姓名", "household": "户号", "key": "编号", "case": "编号", "area": "社区、嘎查或村的名称",
    "place": "地方的名称",
    "org": "单位的名称", "post": "职务", "award": "荣誉的名称", "course": "课程的名称",
}  # fmt: skip

_READERS: Mapping[str, Callable[[_Question], Cell]] = {
    "text": _read_text, "phrase": _read_phrase, "person": _read_person, "service": _read_service, "care": _read_care,
    "code": _read_code, "key": _read_identifier, "case": _read_identifier, "number": _read_number,
    "quantity": _read_quantity, "date": _read_date, "moment": _read_moment, "year": _read_year,
    "duration": _read_duration, "household": _read_identifier, "attendee": _read_identifier,
    "person_key": _read_identifier, "area": _read_name, "place": _read_name, "org": _read_name, "post": _read_name,
    "award": _read_name, "course": _read_name, "office": _read_office,
}  # fmt: skip
"""By what a column holds; anything else is read as text."""
