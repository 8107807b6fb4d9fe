"""A correction takes its words from the document, and passes the same gate as a reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import InputError
from domain.statement import Value
from graph.answer import StatementView
from graph.commit import Correction
from graph.sqlite.store import SqliteStore
from ingest.correction import build_correction
from tests.graph.commits import EDUCATION, WATER, Page


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def correct(store: SqliteStore, page: Page, number: int, **changes: str) -> StatementView:
    """Store the page, correct one of its statements, return the corrected one."""
    store.put_document(page.commit())
    correction = build(store, page, number, **changes)
    store.put_correction(correction)
    found = store.find_statement(correction.judgement.object)
    assert found is not None
    return found


def build(store: SqliteStore, page: Page, number: int, **changes: str) -> Correction:
    document, wrong = store.find_document(page.id), store.find_statement(page.statements[number].id)
    assert document is not None
    assert wrong is not None
    return build_correction(document, store.statements_in(page.id), wrong, changes, "馆员甲", "核对原文")


def test_words_are_taken_from_the_evidence_before_elsewhere(store: SqliteStore) -> None:
    """Of several places the one inside the sentence counts, then the nearest."""
    page = Page(f"{WATER}开会。{EDUCATION}局长陆怀谷、{WATER}的人到会。{WATER}。")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长陆怀谷、{WATER}的人到会")
    view = correct(store, page, 0, org=WATER)
    organisation = view.find("org")
    assert organisation is not None
    assert organisation.start == page.text.index(WATER, page.text.index("局长"))
    assert (organisation.kind, organisation.name) == ("Organisation", WATER)


def test_a_corrected_date_moves_the_term(store: SqliteStore) -> None:
    """The reading of a birth begins at the date that the person read."""
    page = Page(f"{EDUCATION}局长陆怀谷，1970年3月生，1995年7月参加工作。")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.say("BORN", person=page.person("陆怀谷"), date=page.value("1995年7月"), valid_from="1995-07")
    view = correct(store, page, 1, date="1970年3月")
    assert (view.text_of("date"), view.valid_from) == ("1970年3月", "1970-03")


def test_a_name_that_nobody_read_becomes_a_person_with_post_and_organisation(store: SqliteStore) -> None:
    """What the reader took for no name is a Person by the person's word (R4), found by it; undo takes it back."""
    page = Page(f"{EDUCATION}局长乌优塔到会。")
    page.hold("乌优", "局长", page.organisation(EDUCATION))
    view = correct(store, page, 0, person="乌优塔")
    person = view.find("person")
    assert person is not None
    assert [match.entity.id for match in store.find_by_name("乌优塔")] == [person.entity_id]
    (judgement,) = [w.judgement for w in store.words_of_people() if str(w.judgement.verdict) == "corrected"]
    store.undo_judgement(judgement.id)
    assert store.find_by_name("乌优塔") == []


def test_the_gate_is_the_same_as_for_a_reading(store: SqliteStore) -> None:
    """Who holds no post gets no life line; what may not be stored comes in by no correction."""
    page = Page(f"{EDUCATION}局长陆怀谷到会。钟离朔1970年生。")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长陆怀谷到会")
    page.say("BORN", person=page.person("陆怀谷"), date=page.value("1970年"))
    store.put_document(page.commit())
    with pytest.raises(InputError, match="按规则不收"):
        build(store, page, 1, person="钟离朔")


def test_a_word_of_a_closed_list_is_taken_by_its_label_too(store: SqliteStore) -> None:
    """former, 曾任 and former (English) are one word; another is refused with the list."""
    page = Page(f"{EDUCATION}局长陆怀谷到会。")
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    store.put_document(page.commit())
    statements = {build(store, page, 0, status=word).judgement.object for word in ("former", "曾任")}
    assert len(statements) == 1
    (new,) = build(store, page, 0, status="former").commit.statements
    assert new.find("status") == Value("former")
    with pytest.raises(InputError, match="可以写 current、proposed"):
        build(store, page, 0, status="永远")
