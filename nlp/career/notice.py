"""What a notice of appointment says beside a résumé: 任 gives a beginning and 免去 an end, on the day of the notice."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.career.career import read_offices
from nlp.career.copy import Copy
from nlp.career.dates import find_ranges
from nlp.career.model import Career, CareerPost
from nlp.career.office import is_area_head

_OFF = r"(?:免去|免除|解聘)(?:{name}(?:同志)?|其)(?:的)?(?P<posts>[^。；\n]+?)(?:的?职务)?(?=[。；\n]|$)"
_ON = (
    r"(?:任命|聘任|决定任命){name}(?:同志)?(?:为|任)(?P<posts>[^。；\n]+?)(?=，?(?:同时)?(?:免去|试用)|[。；\n(]|$)"
    r"|(?:(?<=[\n。；，：])|^)[ \t]*{name}(?:同志)?(?:任"
    r"|担任)(?P<more>[^。；\n]{{4,60}}?)(?=，?(?:同时)?(?:免去|试用)|[。；\n(]|$)"
)


def add_notice(copy: Copy, name: str, career: Career) -> None:
    """Add the posts that a notice gives or ends; a line that is open ends where the notice ends it."""
    dates = [one for one in find_ranges(copy.text, 0, len(copy.text)) if not one.is_range and one.since.value]
    day = dates[-1].since.value if dates else ""
    escaped = re.escape(name)
    for found in re.finditer(_OFF.replace("{name}", escaped), copy.text):
        for post in read_offices(copy.cut(*found.span("posts")), "former").posts:
            _end(career, post, day)
    for found in re.finditer(_ON.replace("{name}", escaped).replace("{{", "{").replace("}}", "}"), copy.text):
        group = "posts" if found["posts"] else "more"
        for post in read_offices(copy.cut(*found.span(group)), "current").posts:
            if not any(is_same_post(post, other) and other.status == "current" for other in career.posts):
                career.posts.append(replace(post, valid_from=day))


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
