"""Takes deleted bytes out of the store's files; a foreign Neo4j server is told in words what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import typer

from domain.errors import StoreUnavailable
from ingest.quarantine import remove_quarantine
from qunxiang.console import FAILED, answering, fail, out
from qunxiang.language import say
from qunxiang.settings import Settings
from qunxiang.wiring import find_sqlite_file, need_store, open_access


def add_commands(app: typer.Typer) -> None:
    app.command("compact", help=say("把撤回的内容从存储文件里彻底清除：重写全文索引、数据和日志。"))(compact)


def compact(context: typer.Context) -> None:
    """Write the store's files anew without what was deleted."""
    with answering(context, say("已停止；存储没有少任何内容，可以再运行一次")) as settings:
        need_store(settings)
        _clear_quarantine(settings)
        before, after = _compact(settings)
        out().print(say("整理完：{before} → {after}", before=_show(before), after=_show(after)))


def _clear_quarantine(settings: Settings) -> None:
    """Remove the rows that were left out of documents withdrawn since; over HTTP nobody else does."""
    with open_access(settings) as access:
        remove_quarantine(settings.quarantine, lambda document: access.withdrawn(document) is not None)


def _compact(settings: Settings) -> tuple[int, int]:
    """Compact the store that the settings name; return the bytes of its files before and after."""
    if urlsplit(settings.store_address).scheme == "sqlite":
        from graph.sqlite.compaction import compact as compact_file

        sizes = compact_file(find_sqlite_file(settings.store_address))
        return sizes.before, sizes.after
    with open_access(settings) as access:
        if not access.is_ready():
            raise StoreUnavailable(settings.store_address)
    renewal = _find_renewal()
    server = renewal.find_server(settings.store_address, settings.neo4j_password_file) if renewal else None
    if renewal is None or server is None:
        fail(STEPS, FAILED)
    try:
        renewed = renewal.renew(server, _copy)
    except renewal.ServerError as error:
        raise StoreUnavailable(str(error)) from error
    return renewed.before, renewed.after


STEPS = say(
    "这台 Neo4j 不是 make neo4j-up 启动的，这里不能替换它的数据文件，什么也没有改动。请管理员这样做：\n"
    "1. 停下写入的程序，用 qunxiang export 或 neo4j-admin 备份。\n"
    "2. 建一台空的 Neo4j，把原来的数据从驱动程序读出、写入新的一台（不要用 neo4j-admin dump，它会带上旧字节）。\n"
    "3. 核对 qunxiang status 的数字相同，让 --store 指向新的一台。\n"
    "4. 删去原来那台的数据文件夹、事务日志和旧备份。"
)
"""What whoever runs the server does there."""


def _find_renewal() -> Any:
    """Return the module that knows servers of `make neo4j-up`, None where the program runs without its checkout."""
    try:
        from tools.neo4j import renewal
    except ModuleNotFoundError:
        return None
    return renewal


@contextmanager
def _copy(source: str, target: str, user: str, password: str) -> Iterator[int]:
    from graph.neo4j.compaction import copying
    from graph.neo4j.connection import Connection

    here = Connection(source, user, password, "neo4j")
    there = Connection(target, user, password, "neo4j")
    try:
        with copying(here, there) as nodes:
            yield nodes
    finally:
        here.close()
        there.close()


def _show(size: int) -> str:
    """Return a number of bytes as people read it."""
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size = size / 1024  # type: ignore[assignment]
    return f"{size:.1f} GB"
