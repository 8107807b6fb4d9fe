"""Writes the files of an invented town as its offices would keep them: registers, logs, requests, visits, staff.

Everything follows from the seed: the same seed and scale give the same bytes. The county, its communities and all
numbers are invented. At scale 1: 50 communities, 600 grids, 60,000 households, three years, 500,000 rows of services,
40,000 requests. `python -m bench.generate_town FOLDER [--scale 0.01] [--seed 12]` writes them.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

COUNTY = "云溪县"
TOWNS = ("望溪镇", "听泉镇", "云岭镇", "河湾镇", "松涛镇")
YEARS = (2022, 2023, 2024)
SERVICES = ("助餐", "助洁", "助行", "助急", "助医", "助浴", "理发", "家电维修")
REQUESTS = ("供水维修", "电梯维修", "道路养护", "环境卫生", "噪声治理", "路灯维修")
CARE = ("独居", "高龄", "低保", "残疾补贴对象", "特困")
MODES = ("集中", "送学上门", "线上")
SECTIONS = ("基本情况", "学习培训", "考核评价", "奖励表彰", "工作实绩", "廉洁自律")
SHIFTS = ("白班", "夜班")
SURNAMES = "林周吴郑王冯陈沈韩杨"
CADRES = 8
TOPICS = ("安全检查", "政策宣传", "日常走访")
FIRST = "青松翠柏红梅白桦金菊玉兰春晖秋实南山北苑东风西江安康福寿平和长宁永安"
SECOND = "里园苑坊台桥泉湖岭湾"
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the town is; a fraction makes all of it smaller."""

    factor: float = 1.0

    def of(self, number: int, least: int = 1) -> int:
        """Return the number at this scale."""
        return max(least, round(number * self.factor))


@dataclass(frozen=True, slots=True)
class Community:
    """A community with its grids and households."""

    name: str
    town: str
    grids: tuple[str, ...]
    households: int

    def grid_of(self, household: int) -> str:
        """Return the grid of a household by its number."""
        return self.grids[household % len(self.grids)]


@dataclass
class Town:
    """All that is drawn before the files are written; one source of chance, in a fixed order."""

    scale: Scale
    seed: int = 12
    chance: random.Random = field(init=False)
    communities: tuple[Community, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        number = self.scale.of(50, 3)
        names = [f"{a}{b}{c}社区" for c in SECOND for a, b in zip(FIRST[::2], FIRST[1::2], strict=True)][:number]
        households = max(12, self.scale.of(60_000) // number)
        grids = max(2, self.scale.of(600) // number)
        self.communities = tuple(
            Community(name, TOWNS[n % len(TOWNS)], tuple(f"第{g + 1}网格" for g in range(grids)), households)
            for n, name in enumerate(names)
        )

    def household(self) -> tuple[Community, int]:
        """Draw a household; some use much, some nothing: the numbers are squared."""
        community = self.chance.choice(self.communities)
        return community, int(community.households * self.chance.random() ** 1.5)

    def day(self, year: int, months: Sequence[int]) -> date:
        """Draw a day of one of these months."""
        return date(year, self.chance.choice(months), self.chance.randint(1, 28))


def write_town(folder: Path, factor: float = 1.0, seed: int = 12) -> list[Path]:
    """Write all files; return their paths in the order in which an office would bring them."""
    town = Town(Scale(factor), seed)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        *_write_registers(town, folder), *_write_uses(town, folder), *_write_requests(town, folder),
        *_write_visits(town, folder), *_write_rights(town, folder), *_write_people(town, folder),
        *_write_offices(town, folder),
    ]  # fmt: skip


def number_of(household: int) -> str:
    """Return how an office writes the number of a household."""
    return f"H{household + 1:05}"


def care_of(household: int) -> str:
    """Return the care category of a household, "" for most."""
    return CARE[household // 10 % len(CARE)] if household % 10 == 3 else ""


def _write(folder: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _write_registers(town: Town, folder: Path) -> list[Path]:
    homes = [
        (COUNTY, c.town, c.name, c.grid_of(n), number_of(n), care_of(n), f"{2020 + n % 5}-0{n % 9 + 1}-15")
        for c in town.communities
        for n in range(c.households)
    ]
    heads = ("旗县", "乡镇", "社区", "网格", "户号", "服务对象类别", "登记日期")
    figures = [
        (COUNTY, c.town, c.name, f"{year}-12-31", c.households, c.households * 3, c.households // 8, 120)
        for c in town.communities
        for year in YEARS
    ]
    promises = [
        (request, f"{COUNTY}为民服务中心", 30 * (n + 1), 1440 * (n % 4 + 1), f"{request}车", "2022-01-01")
        for n, request in enumerate(REQUESTS)
    ]
    offers = [(s, f"{COUNTY}养老服务中心", "", "", f"{s}设备", "2022-01-01") for s in SERVICES]
    return [
        _write(folder, "住户清单.csv", heads, homes),
        _write(
            folder,
            "基数表.csv",
            ("旗县", "乡镇", "社区", "统计日期", "户数", "人口", "党员数", "预留地（亩）"),
            figures,
        ),
        _write(
            folder,
            "服务清单.csv",
            ("服务项目", "提供单位", "答复时限（分钟）", "办结时限（分钟）", "配备设备", "公布日期"),
            [*promises, *offers],
        ),
    ]


def _write_uses(town: Town, folder: Path) -> list[Path]:
    heads = ("记录编号", "服务日期", "旗县", "乡镇", "社区", "网格", "户号", "服务项目", "次数")
    months = [(year, month) for year in YEARS for month in range(1, 13)]
    whole = town.scale.of(500_000, 360)
    paths = []
    for place, (year, month) in enumerate(months):
        rows = []
        for number in range(whole * place // len(months), whole * (place + 1) // len(months)):
            community, household = town.household()
            known = town.chance.random() < 0.93
            rows.append((
                f"F{year}{month:02}-{number:06}", town.day(year, (month,)), COUNTY, community.town, community.name,
                community.grid_of(household), number_of(household) if known else "",
                town.chance.choice(SERVICES), town.chance.choice((1, 1, 1, 2, 3)),
            ))  # fmt: skip
        paths.append(_write(folder, f"服务台账{year}-{month:02}.csv", heads, rows))
    return paths


def _write_requests(town: Town, folder: Path) -> list[Path]:
    heads = (
        "编号", "类别", "旗县", "乡镇", "社区", "网格", "户号", "提出时间", "受理时间", "派单时间", "首次答复时间",
        "挂起时间", "恢复时间", "办结时间", "状态", "承诺时限", "承办单位",
    )  # fmt: skip
    quarters = [(year, quarter) for year in YEARS for quarter in range(4)]
    whole = town.scale.of(40_000, 60)
    paths = []
    for place, (year, quarter) in enumerate(quarters):
        rows = [
            _draw_request(town, year, quarter, number)
            for number in range(whole * place // len(quarters), whole * (place + 1) // len(quarters))
        ]
        paths.append(_write(folder, f"诉求办理台账{year}年{quarter + 1}季度.csv", heads, rows))
    return paths


def _draw_request(town: Town, year: int, quarter: int, number: int) -> tuple[object, ...]:
    chance = town.chance
    community, household = town.household()
    day = town.day(year, range(quarter * 3 + 1, quarter * 3 + 4))
    raised = datetime(day.year, day.month, day.day, chance.randint(7, 20), chance.randint(0, 59))
    accepted = raised + timedelta(minutes=chance.randint(1, 60))
    assigned = accepted + timedelta(minutes=chance.randint(1, 240))
    answered = assigned + timedelta(minutes=chance.randint(1, 2_880))
    paused = resumed = closed = None
    last = answered
    if chance.random() < 0.15:
        paused = answered + timedelta(minutes=chance.randint(1, 600))
        resumed = paused + timedelta(minutes=chance.randint(60, 7_200)) if chance.random() < 0.9 else None
        last = resumed or paused
    is_closed = chance.random() < 0.94 and (paused is None or resumed is not None)
    if is_closed:
        closed = last + timedelta(minutes=chance.randint(1, 7_200))
    state = "已办结" if closed else "挂起" if paused and not resumed else "办理中"
    due = raised + timedelta(days=chance.randint(1, 7)) if chance.random() < 0.4 else None
    moments = (raised, accepted, assigned, answered, paused, resumed, closed)
    return (
        f"Q{year}-{number:05}", chance.choice(REQUESTS), COUNTY, community.town, community.name,
        community.grid_of(household), number_of(household), *(_moment(one) for one in moments), state, _moment(due),
        f"{COUNTY}为民服务中心",
    )  # fmt: skip


def _moment(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def _write_visits(town: Town, folder: Path) -> list[Path]:
    heads = ("记录编号", "走访日期", "旗县", "乡镇", "社区", "网格", "户号", "走访事由")
    quarters = [(year, quarter) for year in YEARS for quarter in range(4)]
    whole = town.scale.of(60_000, 120)
    paths = []
    for place, (year, quarter) in enumerate(quarters):
        rows = []
        for number in range(whole * place // len(quarters), whole * (place + 1) // len(quarters)):
            community, household = town.household()
            rows.append((
                f"Z{number:06}", town.day(year, range(quarter * 3 + 1, quarter * 3 + 4)), COUNTY, community.town,
                community.name, community.grid_of(household), number_of(household), town.chance.choice(TOPICS),
            ))  # fmt: skip
        paths.append(_write(folder, f"入户走访台账{year}年{quarter + 1}季度.csv", heads, rows))
    return paths


def _write_rights(town: Town, folder: Path) -> list[Path]:
    rights, plans, gifts = [], [], []
    for c in town.communities:
        for n in range(c.households):
            if n % 4 == 0 or care_of(n):
                year = YEARS[n % 3]
                unlimited = care_of(n) == "残疾补贴对象"
                rights.append((
                    year, COUNTY, c.town, c.name, number_of(n), SERVICES[n % len(SERVICES)], "" if unlimited else 10,
                    "不限次" if unlimited else "限次", care_of(n),
                ))  # fmt: skip
            if care_of(n):
                day = town.day(YEARS[n % 3], range(1, 13))
                plans.append((
                    COUNTY, c.town, c.name, c.grid_of(n), number_of(n), care_of(n), SERVICES[n % len(SERVICES)], day,
                    day + timedelta(days=180),
                ))  # fmt: skip
        for year in YEARS:
            for n in sorted(town.chance.sample(range(c.households), 10)):
                gifts.append((year, COUNTY, c.town, c.name, number_of(n), "饲草料地", 12, "亩"))
    return [
        _write(
            folder,
            "服务额度表.csv",
            ("年度", "旗县", "乡镇", "社区", "户号", "服务项目", "每年次数", "是否限次", "服务对象类别"),
            rights,
        ),
        _write(
            folder,
            "照护计划表.csv",
            ("旗县", "乡镇", "社区", "网格", "户号", "服务对象类别", "服务项目", "制定日期", "复核日期"),
            plans,
        ),
        _write(
            folder, "奖励分配表.csv", ("年度", "旗县", "乡镇", "社区", "户号", "奖励内容", "奖励数量", "单位"), gifts
        ),
    ]


def _write_people(town: Town, folder: Path) -> list[Path]:
    attended, members = [], []
    for c in town.communities:
        branch = f"{COUNTY}{c.town}{c.name}党支部"
        size = max(4, c.households // 20)
        members += [(branch, f"{year}-12-31", size) for year in YEARS]
        for course in range(8):
            day = town.day(YEARS[course % 3], (3, 6, 9))
            for number in range(size):
                if town.chance.random() < 0.6:
                    attended.append((
                        f"第{course + 1}讲政策学习", day, c.town, branch, f"D{number + 1:04}",
                        town.chance.choice(MODES), 2,
                    ))  # fmt: skip
    return [
        _write(folder, "党员基数表.csv", ("党支部", "统计日期", "党员数"), members),
        _write(folder, "培训签到表.csv", ("课程", "培训日期", "乡镇", "党支部", "党员编号", "方式", "学时"), attended),
    ]


def name_of(number: int) -> str:
    """Return the invented name of a member of the staff."""
    size = len(FIRST)
    return f"{SURNAMES[number % len(SURNAMES)]}{FIRST[number // 10 % size]}{FIRST[number // 10 // size % size]}"


def _write_offices(town: Town, folder: Path) -> list[Path]:
    """Write who works in the grids, what lies in the person files, what was judged, and who was on duty."""
    chance = random.Random(town.seed + 1)
    workers, papers, judged = [], [], []
    for place, c in enumerate(town.communities):
        for number, grid in enumerate(c.grids):
            for worker in range(3):
                workers.append((
                    COUNTY, c.town, c.name, grid, name_of(place * 101 + number * 3 + worker), "网格员",
                    "兼职" if worker else "专职", f"{chance.choice(YEARS)}-{chance.randint(1, 9):02}-01",
                ))  # fmt: skip
        for number in range(CADRES):
            person = place * CADRES + number
            for section in SECTIONS:
                if chance.random() < 0.8:
                    day = f"{chance.choice(YEARS)}-{chance.randint(1, 12):02}-15"
                    papers.append((
                        f"G{person:05}", name_of(person), f"{COUNTY}{c.town}人民政府", section, f"{section}材料",
                        f"中共{COUNTY}委组织部", day,
                    ))  # fmt: skip
        for year in YEARS:
            for household in chance.sample(range(c.households), min(10, c.households)):
                judged.append((
                    "勤俭节约户评选", "勤俭持家", c.town, c.name, number_of(household), "入选",
                    f"赞成{chance.randint(20, 40)}票", f"{c.name}居民代表会议", f"{year}-11-20",
                ))  # fmt: skip
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(town.scale.of(366, 14))]
    duties = [
        (day, f"{COUNTY}养老服务中心", shift, name_of(number * 2 + place), "管家值守")
        for number, day in enumerate(days)
        for place, shift in enumerate(SHIFTS)
    ]
    heads = ("旗县", "乡镇", "社区", "网格名称", "姓名", "网格职务", "专/兼职", "上岗时间")
    file_heads = ("人员编号", "姓名", "单位", "档案板块", "材料名称", "形成单位", "形成日期")
    judged_heads = (
        "评选项目", "评议标准", "乡镇", "村", "户号", "评选结果", "表决结果", "评议单位", "评选时间",
    )  # fmt: skip
    return [
        _write(folder, "网格员名册.csv", heads, workers),
        _write(folder, "人员档案目录.csv", file_heads, papers),
        _write(folder, "评选表.csv", judged_heads, judged),
        _write(folder, "值班表.csv", ("值班日期", "值班单位", "班次", "值班人员", "值班职责"), duties),
    ]


def main() -> None:
    """Write the files and say how many."""
    parser = argparse.ArgumentParser(description="files of an invented town, as its offices would keep them")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=12)
    given = parser.parse_args()
    print(len(write_town(given.folder, given.scale, given.seed)), "files")


if __name__ == "__main__":
    main()
