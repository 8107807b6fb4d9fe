"""F2: lists of people are ordered by match, then name; no fact about somebody moves them up or down."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from api.wire import SearchRequest
from domain.portrait import Holder
from graph.access import Access
from graph.store import GraphReader, Store
from tests.graph.commits import EDUCATION, FINANCE, WATER, Page, judge_same, write_award, write_post, write_speech
from tests.responsible.record import Project, open_desk
from tests.responsible.source import judges

ALLOWED_OPTIONS = {
    "self",
    "name",
    "kinds",
    "organisation",
    "limit",
    "front_line",
    "words",
    "cursor",
    "valid_at",
    "known_at",
}


PEOPLE = (
    ("陆怀谷", EDUCATION),
    ("陆怀谷", WATER),
    ("陆怀谷", FINANCE),
    ("陆怀安", WATER),
    ("陆怀", WATER),
    ("新陆怀", WATER),
)
ORDER = [
    ("陆怀", "exact"),
    ("陆怀安", "prefix"),
    ("陆怀谷", "prefix"),
    ("陆怀谷", "prefix"),
    ("陆怀谷", "prefix"),
    ("新陆怀", "part"),
]


def put_namesakes(store: Store) -> None:
    """Store six people whose names begin alike, three of them namesakes."""
    for name, organisation in PEOPLE:
        store.put_document(write_post(name, "科长", organisation, "2024-01-05").commit())


def add_facts(store: Store, name: str, organisation: str) -> None:
    """Store awards, speeches and the term of somebody."""
    for number in range(4):
        for page in (
            write_award(name, "科长", organisation, f"荣誉{number}", "2024-02-01"),
            write_speech(name, "科长", organisation, f"今年修渠{number}公里", "2024-03-01"),
        ):
            store.put_document(page.commit())
    store.put_document(write_post(name, "科长", organisation, "2024-04-01", valid_from="2019-03", note="一事").commit())


@pytest.mark.parametrize(("name", "organisation"), PEOPLE)
def test_facts_do_not_move_anybody(project: Project, name: str, organisation: str) -> None:
    """Whoever awards, speeches and posts are added for, every position is as it was, of namesakes too."""
    with project.open() as (store, desk):
        put_namesakes(store)
        before = [summary.id for summary in desk.search("陆怀")]
        assert [(s.name, s.matched_by) for s in desk.search("陆怀")] == ORDER
        add_facts(store, name, organisation)
        after = desk.search("陆怀")
        assert [(s.name, s.matched_by) for s in after] == ORDER
        places = {member: place for place, s in enumerate(after) for member in desk.choose(entity_id=s.id).members}
        assert [places[entity_id] for entity_id in before] == list(range(len(before)))


def test_facts_do_not_move_neighbours(project: Project) -> None:
    """Next to a bureau people stand in the order of what cannot change; new facts put nobody before another."""
    with project.open() as (store, desk):
        page = Page(f"{EDUCATION}局长温如璧、副局长陆怀谷、科长白砚秋到会。", "2024-05-01")
        for name, title in (("温如璧", "局长"), ("陆怀谷", "副局长"), ("白砚秋", "科长")):
            page.hold(name, title, page.organisation(EDUCATION))
        store.put_document(page.commit())
        (bureau,) = [m.entity for m in store.find_by_name(EDUCATION)]

        def people() -> list[str]:
            return list(dict.fromkeys(o.name for _, o in desk.adjacent(bureau) if o.kind == "Person"))

        before = people()
        assert before == ["温如璧", "白砚秋", "陆怀谷"]
        for name, title in (("白砚秋", "科长"), ("温如璧", "局长")):
            for number in range(3):
                store.put_document(write_award(name, title, EDUCATION, f"荣誉{number}", "2024-05-02").commit())
            assert people() == before


def test_facts_do_not_move_paths(project: Project) -> None:
    """Two ways of equal length between two offices stay in their order, whatever becomes known of those on them."""
    with project.open() as (store, desk):
        for organisation in (EDUCATION, WATER):
            page = Page(f"{organisation}科长陆怀谷、温如璧到会。", "2024-05-01")
            for name in ("陆怀谷", "温如璧"):
                page.hold(name, "科长", page.organisation(organisation))
            store.put_document(page.commit())
        for name in ("陆怀谷", "温如璧"):
            one, two = (m.entity.id for m in store.find_by_name(name))
            store.put_judgement(judge_same(one, two))
        ends = [store.find_by_name(organisation)[0].entity for organisation in (EDUCATION, WATER)]

        def ways() -> list[list[str]]:
            return [[hop.target_name for hop in path] for path in desk.paths(*ends, hops=2).paths]

        before = ways()
        assert {"陆怀谷", "温如璧"} <= {name for way in before for name in way}
        for name in ("温如璧", "陆怀谷"):
            for number in range(3):
                store.put_document(write_award(name, "科长", EDUCATION, f"荣誉{number}", "2024-05-02").commit())
            assert ways() == before


def test_leadership_is_listed_by_post_and_name(tmp_path: Path) -> None:
    """An award or a longer record changes nobody's place in the leadership."""
    with open_desk(tmp_path) as (store, desk):
        page = Page(f"{EDUCATION}局长温如璧、副局长陆怀谷到会。", "2024-05-01")
        page.hold("温如璧", "局长", page.organisation(EDUCATION))
        page.hold("陆怀谷", "副局长", page.organisation(EDUCATION))
        store.put_document(page.commit())
        (entity,) = [m.entity for m in store.find_by_name(EDUCATION)]

        def order() -> list[tuple[str, str]]:
            return [(h.post, h.name) for h in desk.organisation(entity).leadership]

        before = order()
        assert before == sorted(before)
        assert len(before) == 2
        store.put_document(write_award("陆怀谷", "副局长", EDUCATION, "节水先锋", "2024-05-02").commit())
        assert order() == before


def test_nothing_offers_another_order() -> None:
    """Search has no option to sort, and no list of people can be asked for by a quality."""
    for function in (GraphReader.find_by_name, Access.search):
        options = set(inspect.signature(function).parameters)
        assert options <= ALLOWED_OPTIONS, function
    for model in (SearchRequest,):
        assert not {name for name in model.model_fields if "sort" in name or "order" in name or judges(name)}
    assert not {name for name in Holder.__dataclass_fields__ if judges(name)}
