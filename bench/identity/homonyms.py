"""Part (b): two hundred names that eight hundred people bear, their posts, moves and reprints, as news.

The truth is who each name in each text is, known because the text was written from it. Measured are pairs of
mentions of one name: how many that stand for one entity are two people's, how many of one person's stand for one
entity by rule alone, and whether every other pair waits for a person or was lost.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

from bench.identity.desk import News, open_desk
from bench.identity.part import Part
from bench.output import say
from domain.identifier import hash_text
from graph.access import Access
from lexicon.areas import Area, load_areas

SEED = 20261128
NAMES = 200
BEARERS = 4
YEAR = timedelta(days=366)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = (
    "伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明",
    "超", "霞", "平", "刚", "秀兰", "桂英", "建国", "建华", "志强", "海燕", "晓东", "文博", "国庆", "丽华",
    "永胜", "玉梅", "春生", "立新", "红梅", "宏伟", "振华", "卫东", "雪松", "志远", "长青", "思远", "少华", "云飞",
    "庆丰", "德福", "晨曦", "一鸣", "嘉禾", "景行", "若水",
)  # fmt: skip

UNITS = (
    "教育局", "财政局", "民政局", "水务局", "农业农村局", "卫生健康委员会", "住房和城乡建设局", "自然资源局", "审计局",
    "司法局", "交通运输局", "文化和旅游局", "应急管理局", "统计局", "医疗保障局", "市场监督管理局",
)  # fmt: skip
APPEARING = (
    "{day}，{office}{name}到{place}调研{topic}工作。{name}强调，要把{topic}工作抓细抓实。",
    "{topic}工作推进会{day}召开，{office}{name}出席会议并讲话。",
    "{day}，{office}{name}带队走访企业，了解{topic}情况。",
    "“{topic}工作要一件一件落实。”{office}{name}说。",
    "本报讯 {day}，{office}{name}主持召开专题会议，研究{topic}工作。会后，{name}看望了一线职工。",
    "记者从{body}获悉，{topic}工作已全面展开。{office}{name}介绍了有关情况。",
)
APPOINTED = (
    "{day}，经研究决定，任命{name}为{office}。",
    "{name}任{office}（{day}）。",
    "{area}人大常委会{day}举行会议，决定任命{name}为{office}。",
)
MOVED = (
    "{day}，{name}由{before}调任{office}。",
    "{name}，此前任{before}，{day}出任{office}。",
    "近日，{before}{name}调任{office}。",
)
TOPICS = (
    "防汛",
    "春季开学",
    "安全生产",
    "乡村振兴",
    "营商环境",
    "养老服务",
    "秋粮收购",
    "冬季供暖",
    "文明创建",
    "信访",
)
OPENINGS = ("", "本报讯 ", "记者日前获悉：", "据当地媒体报道，")


@dataclass(frozen=True, slots=True)
class Post:
    """One person's time in one office of a county's bureau."""

    area: Area
    unit: str
    title: str
    first: date
    last: date

    def clashes(self, other: Post) -> bool:
        """True for the same office at the same time, or within a year of it."""
        office = (self.area.code, self.unit, self.title) == (other.area.code, other.unit, other.title)
        return office and self.first - other.last < YEAR and other.first - self.last < YEAR


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody with a shared name, and the career that the texts tell a part of."""

    number: int
    name: str
    posts: tuple[Post, ...]


@dataclass
class Told:
    """The texts, and whose name stands where: (hash of the text, start) → the person."""

    news: list[News] = field(default_factory=list)
    truth: dict[tuple[str, int], Bearer] = field(default_factory=dict)

    def tell(self, text: str, day: date, people: Sequence[Bearer]) -> bool:
        """Add a text in which each name stands for one person; a text that is there already adds nothing."""
        key = hash_text(text)
        if any((key, text.find(one.name)) in self.truth for one in people):
            return False
        self.news.append((day.isoformat(), text))
        for one in people:
            start = text.find(one.name)
            while start >= 0:
                self.truth[key, start] = one
                start = text.find(one.name, start + 1)
        return True


class Town:
    """Writes careers and texts; the same seed gives the same set."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        areas = load_areas()
        self._counties = [
            area for area in areas
            if area.level == "county" and area.name.endswith(("县", "旗", "市")) and len(area.name) > 2
        ]  # fmt: skip

    def write(self) -> Told:
        """Return the texts of all bearers of all names."""
        names = sorted({surname + given for surname in SURNAMES for given in GIVEN})
        told = Told()
        number = 0
        for name in self._random.sample(names, NAMES):
            bearers: list[Bearer] = []
            for _ in range(BEARERS):
                bearers.append(Bearer(number, name, self._career(bearers)))
                number += 1
            for bearer in bearers:
                self._tell(told, bearer)
        return told

    def _career(self, others: Sequence[Bearer]) -> tuple[Post, ...]:
        """Return up to three posts one after the other; now and then beside a namesake, to make it hard.

        One in ten begins in a namesake's county, one in twenty in a namesake's own bureau in another post, one in
        forty in the very post that a namesake left six or more years before.
        """
        chance = self._random.random()
        first = date(self._random.randint(2005, 2019), self._random.randint(1, 12), self._random.randint(1, 28))
        area, unit, title = self._random.choice(self._counties), "", ""
        old = others[0].posts[0] if others else None
        if old and chance < 0.1:
            area = old.area
        elif old and chance < 0.15:
            area, unit, title = old.area, old.unit, old.title.removeprefix("副")
            title = title if old.title.startswith("副") else f"副{title}"
        elif old and chance < 0.175:
            area, unit, title, first = old.area, old.unit, old.title, old.last + 6 * YEAR
        posts: list[Post] = []
        for number in range(self._random.choice((1, 2, 2, 3))):
            if number:
                area = area if self._random.random() < 0.5 else self._random.choice(self._counties)
                unit = title = ""
            unit = unit or self._random.choice(UNITS)
            head = "主任" if unit.endswith("委员会") else "局长"
            title = title or self._random.choice((head, f"副{head}", head))
            last = first + timedelta(days=self._random.randint(500, 1600))
            post = Post(area, unit, title, first, last)
            taken = [*posts, *(one for bearer in others for one in bearer.posts)]
            while any(post.clashes(one) for one in taken):
                post = replace(post, area=self._random.choice(self._counties))
            posts.append(post)
            area = post.area
            first = last + timedelta(days=self._random.randint(1, 20))
        return tuple(posts)

    def _name(self, area: Area) -> str:
        """Return a county with as many divisions above as make it certain, sometimes with all."""
        areas = load_areas()
        above = [parent.name for parent in reversed(areas.parents(area))]
        if len(areas.by_name(area.name)) == 1 and self._random.random() < 0.6:
            return area.name
        return "".join([*above, area.name]) if self._random.random() < 0.5 else "".join([*above[:1], area.name])

    def _tell(self, told: Told, bearer: Bearer) -> None:
        for number, post in enumerate(bearer.posts):
            if number and self._random.random() < 0.6:
                self._report(told, bearer, MOVED, post, post.first, bearer.posts[number - 1])
            elif self._random.random() < 0.4:
                self._report(told, bearer, APPOINTED, post, post.first)
            span = (post.last - post.first).days
            shown = sorted(self._random.sample(range(5, span - 5), self._random.randint(1, 3)))
            for offset in shown:
                self._report(told, bearer, APPEARING, post, post.first + timedelta(days=offset))

    def _report(
        self, told: Told, bearer: Bearer, forms: Sequence[str], post: Post, day: date, before: Post | None = None
    ) -> None:
        body = self._name(post.area) + post.unit
        text = self._random.choice(forms).format(
            name=bearer.name, office=f"{body}{post.title}", body=body, area=post.area.name, place="基层",
            before=f"{self._name(before.area)}{before.unit}{before.title}" if before else "",
            topic=self._random.choice(TOPICS),
            day=f"{day.month}月{day.day}日" if self._random.random() < 0.5 else f"{day.year}年{day.month}月{day.day}日",
        )  # fmt: skip
        told.tell(text, day, [bearer])
        if self._random.random() < 0.25:
            again = self._random.choice(OPENINGS[1:]) + text.removeprefix("本报讯 ")
            told.tell(again, day + timedelta(days=self._random.randint(1, 4)), [bearer])


def measure() -> Part:
    """Read the set and compare who is one with the truth."""
    told = Town().write()
    say(f"reading {len(told.news)} texts with {len(told.truth)} mentions …")
    with open_desk(told.news, date.today()) as desk:
        return judge_record(desk, told)


def judge_record(desk: Access, told: Told) -> Part:
    """Count right and wrong pairs, and where the undecided ones are."""
    entity_of = {
        (str(row["text_sha256"]), int(str(row["start"]))): str(row["entity"] or "")
        for row in desk.export.mentions() if row["kind"] == "PERSON"
    }  # fmt: skip
    waiting = _queued(desk)
    counts: Counter[str] = Counter(mentions=len(told.truth))
    by_name: dict[str, list[tuple[int, str]]] = {}
    for (key, start), person in told.truth.items():
        entity = entity_of.get((key, start), "")
        counts["read"] += (key, start) in entity_of
        counts["linked"] += bool(entity)
        by_name.setdefault(person.name, []).append((person.number, entity))
    for mentions in by_name.values():
        for (one, left), (other, right) in combinations(mentions, 2):
            counts["same"] += one == other
            if left and left == right:
                counts["joined"] += 1
                counts["false"] += one != other
            elif one == other:
                pair = tuple(sorted((left, right)))
                counts["queued"] += pair in waiting
                counts["lost"] += not (left and right and pair in waiting)
    attached = counts["joined"] - counts["false"]
    figures = {
        "false_merge_rate": counts["false"] / max(counts["joined"], 1),
        "auto_attach_rate": attached / max(counts["same"], 1),
        "homonym_mentions": counts["mentions"],
        "homonym_lost": counts["lost"],
    }
    rows: list[tuple[str, float]] = [
        (label, counts[key])
        for label, key in (
            ("mentions", "mentions"), ("found by the tagger", "read"), ("linked to an entity", "linked"),
            ("pairs of one person", "same"), ("pairs joined by rule", "joined"), ("of these two people", "false"),
            ("pairs of one person that wait for a person", "queued"), ("lost: neither joined nor waiting", "lost"),
        )
    ]  # fmt: skip
    rows += [("false merges, share of joined pairs", figures["false_merge_rate"])]
    rows += [("attached by rule, share of pairs of one person", figures["auto_attach_rate"])]
    return Part(f"(b) {NAMES} names borne by {NAMES * BEARERS} people", ("", "number"), rows, figures)


def _queued(desk: Access) -> set[tuple[str, ...]]:
    """Return the pairs that wait in the queue."""
    waiting: set[tuple[str, ...]] = set()
    after = ""
    while True:
        found, after = desk.identity.waiting(after, 50)
        waiting |= {tuple(sorted((pair.left.id, pair.right.id))) for page in found for pair in page.comparisons}
        if not after:
            return waiting
