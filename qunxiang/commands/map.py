"""The command that proposes how a table may be read."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from domain.errors import InputError
from ingest.proposal import Proposal, propose
from ingest.readers.reading import iter_items
from qunxiang.console import FAILED, NOTHING, answering, err, print_json
from qunxiang.language import say
from qunxiang.output import check_new, replacing


def add_commands(app: typer.Typer) -> None:
    app.command("map", help=say("看一张表会怎样读入：认得哪些列；没有现成映射时给出一份可以修改的映射。"))(
        propose_mapping
    )


def propose_mapping(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=say("一份表格：xlsx、csv、jsonl 等"))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=say("把映射写进这个新文件"), show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("每个表格一行 JSON"))] = False,
) -> None:
    """Print for each table of the file the mapping by which it is read, or one that is proposed."""
    if output is not None:
        check_new(output)
    with answering(context, say("已停止；没有存下任何内容")):
        found: list[Proposal] = []
        failed = False
        for item in iter_items([file]):
            if isinstance(item, InputError):
                err().print(escape(str(item)), style="red")
                failed = True
            else:
                found.extend(propose(item))
        if not found:
            if not failed:
                err().print(escape(say("{file}：没有表格", file=file)), style="red")
            raise typer.Exit(FAILED if failed else NOTHING)
        if output is not None:
            with replacing(output) as stream:
                stream.write(_pick(found).text)
        if as_json:
            for one in found:
                print_json(dataclasses.asdict(one), indent=None)
            return
        sys.stdout.write("\n".join(_describe(one, is_written=output is not None) for one in found) + "\n")


def _pick(found: list[Proposal]) -> Proposal:
    """Return the proposal that needs a file most: the first one that no ready mapping reads as it is."""
    return next((one for one in found if not one.is_ready), found[0])


def _describe(proposal: Proposal, *, is_written: bool) -> str:
    file = say("{file}「{sheet}」表", file=proposal.file, sheet=proposal.sheet) if proposal.sheet else proposal.file
    lines = [say("== {file} 第 {row} 行是表头", file=file, row=proposal.row)]
    if proposal.is_ready:
        lines.append(say("现成的映射：{label}（{name}），可以直接 ingest", label=proposal.label, name=proposal.mapping))
    elif proposal.missing:
        missing = say("，").join(proposal.missing)
        lines.append(say("没有现成的映射；最像{label}，缺少 {missing}", label=proposal.label, missing=missing))
    else:
        lines.append(say("按相近的表头当作{label}（{name}）读入；请核对", label=proposal.label, name=proposal.mapping))
    lines += [say("  {head} → {meaning}", head=head, meaning=meaning) for head, meaning in proposal.kept]
    if proposal.left:
        lines.append(say("  不在列清单内，不读：{heads}", heads=say("，").join(proposal.left)))
    if proposal.forbidden:
        lines.append(say("  不得保存，永不读入：{heads}", heads=say("，").join(proposal.forbidden)))
    if not proposal.is_ready and not is_written:
        lines += ["", proposal.text]
    return "\n".join(lines)
