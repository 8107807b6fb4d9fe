"""An organisation's page: its names with their time, what it came from, what came of it, what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from domain.judgement import Judgement, Verdict
from domain.officials import OfficialsQuery
from domain.portrait import OrganisationPage
from domain.statement import Value
from graph.officials import draw_officials
from graph.organisation import draw_holders, draw_organisation
from graph.sqlite.store import SqliteStore
from qunxiang.render import render_organisation
from tests.graph.commits import EDUCATION, FINANCE, RENAMED, WATER, Page, write_change, write_post

TODAY = date(2024, 12, 31)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty embedded store."""
    opened = SqliteStore(tmp_path / "lineage.db")
    yield opened
    opened.close()


def draw(store: SqliteStore, name: str, at: str = "") -> OrganisationPage:
    (match,) = (m for m in store.find_by_name(name, ("Organisation",)) if m.matched_by == "exact")
    return draw_organisation(store, match.entity, at, "", TODAY)


def change(old: str, word: str, new: str, day: str = "", published: str = "") -> Page:
    """A page that says what became of a body and on which day."""
    page = Page(f"{day}{old}变为{new}。", published)
    page.say(
        "CHANGED", valid_from=day, subject=page.organisation(old), change=Value(word),
        other=page.organisation(new, int(new in old)), date=page.value(day) if day else None,
    )  # fmt: skip
    return page


def test_names_carry_their_time(store: SqliteStore) -> None:
    """Until the day of the rename the old name, from then on the new one; both are names of one entity."""
    store.put_document(change(EDUCATION, "renamed", RENAMED, "2019-03").commit())
    page = draw(store, EDUCATION)
    assert set(page.names) == {EDUCATION, RENAMED}
    assert [(held.name, held.valid_from, held.valid_to) for held in page.names_held] == [
        (EDUCATION, "", "2019-03"), (RENAMED, "2019-03", ""),
    ]  # fmt: skip
    assert all(held.evidence for held in page.names_held)
    assert (draw(store, RENAMED, "2015").name_at, draw(store, RENAMED, "2021-05-01").name_at) == (EDUCATION, RENAMED)


def test_a_rename_without_a_day_leaves_the_past_open(store: SqliteStore) -> None:
    """The last name is known, when it began is not."""
    store.put_document(change(EDUCATION, "renamed", RENAMED).commit())
    page = draw(store, EDUCATION)
    assert page.name_at == RENAMED
    assert [(held.valid_from, held.valid_to) for held in page.names_held] == [("", ""), ("", "")]


def test_merged_bodies_lead_to_each_other(store: SqliteStore) -> None:
    """Each keeps its page; the new one tells what it came from, the old ones what came of them."""
    for old in (EDUCATION, WATER):
        store.put_document(change(old, "merged", FINANCE, "2020").commit())
    new = draw(store, FINANCE)
    assert {(kin.name, kin.change, kin.date) for kin in new.predecessors} == {
        (WATER, "merged", "2020"), (EDUCATION, "merged", "2020"),
    }  # fmt: skip
    assert new.successors == ()
    old = draw(store, EDUCATION)
    assert [(kin.name, kin.id) for kin in old.successors] == [(FINANCE, new.id)]
    assert old.id != new.id
    assert len(new.changes) == 2


def test_what_replaces_and_what_is_replaced(store: SqliteStore) -> None:
    """Founded in the place of another: that one comes before."""
    page = Page(f"撤销{EDUCATION}，组建{FINANCE}。")
    page.say("CHANGED", subject=page.organisation(FINANCE), change=Value("founded"), other=page.organisation(EDUCATION))
    store.put_document(page.commit())
    assert [kin.name for kin in draw(store, FINANCE).predecessors] == [EDUCATION]
    assert [kin.name for kin in draw(store, EDUCATION).successors] == [FINANCE]


def test_what_it_is_part_of(store: SqliteStore) -> None:
    """A unit shows its whole, the whole its units."""
    page = Page(f"{WATER}隶属于{FINANCE}。")
    page.say("PART_OF", part=page.organisation(WATER), whole=page.organisation(FINANCE))
    store.put_document(page.commit())
    assert [line.values["whole"] for line in draw(store, WATER).wholes] == [FINANCE]
    assert [line.values["part"] for line in draw(store, FINANCE).parts] == [WATER]


def test_what_was_misread_is_not_shown(store: SqliteStore) -> None:
    """A mark takes a change off the page, its names and its kin."""
    commit = write_change(EDUCATION, "merged", FINANCE).commit()
    store.put_document(commit)
    store.put_judgement(Judgement(commit.statements[0].id, Verdict.MISREAD, by="馆员甲", why="看错"))
    page = draw(store, EDUCATION)
    assert (page.successors, page.changes, page.names_held) == ((), (), ())


def test_a_body_without_changes_bears_its_name(store: SqliteStore) -> None:
    """Nothing is said, so nothing is shown but the name."""
    store.put_document(write_change(EDUCATION, "merged", FINANCE).commit())
    assert draw(store, EDUCATION).name_at == EDUCATION


def test_pages_are_titled_by_the_name_of_the_day(store: SqliteStore) -> None:
    """Whichever name was asked for and whichever came first; where the dates leave it open a name of the body."""
    store.put_document(change(EDUCATION, "renamed", RENAMED, "2019-03").commit())
    store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2018-05-01").commit())
    for asked in (EDUCATION, RENAMED):
        for day, name in (("2015", EDUCATION), ("2021-05-01", RENAMED), ("", RENAMED)):
            assert draw(store, asked, day).name == name
    (match,) = (m for m in store.find_by_name(EDUCATION, ("Organisation",)) if m.matched_by == "exact")
    post = store.find_by_name("局长", ("Post",))[0].entity
    for day, name in (("2018-12", EDUCATION), ("", RENAMED)):
        assert draw_holders(store, match.entity, post, day, "", TODAY).organisation == name
        found = draw_officials(store, OfficialsQuery(until=day), "", TODAY)
        assert [facet.name for facet in found.organisations] == [name]


def test_the_command_line_says_a_rename_as_a_sentence(store: SqliteStore) -> None:
    """With the day where it is told, without one where it is not."""
    store.put_document(change(EDUCATION, "renamed", RENAMED, "2019-03").commit())
    store.put_document(change(WATER, "renamed", FINANCE).commit())
    for name, words in (
        (EDUCATION, f"由 {EDUCATION} 更名为 {RENAMED}（2019-03）\n"),
        (WATER, f"由 {WATER} 更名为 {FINANCE}\n"),
    ):
        console = Console(width=200, record=True, file=StringIO())
        console.print(render_organisation(draw(store, name)))
        assert words in "".join(line.rstrip() + "\n" for line in console.export_text().splitlines())
