"""Who is who: the namesakes of a name, the queue of those nobody has told apart, judgements and their undo."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from domain.judgement import Verdict
from qunxiang.commands.review import settings_for_review
from qunxiang.console import WRONG_USE, EmptyAnswer, answering, err, fail, out, print_json
from qunxiang.language import say
from qunxiang.render_identity import render_preview, render_same_name, render_waiting_names
from qunxiang.wiring import need_store, open_access

Json = Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))]


class Answer(StrEnum):
    """What can be said of two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def add_commands(app: typer.Typer) -> None:
    app.command("namesakes", help=say("同名的人：有何相符、有何矛盾；不写姓名就列出待辨认的。"))(namesakes)
    app.command("judge", help=say("两个同名条目是不是同一个：预览、判断、收回；合并随时可以原样拆开。"))(judge)


def namesakes(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=say("姓名；不写就列出待辨认的"), show_default=False)] = "",
    entity_id: Annotated[str, typer.Option("--id", help=say("条目编号，代替名称"), show_default=False)] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help=say("最多列几个姓名"))] = 20,
    after: Annotated[str, typer.Option("--after", help=say("从这个姓名之后列起"), show_default=False)] = "",
    as_json: Json = False,
) -> None:
    """Compare all who bear a name, or list the names with pairs that nobody has decided on."""
    if (name or entity_id) and after:
        fail(say("--after 只用来列待辨认的姓名"), WRONG_USE)
    with answering(context, say("已停止；只是查询，记录没有变动")) as settings:
        need_store(settings)
        with open_access(settings_for_review(settings)) as access:
            if name or entity_id:
                desk = access.identity
                page = desk.namesakes(access.choose("", entity_id, ("Person",))) if entity_id else desk.same_name(name)
                print_json(page) if as_json else out().print(render_same_name(page))
                return
            waiting, following = access.identity.waiting(after, limit)
        if not waiting:
            raise EmptyAnswer(say("没有待辨认的同名者"), {"waiting": []})
        if as_json:
            print_json({"waiting": waiting, "after": following})
            return
        out().print(render_waiting_names(waiting))
        if following:
            err().print(say("后面的用 --after {id}", id=following))


def judge(
    context: typer.Context,
    left: Annotated[str, typer.Argument(help=say("一个条目的编号"), show_default=False)] = "",
    right: Annotated[str, typer.Argument(help=say("另一个条目的编号"), show_default=False)] = "",
    verdict: Annotated[
        Answer | None,
        typer.Argument(
            help=say("same 同一人，different 不是同一人，unsure 不能确定；不写就只比较并预览合并"), show_default=False
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", help=say("判断的人"), show_default=False)] = "",
    reason: Annotated[str, typer.Option("--reason", help=say("理由"), show_default=False)] = "",
    undo: Annotated[str, typer.Option("--undo", help=say("收回一条判断（它的编号）"), show_default=False)] = "",
    as_json: Json = False,
) -> None:
    """Preview a merge, judge two entities, or take a judgement back."""
    if undo and (left or right or verdict or by or reason):
        fail(say("--undo 只写判断的编号"), WRONG_USE)
    if not undo and not (left and right):
        fail(say("请给出两个条目的编号，或用 --undo 收回一条判断"), WRONG_USE)
    if verdict and not (by and reason):
        fail(say("请用 --by 写明判断的人，用 --reason 写明理由"), WRONG_USE)
    stopped = say("已停止；已经记下的判断仍在，没有记完的不算数")
    with answering(context, stopped) as settings:
        need_store(settings)
        with open_access(settings_for_review(settings)) as access:
            if undo:
                taken = access.identity.undo(undo)
                print_json({"undone": taken}) if as_json else err().print(say("已收回；记录与从未判断过一样"))
            elif verdict is None:
                preview = access.identity.preview(left, right)
                print_json(preview) if as_json else out().print(render_preview(preview))
            else:
                said = access.identity.judge(left, right, Verdict(verdict.value), by, reason)
                if as_json:
                    print_json({"judgement": said.id, "verdict": str(said.verdict), "known_from": said.known_from})
                else:
                    err().print(say("已记下；收回：qunxiang judge --undo {judgement}", judgement=said.id))
