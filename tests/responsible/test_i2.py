"""I2: cells that a spreadsheet would calculate come out of every export as strings, whatever way they came in.

Two of our modules write tables for spreadsheets, the workbook and the rows that were left out; all else that leaves is
JSON, a string in which is a string. Both ways are gone: through the reading of files that hold such cells, and from a
store that holds them already.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import yaml

from api.app import create_app
from ingest.gap_return import GapReader
from ingest.quarantine import Quarantined, write_quarantine
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from qunxiang.workbook import WorkSheet, write_workbook
from tests.graph.sheets import event, home, use, write_sheet
from tests.responsible.record import TODAY, Project, asking
from tests.responsible.source import iter_files, parse

STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠", "\t=", "\0=", " =", "\n=", "\r\n＝", "\u200b=")
"""What a cell may begin with that a spreadsheet calculates, or leaves out before it calculates the rest."""
CALL = 'HYPERLINK("http://x.invalid","看")'
LIVE = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@＝＋－＠]|[\x00-\x1f]")

WRITERS = {"qunxiang/workbook.py": "xlsxwriter", "ingest/quarantine.py": "csv"}
"""The modules that write what a spreadsheet opens."""
TABLES = {"xlsxwriter", "openpyxl", "csv", "pandas", "odf", "xlwt", "pyexcel", "docx"}
READERS = {"ingest/readers/table.py", "lexicon/build.py"}
"""Modules that read CSV; they have no writer."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def iter_cells(path: Path) -> Iterator[tuple[str, str | None, str]]:
    """Yield of every cell in the XML its reference, its type and its words; fails where a part calculates or links."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert not [
            name for name in names if re.search(r"calcChain|externalLink|vbaProject|embeddings|connections", name)
        ]
        shared = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
        written = ["".join(t.text or "" for t in one.iter(f"{MAIN}t")) for one in shared.iter(f"{MAIN}si")]
        strings = [re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), one) for one in written]
        for name in (one for one in names if one.startswith("xl/worksheets/sheet")):
            tree = ElementTree.fromstring(package.read(name))
            found = {element.tag.removeprefix(MAIN) for element in tree.iter()}
            assert not found & {"f", "hyperlink", "dataValidation", "conditionalFormatting", "oleObject"}, found
            for cell in tree.iter(f"{MAIN}c"):
                value = cell.find(f"{MAIN}v")
                if value is not None:
                    assert cell.get("t") == "s", (cell.get("r"), cell.get("t"))
                    yield str(cell.get("r")), cell.get("t"), strings[int(value.text or "")]
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        assert not list(book.iter(f"{MAIN}definedName"))


def check_workbook(path: Path) -> list[str]:
    """Return the words of all cells; fails where one is anything but a string, in the XML or for openpyxl."""
    words = [words for _, _, words in iter_cells(path)]
    for page in openpyxl.load_workbook(path):
        cells = [cell for row in page for cell in row if cell.value is not None]
        assert {(type(cell.value), cell.data_type, cell.hyperlink) for cell in cells} == {(str, "s", None)}
    return words


def check_csv(path: Path) -> list[str]:
    """Return the cells of a CSV file; fails where one begins so that a spreadsheet would not show it as text."""
    text = path.read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(keepends=True), strict=True) for cell in row]
    assert not [cell for cell in cells if LIVE.match(cell)]
    return cells


def strings_of(value: Any) -> Iterator[str]:
    """Yield every string in what JSON gave."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)


def read_lines(text: str) -> list[Any]:
    """Return the objects of JSON lines; fails where a character of a cell broke a line."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("start", STARTS, ids=[start.encode("unicode_escape").decode() for start in STARTS])
def test_a_workbook_holds_strings_only(tmp_path: Path, start: str) -> None:
    words = f"{start}{CALL}"
    path = tmp_path / "list.xlsx"
    write_workbook(path, [WorkSheet("清单", words, (words, "说明"), [(words, start), ("1", "2026-01-01")])])
    found = check_workbook(path)
    assert found[-2:] == ["1", "2026-01-01"]
    told = [one for one in found if CALL in one]
    assert len(told) == 3
    assert set(told) == {words}


@pytest.mark.parametrize("start", STARTS, ids=[start.encode("unicode_escape").decode() for start in STARTS])
def test_rows_that_were_left_out_show_text_only(tmp_path: Path, start: str) -> None:
    words = f"{start}{CALL}"
    table = Quarantined("", words, (words, "说明"), ((2, (words, start), words), (3, ("'", f"'{words}"), "")))
    [path] = write_quarantine(tmp_path, "file.csv", "0" * 64, [table])
    check_csv(path)
    [item] = iter_items([path])
    assert isinstance(item, Item)


TOWN = {"旗县": "青山旗", "乡镇": "松岭镇", "社区": "东沟村"}


def make_homes(start: str, number: int) -> list[dict[str, str]]:
    """Return rows of a register whose grids begin so."""
    return [
        TOWN | {"户号": f"D{number}{letter}", "网格": f"{start}{number}{letter}网格"} for letter in ("甲", "乙")
    ]  # fmt: skip


def make_visits(start: str, number: int) -> list[dict[str, str]]:
    """Return rows of a log of visits, one good and three bad ones: two days that never were, one that begins so."""
    rows = [
        ("2024-03-05", f"{start}{number}甲网格", f"{start}防汛"),
        ("2024-02-30", f"{start}{number}甲网格", f"{start}SUM(1)"),
        (f"{start}2024-03-05", "三网格", "防汛"),
        ("2024-02-31", f"{start}HYPERLINK(1)", start),
    ]
    heads = ("走访日期", "网格", "走访事由", "户号")
    return [TOWN | dict(zip(heads, (*row, f"D{number}甲"), strict=True)) for row in rows]


def write_rows(path: Path, rows: list[dict[str, str]]) -> list[Path]:
    """Write the rows as a table of text, and as JSON lines those with what such a table may not hold."""
    plain = [row for row in rows if "\0" not in "".join(row.values())]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(plain)
    other = path.with_suffix(".jsonl")
    other.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows if row not in plain), "utf-8")
    return [path, other]


def test_cells_of_a_record_come_out_as_strings(tmp_path: Path) -> None:
    """Files with such cells are read; list, rows left out, report, export and answers hold strings."""
    project, report, target = Project(tmp_path / "project"), tmp_path / "report.jsonl", tmp_path / "list.xlsx"
    paths = [
        path
        for name, make in (("homes", make_homes), ("visits", make_visits))
        for path in write_rows(tmp_path / f"{name}.csv", [r for n, start in enumerate(STARTS) for r in make(start, n)])
    ]
    result = project.run("ingest", *map(str, paths), "--published", "2024-04-01", "--report", str(report))
    assert result.exit_code == 0, result.output
    assert [found for found in read_lines(report.read_text("utf-8")) if found["kind"] == "bad_date"]
    kept = sorted((project.folder / "quarantine").iterdir())
    assert {path.name.partition("-")[0] for path in kept} >= {"visits"}
    for path in kept:
        assert not [cell for cell in check_csv(path) if "\0" in cell]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    result = project.run("gaps", "东沟村", "--output", str(target))
    assert result.exit_code == 0, result.output
    grids = {one for one in check_workbook(target) if one.endswith("乙网格")}
    assert {one[0] for one in grids} & {"-", "+", "=", "@"}
    target.unlink()
    result = project.run("gaps", "东沟村", "--grids", "--output", str(target))
    assert result.exit_code == 0, result.output
    assert grids <= set(check_workbook(target))
    for kind in ("statements", "mentions", "entities"):
        assert project.run("export", "--kind", kind, "--output", str(tmp_path / kind)).exit_code == 0
        read_lines((tmp_path / kind).read_text("utf-8"))
    for question in (("grids", "东沟村"), ("coverage", "东沟村"), ("cases",), ("evaluations",), ("status",)):
        project.answer(*question)


@pytest.mark.slow
def test_what_a_store_holds_comes_out_as_strings(tmp_path: Path) -> None:
    """Names of areas, grids and services that begin so are in the store already; nothing of them is calculated."""
    rows: list[dict[str, str]] = []
    for number, start in enumerate(STARTS):
        area, grid, service = f"{start}望槐{number}{CALL}", f"{start}{number}网格", f"{start}{number}助餐"
        rows += [
            dict(home(f"户-AAAA{number:02}", area, grid, f"{start}独居")),
            dict(home(f"户-BBBB{number:02}", area, grid)),
            dict(use(f"用{number}", "2024-01-03", area, service, f"户-BBBB{number:02}")),
            dict(event(f"事{number}", "raised", "2024-01-01", area, service)),
        ]  # fmt: skip
    project, target = Project(tmp_path / "project"), tmp_path / "list.xlsx"
    with project.open() as (store, _):
        store.put_document(write_sheet(rows).commit())
    with project.open() as (store, desk):
        areas = {one.id: one.name for one in store.iter_entities() if one.kind == "Organisation"}
        services = [one.name for one in store.iter_entities() if one.kind == "Service"]
        with asking(desk) as client:
            for area_id in areas:
                for path in (f"/communities/{area_id}", f"/coverage?area={area_id}"):
                    answer = client.get(path)
                    assert answer.headers["content-type"].startswith(("application/json", "application/problem+json"))
                    assert answer.headers["x-content-type-options"] == "nosniff"
                    json.loads(answer.text)
    assert len(areas) == len(services) == len(STARTS)
    for area_id, name in areas.items():
        result = project.run("gaps", "--id", area_id, "--output", str(target))
        assert result.exit_code == 0, result.output
        words = check_workbook(target)
        target.unlink()
        assert (words.count(name), len([one for one in words if re.fullmatch("户-AAAA[0-9]+", one)])) == (2, 1)
    for service in services:
        [area_id] = [one for one, name in areas.items() if f"望槐{re.sub(r'[^0-9]', '', service)}HYPER" in name]
        result = project.run("gaps", "--id", area_id, "--service", service, "--output", str(target))
        assert result.exit_code == 0, result.output
        assert len([one for one in check_workbook(target) if service in one]) == 1
        target.unlink()
    for kind in ("statements", "mentions", "entities"):
        text = project.run("export", "--kind", kind).stdout
        assert kind != "entities" or set(areas.values()) <= set(strings_of(read_lines(text)))
    for question in (("coverage", "--all"), ("cases", "--list", "--by", "service")):
        assert set(services) <= set(strings_of(project.answer(*question)))


def test_a_list_with_such_cells_is_read_back_and_none_of_them_lands(tmp_path: Path) -> None:
    """What somebody types into the list passes the same gate as any other cell."""
    project = Project(tmp_path / "project")
    with project.open() as (store, _):
        store.put_document(write_sheet([home("户-AAAAAA", "望槐社区", "一网格")]).commit())
    target = tmp_path / "list.xlsx"
    assert project.run("gaps", "望槐社区", "--output", str(target)).exit_code == 0
    book = openpyxl.load_workbook(target)
    page = book.active
    columns = {cell.value: cell.column for cell in page[2]}
    page.cell(row=3, column=columns["走访日期"], value="2024-05-01")
    page.cell(row=3, column=columns["走访事由"], value="＝1+1").data_type = "s"
    book.save(target)
    with project.open() as (store, _):
        [item] = iter_items([target])
        assert isinstance(item, Item)
        reader = GapReader(store, str(TODAY))
        assert reader.read(item).visits == 0
        assert [finding.kind for finding in reader.findings] == ["formula"]


def test_a_proposed_mapping_holds_heads_as_strings(tmp_path: Path) -> None:
    """Heads of a foreign table stand in YAML as strings too, and its notes stay notes."""
    heads = "走访日期,社区,户号,=cmd|x,@sum,-备注,＋备注"
    (tmp_path / "visits.csv").write_text(f"{heads}\n2024-03-05,东沟村,D1,1,2,3,4\n", "utf-8")
    target = tmp_path / "map.yaml"
    result = Project(tmp_path / "project").run("map", str(tmp_path / "visits.csv"), "-o", str(target))
    assert result.exit_code == 0, result.output
    loaded = yaml.safe_load(target.read_text("utf-8"))
    for column in loaded["columns"].values():
        assert all(isinstance(name, str) for name in column.get("names", ()))


def test_no_other_module_writes_tables() -> None:
    """Whoever writes another table has to come by here: add it to WRITERS and to the tests above."""
    found = {}
    for path in iter_files("qunxiang", "api", "ingest", "graph", "nlp", "domain", "lexicon"):
        name = path.relative_to(Path(__file__).parents[2]).as_posix()
        for node in ast.walk(parse(path)):
            modules = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import)
                else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            )  # fmt: skip
            for module in modules:
                if module.partition(".")[0] in TABLES and name not in READERS:
                    found[name] = module.partition(".")[0]
    assert found == WRITERS
    for name in READERS:
        tree = parse(Path(__file__).parents[2] / name)
        assert not [
            node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter")
        ]


def test_no_route_answers_with_a_table(tmp_path: Path) -> None:
    """Answers over HTTP are JSON and the page: a browser is given nothing that a spreadsheet would open."""
    with Project(tmp_path).open() as (_, desk):
        schema = create_app(desk, token="link", standing_token="standing").openapi()
    kinds = {
        kind
        for methods in schema["paths"].values()
        for operation in methods.values()
        for answer in operation["responses"].values()
        for kind in answer.get("content", {})
    }
    assert kinds <= {"application/json", "application/problem+json", "text/html", "text/plain", "application/x-ndjson"}
    assert kinds
