"""docs/records.md says of every mapping what its YAML says, and of every kind of finding what it means."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.mapping_file import HOLDS, load_mappings, parse_mapping
from tools.record_columns import PAGE, main, write_page

SOURCES = ("cell", "row", "record", "record_key", "total", "choice")
_KIND = re.compile(
    r'(?:refuse\(|Rejected\(\s*[^,()]*(?:\([^()]*\))?,)\s*"([a-z_]+)"|"([a-z_]+)",\s*"(?:warn|reject)"|\("([a-z_]+)",\s*f?"[^"]*[\u4e00-\u9fff]'
)


def test_the_page_is_up_to_date() -> None:
    assert main(["--check"]) == 0, "run python -m tools.record_columns"


def test_the_page_drifts_when_a_mapping_changes() -> None:
    page = PAGE.read_text("utf-8")
    changed = page.replace("### 服务台账（`service_log`）", "### 别的台账（`service_log`）")
    assert changed != page
    assert write_page(changed) == page


def test_every_mapping_and_every_kind_of_column_is_on_it() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"（`{mapping.name}`）" in page for mapping in load_mappings())
    assert all(f"| {holds} | {what} |" in page for holds, what in HOLDS.items())


def test_every_kind_of_finding_is_explained() -> None:
    root = Path(__file__).resolve().parents[2] / "ingest"
    kinds = set()
    for name in SOURCES:
        for groups in _KIND.findall((root / f"{name}.py").read_text("utf-8")):
            kinds.update(group for group in groups if group)
    page = PAGE.read_text("utf-8").split("## 问题的种类")[1].split("## 隔离区")[0]
    explained = set(re.findall(r"[a-z]+(?:_[a-z]+)*", page))
    assert len(kinds) >= 30
    assert kinds <= explained, sorted(kinds - explained)


def test_the_mapping_on_the_page_is_one() -> None:
    example = PAGE.read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    mapping = parse_mapping(example, "records.md")
    assert [column.name for column in mapping.columns] == ["community", "household", "item", "size", "year"]
    assert {"作物", "种植品种", "栽种品种"} == mapping.by_name["item"].heads
