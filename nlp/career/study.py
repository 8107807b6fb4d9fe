"""Reads a line of study: school, major, level and kind, each where the words say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lexicon.career import career_words, words_form
from nlp.career.copy import Copy

_SCHOOL = re.compile(
    r"^(?P<school>.{1,24}?(?:"
    r"(?:党校|行政学院|干部学院|社会主义学院)(?:函授学院|函授部)?|大学(?:.{1,6}分校|.{1,4}校区)?|学院(?!派)|专科学校|学校|干校|技校|卫校|农校|财校|师范(?!大学|学院|专科|高等|学校|中|职)|师专(?!校)|电大|中学|职高|警校|研究院|讲习所|一中|二中|三中|职业中专|"
    r"(?<=[省市县区旗盟])中专|高中))"
)
_DEPARTMENT = re.compile(
    r"^.*?(?:研究生院|研究生部|学院|学部|书院|系(?![统列])|分院|医学部|分校|校区|部(?=[一-鿿]{2,}专业)|院(?=[一-鿿]{2,}专业))"
)
_MAJOR = re.compile(r"(?P<major>[一-鿿A-Za-z、与及和（）()·]{2,24}?)(?:专业|方向)")
_TEACHING = re.compile(
    r"(?:进修|培训|研修|学习|技术培训|函授)(?=学校|学院|中心|基地|机构|部|科|处|股|站|室)(?!(?:部|科|处|股|站|室)?[^，]*专业)"
)
"""Words for learning inside the name of a school or office: 教师进修学校校长 is no study."""
_VERBS = re.compile(r"(?:并?获|取得|被授予|毕业)")
_AT = re.compile(r"^(?:参加工作前)?(?:考入|就读于|进入|入读|毕业于|在|于|到|赴|参加|保送|被录取到|考取|升入|入)+")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a phrase of study says."""

    school: Copy
    major: Copy | None
    level: Copy | None
    kind: str


@cache
def _level_form() -> re.Pattern[str]:
    return re.compile(words_form("levels"))


@cache
def _study_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{words_form('study_verbs')}|学员|进修生|学生$|本科生$|研究生$|(?:{words_form('training')})$)"
    )


def is_study(words: str) -> bool:
    """True for a phrase that tells of study at a school: a school or a course, and a word for learning."""
    if not _study_form().search(_TEACHING.sub("", words)) or words.endswith(("跟班学习", "挂职锻炼")):
        return False
    return _SCHOOL.match(_AT.sub("", words)) is not None or words.endswith(("班学习", "班培训", "班", "培训学习"))


def read_study(words: Copy, *, nested: bool) -> Lesson | None:
    """Return what a phrase of study says, None when it names no school."""
    at = _AT.match(words.text)
    rest = words.cut(at.end(), len(words.text)) if at else words
    found = _SCHOOL.match(rest.text)
    if found is None:
        return None
    school = rest.cut(0, found.end("school"))
    told = rest.cut(found.end("school"), len(rest.text))
    gained = _VERBS.search(told.text)
    told = told.cut(0, gained.start()) if gained and gained.start() else told
    major = _find_major(told)
    behind = told.cut(told.text.find("专业") + 2, len(told.text)) if major is not None and "专业" in told.text else told
    found_level = _level_form().search(behind.text)
    level = behind.cut(*found_level.span()) if found_level else None
    return Lesson(school, major, level, _kind_of(words.text, major is not None, nested))


def _find_major(told: Copy) -> Copy | None:
    """Return the major: the words before 专业, without the department before them."""
    if told.text.startswith("专业") or "专业" not in told.text:
        return None
    end = told.text.index("专业")
    start = 0
    while (found := _DEPARTMENT.match(told.text, start, end + 2)) and start < found.end() < end:
        start = found.end()
    level = _level_form().match(told.text, start)
    if level and end - level.end() >= 2:
        start = level.end()
    return told.cut(start, end) if end > start else None


def _kind_of(words: str, has_major: bool, nested: bool) -> str:
    has_course = any(word in words for word in career_words("training"))
    if not has_major and (has_course or "培训" in words or "访问学者" in words):
        return "training"
    if nested or any(word in words for word in career_words("in_service")):
        return "in-service"
    return "full-time"


def split_school(words: Copy) -> tuple[Copy | None, Copy | None]:
    """Return school and major of a field that holds school, department and major: 某大学某系某专业."""
    found = _SCHOOL.match(words.text)
    if found is None:
        return None, _find_major(words) or (words if words.text and "系" not in words.text else None)
    told = words.cut(found.end("school"), len(words.text))
    return words.cut(0, found.end("school")), _find_major(told)
