"""Questions to the store: search, portrait, organisation, holders, coverage, paths, status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from domain.entity import EntitySummary
from domain.partial_date import PartialDate, end_of, now
from domain.period import read_periods, span_of
from domain.plain import to_plain
from graph.access import INSTITUTIONS, Access
from qunxiang.commands.seal import write_sealed
from qunxiang.console import WRONG_USE, EmptyAnswer, answering, err, fail, out, print_json
from qunxiang.language import say
from qunxiang.output import check_new
from qunxiang.render import (
    render_holders,
    render_organisation,
    render_paths,
    render_portrait,
    render_search,
    render_status,
)
from qunxiang.render_coverage import render_coverage_page
from qunxiang.render_identity import render_namesakes
from qunxiang.wiring import need_store, open_access

COUNTED = ("USED", "LIVES_IN")
"""Rows that coverage counts."""

Json = Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))]
Name = Annotated[str, typer.Argument(help=say("名称"), show_default=False)]
Id = Annotated[str, typer.Option("--id", help=say("条目编号，代替名称"), show_default=False)]
Org = Annotated[str, typer.Option("--org", help=say("所在机构（部分文字即可）"), show_default=False)]
Above = Annotated[str, typer.Option("--org", help=say("所属机构或所在地（部分文字即可）"), show_default=False)]
At = Annotated[
    str, typer.Option("--at", "--valid-at", help=say("哪一天：YYYY、YYYY-MM 或 YYYY-MM-DD"), show_default=False)
]
ValidAt = Annotated[str, typer.Option("--valid-at", help=say("只看这一天有效的"), show_default=False)]
ForOthers = Annotated[bool, typer.Option("--for-others", help=say("要交给本单位以外的人：现在一律拒绝，并说明原因"))]
KnownAt = Annotated[str, typer.Option("--known-at", help=say("按那一天已知的内容回答"), show_default=False)]


def add_commands(app: typer.Typer) -> None:
    app.command("search", help=say("按名称查找人物、机构、社区和职务。"))(search)
    app.command("portrait", help=say("一个人的画像：任职、生平、荣誉，每一行都带原句。"))(portrait)
    app.command("organisation", help=say("一个机构、社区或地方：某一天的班子、所属、服务、活动、荣誉和数字。"))(
        organisation
    )
    app.command("holders", help=say("谁担任、谁担任过一个职务。"))(holders)
    app.command("coverage", help=say("一个社区的服务覆盖：服务到的户、应服务的户、不详和缺口。"))(coverage)
    app.command("paths", help=say("两个条目之间的联系，每一步都有原句；只同见于一篇文章不算联系。"))(paths)
    app.command("status", help=say("存储里有什么：文件、文章、陈述、条目、失败和读取版本。"))(status)


@contextmanager
def asking(context: typer.Context) -> Iterator[Access]:
    """Open the reading desk for one question."""
    with answering(context, say("已停止；只是查询，记录没有变动")) as settings:
        need_store(settings)
        with open_access(settings) as access:
            yield access


def check_day(option: str, text: str) -> str:
    """Return the day as it was given; leave with one line where it is none."""
    try:
        if text:
            PartialDate.parse(text)
    except ValueError:
        fail(say("{option} 应为 YYYY、YYYY-MM 或 YYYY-MM-DD", option=option), WRONG_USE)
    return text


def moment_of(option: str, day: str) -> str:
    """Return the end of the day on the known clock; "" stays now."""
    return end_of(check_day(option, day))


def need_name(name: str, entity_id: str) -> None:
    """Leave with one line where neither a name nor an id was given."""
    if not name and not entity_id:
        fail(say("请给出名称，或用 --id 给出编号"), WRONG_USE)


def _are_namesakes(found: Sequence[EntitySummary]) -> bool:
    """True when the name that was asked for is that of several people."""
    return sum(one.kind == "Person" and one.matched_by == "exact" for one in found) > 1


def search(
    context: typer.Context,
    name: Name,
    org: Org = "",
    valid_at: ValidAt = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Find people, organisations, communities and posts by name."""
    check_day("--valid-at", valid_at)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        found = access.search(name, organisation=org, valid_at=valid_at, known_at=known)
        if not found:
            raise EmptyAnswer(say("记录中没有这个名称"), {"results": []})
        page = access.identity.same_name(name) if _are_namesakes(found) and not known else None
        if as_json:
            print_json({"results": found, "namesakes": page})
            return
        out().print(render_search(found))
        if page is not None:
            err().print(say("有 {number} 个同名者；相符和矛盾之处见 qunxiang namesakes", number=len(page.candidates)))


def portrait(
    context: typer.Context,
    name: Name = "",
    entity_id: Id = "",
    org: Org = "",
    valid_at: ValidAt = "",
    known_at: KnownAt = "",
    seal: Annotated[
        Path | None, typer.Option("--seal", help=say("封存到新文件：可离线核对是否被改动"), show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what the record says of one person, the sentence under each line."""
    need_name(name, entity_id)
    check_day("--valid-at", valid_at)
    known = moment_of("--known-at", known_at)
    if seal is not None:
        check_new(seal)
    with asking(context) as access:
        entity = access.choose(name, entity_id, ("Person",), org, known)
        if seal is not None:
            write_sealed(seal, access.portrait(entity, valid_at, known or now()))
            return
        drawn = access.portrait(entity, valid_at, known)
        # Who else bears the name is known as of now alone: an answer of another day leaves it out.
        page = None if known else access.identity.namesakes(entity)
        if as_json:
            print_json(to_plain(drawn) | {"namesakes": to_plain(page)})
            return
        out().print(render_portrait(drawn))
        if page is not None and (page.comparisons or page.attached):
            out().print(render_namesakes(page, entity.id))


def organisation(
    context: typer.Context,
    name: Name = "",
    entity_id: Id = "",
    org: Above = "",
    at: At = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show an organisation, community or place with its leadership on a day."""
    need_name(name, entity_id)
    check_day("--at", at)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        page = access.organisation(access.choose(name, entity_id, INSTITUTIONS, org, known), at, known)
        print_json(page) if as_json else out().print(render_organisation(page))


def holders(
    context: typer.Context,
    organisation: Annotated[str, typer.Argument(help=say("机构；用 --id 时省去"), show_default=False)] = "",
    post: Annotated[str, typer.Argument(help=say("职务"), show_default=False)] = "",
    entity_id: Annotated[str, typer.Option("--id", help=say("机构的编号，代替名称"), show_default=False)] = "",
    org: Above = "",
    at: At = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show who holds or held a post."""
    if entity_id and not post:
        organisation, post = "", organisation
    if not post or not (organisation or entity_id):
        fail(say("请给出机构和职务；机构可以用 --id 给出编号"), WRONG_USE)
    check_day("--at", at)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        page = access.holders(access.choose(organisation, entity_id, INSTITUTIONS, org, known), post, at, known)
        print_json(page) if as_json else out().print(render_holders(page))


def coverage(
    context: typer.Context,
    area: Annotated[str, typer.Argument(help=say("社区、嘎查村、街道乡镇或网格"), show_default=False)] = "",
    entity_id: Id = "",
    org: Above = "",
    service: Annotated[str, typer.Option("--service", help=say("只看一项服务"), show_default=False)] = "",
    period: Annotated[
        str, typer.Option("--period", help=say("2024、2024-Q2、2024-05 或一天"), show_default=False)
    ] = "",
    periods: Annotated[
        str, typer.Option("--periods", help=say("几个时期：2022,2023，或起止 2022..2024"), show_default=False)
    ] = "",
    care: Annotated[str, typer.Option("--care", help=say("只看这一类服务对象"), show_default=False)] = "",
    by_care: Annotated[bool, typer.Option("--by-care", help=say("也按服务对象类别分列"))] = False,
    by_grid: Annotated[bool, typer.Option("--by-grid", help=say("按网格分列"))] = False,
    whole: Annotated[bool, typer.Option("--all", help=say("记录里的所有地方"))] = False,
    for_others: ForOthers = False,
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show the service coverage of a community, of all below a place, or of all there are."""
    if not whole:
        need_name(area, entity_id)
    asked = read_periods(periods or period)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        place = None if whole else access.choose(area, entity_id, INSTITUTIONS, org, known)
        if for_others:
            access.records.publish(place)
        page = access.records.coverage(place, asked, service, care, known, by_care=by_care, by_grid=by_grid)
        if not page.rows:
            raise EmptyAnswer(say("记录中没有这里的服务台账"), to_plain(page))
        sources = access.told.sources(COUNTED, place, span_of(asked), service, known=known)
        if as_json:
            print_json(to_plain(page) | {"sources": to_plain(sources)})
            return
        out().print(render_coverage_page(page, sources))


def paths(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help=say("起点：名称或编号"))],
    target: Annotated[str, typer.Argument(help=say("终点：名称或编号"))],
    hops: Annotated[int, typer.Option("--hops", min=1, max=4, help=say("最多几步"))] = 4,
    overlapping: Annotated[
        bool, typer.Option("--overlapping", help=say("只用同一时间成立的联系：同单位而不同年份的人不算相连"))
    ] = False,
    valid_at: ValidAt = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show what joins two entities, with evidence on each hop."""
    check_day("--valid-at", valid_at)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        ends = access.choose_end(source, known), access.choose_end(target, known)
        page = access.paths(*ends, hops, known, overlapping, valid_at)
        if not as_json:
            out().print(render_paths(page))
        if not page.paths:
            raise EmptyAnswer(say("记录中没有两者之间的联系"), to_plain(page))
        if as_json:
            print_json(page)


def status(context: typer.Context, as_json: Json = False) -> None:
    """Show what the store holds."""
    with asking(context) as access:
        counts = access.count()
        print_json(counts) if as_json else out().print(render_status(counts, access.failures()))
