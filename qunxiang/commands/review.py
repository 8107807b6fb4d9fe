"""The review lane, and what changed between two readings of a document."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.ontology.catalogue import load_predicates
from domain.plain import to_json
from graph.access import Access
from graph.answer import StatementView
from graph.difference import Difference
from graph.review import DECISIONS
from qunxiang.console import WRONG_USE, EmptyAnswer, answering, err, fail, out, print_json
from qunxiang.document_id import find_document_id
from qunxiang.language import say
from qunxiang.output import replacing
from qunxiang.render_review import render_difference, render_orphans, render_statement, render_waiting
from qunxiang.settings import Settings
from qunxiang.wiring import need_store, open_access, open_pipeline

Json = Annotated[bool, typer.Option("--json", help=say("给其他程序读的 JSON"))]
Document = Annotated[
    str,
    typer.Option("--document", help=say("只看一份文件：编号、编号开头（12 位以上）、路径或网址"), show_default=False),
]

PURPOSE = "P6"
"""What the lane is read for where nobody set another purpose: data quality and identity."""


class Decision(StrEnum):
    """What can be decided on a statement."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    CORRECT = "correct"
    UNDO = "undo"


def add_commands(app: typer.Typer) -> None:
    app.command("review", help=say("核对把握不大的陈述：列出、接受、拒绝、改正，导出为训练样例。"))(review)
    app.command("diff-reading", help=say("一份文件的两次读法有什么不同：新增、消失、改变的陈述，都带原句。"))(
        diff_reading
    )


def review(
    context: typer.Context,
    statement: Annotated[str, typer.Argument(help=say("陈述的编号；不写就列出待核的"), show_default=False)] = "",
    decision: Annotated[
        Decision | None,
        typer.Argument(help=say("accept 接受，refuse 拒绝，correct 改正，undo 收回自己的结论"), show_default=False),
    ] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help=say("改正：项=原文里的词，空着是去掉这一项；可以写几次"), show_default=False),
    ] = None,
    by: Annotated[str, typer.Option("--by", help=say("核对人"), show_default=False)] = "",
    reason: Annotated[str, typer.Option("--reason", help=say("理由"), show_default=False)] = "",
    predicate: Annotated[
        list[str] | None, typer.Option("--predicate", help=say("只看一种陈述，如 HOLDS_POST"), show_default=False)
    ] = None,
    document: Document = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help=say("最多列几条"))] = 20,
    after: Annotated[str, typer.Option("--after", help=say("从这条陈述之后列起"), show_default=False)] = "",
    is_next: Annotated[bool, typer.Option("--next", help=say("只看下一条"))] = False,
    orphaned: Annotated[bool, typer.Option("--orphaned", help=say("列出失去依托的结论"))] = False,
    export: Annotated[
        Path | None,
        typer.Option("--export", help=say("把结论导出为训练样例，每行一个 JSON，只有编号和位置"), show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """List what waits for review, decide on one statement, or export what was decided."""
    given = _read_changes(changes or [])
    _check_use(statement, decision, given, by, reason)
    if statement and (orphaned or export):
        fail(say("--orphaned 和 --export 不对一条陈述"), WRONG_USE)
    if orphaned and export:
        fail(say("--orphaned 和 --export 只能用一个"), WRONG_USE)
    if (statement or orphaned or export) and (predicate or document or after or is_next):
        fail(say("--predicate、--document、--after、--next 只用来列待核的陈述"), WRONG_USE)
    for name in predicate or []:
        if name not in load_predicates():
            fail(say("没有 {name} 这种陈述", name=name), WRONG_USE)
    stopped = say("已停止；已经记下的结论仍在，没有记完的不算数")
    with answering(context, stopped) as settings:
        need_store(settings)
        target = replacing(export) if export else nullcontext()
        with target as file, open_access(settings_for_review(settings)) as access:
            if file is not None:
                rows = [to_json(row) for row in access.export.reviews()]
                file.writelines(f"{row}\n" for row in rows)
                err().print(say("导出 {number} 条结论", number=len(rows)))
            elif orphaned:
                found = access.review.orphans()
                print_json({"orphaned": found}) if as_json else out().print(render_orphans(found))
            elif decision is not None:
                _decide(access, statement, decision, given, by, reason, as_json)
            elif statement:
                view = access.statement(statement)
                print_json(plain_statement(view)) if as_json else out().print(render_statement(view))
            else:
                meant = find_document_id(access, document) if document else ""
                _list(access, predicate or [], meant, after, limit, is_next, as_json)


def settings_for_review(settings: Settings) -> Settings:
    """Return the settings with the purpose of a review, unless somebody set another."""
    return settings if "purpose" in settings.model_fields_set else settings.model_copy(update={"purpose": PURPOSE})


def _read_changes(changes: list[str]) -> dict[str, str]:
    given = {}
    for change in changes:
        role, equals, words = change.partition("=")
        if not role or not equals:
            fail(say("--set 应写成 项=词"), WRONG_USE)
        given[role.strip()] = words.strip()
    return given


def _check_use(statement: str, decision: Decision | None, given: dict[str, str], by: str, reason: str) -> None:
    """Leave with one line where a decision lacks what it needs, or something is given that it would ignore."""
    if decision is None and (given or by or reason):
        fail(say("请写明陈述的编号和 accept、refuse、correct 或 undo"), WRONG_USE)
    if decision is None:
        return
    if not by or (decision is not Decision.UNDO and not reason):
        fail(say("请用 --by 写明核对人，用 --reason 写明理由"), WRONG_USE)
    if (decision is Decision.CORRECT) != bool(given):
        fail(say("改正要用 --set 写明改成什么；别的结论不用 --set"), WRONG_USE)


def _decide(
    access: Access, statement: str, decision: Decision, given: dict[str, str], by: str, reason: str, as_json: bool
) -> None:
    answer: dict[str, object]
    if decision is Decision.UNDO:
        answer = {"statement": statement, "withdrawn": access.review.withdraw(statement, by)}
    elif decision is Decision.CORRECT:
        from ingest.correction import build_correction  # the gate's lexicons are loaded only where something enters

        judged = access.review.correct(
            statement, by, reason, lambda document, said, wrong, who, why:
            build_correction(document, said, wrong, given, who, why),
        )  # fmt: skip
        answer = {"statement": statement, "judgement": judged.id, "corrected": judged.object}
    else:
        judged = access.review.decide(statement, DECISIONS[decision.value], by, reason)
        answer = {"statement": statement, "judgement": judged.id}
    if as_json:
        print_json(answer)
    else:
        err().print(say("已记下"))


def _list(
    access: Access, predicates: list[str], document: str, after: str, limit: int, is_next: bool, as_json: bool
) -> None:  # fmt: skip
    found = access.review.waiting(predicates, document, after, 1 if is_next else limit)
    if not found:
        raise EmptyAnswer(say("没有待核的陈述"), {"waiting": []})
    if as_json:
        print_json({"waiting": [plain_statement(view) for view in found]})
        return
    out().print(render_waiting(found))
    if len(found) == limit and not is_next:
        err().print(say("后面的用 --after {id}", id=found[-1].id))


def plain_statement(view: StatementView) -> dict[str, Any]:
    """Return a statement as other programs read it: its words by role, its sentence, how it was read, its marks."""
    return {
        "id": view.id,
        "predicate": view.predicate,
        "arguments": {argument.role: argument.text for argument in view.arguments},
        "entities": {argument.role: argument.entity_id for argument in view.arguments if argument.entity_id},
        "evidence": [{"document": view.document_id, "start": view.start, "end": view.end, "quote": view.quote}],
        "stated": view.stated,
        "extractor": view.extractor,
        "version": view.version,
        "confidence": view.confidence,
        "valid_from": view.valid_from,
        "valid_to": view.valid_to,
        "marks": [{"verdict": mark.verdict, "by": mark.by, "why": mark.why} for mark in view.marks],
    }


def diff_reading(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help=say("文件的编号、编号开头（12 位以上）、路径或网址"))],
    since: Annotated[str, typer.Option("--from", help=say("较早的读取版本，默认倒数第二次"), show_default=False)] = "",
    until: Annotated[str, typer.Option("--to", help=say("较晚的读取版本，默认最后一次"), show_default=False)] = "",
    again: Annotated[bool, typer.Option("--again", help=say("与现在装着的程序会怎样读比较；不写入"))] = False,
    as_json: Json = False,
) -> None:
    """Show what changed between two readings of one document."""
    if again and until:
        fail(say("--again 就是较晚的读法，不能再写 --to"), WRONG_USE)
    with answering(context, say("已停止；只是查询，记录没有变动")) as settings:
        need_store(settings)
        with open_access(settings_for_review(settings)) as access:
            document_id = find_document_id(access, document)
            if again:
                with open_pipeline(settings) as pipeline:
                    found = access.review.difference(document_id, since, again=lambda: pipeline.read_again(document_id))
            else:
                found = access.review.difference(document_id, since, until)
            orphans = access.review.orphans(document_id)
        print_json(_plain(found, orphans)) if as_json else out().print(render_difference(found, orphans))


def _plain(found: Difference, orphans: object) -> dict[str, Any]:
    def show(view: StatementView | None) -> dict[str, Any] | None:
        return plain_statement(view) if view is not None else None

    return {
        "document": found.document,
        "from": found.before,
        "to": found.after,
        "same": found.same,
        "added": [show(new) for old, new in found.pairs if old is None],
        "gone": [show(old) for old, new in found.pairs if new is None],
        "changed": [{"from": show(old), "to": show(new)} for old, new in found.pairs if old and new],
        "orphaned": orphans,
    }
