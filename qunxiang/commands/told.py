"""What texts say word by word: numbers and service terms of a document, quotations with occasion and date."""

from __future__ import annotations

from typing import Annotated

import typer

from domain.plain import to_plain
from domain.told import FiguresPage, QuotationsPage
from graph.told import draw_figures, draw_quotations, draw_terms
from qunxiang.commands.ask import Json, KnownAt, asking, moment_of
from qunxiang.console import WRONG_USE, EmptyAnswer, err, fail, out, print_json
from qunxiang.document_id import find_document_id
from qunxiang.language import say
from qunxiang.render_told import render_figures, render_quotations

About = Annotated[str, typer.Option("--about", help=say("只看说到这个对象的（部分文字即可）"), show_default=False)]
Day = Annotated[str, typer.Option("--on", help=say("日期，照原文写法的一部分，如 2024年3月4日"), show_default=False)]
Document = Annotated[str, typer.Argument(help=say("文件：编号、编号的开头、读过的文件或网址"), show_default=False)]


def add_commands(app: typer.Typer) -> None:
    app.command("figures", help=say("一份文件写了哪些数字：数量、次数、时限，各带所在位置和原句。"))(figures)
    app.command("quotations", help=say("引语：说话人、场合、日期和原话；一份文件里的，或按说话人、场合、日期找。"))(
        quotations
    )


def figures(
    context: typer.Context, document: Document, about: About = "", known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show the numbers and service terms that a document states."""
    known = moment_of("--known-at", known_at)
    with asking(context) as access:
        document_id = find_document_id(access, document)
        _, said = access.document(document_id, known)
        page = FiguresPage(
            document_id,
            tuple(one for one in draw_figures(said) if about in one.subject),
            tuple(one for one in draw_terms(said) if about in one.provider),
        )
        if not page.figures and not page.terms:
            raise EmptyAnswer(say("这份文件里没有读到数字"), to_plain(page))
        print_json(page) if as_json else out().print(render_figures(page))


def quotations(
    context: typer.Context, document: Annotated[str, typer.Argument(help=say("文件；不写就在全部文件里找"))] = "",
    speaker: Annotated[str, typer.Option("--speaker", help=say("说话人"), show_default=False)] = "",
    occasion: Annotated[str, typer.Option("--occasion", help=say("场合里的词"), show_default=False)] = "",
    on: Day = "",
    undated: Annotated[bool, typer.Option("--undated", help=say("也列没有日期的，只用于一份文件"))] = False,
    known_at: KnownAt = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Show quotations with speaker, occasion and date."""
    known = moment_of("--known-at", known_at)
    if not (document or speaker or occasion or on):
        fail(say("请给出文件、说话人、场合或日期"), WRONG_USE)
    if undated and not document:
        fail(say("没有日期的引语只在一份文件里列：请给出文件"), WRONG_USE)
    with asking(context) as access:
        if document:
            _, said = access.document(find_document_id(access, document), known)
            page = QuotationsPage(tuple(draw_quotations(said, speaker, occasion, on, dated=not undated)))
        else:
            page = access.told.quotations(speaker, occasion, on, known)
        if page.more:
            err().print(say("有这些词的文章太多，没有看全；请加上日期或场合"))
        if not page.quotations:
            raise EmptyAnswer(say("记录中没有这样的引语"), to_plain(page))
        print_json(page) if as_json else out().print(render_quotations(page.quotations))
