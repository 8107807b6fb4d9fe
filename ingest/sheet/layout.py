"""Cuts a sheet into tables: what is title, head, data, section, total and footer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from ingest.readers.dates import find_date
from ingest.readers.item import CellKind
from ingest.sheet.grid import Grid, GridRow
from ingest.sheet.head import LONGEST_HEAD, Head, drop_shared, flatten_head, make_heads, share_heads, stack_heads
from ingest.sheet.split_day import join_cells, join_heads

DEEPEST_HEADER = 3
"""Rows that a header may have."""
LEAST_KNOWN, LEAST_KNOWN_UNDER_DATA = 0.5, 0.8
"""The share of known words from which on a row below a table is the header of another one."""
FEWEST_DAYS = 5
"""Numbers in a header that count up are days of a month from here on."""

_HAN = re.compile("[\u4e00-\u9fff]")
_NUMBER = re.compile(r"[-+]?[\d,.]+%?")
_TOTAL = re.compile(
    r"[^、，。；:：]{0,10}(?:合计|小计|总计|共计|累计)(?:数|人数|户数|次数|人次|\d*[户人次个件])?[:：]?|总数|总和|汇总[:：]?"
)
_AVERAGE = re.compile(
    r"(?:月|年|户|人|日|村|总)?(?:平均|均)(?:值|数|次数|每[户月人])?[:：]?|占比|比例|同比|环比|增幅|最大值|最小值"
)
_NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|附?表[一二三四五六七八九十\d])")
_ANNEX = re.compile(r"^\s*附(?:件|表)\s*[\d一二三四五]{0,2}\s*[:：]\s*")
_LABEL = re.compile(r"[:：]")
"""A title of its own for a part of a sheet, and one that says something under a label."""
_SUBTOTAL = re.compile(r"小计|本页合计")
_FOOTER = re.compile(
    r"(?:制表|填表|填报|审核|审批|复核|核对|经办|经手|统计|汇总|登记|录入|报送|上报|打印|单位负责|主要负责|分管领导|负责"
    r"|领导|主管|联系|签字|签名|签章|盖章|公章|日期|时间)?(?:人|者|单位|部门|员|领导|意见|日期|时间|电话|签字|签名|签章|盖章|公章|章)*[（(]?(?:签字|签名|盖章|公章|签章)?[)）]?[:：]"
    r"|(?:备注|注|说明|注释|附注|填表说明|填报说明)[:：\d一二三四五]"
    r"|[\u4e00-\u9fff]{0,12}[（(](?:签字|签名|盖章|公章|签章)[)）][:：]?"
    r"|(?:应到|实到|到会|出席|缺席|请假)(?:人数|人员)?[:：]?\d+(?:人|名)?(?:[,，;；、]|$)"
    r"|[\u4e00-\u9fff]{1,8}(?:负责人|经办人|审核人|制表人|填表人|书记|主任|站长|局长|镇长|领导)[:：]"
)
_DATED = re.compile(r"(?:[（(]?(?:盖章|公章)[)）]?)?(?:19|20)?\d{2}年\d{1,2}月(?:\d{1,2}日)?|第\d+页(?:[,，]?共\d+页)?")


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums, with the data rows that it sums up, by their place among the data rows of the table."""

    row: GridRow
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table in a sheet: its heads, its data rows, and what stands around them.

    `titles` are the words over it, the lowest last. `sections` give by line the words of the section row above a data
    row (一、第一网格), `wide` is the table that this one was unfolded from, `headings` the section rows themselves.
    `header` is the number of its lowest header row in the file.
    """

    sheet: str
    heads: tuple[Head, ...]
    header: int
    rows: tuple[GridRow, ...]
    titles: tuple[str, ...] = ()
    sections: Mapping[int, str] = field(default_factory=dict)
    totals: tuple[Total, ...] = ()
    footers: tuple[int, ...] = ()
    headings: Mapping[int, str] = field(default_factory=dict)
    wide: SheetTable | None = None
    fixed_width: int = 0

    def is_torn(self, row: GridRow) -> bool:
        """True for a row of a file of text that has lost a cell, or has one too many."""
        width = self.fixed_width
        return width > 0 and (len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]))


def find_tables(grid: Grid, known: frozenset[str]) -> Iterator[SheetTable]:
    """Yield the tables of a sheet, downwards. `known` are the heads that any mapping knows.

    A header is the first row that holds at least two known heads and no number; without one, the first row that looks
    like heads. The rows above it are titles; a known header further down begins the next table.
    """
    if grid.is_lines:
        yield SheetTable(grid.name, make_heads(grid.rows[0].cells), grid.rows[0].line, grid.rows[1:])
        return
    starts = [number for number, row in enumerate(grid.rows) if _knows(row, known) >= 2 and is_heading(grid, row)]
    if not starts and (guessed := _guess_header(grid)) is not None:
        starts = [guessed]
    headers: list[tuple[int, int]] = []
    for start in starts:
        before = headers[-1][1] if headers else 0
        if start < before or (headers and _is_repeat(grid, headers[-1], start)):
            continue
        if headers and not _may_begin_another(grid, start, known):
            continue
        headers.append(_measure_header(grid, before, start, len(grid.rows), known))
    begin = 0
    common: tuple[str, ...] = ()
    for number, (first, bottom) in enumerate(headers):
        end = _leave_titles(grid, headers[number + 1][0]) if number + 1 < len(headers) else len(grid.rows)
        titles = tuple(row.words() for row in grid.rows[begin:first])
        if number == 0:
            plain = tuple(_ANNEX.sub("", title) for title in titles)
            common = tuple(title for title in plain if not _NUMBERED.match(title) and not _LABEL.search(title))
        elif all(_NUMBERED.match(title) for title in titles):
            titles = (*common, *titles)
        yield from _cut_body(grid, titles, first, bottom, end)
        begin = end


def _is_repeat(grid: Grid, header: tuple[int, int], start: int) -> bool:
    """True for a row of the header that a new page shows again; under a title of its own it begins a table."""
    repeats = {_flat(row) for row in grid.rows[slice(*header)]}
    above = grid.rows[start - 1]
    return _flat(grid.rows[start]) in repeats and (not above.is_one_word or _is_footer(above) or _is_dated(above))


def _may_begin_another(grid: Grid, start: int, known: frozenset[str]) -> bool:
    """True for a row further down that is one of heads: half its words are known ones, right under data nearly all.

    Words that are heads elsewhere stand among data too: 网格员 as a post, 先进个人 as an honour.
    """
    row, above = grid.rows[start], grid.rows[start - 1]
    words = len({cell.strip() for _, cell in row.filled()})
    is_apart = row.line > above.line + 1 or above.is_one_word or _is_footer(above) or is_total(above)
    return _knows(row, known) >= words * (LEAST_KNOWN if is_apart else LEAST_KNOWN_UNDER_DATA)


def _knows(row: GridRow, known: frozenset[str]) -> int:
    """Count the heads of a row; a number, a day or a note is none, which nearly every cell is."""
    words = [cell for cell in set(row.cells) if 0 < len(cell) <= LONGEST_HEAD and not cell[-1].isdigit()]
    return sum(1 for cell in words if is_known_head(cell, known))


@lru_cache(maxsize=16384)
def is_known_head(words: str, known: frozenset[str]) -> bool:
    """True when a mapping knows the head in one of its forms."""
    return any(form in known for head in make_heads((words,)) for form in head.forms)


def is_heading(grid: Grid, row: GridRow) -> bool:
    """True when a row may be one of heads: words, no numbers, no days, but for days or months one after the other."""
    filled = row.filled()
    numbers = [
        (position, cell)
        for position, cell in filled
        if grid.kind_of(row.line, position) in (CellKind.NUMBER, CellKind.DATE)
        or (len(cell.strip()) > 4 and find_date(cell) is not None)
        or _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell.strip()))
    ]
    return len(filled) > 1 and (
        not numbers or (len(filled) > len(numbers) and (is_calendar(numbers) or _are_days(numbers)))
    )


def _are_days(cells: Sequence[tuple[int, str]]) -> bool:
    """True for several days side by side, each later than the one before: the sessions of a course, say."""
    days = [str(find_date(cell) or "") for _, cell in cells]
    return len(days) > 1 and all(
        len(one) == 10 and one < other and left + 1 == right
        for (one, other), ((left, _), (right, _)) in zip(pairwise(days), pairwise(cells), strict=True)
    )


def is_calendar(cells: Sequence[tuple[int, str]]) -> bool:
    """True for days of a month side by side: 1, 2, 3, … in columns that follow each other, five at least."""
    days = [unicodedata.normalize("NFKC", cell.strip()).removesuffix(".0") for _, cell in cells]
    if len(days) < FEWEST_DAYS or not all(re.fullmatch(r"\d{1,2}", day) and 1 <= int(day) <= 31 for day in days):
        return False
    return all(
        int(one) + 1 == int(other) and left + 1 == right
        for (one, other), ((left, _), (right, _)) in zip(pairwise(days), pairwise(cells), strict=True)
    )


def _guess_header(grid: Grid) -> int | None:
    """Return the first row with several words each of which is short and stands there once."""
    for number, row in enumerate(grid.rows[:20]):
        words = [cell.strip() for _, cell in row.filled()]
        if (
            len(words) > 1
            and not row.is_one_word
            and is_heading(grid, row)
            and all(len(w) <= LONGEST_HEAD for w in words)
        ):
            return number
    return None


def _measure_header(grid: Grid, begin: int, start: int, end: int, known: frozenset[str]) -> tuple[int, int]:
    """Return the rows of the header, from and until: those above and below that belong to it as well.

    Of all stacks that hold the row the one counts whose heads are known best, the lower one before the deeper.
    """
    chosen: tuple[float, int, int, int] = (-1, 0, start, start + 1)
    for first in range(max(begin, start - DEEPEST_HEADER + 1), start + 1):
        for bottom in range(start + 1, min(first + DEEPEST_HEADER, end) + 1):
            rows = grid.rows[first:bottom]
            if any(row.is_one_word or not is_heading(grid, row) for row in rows) or any(map(_has_one_day, rows[1:])):
                continue
            if any(rows[n].line + 1 != rows[n + 1].line for n in range(len(rows) - 1)):
                continue
            heads = stack_heads([row.cells for row in rows], grid.has_merges)
            found = len({form for head in heads for form in head.forms[:1] if form in known}) + 0.9 * sum(
                1 for head in heads if head.forms[:1] and head.forms[0] not in known and set(head.forms) & known
            )
            if len(rows) > 1 and not _is_stack(rows, grid.has_merges):
                continue
            chosen = max(chosen, (found, first - bottom, first, bottom))
    return chosen[2], _reach_down(grid, chosen[2], chosen[3], end)


_DAY_OR_TIME = re.compile(r"\d{1,2}月\d{1,2}[日号]|\d{1,2}[:：]\d{2}(?:\s*[-—–~至]\s*\d{1,2}[:：]\d{2})?")


def _has_one_day(row: GridRow) -> bool:
    """True for a row of data that could pass for one of heads: a single day or time among words."""
    return sum(bool(_DAY_OR_TIME.fullmatch(_plain(cell))) for cell in row.cells[:3]) == 1


def _reach_down(grid: Grid, first: int, bottom: int, end: int) -> int:
    """Return until which row a header goes whose cells are merged down: to where the lowest of them ends."""
    lines = {row.line for row in grid.rows[first:bottom]}
    merges = [merge for row in grid.rows[first:bottom] for merge in row.merged.values() if merge.first_row in lines]
    last = max((merge.last_row for merge in merges), default=0)
    while bottom < min(first + DEEPEST_HEADER, end) and grid.rows[bottom].line <= last:
        if not is_heading(grid, grid.rows[bottom]):
            break
        bottom += 1
    return bottom


def _is_stack(rows: Sequence[GridRow], has_merges: bool) -> bool:
    """True when lower rows stand under upper ones: cells merged, or gaps in one that the other fills."""
    if has_merges:
        lines = {row.line for row in rows}
        merges = {merge for row in rows for merge in row.merged.values()}
        return any(merge.first_row < merge.last_row and merge.first_row in lines for merge in merges) or any(
            merge.first_column < merge.last_column and merge.first_row == merge.last_row and merge.first_row in lines
            for merge in merges
        )
    upper, lower = rows[0], rows[-1]
    gaps = {position for position, cell in enumerate(lower.cells) if not cell.strip()}
    return any(position in gaps for position, _ in upper.filled()) or len(upper.filled()) < len(lower.filled())


def _flat(row: GridRow) -> tuple[str, ...]:
    return tuple(flatten_head(cell) for cell in row.cells)


def _leave_titles(grid: Grid, end: int) -> int:
    """Return where a table ends: the titles right above the next header are the next table's."""
    while end > 0 and grid.rows[end - 1].is_one_word and not _is_footer(grid.rows[end - 1]):
        end -= 1
    return end


def _cut_body(grid: Grid, titles: tuple[str, ...], first: int, bottom: int, end: int) -> Iterator[SheetTable]:
    repeats = frozenset(_flat(row) for row in grid.rows[first:bottom])
    firsts = {cells[0] for cells in repeats if cells}
    heads, days = join_heads(drop_shared(stack_heads([row.cells for row in grid.rows[first:bottom]], grid.has_merges)))
    body = list(grid.rows[bottom:end])
    heads = heads if grid.has_merges else share_heads(heads, [row.cells for row in body])
    footers: list[int] = []
    while body and (_is_footer(body[-1]) or _is_dated(body[-1])):
        footers.append(body.pop().line)
    rows: list[GridRow] = []
    totals: list[Total] = []
    sections: dict[int, str] = {}
    headings: dict[int, str] = {}
    section, since = "", 0
    for row in body:
        if row.cells[:1] and flatten_head(row.cells[0][:LONGEST_HEAD]) in firsts and _flat(row) in repeats:
            continue
        if _is_average(row):
            footers.append(row.line)
        elif is_total(row):
            is_part = bool(_SUBTOTAL.search(row.words()))
            totals.append(Total(row, since if is_part else 0, len(rows)))
            since = len(rows) if is_part else since
        elif row.is_one_word and len(heads) > 2 and _HAN.search(row.words()) and not find_date(row.words()):
            if _is_footer(row) or _is_dated(row):
                footers.append(row.line)
            else:
                section = row.words()
                headings[row.line] = section
        elif _is_footer(row) and len(row.filled()) <= max(2, len(heads) // 2):
            footers.append(row.line)
        else:
            if section:
                sections[row.line] = section
            rows.append(join_cells(row, days, grid) if days else row)
    totals = [
        Total(total.row, 0, len(rows)) if total.last == 0 and not _SUBTOTAL.search(total.row.words()) else total
        for total in totals
        if total.first < total.last or (total.last == 0 and not _SUBTOTAL.search(total.row.words()))
    ]
    table = SheetTable(
        grid.name, heads, grid.rows[bottom - 1].line, tuple(rows), titles, sections,
        tuple(totals), tuple(sorted(footers)), headings, None, len(heads) if grid.has_fixed_width else 0,
    )  # fmt: skip
    yield from _unroll(table)


def is_total(row: GridRow) -> bool:
    """True for a row of sums: one of its first cells says so."""
    return any(_says_total(cell) for _, cell in row.filled()[:3])


@lru_cache(maxsize=16384)
def _says_total(cell: str) -> bool:
    return not cell.isascii() and bool(_TOTAL.fullmatch(_plain(cell)))


def _is_average(row: GridRow) -> bool:
    """True for a row of averages or shares: no record, and no sum either."""
    return any(
        not cell.isascii() and len(cell) < 12 and _AVERAGE.fullmatch(_plain(cell)) for _, cell in row.filled()[:2]
    )


def _is_footer(row: GridRow) -> bool:
    """True for a line under a table: who made it, who signed it, notes."""
    first = next((cell for cell in row.cells if cell.strip()), "")
    return not first.isascii() and bool(_FOOTER.match(_plain(first)))


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def _is_dated(row: GridRow) -> bool:
    """True for a row with nothing but the day on which the table was made, or a page number."""
    return row.is_one_word and bool(_DATED.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", row.words()))))


def _unroll(table: SheetTable) -> Iterator[SheetTable]:
    """Yield the table; one whose heads come twice side by side as its two halves, each with all titles."""
    parts = _split_heads(table)
    if len(parts) < 2:
        yield table
        return
    for start, end in parts:
        yield _take_part(table, start, end)


def _split_heads(table: SheetTable) -> list[tuple[int, int]]:
    """Return from which column to which each of the tables side by side goes, one pair for a single table.

    Their heads repeat; columns without a head or a cell may stand between them. Tables of other heads count as two
    where such a column is between them and some head stands in both.
    """
    forms = [head.forms[:1] for head in table.heads]
    gaps = {
        n
        for n, form in enumerate(forms)
        if not form and not any(row.cells[n : n + 1] and row.cells[n].strip() for row in table.rows)
    }
    kept = [n for n in range(len(forms)) if n not in gaps]
    width = len(kept)
    for period in range(2, width // 2 + 1):
        if width % period == 0 and all(
            forms[kept[n]] == forms[kept[n % period]] and forms[kept[n]] for n in range(width)
        ):
            return [(kept[start], kept[start + period - 1] + 1) for start in range(0, width, period)]
    runs: list[list[int]] = []
    for n in kept:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    shared = len(runs) > 1 and all(
        len(run) > 1 and {forms[n] for n in run} & {forms[n] for other in runs if other is not run for n in other}
        for run in runs
    )
    return [(run[0], run[-1] + 1) for run in runs] if shared else [(0, len(forms))]


def _take_part(table: SheetTable, start: int, end: int) -> SheetTable:
    heads = tuple(Head(h.position, h.shown, h.forms, h.unit) for h in table.heads[start:end])
    rows = tuple(row for row in table.rows if any(cell.strip() for cell in row.cells[start:end]))
    return replace(table, heads=heads, rows=rows, totals=())
