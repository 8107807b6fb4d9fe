"""The list of households or grids to visit: out as Excel, back with ticks and amendments."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from domain.errors import InputError
from domain.gap_list import GapLine, GapReturn
from domain.period import read_period
from graph.access import INSTITUTIONS
from ingest.gap_form import form_of
from ingest.gap_return import GapReader
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from qunxiang.commands.ask import Above, ForOthers, Id, asking
from qunxiang.console import FAILED, NOTHING, WRONG_USE, answering, err, fail, print_json
from qunxiang.language import say
from qunxiang.output import check_new
from qunxiang.wiring import open_store
from qunxiang.workbook import WorkSheet, write_workbook


def add_commands(app: typer.Typer) -> None:
    app.command("gaps", help=say("走访清单：导出没有走访或没有得到服务的户；填好后用 --read 读回。"))(gaps)


def gaps(
    context: typer.Context,
    area: Annotated[str, typer.Argument(help=say("社区、嘎查、村或上级地方"), show_default=False)] = "",
    entity_id: Id = "",
    org: Above = "",
    service: Annotated[str, typer.Option("--service", help=say("没有得到这项服务的户"), show_default=False)] = "",
    period: Annotated[str, typer.Option("--period", help=say("时期：2024、2024-Q2 或 2024-05"))] = "",
    days: Annotated[int, typer.Option("--days", min=0, help=say("这么多天内没有走访的户；0 为从未走访"))] = 0,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=say("写成这个新的 xlsx 文件"), show_default=False)
    ] = None,
    by_grid: Annotated[
        bool, typer.Option("--grids", help=say("列网格而不是户：没有走访、没有网格员、没有服务记录的网格"))
    ] = False,
    for_others: ForOthers = False,
    returned: Annotated[Path | None, typer.Option("--read", help=say("读回填好的清单"), show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))] = False,
) -> None:
    """Write the list of households or grids that nobody reached, or read one that is back."""
    if returned is not None:
        if area or entity_id or output or by_grid:
            fail(say("--read 只读回清单，不能再写社区或 --output"), WRONG_USE)
        _read(context, returned, as_json)
        return
    if not (area or entity_id) or output is None:
        fail(say("请写社区和 --output 文件.xlsx，或用 --read 读回清单"), WRONG_USE)
    check_new(output)
    with asking(context) as access:
        place = access.choose(area, entity_id, INSTITUTIONS, org)
        if for_others:
            access.records.publish(place)
        lines = access.records.gap_list(place, service, read_period(period), days, by_grid=by_grid)
        if not lines:
            err().print(say("没有要走访的网格") if by_grid else say("没有要走访的户"))
            raise typer.Exit(NOTHING)
        _write(output, place.name, lines)
        n, path = len(lines), output
        done = (
            say("{n} 个网格写进 {path}；填好黄色各列后用 gaps --read 读回", n=n, path=path)
            if by_grid
            else say("{n} 户写进 {path}；填好黄色各列后用 gaps --read 读回", n=n, path=path)
        )
        err().print(escape(done))


def _write(path: Path, area: str, lines: list[GapLine]) -> None:
    form, n, day = form_of(lines), len(lines), date.today()
    title = (
        say("走访清单：{area}（{day} 导出，{n} 个网格）", area=area, day=day, n=n)
        if form.kind == "grid"
        else say("走访清单：{area}（{day} 导出，{n} 户）", area=area, day=day, n=n)
    )
    rows = [form.make_row(line) for line in lines]
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        draft = Path(folder) / path.name
        write_workbook(draft, [WorkSheet(say("走访清单"), title, form.heads, rows, form.filled_in)])
        draft.chmod(0o600)
        draft.replace(path)


def _read(context: typer.Context, file: Path, as_json: bool) -> None:
    with answering(context, say("已停止；没有记下任何内容")) as settings, open_store(settings) as store:
        items = list(iter_items([file]))
        for problem in (item for item in items if isinstance(item, InputError)):
            err().print(escape(str(problem)), style="red")
        lists = [item for item in items if isinstance(item, Item)]
        if len(lists) != 1:
            raise typer.Exit(FAILED)
        reader = GapReader(store)
        found = reader.read(lists[0])
        if as_json:
            findings = [dataclasses.asdict(finding) for finding in reader.findings]
            print_json({**dataclasses.asdict(found), "findings": findings})
            return
        sys.stdout.write("\n".join(_describe(found)) + "\n")
        for finding in reader.findings:
            err().print(escape(say("没有收下 {finding}", finding=finding)), style="yellow")


def _describe(found: GapReturn) -> list[str]:
    lines = [
        say(
            "{n} 行：新记走访 {visits}，改动登记 {amendments}，记录里已有 {unchanged}，没有填 {untouched}，"
            "有冲突 {conflicts}，没有收下 {rejected}",
            n=found.lines, visits=found.visits, amendments=found.amendments, unchanged=found.unchanged,
            untouched=found.untouched, conflicts=len({c.row for c in found.conflicts}), rejected=found.rejected,
        )
    ]  # fmt: skip
    for conflict in found.conflicts:
        lines.append(
            say(
                "冲突 第 {row} 行 {household}「{column}」：清单上是 {listed}，记录里现在是 {recorded}；没有改动记录",
                row=conflict.row, household=conflict.household or conflict.grid, column=conflict.column,
                listed=conflict.listed or say("空"), recorded=conflict.recorded or say("空"),
            )
        )  # fmt: skip
    return lines
