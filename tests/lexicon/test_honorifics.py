"""Titles around names are taken off where a full name stands in them, and nowhere else."""

from __future__ import annotations

import pytest

from lexicon.honorifics import strip_titles


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("温如璧主席", "温如璧"),
        ("旗长温如璧", "温如璧"),
        ("温如璧同志", "温如璧"),
        ("政委温璧同志", "温璧"),
        ("常务副县长欧阳青云", "欧阳青云"),
        ("欧阳青云副检察长", "欧阳青云"),
        ("云岫县水利局局长陆谷", "陆谷"),
        ("党委书记、董事长陆怀谷", "陆怀谷"),
        ("陸懷谷廳長", "陆怀谷"),
        ("陆 怀谷 处长", "陆怀谷"),
        ("苏木达阿木古楞", "阿木古楞"),
        ("其其格支部书记", "其其格"),
        ("艾力·买买提副主席", "艾力·买买提"),
        ("总工程师长孙明", "长孙明"),
        ("副主任任远", "任远"),
        ("师长解放", "解放"),
        ("陆怀谷（女，蒙古族）", "陆怀谷"),
        ("Ms. Wen Rubi", "Wen Rubi"),
        ("Professor Lu Huaigu", "Lu Huaigu"),
    ],
)
def test_titles_are_taken_off(written: str, name: str) -> None:
    """Before, after, on both sides, with a unit, with traditional characters, in English."""
    assert strip_titles(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "温如璧", "陆主席", "欧阳局长", "张总经理", "李大爷", "小陆", "老陆", "主任", "院士", "云岫县教育局", "丁部长",
        "Wen Rubi", "望槐社区居委会主任", "司马校长", "", "·", "解书记", "王副秘书长", "网格员老郑",
    ],
)  # fmt: skip
def test_what_is_no_full_name_stays(written: str) -> None:
    """A surname with a title, a nickname, an office alone, a body: nobody's full name stands there."""
    assert strip_titles(written) == written
