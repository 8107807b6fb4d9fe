"""A post is an office of its body: it is never judged itself and follows what its body is judged to be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

from graph.commit import DocumentCommit
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    FINANCE,
    NEWER,
    RENAMED,
    WATER,
    Page,
    entity_of,
    judge_same,
    person_of,
    write_post,
)
from tests.graph.snapshot import clusters, snapshot

BUREAUS = (EDUCATION, WATER, FINANCE, RENAMED)


def put_heads(store: Store, *bureaus: str) -> list[DocumentCommit]:
    """Store one head for each bureau, all of one name, within one month."""
    commits = [write_post("陆怀谷", "局长", bureau, "2024-01-05").commit() for bureau in bureaus]
    for commit in commits:
        store.put_document(commit)
    return commits


def posts(store: Store) -> set[tuple[str, ...]]:
    """Return the clusters of posts."""
    return {entity.members for entity in store.iter_entities() if entity.kind == "Post"}


def merge_bodies(store: Store, one: DocumentCommit, two: DocumentCommit) -> str:
    """Judge the bodies of two commits the same; return the judgement's id."""
    return store.put_judgement(judge_same(entity_of(one, "Organisation").id, entity_of(two, "Organisation").id)).id


class PostContract:
    """Posts of merged bodies."""

    def test_ways_of_naming_an_office_are_one_post(self, store: Store) -> None:
        """县长 of the county and of its government are one office of one body."""
        one = write_post("陆怀谷", "县长", "青海省云岫县人民政府").commit()
        two = write_post("温如璧", "县长", "青海省云岫县").commit()
        store.put_document(one)
        store.put_document(two)
        assert entity_of(one, "Post").id == entity_of(two, "Post").id
        assert len(posts(store)) == 1

    def test_posts_follow_their_merged_bodies(self, store: Store) -> None:
        """The same title in two bodies judged the same is one post; the holders of both are found there."""
        one, two = put_heads(store, EDUCATION, RENAMED)
        merge_bodies(store, one, two)
        pair = tuple(sorted((entity_of(one, "Post").id, entity_of(two, "Post").id)))
        assert posts(store) == {pair}
        assert {v.document_id for v in store.statements_about(pair[0])} == {one.document.id, two.document.id}

    def test_other_titles_stay_apart(self, store: Store) -> None:
        """Merging the bodies joins no two different titles."""
        one = write_post("陆怀谷", "局长", EDUCATION).commit()
        two = write_post("温如璧", "科长", RENAMED).commit()
        store.put_document(one)
        store.put_document(two)
        merge_bodies(store, one, two)
        assert len(posts(store)) == 2

    def test_undo_parts_posts_whichever_id_is_smaller(self, store: Store) -> None:
        """Merge and undo of every pair of bodies leave every answer as it was."""
        commits = put_heads(store, *BUREAUS)
        before = snapshot(store)
        for one, two in permutations(commits, 2):
            judged = merge_bodies(store, one, two)
            assert len(posts(store)) == 3
            assert store.undo_judgement(judged)
            assert posts(store) == {(entity_of(commit, "Post").id,) for commit in commits}
        assert snapshot(store) == before

    def test_merged_bodies_in_every_order_give_one_graph(self, store: Store) -> None:
        """Merging first and reading later gives the same as reading first and merging later."""
        commits = put_heads(store, *BUREAUS)
        for one, two in pairwise(commits):
            merge_bodies(store, one, two)
        assert len(posts(store)) == 1
        late = write_post("钟离朔", "科长", EDUCATION).commit()
        later = write_post("钟离朔", "科长", WATER).commit()
        store.put_document(late)
        store.put_document(later)
        assert len(posts(store)) == 2
        assert tuple(sorted((entity_of(late, "Post").id, entity_of(later, "Post").id))) in posts(store)

    def test_people_of_merged_bodies_attach_by_the_rule(self, store: Store) -> None:
        """One name in one post of what is now one body is one person, and two again after undo."""
        one, two = put_heads(store, EDUCATION, RENAMED)
        before = snapshot(store)
        pair = tuple(sorted((person_of(one), person_of(two))))
        judged = merge_bodies(store, one, two)
        assert pair in clusters(store)
        store.undo_judgement(judged)
        assert snapshot(store) == before

    def test_body_read_away_leaves_its_mates_right(self, store: Store) -> None:
        """When the body that a cluster showed is no longer named, the others form one of their own."""
        commits = put_heads(store, EDUCATION, WATER, FINANCE)
        commits.sort(key=lambda commit: entity_of(commit, "Organisation").id)
        merge_bodies(store, commits[0], commits[1])
        merge_bodies(store, commits[0], commits[2])
        store.put_document(Page(commits[0].document.text).commit(NEWER))
        left = {entity_of(commit, "Organisation").id for commit in commits[1:]}
        assert {m for members in clusters(store) for m in members if m.startswith("organisation")} == left
        assert all(len(members) == 1 for members in posts(store))
        store.put_document(replace(commits[0], version="reader-3"))
        assert len(posts(store)) == 1
