"""Workbooks: every sheet, rows and columns as in the file, cells as people see them."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers.item import CellKind, Item, Merge, Sheet
from ingest.readers.reading import iter_items
from tests.ingest.office import make_old_workbook, make_workbook, make_zip


def read_sheets(folder: Path, data: bytes, name: str = "台账.xlsx") -> tuple[Sheet, ...]:
    """Return the sheets of a workbook; fails where it is refused."""
    (folder / name).write_bytes(data)
    (item,) = iter_items([folder / name])
    assert isinstance(item, Item), str(item)
    assert (item.document.id, item.document.media, item.document.text) == (hash_bytes(data), "table", "")
    return item.sheets


def refuse(folder: Path, data: bytes, name: str = "台账.xlsx") -> str:
    """Return why a workbook is refused."""
    (folder / name).write_bytes(data)
    (error,) = iter_items([folder / name])
    assert isinstance(error, InputError)
    assert name in str(error)
    assert error.remedy
    return str(error)


def one_cell(folder: Path, cell: str, **more: object) -> tuple[str, CellKind | None]:
    """Return text and kind of a cell of raw XML that stands beside a word."""
    word = '<c r="B1" t="inlineStr"><is><t>x</t></is></c>'
    (sheet,) = read_sheets(folder, make_workbook(f'<row r="1">{cell}{word}</row>', **more))  # type: ignore[arg-type]
    return sheet.rows[0].cells[0], sheet.kinds.get((1, 1))


@pytest.fixture
def book() -> openpyxl.Workbook:
    """A workbook whose used range begins at C3, with a hidden sheet beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一月"
    sheet["C3"], sheet["D3"] = "户号", "日期"
    sheet["C5"], sheet["D5"] = "A1", datetime.date(2024, 3, 5)
    sheet["E5"] = datetime.datetime(2024, 3, 5, 10, 30)
    sheet["F5"], sheet["G5"], sheet["H5"], sheet["I5"] = 0.1 + 0.2, True, "=SUM(C1:C2)", 45000
    sheet.merge_cells("C3:C4")
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "旧数"
    return book


def save(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_rows_columns_merges_and_hidden_sheets_are_those_of_the_file(tmp_path: Path, book: openpyxl.Workbook) -> None:
    first, hidden = read_sheets(tmp_path, save(book))
    assert (first.name, first.is_hidden, hidden.name, hidden.is_hidden) == ("一月", False, "旧", True)
    assert [(row.line, row.cells[:4]) for row in first.rows] == [
        (3, ("", "", "户号", "日期")), (5, ("", "", "A1", "2024-03-05")),
    ]  # fmt: skip
    assert first.rows[1].cells[4:] == ("2024-03-05 10:30", "0.3", "TRUE", "", "45000")
    assert dict(first.kinds) == {
        (5, 4): CellKind.DATE, (5, 5): CellKind.DATE, (5, 6): CellKind.NUMBER, (5, 7): CellKind.BOOLEAN,
        (5, 8): CellKind.UNCALCULATED, (5, 9): CellKind.NUMBER,
    }  # fmt: skip
    assert first.merges == (Merge(3, 3, 4, 3),)


@pytest.mark.parametrize(
    ("code", "stored", "shown", "kind"),
    [
        ("yyyy\\-mm\\-dd", "45356", "2024-03-05", CellKind.DATE),
        ('yyyy"年"m"月"d"日"', "45356", "2024-03-05", CellKind.DATE),
        ("[$-804]yyyy/m/d h:mm", "45356.4375", "2024-03-05 10:30", CellKind.DATE),
        ("h:mm", "0.4375", "10:30", CellKind.DATE),
        ("[h]:mm", "1.1041666666666667", "26:30", None),
        ("0年", "2024", "2024", CellKind.NUMBER),
        ("aaaa", "45356", "2024-03-05", CellKind.DATE),
        ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", "1234.5", "1234.5", CellKind.NUMBER),
        ("[$¥-804]#,##0", "12", "12", CellKind.NUMBER),
        ("yyyy/m/d", "-3", "-3", CellKind.NUMBER),
        ("yyyy/m/d", "59", "1900-02-28", CellKind.DATE),
        ("0.00%", "0.986", "98.6%", CellKind.NUMBER),
        ("0%", "1", "100%", CellKind.NUMBER),
        ("0000", "12", "0012", CellKind.NUMBER),
        ('0"户"', "12", "12", CellKind.NUMBER),
        ('0.0"d"', "2.50", "2.5", CellKind.NUMBER),
        ("[Red]0.0", "2.5", "2.5", CellKind.NUMBER),
        ("0.00E+00", "12345678901234567", "12345678901234600", CellKind.NUMBER),
        ("#,##0;[Red]-#,##0", "1234.5", "1234.5", CellKind.NUMBER),
    ],
)
def test_the_number_format_says_what_a_number_is(
    tmp_path: Path, code: str, stored: str, shown: str, kind: CellKind | None
) -> None:
    code = code.replace('"', "&quot;")
    assert one_cell(tmp_path, f'<c r="A1" s="1"><v>{stored}</v></c>', formats=[code]) == (shown, kind)


@pytest.mark.parametrize(
    ("cell", "shown", "kind"),
    [
        ('<c r="A1"><v>45356</v></c>', "45356", CellKind.NUMBER),
        ('<c r="A1"><v>1E-3</v></c>', "0.001", CellKind.NUMBER),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE", CellKind.BOOLEAN),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", CellKind.ERROR),
        ('<c r="A1" t="d"><v>2024-03-05T00:00:00</v></c>', "2024-03-05", CellKind.DATE),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2", CellKind.NUMBER),
        ('<c r="A1"><f>1+1</f><v></v></c>', "", CellKind.UNCALCULATED),
        ('<c r="A1"><f>1+1</f></c>', "", CellKind.UNCALCULATED),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', "", None),
        ('<c r="A1" t="str"><f>"a"</f><v>甲</v></c>', "甲", None),
        ('<c r="A1" t="s"><v>0</v></c>', "张家\n口", None),
        ('<c r="A1" t="s"><v>1</v></c>', "上下", None),
        ('<c r="A1" t="inlineStr"><is><r><t>左</t></r><r><t>右</t></r></is></c>', "左右", None),
    ],
)
def test_cells_are_what_the_file_stores_for_them(tmp_path: Path, cell: str, shown: str, kind: CellKind | None) -> None:
    strings = ["张家_x000A_口", "<si><r><t>上</t></r><rPh sb='0' eb='1'><t>shang</t></rPh><r><t>下</t></r></si>"]
    assert one_cell(tmp_path, cell, strings=strings) == (shown, kind)


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    cell = '<c r="A1" s="1"><v>43894</v></c>'
    assert one_cell(tmp_path, cell, formats=["yyyy/m/d"], book='<workbookPr date1904="1"/>')[0] == "2024-03-05"


def test_a_zero_of_a_program_that_never_calculates_is_no_value(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "合计")
        sheet.write_formula(0, 1, "=SUM(B2:B3)")
        sheet.write_formula(0, 2, "=SUM(B2:B3)", None, 7)
        sheet.write_number(1, 1, 0)
    (sheet_read,) = read_sheets(tmp_path, buffer.getvalue())
    assert sheet_read.rows[0].cells == ("合计", "", "7")
    assert sheet_read.kinds[1, 2] is CellKind.UNCALCULATED
    assert sheet_read.kinds[2, 2] is CellKind.NUMBER


def test_cells_and_rows_without_a_reference_follow_one_another(tmp_path: Path) -> None:
    (sheet,) = read_sheets(
        tmp_path, make_workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    )
    assert [(row.line, row.cells) for row in sheet.rows] == [(1, ("1", "2")), (2, ("3",))]


def test_names_with_a_prefix_are_read_too(tmp_path: Path) -> None:
    data = make_workbook("", head="")
    members = {
        "xl/workbook.xml": '<x:workbook xmlns:x="m" xmlns:q="r"><x:sheets><x:sheet name="a" q:id="r1"/></x:sheets>'
        "</x:workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="t/worksheet" Target="/xl/a.xml"/>'
        "</Relationships>",
        "xl/a.xml": '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
    }
    assert data
    (sheet,) = read_sheets(tmp_path, make_zip(members))
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("", "5"))]


def test_a_cell_in_the_last_corner_costs_nothing_and_a_thousand_such_rows_are_refused(tmp_path: Path) -> None:
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (sheet,) = read_sheets(tmp_path, make_workbook('<row r="1"><c r="A1"><v>1</v></c></row>' + corner))
    assert [(row.line, len(row.cells)) for row in sheet.rows] == [(1, 1), (1_048_576, 16_384)]
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 1001))
    assert "3,000,000 个的上限" in refuse(tmp_path, make_workbook(rows))


def test_each_fault_has_its_own_words(tmp_path: Path, book: openpyxl.Workbook) -> None:
    whole = save(book)
    assert "0 字节" in refuse(tmp_path, b"")
    assert "截断" in refuse(tmp_path, whole[:-500])
    assert "不是完整的 zip" in refuse(tmp_path, b"PK\x03\x04" + b"\0" * 100)
    assert "不是 Excel 工作簿" in refuse(tmp_path, make_zip({"a.txt": "x"}))
    assert "不是 Excel 工作簿" in refuse(tmp_path, "户号,社区\n".encode())
    assert "打开密码" in refuse(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "行号" in refuse(tmp_path, make_workbook('<row r="2"/><row r="1"/>'))
    assert "不存在的文字" in refuse(tmp_path, make_workbook('<row r="1"><c t="s"><v>7</v></c></row>'))
    assert "没有一个有内容的单元格" in refuse(tmp_path, make_workbook('<row r="1"/>'))
    assert "XML 已损坏" in refuse(tmp_path, make_workbook("<row>"))


def test_an_ods_begins_where_its_cells_begin(tmp_path: Path) -> None:
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell/><table:table-cell office:value-type="string"><text:p>户号</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    data = make_zip(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
         "META-INF/manifest.xml": f'<m:manifest xmlns:m="{name}:manifest:1.0"/>'}
    )  # fmt: skip
    (sheet,) = read_sheets(tmp_path, data, "表.ods")
    assert [(row.line, row.cells) for row in sheet.rows] == [(3, ("", "户号", "2024-03-05"))]
    assert sheet.kinds[3, 3] is CellKind.DATE


@pytest.mark.parametrize("name", ["旧.xls", "旧.et", "误名.xlsx"])
def test_an_old_workbook_is_read_by_its_content(tmp_path: Path, name: str) -> None:
    cells: dict[tuple[int, int], float | str] = {
        (2, 1): "户号",
        (2, 2): "日期",
        (4, 1): "A1",
        (4, 2): 45356.0,
        (4, 3): 3.5,
    }
    first, hidden = read_sheets(
        tmp_path, make_old_workbook([("一月", False, cells), ("旧", True, {(0, 0): 1.0})]), name
    )
    assert (first.name, first.is_hidden, hidden.name, hidden.is_hidden) == ("一月", False, "旧", True)
    assert [(row.line, row.cells) for row in first.rows] == [
        (3, ("", "户号", "日期")), (5, ("", "A1", "2024-03-05", "3.5")),
    ]  # fmt: skip
    assert dict(first.kinds) == {(5, 3): CellKind.DATE, (5, 4): CellKind.NUMBER}
    assert hidden.rows[0].cells == ("1",)


def test_the_name_of_a_sheet_keeps_no_telephone(tmp_path: Path) -> None:
    """It stands in findings and beside every row."""
    book = openpyxl.Workbook()
    book.active.title = "网格13812345678"
    book.active.append(["户号"])
    book.save(tmp_path / "a.xlsx")
    (item,) = iter_items([tmp_path / "a.xlsx"])
    assert isinstance(item, Item)
    assert [sheet.name for sheet in item.sheets] == ["网格" + "某" * 11]
