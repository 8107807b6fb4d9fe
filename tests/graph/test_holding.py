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
from tests.graph.commits import EDUCATION, WATER, entity_of, judge_same, person_of, write_post

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


def serve_two_terms(store: SqliteStore) -> None:
    """Appointed, seen, removed, appointed anew, seen: the documents of two terms in one post."""
    for page in (
        write_post("陆怀谷", "局长", EDUCATION, "2020-05-20", status="appointed", valid_from="2020-05"),
        write_post("陆怀谷", "局长", EDUCATION, "2021-04-10", note="一见"),
        write_post("陆怀谷", "局长", EDUCATION, "2021-05-20", status="removed", valid_to="2021-05", note="免"),
        write_post("陆怀谷", "局长", EDUCATION, "2021-12-20", status="appointed", valid_from="2021-12", note="再任"),
        write_post("陆怀谷", "局长", EDUCATION, "2022-03-10", note="再见"),
    ):
        store.put_document(page.commit())


def test_an_appointment_after_an_end_opens_a_new_spell(store: SqliteStore) -> None:
    """Two terms in one post stay two, also when a person has said that one held both; the gap is nobody's."""
    serve_two_terms(store)
    assert names(draw(store, date(2020, 8, 1))) == (["陆怀谷"], [])
    assert names(draw(store, date(2021, 9, 1))) == ([], [])
    assert names(draw(store, date(2022, 3, 10))) == (["陆怀谷"], [])
    first, second = store.find_by_name("陆怀谷")
    store.put_judgement(judge_same(first.entity.id, second.entity.id))
    (match,) = store.find_by_name("陆怀谷")
    posts = draw_portrait(store, match.entity, "", "", TODAY).posts
    assert [(post.valid_from, post.valid_to) for post in posts] == [("2020-05", "2021-05"), ("2021-12", "")]


def test_terms_told_later_stay_apart(store: SqliteStore) -> None:
    """Three notices of one year about two earlier terms: the days they name count, not the days they came out."""
    for number, (status, since, until) in enumerate(
        (("appointed", "2020-05", ""), ("removed", "", "2021-05"), ("appointed", "2024-05", ""))
    ):
        page = write_post(
            "陆怀谷", "局长", EDUCATION, f"2024-0{number + 2}-02", status=status, valid_from=since, valid_to=until,
            note=f"{number}",
        )  # fmt: skip
        store.put_document(page.commit())
    assert names(draw(store, date(2024, 6, 1)))[0] == ["陆怀谷"]
    assert names(draw(store, date(2022, 6, 1)))[0] == []


def test_a_year_asks_for_any_of_its_days(store: SqliteStore) -> None:
    """2020 is covered by a term that began in May of it; 2019 is not."""
    serve_two_terms(store)
    (match,) = store.find_by_name(EDUCATION)
    for year, holders in (("2019", []), ("2020", ["陆怀谷"]), ("2021-07", []), ("2021-12", ["陆怀谷"])):
        page = draw_organisation(store, match.entity, year, "", TODAY)
        assert names(page) == (holders, []), year
        assert page.as_of.valid == year


def test_who_was_shown_before_an_appointment_began_unsaid(store: SqliteStore) -> None:
    """A new term appoints again whoever holds the post; the day of that is no beginning, a month's haste is none."""
    store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2020-12-01").commit())
    store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2021-06-20", status="appointed", note="任").commit())
    store.put_document(write_post("郁知秋", "局长", WATER, "2021-06-10").commit())
    store.put_document(write_post("郁知秋", "局长", WATER, "2021-06-20", status="appointed", note="任").commit())
    begins = {}
    for organisation in (EDUCATION, WATER):
        (match,) = store.find_by_name(organisation)
        page = draw_organisation(store, match.entity, "2021-07-01", "", TODAY)
        begins |= {holder.name: holder.valid_from for holder in page.leadership}
    assert begins == {"陆怀谷": "", "郁知秋": "2021-06-20"}
