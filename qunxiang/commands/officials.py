"""Officials by line, area, organisation, post, training and period."""

from __future__ import annotations

from typing import Annotated

import typer

from domain.plain import to_plain
from graph.access import INSTITUTIONS
from graph.officials import LINES, MOST_OFFICIALS, Wanted
from qunxiang.commands.ask import KnownAt, asking, check_day, moment_of
from qunxiang.console import EmptyAnswer, out, print_json
from qunxiang.language import say
from qunxiang.render_officials import render_officials

_NAMED = say("、").join(f"{code} {name}" for code, name in LINES.items())
"""The lines as they may be asked for."""

Json = Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))]


def add_commands(app: typer.Typer) -> None:
    app.command("officials", help=say("按条线、地区、机构、职务、培训和时间查找任职者，按姓名排列。"))(officials)


def officials(
    context: typer.Context,
    line: Annotated[
        str, typer.Option("--line", help=say("条线，写代码或名称：{lines}", lines=_NAMED), show_default=False)
    ] = "",
    area: Annotated[str, typer.Option("--area", help=say("地区：省、市、县、乡镇街道或村"), show_default=False)] = "",
    org: Annotated[str, typer.Option("--org", help=say("机构的名称"), show_default=False)] = "",
    entity_id: Annotated[str, typer.Option("--id", help=say("机构的编号，代替名称"), show_default=False)] = "",
    post: Annotated[str, typer.Option("--post", help=say("职务"), show_default=False)] = "",
    training: Annotated[str, typer.Option("--training", help=say("学习培训里的词"), show_default=False)] = "",
    since: Annotated[str, typer.Option("--from", help=say("从哪一天起在任"), show_default=False)] = "",
    until: Annotated[str, typer.Option("--to", help=say("到哪一天止在任"), show_default=False)] = "",
    known_at: KnownAt = "",
    after: Annotated[str, typer.Option("--after", help=say("上一页最后一人的编号"), show_default=False)] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help=say("一页几人"))] = MOST_OFFICIALS,
    as_json: Json = False,
) -> None:
    """Show who held posts of a line, in an area or organisation, with a training, in a period."""
    check_day("--from", since)
    check_day("--to", until)
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        body = access.choose(org, entity_id, INSTITUTIONS).id if org or entity_id else ""
        wanted = Wanted(line, area, body, post, training, since, until)
        page = access.officials(wanted, known, after, limit)
        if not page.officials:
            raise EmptyAnswer(say("记录中没有这样的任职者"), to_plain(page))
        print_json(page) if as_json else out().print(render_officials(page))
