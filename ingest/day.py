"""A written day or moment → ISO; the year that a sheet leaves out is taken from what stands over the table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.partial_date import PartialDate
from ingest.readers.dates import find_date
from ingest.sheet.context import Context

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_DAYS = range(10959, 73051)
"""1930 to 2099 as a spreadsheet counts days from the end of 1899."""

_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度|份)?|((?:19|20)\d{2})(?:年?度|\.0)")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(?:\.0)?|((?:19|20)\d{2})年(1[0-2]|0?[1-9])月份")
_DAY_OF_MONTH = re.compile(r"(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]?")
_SHORT_DAY = re.compile(r"(1[0-2]|0?[1-9])[./\-](3[01]|[12]\d|0?[1-9])")
_DAY_ALONE = re.compile(r"(3[01]|[12]\d|0?[1-9])[日号]")
_BARE_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])(?:\.0)?")
"""A day of the month that stands over the table (4 in a roster of March 2024)."""
_MONTH_ALONE = re.compile(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?")
_NUMERALS = re.compile(r"[〇○零一二三四五六七八九十]+")
_WRITTEN_OUT = re.compile(
    r"[一二][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?"
)
_DIGITS = {"〇": "0", "○": "0", "零": "0", **{word: str(n) for n, word in enumerate("一二三四五六七八九", 1)}}
_TIME = re.compile(
    r"(?P<day>.*?)[\sT]*(?P<half>上午|下午|早上|早晨|凌晨|中午|傍晚|晚上|晚)?\s*(?P<hour>\d{1,2})\s*[:：时点]\s*"
    r"(?:(?P<minute>\d{1,2})(?:[:：分](?P<second>\d{1,2})?(?:\.\d+)?秒?)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.DOTALL,
)
_BESIDE = re.compile(
    r"(?<=[\d日号)])[(]?(?:(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天])|上午|下午|早上|早晨|晚上|中午|傍晚|全天|凌晨|夜间"
    r"|除夕|大年.{1,2}|年?初[一二三四五六七八]|元旦|春节|元宵节?|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?|重阳节?|节假日|工作日|周末)[)]?$"
)
"""What people write behind a day: its weekday, the part of the day, the feast that it is."""
WEEKDAYS = "一二三四五六日"
_LATE = ("下午", "傍晚", "晚上", "晚")
_HOME = timedelta(hours=8)

Note = tuple[str, str]
"""The kind and message of what was understood rather than read."""


class NoDay(Exception):
    """Raised for words that are no day; the message says why and how to write one."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day or moment in ISO form, with a note where something was understood rather than read."""

    text: str
    note: Note = ("", "")


def read_day(text: str, context: Context, *, is_number: bool = False) -> Day:
    """Return the day, month or year that the words say; raises NoDay for anything else.

    `is_number` when a spreadsheet holds a number there: 3.1 may then have been 3.10.
    """
    try:
        date, note = _find_day(text, context, is_number)
    except NoDay:
        found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found is None or not found["day"].strip():
            raise
        moment = read_moment(text, context, is_number=is_number)
        return Day(moment.text[:10], moment.note)
    return Day(str(date), note)


def read_moment(text: str, context: Context, *, is_number: bool = False) -> Day:
    """Return the day with its time where one is written: 2024-03-05T10:30. A time of another zone becomes China's."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _SERIAL.fullmatch(plain) and "." in plain:
        date, note = _find_day(plain, context, is_number)
        moment = _from_serial(plain)
        return Day(f"{date}T{moment:%H:%M}" + (f":{moment:%S}" if moment.second else ""), note)
    found = _TIME.fullmatch(plain)
    if found is None:
        if re.search(r"\d\s*[:：]\s*\d|\d\s*[时点]", plain):
            raise NoDay("时刻不对，应形如 2024-05-06 09:05")
        return read_day(text, context, is_number=is_number)
    if not found["day"].strip():
        raise NoDay("只写了时刻，没有写哪一天")
    date, note = _find_day(found["day"].strip(), context, is_number=False)
    if date.day is None:
        raise NoDay("写了时刻，没有写是哪一天")
    hour, minute, second = _read_time(found)
    if found["zone"]:
        return _move_home(date, hour, minute, second, found["zone"])
    time = f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if found["second"] else "")
    return Day(f"{date}T{time}", note)


def _read_time(found: re.Match[str]) -> tuple[int, int, int]:
    if found["minute"] and len(found["minute"]) == 1 and "分" not in found[0]:
        raise NoDay("时刻写得不全，分应写两位，形如 09:05")
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)
    if (found["half"] in _LATE and 1 <= hour < 12) or (found["half"] == "中午" and hour in (1, 2)):
        hour += 12
    if hour > 23 or minute > 59 or second > 59:
        raise NoDay("没有这个时刻，请核对时和分")
    return hour, minute, second


def _move_home(date: PartialDate, hour: int, minute: int, second: int, zone: str) -> Day:
    hours, minutes = (0, 0) if zone == "Z" else (int(zone[1:3]), int(zone[-2:]))
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith("-") else 1)
    written = datetime.fromisoformat(f"{date}T{hour:02d}:{minute:02d}:{second:02d}")
    if offset == _HOME:
        return Day(written.isoformat())
    return Day((written - offset + _HOME).isoformat(), ("time_zone", "时刻带有别的时区，已换算成北京时间"))


def _find_day(text: str, context: Context, is_number: bool) -> tuple[PartialDate, Note]:
    """Return the day as written, or as what stands over the table completes it, with a note in that case."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _BESIDE.search(plain) if plain and not plain[-1].isdigit() else None
    if found is None:
        return _find_bare_day(text, plain, context, is_number)
    date, note = _find_day(plain[: found.start()], context, is_number)
    weekday = (found["weekday"] or "").replace("天", "日")
    if weekday and date.day is not None and date.month is not None:
        day = datetime(date.year, date.month, date.day)
        if WEEKDAYS[day.weekday()] != weekday:
            raise NoDay("日期和写的星期对不上，请核对")
    return date, note


def _find_bare_day(text: str, plain: str, context: Context, is_number: bool) -> tuple[PartialDate, Note]:
    if not _SERIAL.fullmatch(plain):
        date = find_date(text)
        if date is None and re.search(r"\d\s+\d", text):
            raise NoDay("数字之间有空格或换行，不知道是不是一个日期，请写成 2024-05-06")
        if date is not None:
            return date, ("", "")
        if _WRITTEN_OUT.fullmatch(plain) and (date := find_date(_NUMERALS.sub(_write_digits, plain))) is not None:
            return date, ("", "")
        if found := _YEAR_MONTH.fullmatch(plain):
            return PartialDate(int(found[1] or found[3]), int(found[2] or found[4])), ("", "")
        if found := _YEAR.fullmatch(plain):
            return PartialDate(int(found[1] or found[2])), ("", "")
    parts = _find_parts(plain, is_number)
    if parts is None and context.month and (found := _BARE_DAY.fullmatch(plain)):
        parts = 0, int(found[1])
    if parts is not None:
        return _complete(parts, context)
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIAL_DAYS:
        moment = _from_serial(plain)
        return PartialDate(moment.year, moment.month, moment.day), (
            "excel_serial", "是 Excel 的日期序号，已换算成日期；请核对，或把单元格格式改为日期后重新导出",
        )  # fmt: skip
    raise NoDay(_say_why(plain))


def _find_parts(plain: str, is_number: bool) -> tuple[int, int] | None:
    """Return month and day of a day without its year, 0 for what is not written."""
    if found := _DAY_OF_MONTH.fullmatch(plain):
        return int(found[1]), int(found[2])
    if found := _SHORT_DAY.fullmatch(plain):
        if is_number and len(found[2]) == 1 and found[2] in "123":
            raise NoDay("这是小数，分不清是 1 日还是 10 日；请把单元格改为文本或日期，写成 2024-05-06")
        return int(found[1]), int(found[2])
    if found := _DAY_ALONE.fullmatch(plain):
        return 0, int(found[1])
    if found := _MONTH_ALONE.fullmatch(plain):
        return int(_write_digits(found) if _NUMERALS.fullmatch(found[1]) else found[1]), 0
    return None


def _complete(parts: tuple[int, int], context: Context) -> tuple[PartialDate, Note]:
    month, day = parts[0] or context.month, parts[1]
    if not context.year or not month:
        raise NoDay("日期没有写年份（或月份），标题和表名里也没有；请写成 2024-05-06")
    try:
        date = PartialDate(context.year, month, day) if day else PartialDate(context.year, month)
    except ValueError:
        raise NoDay("没有这一天，请核对月和日") from None
    return date, ("completed_date", f"日期里没有的年份（{context.year} 年）或月份取自标题或表名")


def _from_serial(plain: str) -> datetime:
    moment = datetime(1899, 12, 30) + timedelta(days=float(plain))
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _write_digits(found: re.Match[str]) -> str:
    """Return a numeral of a date in digits: 二〇二四 is 2024, 十二 12, 二十 20, 三十一 31."""
    words = found[0].removesuffix("份").removesuffix("月")
    if "十" not in words:
        return "".join(_DIGITS.get(word, word) for word in words)
    tens, ones = words.split("十", 1)
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"


def _say_why(plain: str) -> str:
    if _SERIAL.fullmatch(plain):
        return "像是 Excel 的日期序号，但不在 1930 到 2099 年之间；请改为日期"
    if re.fullmatch(r"(?:19|20)\d{2}[年./\-]\d{1,2}(?:[月./\-]\d{1,2}[日号]?|月)?|(?:19|20)\d{4}(?:\d\d)?", plain):
        return "没有这一天，请核对年、月、日"
    if re.fullmatch(r"\d{1,2}月\d{1,2}[日号]?", plain):
        return "没有这一天，请核对月和日"
    if re.fullmatch(r"\d{2}[年./\-]\d{1,2}(?:[月./\-]\d{1,2}日?)?", plain):
        return "年份只写了两位，请写四位，形如 2024-05-06"
    if re.fullmatch(r"\d{1,2}[/\-.]\d{1,2}[/\-.](?:19|20)\d{2}", plain):
        return "日、月、年的次序不明，请写成 2024-05-06"
    if re.search(r"\d.*[至到~—–].*\d|\d日?-\d{1,2}日|\d-(?:19|20)\d{2}[年.\-/]|季度|半年|[上中下]旬", plain):
        return "不是日期，而是一段时间；请写开始或结束的那一天，形如 2024-05-06"
    return "不是日期，应形如 2024-05-06、2024.5.6 或 2024年5月6日"
