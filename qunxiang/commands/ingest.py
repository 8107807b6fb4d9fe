"""Reading: ingest into the store, extract without one."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from domain.errors import InputError
from domain.extract import Extract
from domain.mention import Reference
from domain.partial_date import PartialDate
from domain.passport import Passport
from domain.statement import Argument
from ingest.crew import Crew, choose_size
from ingest.finding import find_row
from ingest.job import Job
from ingest.mapping_file import load_mapping_file, load_mappings
from ingest.pipeline import Pipeline
from ingest.quarantine import write_quarantine
from ingest.readers.counting import count_items
from ingest.readers.item import Item
from ingest.report import Report
from ingest.run import iter_settled
from ingest.survey import Survey
from qunxiang.closed_words import name_drop
from qunxiang.console import FAILED, PARTLY, WRONG_USE, answering, err, fail, print_json
from qunxiang.delivery import Delivery, count_delivery, find_passport, print_breaches
from qunxiang.language import say
from qunxiang.output import check_target, replacing
from qunxiang.render_sources import describe_breach
from qunxiang.wiring import open_crew, open_pipeline

SHOWN = 3
"""Lines of one kind in the closing report; --report holds them all."""


def add_commands(app: typer.Typer) -> None:
    app.command("ingest", help=say("读入文件：停下后再次运行会接着读，读过的不会重复。"))(ingest)
    app.command("extract", help=say("只读不存：打印一篇文字里的文章、名称和陈述。"))(extract)


Paths = Annotated[
    list[Path], typer.Argument(help=say("文件或文件夹：txt、docx、pdf、xlsx、csv、jsonl、zip 等，见 docs/formats.md"))
]
Published = Annotated[
    str, typer.Option("--published", help=say("发布日期 YYYY、YYYY-MM 或 YYYY-MM-DD"), show_default=False)
]


def ingest(
    context: typer.Context,
    paths: Paths,
    published: Published = "",
    source: Annotated[str, typer.Option("--source", help=say("来源名称"), show_default=False)] = "",
    mapping_files: Annotated[
        list[Path] | None,
        typer.Option("--mapping", help=say("表格按这份映射读入（可以给几份；见 map）"), show_default=False),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help=say("撤回过的文件也重新读入"))] = False,
    passport_file: Annotated[
        Path | None,
        typer.Option("--passport", help=say("来源证件 YAML：先清点，数目与预期不符就不导入"), show_default=False),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", min=1, help=say("同时读入的进程数；不写则比处理器核数多一个"), show_default=False),
    ] = None,
    accept_counts: Annotated[bool, typer.Option("--accept-counts", help=say("数目与证件的预期不符也导入"))] = False,
    report_file: Annotated[
        Path | None, typer.Option("--report", help=say("把每个问题写成一行 JSON"), show_default=False)
    ] = None,
) -> None:
    """Read files into the store; a run that was stopped goes on, nothing is read twice."""
    _check_date(published)
    if report_file is not None:
        check_target(report_file)
    with answering(context, say("已停止；再次运行会从停下的地方继续")) as settings:
        mappings = tuple(load_mapping_file(path) for path in mapping_files or ())
        passport = find_passport(settings, passport_file, source)
        if accept_counts and passport is None:
            fail(say("--accept-counts 要有来源证件；请加 --passport，或在 --source 里写有证件的来源"), WRONG_USE)
        with open_pipeline(settings, mappings) as pipeline:
            delivery = None
            if passport is not None:
                delivery = _count(pipeline, passport, paths, published, again)
                if delivery.breaches:
                    print_breaches(delivery, accepted=accept_counts)
                if delivery.breaches and not accept_counts:
                    _print_problems(delivery.survey.report)
                    if report_file is not None:
                        with replacing(report_file) as file:
                            _write_breaches(delivery, file)
                            _write_findings(delivery.survey.report, file)
                    raise typer.Exit(FAILED)
                pipeline, source = delivery.pipeline, passport.name
                if processes and processes > 1:
                    err().print(say("注意：有证件的导入只用一个进程读入，--processes 没有用到"))
            # What was read to be counted is remembered by this process; others would read it again.
            size = 1 if delivery is not None else choose_size(paths, processes or 0)
            with open_crew(pipeline, settings, mappings, size) as crew:
                report = _run(pipeline, paths, published, source, again, delivery, crew)
        _tell(report, settings.quarantine, report_file)


def _count(pipeline: Pipeline, passport: Passport, paths: Sequence[Path], published: str, again: bool) -> Delivery:
    with _progress() as progress:
        task = progress.add_task(say("清点"), total=count_items(paths))

        def show(survey: Survey) -> None:
            done = survey.counts["documents"] + survey.counts["failed"]
            progress.update(task, completed=done, description=say("清点 {n}", n=done))

        return count_delivery(pipeline, passport, paths, published, again, show)


def _run(
    pipeline: Pipeline, paths: Sequence[Path], published: str, source: str, again: bool, delivery: Delivery | None,
    crew: Crew[Job, Report] | None,
) -> Report:  # fmt: skip
    with _progress() as progress:
        task = progress.add_task(say("读入"), total=count_items(paths))

        def show(report: Report) -> None:
            done = report.read + report.known + report.withdrawn + len(report.failures)
            shown = say("读入 {read} 已知 {known}", read=report.read, known=report.known)
            progress.update(task, completed=done, description=shown)

        report = pipeline.run(
            paths, published=published, source=source, again=again, on_progress=show,
            counted=delivery.survey if delivery else None, crew=crew,
        )  # fmt: skip
    if delivery is not None and (report.read or report.known):
        delivery.remember(accepted=bool(delivery.breaches))
    return report


def _tell(report: Report, quarantine: Path, report_file: Path | None) -> None:
    """Say what was done and left out, keep what can be mended, and end with the code that fits."""
    quarantined = _write_quarantine(report, quarantine)
    _print_report(report)
    if quarantined:
        n = sum(len(table.rows) for _, tables in report.quarantined.values() for table in tables)
        paths = say("，").join(map(str, quarantined))
        line = say("{n} 行没有读入，放在 {paths}；改好后把那份文件读入即可", n=n, paths=paths)
        err().print(escape(line), style="yellow")
    if report_file is not None:
        with replacing(report_file) as file:
            _write_findings(report, file)
    if report.failures:
        raise typer.Exit(PARTLY if report.read or report.known else FAILED)
    if report.withdrawn and not (report.read or report.known):
        raise typer.Exit(FAILED)


def _write_quarantine(report: Report, folder: Path) -> list[Path]:
    """Write the rows that were left out beside the store; nothing is lost that can be mended."""
    return [
        path
        for document_id, (file, tables) in report.quarantined.items()
        for path in write_quarantine(folder, file, document_id, tables)
    ]


def _check_date(published: str) -> None:
    try:
        if published:
            PartialDate.parse(published)
    except ValueError:
        fail(say("{option} 应为 YYYY、YYYY-MM 或 YYYY-MM-DD", option="--published"), WRONG_USE)


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=err(), transient=True,
    )  # fmt: skip


def _print_report(report: Report) -> None:
    console = err()
    console.print(
        say(
            "新读入 {read} 份，已读过 {known} 份，失败 {failed} 份；陈述 {statements} 条",
            read=report.read,
            known=report.known,
            failed=len(report.failures),
            statements=report.statements,
        )
    )
    if report.encodings:
        counts = say("，").join(say("{name} {n} 份", name=name, n=n) for name, n in sorted(report.encodings.items()))
        console.print(say("编码：{counts}", counts=counts))
    for file, sheet, name in _fold_mappings(report.mappings):
        console.print(escape(say("{file} 按「{name}」读入", file=_name_sheet(file, sheet), name=name)))
    _print_problems(report)
    if report.withdrawn:
        console.print(say("{n} 份已撤回，没有读入；要重新读入请加 --again", n=report.withdrawn), style="yellow")
    if report.undated:
        n = len(report.undated)
        console.print(
            say("{n} 份文字没有发布日期，写“任”“免”的日期会是未载；请加 --published 再读入一次", n=n), style="yellow"
        )
    if report.orphaned:
        console.print(
            say("{n} 个结论依托的文字现在读不出来，见 review --orphaned", n=report.orphaned), style="yellow"
        )  # fmt: skip
    if report.dropped:
        reasons = say("，").join(
            say("{name} {n} 条", name=name_drop(name), n=n) for name, n in sorted(report.dropped.items())
        )
        console.print(say("按规则未收：{reasons}", reasons=reasons))


def _fold_mappings(mappings: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield by which mapping each table was read, called as `map` calls it; of many tables by one the first ones."""
    labels = {one.name: say("{what}（{details}）", what=one.label, details=one.name) for one in load_mappings()}
    seen: Counter[str] = Counter()
    for file, sheet, mapping in mappings:
        name = labels.get(mapping, mapping)
        seen[name] += 1
        if seen[name] <= SHOWN:
            yield file, sheet, name
    for name, n in seen.items():
        if n > SHOWN:
            yield "…", "", say("{name}（共 {n} 张表）", name=name, n=n)


def _print_problems(report: Report) -> None:
    """Print what could not be read, and the first of each kind of warning and finding."""
    for error in report.failures:
        err().print(escape(say("失败 {error}", error=error)), style="red")
    for line in _fold(_notes(report)):
        err().print(escape(line), style="yellow")


def _name_sheet(file: str, sheet: str) -> str:
    """Return the file, and in a workbook the sheet."""
    return say("{file}「{sheet}」表", file=file, sheet=sheet) if sheet else file


def _notes(report: Report) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what the report warns of, a line each, behind what such lines have in common: all but file and place."""
    for warning in report.warnings:
        yield (warning.problem, warning.remedy), say("注意 {warning}", warning=warning)
    for f in report.findings:
        file = _name_sheet(f.file, f.sheet)
        line = say("{file} 第 {row} 行 {column} {message}", file=file, row=f.row, column=f.column, message=f.message)
        yield (f.message, ""), line


def _fold(notes: Iterable[tuple[tuple[str, str], str]]) -> Iterator[str]:
    """Yield the first lines of each kind and, where there are more, how many."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for kind, line in notes:
        kinds.setdefault(kind, []).append(line)
    for lines in kinds.values():
        yield from lines[:SHOWN]
        if len(lines) > SHOWN:
            yield say("另有 {n} 处同样的情形，见 --report", n=len(lines) - SHOWN)


def _write_breaches(delivery: Delivery, file: TextIO) -> None:
    for breach in delivery.breaches:
        row = {"file": "", "sheet": "", "row": 0, "column": breach.count, "kind": "expectation",
               "severity": "reject", "message": describe_breach(breach)}  # fmt: skip
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_findings(report: Report, file: TextIO) -> None:
    for severity, errors in (("reject", report.failures), ("warn", report.warnings)):
        for error in errors:
            row = {"file": Path(error.file).name, "sheet": "", "row": find_row(error.place), "column": "",
                   "kind": "file", "severity": severity, "message": str(error)}  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    for name, place in report.undated.values():
        message = say("{place} 没有发布日期，任免的日期会是未载", place=place).strip()
        row = {"file": Path(name).name, "sheet": "", "row": 0, "column": "published", "kind": "file",
               "severity": "warn", "message": message}  # fmt: skip
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    for f in report.findings:
        row = {"file": Path(f.file).name, "sheet": f.sheet, "row": f.row, "column": f.column, "kind": f.kind,
               "severity": f.severity, "message": f.message}  # fmt: skip
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def extract(
    context: typer.Context,
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help=say("每个文件一行 JSON"))] = False,
) -> None:
    """Print the articles, mentions and statements of texts; stores nothing."""
    with answering(context, say("已停止；没有存下任何内容")) as settings:
        from nlp.reader import open_reader

        reader, failed, done = open_reader(settings.tagger), 0, 0
        for item in iter_settled(paths, ()):
            if isinstance(item, InputError) or item.document.media == "table":
                failed += 1
                message = (
                    str(item)
                    if isinstance(item, InputError)
                    else say("{path}：表格请用 ingest 读入", path=item.arrival.path)
                )
                err().print(escape(message), style="red")
                continue
            done += 1
            found = item.form or reader.read(
                item.document.id, item.document.text, item.arrival.title, item.arrival.published
            )
            _print_extract(item, found, as_json)
        if failed:
            raise typer.Exit(PARTLY if done else FAILED)


def _print_extract(item: Item, found: Extract, as_json: bool) -> None:
    if as_json:
        print_json(plain_extract(item.document.text_sha256, found), indent=None)
        return
    lines = [
        say(
            "== {path}：{articles} 篇文章，{mentions} 处名称，{statements} 条陈述",
            path=item.arrival.path,
            articles=len(found.articles),
            mentions=len(found.mentions),
            statements=len(found.statements),
        )
    ]
    lines += [
        say("文章 {headline}  {byline}", headline=article.headline or say("（无标题）"), byline=article.byline)
        for article in found.articles
    ]
    for statement, reading in zip(found.statements, found.readings, strict=True):
        arguments = "  ".join(f"{role}={a.text}" for role, a in statement.arguments)
        quote = say("「{quote}」", quote=statement.evidence.quote)
        lines.append(f"{statement.predicate} {reading.confidence:.2f}  {arguments}\n    {quote}")
    sys.stdout.write("\n".join(lines) + "\n")


def plain_extract(text_sha256: str, found: Extract) -> dict[str, object]:
    """Return the shape that eval/score.py describes at its top."""
    return {
        "text_sha256": text_sha256,
        "articles": [
            {"headline": a.headline, "byline": a.byline, "segments": [list(s) for s in a.segments]}
            for a in found.articles
        ],
        "mentions": [{"kind": str(m.kind), "start": m.start, "end": m.end, "text": m.text} for m in found.mentions],
        "statements": [
            {
                "predicate": s.predicate,
                "args": {role: _plain_argument(a) for role, a in s.arguments},
                "evidence": [s.evidence.start, s.evidence.end],
                "extractor": r.extractor,
                "confidence": r.confidence,
            }
            for s, r in zip(found.statements, found.readings, strict=True)
        ],
    }


def _plain_argument(argument: Argument) -> dict[str, object]:
    if isinstance(argument, Reference) and argument.start < 0:
        return {"literal": argument.text}
    if argument.start < 0:
        return {"literal": argument.text}
    return {"start": argument.start, "end": argument.end, "text": argument.text}
