"""Paths: hubs are cut and said, and only what was true at one time joins where that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.mention import MentionKind
from domain.portrait import PathsPage
from domain.statement import Value
from graph.holding import gather_spells
from graph.path import find_paths
from graph.sqlite.store import SqliteStore
from graph.tie import find_ties
from tests.graph.commits import EDUCATION, WATER, Page, judge_same, write_post

ONE, TWO = "陆怀谷", "温如璧"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def serve(
    store: SqliteStore, name: str, title: str, body: str, since: str = "", until: str = "", day: str = "2024-03-05"
) -> None:
    """Store a page that states somebody in a post."""
    status = "former" if until else "current"
    page = write_post(
        name, title, body, day, status=status, valid_from=since, valid_to=until, note=f"{since}{until}{day}"
    )
    store.put_document(page.commit())


def join(store: SqliteStore, name: str) -> None:
    """Judge all of a name to be one person."""
    first, *others = (match.entity.id for match in store.find_by_name(name))
    for other in others:
        store.put_judgement(judge_same(first, other))


def ask(
    store: SqliteStore, one: str = ONE, two: str = TWO, *, overlapping: bool = False, valid_at: str = ""
) -> PathsPage:
    ends = [store.find_by_name(name)[0].entity for name in (one, two)]
    return find_paths(store, *ends, overlapping=overlapping, valid_at=valid_at)


@pytest.mark.parametrize(
    ("day", "joined"), [("2019-06-01", True), ("2019", True), ("2018-12-31", False), ("2020-02-10", False)]
)
def test_a_day_asks_for_ties_of_that_day(store: SqliteStore, day: str, joined: bool) -> None:
    """Both were in one unit through 2019: on a day before or after, nothing joins them."""
    serve(store, ONE, "局长", EDUCATION, "2019-01", "2020-01")
    serve(store, TWO, "副局长", EDUCATION, "2019-01", "2020-01")
    page = ask(store, valid_at=day)
    assert (bool(page.paths), page.overlapping) == (joined, True)


@pytest.mark.parametrize(("day", "joined"), [("2024-03-11", True), ("2024-03-12", False), ("2024-03", True)])
def test_a_day_behind_the_day_of_an_end_joins_nobody(store: SqliteStore, day: str, joined: bool) -> None:
    serve(store, ONE, "局长", EDUCATION, "2020-01", "2024-03-12", day="2025-01-01")
    serve(store, TWO, "副局长", EDUCATION, "2020-01", "2024-12", day="2025-01-02")
    assert bool(ask(store, valid_at=day).paths) is joined


def through(page: PathsPage) -> list[list[str]]:
    return [[hop.target_name for hop in path] for path in page.paths]


@pytest.mark.parametrize("unit", ["内蒙古自治区", "中国", "青海省"])
def test_a_province_joins_nobody(store: SqliteStore, unit: str) -> None:
    """Two who serve one province are not joined by it; it is named as cut; asked about itself it is an end."""
    serve(store, ONE, "主席", unit, "2019-01", "2020-01")
    serve(store, TWO, "副主席", unit, "2019-01", "2020-01")
    join(store, unit)
    page = ask(store)
    assert page.paths == ()
    assert page.cut == (unit,)
    assert through(ask(store, ONE, unit))[0] == [unit]


def test_one_unit_in_different_years_joins_only_without_the_option(store: SqliteStore) -> None:
    """2010 to 2012 and 2015 to 2018 in one bureau: a path, and none where it must be of one time."""
    serve(store, ONE, "局长", EDUCATION, "2010-01", "2012-12")
    serve(store, TWO, "科长", EDUCATION, "2015-01", "2018-12")
    assert [EDUCATION, TWO] in through(ask(store))
    page = ask(store, overlapping=True)
    assert (page.paths, page.overlapping) == ((), True)


def test_one_unit_in_the_same_months_joins(store: SqliteStore) -> None:
    """The hops tell the months of each side, with its own evidence."""
    serve(store, ONE, "局长", EDUCATION, "2010-01", "2016-12")
    serve(store, TWO, "科长", EDUCATION, "2015-01", "2018-12")
    (path,) = [p for p in ask(store, overlapping=True).paths if len(p) == 2]
    assert [(h.valid_from, h.valid_to) for h in path] == [("2010-01", "2016-12"), ("2015-01", "2018-12")]
    assert all(hop.evidence for hop in path)


def test_seen_before_and_after_is_held_between(store: SqliteStore) -> None:
    """Two reports of one holding a few months apart show the months between them, in which the other was seen."""
    serve(store, ONE, "局长", EDUCATION, day="2020-01-05")
    serve(store, ONE, "局长", EDUCATION, day="2020-09-05")
    serve(store, TWO, "科长", EDUCATION, day="2020-05-05")
    join(store, ONE)
    assert [EDUCATION, TWO] in through(ask(store, overlapping=True))


def test_years_that_touch_and_undated_ties_do_not_join(store: SqliteStore) -> None:
    """Of 2018 and of 2018 no month is known to be the same; of a document without a date nothing is."""
    serve(store, ONE, "局长", EDUCATION, "2015", "2018")
    serve(store, TWO, "科长", EDUCATION, "2018", "2020")
    serve(store, "钟离朔", "主任", EDUCATION, day="")
    assert ask(store, overlapping=True).paths == ()
    assert ask(store, ONE, "钟离朔", overlapping=True).paths == ()
    assert ask(store, ONE, "钟离朔").paths


@pytest.mark.parametrize(
    ("end", "begin", "title", "joined"),
    [
        ("2024-03-12", "2024-03-12", "副局长", False),
        ("2024-03-12", "2024-03-20", "副局长", False),
        ("2024-03-12", "2024-03-11", "副局长", True),
        ("2024-03", "2024-03-20", "副局长", True),
        ("2024-03", "2024-03", "局长", False),
        ("2024-03-12", "2024-03-02", "局长", False),
    ],
)
def test_who_follows_was_not_there_beside_the_one_before(
    store: SqliteStore, end: str, begin: str, title: str, joined: bool
) -> None:
    """Days are compared where both are told; two holders of a one-person post never share the month of the handover."""
    serve(store, ONE, "局长", EDUCATION, "2020-01", end, day="2025-01-01")
    serve(store, TWO, title, EDUCATION, begin, "2024-12", day="2025-01-02")
    assert bool(ask(store, overlapping=True).paths) is joined
    views = [
        view
        for said in store.statements_about_each(
            [store.find_by_name(name)[0].entity.id for name in (ONE, TWO)], ("HOLDS_POST",), ("person",)
        ).values()
        for view in said
    ]
    one, two = sorted(gather_spells(views), key=lambda spell: spell.person.text != ONE)
    ties = find_ties(store, one.person.entity_id, [one], one.statements, "").ties
    assert [tie.person for tie in ties] == [two.person.entity_id] * joined


def test_all_ties_of_a_path_share_a_month(store: SqliteStore) -> None:
    """A met B in 2012 and B met C in 2019: each pair overlaps, the path as a whole was never true at once."""
    serve(store, ONE, "局长", EDUCATION, "2011-01", "2013-12")
    serve(store, "钟离朔", "副局长", EDUCATION, "2012-01", "2014-12")
    serve(store, "钟离朔", "局长", WATER, "2018-01", "2020-12")
    serve(store, TWO, "科长", WATER, "2019-01", "2022-12")
    join(store, "钟离朔")
    assert [EDUCATION, "钟离朔", WATER, TWO] in through(ask(store))
    assert ask(store, overlapping=True).paths == ()
    serve(store, "钟离朔", "兼职督导员", EDUCATION, "2012-02", "2013-06")
    serve(store, TWO, "副科长", WATER, "2012-03", "2012-09")
    serve(store, "钟离朔", "副局长", WATER, "2011-01", "2013-01")
    for name in ("钟离朔", TWO):
        join(store, name)
    assert [EDUCATION, "钟离朔", WATER, TWO] in through(ask(store, overlapping=True))


def test_an_award_of_another_year_joins_nobody(store: SqliteStore) -> None:
    """The same award in different years is no common time; in the same month it is."""
    for name, title, body, day in ((ONE, "局长", EDUCATION, "2021-06-01"), (TWO, "科长", WATER, "2023-06-01")):
        page = Page(f"{body}{title}{name}获“节水先锋”称号。", day)
        page.hold(name, title, page.organisation(body))
        page.say(
            "RECEIVED_AWARD", recipient=page.person(name), award=page.name(MentionKind.AWARD, "节水先锋"),
            year=Value(day[:4]),
        )  # fmt: skip
        store.put_document(page.commit())
    assert ask(store).paths
    assert ask(store, overlapping=True).paths == ()
