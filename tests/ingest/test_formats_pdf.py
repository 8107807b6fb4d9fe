"""PDF: whole sentences, each character with its page and box; what cannot be read is named by page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from domain.errors import InputError
from domain.locator import locate
from ingest.readers import pdf
from ingest.readers.item import Item
from ingest.readers.pages import Line, Page, fold_radicals, write_text
from ingest.readers.reading import iter_items
from tests.ingest.office import assemble_pdf, make_pdf, make_scan

WIDE = "高大青年志愿者在云杉社区开展活动网格员李明远带领大家走访了"


def read(folder: Path, data: bytes) -> Item:
    """Return the item of a PDF; fails where it is refused."""
    (folder / "通知.pdf").write_bytes(data)
    (item,) = iter_items([folder / "通知.pdf"])
    assert isinstance(item, Item), str(item)
    return item


def refuse(folder: Path, data: bytes) -> str:
    """Return why a PDF is refused."""
    (folder / "通知.pdf").write_bytes(data)
    (error,) = iter_items([folder / "通知.pdf"])
    assert isinstance(error, InputError)
    return str(error)


def test_each_character_has_its_page_and_box(tmp_path: Path) -> None:
    item = read(tmp_path, make_pdf([[(60, 780, "云杉社区召开大会")], [(60, 500, "网格员李明远发言")]]))
    text = item.document.text
    assert text == "云杉社区召开大会\n网格员李明远发言"
    for word, page, left, bottom in (("云杉", 1, 60, 780), ("大会", 1, 132, 780), ("李明远", 2, 96, 500)):
        start = text.index(word)
        (place,) = locate(item.document.locator, text, start, start + len(word))
        assert place.page == page
        assert place.box[0] == pytest.approx(left, abs=0.5)
        assert place.box[2] == pytest.approx(left + 12 * len(word), abs=0.5)
        assert bottom - 4 < place.box[1] < bottom < place.box[3] < bottom + 14
        assert not place.is_recognised


def test_a_wrapped_sentence_is_whole_over_lines_and_pages(tmp_path: Path) -> None:
    first = [(84, 800, WIDE[:27]), (60, 780, WIDE), (60, 760, WIDE[::-1]), (60, 30, "- 1 -")]
    second = [(60, 800, "三十户居民。"), (84, 780, "会议由书记主持。"), (297, 30, "2")]
    item = read(tmp_path, make_pdf([first, second]))
    assert item.document.text == WIDE[:27] + WIDE + WIDE[::-1] + "三十户居民。\n会议由书记主持。"
    start = item.document.text.index("三十")
    assert [place.page for place in locate(item.document.locator, item.document.text, start - 2, start + 2)] == [1, 2]


def make_line(text: str, left: int, bottom: int, size: int = 12) -> Line:
    """Return a line of characters of that size in points."""
    edges = tuple((left + size * n) * 100 for n in range(len(text) + 1))
    return Line(text, bottom * 100, (bottom + size) * 100, edges)


def join(*lines: Line) -> str:
    """Return the text of one page of these lines."""
    return write_text([Page(1, lines)])[0]


def test_lines_that_end_early_close_or_differ_stay_lines() -> None:
    full = make_line(WIDE, 60, 700)
    assert "\n" in join(full, make_line(WIDE[:10], 84, 680)), "the next one is set in"
    assert "\n" in join(full, make_line(WIDE[:9] + "：", 60, 680), make_line(WIDE, 60, 660)), "it ends early"
    assert "\n" in join(make_line(WIDE[:-1] + "。", 60, 700), make_line(WIDE, 60, 680)), "it closes"
    assert "\n" in join(make_line(WIDE, 60, 700, 20), make_line(WIDE, 60, 670)), "a heading is larger"
    assert join(full, make_line(WIDE[:5], 60, 680)) == WIDE + WIDE[:5]


def test_columns_have_margins_of_their_own() -> None:
    left = [make_line(WIDE[:20], 40, 700), make_line(WIDE[5:25], 40, 680), make_line(WIDE[:7], 40, 660)]
    right = [make_line(WIDE[:20], 310, 700), make_line(WIDE[5:25], 310, 680), make_line(WIDE[:4], 310, 660)]
    assert join(*left, *right) == f"{WIDE[:20]}{WIDE[5:25]}{WIDE[:7]}\n{WIDE[:20]}{WIDE[5:25]}{WIDE[:4]}"


def test_a_short_line_that_is_the_longest_is_not_full() -> None:
    assert join(make_line(WIDE[:14], 60, 700), make_line(WIDE[:5], 60, 680)) == f"{WIDE[:14]}\n{WIDE[:5]}"


def test_latin_words_keep_a_space_where_a_line_ends() -> None:
    line = make_line("the open three one one request log of town", 40, 700, 7)
    assert join(line, make_line("hall", 40, 690, 7)) == "the open three one one request log of town hall"


def test_radicals_become_the_characters_that_were_meant_and_nothing_else_changes() -> None:
    assert fold_radicals("⾼⼤⻘年⺠警⻓：（①Ａ") == "高大青年民警长：（①Ａ"
    item = write_text([Page(1, (make_line("⾼⼤⻘年", 60, 700),))])
    assert item[0] == "高大青年"


def test_a_scanned_page_is_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    error = refuse(tmp_path, make_scan())
    assert "第 1 页" in error
    assert "qunxiang[ocr]" in error
    stamped = make_pdf([[(60, 700, WIDE)], [(60, 700, "7")]], extra="")
    assert read(tmp_path, stamped).warnings == ()


def test_a_page_without_words_among_others_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    monkeypatch.setattr(pdf, "ask", lambda *_: iter([
        {"page": 1, "lines": [["文字", 0, 1200, [0, 1200, 2400]]]}, {"page": 2, "scan": True},
        {"page": 3, "scan": True}, {"page": 5, "scan": True}, {"page": 6, "damaged": True},
    ]))  # fmt: skip
    item = read(tmp_path, make_pdf([[(60, 700, WIDE)]]))
    assert [warning.place for warning in item.warnings] == ["第 6 页", "第 2–3、5 页"]


def test_codes_without_meaning_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    assert "没有可辨认的文字层" in refuse(tmp_path, make_pdf([[(60, 700, "\ue001\ue002\ue003" * 9)]]))


def test_a_blank_page_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, make_pdf([[], [(60, 700, "文字")]])).warnings == ()
    assert "没有文字" in refuse(tmp_path, make_pdf([[]]))


def test_each_fault_has_its_own_words(tmp_path: Path) -> None:
    whole = make_pdf([[(60, 700, WIDE)]])
    assert "0 字节" in refuse(tmp_path, b"")
    assert "不是 PDF" in refuse(tmp_path, b"hello")
    assert "截断" in refuse(tmp_path, whole[: len(whole) // 2])
    assert "截断" in refuse(tmp_path, whole[:-8])
    assert "截断" in refuse(tmp_path, whole + b"9 0 obj\n<<>>")
    assert "截断" in refuse(
        tmp_path, whole.replace(b"%PDF-1.7\n", b"%PDF-1.7\n9 0 obj<</Linearized 1/L 99999>>endobj\n")
    )
    assert "已损坏" in refuse(tmp_path, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF")
    locked = assemble_pdf(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>",
         f"<</Filter/Standard/V 1/R 2/O<{'11' * 32}>/U<{'22' * 32}>/P -4>>"],
        "/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]",
    )  # fmt: skip
    assert "打开密码" in refuse(tmp_path, locked)


def test_a_scan_is_read_and_marked_where_the_extra_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    item = read(tmp_path, _scan_words("云杉社区网格员走访三十户居民"))
    assert "网格员走访三十户" in item.document.text
    start = item.document.text.index("网格员")
    (place,) = locate(item.document.locator, item.document.text, start, start + 3)
    assert place.is_recognised
    assert place.page == 1
    assert place.box[0] == pytest.approx(60 + 4 * 24, abs=12)
    assert 680 < place.box[1] < 705 < place.box[3] < 730


def _scan_words(words: str) -> bytes:
    """Return a page with these words as a picture, 24 points high at 60, 700."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    font = pytest.importorskip("PIL.ImageFont")
    found = next(iter(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular.ttc")), None)
    if found is None:
        pytest.skip("no Chinese font on this machine")
    page = image.new("L", (1190, 1684), 255)
    draw.Draw(page).text((120, 1684 - 1448), words, 0, font.truetype(str(found), 48))
    buffer = io.BytesIO()
    page.save(buffer, "PDF", resolution=144)
    return buffer.getvalue()
