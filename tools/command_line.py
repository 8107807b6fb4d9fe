"""Writes docs/command-line.md from the program itself; a test compares, so the page cannot drift."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import typer.main

# Help texts are said when the commands are imported; the page is Chinese whatever the locale of who writes it.
os.environ["QUNXIANG_LANGUAGE"] = "zh"
from qunxiang.cli import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "command-line.md"

HEAD = """# 命令行

本页由 `python -m tools.command_line` 从程序生成；测试会比较，不一致就不通过。

结果写到标准输出，进度和提示写到标准错误；`--json` 给其他程序读：
代码 3 时是 `{"candidates": […]}`，每项与 `search` 的结果相同；代码 4 时对象里有 `reason`。

| 退出代码 | 意思 |
|---|---|
| 0 | 完成 |
| 1 | 失败；`verify` 发现改动，`ingest` 的数目与证件不符，要写的文件写不进去或已经有了，也是 1，逐条说明原因 |
| 2 | 用法或设置有误 |
| 3 | 名称对应多个条目：列出候选，用 `--id` 或 `--org` 选择，`paths` 用编号代替名称 |
| 4 | 记录中没有，或已撤回；`gaps` 没有要走访的，`review`、`namesakes` 没有等着的，也是 4 |
| 5 | 完成，但有些文件失败 |

`--seal`、`gaps --output`、`map --output` 写新文件，从不覆盖已有的：封存的散列值、填好的清单、改过的映射都在里面。
`export --output` 和 `ingest --report` 写的可以随时再写，会替换旧文件，写完整了才替换。

`QUNXIANG_LANGUAGE=en` 让提示和选项的说明换成英文，`zh` 换回中文；不设就看系统的语言。

全局选项写在命令之前：
"""


def render() -> str:
    """Return the page."""
    group: Any = typer.main.get_command(app)
    parts = [HEAD, *_options(group), ""]
    for name, command in sorted(group.commands.items()):
        arguments = " ".join(_argument(p) for p in command.params if p.param_type_name == "argument")
        parts += [f"## {name}", "", f"`{f'qunxiang {name} {arguments}'.strip()}`", "", command.help or "", ""]
        lines = [*_arguments(command), *_options(command)]
        parts += [*lines, ""] if lines else []
    return "\n".join(parts).rstrip() + "\n"


def _argument(parameter: Any) -> str:
    name = str(parameter.name).upper() + ("…" if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _arguments(command: Any) -> list[str]:
    """Return what each argument takes, where the page can say more than its name does."""
    return [
        f"- `{str(p.name).upper()}`：{p.help}"
        for p in command.params
        if p.param_type_name == "argument" and getattr(p, "help", None)
    ]


def _options(command: Any) -> list[str]:
    return [
        f"- `{', '.join(p.opts)}`：{p.help}"
        for p in command.params
        if p.param_type_name == "option" and p.name != "help" and p.help
    ]


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
