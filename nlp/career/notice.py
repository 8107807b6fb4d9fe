"""What a notice of appointment says beside a résumé or alone: 任 begins a post and 免去 ends one, on its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lexicon.career import career_words
from nlp.career.career import read_offices
from nlp.career.copy import Copy
from nlp.career.dates import DateMark, find_ranges
from nlp.career.model import Career, CareerPost, Words
from nlp.career.office import is_area_head
from nlp.statements.period import read_date

LONGEST_NOTICE = 1500
_NAME = r"[㐀-鿿](?:[·•]?[㐀-鿿]|[ ](?=[㐀-鿿](?:同志|[任为的]))){1,11}?"
_ENDS = r"(?=，?(?:同时|并)?(?:免去|不再|试用|任期|原任|其原)|[。；\n(]|$)"
_OFF = (
    r"(?:免去|免除|解聘|解除)(?:{name}[ ]*(?:同志)?|其)?(?:所?担?任)?(?:的)?"
    r"(?P<posts>[^。；\n]+?)(?:(?:的?职务)(?=[。；，\n(]|$)|(?=[。；\n(]|$))"
    r"|不再(?:担任|兼任)(?P<left>[^。；\n]+?)(?:的?职务)?(?=[。；\n(]|$)"
    r"|(?:(?<=[\n：])|^)[ \t]*{name}[ ]*(?:同志)?(?:的)(?P<list>[^。；，\n]{{4,60}}?)职务(?=[。；，\n(]|$)"
)
_ON = (
    r"(?:任命|聘任|决定任命|任用)[：\n]?[ \t]*{name}[ ]*(?:同志)?(?:为|任)(?P<posts>[^。；\n]+?)" + _ENDS + "|"
    r"(?:(?<=[\n。；，：])|^)[ \t]*(?:提名|同意|决定|推荐)?{name}[ ]*(?:同志)?(?:任|担任|为)"
    r"(?P<more>[^。；\n]{{4,60}}?)" + _ENDS
)
_HEADING = re.compile(
    r"(?:^|\n)[^\n，。；]{0,60}(?:任免|任职|免职|任命|职务|聘任)"
    r"[^\n，。；]{0,20}(?:通知|决定|公告|命令|名单|批复)[ \t]*(?:\n|$)"
)
_SEVERAL = re.compile(r"等(?=\d|[一二三四五六七八九十]|的)\S{0,3}(?:名|人)|等同志(?:任(?![免职])|担任)")
_NAMED = (
    re.compile(rf"(?:任命|聘任|任用)[：\n]?[ \t]*(?P<name>{_NAME})[ ]*(?:同志)?为"),
    re.compile(rf"(?:(?<=[\n。；：])|^)[ \t]*(?P<name>{_NAME})[ ]*同志(?:任|担任|为|的)"),
    re.compile(rf"(?:免去|免除|解聘)(?P<name>{_NAME})[ ]*(?:同志)(?:的)?"),
    re.compile(rf"(?:免去|免除|解聘)(?P<name>{_NAME})[ ]*的"),
    re.compile(
        rf"(?:(?<=[\n：])|^)[ \t]*(?P<name>{_NAME})(?:任|为|的)"
        r"(?=[^。；，\n]{2,30}(?:局|县|市|区|旗|镇|乡|院|委|办))"
    ),
)
_NO_NAME = re.compile(
    r"[县市省旗局委院乡部会]|镇.|^[经各因其]|研究|决定|职务|同志|通知|关于|任命|任免|免去|免除|解聘|聘任|提名"
)


def read_notice(copy: Copy) -> tuple[Words, Career] | None:
    """Return whom a notice is about and what it gives and ends; None for several people, or no notice."""
    text = copy.text
    if len(text) > LONGEST_NOTICE or not _HEADING.search(text[:300]) or _SEVERAL.search(text):
        return None
    names = list(_find_names(text))
    if len({"".join(text[start:end].split()) for start, end in names}) != 1:
        return None
    start, end = names[0]
    career = Career()
    first, last = copy.span(start, end)
    name = Words("".join(text[start:end].split()), first, last)
    add_notice(copy, name.text, career, _find_day(text))
    career.posts[:] = map(_told_by_notice, career.posts)
    return (name, career) if career.posts else None


def names_several(copy: Copy) -> bool:
    """True for a text that gives posts to, or takes them from, more than one person: it is no résumé of one of them."""
    forms = _NAMED[:-1]
    names = {"".join(found["name"].split()) for form in forms for found in form.finditer(copy.text)}
    return len([name for name in names if not _NO_NAME.search(name)]) > 1


def _told_by_notice(post: CareerPost) -> CareerPost:
    """Return the post as a notice tells of it: it gives or ends one, and says nothing of its being the main one."""
    status = "appointed" if post.status == "current" else "removed"
    return replace(post, status=status, nature="" if post.nature == "primary" else post.nature)


def _find_names(text: str) -> Iterator[tuple[int, int]]:
    for form in _NAMED:
        for found in form.finditer(text):
            if not _NO_NAME.search(found["name"]):
                yield found.span("name")


def add_notice(copy: Copy, name: str, career: Career, day: str = "") -> None:
    """Add the posts that a notice gives or ends; a line that is open ends where the notice ends it.

    Without a day it is the month of the last date: beside a résumé, whose lines have months.
    """
    day = day or _find_month(copy.text)
    spread = "[ ]?".join(map(re.escape, name))
    for found in _compile(_OFF, spread).finditer(copy.text):
        group = next(group for group in ("posts", "left", "list") if found[group])
        for post in read_offices(copy.cut(*found.span(group)), "former").posts:
            post = _quote(copy, found, post)
            if post.body is not None or found["posts"]:
                _end(career, post, day)
    for found in _compile(_ON, spread).finditer(copy.text):
        group = "posts" if found["posts"] else "more"
        nature = "probation" if _on_trial(copy.text[found.end() : found.end() + 12]) else ""
        for post in read_offices(copy.cut(*found.span(group)), "current").posts:
            post = _quote(copy, found, post)
            if not any(is_same_post(post, other) and other.status == "current" for other in career.posts):
                given = nature if nature and post.nature == "primary" else post.nature
                career.posts.append(replace(post, valid_from=day, nature=given))


def _find_month(text: str) -> str:
    return dates[-1].value if (dates := _find_dates(text)) else ""


def _find_day(text: str) -> str:
    """Return the last date, that of the notice, as exactly as it is written."""
    dates = _find_dates(text)
    written = read_date(text[dates[-1].start : dates[-1].end]) if dates else ""
    return written if dates and written.startswith(dates[-1].value) else _find_month(text)


def _find_dates(text: str) -> list[DateMark]:
    return [one.since for one in find_ranges(text, 0, len(text)) if not one.is_range and one.since.value]


def _quote(copy: Copy, found: re.Match[str], post: CareerPost) -> CareerPost:
    """Let the evidence begin with the words that give or end the post."""
    begin = found.start() + len(found[0]) - len(found[0].lstrip())
    return replace(post, said=(copy.places[begin], post.said[1]))


def _compile(form: str, name: str) -> re.Pattern[str]:
    return re.compile(form.replace("{name}", name).replace("{{", "{").replace("}}", "}"))


def _on_trial(behind: str) -> bool:
    return behind.lstrip("，(").startswith(career_words("probation"))


def _end(career: Career, post: CareerPost, day: str) -> None:
    for number, other in enumerate(career.posts):
        if is_same_post(post, other):
            if other.status == "current":
                career.posts[number] = replace(other, valid_to=day, status="former")
            return
    career.posts.append(replace(post, valid_to=day))


def is_same_post(one: CareerPost, other: CareerPost) -> bool:
    """True when both name one post, the body in a longer or shorter form: 县财政局 and 临溯县财政局."""
    if (one.post.text if one.post else "") != (other.post.text if other.post else ""):
        return False
    if one.post is not None and is_area_head(one.post.text):
        return True  # 某市 | 副市长 and 市政府 | 副市长
    first, second = (p.body.text.removeprefix("中共") if p.body else "" for p in (one, other))
    return first.endswith(second) or second.endswith(first)
