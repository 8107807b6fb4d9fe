"""Writes the list of columns in docs/records.md from the record mappings; `--check` says whether it is up to date.

Run it after changing ingest/mappings/*.yaml or ingest/columns.yaml: python -m tools.record_columns
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ingest.mapping import Column, Mapping
from ingest.mapping_file import HOLDS, load_mappings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "records.md"
BEGIN = "<!-- 由 python -m tools.record_columns 依 ingest/mappings 写成，请勿手改 -->"
END = "<!-- 列清单到此为止 -->"
SHOWN = 12
"""Heads of a column that the page shows; how many more there are is said."""


def write_columns() -> str:
    """Return a section for each mapping: what it makes, its columns, their heads and closed words."""
    return "\n".join(_write_mapping(mapping) for mapping in load_mappings())


def _write_mapping(mapping: Mapping) -> str:
    predicates = "、".join(dict.fromkeys(pattern.predicate for pattern in mapping.statements))
    lines = [
        f"### {mapping.label}（`{mapping.name}`）", "",
        f"得到：{predicates}。示例：`examples/records/{mapping.name.replace('_', '-')}.csv`", "",
        "| 列 | 必填 | 内容 | 认得的表头 |", "|---|---|---|---|",
        *(_write_column(column) for column in mapping.columns), "",
    ]  # fmt: skip
    keys = [" + ".join(mapping.by_name[name].label for name in key) for key in mapping.key.once]
    if keys:
        lines += [f"同一条记录：{'；没有时 '.join(keys)} 相同。", ""]
    elif mapping.key.otherwise:
        names = " + ".join(mapping.by_name[name].label for name in mapping.key.otherwise)
        lines += [f"同一条记录：{names} 相同，且是其中的第几行也相同。", ""]
    for first, second in mapping.orders:
        lines.append(f"- 「{mapping.by_name[second].label}」不得早于「{mapping.by_name[first].label}」")
    return "\n".join(lines).rstrip() + "\n"


def _write_column(column: Column) -> str:
    must = "是" if column.required else "有此列时" if column.is_filled else ""
    if column.is_stated:
        must += "（可由标题给出）"
    what = HOLDS[column.holds] + ("，可有几个" if column.is_many else "") + ("，不得晚于今天" if column.is_past else "")
    if column.holds == "code":
        what += "：" + "、".join(sorted(_spell(column), key=len)[:SHOWN])
    heads = [column.label, *sorted(column.heads - {column.label}, key=lambda head: (len(head), head))]
    more = f"……共 {len(heads)} 种" if len(heads) > SHOWN else ""
    return f"| {column.label} | {must} | {what} | {'、'.join(heads[:SHOWN])}{more} |"


def _spell(column: Column) -> list[str]:
    """Return the spellings of a code's words, without the closed words themselves."""
    return [spelling.lower() for spelling, word in column.words.items() if spelling.lower() != word]


def write_page(page: str) -> str:
    """Return the page with the section between its two marks written anew."""
    return re.sub(
        rf"{re.escape(BEGIN)}.*{re.escape(END)}",
        lambda _: f"{BEGIN}\n\n{write_columns()}\n{END}",
        page,
        flags=re.DOTALL,
    )


def main(arguments: list[str]) -> int:
    """Write the page, or with --check only say whether that would change it."""
    old = PAGE.read_text("utf-8")
    new = write_page(old)
    if "--check" in arguments:
        return int(old != new)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
