"""Word documents: what people see of them, in its order."""

from __future__ import annotations

from pathlib import Path

from domain.errors import InputError
from ingest.readers.item import Item, Merge
from ingest.readers.reading import iter_items
from tests.ingest.office import HEAD, make_word, make_zip, paragraph, table


def read(folder: Path, data: bytes) -> Item | InputError:
    """Return what becomes of a document."""
    (folder / "通知.docx").write_bytes(data)
    (found,) = iter_items([folder / "通知.docx"])
    return found


def read_text(folder: Path, body: str) -> str:
    """Return the text of a body."""
    item = read(folder, make_word(body))
    assert isinstance(item, Item), str(item)
    return item.document.text


def test_paragraphs_and_tables_stand_in_their_order(tmp_path: Path) -> None:
    body = paragraph("一") + table([["姓名", "职务"], ["甲", ""], ["乙", "丙"]]) + paragraph("二" * 400)
    assert read_text(tmp_path, body) == "一\n姓名\t职务\n甲\n乙\t丙\n" + "二" * 400


def test_deletions_go_insertions_stay_and_moves_stand_once(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>任命</w:t></w:r><w:del><w:r><w:delText>甲</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>丙</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>丁</w:t></w:r></w:moveTo></w:p>"
    )
    assert read_text(tmp_path, body) == "任命乙丁"


def test_hidden_words_and_instructions_are_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t><w:tab/><w:t>白</w:t><w:br/><w:t>行</w:t></w:r></w:p>'
    )
    assert read_text(tmp_path, body) == "明\t白\n行"


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="m">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        f"<w:r><w:t>后</w:t></w:r></w:p>{paragraph('尾')}"
    )
    assert read_text(tmp_path, body) == "前后\n框\n尾"


def test_a_table_in_a_cell_stays_in_the_cell(tmp_path: Path) -> None:
    inner = table([["a", "b"]])
    body = table([["外", f"<w:tc>{inner}{paragraph('c')}</w:tc>"]]) + paragraph("长" * 99)
    assert read_text(tmp_path, body).split("\n")[0] == "外\ta b c"


def test_a_roster_comes_as_a_sheet_beside_its_text(tmp_path: Path) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("联系")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("一网格")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc>"
    rows = [["网格", "姓名", wide], [top, "甲一", "东", "1"], [below, "乙二", "西", "2"], ["二网格", "丙三", "南", "3"]]
    item = read(tmp_path, make_word(paragraph("网格员名册") + table(rows) + paragraph("") + paragraph("填表人：丁")))
    assert isinstance(item, Item)
    (sheet,) = item.sheets
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (1, ("网格员名册",)), (2, ("网格", "姓名", "联系", "")), (3, ("一网格", "甲一", "东", "1")),
        (4, ("", "乙二", "西", "2")), (5, ("二网格", "丙三", "南", "3")), (6, ("填表人：丁",)),
    ]  # fmt: skip
    assert set(sheet.merges) == {Merge(2, 3, 2, 4), Merge(3, 1, 4, 1)}
    assert item.document.text.startswith("网格员名册\n网格\t姓名\t联系\n一网格\t甲一")


def test_prose_with_a_small_table_and_a_table_of_prose_have_no_sheet(tmp_path: Path) -> None:
    small = read(tmp_path, make_word(paragraph("文" * 300) + table([["姓名", "职务"], ["甲", "乙"]])))
    prose = read(tmp_path, make_word(table([["经过", "文" * 200], ["结果", "字" * 200], ["意见", "句" * 90]])))
    form = read(tmp_path, make_word(table([["姓名", "甲", "性别", "男"], ["简历"], ["奖惩"], ["备注"]])))
    for item in (small, prose, form):
        assert isinstance(item, Item)
        assert item.sheets == ()


def test_each_fault_has_its_own_words(tmp_path: Path) -> None:
    whole = make_word(paragraph("文"))
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    for data, words in (
        (b"", "0 字节"), (whole[:-30], "截断"), (make_zip({"a.txt": "x"}), "不是 Word"), (old, "旧版 Word"),
        (old + "EncryptedPackage".encode("utf-16-le"), "打开密码"), (make_word("<w:p/>"), "没有文字"),
        (make_word("<w:p>"), "XML 已损坏"),
        (make_word(paragraph("&a;"), HEAD + '<!DOCTYPE x [<!ENTITY a "b">]>'), "实体"),
    ):  # fmt: skip
        error = read(tmp_path, data)
        assert isinstance(error, InputError)
        assert words in str(error)
        assert "通知.docx" in str(error)
