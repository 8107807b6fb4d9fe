"""A body that a document says was renamed is one entity under both names, as long as a document says so."""

from __future__ import annotations

from itertools import permutations

import pytest

from domain.judgement import Judgement, Verdict
from graph.commit import DocumentCommit
from graph.renaming import RULE
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    NEWER,
    RENAMED,
    WATER,
    entity_of,
    judge_different,
    write_change,
    write_post,
)
from tests.graph.snapshot import clusters, snapshot
from tests.graph.steps import read_away


def bodies(store: Store) -> set[tuple[str, ...]]:
    """Return the names that each organisation bears."""
    return {tuple(sorted(e.names)) for e in store.iter_entities() if e.kind == "Organisation"}


def put_all(store: Store, *commits: DocumentCommit) -> None:
    """Store the documents one after the other."""
    for commit in commits:
        store.put_document(commit)


def rename() -> DocumentCommit:
    """A document that says that one bureau bears another name now."""
    return write_change(EDUCATION, "renamed", RENAMED).commit()


APART = {(EDUCATION,), (RENAMED,)}
ONE = {tuple(sorted((EDUCATION, RENAMED)))}


class RenamingContract:
    """Names that follow each other."""

    def test_a_rename_joins_both_names(self, store: Store) -> None:
        """The body is found by either name, and its posts and their holders are one."""
        old, new = (write_post("陆怀谷", "局长", name, "2024-01-05").commit() for name in (EDUCATION, RENAMED))
        put_all(store, old, new)
        assert bodies(store) == APART
        put_all(store, rename())
        assert bodies(store) == ONE
        assert [m.entity.id for m in store.find_by_name(EDUCATION)] == [
            m.entity.id for m in store.find_by_name(RENAMED)
        ]
        kinds = [entity.kind for entity in store.iter_entities()]
        assert kinds.count("Post") == kinds.count("Person") == 1
        assert {j.by for j in store.judgements_on(entity_of(old, "Organisation").id)} == {RULE}

    def test_order_of_arrival_does_not_matter(self, store: Store) -> None:
        """Whichever document comes last, the body is one."""
        parts = (
            rename(),
            *(write_post("陆怀谷", "局长", name, "2024-01-05").commit() for name in (EDUCATION, RENAMED)),
        )
        found = []
        for order in permutations(parts):
            for part in parts:
                store.put_document(read_away(part))
            put_all(store, *order)
            found.append(clusters(store))
        assert all(one == found[0] for one in found)
        assert bodies(store) == ONE

    @pytest.mark.parametrize("change", ["merged", "split", "abolished", "founded"])
    def test_other_changes_join_nothing(self, store: Store, change: str) -> None:
        """What merges or splits keeps its identity."""
        put_all(store, write_change(EDUCATION, change, RENAMED).commit())
        assert bodies(store) == APART

    def test_a_reading_that_no_longer_says_so_parts_them(self, store: Store) -> None:
        """When the document is read anew and the statement is gone, the graph is as if nobody had said it."""
        put_all(store, *(write_post("陆怀谷", "局长", name, "2024-01-05").commit() for name in (EDUCATION, RENAMED)))
        before = snapshot(store)
        put_all(store, rename())
        assert snapshot(store)["entities"] != before["entities"]
        store.put_document(read_away(rename()))
        after = snapshot(store)
        for question in ("entities", "about", "adjacent", "degrees", "near", "members", "portraits"):
            assert after[question] == before[question], question

    def test_a_misread_rename_parts_them_until_it_is_undone(self, store: Store) -> None:
        """A person's mark on the statement takes the rule's judgement away; undo brings it back."""
        commit = rename()
        put_all(store, commit)
        before = snapshot(store)
        mark = store.put_judgement(Judgement(commit.statements[0].id, Verdict.MISREAD, by="馆员甲", why="看错"))
        assert bodies(store) == APART
        assert store.undo_judgement(mark.id)
        assert snapshot(store) == before

    def test_a_person_outweighs_the_rule(self, store: Store) -> None:
        """Bodies that a person judged different stay apart, whatever is said again; undo joins them."""
        put_all(store, rename())
        before = snapshot(store)
        sides = [e for entity in store.iter_entities() if entity.kind == "Organisation" for e in entity.members]
        word = store.put_judgement(judge_different(*sides))
        put_all(store, write_change(EDUCATION, "renamed", RENAMED, note="再报").commit())
        assert bodies(store) == APART
        store.put_document(read_away(write_change(EDUCATION, "renamed", RENAMED, note="再报").commit()))
        assert store.undo_judgement(word.id)
        assert bodies(store) == ONE
        assert snapshot(store)["entities"] == before["entities"]

    def test_two_documents_hold_it_together(self, store: Store) -> None:
        """What two documents say stays while one of them says it."""
        put_all(store, rename(), write_change(EDUCATION, "renamed", RENAMED, note="再报").commit())
        store.put_document(read_away(rename()))
        assert bodies(store) == ONE

    def test_names_follow_each_other_in_a_chain(self, store: Store) -> None:
        """Renamed twice, the body bears three names."""
        put_all(store, rename(), write_change(RENAMED, "renamed", WATER).commit(NEWER))
        assert bodies(store) == {tuple(sorted((EDUCATION, RENAMED, WATER)))}

    @pytest.mark.parametrize("names", [(EDUCATION, RENAMED), (RENAMED, EDUCATION)])
    def test_a_post_that_nobody_names_any_more_lends_its_id_to_no_other(
        self, store: Store, names: tuple[str, str]
    ) -> None:
        """The same office of both names is one post; read away under one name, it is the other name's own again."""
        left, gone = (write_post("陆怀谷", "局长", name, "2024-01-05").commit() for name in names)
        put_all(store, rename(), left, gone)
        store.put_document(read_away(gone))
        (post,) = [entity for entity in store.iter_entities() if entity.kind == "Post"]
        assert (post.id, post.members) == (entity_of(left, "Post").id, (entity_of(left, "Post").id,))
