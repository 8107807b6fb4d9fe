"""Everything can be walked through in a fixed order, and reading twice gives the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.document import Document
from domain.entity import Entity
from domain.identifier import hash_text
from graph.commit import DocumentCommit
from graph.store import Store
from tests.graph.commits import EDUCATION, NEWER, WATER, Page, judge_same, person_of, write_award, write_post
from tests.graph.snapshot import snapshot


class ExportContract:
    """Iteration and repetition."""

    def put(self, store: Store) -> list[DocumentCommit]:
        """Store some pages."""
        commits = [
            write_post(name, "局长", organisation, f"2024-0{n + 1}-01").commit()
            for n, (name, organisation) in enumerate((n, o) for n in ("陆怀谷", "温如璧") for o in (EDUCATION, WATER))
        ]
        for commit in commits:
            store.put_document(commit)
        return commits

    def test_statements_come_by_id(self, store: Store) -> None:
        """All open statements, once each."""
        commits = self.put(store)
        ids = [view.id for view in store.iter_statements()]
        assert ids == sorted(s.id for commit in commits for s in commit.statements)

    def test_mentions_come_by_text_and_start(self, store: Store) -> None:
        """All mentions with the text they stand in and the entity they name."""
        commits = self.put(store)
        rows = list(store.iter_mentions())
        assert [(sha, m.mention.start) for sha, m, _ in rows] == sorted(
            (c.document.text_sha256, m.mention.start) for c in commits for m in c.mentions
        )
        people = {m.reference_id: person_of(c) for c in commits for m in c.mentions if m.mention.kind == "PERSON"}
        assert {m.reference_id: e for _, m, e in rows if m.mention.kind == "PERSON"} == people
        assert all(entity for _, _, entity in rows)

    def test_mentions_come_by_text_also_where_bytes_differ(self, store: Store) -> None:
        """A document's id is the hash of its bytes, which in another encoding is not that of its text."""
        pages = [write_post("陆怀谷", "局长", EDUCATION, note=f"{n}") for n in range(6)]
        for page in pages:
            data = page.text.encode("gb18030")
            commit = page.commit()
            document = Document(hash_text(data.hex()), commit.document.text_sha256, page.text, encoding="gb18030")
            moved = replace(commit, document=document, arrivals=(), statements=(), readings=(), data_classes=())
            store.put_document(replace(moved, judgements=()))
        shas = [sha for sha, _, _ in store.iter_mentions()]
        assert shas == sorted(shas)
        assert len(shas) == 18

    def test_unjudged_and_private_mentions_have_no_entity(self, store: Store) -> None:
        """A resident's name belongs to nobody."""
        page = Page("望槐社区居民白砚秋说饭菜很香。")
        page.resident("白砚秋")
        store.put_document(page.commit())
        ((sha, stored, entity),) = store.iter_mentions()
        assert (sha, stored.private, entity) == (page.commit().document.text_sha256, True, "")

    def test_entities_come_by_id_with_their_members(self, store: Store) -> None:
        """A merged member is inside its cluster, not beside it."""
        commits = self.put(store)
        store.put_judgement(judge_same(person_of(commits[0]), person_of(commits[1])))
        entities = list(store.iter_entities())
        assert [e.id for e in entities] == sorted(e.id for e in entities)
        members = [m for e in entities for m in e.members]
        assert len(members) == len(set(members))
        assert set(members) == {e.id for c in commits for e in c.entities}

    @pytest.mark.slow
    def test_more_than_a_page_is_walked_through(self, store: Store) -> None:
        """Paging loses nothing and tells nothing twice."""
        page = Page("空")
        entities = tuple(Entity("Award", f"荣誉{n}", f"name:荣誉{n}") for n in range(1203))
        store.put_document(replace(page.commit(), entities=entities))
        assert [e.id for e in store.iter_entities()] == sorted(e.id for e in entities)
        long = Page("、".join(f"荣誉{n:04d}" for n in range(1100)))
        for n in range(1100):
            long.say("COUNT", measure=long.value(f"荣誉{n:04d}"), value=long.value(f"{n:04d}"))
        store.put_document(long.commit())
        assert [v.id for v in store.iter_statements()] == sorted(s.id for s in long.statements)

    def test_reading_twice_changes_nothing(self, store: Store) -> None:
        """The same documents again, in another order, leave every answer as it was."""
        commits = [*self.put(store), write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit()]
        for commit in commits:
            store.put_document(commit)
        before = snapshot(store)
        for commit in reversed(commits):
            assert not store.put_document(commit)
            store.put_arrivals(commit.arrivals)
        assert snapshot(store) == before

    def test_reading_with_a_newer_version_that_finds_the_same_changes_only_the_version(self, store: Store) -> None:
        """Entities, ties, portraits and mentions are as before, byte for byte."""
        self.put(store)
        before = snapshot(store)
        for n, (name, organisation) in enumerate((n, o) for n in ("陆怀谷", "温如璧") for o in (EDUCATION, WATER)):
            assert store.put_document(write_post(name, "局长", organisation, f"2024-0{n + 1}-01").commit(NEWER))
        after = snapshot(store)
        for name in ("entities", "mentions", "adjacent", "degrees", "near", "names", "portraits", "members"):
            assert after[name] == before[name], name
