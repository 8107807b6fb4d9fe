"""Invents the true history of a post, and the news that tells a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.identity.desk import News

FIRST, LAST = date(2010, 1, 1), date(2024, 12, 31)
COUNTIES = (
    "开鲁县", "库伦旗", "奈曼旗", "扎鲁特旗", "突泉县", "林西县", "宁城县", "敖汉旗", "巴林左旗", "喀喇沁旗",
    "翁牛特旗", "多伦县", "固阳县", "武川县", "清水河县", "托克托县", "达拉特旗", "准格尔旗", "乌审旗", "杭锦旗",
    "五原县", "磴口县", "商都县", "化德县", "兴和县", "凉城县", "卓资县", "四子王旗", "湟源县", "平罗县",
)  # fmt: skip
OFFICES = (
    ("", "长"), ("委", "书记"), ("教育局", "局长"), ("水利局", "局长"), ("财政局", "局长"), ("人民医院", "院长"),
    ("审计局", "局长"), ("民政局", "局长"), ("林业和草原局", "局长"), ("档案馆", "馆长"), ("妇联", "主席"),
)  # fmt: skip
SURNAMES = "顾骆阎褚裴施霍柏容温卞苗关乔蔺段符戚冷虞巩方邢钱余江陶毛谭贺邓傅萧石汤梅康汪黎邱童葛"
_GIVEN = (
    "砚秋清许海潮望舒又宁书墨长戈墨原春野知远定国新禾泽川山月溪亭远舟秋石怀瑾云岫千峰白鹭向东守拙既白广志亦涵"
    "慕白寄云景行若溪在渊知寒守正映雪敬亭闻笛如海植庭问渠若水雪松玉山天青未央长庚"
)
GIVEN = tuple(_GIVEN[place : place + 2] for place in range(0, len(_GIVEN), 2))


@dataclass(frozen=True, slots=True)
class Reign:
    """Who truly held the post from a day to the day before another."""

    name: str
    since: date
    until: date
    acting_until: date | None
    leaves: str


@dataclass(frozen=True, slots=True)
class History:
    """A post of a body with its true holders, and the news of it."""

    body: str
    title: str
    reigns: tuple[Reign, ...]
    news: tuple[News, ...]

    def holder_on(self, day: date) -> tuple[str, bool] | None:
        """Return who truly held the post on the day, and whether acting."""
        for reign in self.reigns:
            if reign.since <= day < reign.until:
                return reign.name, reign.acting_until is not None and day < reign.acting_until
        return None


def invent_histories(number: int, chance: Random) -> list[History]:
    """Return so many histories of different posts."""
    posts = [(county, *office) for county in COUNTIES for office in OFFICES]
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    chance.shuffle(posts)
    chance.shuffle(names)
    histories = []
    for county, unit, title in posts[:number]:
        own = county[-1] + title if title == "长" else title
        reigns = tuple(_invent_reigns(names, chance, is_head=not unit))
        news = tuple(sorted(_tell(county + unit, own, reigns, chance)))
        histories.append(History(county + unit, own, reigns, news))
    return histories


def _invent_reigns(names: list[str], chance: Random, *, is_head: bool) -> Iterator[Reign]:
    day = FIRST + timedelta(days=chance.randrange(700))
    while day < LAST - timedelta(days=200):
        until = day + timedelta(days=chance.randrange(400, 2000))
        acting = None
        if is_head and chance.random() < 0.4:
            acting = day + timedelta(days=chance.randrange(40, 200))
        leaves = chance.choice(("removed", "removed", "moved", "resigned", "retired", "died"))
        yield Reign(names.pop(), day, until, acting, leaves)
        day = until + timedelta(days=chance.choice((0, 0, 0, 5, 30, 120, 300)))


def _tell(body: str, title: str, reigns: tuple[Reign, ...], chance: Random) -> Iterator[News]:
    for place, reign in enumerate(reigns):
        if chance.random() < 0.85:
            yield _announce(body, title, reign, chance)
        if reign.acting_until is not None:
            yield _confirm(body, title, reign, reign.acting_until, chance)
        day = (reign.acting_until or reign.since) + timedelta(days=chance.randrange(20, 200))
        while day < min(reign.until, LAST):
            yield day.isoformat(), _see(body, title, reign.name, chance)
            day += timedelta(days=chance.randrange(60, 500))
        if reign.until < LAST and (chance.random() < 0.65 or reign.leaves == "died"):
            yield _part(body, title, reign, chance)
        following = reigns[place + 1].since if place + 1 < len(reigns) else LAST
        if following - reign.until > timedelta(days=100) and reign.until < LAST and chance.random() < 0.5:
            told = reign.until + timedelta(days=chance.randrange(10, 60))
            yield told.isoformat(), f"记者了解到，{body}{title}一职目前空缺。"


def _printed(day: date, chance: Random) -> tuple[date, str]:
    """Return when the paper comes out, and how it names the day: in full, without the year, or not at all."""
    form = chance.randrange(3)
    if form == 0:
        return day + timedelta(days=chance.randrange(3)), f"{day.year}年{day.month}月{day.day}日，"
    if form == 1:
        return day + timedelta(days=chance.randrange(3)), f"{day.month}月{day.day}日，"
    return day, chance.choice(("", "日前，", "近日，"))


def _announce(body: str, title: str, reign: Reign, chance: Random) -> News:
    day, words = _printed(reign.since, chance)
    name = reign.name
    if reign.acting_until is not None:
        text = chance.choice((
            f"{words}会议决定任命{name}为{body}代{title}。", f"{words}{name}被任命为{body}代理{title}。",
            f"{words}经会议表决，决定{name}代理{body}{title}职务。",
        ))  # fmt: skip
    else:
        text = chance.choice((
            f"{words}会议决定，任命{name}为{body}{title}。", f"{words}{name}同志任{body}{title}。",
            f"{words}{name}当选{body}{title}。", f"{words}宣布了组织决定：{name}任{body}{title}。",
            f"{words}{name}出任{body}{title}。", f"{words}{name}被任命为{body}{title}，会上他作了表态发言。",
        ))  # fmt: skip
    return day.isoformat(), text


def _confirm(body: str, title: str, reign: Reign, day: date, chance: Random) -> News:
    printed, words = _printed(day, chance)
    text = chance.choice((f"{words}{reign.name}当选为{body}{title}。", f"{words}大会选举{reign.name}为{body}{title}。"))
    return printed.isoformat(), text


def _see(body: str, title: str, name: str, chance: Random) -> str:
    return chance.choice((
        f"{body}{title}{name}深入基层调研，看望一线职工。", f"“这项工作要抓紧。”{body}{title}{name}说。",
        f"座谈会上，{body}{title}{name}介绍了有关情况。", f"{body}党组书记、{title}{name}主持会议并讲话。",
        f"{name}是{body}{title}。他告诉记者，今年的任务已经过半。",
    ))  # fmt: skip


def _part(body: str, title: str, reign: Reign, chance: Random) -> News:
    day, words = _printed(reign.until, chance)
    name = reign.name
    texts = {
        "removed": (
            f"{words}会议决定，免去{name}的{body}{title}职务。", f"{words}{name}同志不再担任{body}{title}职务。",
            f"{words}因工作需要，{name}不再担任{body}{title}，另有任用。",
        ),
        "moved": (
            f"{words}{body}{title}{name}调任满洲里市副市长。", f"{words}{name}由{body}{title}调任满洲里市副市长。",
        ),
        "resigned": (
            f"{words}会议决定接受{name}辞去{body}{title}职务的请求。",
            f"{words}{name}因工作变动辞去{body}{title}职务。",
        ),
        "retired": (f"{words}{body}{title}{name}光荣退休。", f"{words}{body}{title}{name}同志办理了退休手续。"),
        "died": (
            f"{words}{body}{title}{name}同志因病逝世。",
            f"{words}{body}{title}{name}在岗位上突发疾病，不幸去世。",
        ),
    }  # fmt: skip
    return day.isoformat(), chance.choice(texts[reign.leaves])
