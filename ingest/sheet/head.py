"""The head of a column, as one or more rows write it, and the forms in which a mapping may know it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")
_UNIT = re.compile(r"[(\[【〔](?:单位[:：]?)?([^)\]】〕]{1,6})[)\]】〕]|[/／]([^\s/／]{1,4})$")
_COUNTS = re.compile(r"(?<!人)(次|户)数$")
"""What a head counts that says no unit."""
_KNOWN_UNITS = r"(?:亩|平方米|㎡|元|万元|次|人次?|户|个|张|小时|分钟|天|工作日|学时|课时|公里|%)"
_SLASH_UNIT = re.compile(rf"[/／]{_KNOWN_UNITS}$|(?<=..)[/／](?:年|月|户)$")
_COUNTED_IN = re.compile(
    r"(?:[万千百]?(?:元|人|户|亩|次|件|名|个|份|场|斤|公斤|千克|吨|张|只|头|套|台|栋|小时|分钟|天|%)|人次|户次|场次|平方米|公里|公顷|学时|课时)"
)
_ONE_WORD = re.compile(r"(?<=[\u4e00-\u9fff])[(（]([\u4e00-\u9fff])[)）](?=[\u4e00-\u9fff])")
"""A word in brackets that is part of the head: 拟任（免）职务, 乡（镇）名称."""
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]\s*(?=\D)")
_BEFORE = re.compile(r"^(?:所属|所在|隶属|归属|所辖|所到|所去|所涉|涉及|事发|下派|下沉|包联|包保|帮扶)(?=.)")
_BEHIND = re.compile(r"(?<=..)(?:名称|全称)$")
LONGEST_HEAD = 24
"""A longer cell is a note or a title."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its position from 0, the words people see, and its forms, the surest first.

    Under a head over several columns (首次答复 over 时间, 时间 over 首次答复) the forms are both together, then the
    lower, then the upper.
    `unit` is what stands in brackets behind it (面积（亩）), "" without.
    """

    position: int
    shown: str
    forms: tuple[str, ...]
    unit: str = ""

    @property
    def is_monthly(self) -> bool:
        """True for a head of months (出生年月): a spreadsheet adds a first day to each, which nobody wrote."""
        return bool(self.forms) and self.forms[0].endswith("年月")


@lru_cache(maxsize=65536)
def flatten_head(head: str) -> str:
    """Return a head without spaces, width, case and what stands in brackets: 服务日期（年月日） is 服务日期.

    A stroke between two words for one thing goes as well (专/兼职, 村、社区), and a unit behind one (面积/亩); of an
    English name what joins its words: service_request_id, Service Request ID.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", head)).lstrip("\ufeff*★☆")
    text = _BRACKETS.sub("", _keep_word(_NUMBERED.sub("", text)))
    text = _SLASH_UNIT.sub("", text).strip(":：*、.。").removesuffix("*")
    return re.sub(r"[/／、_\-]", "", text).casefold()


def _keep_word(text: str) -> str:
    return _ONE_WORD.sub(lambda found: found[0] if is_unit(found[1]) else found[1], text)


_NOTED = re.compile(r"([\u4e00-\u9fff]{1,8})[(（\[【〔]([\u4e00-\u9fff]{2,8})[)）\]】〕]([\u4e00-\u9fff]{0,8})")
"""A head with words in brackets: 村（社区）名称, 服务对象（户号）."""


def _open_brackets(words: Sequence[str]) -> Iterator[str]:
    """Yield the heads that words in brackets may be part of, or be: 村社区名称, 户号; a unit is neither."""
    for word in words:
        found = _NOTED.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", word)))
        if found is not None and not is_unit(found[2]):
            yield flatten_head("".join(found.groups()))
            if not found[3]:
                yield flatten_head(found[2])


def _derive(forms: Sequence[str]) -> tuple[str, ...]:
    """Return the forms with those behind them that say the same in fewer words: 所属村 is 村, 网格名称 is 网格."""
    bare = [_BEHIND.sub("", _BEFORE.sub("", form)) for form in forms]
    return tuple(dict.fromkeys([*(form for form in forms if form), *(form for form in bare if form)]))


_STRESSED = re.compile(r"主要|具体|详细|简要|实际|相关|有关|(?<=.)的(?=.)")
_LIKE = (
    (re.compile(r"(?<=.)(?:年月日|日期|年月|时刻|时点)$"), "时间"),
    (re.compile(r"(?<=.)(?:编码|代码|号码|序号|代号|标识码?|标识号|id)$"), "编号"),
    (re.compile(r"(?<=.)(?:部门|机构|机关|主体|科室|组织)$"), "单位"),
    (re.compile(r"(?<=.)(?:类型|种类|分类|类)$"), "类别"),
    (re.compile(r"(?<=.)(?:场所|场地|处所)$"), "地点"),
    (re.compile(r"(?<=.)(?:期限|时长)$"), "时限"),
    (re.compile(r"(?<=.)(?:总人次|总人数|人次数|人次|人员数)$"), "人数"),
    (re.compile(r"(?<=.)(?:岗位|职位)$"), "职务"),
    (re.compile(r"(?<=[人员者长])(?:姓名|名单|名字)$"), ""),
)
"""Ends of heads that say the same."""


@lru_cache(maxsize=65536)
def canonical_head(form: str) -> str:
    """Return a flat head in one spelling of all that say the same: 走访主要内容 is 走访内容, 颁奖机构 is 颁奖单位."""
    plain = _STRESSED.sub("", form) or form
    for end, word in _LIKE:
        plain = end.sub(word, plain)
    return plain


def find_unit(head: str) -> str:
    """Return the unit that a head states, "" when there is none."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", head))
    found = _UNIT.search(plain)
    if found is None:
        return ((counted := _COUNTS.search(plain)) and counted[1]) or ""
    return next((part for part in found.groups() if part), "")


def is_unit(words: str) -> bool:
    """True when the words are units of measure and nothing else, as behind 单位： over a table: 户、人、亩."""
    parts = re.split(r"[、,，;；/和及]", re.sub(r"\s+", "", unicodedata.normalize("NFKC", words)))
    return all(_COUNTED_IN.fullmatch(part) for part in parts)


def make_heads(words: Sequence[str]) -> tuple[Head, ...]:
    """Return the heads of a header of one row."""
    return tuple(
        Head(position, " ".join(word.split()), _derive([flatten_head(word), *_open_brackets([word])]), find_unit(word))
        for position, word in enumerate(words)
    )


def stack_heads(rows: Sequence[Sequence[str]], has_merges: bool) -> tuple[Head, ...]:
    """Return the heads of a header of several rows: what lies over a column, from the upper row to the lower.

    A cell merged across stands over all its columns already; where a file cannot say so (CSV), an empty cell of an
    upper row continues the one to its left as long as something stands below.
    """
    width = max(len(row) for row in rows)
    levels = [[*row, *("" for _ in range(width - len(row)))] for row in rows]
    if not has_merges:
        for number, level in enumerate(levels[:-1]):
            for position in range(1, width):
                if not level[position].strip() and any(lower[position].strip() for lower in levels[number + 1 :]):
                    level[position] = level[position - 1]
    return tuple(_stack(position, [level[position] for level in levels]) for position in range(width))


_OF_PEOPLE = re.compile(r"(?:人员?|者|领导|干部|姓名|成员|员)$")


def share_heads(heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> tuple[Head, ...]:
    """Return the heads with one for people given to the column beside it that has none, and words below.

    Where a file cannot say that cells are merged, 值班人员 over two columns stands over the first.
    """
    shared: list[Head] = []
    for head in heads:
        left = shared[-1] if shared else None
        if left is not None and not head.forms and left.forms and _OF_PEOPLE.search(left.forms[0]):
            words = [row[head.position].strip() for row in rows if head.position < len(row)]
            if any(words) and not any(char.isascii() for char in "".join(words)):
                head = replace(head, shown=left.shown, forms=left.forms)
        shared.append(head)
    return tuple(shared)


def drop_shared(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Return the heads without the upper words where these stand over several columns: they mean none of them alone.

    服务对象类别 over 独居, 空巢, 高龄 is not the head of the column of 独居, nor 测评票数 that of 好.
    """
    uppers: dict[str, set[str]] = {}
    for head in heads:
        for part in head.shown.split("/")[:-1]:
            uppers.setdefault(flatten_head(part), set()).add(head.shown)
    shared = {upper for upper, shown in uppers.items() if len(shown) > 1}
    return tuple(
        replace(head, forms=tuple(form for form in head.forms if form not in shared or form == _lowest(head)))
        if "/" in head.shown and shared & set(head.forms)
        else head
        for head in heads
    )


def _lowest(head: Head) -> str:
    return flatten_head(head.shown.rpartition("/")[2])


_FORMER = re.compile(
    r"(?:调整|变动|变更|调动|交流|换届|任免|聘任|改选)(?:之?前|以前)|原(?:任|来|有)?(?:职务|岗位|任职|职位|单位及职务|情况)?|此前|以前"
)
"""Upper heads below which stands what is no more: 职务 below 调整前 is not the post that somebody holds."""


def _stack(position: int, words: Sequence[str]) -> Head:
    parts = list(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
    flat = [flatten_head(part) for part in parts]
    forms = ("".join(flat), "".join(reversed(flat)), *reversed(flat)) if len(flat) > 1 else tuple(flat)
    if any(_FORMER.fullmatch(upper) for upper in flat[:-1]):
        forms = forms[:2]
    unit = next((unit for part in reversed(parts) if (unit := find_unit(part))), "")
    return Head(position, "/".join(parts), _derive((*forms, *_open_brackets(parts[-1:]))), unit)
