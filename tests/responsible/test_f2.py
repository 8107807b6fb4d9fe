"""F2: lists of people are ordered by match, then name; no fact about somebody moves them up or down."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from api.wire import SearchRequest
from domain.portrait import Holder
from graph.access import Access
from graph.store import GraphReader
from tests.graph.commits import EDUCATION, WATER, Page, write_award, write_post, write_speech
from tests.responsible.record import open_desk
from tests.responsible.source import judges

ALLOWED_OPTIONS = {"self", "name", "kinds", "organisation", "limit", "front_line", "words", "cursor"}


def put_namesakes(desk: Access) -> list[str]:
    """Store five people whose names begin alike; return their ids in the order of a search."""
    for name, organisation in (
        ("陆怀谷", EDUCATION),
        ("陆怀谷", WATER),
        ("陆怀安", WATER),
        ("陆怀", WATER),
        ("新陆怀", WATER),
    ):
        desk.store.put_document(write_post(name, "科长", organisation, "2024-01-05").commit())
    return [summary.id for summary in desk.search("陆怀")]


@pytest.mark.parametrize("last", [False, True])
def test_facts_do_not_move_anybody(tmp_path: Path, last: bool) -> None:
    """Awards, speeches and posts for the first or the last of the list leave every position as it was."""
    with open_desk(tmp_path) as desk:
        before = put_namesakes(desk)
        assert [(s.name, s.matched_by) for s in desk.search("陆怀")] == [
            ("陆怀", "exact"), ("陆怀安", "prefix"), ("陆怀谷", "prefix"), ("陆怀谷", "prefix"), ("新陆怀", "part"),
        ]  # fmt: skip
        name, organisation = ("新陆怀", WATER) if last else ("陆怀谷", EDUCATION)
        for number in range(6):
            for page in (
                write_award(name, "科长", organisation, f"荣誉{number}", "2024-02-01"),
                write_speech(name, "科长", organisation, f"今年修渠{number}公里", "2024-03-01"),
            ):
                desk.store.put_document(page.commit())
        after = desk.search("陆怀")
        assert len(before) == len(after)
        names = [(s.name, s.matched_by) for s in after]
        assert names == [
            ("陆怀", "exact"), ("陆怀安", "prefix"), ("陆怀谷", "prefix"), ("陆怀谷", "prefix"), ("新陆怀", "part"),
        ]  # fmt: skip
        assert [s.id for s in after if s.name == "陆怀谷"] == sorted(s.id for s in after if s.name == "陆怀谷")


def test_leadership_is_listed_by_post_and_name(tmp_path: Path) -> None:
    """An award or a longer record changes nobody's place in the leadership."""
    with open_desk(tmp_path) as desk:
        page = Page(f"{EDUCATION}局长温如璧、副局长陆怀谷到会。", "2024-05-01")
        page.hold("温如璧", "局长", page.organisation(EDUCATION))
        page.hold("陆怀谷", "副局长", page.organisation(EDUCATION))
        desk.store.put_document(page.commit())
        (entity,) = [m.entity for m in desk.store.find_by_name(EDUCATION)]

        def order() -> list[tuple[str, str]]:
            return [(h.post, h.name) for h in desk.organisation(entity).leadership]

        before = order()
        assert before == sorted(before)
        assert len(before) == 2
        desk.store.put_document(write_award("陆怀谷", "副局长", EDUCATION, "节水先锋", "2024-05-02").commit())
        assert order() == before


def test_nothing_offers_another_order() -> None:
    """Search has no option to sort, and no list of people can be asked for by a quality."""
    for function in (GraphReader.find_by_name, Access.search):
        options = set(inspect.signature(function).parameters)
        assert options <= ALLOWED_OPTIONS, function
    for model in (SearchRequest,):
        assert not {name for name in model.model_fields if "sort" in name or "order" in name or judges(name)}
    assert not {name for name in Holder.__dataclass_fields__ if judges(name)}
