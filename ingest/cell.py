"""One cell → the value that its column must hold, in closed form; refuses what it is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from domain.partial_date import PartialDate
from ingest.mapping import Column
from ingest.pseudonym import flatten_identifier
from ingest.readers.dates import find_date
from ingest.readers.item import CellKind
from ingest.sheet.context import Context
from lexicon.care import care_categories, find_care_category
from lexicon.forbidden import find_forbidden, measure_name
from lexicon.services import is_service
from lexicon.words import load_words

LONGEST_CELL = 60
"""A longer cell in a column of names is a note, and a note may hold what must never be kept."""
LONGEST_NAME = 24
LONGEST_SERVICE = 12
MOST = 10_000
"""The highest number of a column of times or people; a column of totals says so itself."""
MOST_OF_ALL = 10_000_000_000

MARKS = frozenset("√✓✔☑●◉★■○◯vVyY") | {"是", "有", "1", "已", "对", "到", "参加"}
NO_MARKS = frozenset({"×", "✗", "否", "无", "0", "未", "x", "X", "/", "-", "—", "缺", "缺席", "未参加"})
_EMPTY = frozenset({"", "-", "—", "--", "——", "/", "无", "\\", "N/A", "n/a"})

_NUMBER = re.compile(
    r"([-－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(万|千|百)?(?:多|余|来|几)?([\u4e00-\u9fffa-zA-Z²]{0,3})"
)
_ABOUT = re.compile(r"^(?:约|近|大约|大概|将近|不足|超过?|逾)|[多余来]|左右|以上$")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_DAYS = range(32874, 73051)
"""1990 to 2099 as a spreadsheet counts days from the end of 1899."""
_DAY_OF_MONTH = re.compile(r"(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]?")
_DAY_ALONE = re.compile(r"(3[01]|[12]\d|0?[1-9])[日号]")
_TIME = re.compile(
    r"(?P<day>.*?)[\sT]*(?P<hour>[01]?\d|2[0-3])[:：时点](?P<minute>[0-5]\d)?(?:[:：分](?P<second>[0-5]\d)?(?:\.\d+)?秒?)?分?Z?$"
)
_PLAIN = re.compile(r"[\w()·、/\-—+“”\"《》&]+")
_JOINTS = re.compile(r"[()·、/\-—+“”\"《》&]")
_SOMEBODY = re.compile(r"[\u4e00-\u9fff](?:大爷|大娘|大妈|奶奶|爷爷|阿姨|大叔|大婶|老人家|女士|先生|某)")
_NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]{2,4}|[\u4e00-\u9fff\u3400-\u4dbf·•]{3,16}")
_PARTS = re.compile(r"[、,，;；/|\n]+|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff]{2})")
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

    `note` is the kind and message of what had to be understood rather than read (a year from the title).
    """

    written: str
    values: tuple[str, ...] = ()
    note: tuple[str, str] = ("", "")

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


def is_empty(words: str) -> bool:
    """True for a cell that holds nothing, or the stroke that people put there."""
    return words.strip() in _EMPTY


def read_cell(column: Column, written: str, kind: CellKind | None, context: Context, unit: str, today: str) -> Cell:
    """Return the cell with its value in closed form; raises Rejected for one that is not what its column must hold."""
    text = written.strip()
    refuse_formula(column, kind)
    longest = LONGEST_NAME if column.holds in ("person", "household", "key", "case") else LONGEST_CELL
    if len(text) > longest:
        raise Rejected(
            column.name, "too_long", f"单元格超过 {longest} 个字，不像{_WHAT.get(column.holds, '名称')}，整行未读"
        )
    if _is_forbidden(text):
        raise Rejected(column.name, "forbidden", "单元格里有不得保存的内容（如证件号、电话），整行未读")
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
    if asked.column.is_many:
        return Cell(
            asked.written, tuple(dict.fromkeys(part.strip() for part in _PARTS.split(asked.text) if part.strip()))
        )
    return Cell(asked.written, (asked.text,))


def _read_phrase(asked: _Question) -> Cell:
    """Short words on a matter: nobody may be named in them."""
    if _names_somebody(asked.plain):
        raise asked.refuse("forbidden", "单元格里像有人的姓名或称呼，整行未读；请只写事由")
    return _read_text(asked)


def _read_person(asked: _Question) -> Cell:
    names = _PARTS.split(asked.text) if asked.column.is_many else [asked.text]
    found = [name.strip() for name in names if name.strip()]
    for name in found:
        plain = "".join(unicodedata.normalize("NFKC", name).split())
        if not _NAME.fullmatch(plain):
            raise asked.refuse("no_name", "不像人的姓名，整行未读")
    return Cell(asked.written, tuple(dict.fromkeys(found)))


def _read_service(asked: _Question) -> Cell:
    """Refuse what is no service: a note, words with somebody's name in them."""
    parts = [part for part in _PARTS.split(asked.text) if part] if asked.column.is_many else [asked.text]
    for part in parts:
        plain = unicodedata.normalize("NFKC", part)
        if is_service(plain):
            continue
        if len(plain) > LONGEST_SERVICE or not _PLAIN.fullmatch(plain):
            raise asked.refuse("no_service", f"不是已知的服务，也不是 {LONGEST_SERVICE} 个字以内的名称，整行未读")
        if _names_somebody(plain):
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
        words = asked.column.words
        known = "、".join(word for word in list(words)[:16] if word != words[word].upper())
        raise asked.refuse("unknown_code", f"不在这一列的代码表内（认得的写法如 {known}），整行未读")
    return Cell(asked.written, (word,))


def _read_identifier(asked: _Question) -> Cell:
    text = asked.text
    if asked.kind is CellKind.NUMBER and re.fullmatch(r"\d+\.0+", text):
        text = text.partition(".")[0]
    return Cell(asked.written, (text,))


def _read_number(asked: _Question) -> Cell:
    return _read_amount(asked, whole=True)


def _read_quantity(asked: _Question) -> Cell:
    return _read_amount(asked, whole=False)


def _read_amount(asked: _Question, *, whole: bool) -> Cell:
    plain = re.sub(r"\s+", "", asked.plain)
    bare = re.sub(r"^(?:约|近|大约|大概|将近|不足|超过?|逾)", "", plain)
    bare = re.sub(r"(?:左右|以上|以内)$", "", bare)
    found = _NUMBER.fullmatch(bare)
    most = MOST_OF_ALL if asked.column.holds == "quantity" or "total" in asked.column.words else MOST
    if found is None:
        raise asked.refuse("bad_number", "不是数字，整行未读")
    if found[1][0] in "-－":
        raise asked.refuse("negative", "是负数；次数、户数、人数不能小于零，整行未读")
    value = float(found[1].replace(",", "")) * {"万": 10_000, "千": 1_000, "百": 100, None: 1}[found[2]]
    number = str(int(value)) if value == int(value) else repr(round(value, 6))
    if whole and "." in number:
        raise asked.refuse("bad_number", "不是整数，整行未读")
    if not 0 <= value <= most or (whole and value == 0 and "zero" not in asked.column.words):
        raise asked.refuse("bad_number", f"不是 1 到 {most:,} 之间的整数" if whole else "数字太大，整行未读")
    note = ("approximate", "写的是约数，按所写的数字保留") if _ABOUT.search(plain) else ("", "")
    return Cell(asked.written, (number,), note)


def _read_year(asked: _Question) -> Cell:
    found = re.fullmatch(r"((?:19|20)\d{2})(?:年度?|\.0)?", asked.plain)
    if found:
        return Cell(asked.written, (found[1],))
    return _read_date(asked)


def _read_date(asked: _Question) -> Cell:
    day, note = _find_day(asked, asked.text)
    return Cell(asked.written, (_check_day(asked, str(day)),), note)


def _read_moment(asked: _Question) -> Cell:
    """A day with its time where one is written: 2024-03-05T10:30."""
    text = asked.plain
    if _SERIAL.fullmatch(text) and "." in text:
        return _read_date(asked)
    found = _TIME.fullmatch(text)
    if not found or (find_date(text) is not None and ":" not in text and "时" not in text and "点" not in text):
        return _read_date(asked)
    day, note = _find_day(asked, found["day"].strip())
    time = f"{int(found['hour']):02d}:{found['minute'] or '00'}" + (f":{found['second']}" if found["second"] else "")
    if day.day is None:
        raise asked.refuse("bad_date", "只写了时刻，没有写哪一天")
    return Cell(asked.written, (f"{_check_day(asked, str(day))}T{time}",), note)


def _find_day(asked: _Question, text: str) -> tuple[PartialDate, tuple[str, str]]:
    """Return the day as written, or as what stands over the table completes it, with a note in that case."""
    date = find_date(text)
    if date is not None and not _SERIAL.fullmatch(text):
        return date, ("", "")
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    year, month = asked.context.year, asked.context.month
    if (found := _DAY_OF_MONTH.fullmatch(plain)) or (found := _DAY_ALONE.fullmatch(plain)):
        parts = [int(part) for part in found.groups()]
        if not year or (len(parts) == 1 and not month):
            raise asked.refuse("bad_date", "日期没有写年份，标题和表名里也没有；请写成 2024-05-06")
        try:
            return PartialDate(year, *(parts if len(parts) == 2 else (month, *parts))), (
                "completed_date", f"日期里没有的年份（{year} 年）或月份取自标题或表名",
            )  # fmt: skip
        except ValueError:
            raise asked.refuse("bad_date", "没有这一天，请核对月和日") from None
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIAL_DAYS:
        moment = datetime(1899, 12, 30) + timedelta(days=float(plain))
        return PartialDate(moment.year, moment.month, moment.day), (
            "excel_serial", "是 Excel 的日期序号，已换算成日期；请核对，或把单元格格式改为日期后重新导出",
        )  # fmt: skip
    if _SERIAL.fullmatch(plain):
        raise asked.refuse("bad_date", "像是 Excel 的日期序号，但不在 1990 到 2099 年之间；请改为日期")
    if re.fullmatch(r"(?:19|20)\d{2}\D\d{1,2}\D\d{1,2}\D?|(?:19|20)\d{6}|(?:19|20)\d{2}\D\d{1,2}\D?", plain):
        raise asked.refuse("bad_date", "没有这一天，请核对年、月、日")
    raise asked.refuse("bad_date", "不是日期，应形如 2024-05-06、2024.5.6 或 2024年5月6日")


def _check_day(asked: _Question, day: str) -> str:
    if asked.column.is_past and day[: len(asked.today)] > asked.today[: len(day)]:
        raise asked.refuse("future_date", "日期晚于今天，不会是已经发生的事；请核对年份")
    return day


def flatten_word(text: str) -> str:
    """Return a closed word without width, space and case."""
    return flatten_identifier(text)


@lru_cache(maxsize=4096)
def _is_forbidden(text: str) -> bool:
    return bool(find_forbidden(unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=4096)
def _names_somebody(text: str) -> bool:
    """True when a name stands by itself, before or behind the words for a service, or a form of address in it."""
    return bool(_SOMEBODY.search(text)) or any(_holds_name(part) for part in _JOINTS.split(text) if len(part) > 1)


def _holds_name(part: str) -> bool:
    if part in load_words() or is_service(part):
        return False
    cuts = range(2, len(part) + 1)
    return any(_is_name(part[:cut]) and (cut == len(part) or is_service(part[cut:])) for cut in cuts) or any(
        is_service(part[: len(part) - cut]) and _is_name(part[-cut:]) for cut in cuts
    )


def _is_name(text: str) -> bool:
    return measure_name(text) == len(text)


_WHAT = {"person": "姓名", "household": "户号", "key": "编号", "case": "编号"}

_READERS: Mapping[str, Callable[[_Question], Cell]] = {
    "text": _read_text, "phrase": _read_phrase, "person": _read_person, "service": _read_service, "care": _read_care,
    "code": _read_code, "key": _read_identifier, "case": _read_identifier, "number": _read_number,
    "quantity": _read_quantity, "date": _read_date, "moment": _read_moment, "year": _read_year,
}  # fmt: skip
"""By what a column holds; names of areas, grids, bodies, posts, courses, awards are read as text."""
