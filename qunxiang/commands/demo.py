"""The first run: reads the examples and shows what the store then answers."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path

import typer

from domain.errors import SettingsError
from qunxiang.console import answering, err, out
from qunxiang.language import say
from qunxiang.render import render_coverage, render_portrait
from qunxiang.settings import read_settings
from qunxiang.wiring import open_access, open_pipeline

PERSON = "巴图那顺"
PART_OF_A_NAME = "巴图"
COMMUNITY = "云杉社区"
PUBLISHED = "2024-09-12"


def add_commands(app: typer.Typer) -> None:
    app.command("demo", help=say("读入自带的示例，打印一位干部的画像和一个社区的服务覆盖。"))(demo)


def find_examples() -> Path:
    """Return the folder of examples: inside the installed package, or at the root of the checkout."""
    for folder in (files("qunxiang").joinpath("examples"), files("qunxiang").joinpath("..", "examples")):
        path = Path(str(folder)).resolve()
        if (path / "service-log.csv").is_file():
            return path
    raise SettingsError(say("找不到示例文件夹 examples；请从完整的安装包或代码仓库运行"))


def demo(context: typer.Context) -> None:
    """Read the examples, then print a portrait, a coverage table and what to type next."""
    with answering(context, say("已停止；再次运行会接着读示例")) as given:
        settings = read_settings(**context.obj | {"project": given.project / "demo"})
        examples = find_examples()
        with open_pipeline(settings) as pipeline:
            report = pipeline.run([examples], published=PUBLISHED)
        err().print(
            say(
                "读入示例 {read} 份（已读过 {known} 份），陈述 {statements} 条",
                read=report.read,
                known=report.known,
                statements=report.statements,
            )
        )
        for error in (*report.failures, *report.warnings):
            err().print(str(error), style="red", markup=False)
        with open_access(settings) as access:
            out().print(render_portrait(access.portrait(access.choose(PERSON, kinds=("Person",)))))
            out().print()
            out().print(render_coverage(access.coverage(access.choose(COMMUNITY, kinds=("Community",)), "2024")))
        command = _own_name()
        project = f"--project {settings.project}"
        lines = (
            say("接下来可以试试："),
            f"  {command} {project} organisation {COMMUNITY} --at {PUBLISHED}",
            f"  {command} {project} search {PART_OF_A_NAME}",
            f"  {command} {project} serve",
            say("  {command} ingest 你的文件.txt --published 2024-04-10", command=command),
        )
        out().print("", *lines, sep="\n", markup=False)


def _own_name() -> str:
    """Return how this program was called, so that the printed lines can be pasted: .venv/bin/qunxiang after make."""
    called = Path(sys.argv[0])
    if shutil.which("qunxiang") or called.name != "qunxiang":
        return "qunxiang"
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
