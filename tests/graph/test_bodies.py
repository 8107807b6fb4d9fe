"""Which body a name in a document is: told by the divisions and communities that stand beside it."""

from __future__ import annotations

import pytest

from domain.entity import Entity
from graph.comparison import place_of
from graph.facet import area_facet
from tests.graph.commits import Page


def resolve(page: Page, kind: str = "Organisation") -> list[Entity]:
    return [entity for entity in page.commit().entities if entity.kind == kind]


def say(text: str, *names: str, places: tuple[str, ...] = (), communities: tuple[str, ...] = ()) -> Page:
    """A page that names these bodies, places and communities, each where the last one ended."""
    page = Page(text)
    for words in places:
        page.place(words)
    for words in communities:
        page.community(words)
    for words in names:
        page.organisation(words)
    return page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("中共奈曼旗委员会发文。", "中共奈曼旗委员会"), ("通辽市奈曼旗委发文。", "通辽市奈曼旗委")),
        (("奈曼旗人社局答复。", "奈曼旗人社局"), ("奈曼旗人力资源和社会保障局答复。", "奈曼旗人力资源和社会保障局")),
        (("云岫县政府发文。", "云岫县政府"), ("云岫县人民政府发文。", "云岫县人民政府")),
    ],
)  # fmt: skip
def test_two_ways_of_writing_found_one_entity(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Documents that write a body otherwise meet in one entity."""
    (left,), (right,) = resolve(say(*one)), resolve(say(*other))
    assert left == right


def test_a_shared_name_is_told_by_the_division_beside_it() -> None:
    """朝阳区 in 长春 and in 北京 are two; without a word on it each stays with its document."""
    changchun = resolve(say("长春市下雨。朝阳区公安局出警。", "朝阳区公安局", places=("长春市",)))
    beijing = resolve(say("北京市下雨。朝阳区公安局出警。", "朝阳区公安局", places=("北京市",)))
    alone = resolve(say("朝阳区公安局出警。", "朝阳区公安局"))
    assert [e.name for e in changchun] == ["长春市朝阳区公安局"]
    assert [e.name for e in beijing] == ["北京市朝阳区公安局"]
    assert alone[0].founding not in (changchun[0].founding, f"name:{alone[0].name}")


def test_a_branch_is_of_the_village_that_the_document_places() -> None:
    """The village's street makes its branch certain, and the same as one written with the street."""
    page = Page("甘旗卡镇榆桥村开会。榆桥村党支部发言。")
    page.say("LOCATED_IN", "甘旗卡镇榆桥村", place_of=page.community("榆桥村"), place=page.place("甘旗卡镇"))
    page.organisation("榆桥村党支部")
    (near,) = resolve(page)
    (whole,) = resolve(say("中共甘旗卡镇榆桥村支部委员会开会。", "中共甘旗卡镇榆桥村支部委员会"))
    assert near == whole
    assert near.name == "甘旗卡镇榆桥村党支部"


def test_the_committee_is_apart_from_its_village() -> None:
    """The village is a community, its committee and its branch are two bodies beside it."""
    bodies = ("甘旗卡镇榆桥村村委会", "甘旗卡镇榆桥村党支部")
    page = say(f"甘旗卡镇榆桥村、{bodies[0]}和{bodies[1]}。", *bodies, communities=("甘旗卡镇榆桥村",))
    assert len(resolve(page)) == 2
    assert [e.name for e in resolve(page, "Community")] == ["榆桥村"]


def test_a_firm_takes_the_county_in_front_of_it() -> None:
    """某县｜某某有限公司 is the legal name cut in two; firms of one name in two counties stay two."""
    founded = set()
    for county in ("奈曼旗", "库伦旗"):
        page = Page(f"{county}星禾供热有限责任公司供暖。")
        page.say(
            "LOCATED_IN", f"{county}星禾供热有限责任公司",
            place_of=page.organisation("星禾供热有限责任公司"), place=page.place(county),
        )  # fmt: skip
        (firm,) = resolve(page)
        assert firm.name == f"{county}星禾供热有限责任公司"
        founded.add(firm.id)
    assert len(founded) == 2


def test_a_chain_of_divisions_is_a_place() -> None:
    """The district of a mayor is the division, however many stand before its name."""
    page = Page("北京市朝阳区人民政府区长陆怀谷到会。")
    page.hold("陆怀谷", "区长", page.organisation("北京市朝阳区人民政府"))
    (place,) = resolve(page, "Place")
    assert (place.code, place.name) == ("110105", "朝阳区")


@pytest.mark.parametrize("place", ["云溪县", "石桥市", "湖滨旗"])
def test_an_unlisted_division_is_one_in_all_documents(place: str) -> None:
    """Its government, its offices and the posts in them meet, as the division itself or as its government."""
    pages = []
    for number, body in enumerate((place, f"{place}人民政府", f"{place}人民政府")):
        head = {"县": "县长", "市": "市长", "旗": "旗长"}[place[-1]]
        page = Page(f"{body}{head}陆怀谷第{number}次到会。")
        page.hold("陆怀谷", head, page.place(body) if body == place else page.organisation(body))
        pages.append(page.commit())
    posts = {entity.id for commit in pages for entity in commit.entities if entity.kind == "Post"}
    places = {entity.id for commit in pages for entity in commit.entities if entity.kind == "Place"}
    assert (len(posts), len(places)) == (1, 1)


def test_the_word_for_police_puts_no_bureau_into_a_county() -> None:
    """公安局 of a city lies in the city, one of a short name in its own county."""
    found = {name: place_of(name) for name in ("吉林市公安局", "安吉公安局", "云溪县公安局", "公安局", "公安县教育局")}
    assert {name: area and area.name for name, area in found.items()} == {
        "吉林市公安局": "吉林市",
        "安吉公安局": "安吉县", "云溪县公安局": None, "公安局": None, "公安县教育局": "公安县",
    }  # fmt: skip
    assert area_facet("Organisation", "吉林市公安局", "") == "2202"
