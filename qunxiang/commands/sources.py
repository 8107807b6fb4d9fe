"""Where the record comes from: sources."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from ingest.passport import FOLDER, find_passports
from qunxiang.console import PARTLY, EmptyAnswer, answering, err, out, print_json
from qunxiang.language import say
from qunxiang.render_sources import render_sources
from qunxiang.wiring import need_store, open_access


def add_commands(app: typer.Typer) -> None:
    app.command("sources", help=say("来源：发布者、种类、最近导入、文件数、是否按时。"))(sources)


def sources(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))] = False,
) -> None:
    """List every source with what came of it and whether it is up to date."""
    with answering(context, say("已停止；只是查询，记录没有变动")) as settings:
        passports, errors = find_passports(settings.project / FOLDER)
        need_store(settings)
        with open_access(settings) as access:
            lines = access.sources(passports)
        for error in errors:
            err().print(escape(str(error)), style="red")
        if not lines:
            raise EmptyAnswer(say("记录中没有来源；请先用 ingest 读入文件"), {"sources": []})
        print_json({"sources": lines}) if as_json else out().print(render_sources(lines))
        if errors:
            raise typer.Exit(PARTLY)
