"""The review lane at the reading desk: what is shown as waiting, what an export may hold, and what the audit keeps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.errors import AccessDenied, InputError, NotFound
from domain.judgement import Judgement, Verdict
from domain.plain import to_json
from graph.access import Access
from graph.answer import DocumentView, StatementView
from graph.audit import AuditLog
from graph.commit import Correction
from graph.policy import Reader
from graph.review import is_name
from graph.sqlite.store import SqliteStore
from ingest.correction import build_correction
from tests.graph.commits import EDUCATION, NEWER, WATER, Page, person_of
from tests.graph.contract.review import doubtful

DAY = date(2024, 2, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: SqliteStore, tmp_path: Path) -> Iterator[Access]:
    """The desk over it."""
    audit = AuditLog(tmp_path / "audit.db")
    yield Access(store, audit, Reader(purpose="P6"), lambda: DAY)
    audit.close()


def correct(desk: Access, statement_id: str, **changes: str) -> Judgement:
    def build(document: DocumentView, said: list[StatementView], wrong: StatementView, by: str, why: str) -> Correction:
        return build_correction(document, said, wrong, changes, by, why)

    return desk.review.correct(statement_id, "馆员甲", "核对原文", build)


def marks(desk: Access, person: str) -> list[tuple[str, ...]]:
    return [c.marks for post in desk.portrait(desk.choose(entity_id=person)).posts for c in post.evidence]


def test_what_waits_is_shown_and_says_so(desk: Access, store: SqliteStore) -> None:
    """Portrait, organisation, document and evidence show the line marked, until somebody has looked at it."""
    page = doubtful()
    store.put_document(page.commit())
    statement, person = page.statements[0].id, person_of(page.commit())
    assert marks(desk, person) == [("waiting",)]
    (holder,) = desk.organisation(desk.choose(EDUCATION)).leadership
    assert holder.evidence[0].marks == ("waiting",)
    assert [m.verdict for m in desk.document(page.id)[1][0].marks] == ["waiting"]
    assert [m.verdict for m in desk.statement(statement).marks] == ["waiting"]
    assert [view.id for view in desk.review.waiting()] == [statement]
    desk.review.decide(statement, Verdict.ACCEPTED, "馆员甲", "原文如此")
    assert marks(desk, person) == [("accepted",)]
    assert desk.review.waiting() == []
    assert marks(replace(desk, review_below=0.3), person) == [("accepted",)]


def test_the_threshold_is_the_desk_s(desk: Access, store: SqliteStore) -> None:
    """A lower threshold lets less wait, none lets nothing."""
    page = doubtful(confidence=0.4)
    store.put_document(page.commit())
    person = person_of(page.commit())
    for below, expected in ((0.0, ()), (0.4, ()), (0.41, ("waiting",)), (1.0, ("waiting",))):
        other = replace(desk, review_below=below)
        assert marks(other, person) == [expected]
        assert len(other.review.waiting()) == len(expected)


def test_a_refused_line_is_gone_from_every_page(desk: Access, store: SqliteStore) -> None:
    """A refusal is the verdict `misread`: without a post nobody is a Person, or found."""
    page = doubtful()
    store.put_document(page.commit())
    judged = desk.review.decide(page.statements[0].id, Verdict.MISREAD, "馆员甲", "电话13912345678说不是")
    assert "13912345678" not in judged.why
    assert desk.search("陆怀谷") == []
    assert desk.organisation(desk.choose(EDUCATION)).leadership == ()
    assert [view.id for view in desk.document(page.id)[1]] == [page.statements[0].id]
    assert desk.review.withdraw(page.statements[0].id, "馆员甲") == 1
    assert len(desk.search("陆怀谷")) == 1
    with pytest.raises(NotFound):
        desk.review.withdraw(page.statements[0].id, "馆员甲")


def test_a_correction_shows_the_corrected_line_with_its_sentence(desk: Access, store: SqliteStore) -> None:
    """The portrait has the person's reading, by evidence of the same words; the other is no page's."""
    page = doubtful()
    store.put_document(page.commit())
    judged = correct(desk, page.statements[0].id, org=WATER, post="科长")
    (post,) = desk.portrait(desk.choose("陆怀谷")).posts
    assert (post.organisation, post.post) == (WATER, "科长")
    (evidence,) = post.evidence
    assert (evidence.quote, evidence.statement, evidence.marks) == (page.text, judged.object, ())
    assert desk.statement(judged.object).extractor == "review"


def test_examples_are_ids_and_offsets_and_never_the_text(desk: Access, store: SqliteStore) -> None:
    """Accepted, refused and corrected ones, by document and place; equal stores give equal bytes; no word of a text."""
    accepted, refused, wrong = (doubtful(name) for name in ("陆怀谷", "江望潮", "钟离朔"))
    for page in (accepted, refused, wrong):
        store.put_document(page.commit())
    desk.review.decide(refused.statements[0].id, Verdict.MISREAD, "馆员甲", "另有其人")
    correct(desk, wrong.statements[0].id, org=WATER, status="former")
    desk.review.decide(accepted.statements[0].id, Verdict.ACCEPTED, "馆员甲", "原文如此")
    rows = list(desk.export.reviews())
    assert [row["document"] for row in rows] == sorted(page.id for page in (accepted, refused, wrong))
    by_document = {row["document"]: row for row in rows}
    row = by_document[wrong.id]
    start = wrong.text.index("钟离朔")
    assert row == {
        "document": wrong.id, "text_sha256": wrong.commit().document.text_sha256, "predicate": "HOLDS_POST",
        "evidence": [0, len(wrong.text)],
        "roles": {
            "person": {"start": start, "end": start + 3, "label": "PERSON"},
            "post": {"start": start - 2, "end": start, "label": "POST"},
            "org": {"start": 0, "end": len(EDUCATION), "label": "ORG"},
        },
        "verdict": "corrected", "extractor": "by-hand", "version": "reader-1", "confidence": 0.4,
        "corrected": {
            "person": {"start": start, "end": start + 3, "label": "PERSON"},
            "post": {"start": start - 2, "end": start, "label": "POST"},
            "org": {"start": wrong.text.index(WATER), "end": wrong.text.index(WATER) + len(WATER), "label": "ORG"},
            "status": {"word": "former"},
        },
    }  # fmt: skip
    assert by_document[refused.id]["verdict"] == "refused"
    assert by_document[accepted.id]["verdict"] == "accepted"
    written = "\n".join(map(to_json, rows))
    assert written == "\n".join(map(to_json, desk.export.reviews()))
    assert all(ord(character) < 128 for character in written)


def test_examples_are_those_that_people_gave_whatever_reads_now(desk: Access, store: SqliteStore) -> None:
    """A newer reading to which a verdict was carried on adds no example, and changes none."""
    page = doubtful()
    store.put_document(page.commit())
    desk.review.decide(page.statements[0].id, Verdict.MISREAD, "馆员甲", "另有其人")
    before = list(desk.export.reviews())
    newer = Page(page.text, page.published)
    newer.hold("陆怀谷", "局长", newer.organisation(EDUCATION), status="appointed")
    store.put_document(newer.commit(NEWER))
    assert [m.verdict for m in desk.document(page.id)[1][0].marks] == ["misread"]
    assert list(desk.export.reviews()) == before
    store.put_document(Page(page.text).commit("reader-3"))
    assert page.statements[0].id in {judgement.subject for judgement in desk.review.orphans(page.id)}
    assert desk.review.orphans("0" * 64) == []


def test_every_step_of_a_review_is_audited_by_id_alone(desk: Access, store: SqliteStore, tmp_path: Path) -> None:
    """Listing, deciding and exporting leave rows with the purpose; who decides and why stands in none."""
    page = doubtful()
    store.put_document(page.commit())
    desk.review.waiting()
    desk.review.decide(page.statements[0].id, Verdict.ACCEPTED, "馆员甲", "原文如此")
    correct(desk, page.statements[0].id, org=WATER)
    list(desk.export.reviews())
    desk.review.orphans()
    with sqlite3.connect(tmp_path / "audit.db") as audit:
        rows = audit.execute("SELECT action, purpose, subjects FROM entry WHERE phase = 'intent'").fetchall()
    actions = [row[0] for row in rows]
    assert [a for a in actions if a != "statement"] == [
        "review", "judge", "correct", "undo", "export reviews", "orphans",
    ]  # fmt: skip
    assert {row[1] for row in rows} == {"P6"}
    told = {one for row in rows for one in json.loads(row[2])}
    assert {one for one in told if not one.startswith("judgement-")} <= {page.statements[0].id}


def test_a_role_without_judging_reviews_nothing(desk: Access, store: SqliteStore) -> None:
    """The policy decides before anything is read."""
    page = doubtful()
    store.put_document(page.commit())
    stranger = replace(desk, reader=Reader(role="visitor"))
    for ask in (
        stranger.review.waiting, stranger.review.orphans, lambda: list(stranger.export.reviews()),
        lambda: stranger.review.decide(page.statements[0].id, Verdict.ACCEPTED, "甲", "乙"),
        lambda: correct(stranger, page.statements[0].id, org=WATER), lambda: stranger.review.difference(page.id),
    ):  # fmt: skip
        with pytest.raises(AccessDenied):
            ask()
    assert store.words_of_people() == []


@pytest.mark.parametrize("by", ["", " ", "rule:name", "甲\n乙", "长" * 61])
def test_nobody_decides_under_the_name_of_a_rule(desk: Access, store: SqliteStore, by: str) -> None:
    """A name is one short line that no rule has: else the decision would count as a rule's."""
    page = doubtful()
    store.put_document(page.commit())
    assert not is_name(by)
    with pytest.raises(InputError):
        desk.review.decide(page.statements[0].id, Verdict.ACCEPTED, by, "原文如此")
    assert store.words_of_people() == []


def test_unknown_document_and_statement_are_not_in_the_record(desk: Access) -> None:
    """Each question about nothing says so."""
    for ask in (
        lambda: desk.review.waiting(document_id="0" * 64), lambda: desk.review.difference("0" * 64),
        lambda: desk.review.decide("statement-none", Verdict.ACCEPTED, "甲", "乙"),
        lambda: correct(desk, "statement-none", org=WATER),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            ask()
