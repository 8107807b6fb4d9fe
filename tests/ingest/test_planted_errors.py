"""Forty planted errors: each is reported with file, sheet, row, column and severity, and nothing is read into them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.errors import InputError
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from ingest.record import read_sheets
from tests.ingest.books import TODAY, Fault, Formula, Page, Place, Rows, read_file, write_book

HEAD = ["记录编号", "服务日期", "社区", "户号", "服务项目", "次数"]
GOOD = ["R0", "2024-01-05", "东沟村", "D0", "助餐", 1]
PLANTED: list[tuple[str, list[object], str, str, str]] = [
    ("no such day", ["R1", "2024-02-30", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("day 31 in June", ["R2", "2024年6月31日", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("29 February", ["R3", "2023.2.29", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("two digits of a year", ["R4", "24.3.5", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("no year anywhere", ["R5", "5月6日", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("day before month", ["R6", "5/6/2024", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("the future", ["R7", "2029-01-01", "东沟村", "D1", "助餐", 1], "服务日期", "future_date", "reject"),
    ("letter for a digit", ["R8", "2024.6.1O", "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("a serial", ["R9", 45366, "东沟村", "D1", "助餐", 1], "服务日期", "excel_serial", "warn"),
    ("a serial of no day", ["R10", 99999, "东沟村", "D1", "助餐", 1], "服务日期", "bad_date", "reject"),
    ("negative", ["R11", "2024-01-05", "东沟村", "D1", "助餐", -2], "次数", "negative", "reject"),
    ("a fraction", ["R12", "2024-01-05", "东沟村", "D1", "助餐", 1.5], "次数", "bad_number", "reject"),
    ("words for a number", ["R13", "2024-01-05", "东沟村", "D1", "助餐", "许多"], "次数", "bad_number", "reject"),
    ("an estimate", ["R14", "2024-01-05", "东沟村", "D1", "助餐", "约20"], "次数", "approximate", "warn"),
    ("another unit", ["R15", "2024-01-05", "东沟村", "D1", "助餐", "2小时"], "次数", "unit", "reject"),
    ("not calculated", ["R16", "2024-01-05", "东沟村", "D1", "助餐", Formula("1+1")], "次数", "formula", "reject"),
    ("failed", ["R17", "2024-01-05", "东沟村", "D1", "助餐", Fault("#REF!")], "次数", "formula_error", "reject"),
    (
        "a formula as words",
        ["R18", "2024-01-05", "东沟村", "D1", '=HYPERLINK("a")', 1],
        "服务项目",
        "formula",
        "reject",
    ),
    ("a telephone", ["R19", "2024-01-05", "东沟村", "D1 13812345678", "助餐", 1], "户号", "forbidden", "reject"),
    (
        "an identity number",
        ["R20", "2024-01-05", "东沟村", "152101198005011234", "助餐", 1],
        "户号",
        "forbidden",
        "reject",
    ),
    ("a name", ["R21", "2024-01-05", "东沟村", "D1", "给王秀英送餐", 1], "服务项目", "forbidden", "reject"),
    ("a name for a number", ["R22", "2024-01-05", "东沟村", "王秀英", "助餐", 1], "户号", "no_number", "reject"),
    ("digits lost", ["R23", "2024-01-05", "东沟村", "1.23E+15", "助餐", 1], "户号", "lost_digits", "reject"),
    ("no community", ["R24", "2024-01-05", "", "D1", "助餐", 1], "社区", "missing", "reject"),
    ("no service", ["R25", "2024-01-05", "东沟村", "D1", "", 1], "服务项目", "missing", "reject"),
    ("a number for a community", ["R26", "2024-01-05", "12", "D1", "助餐", 1], "社区", "no_name", "reject"),
    ("ditto", ["R27", "2024-01-05", "同上", "D1", "助餐", 1], "社区", "ditto", "reject"),
    (
        "one number for two",
        ["R28", "2024-01-05", "东沟村", "D1", "助餐、助浴", 2],
        "服务项目",
        "several_values",
        "reject",
    ),
    ("again", GOOD, "记录编号", "repeated", "warn"),
    ("again otherwise", [*GOOD[:4], "助浴", 1], "记录编号", "contradicted", "reject"),
]


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def test_thirty_errors_in_the_cells_of_a_sheet(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows: Rows = [HEAD, GOOD, *(row for _, row, *_ in PLANTED)]  # type: ignore[list-item]
    reading = read_file(write_book(tmp_path / "errors.xlsx", Page("台账", rows)), pseudonyms)
    expected: list[Place] = [
        ("台账", row, column, kind, severity) for row, (*_, column, kind, severity) in enumerate(PLANTED, 3)
    ]
    assert [(f.sheet, f.row, f.column, f.kind, f.severity) for f in reading.findings] == expected
    assert {f.file for f in reading.findings} == {"errors.xlsx"}
    kept = [s.text_of("date") for s in reading.statements]
    assert kept == ["2024-01-05", "2024-03-15", "2024-01-05"]
    assert [s.text_of("times") for s in reading.statements] == ["1", "1", "20"]
    for secret in ("13812345678", "152101198005011234", "王秀英"):
        assert secret not in repr(reading)


def test_errors_of_whole_rows_and_sheets(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    merged = Page("合并", [HEAD, ["R1", "2024-1-5", "东沟村", "D1", "助餐", 5],
    ["R2", "2024-1-5", "东沟村", "D2", "助餐", ""],
                         ["R3", "2024-1-5", "东沟村", "D3", "", 1]], ("F2:F3", "D4:E4"))  # fmt: skip
    total = Page("合计", [HEAD, ["R4", "2024-1-5", "东沟村", "D1", "助餐", 5], ["合计", "", "", "", "", 6]])
    code = Page("代码", [["工单编号", "社区", "提出时间", "状态"], ["A1", "东沟村", "2024-1-5", "也许"]])
    order = Page("先后", [["工单编号", "社区", "提出时间", "办结时间"], ["A2", "东沟村", "2024-1-5", "2024-1-4"]])
    hidden = Page("旧表", [HEAD, GOOD], state="hidden")  # type: ignore[list-item]
    unknown = Page("不明", [["甲", "乙"], ["子", "丑"]])
    reading = read_file(write_book(tmp_path / "rows.xlsx", merged, total, code, order, hidden, unknown), pseudonyms)
    assert [(f.sheet, f.row, f.column, f.kind, f.severity) for f in reading.findings] == [
        ("合并", 2, "次数", "merged_number", "reject"),
        ("合并", 3, "次数", "merged_number", "reject"),
        ("合并", 4, "户号", "merged_across", "reject"),
        ("合计", 3, "次数", "total_mismatch", "warn"),
        ("代码", 2, "状态", "unknown_code", "reject"),
        ("先后", 2, "办结时间", "order", "reject"),
        ("旧表", 0, "", "hidden_sheet", "warn"),
        ("不明", 1, "", "no_mapping", "reject"),
    ]
    assert len(reading.statements) == 1


def _sheet_of_600_megabytes() -> bytes:
    row = b'<row><c t="inlineStr"><is><t>' + b"0" * 40_000 + b"</t></is></c></row>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(15_000):
                part.write(row)
            part.write(b"</sheetData></worksheet>")
    return buffer.getvalue()


def _zip(member: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(member, data)
    return buffer.getvalue()


def _bomb() -> bytes:
    return _zip("a.zip", _zip("b.zip", _zip("c.csv", b"0" * 300_000_000)))


FILES: list[tuple[str, Callable[[], bytes]]] = [
    ("unpacks.xlsx", _sheet_of_600_megabytes),
    ("truncated.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type"),
    ("bomb.zip", _bomb),
    ("climbs.zip", lambda: _zip("../climbs.csv", "户号,社区\nD1,东沟村\n".encode())),
    ("header-only.csv", lambda: "户号,社区\n".encode()),
    ("empty.xlsx", lambda: b""),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make"), FILES, ids=[name for name, _ in FILES])
def test_a_file_that_cannot_be_read_is_one_line_with_its_name_and_a_remedy(
    name: str, make: Callable[[], bytes], tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    (tmp_path / name).write_bytes(make())
    found = list(iter_items([tmp_path / name]))
    errors = [one for one in found if isinstance(one, InputError)]
    for item in found:
        if isinstance(item, Item):
            errors += item.warnings
            assert not item.sheets or not read_sheets(item, pseudonyms, (), TODAY).statements
    assert len(errors) == 1, [str(error) for error in found]
    assert name in str(errors[0])
    assert errors[0].remedy
    assert not list(tmp_path.parent.glob("climbs.csv"))


def test_there_are_forty_errors_and_more() -> None:
    assert len(PLANTED) + 8 + len(FILES) >= 40
