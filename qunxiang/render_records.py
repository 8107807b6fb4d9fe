"""What people see of answers from records: a table for each list of lines, its columns those that say anything."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from domain.ontology.catalogue import load_predicates
from qunxiang.closed_words import label_of
from qunxiang.language import say

HIDDEN = frozenset({"id", "statement", "document", "evidence", "start", "end", "basis", "method", "gaps"})
"""Fields that programs read: a person follows a line by asking for it."""


def render_page(page: Any, hidden: frozenset[str] = frozenset()) -> RenderableType:
    """Return every list of lines of the page as a table but the hidden ones, and where the next page begins."""
    parts: list[RenderableType] = []
    for field in fields(page):
        value = None if field.name in hidden else getattr(page, field.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            parts.append(render_lines(value))
        elif is_dataclass(value):
            parts.append(render_lines((value,)))
    if getattr(page, "after", ""):
        parts.append(Text(say("还有下一页：--after {id}", id=page.after)))
    return Group(*parts)


def render_lines(lines: tuple[Any, ...]) -> Table:
    """Return lines of one kind as a table."""
    names = [field.name for field in fields(lines[0]) if field.name not in HIDDEN]
    shown = [name for name in names if any(getattr(line, name) not in ("", None, ()) for line in lines)]
    table = Table(show_edge=False)
    heads = _heads()
    for name in shown:
        is_number = all(isinstance(getattr(line, name), int | float | None) for line in lines)
        table.add_column(heads.get(name, name), justify="right" if is_number else "left", overflow="fold")
    for line in lines:
        table.add_row(*(escape(_write(name, getattr(line, name))) for name in shown))
    return table


def _write(name: str, value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return say("是") if value else say("否")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return say("、").join(str(getattr(one, "name", getattr(one, "section", one))) for one in value)
    return _words(name).get(str(value), str(value))


def name_word(column: str, word: str) -> str:
    """Return what a closed word of a column is called."""
    return _words(column).get(word, word)


def _words(name: str) -> dict[str, str]:
    """Return what the closed words of a column are called."""
    predicate, role = {
        "state": ("CASE_EVENT", "event"), "event": ("CASE_EVENT", "event"), "kind": ("RESPONSIBLE_FOR", "kind"),
        "limit": ("ENTITLED", "limit"), "mode": ("ATTENDED", "mode"), "name": ("ATTENDED", "mode"),
        "change": ("CHANGED", "change"),
    }.get(name, ("", ""))  # fmt: skip
    spec = load_predicates()[predicate].find_role(role) if predicate else None
    found = {word.name: label_of(word) for word in spec.words} if spec else {}
    if name == "by":
        return {"branch": say("支部"), "township": say("乡镇"), "mode": say("方式")}
    if name == "rule":
        return {
            "activities": say("活动场次"), "activities_meeting": say("会议场次"), "cases_closed": say("办结的事项"),
            "cases_raised": say("提出的事项"), "households_allotted": say("得到奖励的户"), "uses": say("服务次数"),
            "visits": say("走访次数"),
        }  # fmt: skip
    return found


def _heads() -> dict[str, str]:
    return {
        "area": say("地方"), "service": say("服务"), "state": say("状态"), "period": say("时期"), "cases": say("件数"),
        "answered": say("已答复"), "closed": say("已办结"), "answer_median": say("首次答复中位数（分钟）"),
        "answer_p90": say("首次答复第 90 百分位（分钟）"), "closure_median": say("办结中位数（分钟）"),
        "closure_p90": say("办结第 90 百分位（分钟）"), "promised": say("有承诺"), "overdue_answer": say("超期答复"),
        "overdue_closure": say("超期办结"), "raised": say("提出"), "answer_minutes": say("首次答复（分钟）"),
        "closure_minutes": say("办结（分钟）"), "answer_promised": say("承诺答复（分钟）"),
        "closure_promised": say("承诺办结（分钟）"), "answer_working_days": say("承诺答复（工作日）"),
        "closure_working_days": say("承诺办结（工作日）"), "paused_minutes": say("挂起（分钟）"),
        "paused_since": say("挂起自"), "event": say("环节"), "date": say("日期"), "body": say("单位"),
        "due": say("时限"),
        "channel": say("渠道"), "grid": say("网格"), "workers": say("网格员"), "dedicated": say("专职"),
        "part_time": say("兼职"), "households": say("户数"), "visited": say("走访到的户"),
        "last_visit": say("最近走访"),
        "household": say("户"), "year": say("年度"), "limit": say("限额"), "allowance": say("可用次数"),
        "used": say("已用"), "left": say("还剩"), "over": say("超用"), "care": say("服务对象类别"), "item": say("内容"),
        "unit": say("计量单位"), "quantity": say("合计"), "each": say("每户"), "whole": say("预留"),
        "fits": say("够不够"),
        "past_review": say("已过复核"), "review": say("复核日期"), "by": say("按"), "name": say("名称"),
        "attendees": say("人数"), "attendances": say("人次"), "hours": say("学时"), "courses": say("期数"),
        "denominator": say("应到"), "numerator": say("服务到的户"), "unknown": say("不详"), "organiser": say("组织者"),
        "course": say("课程"), "people": say("人次"), "sections": say("已有类别"), "missing": say("缺少"),
        "stale": say("过期"), "is_complete": say("齐全"), "section": say("类别"), "files": say("档案"),
        "complete": say("有此类"), "fresh": say("够新"), "target": say("对象"), "scheme": say("办法"),
        "criterion": say("项目"), "outcome": say("结果"), "vote": say("表决"), "provider": say("提供者"),
        "assets": say("设备"), "shift": say("班次"), "duty": say("职责"), "title": say("来源"), "rows": say("行数"),
        "measure": say("指标"), "value": say("所载"), "counted": say("台账合计"), "difference": say("相差"),
        "is_about": say("约数"), "rule": say("怎样数"), "change": say("变动"), "other": say("变为或所涉机构"),
        "first": say("起"), "last": say("止"), "numerator_change": say("服务到的户变化"),
        "denominator_change": say("在册的户变化"), "uses_change": say("次数变化"), "uncovered": say("未服务到"),
        "uses": say("次数"), "unlisted": say("未在册的户"),
    }  # fmt: skip
