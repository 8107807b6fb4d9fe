"""OFD: the pages of the national standard, character by character."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from domain.locator import locate
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from tests.ingest.office import HEAD, make_zip

NAME = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRE = 72 / 25.4


def make_ofd(*pages: str, root: str = "Doc_0/Document.xml") -> bytes:
    """Return an OFD with these contents of its pages."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}/Content.xml"/>' for n in range(len(pages)))
    members = {
        "OFD.xml": f"{HEAD}<ofd:OFD {NAME}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {NAME}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, content in enumerate(pages):
        members[f"Doc_0/Pages/P{number}/Content.xml"] = (
            f"{HEAD}<ofd:Page {NAME}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return make_zip(members)


def words(left: float, top: float, text: str, steps: str = "") -> str:
    """Return a text object of 5 mm."""
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{left} {top} 150 6" Font="1" Size="5"><ofd:TextCode X="0" Y="4.4"{delta}>'
        f"{text}</ofd:TextCode></ofd:TextObject>"
    )


def read(folder: Path, data: bytes) -> Item | InputError:
    """Return what becomes of an OFD."""
    (folder / "公文.ofd").write_bytes(data)
    (found,) = iter_items([folder / "公文.ofd"])
    return found


def test_each_character_has_its_page_and_box(tmp_path: Path) -> None:
    data = make_ofd(words(20, 30, "云杉社区召开大会", "g 7 5"), words(20, 50, "网格员发言", "5 5 6 5"))
    item = read(tmp_path, data)
    assert isinstance(item, Item), str(item)
    text = item.document.text
    assert text == "云杉社区召开大会\n网格员发言"
    (place,) = locate(item.document.locator, text, text.index("员"), text.index("员") + 1)
    assert place.page == 2
    assert place.box == pytest.approx(
        [30 * MILLIMETRE, (297 - 55) * MILLIMETRE, 36 * MILLIMETRE, (297 - 50) * MILLIMETRE], abs=0.4
    )


def test_runs_of_one_line_are_one_line(tmp_path: Path) -> None:
    content = words(20, 30, "姓名") + words(60, 30, "职务") + words(70, 30, "级") + words(20, 40, "甲")
    item = read(tmp_path, make_ofd(content))
    assert isinstance(item, Item), str(item)
    assert item.document.text == "姓名 职务级\n甲"
    start = item.document.text.index("职")
    (place,) = locate(item.document.locator, item.document.text, start, start + 2)
    assert (place.box[0], place.box[2]) == pytest.approx((60 * MILLIMETRE, 70 * MILLIMETRE), abs=0.4)


def test_each_fault_has_its_own_words(tmp_path: Path) -> None:
    whole = make_ofd(words(20, 30, "文"))
    picture = make_ofd('<ofd:ImageObject ID="1" ResourceID="2" Boundary="0 0 210 297"/>')
    for data, said in (
        (whole[:-40], "截断"), (make_zip({"a": "b"}), "不是 OFD"), (make_ofd(root="Doc_9/x.xml"), "缺少必要的部分"),
        (picture, "第 1 页"),
    ):  # fmt: skip
        error = read(tmp_path, data)
        assert isinstance(error, InputError)
        assert said in str(error)
