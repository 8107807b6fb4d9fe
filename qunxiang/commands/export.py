"""Out of the store: JSON lines for other programs."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from domain.plain import to_json
from graph.export import export_rows
from qunxiang.console import answering, print_json
from qunxiang.language import say
from qunxiang.output import replacing
from qunxiang.wiring import need_store, open_access


class Kind(StrEnum):
    """What can be exported."""

    STATEMENTS = "statements"
    MENTIONS = "mentions"
    ENTITIES = "entities"
    COUNTS = "counts"
    """Of people and households: refused with the reason."""


class Format(StrEnum):
    """Shapes of an export."""

    JSONL = "jsonl"


def add_commands(app: typer.Typer) -> None:
    app.command("export", help=say("导出陈述、名称或条目，每行一个 JSON；相同内容导出的字节相同。"))(export)


def export(
    context: typer.Context,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind", help=say("导出什么：statements 陈述，mentions 名称，entities 条目；counts 数目现在一律拒绝")
        ),
    ] = Kind.STATEMENTS,
    form: Annotated[Format, typer.Option("--format", help=say("格式"))] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=say("写到文件，默认标准输出"), show_default=False)
    ] = None,
) -> None:
    """Write statements, mentions or entities as one JSON object a line; equal stores give equal bytes."""
    stopped = say("已停止；目标文件没有变动") if output else say("已停止；输出不完整")
    with answering(context, stopped) as settings:
        need_store(settings)
        with replacing(output) if output else nullcontext() as file, open_access(settings) as access:
            if kind is Kind.COUNTS:
                access.records.publish(None)
            for row in export_rows(access, kind.value):
                if file is None:
                    print_json(row, indent=None)
                else:
                    file.write(to_json(row) + "\n")
