"""A body is found by every way of writing it and shown as a source prints it."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from domain.officials import OfficialsQuery
from graph.officials import draw_officials
from graph.organisation import draw_holders, draw_organisation
from graph.printed import choose_printed, show_body
from graph.sqlite.store import SqliteStore
from graph.summary import summarise
from lexicon.organisations import normalise_organisation
from tests.graph.commits import write_post

TODAY = date(2024, 12, 31)
NORMAL = "奈曼旗文化和旅游局"
SHORT = "奈曼旗文旅局"
OLDER = "奈曼旗文化旅游局"


@pytest.mark.parametrize(
    ("forms", "shown"),
    [((OLDER,), OLDER), ((SHORT,), SHORT), ((SHORT, OLDER), OLDER), ((SHORT, NORMAL, OLDER), NORMAL)],
)
def test_the_shown_name_is_printed_and_the_same_in_any_order(
    tmp_path: Path, forms: tuple[str, ...], shown: str
) -> None:
    """The normal form where a source prints it, else the longest printed one; one entity under one id."""
    ids = set()
    for number, order in enumerate(permutations(forms)):
        store = SqliteStore(tmp_path / f"{number}.db")
        for form in order:
            store.put_document(write_post("陆怀谷", "局长", form, "2024-05-01").commit())
        (match,) = (m for m in store.find_by_name(NORMAL, ("Organisation",)) if m.matched_by == "exact")
        (post,) = (m.entity for m in store.find_by_name("局长", ("Post",)))
        ids.add(match.entity.id)
        summaries = summarise(store, [match.entity, post])
        assert (summaries[match.entity.id].name, summaries[post.id].organisation) == (shown, shown)
        assert draw_organisation(store, match.entity, "", "", TODAY).name == shown
        assert draw_holders(store, match.entity, post, "", "", TODAY).organisation == shown
        page = draw_officials(store, OfficialsQuery(), "", TODAY)
        assert [facet.name for facet in page.organisations] == [shown]
        store.close()
    assert len(ids) == 1


def test_a_form_of_another_body_is_not_shown() -> None:
    """旗文旅局 says too little and 奈曼旗教育局 something else; then the normal form stays."""
    assert normalise_organisation(OLDER) == NORMAL
    assert choose_printed(NORMAL, ["旗文旅局", "奈曼旗教育局"]) == NORMAL


def test_a_short_form_is_shown_by_the_full_name() -> None:
    """县委 and 一中 say nothing out of their article; what says by itself which body it is stays as printed."""
    assert show_body("奈曼旗委", "旗委") == "奈曼旗委"
    assert show_body("奈曼旗第一中学", "一中") == "奈曼旗第一中学"
    assert show_body("奈曼旗委", "中共奈曼旗委员会") == "中共奈曼旗委员会"
    assert show_body("", "旗委") == "旗委"
    assert show_body("石桥乡", "青梧县石桥乡") == "青梧县石桥乡"
