"""Divisions are found by every name they go by, and an ambiguous name is never guessed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lexicon.area_forms import make_short_names
from lexicon.areas import Areas, load_areas


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas()


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("内蒙古", "内蒙古自治区"),
        ("新疆", "新疆维吾尔自治区"),
        ("通辽", "通辽市"),
        ("锡盟", "锡林郭勒盟"),
        ("科左后旗", "科尔沁左翼后旗"),
        ("察右中旗", "察哈尔右翼中旗"),
        ("土右旗", "土默特右旗"),
        ("前郭县", "前郭尔罗斯蒙古族自治县"),
        ("喀左县", "喀喇沁左翼蒙古族自治县"),
        ("东乡县", "东乡族自治县"),
        ("鄂伦春旗", "鄂伦春自治旗"),
        ("湘西州", "湘西土家族苗族自治州"),
        ("海西州", "海西蒙古族藏族自治州"),
    ],
)
def test_short_names_lead_to_the_one_area(areas: Areas, name: str, full: str) -> None:
    """A customary short form finds the area whose full name it stands for."""
    assert [area.name for area in areas.by_name(name) if area.level != "street"] == [full]


def test_a_provinces_short_form_is_the_provinces_alone(areas: Areas) -> None:
    """吉林 and 海南 never mean the city or the prefecture of that name."""
    for name in ("吉林", "海南"):
        assert [area.level for area in areas.by_name(name)] == ["province"]


def test_a_short_form_has_two_characters_at_least() -> None:
    """赵县 has no short form, or every 赵 would be a place."""
    assert make_short_names("赵县", "county") == ()


def test_a_shared_short_form_keeps_both(areas: Areas) -> None:
    """扎旗 is said of two banners: both are returned and nothing is resolved."""
    assert {area.name for area in areas.by_name("扎旗")} == {"扎鲁特旗", "扎赉特旗"}
    assert areas.resolve("扎旗", ()) is None
    resolved = areas.resolve("扎旗", {"兴安盟"})
    assert resolved is not None
    assert resolved.name == "扎赉特旗"


def test_resolve_needs_an_ancestor_in_the_context(areas: Areas) -> None:
    """朝阳区 stays open until the context names what lies above one of them."""
    assert areas.resolve("朝阳区", ()) is None
    assert areas.resolve("朝阳区", {"上海市"}) is None
    found = areas.resolve("朝阳区", {"北京"})
    assert found is not None
    assert found.code == "110105"


def test_resolve_prefers_the_nearer_context(areas: Areas) -> None:
    """With province and city named, the area under both wins over the one under the province alone."""
    twins = [area for area in areas.by_name("城关镇") if area.code.startswith("41")]
    assert len(twins) > 1
    one = twins[0]
    county, *above = areas.parents(one)
    context = {county.name, *(area.name for area in above)}
    assert areas.resolve("城关镇", context) == one
    assert areas.resolve("城关镇", {"河南省"}) is None


def test_resolve_gives_the_only_area_of_a_name(areas: Areas) -> None:
    """A name that one area has needs no context."""
    found = areas.resolve("奈曼旗", ())
    assert found is not None
    assert found.code == "150525"
    assert areas.resolve("没有这个旗", {"内蒙古自治区"}) is None


def test_parents_lead_to_the_province(areas: Areas) -> None:
    """Parents come nearest first; levels that only hold others are not among them."""
    assert [area.name for area in areas.parents(areas.get("150525"))] == ["通辽市", "内蒙古自治区"]
    assert [area.name for area in areas.parents(areas.get("110105"))] == ["北京市"]
    assert areas.is_within(areas.get("150525"), areas.get("15"))
    assert not areas.is_within(areas.get("15"), areas.get("150525"))


def test_a_city_without_districts_stands_once(areas: Areas) -> None:
    """东莞市 is the city; its streets hang on it directly, and so do its communities."""
    assert [area.level for area in areas.by_name("东莞市")] == ["city"]
    city = areas.by_name("东莞市")[0]
    assert {area.level for area in areas if area.parent == city.code} == {"street"}
    assert len(areas.villages(city.code)) > 500


def test_every_parent_exists(areas: Areas) -> None:
    """No area hangs on a code that is not there."""
    assert [area for area in areas if area.parent and areas.find(area.parent) is None] == []


def test_villages_carry_codes_that_name_their_street(areas: Areas) -> None:
    """Villages are read for one county; each belongs to a street of it and has no office in its name."""
    villages = areas.villages("150525")
    assert len(villages) > 300
    assert all(areas.get(village.street).parent == "150525" for village in villages)
    assert [v.name for v in villages if v.kind == "v" and v.name.endswith(("村民委员会", "村委会"))] == []
    assert areas.villages("999999") == ()


def test_prefixes_are_read_as_a_chain(areas: Areas) -> None:
    """A name written with all its divisions is cut into them, as written."""
    assert areas.split_prefixes("内蒙古通辽市奈曼旗某某局") == ("内蒙古", "通辽市", "奈曼旗")
    assert areas.split_prefixes("某某局") == ()


def test_loading_is_quick() -> None:
    """Loading all areas takes less than a second in a fresh interpreter on a busy machine (0.15 measured)."""
    code = (
        "import lexicon.areas, time; t = time.perf_counter(); lexicon.areas.load_areas();print(time.perf_counter() - t)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert float(done.stdout) < 1
