"""The command line: one entry, global options, the commands of qunxiang/commands."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer

from qunxiang.commands import (
    ask,
    compact,
    demo,
    export,
    gaps,
    identity,
    ingest,
    map,
    officials,
    records,
    retract,
    review,
    seal,
    serve,
    sources,
    told,
)
from qunxiang.console import prepare_streams
from qunxiang.language import say

app = typer.Typer(
    name="qunxiang",
    help=say("群像：读中文新闻与公文，每一条事实都带着说它的那句话。"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def set_options(
    context: typer.Context,
    store: Annotated[
        str,
        typer.Option(
            "--store",
            help=say("存储：sqlite:///文件.db（默认在项目文件夹里）或 neo4j://用户@主机:7687"),
            show_default=False,
        ),
    ] = "",
    project: Annotated[
        Path | None, typer.Option("--project", help=say("项目文件夹，默认 .qunxiang"), show_default=False)
    ] = None,
) -> None:
    """Keep the options for the command that follows."""
    context.obj = {"store": store, "project": project}


for module in (
    demo, ingest, map, sources, ask, records, told, gaps, officials, review, identity, retract, compact, export, seal,
    serve,
):  # fmt: skip
    module.add_commands(app)


def main() -> None:
    """Run the command line; what stops a container or a session ends a command like Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    prepare_streams()
    app()
