"""Writes docs/practices.md: for each practice of DESIGN.md §2 what a user asks and what the program answers.

The files of examples/town are read into a project of their own and every command is run as a user would run it; the
page of real reports, where ../shared is, is read into another, and of its answers only numbers and offsets are kept.
`--check` compares with the page that is there and says what differs.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

# Help texts are said when the commands are imported; the page is Chinese whatever the locale of who writes it.
os.environ["QUNXIANG_LANGUAGE"] = "zh"
os.environ["COLUMNS"] = "140"
from qunxiang.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "practices.md"
TOWN = ROOT / "examples" / "town"
REPORTS = ROOT.parent / "shared" / "data" / "gold" / "example-page.txt"
REPORTS_TITLE = "## 一页真实报道里的数字"

HEAD = """# 各种做法：怎样问，怎样答

本页由 `python -m tools.practices` 从程序生成；测试会比较，不一致就不通过。答案来自 `examples/town`：一个虚构的镇，
`qunxiang ingest examples/town` 读入全部文件，不用另写映射。
户的化名由项目的密钥决定，本页用固定的密钥，各人的项目里不同。
每个答案后面是来源：文件、编号、多少条陈述、各行在文件文字里的起止位置；`--json` 列出全部位置。

"""

REPORTS_HEAD = """
只列数字和位置（起–止，按字符，从 0 起），不抄原文。每个数字都是读入这一页以后向存储问来的，命令在最后一列。

| 做法 | 数字 | 位置 | 怎样问 |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Town:
    """A project into which files were read."""

    project: Path

    def run(self, arguments: Sequence[str]) -> str:
        """Return what the command prints; raises where it fails."""
        result = CliRunner().invoke(app, ["--project", str(self.project), *arguments])
        if result.exit_code:
            raise RuntimeError(f"{' '.join(arguments)}: {result.exit_code} {result.stderr}")
        return result.stdout

    def ask(self, *arguments: str) -> Any:
        """Return the JSON that the command prints."""
        return json.loads(self.run([*arguments, "--json"]))


def load_practices() -> list[dict[str, Any]]:
    """Return the practices with their questions."""
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return found


def read_into(project: Path, *given: str) -> Town:
    """Read files into a project whose pseudonyms are the same at each time."""
    project.mkdir(parents=True)
    # The key of no real project: with it the households of the examples bear the same names on every machine.
    (project / "key.db.key").write_bytes(bytes(range(32)))
    town = Town(project)
    town.run(["ingest", *given])
    return town


def answer(town: Town, practice: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of one practice."""
    yield f"## {practice['name']}\n\n{practice['what']}\n"
    files = "；".join(f"`{name}`（{how}）" for name, how in practice["files"].items())
    yield f"文件和读法：{files}。\n"
    for question in practice["asks"]:
        command = [fill(town, word) for word in question["command"]]
        shown = " ".join(f'"{word}"' if " " in word else word for word in command)
        printed = "\n".join(line.rstrip() for line in town.run(command).splitlines()).strip("\n")
        yield f"**{question['ask']}**\n\n```console\n$ qunxiang {shown}\n{steady(printed)}\n```\n"


def fill(town: Town, word: str) -> str:
    """Return the word of a command; what only an answer can tell is asked for."""
    if word == "<户>":
        rows = town.ask("entitlements", "--year", "2024", "--service", "免费洗衣")["rows"]
        return str(min(row["household"] for row in rows if row["used"] and row["left"]))
    if word.startswith("<SQ"):
        cases = town.ask("cases", "--list", "--limit", "1000")["cases"]
        return str(next(one["id"] for one in cases if one["name"] == word.strip("<>")))
    return word


def steady(printed: str) -> str:
    """Return an answer without the day on which it was asked."""
    return re.sub(r"按 \d{4}-\d{2}-\d{2} 已知的内容", "按今天已知的内容", printed)


@dataclass(frozen=True, slots=True)
class Found:
    """A number of the page of reports: where it stands, and how it was asked for."""

    practice: str
    number: str
    start: int
    end: int
    command: str


def find_numbers(town: Town, document: str) -> list[Found]:
    """Return the numbers of every practice on a page, each found by asking the store."""
    page = town.ask("figures", document)
    found = []
    for practice in load_practices():
        name = practice["name"]
        for quantity in practice.get("page", ()):
            found += [
                Found(name, quantity, one["start"], one["end"], "figures 文件")
                for one in page["figures"]
                if one["quantity"] == quantity
            ]
        for term in page["terms"]:
            told = next((word for word in practice.get("terms", ()) if word in (term["limit"], term["minutes"])), "")
            words = {"limited": f"{term['times']}次", "unlimited": "不限次"}.get(told, f"{told}分钟")
            if told:
                found.append(Found(name, words, term["start"], term["end"], "figures 文件"))
        if practice.get("services"):
            found += list(_find_services(town, name, page, practice["services"]))
        if practice.get("quotations"):
            found += [
                Found(name, _plain_day(one["date"]), one["start"], one["end"], "quotations 文件")
                for one in town.ask("quotations", document)["quotations"]
            ]
    return found


def _find_services(town: Town, name: str, page: Any, quantity: str) -> Iterator[Found]:
    """Yield the help that the body provides of whom a number is said: services of two characters, told in one list."""
    body = next(one["subject_id"] for one in page["figures"] if one["quantity"] == quantity)
    offered = town.ask("organisation", "--id", body)["services"]
    helps = [one for one in offered if re.fullmatch("助.", one["values"]["service"])]
    ends = sorted(one["evidence"][0]["end"] for one in helps)
    for number, end in enumerate(ends, 1):
        yield Found(name, f"第{number}项服务", end - 2, end, "organisation --id 对象")


def _plain_day(date: str) -> str:
    return date


def reports_section() -> str:
    """Return the section of the page of reports; what is there already where ../shared is not."""
    if not REPORTS.is_file():
        return PAGE.read_text("utf-8").partition(REPORTS_TITLE)[2]
    with tempfile.TemporaryDirectory() as folder:
        town = read_into(Path(folder) / "project", str(REPORTS))
        rows = [
            f"| {one.practice} | {one.number} | {one.start}–{one.end} | `{one.command}` |"
            for one in find_numbers(town, str(REPORTS))
        ]
    return REPORTS_HEAD + "\n".join(rows) + "\n"


def town_sections() -> str:
    """Return the head and a section for each practice, answered from the examples."""
    with tempfile.TemporaryDirectory() as folder:
        town = read_into(Path(folder) / "project", str(TOWN))
        return HEAD + "\n".join(line for practice in load_practices() for line in answer(town, practice))


def render() -> str:
    """Return the page."""
    return f"{town_sections()}\n{REPORTS_TITLE}\n{reports_section()}"


def main() -> None:
    """Write the page, or compare it."""
    page = render()
    if "--check" not in sys.argv:
        PAGE.write_text(page, "utf-8")
        return
    before = PAGE.read_text("utf-8")
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), page.splitlines(True), "docs", "program"))
    if not REPORTS.is_file():
        sys.stderr.write("no ../shared beside the project: the numbers of the page of reports were not compared\n")
    sys.exit(page != before)


if __name__ == "__main__":
    main()
