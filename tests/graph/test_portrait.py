"""A portrait: tenure, concurrent posts, what sources leave out, what each section rests on, and ties by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest

from domain.portrait import Length, Portrait
from domain.statement import Value
from graph.hub import HUB, is_wide
from graph.portrait import draw_portrait
from graph.sqlite.store import SqliteStore
from graph.stretch import length_between
from tests.graph.commits import EDUCATION, FINANCE, WATER, Page, judge_same, write_post

TODAY = date(2024, 12, 31)
NAME = "陆怀谷"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def draw(store: SqliteStore, name: str = NAME, valid_at: str = "") -> Portrait:
    (match,) = store.find_by_name(name)
    return draw_portrait(store, match.entity, valid_at, "", TODAY)


def career(*terms: tuple[str, str, str, str], name: str = NAME, published: str = "2024-03-05") -> Page:
    """Return a page that states several posts of one person: organisation, title, from, to."""
    text = "；".join(f"{since}至{until}任{body}{title}" for body, title, since, until in terms)
    page = Page(f"{name}的履历：{text}。", published)
    for body, title, since, until in terms:
        page.say(
            "HOLDS_POST", f"任{body}{title}", valid_from=since, valid_to=until, person=page.person(name),
            post=page.post(title), org=page.organisation(body), status=Value("former" if until else "current"),
        )  # fmt: skip
    return page


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2019-03", "2023-12", Length(57, 57, "month")),
        ("2019-03-20", "2019-05-10", Length(1, 1, "day")),
        ("2019-03-10", "2019-05-10", Length(2, 2, "day")),
        ("2019", "2021", Length(13, 35, "year")),
        ("2019-11", "2021", Length(14, 25, "year")),
        ("2019", "2019", Length(0, 11, "year")),
        ("", "2021", None),
        ("2019", "", None),
        ("2021", "2019", None),
    ],
)
def test_length_is_as_exact_as_its_dates(since: str, until: str, expected: Length | None) -> None:
    """Only where both ends are stated; years alone leave a range of months."""
    assert length_between(since, until) == expected


def test_posts_in_the_same_months_are_concurrent(store: SqliteStore) -> None:
    """Two posts that a source dates into the same months; a post that came after is none."""
    store.put_document(
        career(
            (EDUCATION, "局长", "2019-03", "2022-06"), (WATER, "副局长", "2022-01", "2023-05"),
            (FINANCE, "科长", "2023-05", "2024-01"),
        ).commit()
    )  # fmt: skip
    found = draw(store).concurrent
    assert [(c.post, c.other_post, c.valid_from, c.valid_to) for c in found] == [
        ("局长", "副局长", "2022-01", "2022-06"), ("副局长", "科长", "2023-05", "2023-05"),
    ]  # fmt: skip
    assert all(c.evidence and c.other_evidence for c in found)


def test_a_year_alone_makes_nothing_concurrent(store: SqliteStore) -> None:
    """Left in 2022 and begun in 2022: nothing says that it was the same month."""
    store.put_document(career((EDUCATION, "局长", "2019", "2022"), (WATER, "副局长", "2022", "2024")).commit())
    assert draw(store).concurrent == ()


def test_silence_between_posts_is_said_of_the_sources(store: SqliteStore) -> None:
    """The stretch without any post is named with the posts around it; one month between two is none."""
    store.put_document(
        career(
            (EDUCATION, "科长", "2008-01", "2010-06"), (EDUCATION, "局长", "2010-07", "2012-03"),
            (WATER, "副局长", "2015-09", "2019-01"),
        ).commit()
    )  # fmt: skip
    portrait = draw(store)
    assert [(s.valid_from, s.valid_to) for s in portrait.silences] == [("2012-03", "2015-09")]
    assert portrait.gaps[-1] == "任职：2012-03 至 2015-09 来源未载"
    assert portrait.silences[0].evidence
    assert portrait.silences[0].other_evidence


def test_a_post_beside_covers_the_silence(store: SqliteStore) -> None:
    """Between two posts there is no silence while a third is held."""
    store.put_document(
        career(
            (EDUCATION, "科长", "2008-01", "2010-06"), (WATER, "副局长", "2015-09", "2019-01"),
            (FINANCE, "局长", "2009-01", "2016-01"),
        ).commit()
    )  # fmt: skip
    assert draw(store).silences == ()


def test_posts_only_seen_are_silent_after_twelve_months(store: SqliteStore) -> None:
    """Where no end is stated, a few months between two reports are no silence; more than a year is."""
    for day, title, body in (("2020-01-05", "科长", EDUCATION), ("2020-08-05", "副局长", EDUCATION)):
        store.put_document(write_post(NAME, title, body, day).commit())
    first, second = (m.entity.id for m in store.find_by_name(NAME))
    store.put_judgement(judge_same(first, second))
    assert draw(store).silences == ()


def test_sections_count_statements_and_dates(store: SqliteStore) -> None:
    """Each section tells its lines, statements, documents and days; an empty one is there with nothing."""
    for day in ("2024-01-05", "2024-02-05"):
        store.put_document(write_post(NAME, "局长", EDUCATION, day, note=day).commit())
    sections = {section.name: section for section in draw(store).sections}
    assert astuple(sections["posts"]) == ("posts", 1, 2, 2, "2024-01-05", "2024-02-05")
    assert astuple(sections["born"]) == ("born", 0, 0, 0, "", "")
    assert {"native_place", "education", "joined", "awards", "training", "belongs_to"} <= sections.keys()


def test_same_unit_in_the_same_months_ties(store: SqliteStore) -> None:
    """Evidence on both sides, the months of both, by name; who was there before or after is not tied."""
    store.put_document(career((EDUCATION, "局长", "2018-01", "2020-12")).commit())
    for name, since, until in (
        ("温如璧", "2020-06", "2023-01"),
        ("钟离朔", "2010-01", "2017-12"),
        ("白砚秋", "2017-05", "2018-01"),
    ):
        store.put_document(career((EDUCATION, "副局长", since, until), name=name).commit())
    store.put_document(career((WATER, "副局长", "2018-01", "2020-12"), name="闻人远").commit())
    ties = draw(store).ties
    assert [(t.name, t.rule, t.what, t.valid_from, t.valid_to) for t in ties] == [
        ("温如璧", "unit", EDUCATION, "2020-06", "2020-12"), ("白砚秋", "unit", EDUCATION, "2018-01", "2018-01"),
    ]  # fmt: skip
    for tie in ties:
        assert {c.quote for c in tie.evidence} == {f"任{EDUCATION}局长"}
        assert {c.quote for c in tie.other_evidence} == {f"任{EDUCATION}副局长"}
    documents = {source.document for source in draw(store).sources}
    assert {c.document for tie in ties for c in (*tie.evidence, *tie.other_evidence)} <= documents


def test_years_that_only_touch_tie_nobody(store: SqliteStore) -> None:
    """2018 to 2020 and 2020 to 2023 may have missed each other by months: no phantom overlap."""
    store.put_document(career((EDUCATION, "局长", "2018", "2020")).commit())
    store.put_document(career((EDUCATION, "副局长", "2020", "2023"), name="温如璧").commit())
    assert draw(store).ties == ()


@pytest.mark.parametrize("unit", ["内蒙古自治区", "山东省", "中国"])
def test_a_province_ties_nobody_and_is_named(store: SqliteStore, unit: str) -> None:
    """However little is said of it, it is no unit in which people meet; what was cut is said."""
    for name, title in ((NAME, "主席"), ("温如璧", "副主席")):
        store.put_document(career((unit, title, "2018-01", "2020-12"), name=name).commit())
    first, *others = (match.entity.id for match in store.find_by_name(unit))
    for other in others:
        store.put_judgement(judge_same(first, other))
    portrait = draw(store)
    assert portrait.ties == ()
    assert portrait.ties_cut == (unit,)
    assert is_wide(unit)
    assert not is_wide(EDUCATION)


def test_a_unit_in_too_many_statements_is_cut(store: SqliteStore) -> None:
    store.put_document(career((EDUCATION, "局长", "2018-01", "2020-12")).commit())
    page = Page(f"{EDUCATION}：" + "，".join(f"{EDUCATION}第{n}科科长钟离{n:03d}号" for n in range(HUB)) + "。")
    for n in range(HUB):
        page.say(
            "HOLDS_POST", valid_from="2019-01", person=page.person(f"钟离{n:03d}号"), post=page.post(f"第{n}科科长"),
            org=page.organisation(EDUCATION),
        )  # fmt: skip
    store.put_document(page.commit())
    portrait = draw(store)
    assert portrait.ties == ()
    assert portrait.ties_cut == (EDUCATION,)


def study(name: str, major: str, day: str, kind: str = "training", level: str = "结业") -> Page:
    """Return a page on which an official attends a course."""
    school = "青海云岫行政学院"
    page = Page(f"{EDUCATION}第{name[0]}科科长{name}在{school}参加{major}，{level}。", "2024-03-05")
    page.say(
        "HOLDS_POST", status=Value("current"), person=page.person(name), post=page.post(f"第{name[0]}科科长"),
        org=page.organisation(EDUCATION),
    )  # fmt: skip
    page.say(
        "EDUCATED", person=page.person(name), level=page.value(level), kind=Value(kind), major=page.value(major),
        school=page.organisation(school), date=Value(day),
    )  # fmt: skip
    return page


def test_same_course_at_the_same_time_ties(store: SqliteStore) -> None:
    """School, course and time must be the same; the school alone ties nobody."""
    store.put_document(study(NAME, "青年干部班", "2015-03").commit())
    for name, major, day in (
        ("温如璧", "青年干部班", "2015-03"),
        ("白砚秋", "青年干部班", "2016-03"),
        ("钟离朔", "财务班", "2015-03"),
    ):
        store.put_document(study(name, major, day).commit())
    found = [(t.name, t.rule, t.valid_from) for t in draw(store).ties if t.rule == "course"]
    assert found == [("温如璧", "course", "2015-03")]


def test_same_activity_ties_and_the_same_text_does_not(store: SqliteStore) -> None:
    """Two who hold one activity are tied by it; who stands in the text with another activity is not."""
    page = Page(f"{EDUCATION}局长{NAME}、{WATER}科长温如璧主持读书会，{FINANCE}主任钟离朔主持歌会。", "2024-03-05")
    for name, title, body, activity in (
        (NAME, "局长", EDUCATION, "读书会"), ("温如璧", "科长", WATER, "读书会"), ("钟离朔", "主任", FINANCE, "歌会"),
    ):  # fmt: skip
        page.hold(name, title, page.organisation(body))
        page.say("HELD_ACTIVITY", organiser=page.person(name), activity=page.value(activity), kind=Value("culture"))
    store.put_document(page.commit())
    (tie,) = draw(store).ties
    assert (tie.name, tie.rule, tie.what) == ("温如璧", "activity", "读书会")
    assert tie.evidence
    assert tie.other_evidence
