"""Spells in office: what a correction ends, and what the record says of days before its first word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.judgement import Judgement, Verdict
from domain.portrait import OrganisationPage
from graph.organisation import draw_organisation
from graph.portrait import draw_portrait
from graph.sqlite.store import SqliteStore
from tests.graph.commits import EDUCATION, entity_of, judge_same, person_of, write_post

TODAY = date.today()
MONTH = timedelta(days=30)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def draw(store: SqliteStore, day: date) -> OrganisationPage:
    (match,) = store.find_by_name(EDUCATION)
    return draw_organisation(store, match.entity, day.isoformat(), "", TODAY)


def names(page: OrganisationPage) -> tuple[list[str], list[str]]:
    return [h.name for h in page.leadership], [k.name for k in page.last_known]


def test_ended_since_ends_the_holding_on_the_day_of_the_correction(store: SqliteStore) -> None:
    """From that day nobody is shown in the post; earlier days are answered as before; undo restores it."""
    commit = write_post("陆怀谷", "局长", EDUCATION, (TODAY - MONTH).isoformat()).commit()
    store.put_document(commit)
    before = draw(store, TODAY)
    judgement = store.put_judgement(Judgement(commit.statements[0].id, Verdict.ENDED_SINCE, by="馆员甲", why="已调离"))
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    assert names(draw(store, tomorrow)) == ([], [])
    assert names(draw(store, yesterday)) == (["陆怀谷"], [])
    store.undo_judgement(judgement.id)
    assert draw(store, TODAY) == before


def test_later_document_outweighs_the_correction_of_an_earlier_one(store: SqliteStore) -> None:
    """A source of a later day that shows the holding again is believed: the correction was on the older line."""
    commit = write_post("陆怀谷", "局长", EDUCATION, (TODAY - MONTH).isoformat()).commit()
    store.put_document(commit)
    store.put_judgement(Judgement(commit.statements[0].id, Verdict.ENDED_SINCE, by="馆员甲", why="已调离"))
    later = TODAY + MONTH
    store.put_document(write_post("陆怀谷", "局长", EDUCATION, later.isoformat(), note="又见").commit())
    assert names(draw(store, later)) == (["陆怀谷"], [])


def test_nobody_is_last_known_before_the_first_word(store: SqliteStore) -> None:
    """A day long before anything was said has no last known holder: that would come from the future."""
    store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
    assert names(draw(store, date(2010, 1, 1))) == ([], [])
    assert names(draw(store, date(2026, 1, 1))) == ([], ["陆怀谷"])


def test_misread_line_is_no_source(store: SqliteStore) -> None:
    """A document whose only line was judged misread is not listed among the sources of the portrait."""
    good = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
    bad = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="误读").commit()
    for commit in (good, bad):
        store.put_document(commit)
    store.put_judgement(Judgement(bad.statements[0].id, Verdict.MISREAD, by="馆员甲", why="误读"))
    entity = store.find_entity(entity_of(good, "Person").id)
    assert entity is not None
    assert [s.document for s in draw_portrait(store, entity, "", "", TODAY).sources] == [good.document.id]


def test_undated_removal_leaves_later_days_unknown(store: SqliteStore) -> None:
    """A removal of an unknown day may have come right after the last word: nothing is claimed beyond that."""
    shown = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
    removed = write_post("陆怀谷", "局长", EDUCATION, "", status="removed", note="免去").commit()
    for commit in (shown, removed):
        store.put_document(commit)
    store.put_judgement(judge_same(person_of(shown), person_of(removed)))
    assert names(draw(store, date(2024, 1, 5))) == (["陆怀谷"], [])
    assert names(draw(store, date(2024, 3, 1))) == ([], ["陆怀谷"])
