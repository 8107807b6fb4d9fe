"""The desk's search of officials: words become a query, people come by name with their posts and evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from domain.errors import NotFound
from graph.access import Access
from graph.audit import AuditLog
from graph.officials import LINES, Wanted, find_area, parse_line
from graph.policy import Reader
from graph.sqlite.store import SqliteStore
from lexicon.posts import Line
from tests.graph.commits import EDUCATION, Page, judge_same, write_post

DAY = "2024-01-05"
CHIFENG = "内蒙古自治区赤峰市教育局"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[SqliteStore, Access]]:
    store, audit = SqliteStore(tmp_path / "store.db"), AuditLog(tmp_path / "audit.db")
    yield store, Access(store, audit, Reader(), lambda: date(2024, 6, 30))
    audit.close()
    store.close()


def test_every_line_of_the_lexicon_can_be_asked_for() -> None:
    assert LINES.keys() == {str(line) for line in Line if line is not Line.PROFESSIONAL_RANK} | {"title", "other"}
    for code, name in LINES.items():
        assert parse_line(code) == parse_line(name) == code
    assert parse_line("党") == "party"
    with pytest.raises(NotFound, match="政府"):
        parse_line("太空")


@pytest.mark.parametrize(("name", "code"), [("内蒙古", "15"), ("内蒙古赤峰", "1504"), ("北京市朝阳区", "110105")])
def test_an_area_is_found_by_its_name(desk: tuple[SqliteStore, Access], name: str, code: str) -> None:
    assert find_area(desk[0], name) == (code, "")


def test_an_area_of_several_is_asked_for_and_a_place_is_found_by_the_record(desk: tuple[SqliteStore, Access]) -> None:
    """A name of several counties is never guessed; a village is the one of the record."""
    store, _ = desk
    with pytest.raises(NotFound, match="北京市朝阳区"):
        find_area(store, "朝阳区")
    with pytest.raises(NotFound, match="没有这个地方"):
        find_area(store, "望槐社区")
    page = Page("望槐社区党支部书记白砚秋到岗。", DAY)
    page.hold("白砚秋", "党支部书记", page.community("望槐社区", code="632199001001"))
    store.put_document(page.commit())
    assert find_area(store, "望槐社区") == ("632199001001", "")


def test_people_come_by_name_with_the_posts_that_fit(desk: tuple[SqliteStore, Access]) -> None:
    """Each post has its evidence; only posts that fit are shown; counts have names; the page after begins behind."""
    store, access = desk
    for name, title, body in (
        ("温如璧", "局长", CHIFENG),
        ("陆怀谷", "副局长", CHIFENG),
        ("白砚秋", "党支部书记", EDUCATION),
    ):
        store.put_document(write_post(name, title, body, DAY).commit())
    page = access.officials(Wanted(area="内蒙古"), limit=1)
    (first,) = page.officials
    assert [(p.organisation, p.last_stated, p.cover) for p in first.posts] == [(CHIFENG, DAY, "held")]
    assert all(citation.quote for post in first.posts for citation in post.evidence)
    assert [(line.name, line.people) for line in page.areas] == [("内蒙古自治区赤峰市", 2)]
    assert [(line.value, line.people) for line in page.lines] == [("government", 2)]
    rest = access.officials(Wanted(area="内蒙古"), after=page.after)
    assert sorted((first.name, rest.officials[0].name)) == sorted(("温如璧", "陆怀谷"))
    assert (rest.after, len(rest.officials)) == ("", 1)
    assert [one.name for one in access.officials(Wanted(line="党委")).officials] == ["白砚秋"]


def test_a_spell_outside_the_period_is_not_shown(desk: tuple[SqliteStore, Access]) -> None:
    """Of two terms in one post only the one within the period is shown; between them nobody is found."""
    store, access = desk
    for since, until in (("2023-10-08", "2023-12-20"), ("2025-01-06", "2025-06-01")):
        page = write_post(
            "温如璧", "局长", CHIFENG, until, status="former", valid_from=since, valid_to=until, note=until
        )
        store.put_document(page.commit())
    first, *others = (match.entity.id for match in store.find_by_name("温如璧"))
    for other in others:
        store.put_judgement(judge_same(first, other))
    for since, until, shown in (
        ("2023-10", "2023-12", ["2023-10-08"]),
        ("2024-10", "2024-12", []),
        ("2025-01", "2025-03", ["2025-01-06"]),
        ("2023-12", "2025-01", ["2023-10-08", "2025-01-06"]),
    ):
        found = access.officials(Wanted(since=since, until=until)).officials
        assert [post.valid_from for one in found for post in one.posts] == shown


def test_words_of_one_alphabet_are_no_training(desk: tuple[SqliteStore, Access]) -> None:
    """Latin letters stand in the ids too: they are refused, not found everywhere."""
    with pytest.raises(NotFound, match="中文"):
        desk[1].officials(Wanted(training="statement"))


def test_the_question_is_audited_without_words(desk: tuple[SqliteStore, Access], tmp_path: Path) -> None:
    """What was asked for is not in the audit, only that it was."""
    store, access = desk
    store.put_document(write_post("温如璧", "局长", CHIFENG, DAY).commit())
    access.officials(Wanted(area="内蒙古", training="青年班"))
    with closing(sqlite3.connect(tmp_path / "audit.db")) as audit:
        tables = [row[0] for row in audit.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = " ".join(str(row) for table in tables for row in audit.execute(f"SELECT * FROM {table}"))
    assert "officials" in rows
    assert "青年班" not in rows
