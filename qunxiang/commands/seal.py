"""Sealed portraits: write one, check one without any store, compare two."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.errors import InputError
from domain.portrait import Portrait
from graph.seal import make_seal, write_seal
from graph.seal_check import SealCheck, check_seal
from graph.seal_difference import compare_seals
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from qunxiang.console import FAILED, WRONG_USE, answering, describe, err, fail, out, print_json
from qunxiang.language import say, translate
from qunxiang.output import replacing
from qunxiang.render_seal import render_check, render_seal_difference

Json = Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))]


def add_commands(app: typer.Typer) -> None:
    app.command("verify", help=say("不用存储，核对封存的画像是否被改动，或比较两份封存。"))(verify)


def write_sealed(file: Path, portrait: Portrait) -> None:
    """Write the sealed portrait and say its hash, which is to be kept elsewhere."""
    seal = make_seal(portrait)
    with replacing(file) as target:
        target.write(write_seal(seal))
    err().print(say("已封存到 {file}；请另处记下散列值 {hash}", file=file, hash=seal["seal_sha256"]), markup=False)


def verify(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help=say("封存文件；比较时先旧后新"), show_default=False)],
    diff: Annotated[bool, typer.Option("--diff", help=say("比较两份封存：新增、消失、改变的内容，都带来源"))] = False,
    texts: Annotated[
        Path | None, typer.Option("--texts", help=say("放着原文件的文件夹：逐字核对原句"), show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Check a sealed portrait, or show what changed between two."""
    if len(files) != (2 if diff else 1):
        fail(
            say("比较要两份封存文件，先旧后新") if diff else say("一次核对一份封存文件；比较两份请加 --diff"), WRONG_USE
        )
    with answering(context, say("已停止；只是核对，没有改动文件")):
        read = [_read(file) for file in files]
        at_hand = _read_texts(texts) if texts else None
        checks = [check_seal(str(file), text, at_hand) for file, text in zip(files, read, strict=True)]
        if diff and not any(check.problems for check in checks):
            found = compare_seals(*(_load(text) for text in read))
            print_json(found) if as_json else out().print(render_seal_difference(found))
            return
        _show(checks, as_json)
        if any(check.problems for check in checks):
            raise typer.Exit(FAILED)


def _show(checks: list[SealCheck], as_json: bool) -> None:
    problems = [problem for check in checks for problem in check.problems]
    if as_json:
        rows = [{"file": one.file, **_words_of(one)} for one in problems]
        keys = ("seal_sha256", "quotes", "masked", "unread", "altered")
        seals = [{key: getattr(check, key) for key in keys} for check in checks]
        print_json({"intact": not problems, "problems": rows, "seals": seals})
        return
    for problem in problems:
        err().print(describe(problem), style="red", markup=False)
    for check in checks if not problems else ():
        out().print(render_check(check))


def _words_of(problem: InputError) -> dict[str, str]:
    parts = {"place": problem.place, "problem": problem.problem, "remedy": problem.remedy}
    return {name: translate(words) for name, words in parts.items()}


def _read(file: Path) -> str:
    """Return the text of a seal; raises InputError where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise InputError(str(file), "", say("没有这个文件"), say("请检查路径")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(str(file), "", reason, say("请检查路径和权限")) from error
    except UnicodeDecodeError as error:
        place = say("第 {n} 字节", n=error.start)
        raise InputError(str(file), place, say("不是 UTF-8"), say("请用未改动的原件")) from error


def _load(text: str) -> Mapping[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _read_texts(folder: Path) -> dict[str, str]:
    """Return the text of each document at and under the folder, by the id that its bytes give it."""
    found = {}
    for item in iter_items([folder]):
        if isinstance(item, Item) and item.document.media == "text":
            found[item.document.id] = item.document.text
    if not found:
        raise InputError(str(folder), "", say("没有可读的文件"), say("请放入封存所据的原文件"))
    return found
