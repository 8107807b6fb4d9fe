"""Takes a source out of the record again, and its bytes out of the store's files."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from domain.plain import to_plain
from graph.tombstone import Retraction
from ingest.quarantine import remove_quarantine
from qunxiang.console import answering, out, print_json
from qunxiang.document_id import find_document_id
from qunxiang.language import say
from qunxiang.settings import Settings
from qunxiang.wiring import need_store, open_access

PURPOSE = "P6"
"""What a document is withdrawn for where nobody set another purpose: data quality."""


class Ground(StrEnum):
    """Why a document is withdrawn: the words of graph.retraction.GROUNDS."""

    UNSTATED = "unstated"
    SOURCE = "source"
    ERROR = "error"
    RIGHTS = "rights"
    ORDER = "order"


def add_commands(app: typer.Typer) -> None:
    app.command("retract", help=say("撤回一份文件：只有它说过的一切立即从所有回答中消失，别的文件也说的留下。"))(
        retract
    )


def retract(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help=say("文件的编号、编号开头（12 位以上）、路径或网址"))],
    why: Annotated[
        Ground,
        typer.Option("--why", help=say("缘由：source 来源撤稿，error 内容有误，rights 当事人要求，order 有关机关要求")),
    ] = Ground.UNSTATED,
    preview: Annotated[bool, typer.Option("--preview", help=say("只看会去掉什么、留下什么；什么也不动"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))] = False,
) -> None:
    """Withdraw one document; nothing of it stays but its id, the ground and the day. A preview changes nothing."""
    with answering(context, say("已停止；文件要么整个撤回了，要么没有动")) as settings:
        need_store(settings)
        with open_access(_for_quality(settings)) as access:
            found = find_document_id(access, document)
            gone = access.foresee_retraction(found) if preview else access.retract(found, why.value)
        if not preview:
            remove_quarantine(settings.quarantine, gone.tombstone.document_id.__eq__)
        print_json({"preview": preview} | to_plain(gone)) if as_json else out().print(_render(gone, preview))


def _for_quality(settings: Settings) -> Settings:
    """Return the settings with the purpose of a retraction, unless somebody set another."""
    return settings if "purpose" in settings.model_fields_set else settings.model_copy(update={"purpose": PURPOSE})


def _render(gone: Retraction, preview: bool) -> str:
    document = gone.tombstone.document_id
    lines = [
        say("若撤回 {document}（现在什么也没有动）：", document=document)
        if preview
        else say("已撤回 {document}", document=document),
        say(
            "去掉：文章 {articles} 篇，名称 {mentions} 处，陈述 {statements} 条，来路 {arrivals} 条，"
            "人的结论 {judgements} 个，不再有来源的条目 {entities} 个",
            articles=gone.articles,
            mentions=gone.mentions,
            statements=gone.statements,
            arrivals=gone.arrivals,
            judgements=gone.judgements,
            entities=len(gone.entities),
        ),
        say(
            "留下：{kept} 个条目另有来源，{shared} 条陈述别的文件也这样说",
            kept=gone.kept,
            shared=gone.shared,
        ),
        say("撤回请去掉 --preview") if preview else say("存储文件里的旧字节由 qunxiang compact 清除"),
    ]
    return "\n".join(lines)
