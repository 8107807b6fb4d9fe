"""A newer reading replaces the older in one transaction; what was known before can still be asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import StaleReading
from graph.answer import StatementView
from graph.commit import DocumentCommit
from graph.provenance import Circumstances
from graph.store import Store
from tests.graph.commits import EDUCATION, NEWER, VERSION, WATER, Page, person_of, write_award, write_post
from tests.graph.snapshot import snapshot, without_clock


def read_again(page: Page) -> DocumentCommit:
    """Return the newer reading of a page that finds the post only, with another confidence."""
    newer = Page(page.text, page.published)
    newer.hold("陆怀谷", "局长", newer.organisation(EDUCATION))
    newer.readings = [replace(reading, confidence=0.5) for reading in newer.readings]
    return newer.commit(NEWER)


class VersionContract:
    """Newer reader versions."""

    def test_newer_version_replaces_the_older(self, store: Store) -> None:
        """Statements, mentions and counts are those of the newer reading alone."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01")
        store.put_document(page.commit())
        assert store.put_document(read_again(page))
        (view,) = store.statements_in(page.id)
        assert (view.predicate, view.version, view.confidence) == ("HOLDS_POST", NEWER, 0.5)
        assert store.find_versions([page.id]) == {page.id: NEWER}
        assert store.count().readings == {NEWER: 1}
        assert store.find_by_name("节水先锋") == []
        document = store.find_document(page.id)
        assert document is not None
        assert (document.version, len(document.mentions)) == (NEWER, 3)

    def test_a_fresh_store_of_the_newer_version_answers_the_same(self, store: Store) -> None:
        """Reading old and new gives every answer that reading the new alone gives."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01")
        store.put_document(read_again(page))
        fresh = snapshot(store)
        store.put_document(page.commit("reader-3"))
        store.put_document(replace(read_again(page), version="reader-4"))
        again = snapshot(store)
        for name in ("about", "statements", "statements_in", "single"):
            fresh[name], again[name] = _unversioned(fresh[name]), _unversioned(again[name])
        for name in ("entities", "mentions", "about", "adjacent", "degrees", "near", "names", "portraits", "single"):
            assert again[name] == fresh[name], name

    def test_what_was_known_before_can_still_be_asked(self, store: Store) -> None:
        """As of the older reading's moment its statements are there, the newer ones are not."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01")
        commit = page.commit()
        store.put_document(commit)
        person = person_of(commit)
        before = [without_clock(v) for v in store.statements_about(person)]
        then = store.statements_about(person)[0].known_from
        store.put_document(read_again(page))
        assert [without_clock(v) for v in store.statements_about(person, known=then)] == before
        assert [v.version for v in store.statements_about(person, known=then)] == [VERSION, VERSION]
        assert [v.version for v in store.statements_about(person)] == [NEWER]

    def test_reading_keeps_its_id(self, store: Store) -> None:
        """The same statement in two versions has one id and two readings."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋")
        store.put_document(page.commit())
        newer = read_again(page)
        assert newer.statements[0].id == page.statements[0].id
        store.put_document(newer)
        assert [v.id for v in store.iter_statements()] == [page.statements[0].id]

    def test_the_old_text_is_no_longer_found(self, store: Store) -> None:
        """Passages of the older reading leave the full-text index."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        store.put_document(page.commit())
        store.put_document(replace(page.commit(NEWER), passages=("新近到任",)))
        assert store.find_passages("陆怀谷") == []
        assert [p.document_id for p in store.find_passages("新近")] == [page.id]

    def test_a_name_found_private_later_is_masked(self, store: Store) -> None:
        """When a newer reading finds that a name is nobody's we may show, the kept statement masks it too."""
        page = Page("望槐社区居民白砚秋说饭菜很香。")
        statement = page.say("SPOKE", speaker=page.person("白砚秋"), quote=page.value("饭菜很香"))
        store.put_document(page.commit())
        page.resident("白砚秋")
        store.put_document(page.commit(NEWER))
        view = store.find_statement(statement.id)
        assert view is not None
        assert view.masks == (page.find("白砚秋"),)
        assert [a.private for a in view.arguments if a.role == "speaker"] == [True]

    def test_a_name_read_longer_later_is_shown_as_read_now(self, store: Store) -> None:
        """A person founded at the same place goes by the name that the newer reading found there."""
        page = Page(f"{EDUCATION}局长欧阳若水到会。")
        page.hold("欧阳若", "局长", page.organisation(EDUCATION))
        store.put_document(page.commit())
        newer = Page(page.text)
        newer.hold("欧阳若水", "局长", newer.organisation(EDUCATION))
        commit = newer.commit(NEWER)
        store.put_document(commit)
        assert [m.entity.name for m in store.find_by_name("欧阳若水")] == ["欧阳若水"]
        assert [m.matched_by for m in store.find_by_name("欧阳若")] == ["prefix"]
        assert store.statements_about(person_of(commit))[0].find("person").name == "欧阳若水"  # type: ignore[union-attr]

    def test_an_arrival_that_tells_more_replaces_within_one_version(self, store: Store) -> None:
        """The first date of a known text brings its reading with it; the same again changes nothing."""
        undated = write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit()
        store.put_document(replace(undated, read_with=Circumstances()))
        dated = read_again(write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01"))
        dated = replace(dated, version=VERSION, read_with=Circumstances(published="2024-01-01"))
        assert store.put_document(dated)
        (view,) = store.statements_in(dated.document.id)
        assert (view.confidence, view.stated) == (0.5, "2024-01-01")
        before = snapshot(store)
        assert not store.put_document(dated)
        assert snapshot(store) == before
        assert [run.version for run in store.find_runs(dated.document.id)] == [VERSION, VERSION]
        arrivals = store.find_arrivals([dated.document.id, "0" * 64])
        assert {key: [a.published for a in held] for key, held in arrivals.items()} == {
            dated.document.id: ["", "2024-01-01"]
        }

    def test_a_reading_that_does_not_know_an_arrival_is_refused(self, store: Store) -> None:
        """Nothing of it is stored, in a known version or a newer one: its maker reads again."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01")
        store.put_document(replace(page.commit(), read_with=Circumstances(published="2024-01-01")))
        earlier = read_again(write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2023-01-01"))
        before = snapshot(store)
        for version in (VERSION, NEWER):
            with pytest.raises(StaleReading):
                store.put_document(replace(earlier, version=version, read_with=Circumstances()))
        assert snapshot(store) == before

    def test_other_documents_are_untouched(self, store: Store) -> None:
        """A newer reading of one document changes nothing that another says."""
        other = write_post("温如璧", "局长", WATER, "2024-01-01").commit()
        store.put_document(other)
        before = [without_clock(v) for v in store.statements_about(person_of(other))]
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋")
        store.put_document(page.commit())
        store.put_document(read_again(page))
        assert [without_clock(v) for v in store.statements_about(person_of(other))] == before

    def test_an_older_version_may_come_back(self, store: Store) -> None:
        """Going back to the reader before gives its answers again."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01")
        store.put_document(page.commit())
        before = snapshot(store)
        store.put_document(read_again(page))
        store.put_document(page.commit())
        assert snapshot(store) == before


def _unversioned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unversioned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unversioned(item) for item in value]
    if isinstance(value, StatementView):
        return value._replace(version="")
    return replace(value, version="") if hasattr(value, "version") else value  # type: ignore[type-var]
