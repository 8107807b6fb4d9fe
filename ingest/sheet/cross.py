"""Unfolds wide tables: months, days, services or visits as columns become rows, one for each filled cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.dates import find_date
from ingest.sheet.grid import GridRow
from ingest.sheet.head import Head, flatten_head
from ingest.sheet.layout import SheetTable, is_calendar
from ingest.sheet.mark import MARKS, NO_MARKS, is_empty
from lexicon.services import is_service

FEWEST = 2
"""Columns side by side that make a wide table."""

_MONTH = re.compile(
    r"(?:(?:19|20)\d{2}[年.\-/])?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?:19|20)\d{2}[.\-/](?:1[0-2]|0?[1-9])"
)
_DAY = re.compile(r"(?:3[01]|[12]\d|0?[1-9])[日号]|(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号]")
_WEEKDAY = re.compile(r"(?<=[\d日号])[(]?(?:星期|礼拜|周)[一二三四五六日天][)]?$")
_NTH = re.compile(r"第[一二三四五六七八九十\d]{1,2}[次回轮](.*)|(.*\D)第?[一二三四五六七八九十\d]{1,2}[次回轮]?")
_AMOUNT = re.compile(r"(?:约|近)?-?[\d,.]+[\u4e00-\u9fff+]{0,3}")
_OFF = frozenset({"休", "休息", "轮休", "补休", "调休", "假", "公休"})
"""Words of a roster for a day on which somebody is not there."""

_WORKERS = {
    "专职网格员": "专职",
    "兼职网格员": "兼职",
    "专职网格员姓名": "专职",
    "兼职网格员姓名": "兼职",
    "专职人员姓名": "专职",
    "兼职人员姓名": "兼职",
    "网格长": "",
    "网格长姓名": "",
}
"""Heads of which each says of those whom it names how they work."""

_SHIFT = re.compile(
    r"((?:白|夜|早|中|晚|日|大夜|小夜|前夜|后夜|甲|乙|丙)班|上午|下午|白天|夜间|晚上|夜晚)(?:值班|值守)?(?:人员|人|员)?"
)
"""Heads of which each says in which shift those are whom it names."""
_HOURS = re.compile(r"\d{1,2}[:：点时.]\d{0,2}\D{0,3}\d{1,2}(?:[:：点时.]\d{0,2})?$")
"""The hours of a shift behind its name: 早班8:00-16:00."""

_PEOPLE = frozenset({"姓名", "人员", "值班人员", "值班人", "值班员", "网格员", "职工姓名", "工作人员", "人员姓名"})
_SHIFT_HEADS = frozenset({"班次", "时段", "班别", "时间段", "值班时段", "值班班次"})
_NAME = re.compile(r"(?![白夜早中晚日大小甲乙丙正副休轮值备]+班?$)[\u4e00-\u9fff·]{2,12}")
_PARTS = re.compile(r"[、,，;；/\s]+")

_ONE_AND_MORE = re.compile(r"^[“\"‘'(]?[1n一]\+?[”\"’')]?\+?")
"""What stands before the workers of a grid of 1+N."""

KINDS = ("专兼职",)
NAMES = ("姓名",)
DAYS = ("日期", "值班日期", "服务日期", "走访日期", "培训日期")
SERVICES = ("服务项目",)
TIMES = ("次数",)
TICKS = ("是否参加", "次数")
"""Of cells of which most are ticks: the others must say themselves whether and how often."""
SHIFTS = ("班次",)


@dataclass(frozen=True, slots=True)
class _Run:
    """Columns that are one: from and until, the forms of the head that says what they are, how a head is written."""

    positions: tuple[int, ...]
    forms: tuple[str, ...]
    words: tuple[str, ...]


def unfold(table: SheetTable) -> SheetTable:
    """Return the table with a row for each filled cell of its wide columns; another table as it is.

    The head of the column becomes a cell of the row, the cell itself another. Each row knows the column that it
    came from. A cell that says no (×, 0, 休) or nothing makes no row.
    """
    run = _find_run(table)
    if run is None:
        return table
    kept = [_set_apart(head, table, run) for head in table.heads if head.position not in run.positions]
    cells = [_cell(row, position) for row in table.rows for position in run.positions]
    filled = [cell for cell in cells if not _says_no(cell)]
    if not filled:
        return table
    values: tuple[str, ...]
    if not run.forms:
        values = DAYS
    elif run.forms in (KINDS, SHIFTS):
        values = NAMES
    elif all(cell.strip() in MARKS - {"1"} for cell in filled):
        values = ()
    elif 2 * sum(cell.strip() in MARKS - {"1"} for cell in filled) >= len(filled):
        values = TICKS
    elif sum(bool(_AMOUNT.fullmatch(_flat(cell))) for cell in filled) * 2 >= len(filled):
        values = TIMES
    else:
        values = NAMES if _lists_people(kept, filled) else SHIFTS
    width = max(head.position for head in table.heads) + 1
    heads: list[Head] = []
    if run.forms:
        heads.append(Head(width, run.forms[0], run.forms))
    if values:
        own = run.words[0] if not run.forms else ""
        heads.append(
            Head(width + 1, values[0], tuple(dict.fromkeys([f"{own}日期", f"{own}时间", *values] if own else values)))
        )
    # First where they name people: 网格责任人 beside the columns of workers is not whom the unfolded rows name.
    heads = [*heads, *kept] if run.forms in (KINDS, SHIFTS) else [*kept, *heads]
    rows = []
    for row in table.rows:
        if table.is_torn(row):
            rows.append(row)
            continue
        for position, word in zip(run.positions, run.words, strict=True):
            cell = _cell(row, position)
            if not _says_no(cell):
                base = [*row.cells[:width], *("" for _ in range(width - len(row.cells)))]
                rows.append(
                    GridRow(row.line, (*base, word if run.forms else "", cell if values else ""), row.merged, position)
                )
    return replace(table, heads=tuple(heads), rows=tuple(rows), totals=(), wide=table)


def _set_apart(head: Head, table: SheetTable, run: _Run) -> Head:
    """Return a head that shares its upper words with one worker's column (身份 beside 姓名) as one that nobody knows.

    What it says is said of that worker only, and every row of the unfolded table would repeat it.
    """
    upper = head.shown.rpartition("/")[0]
    if run.forms != KINDS or not upper:
        return head
    beside = any(h.position in run.positions and h.shown.rpartition("/")[0] == upper for h in table.heads)
    return replace(head, forms=(flatten_head(head.shown.replace("/", "")),)) if beside else head


def _lists_people(kept: Sequence[Head], filled: Sequence[str]) -> bool:
    """True when the cells of a calendar name those on duty: the rows are shifts, or nothing beside says who it is."""
    own = {form for head in kept for form in head.forms}
    if own & _PEOPLE:
        return False
    names = sum(1 for cell in filled if all(_NAME.fullmatch(part) for part in _PARTS.split(cell.strip()) if part))
    return bool(own & _SHIFT_HEADS) or 2 * names > len(filled)


def _find_run(table: SheetTable) -> _Run | None:
    """Return the wide columns of the table, the first kind that there are enough of."""
    lowest = {
        head.position: _WEEKDAY.sub(
            "",
            _flat(head.shown.split("/")[-1]) if "/" in head.shown and len(head.forms) > 1 else _flat(head.shown),
        )
        for head in table.heads
    }
    months = [p for p, word in lowest.items() if _MONTH.fullmatch(word)]
    days = [p for p, word in lowest.items() if _DAY.fullmatch(word) or (len(word) > 7 and find_date(word))]
    plain = [
        (head.position, lowest[head.position].removesuffix(".0"))
        for head in table.heads
        if re.fullmatch(r"\d{1,2}(?:\.0)?", lowest[head.position])
    ]
    if len(months) >= FEWEST:
        return _run(table, months, DAYS, [lowest[p] for p in months])
    if len(days) >= FEWEST:
        return _run(table, days, DAYS, [lowest[p] for p in days])
    if is_calendar(plain):
        return _run(table, [p for p, _ in plain], DAYS, [f"{word}日" for _, word in plain])
    services = [p for p, word in lowest.items() if is_service(flatten_head(word))]
    if sum(_is_counted(table, p) for p in services) >= FEWEST:
        return _run(table, services, SERVICES, [flatten_head(lowest[p]) for p in services])
    workers = {
        head.position: kind
        for head in table.heads
        if (kind := _find_worker(head)) is not None and _holds_names(table, head.position)
    }
    if len(workers) >= FEWEST and any(workers.values()):
        return _run(table, [*workers], KINDS, [*workers.values()])
    shifts = {
        p: found[1]
        for p, word in lowest.items()
        if (found := _SHIFT.fullmatch(_HOURS.sub("", flatten_head(word)))) and _holds_names(table, p)
    }
    if len(shifts) >= FEWEST:
        return _run(table, [*shifts], SHIFTS, [*shifts.values()])
    return _find_nth(table, lowest)


def _find_worker(head: Head) -> str | None:
    """Return how those work whom a column names, "" for one that does not say, None for any other column."""
    forms = (_ONE_AND_MORE.sub("", form) for form in head.forms)
    return next((_WORKERS[form] for form in forms if form in _WORKERS), None)


def _run(table: SheetTable, positions: Sequence[int], forms: tuple[str, ...], words: Sequence[str]) -> _Run | None:
    """Return the run when the other columns lack what its heads say: a table with days of its own is not wide."""
    own = {form for head in table.heads if head.position not in positions for form in head.forms}
    return None if own & set(forms) else _Run(tuple(positions), forms, tuple(words))


def _find_nth(table: SheetTable, lowest: dict[int, str]) -> _Run | None:
    """Return columns that hold the days of a first, second, third … time (第一次走访, 第二次走访)."""
    groups: dict[str, list[int]] = {}
    for position, word in lowest.items():
        if (found := _NTH.fullmatch(word)) and _holds_days(table, position):
            stem = re.sub(r"(?:日期|时间)$", "", found[1] or found[2] or "")
            groups.setdefault(stem, []).append(position)
    stem, positions = max(groups.items(), key=lambda group: len(group[1]), default=("", []))
    return _Run(tuple(positions), (), tuple(stem for _ in positions)) if len(positions) >= FEWEST else None


def _holds_days(table: SheetTable, position: int) -> bool:
    cells = [cell for row in table.rows if (cell := _cell(row, position).strip()) and not is_empty(cell)]
    return bool(cells) and any(find_date(cell) is not None or _DAY.fullmatch(_flat(cell)) for cell in cells)


def _holds_names(table: SheetTable, position: int) -> bool:
    cells = [cell for row in table.rows if not is_empty(cell := _cell(row, position))]
    wrong = sum(1 for cell in cells if cell.strip() in MARKS or re.search(r"\d", unicodedata.normalize("NFKC", cell)))
    return bool(cells) and 2 * wrong <= len(cells)


def _is_counted(table: SheetTable, position: int) -> bool:
    """True when the column holds numbers or ticks only, as far as it is filled."""
    cells = [cell for row in table.rows if not is_empty(cell := _cell(row, position))]
    right = sum(1 for cell in cells if cell.strip() in MARKS | NO_MARKS or _AMOUNT.fullmatch(_flat(cell)))
    return bool(cells) and right * 2 > len(cells)


def _says_no(cell: str) -> bool:
    words = cell.strip()
    return is_empty(words) or words in NO_MARKS or words in _OFF or words.removesuffix("次") in ("0", "0.0")


def _cell(row: GridRow, position: int) -> str:
    return row.cells[position] if position < len(row.cells) else ""


def _flat(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))
