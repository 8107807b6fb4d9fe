"""What records add up to: requests, grids, entitlements, allotments, plans, courses, files, evaluations, services."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Group

from domain.period import ALL_TIME, Period, read_period
from domain.plain import to_plain
from domain.told import RowSource, ServiceTerm
from graph.access import INSTITUTIONS, Access
from graph.answer import EntityView
from qunxiang.commands.ask import Above, Id, Json, KnownAt, asking, check_day, moment_of, need_name
from qunxiang.console import SEVERAL, EmptyAnswer, fail, out, print_json
from qunxiang.language import say
from qunxiang.render_records import render_page
from qunxiang.render_told import render_row_sources, render_terms

SOURCES = frozenset({"sources"})
Place = Annotated[str, typer.Argument(help=say("社区、网格、街道乡镇或机构；不写就是全部"), show_default=False)]
Time = Annotated[str, typer.Option("--period", help=say("2024、2024-Q2 或 2024-05"), show_default=False)]
Service = Annotated[str, typer.Option("--service", help=say("只看一项服务"), show_default=False)]
After = Annotated[str, typer.Option("--after", help=say("上一页给出的下一页起点"), show_default=False)]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help=say("一页几行"))]


def add_commands(app: typer.Typer) -> None:
    app.command("cases", help=say("诉求和事项：按状态、地方、类别和时期计数，用时、承诺和超期；一件事项的环节。"))(
        cases
    )
    app.command("grids", help=say("网格：专职和兼职网格员、住户、最近走访；多少天没有走访的户。"))(grids)
    app.command("entitlements", help=say("各户一年里一项服务可用、已用和还剩几次，谁不限次。"))(entitlements)
    app.command("allotments", help=say("奖励和分配：各年几户、共多少、够不够预留的总数。"))(allotments)
    app.command("plans", help=say("照护计划：按服务对象类别，和过了复核日期的户。"))(plans)
    app.command("training", help=say("培训覆盖：按支部、乡镇和方式。"))(training)
    app.command("files", help=say("人员档案：各类材料齐不齐、新不新；不打分。"))(files)
    app.command("evaluations", help=say("评议：谁按什么办法评了谁，什么结果，照原表。"))(evaluations)
    app.command("services", help=say("一个机构或地方的服务、承诺时限、设备和某一天的值班。"))(services)


def _place(access: Access, name: str, entity_id: str, org: str, known: str) -> EntityView | None:
    return access.choose(name, entity_id, INSTITUTIONS, org, known) if name or entity_id else None


def _find_case(access: Access, number: str) -> str:
    """Return the id of the one request with this number; its number stays what is told where none has it."""
    found = access.told.find_cases(number)
    if len(found) > 1:
        fail(say("这个编号对应多件事项，请写：{ids}", ids=say("，").join(found)), SEVERAL)
    return found[0] if found else number


def _show(
    page: object, rows: object, as_json: bool, sources: Sequence[RowSource] = (), terms: Sequence[ServiceTerm] = ()
) -> None:
    """Print the answer with where it rests; raises EmptyAnswer where it has no row."""
    plain = to_plain(page) | {"sources": to_plain(sources)}
    if terms:
        plain["terms"] = to_plain(terms)
    if not rows:
        raise EmptyAnswer(say("记录中没有这样的内容"), plain)
    if as_json:
        print_json(plain)
        return
    out().print(Group(render_page(page, SOURCES), *render_terms(terms), *render_row_sources(sources)))


def cases(
    context: typer.Context, place: Place = "", entity_id: Id = "", org: Above = "", service: Service = "",
    period: Time = "",
    case_id: Annotated[str, typer.Option("--case", help=say("一件事项的编号：看它的环节"), show_default=False)] = "",
    state: Annotated[list[str] | None, typer.Option("--state", help=say("只看这些状态"), show_default=False)] = None,
    by: Annotated[str, typer.Option("--by", help=say("按什么分组：state、area、service、year、month"))] = "state",
    overdue: Annotated[bool, typer.Option("--overdue", help=say("只看超期的"))] = False,
    listed: Annotated[bool, typer.Option("--list", help=say("也列出各件"))] = False,
    after: After = "", limit: Limit = 50, known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show requests in groups, single ones, or the transitions of one."""
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        if case_id:
            case_id = _find_case(access, case_id)
            page = access.records.case(case_id, known)
            _show(page, page.transitions, as_json, access.told.sources(("CASE_EVENT",), case=case_id, known=known))
            return
        groups = tuple(part for part in re.split(r"[,\uff0c\s]+", by) if part)
        chosen, time = _place(access, place, entity_id, org, known), read_period(period)
        found = access.records.cases(
            chosen, time, service, state or (), groups,
            overdue=overdue, listed=listed, after=after, limit=limit, known=known,
        )  # fmt: skip
        sources = access.told.sources(("CASE_EVENT",), chosen, time, service, known=known)
        _show(
            found, found.groups, as_json, (*sources, *access.told.sources(("PROMISED",), service=service, known=known))
        )


def grids(
    context: typer.Context, place: Annotated[str, typer.Argument(help=say("社区、街道乡镇或网格"))] = "",
    entity_id: Id = "", org: Above = "",
    days: Annotated[int, typer.Option("--unvisited-days", min=0, help=say("列出这么多天没有走访的户"))] = 0,
    after: After = "", limit: Limit = 200, known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show grids with workers, households and visits."""
    need_name(place, entity_id)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen = access.choose(place, entity_id, INSTITUTIONS, org, known)
        page = access.records.grids(chosen, days, after, limit, known)
        told = access.told.sources(("LIVES_IN", "RESPONSIBLE_FOR", "VISITED"), chosen, known=known)
        _show(page, page.grids, as_json, told)


def entitlements(
    context: typer.Context, place: Place = "", entity_id: Id = "", org: Above = "", service: Service = "",
    year: Annotated[str, typer.Option("--year", help=say("年度"), show_default=False)] = "",
    household: Annotated[str, typer.Option("--household", help=say("户的化名或编号"), show_default=False)] = "",
    unlimited: Annotated[bool, typer.Option("--unlimited", help=say("只看不限次的"))] = False,
    after: After = "", limit: Limit = 100, known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show what households may use, have used and have left."""
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen, time = _place(access, place, entity_id, org, known), read_period(year or str(access.today().year))
        page = access.records.entitlements(
            chosen, time, household, service, ("unlimited",) if unlimited else (), after, limit, known
        )
        told = access.told.sources(("ENTITLED", "USED"), chosen, time, service, household, known)
        _show(page, page.rows, as_json, told)


def allotments(
    context: typer.Context, place: Annotated[str, typer.Argument(help=say("社区、嘎查村或街道乡镇"))] = "",
    entity_id: Id = "", org: Above = "", period: Time = "", known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show who was rewarded with what, by year and in all."""
    need_name(place, entity_id)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen = access.choose(place, entity_id, INSTITUTIONS, org, known)
        page = access.records.allotments(chosen, read_period(period), known)
        told = access.told.sources(("ALLOTTED", "POPULATION"), chosen, read_period(period), known=known)
        _show(page, page.rows, as_json, told)


def plans(
    context: typer.Context, place: Annotated[str, typer.Argument(help=say("社区、嘎查村或街道乡镇"))] = "",
    entity_id: Id = "", org: Above = "", period: Time = "", known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show care plans by category and those whose review is past."""
    need_name(place, entity_id)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen = access.choose(place, entity_id, INSTITUTIONS, org, known)
        page = access.records.plans(chosen, read_period(period), known)
        _show(page, page.rows, as_json, access.told.sources(("CARE_PLAN",), chosen, read_period(period), known=known))


def training(
    context: typer.Context, place: Place = "", entity_id: Id = "", org: Above = "", period: Time = "",
    known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show how many were reached by courses."""
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen, time = _place(access, place, entity_id, org, known), read_period(period)
        page = access.records.training(chosen, time, known)
        told = access.told.training_sources(chosen, time, known)
        _show(page, page.rows or page.held, as_json, told)


def files(
    context: typer.Context, place: Place = "", entity_id: Id = "", org: Above = "",
    at: Annotated[str, typer.Option("--at", help=say("哪一天：YYYY-MM-DD，例如季末"), show_default=False)] = "",
    after: After = "", limit: Limit = 50, known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show which sections of person files are there and fresh."""
    check_day("--at", at)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen = _place(access, place, entity_id, org, known)
        page = access.records.files(chosen, at, after, limit, known)
        until = replace(ALL_TIME, until=f"{page.at}~")
        _show(page, page.files, as_json, access.told.sources(("FILE_ITEM",), chosen, until, known=known))


def evaluations(
    context: typer.Context, place: Place = "", entity_id: Id = "", org: Above = "", period: Time = "",
    after: After = "", limit: Limit = 100, known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show evaluations as their sheets word them."""
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen, time = _place(access, place, entity_id, org, known), read_period(period)
        page = access.records.evaluations(chosen, time, after, limit, known)
        _show(page, page.rows, as_json, access.told.sources(("EVALUATED",), chosen, time, known=known))


def services(
    context: typer.Context, place: Annotated[str, typer.Argument(help=say("机构、社区或地方"))] = "",
    entity_id: Id = "", org: Above = "",
    at: Annotated[str, typer.Option("--at", help=say("看哪一天的值班"), show_default=False)] = "",
    known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show services, promises, equipment and who is on duty."""
    need_name(place, entity_id)
    check_day("--at", at)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        chosen = access.choose(place, entity_id, INSTITUTIONS, org, known)
        page = access.records.services(chosen, at, known)
        duty = Period("", page.date, f"{page.date}~")
        told = access.told.sources(("PROMISED", "HAS_ASSET", "ON_DUTY"), chosen, duty, known=known)
        terms = access.told.terms(chosen, known)
        _show(page, page.services or page.duty or terms, as_json, told, terms)
