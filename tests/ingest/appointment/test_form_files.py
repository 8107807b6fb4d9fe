"""Files of forms as they come: encodings, oddities of XML, the older format, and files that are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from domain.errors import InputError
from ingest.appointment.form import MAX_DEPTH, MAX_FIELD
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from tests.ingest.appointment.cases import CASES, truth_of, write_xml

CASE = next(case for case in CASES if case["name"] == "柏长川")
TAGS: dict[str, Any] = CASE["tags"]
SECRET = "孟遥岑"
"""A name that stands only where nothing may be kept, or in a file that is refused."""


def read(path: Path, data: bytes) -> Item | InputError:
    path.write_bytes(data)
    return next(iter(iter_items([path])))


def read_form(tmp_path: Path, data: bytes, name: str = "form.lrmx") -> Item:
    item = read(tmp_path / name, data)
    assert isinstance(item, Item), item
    return item


def posts_of(item: Item) -> set[tuple[str | None, ...]]:
    assert item.form is not None
    return {
        (s.text_of("org") or None, s.text_of("post") or None, r.valid_from or None, r.valid_to or None)
        for s, r in zip(item.form.statements, item.form.readings, strict=True)
        if s.predicate == "HOLDS_POST" and s.text_of("status") != "removal_proposed"
    }


WANTED = {(p["organisation"], p["post"], p["valid_from"], p["valid_to"]) for p in truth_of(CASE)["posts"]}


@pytest.mark.parametrize("declared", ["utf-8", "GB2312", "gb18030", "utf-16"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_decide_and_a_wrong_declaration_is_told(tmp_path: Path, codec: str, declared: str) -> None:
    xml = write_xml(TAGS).replace('encoding="utf-8"', f'encoding="{declared}"')

    item = read_form(tmp_path, xml.encode(codec))

    same = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "gb18030": "gb", "utf-16": "utf-16"}[codec]
    assert posts_of(item) == WANTED
    assert bool(item.warnings) == (not declared.lower().startswith(same))


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n\n", "<br/>", "", "；", "&#xD;\n"])
def test_lines_are_cut_before_their_dates_whatever_stands_between(tmp_path: Path, between: str) -> None:
    resume = TAGS["JianLi"].replace("\n", "\x01")
    xml = write_xml(TAGS | {"JianLi": resume}).replace("\x01", between.replace("<", "&lt;").replace(">", "&gt;"))

    assert posts_of(read_form(tmp_path, xml.encode())) == WANTED


def test_a_line_wrapped_inside_a_name_is_read_whole(tmp_path: Path) -> None:
    resume = TAGS["JianLi"].replace("住房和城乡建设局党组成员、总", "住房和城乡\n                  建设局党组成员、总")

    item = read_form(tmp_path, write_xml(TAGS | {"JianLi": resume}).encode())

    assert posts_of(item) == WANTED
    assert "青梧县住房和城乡建设局党组成员、总工程师" in item.document.text


def test_name_spaces_self_closing_tags_and_unknown_tags_do_no_harm(tmp_path: Path) -> None:
    xml = write_xml(TAGS).replace(
        "<Person>", '<Person xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="false"><ZhuanChang/>'
    )
    xml = xml.replace("</Person>", f"<BenDiZiDuan>{SECRET}</BenDiZiDuan></Person>")

    item = read_form(tmp_path, xml.encode())

    assert posts_of(item) == WANTED
    assert SECRET not in item.document.text
    assert [f.column for f in item.faults if f.kind == "unknown_tag"] == ["ZhuanChang", "BenDiZiDuan"]


def test_dropped_fields_are_named_by_their_tag_only(tmp_path: Path) -> None:
    item = read_form(tmp_path, write_xml(TAGS | {"RenMianLiYou": SECRET, "ZhaoPian": "QUJD\nREVG"}).encode())

    dropped = {f.column for f in item.faults if f.kind == "dropped"}
    assert {"MinZu", "JianKangZhuangKuang", "RenMianLiYou", "TianBiaoRen", "ShenFenZheng", "ZhaoPian"} <= dropped
    assert "JiaTingChengYuan" in dropped
    assert not any(SECRET in text for text in (item.document.text, repr(item.faults), repr(item.form)))


def test_the_older_format_gives_the_same_statements(tmp_path: Path) -> None:
    item = read_form(tmp_path, write_lrm(TAGS).encode("gb18030"), "form.lrm")

    assert posts_of(item) == WANTED
    assert "甘露生" not in item.document.text
    assert item.document.encoding == "gb18030"


HOSTILE = {
    "doctype": f'<!DOCTYPE Person [<!ENTITY a "{SECRET}">]><Person><XingMing>&a;</XingMing></Person>',
    "bomb": '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Person><XingMing>&b;</XingMing></Person>',
    "external": '<!DOCTYPE p SYSTEM "file:///etc/hostname"><Person><XingMing>x</XingMing></Person>',
    "root": f"<Leute><XingMing>{SECRET}</XingMing></Leute>",
    "cut off": f"<Person><XingMing>{SECRET}</XingMing><JianLi>1997.12",
    "deep": "<Person>" + "<a>" * MAX_DEPTH + SECRET,
    "long": f"<Person><XingMing>{SECRET}</XingMing><JianLi>{'字' * (MAX_FIELD + 1)}</JianLi></Person>",
    "nameless": f"<Person><XingMing> </XingMing><JianLi>{SECRET}</JianLi></Person>",
    "no xml": SECRET,
}


@pytest.mark.parametrize("xml", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_form_is_refused_without_a_word_of_it(tmp_path: Path, xml: str) -> None:
    error = read(tmp_path / "form.lrmx", xml.encode())

    assert isinstance(error, InputError)
    assert error.remedy
    assert SECRET not in str(error)


@pytest.mark.parametrize("data", [f"{SECRET}".encode(), f'"{SECRET}","男"'.encode("gb18030"), b"\xff\xff\x81"])
def test_a_file_with_too_few_fields_is_refused_without_a_word_of_it(tmp_path: Path, data: bytes) -> None:
    error = read(tmp_path / "form.lrm", data)

    assert isinstance(error, InputError)
    assert SECRET not in str(error)


def write_lrm(tags: dict[str, Any]) -> str:
    """Return a form of the older kind: 33 quoted fields, the family in parts joined by @."""
    at = {0: "XingMing", 1: "XingBie", 2: "ChuShengNianYue", 3: "MinZu", 4: "JiGuan", 5: "RuDangShiJian",
          6: "JianKangZhuangKuang", 8: "CanJiaGongZuoShiJian", 17: "JianLi", 18: "JiangChengQingKuang",
          19: "NianDuKaoHeJieGuo", 25: "XianRenZhiWu", 26: "NiRenZhiWu", 27: "NiMianZhiWu", 28: "RenMianLiYou",
          29: "ChengBaoDanWei", 31: "TianBiaoRen", 32: "TianBiaoShiJian"}  # fmt: skip
    fields = [tags.get(at.get(number, ""), "") for number in range(33)]
    for number, part in ((20, 0), (21, 1), (24, 2)):
        fields[number] = "@".join(member[part] for member in tags["Family"])
    fields[9], fields[10] = "大专###", "湖阳广播电视大学法律专业###"
    return ",".join(f'"{field}"' for field in fields)
