"""What every command shares: settings, exit codes, results to stdout and all else to stderr."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from domain.entity import EntitySummary
from domain.errors import (
    AccessDenied,
    AuditUnavailable,
    NameFitsSeveral,
    NotFound,
    QunxiangError,
    SettingsError,
)
from domain.plain import to_json
from qunxiang.settings import Settings, read_settings

DONE, FAILED, WRONG_USE, SEVERAL, NOTHING, PARTLY = range(6)
"""Exit codes: done, failed, wrong use, the name fits several, nothing found, done but some documents failed."""


def is_chinese(settings: Settings | None = None) -> bool:
    """Chinese first; English where the setting or the locale asks for it."""
    if settings is not None and settings.language:
        return settings.language == "zh"
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return not (name or locale.getlocale()[0] or "").lower().startswith("en")


def prepare_streams() -> None:
    """Let no character of a Chinese name break a console or a redirected file of another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = (stream.encoding or "").lower().replace("-", "")
            keep = encoding in ("utf8", "gb18030", "gbk", "cp936")
            reconfigure(errors="replace") if keep else reconfigure(encoding="utf-8", errors="replace")


def err() -> Console:
    """Return the console for everything that is not a result."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def out() -> Console:
    """Return the console for results."""
    return Console(highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Print one JSON document to stdout."""
    sys.stdout.write(to_json(value, indent=1) + "\n")


def fail(message: str, code: int) -> NoReturn:
    """Say one line on stderr and leave with the code."""
    err().print(escape(message), style="red")
    raise typer.Exit(code)


def show_candidates(candidates: tuple[EntitySummary, ...], chinese: bool) -> None:
    """Print the numbered candidates of a name on stderr."""
    title = (
        "这个名称对应多个条目，请用 --id 或 --org 选择"
        if chinese
        else "the name fits several; choose with --id or --org"
    )
    table = Table(title=title, title_justify="left")
    for column in ("序号", "编号", "类别", "名称", "职务", "机构", "年份", "籍贯"):
        table.add_column(column, overflow="fold")
    for number, c in enumerate(candidates, 1):
        table.add_row(
            str(number),
            c.id,
            c.kind,
            escape(c.name),
            escape(c.post),
            escape(c.organisation),
            c.years,
            escape(c.native_place),
        )
    Console(stderr=True, highlight=False, width=max(err().width, 120)).print(table)


@contextmanager
def answering(context: typer.Context) -> Iterator[Settings]:
    """Give a command its settings and turn errors into one line and an exit code."""
    try:
        settings = read_settings(**context.obj)
        yield settings
    except NameFitsSeveral as several:
        show_candidates(several.candidates, is_chinese())
        raise typer.Exit(SEVERAL) from several
    except NotFound as error:
        fail(str(error), NOTHING)
    except SettingsError as error:
        fail(str(error), WRONG_USE)
    except (AccessDenied, AuditUnavailable, QunxiangError) as error:
        fail(str(error), FAILED)
    except BrokenPipeError:
        # The reader of our output (head, less) went away; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except KeyboardInterrupt:
        fail("已停止；再次运行会从停下的地方继续" if is_chinese() else "stopped; run again to go on", FAILED)
