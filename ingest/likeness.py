"""What a head that no mapping knows may be: by the words that it ends with, and by what lies below it."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from functools import cache

from ingest.cell import Rejected, read_cell
from ingest.mapping import Column, Mapping
from ingest.mapping_file import load_mappings
from ingest.naming import community_ends, is_body
from ingest.sheet.context import Context, find_town
from ingest.sheet.head import Head
from ingest.sheet.layout import SheetTable
from ingest.sheet.mark import is_empty
from lexicon.forbidden import find_forbidden_column, measure_name

SAMPLE = 40
"""Rows whose cells are looked at before a head is taken for another."""
MOST_WRONG = 0.2
FEW_WRONG = 2
"""Cells of a short table that may be wrong, as long as as many are right: faults of rows, not of the head."""
SHORTEST_GUESS = 2
"""Characters that a known head must have to be recognised inside another."""
SHORTEST_END = 3
"""The same where what the column holds could be anything."""

_CLOSED = frozenset({
    "date", "moment", "year", "number", "quantity", "duration", "household", "attendee", "grid", "award", "code",
})  # fmt: skip
"""What a column holds that says by its cells what it is."""
_BARE = frozenset({
    "时间", "日期", "年月", "年份", "年度", "月份", "时刻", "时限", "期限", "数量", "面积", "金额", "类别", "类型",
    "分类", "内容", "对象", "项目", "名称", "结果", "意见", "主题", "活动", "形式", "方式", "情况", "状态",
})  # fmt: skip
"""Heads that say by themselves of what they are: 建房时间 is no longer word for 时间."""
_OTHERWISE = re.compile(
    "[未不非缺应拟原填协女男]|计划|预计|预约|上年|去年|上次|下次|上期|其中|报送|制表|审核|打印|配偶|家属|联系|党员|志愿者"
    "|工作人员|配合|监督|剩余|累计"
)
"""Words before a known head that make it another thing: 未参加人数, 计划次数, 上次走访日期."""


def find_kin(
    mapping: Mapping, table: SheetTable, found: Dictionary[int, Column], context: Context
) -> dict[int, Column]:
    """Return further columns of a mapping that fits: heads that end as its own do (首次登记时间, 群众代表票数).

    A name only where the head says whose it is (书记姓名), and no figure where the mapping counts several things.
    """
    taken = {column.name for column in found.values()}
    several = sum(column.holds == "number" for column in mapping.columns) > 1
    kin: dict[int, Column] = {}
    for column in mapping.columns:
        if column.name in taken or column.also or column.holds in ("person_key", "office", "text", "post"):
            continue
        if column.holds == "person" and column.name != "person":
            continue
        if column.holds == "number" and several:
            continue
        for head in table.heads:
            free = head.position not in found and head.position not in kin and not is_known(head, column)
            is_kin = _tells(head, column, table, context) if column.holds == "person" else ends_alike(head, column)
            if free and is_kin and _holds(column, table, head, context):
                kin[head.position] = column
                break
    return kin


def ends_alike(head: Head, column: Column) -> bool:
    """True when a head is a longer word for the column: its end is known, what stands before changes little."""
    if not head.forms or find_forbidden_column(head.shown):
        return False
    shortest = SHORTEST_GUESS if column.holds in _CLOSED or column.holds == "phrase" else SHORTEST_END
    for form in head.forms:
        ends = [word for word in column.heads - _BARE if len(word) >= shortest and form.endswith(word)]
        if ends:
            before = form.removesuffix(max(ends, key=len))
            if not _OTHERWISE.search(before):
                return True
    return False


def guess_columns(
    mapping: Mapping, table: SheetTable, columns: Dictionary[int, Column], context: Context
) -> dict[int, Column]:  # fmt: skip
    """Return columns whose heads resemble known ones and whose cells hold what they must."""
    taken = {column.name for column in columns.values()}
    guessed: dict[int, Column] = {}
    for column in sorted(mapping.columns, key=lambda column: not column.required):
        if column.name in taken or column.also or column.holds in ("person", "person_key"):
            continue
        for head in table.heads:
            free = head.position not in columns and head.position not in guessed and not is_known(head, column)
            if free and _resembles(head, column) and _holds(column, table, head, context):
                if column.holds == "org" and not names_bodies(table, head, column):
                    continue
                guessed[head.position] = column
                break
    own = {*taken, *(column.name for column in guessed.values())}
    lacking = [c for c in mapping.columns if (c.required or c.name == "person") and c.name not in own]
    for column in lacking:
        heads = [h for h in table.heads if h.position not in columns and h.position not in guessed]
        fitting = [head for head in heads if _tells(head, column, table, context)]
        if len(fitting) == 1 or (fitting and column.holds == "moment"):
            guessed[fitting[0].position] = column
    return guessed


_DAY_HEAD = re.compile(r".{0,8}(?:时间|日期|年月|时刻|日)")


def _tells(head: Head, column: Column, table: SheetTable, context: Context) -> bool:
    """True when what lies below an unknown head is what a column must hold: communities, bodies, days.

    Of several days the first counts where each is a moment of a request: it is the one that began it.
    """
    if not head.forms or find_forbidden_column(head.shown) or _OTHERWISE.search(head.forms[0]):
        return False
    if column.holds == "person":
        return bool(_OF_WHOM.search(head.forms[0])) and names_people(table, head, column, context)
    if column.holds in ("date", "moment"):
        return bool(_DAY_HEAD.fullmatch(head.forms[0])) and _holds(column, table, head, context)
    if column.holds not in ("area", "org"):
        return False
    return names_bodies(table, head, column, 1 - MOST_WRONG)


def names_bodies(table: SheetTable, head: Head, column: Column, least: float = 0.5) -> bool:
    """True when at least that share of the cells below a head are bodies, or communities for a column of these."""
    cells = _sample(table, head)
    ends = community_ends()
    is_area = column.holds == "area"
    named = sum(cell.endswith(ends) if is_area else is_body(cell) or find_town(cell) == cell for cell in cells)
    return bool(cells) and named >= least * len(cells)


_OF_WHOM = re.compile(
    r"^(?!.*(?:户|居民|村民|家|父|母|夫|妻|子女|联系|来[电访信件]|诉求|反映|投诉|申请|对象|老人|儿童|学生|患者|受助|受益|填|经办|审|制表|负责|领导|录入|接收|见证|证明|陪|签字|介绍|推荐|主[讲持]|授课|讲师|结对|帮扶|志愿)).*(?:姓名|人员|同志|干部)$"
)
"""Heads over names of those whom a record of people is about (任职人员, 归档人员姓名), nobody's at its margin."""


def names_people(table: SheetTable, head: Head, column: Column, context: Context) -> bool:
    """True when all cells below a head may be names of people and most are plainly some."""
    cells = ["".join(cell.split()) for cell in _sample(table, head)]
    plain = sum(1 for cell in cells if len(cell) <= 4 and measure_name(cell) > 1)
    return 2 * plain >= len(cells) > 0 and _holds(column, table, head, context)


def _sample(table: SheetTable, head: Head) -> list[str]:
    return [cell for row in table.rows[:SAMPLE] if not is_empty(cell := get_cell(row.cells, head.position).strip())]


def is_known(head: Head, column: Column) -> bool:
    """True when a ready mapping knows the very head as a column of another name: it is not guessed to be this one."""
    known = _names_of_heads().get(head.forms[0], frozenset()) if head.forms else frozenset()
    return (
        bool(known)
        and all(name != column.name for name, _ in known)
        and (column.holds not in _CLOSED or any(holds == column.holds for _, holds in known))
    )


@cache
def _names_of_heads() -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for mapping in load_mappings():
        for column in mapping.columns:
            for head in column.heads:
                found.setdefault(head, set()).add((column.name, column.holds))
    return {head: frozenset(names) for head, names in found.items()}


def _resembles(head: Head, column: Column) -> bool:
    if not head.forms or find_forbidden_column(head.shown):
        return False
    known = [word for word in column.heads if len(word) >= SHORTEST_GUESS]
    return any(
        form.endswith(word) or form.startswith(word) or _is_in(form, word) for form in head.forms for word in known
    )


def _is_in(form: str, word: str) -> bool:
    return len(form) >= SHORTEST_GUESS and (word in form or form in word)


def _holds(column: Column, table: SheetTable, head: Head, context: Context) -> bool:
    """True when nearly all cells looked at are what the column must hold; of few, that many may be wrong."""
    cells = [row.cells[head.position] for row in table.rows[:SAMPLE] if head.position < len(row.cells)]
    cells = [cell for cell in cells if not is_empty(cell)]
    wrong = sum(1 for cell in cells if not can_read(column, cell, head.unit, context))
    few = min(FEW_WRONG, len(cells) // 2) if column.holds in _CLOSED and column.holds != "code" else 0
    most = 0 if column.holds == "phrase" and not column.required else MOST_WRONG * len(cells)
    return bool(cells) and wrong <= max(most, few)


def can_read(column: Column, cell: str, unit: str, context: Context) -> bool:
    try:
        read_cell(column, cell, None, context, unit, "9999-12-31")
    except Rejected:
        return False
    return not (
        column.holds in ("text", "service", "org", "area", "grid", "place") and cell.strip().replace(".", "").isdigit()
    )


def get_cell(cells: Sequence[str], position: int) -> str:
    """Return the words of a cell, "" beyond the end of the row."""
    return cells[position] if position < len(cells) else ""
