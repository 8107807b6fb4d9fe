"""What stands over a table: the year and month of its days, the community that all its rows are about."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.naming import is_part
from ingest.sheet.head import is_unit
from lexicon.organisations import class_of
from lexicon.services import service_words

_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:年|[.\-/]\d)|(?<!\d)((?:19|20)\d{2})(?!\d)|([二][〇○零一二三四五六七八九]{3})年"
)
_DIGITS = {"〇": "0", "○": "0", "零": "0", **{word: str(n) for n, word in enumerate("一二三四五六七八九", 1)}}
_MONTHS = {
    word: n for n, word in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)
}
_MONTH = re.compile(r"(?<![\d一二三四五六七八九十])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月")
_YEAR_MONTH = re.compile(r"(?<!\d)(?:19|20)\d{2}[.\-/](1[0-2]|0?[1-9])(?!\d)")
LONGEST_ORG, SHORTEST_ORG = 24, 4
_MADE = re.compile(
    r"(?:制表|填表|填报|上报|打印|报送|导出|审核|报出|编制|录入)(?:日期|时间)\s*[:：]?\s*[\d年月日.\-/〇○零一二三四五六七八九十]+"
)
"""When a table was made: that says nothing of the days in it."""
_ASSESSOR = re.compile(r"(?:考核|考评|测评|评议|评审|检查|督查|会议|主讲|授课)[^:：\s]{0,6}[:：]\s*\S+")
"""Who judged, met or taught: not the body whose people or days a table lists."""
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[年.\-/]\s*(1[0-2]|0?[1-9])\s*[月.\-/]\s*(3[01]|[12]\d|0?[1-9])(?!\d)日?")
_SPAN = re.compile(r"\s*(?:[至到~—–-]|起|以来|前)")
_RANGE = re.compile(r"(\d{4})\s*[年]?\s*[-—–~～至到]+\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Context:
    """What the words over a table say of all its rows; 0 and "" where they say nothing.

    `org` is the body, `town` the town and `service` the service that a title begins with or names, `course` the course
    whose register it is; `labelled` is what stands behind a label of its own (培训时间：2024年4月10日).
    """

    year: int = 0
    month: int = 0
    day: int = 0
    community: str = ""
    org: str = ""
    service: str = ""
    town: str = ""
    course: str = ""
    labelled: tuple[tuple[str, str], ...] = ()

    @property
    def date(self) -> str:
        """The day, the month, or the year, that the words name; "" without."""
        if not self.year:
            return ""
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    def names(self) -> frozenset[str]:
        """Return the columns that it stands for."""
        return frozenset({"community"} if self.community else ())


def find_context(words: Iterable[str]) -> Context:
    """Return what the words say, the nearest to the table first: titles from below, then the sheet's name, the file's.

    A span of years says of no day in which one it lies; nor does the day on which the table was made, as long as
    something else names the year.
    """
    words = tuple(words)
    found = Context(labelled=tuple(find_labelled(words).items()))
    plains = [unicodedata.normalize("NFKC", text) for text in words]
    bare = [_MADE.sub("", plain) for plain in plains]
    dated = bare if any(_find_year(plain) for plain in bare) else plains
    for plain, about in zip(plains, dated, strict=True):
        found = replace(
            found,
            year=found.year or _find_year(about),
            month=found.month or _find_month(about),
            community=_longer(found.community, find_community(plain)),
            org=found.org or find_org(_ASSESSOR.sub("", plain)),
            service=found.service or find_service(plain),
            town=found.town or find_town(plain),
            course=found.course or find_course(plain),
        )
    if not found.community:
        estates = {match[0] for plain in plains for match in _ESTATE.finditer(_LEADING.sub("", plain))}
        found = replace(found, community=estates.pop() if len(estates) == 1 else "")
    days = {day for plain in bare for day in _find_days(plain) if day[:2] == (found.year, found.month)}
    return replace(found, day=days.pop()[2]) if len(days) == 1 else found


def _longer(one: str, other: str) -> str:
    """Return the first name, or the other where that is the same with the divisions above it."""
    return other if not one or (other.endswith(one) and other != one) else one


def _find_year(text: str) -> int:
    if _RANGE.search(text):
        return 0
    years = {next(part for part in match.groups() if part) for match in _YEAR.finditer(text)}
    numbers = {int("".join(_DIGITS.get(one, one) for one in year)) for year in years}
    return numbers.pop() if len(numbers) == 1 else 0


def _find_month(text: str) -> int:
    written = [match[1] for match in _MONTH.finditer(text)] or [match[1] for match in _YEAR_MONTH.finditer(text)]
    months = {_MONTHS.get(month) or int(month) for month in written}
    return months.pop() if len(months) == 1 else 0


def _find_days(text: str) -> set[tuple[int, int, int]]:
    """Return the days that a line names in full; none where it names a span of days."""
    days = set()
    for match in _DAY.finditer(text):
        if not _SPAN.match(text[match.end() :]):
            days.add((int(match[1]), int(match[2]), int(match[3])))
    return {day for day in days if day[2] <= calendar.monthrange(day[0], day[1])[1]}


_LABELLED = re.compile(r"([^\s:,，。;()]{2,12}):\s*((?:[^\s:;()]|\([^\s:;()]*\))+)(?=[\s;)]|$)")


def find_labelled(titles: Iterable[str]) -> dict[str, str]:
    """Return what the lines over a table say under a label of its own (培训名称：春训班), by label."""
    found: dict[str, str] = {}
    for title in titles:
        for label, words in _LABELLED.findall(unicodedata.normalize("NFKC", title)):
            if not is_unit(words):
                found.setdefault(label, words)
    return found


_COMMUNITY = re.compile(
    r"[\u4e00-\u9fff]{1,24}?(?:社区(?![干容])|嘎查(?![民务级委社干])|村(?![民务级委社干容]|居(?!家))|居民区)"
)
_ESTATE = re.compile(r"[\u4e00-\u9fff]{2,10}?小区")
"""A housing estate stands for the community where nothing names one."""
_ABOVE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,10}?(?:省|自治区|自治州|地区|市|盟|县|旗|区|镇|乡|苏木|街道))+(?=[\u4e00-\u9fff]{3,})"
)
_LEADING = re.compile(
    r"^(?:\d{1,3}(?=[^\d年月日季至.．\-—/])|\d{1,3}[._、\-\s]+(?=\D)|(?:19|20)\d{2}年?度?|[一二三四五六七八九十\d]+月份?|[上下]半年|全年|第?[一二三四1-4]季度|[一二三四1-4]至[一二三四1-4]季度)+"
)
_FROM_YEAR = re.compile(r"(?<=.)(?:(?:19|20)\d{2}|[二][〇○零][〇○零一二三四五六七八九]{2})年.*")
_NO_NAMES = frozenset(
    {
        "社区",
        "村",
        "嘎查",
        "居民区",
        "各居民区",
        "本居民区",
        "本社区",
        "全村",
        "各村",
        "本村",
        "各社区",
        "全社区",
        "各嘎查",
        "农村",
        "乡村",
        "行政村",
        "自然村",
    }
)


def find_community(text: str) -> str:
    """Return the community that a title is about (某某社区入户走访台账), "" where it names none or several."""
    found = set()
    for part in re.split(r"[\s,，、。:：（()）《》·\-—_/]+", unicodedata.normalize("NFKC", text)):
        match = _COMMUNITY.match(_LEADING.sub("", part))
        if match is not None:
            above, own = cut_community(match[0])
            if own not in _NO_NAMES and len(own) > 2 - (own[-1] == "村"):
                found.add(above + own)
    return found.pop() if len(found) == 1 else ""


def find_org(text: str) -> str:
    """Return the body that a title begins with (某某镇便民服务中心值班表), "" without one; a year ends it."""
    for part in re.split(r"[\s,，、。:：（()）《》“”\"·—_/]+", _LEADING.sub("", text)):
        part = _FROM_YEAR.sub("", part)
        for cut in range(min(len(part), LONGEST_ORG), SHORTEST_ORG - 1, -1):
            if class_of(part[:cut]) and not part[:cut].endswith("干部") and not is_part(part[:cut]):
                return part[:cut]
    return ""


_TOWN = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:镇|苏木|街道|(?<!牧)(?<!城)乡)(?![街道镇路办])")

_ENCLOSED = re.compile(r"^\s*附件[一二三四五六七八九十\d]*[:：.、\s]*")


def find_town(text: str) -> str:
    """Return the town, township or street that a title begins with (清河镇2024年7月值班表), "" without one."""
    found = _TOWN.match(_LEADING.sub("", _ENCLOSED.sub("", text)).lstrip())
    return found[0] if found and not re.search("[各全]|本[乡镇街]|乡镇", found[0]) else ""


def find_service(text: str) -> str:
    """Return the one known service that a title names, "" where it names none or several."""
    found = {word for word in service_words() if word in text and not word.endswith("服务")}
    longest = {word for word in found if not any(word != other and word in other for other in found)}
    return longest.pop() if len(longest) == 1 else ""


_COURSE = re.compile(
    r"(.{2,24}?(?:班|培训|讲座|党课|夜校|研讨会|报告会|大讲堂))(?:学员|参训人员|参加人员|人员|党员|干部)?"
    r"(?:签到|考勤|报到|点名|出勤|参训)(?:登记|统计|记录|情况)*(?:表|册|簿|单|名册)?"
)
_TILL_YEAR = re.compile(
    r".*(?:19|20)\d{2}(?:年度?(?:[春秋]季)?(?:学期)?(?:第[一二三四1-4]季度|[上下]半年|1?\d月(?:份|[1-3]?\d日)?)?"
    r"|[.\-/]1?\d(?:[.\-/][1-3]?\d)?)"
)


def find_course(text: str) -> str:
    """Return the course whose register a title says a table is (某镇2024年党务干部培训班签到表), "" without."""
    plain = _TILL_YEAR.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    for before in (find_org(plain), find_community(plain), find_town(plain)):
        plain = plain.removeprefix(before)
    found = _COURSE.fullmatch(plain.removeprefix("关于").removeprefix("举办").strip('“”"'))
    return found[1].strip('“”"') if found and len(found[1]) > 2 else ""


def cut_community(name: str) -> tuple[str, str]:
    """Return the divisions in front of a community's name, "" without, and its own name: 松岭镇｜东沟村."""
    match = _ABOVE.match(name)
    return (match[0], name[match.end() :]) if match else ("", name)
