"""Judgements are reversible: undo leaves the graph as if they had never been made."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from domain.errors import NotFound, StoreError
from domain.judgement import Judgement, Verdict
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    FINANCE,
    NEWER,
    WATER,
    Page,
    entity_of,
    judge_different,
    judge_same,
    person_of,
    reference_of,
    write_award,
    write_post,
)
from tests.graph.snapshot import clusters, snapshot


def put_people(store: Store) -> tuple[str, str, str]:
    """Store three namesakes of three offices; return their ids in order."""
    commits = [
        write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "科长", WATER).commit(),
        write_post("陆怀谷", "主任", FINANCE).commit(),
    ]  # fmt: skip
    for commit in commits:
        store.put_document(commit)
    one, two, three = sorted(person_of(commit) for commit in commits)
    return one, two, three


def people(store: Store) -> set[tuple[str, ...]]:
    """Return the clusters of people."""
    return {entity.members for entity in store.iter_entities() if entity.kind == "Person"}


class JudgementContract:
    """Who is who, and what a statement is worth."""

    def test_same_joins_and_undo_parts(self, store: Store) -> None:
        """Undo gives back every answer that stood before."""
        one, two, three = put_people(store)
        before = snapshot(store)
        judged = store.put_judgement(judge_same(one, two))
        assert people(store) == {(one, two), (three,)}
        assert store.undo_judgement(judged.id)
        assert snapshot(store) == before

    def test_judgement_comes_back_with_its_moment(self, store: Store) -> None:
        """The store says when it learned it; saying it again gives the same judgement and changes nothing."""
        one, two, _ = put_people(store)
        judged = store.put_judgement(judge_same(one, two))
        assert judged.known_from
        before = snapshot(store)
        assert store.put_judgement(judge_same(two, one)).known_from == judged.known_from
        assert snapshot(store) == before
        assert [j.id for j in store.judgements_on(one) if j.verdict is Verdict.SAME] == [judged.id]

    def test_same_is_transitive(self, store: Store) -> None:
        """Two pairs make one of three; undoing one pair leaves the other."""
        one, two, three = put_people(store)
        first = store.put_judgement(judge_same(one, two))
        store.put_judgement(judge_same(two, three))
        assert people(store) == {(one, two, three)}
        store.undo_judgement(first.id)
        assert people(store) == {(one,), (two, three)}

    def test_different_holds_against_a_chain(self, store: Store) -> None:
        """Who was judged different never stands in one cluster, whatever joins them by way of a third."""
        one, two, three = put_people(store)
        store.put_judgement(judge_different(one, three))
        store.put_judgement(judge_same(one, two))
        store.put_judgement(judge_same(two, three))
        assert all(not {one, three} <= set(members) for members in people(store))
        assert sum(len(members) == 2 for members in people(store)) == 1

    def test_order_of_judgements_does_not_matter(self, store: Store) -> None:
        """Three judgements of different people give the same clusters in all six orders."""
        one, two, three = put_people(store)
        words = [judge_same(one, two), judge_same(two, three), judge_different(one, three)]
        seen = set()
        for order in permutations(words):
            made = [store.put_judgement(word) for word in order]
            seen.add(frozenset(people(store)))
            for judgement in made:
                store.undo_judgement(judgement.id)
        assert len(seen) == 1

    def test_different_sticks_against_the_rule(self, store: Store) -> None:
        """A person's "different" outweighs the automatic attachment, also for later documents."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事").commit()
        store.put_document(one)
        store.put_document(two)
        assert len(people(store)) == 1
        judged = store.put_judgement(judge_different(person_of(one), person_of(two)))
        assert len(people(store)) == 2
        store.put_document(write_post("温如璧", "科长", EDUCATION).commit())
        assert all(not {person_of(one), person_of(two)} <= set(members) for members in people(store))
        store.undo_judgement(judged.id)
        assert tuple(sorted((person_of(one), person_of(two)))) in people(store)

    def test_unsure_joins_nobody(self, store: Store) -> None:
        """Unsure is remembered and changes no cluster."""
        one, two, _ = put_people(store)
        before = clusters(store)
        store.put_judgement(Judgement(one, Verdict.UNSURE, two, by="馆员甲", why="待核"))
        assert clusters(store) == before
        assert [j.verdict for j in store.judgements_on(two) if j.by == "馆员甲"] == [Verdict.UNSURE]

    def test_later_word_of_a_person_counts(self, store: Store) -> None:
        """Of two people's words on a pair the later stands; undoing it brings back the earlier."""
        one, two, three = put_people(store)
        store.put_judgement(judge_same(one, two, "馆员甲"))
        later = store.put_judgement(judge_different(one, two, "馆员乙"))
        assert people(store) == {(one,), (two,), (three,)}
        store.undo_judgement(later.id)
        assert people(store) == {(one, two), (three,)}

    def test_a_person_may_return_to_an_earlier_word(self, store: Store) -> None:
        """Same, then different, then same again by one person: the last word stands, undo goes one back."""
        one, two, three = put_people(store)
        store.put_judgement(judge_same(one, two))
        store.put_judgement(judge_different(one, two))
        again = store.put_judgement(judge_same(one, two))
        assert people(store) == {(one, two), (three,)}
        store.undo_judgement(again.id)
        assert people(store) == {(one,), (two,), (three,)}

    def test_undone_judgements_are_remembered(self, store: Store) -> None:
        """Nothing is deleted: an undone judgement keeps both moments, and undoing it again is False."""
        one, two, _ = put_people(store)
        judged = store.put_judgement(judge_same(one, two))
        assert store.undo_judgement(judged.id)
        assert not store.undo_judgement(judged.id)
        assert not store.undo_judgement("judgement-unknown")
        (kept,) = [j for j in store.judgements_on(one) if j.verdict is Verdict.SAME]
        assert (kept.id, kept.why) == (judged.id, "简历相同")
        assert kept.known_from < kept.known_until

    def test_judgement_can_be_made_again_after_undo(self, store: Store) -> None:
        """A second time opens a second row with a later moment."""
        one, two, three = put_people(store)
        first = store.put_judgement(judge_same(one, two))
        store.undo_judgement(first.id)
        second = store.put_judgement(judge_same(one, two))
        assert (second.id, second.known_from > first.known_from) == (first.id, True)
        assert people(store) == {(one, two), (three,)}
        assert len([j for j in store.judgements_on(one) if j.verdict is Verdict.SAME]) == 2

    def test_entities_of_two_kinds_are_never_one(self, store: Store) -> None:
        """A person and an organisation, or two posts, are refused; so is what the store does not know."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        other = write_post("温如璧", "科长", WATER).commit()
        store.put_document(commit)
        store.put_document(other)
        before = snapshot(store)
        with pytest.raises(StoreError):
            store.put_judgement(judge_same(person_of(commit), entity_of(commit, "Organisation").id))
        with pytest.raises(StoreError):
            store.put_judgement(judge_same(entity_of(commit, "Post").id, entity_of(other, "Post").id))
        with pytest.raises(NotFound):
            store.put_judgement(judge_same(person_of(commit), "person-unknown"))
        with pytest.raises(NotFound):
            store.put_judgement(judge_same(person_of(commit), person_of(commit)))
        with pytest.raises(NotFound):
            store.put_judgement(Judgement("statement-unknown", Verdict.MISREAD, by="馆员甲"))
        assert snapshot(store) == before

    def test_reference_follows_a_persons_word(self, store: Store) -> None:
        """IS by a person leads the mention and its statements to another entity; undo leads them back."""
        one, two = (
            write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit(),
            write_post("陆怀谷", "科长", WATER).commit(),
        )
        store.put_document(one)
        store.put_document(two)
        before = snapshot(store)
        reference = reference_of(two, "陆怀谷")
        judged = store.put_judgement(Judgement(reference, Verdict.IS, person_of(one), by="馆员甲", why="同一人"))
        assert {v.document_id for v in store.statements_about(person_of(one))} == {one.document.id, two.document.id}
        entity = {stored.reference_id: entity for _, stored, entity in store.iter_mentions()}
        assert entity[reference] == person_of(one)
        assert [j.by for j in store.judgements_on(reference)] == ["rule:name-post-organisation", "馆员甲"]
        assert store.undo_judgement(judged.id)
        assert snapshot(store) == before

    def test_a_persons_word_on_a_reference_survives_a_newer_reading(self, store: Store) -> None:
        """A newer reader that finds the same mention does not undo what a person said of it."""
        one, page = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "科长", WATER)
        store.put_document(one)
        store.put_document(page.commit())
        reference = reference_of(page.commit(), "陆怀谷")
        store.put_judgement(Judgement(reference, Verdict.IS, person_of(one), by="馆员甲"))
        store.put_document(page.commit(NEWER))
        assert len(store.statements_about(person_of(one))) == 2

    def test_reference_to_nobody_is_refused(self, store: Store) -> None:
        """A reference cannot be judged to be an entity that the store does not know."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        with pytest.raises(NotFound):
            store.put_judgement(Judgement(reference_of(commit, "陆怀谷"), Verdict.IS, "person-unknown", by="馆员甲"))

    def test_naming_a_holder_links_the_whole_statement(self, store: Store) -> None:
        """When a person says who an unjudged holder is, the post and the body hear of it as from a fresh reading."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        whole = page.commit()
        waiting = replace(whole, judgements=tuple(j for j in whole.judgements if j.object != person_of(whole)))
        other = write_post("陆怀谷", "科长", WATER).commit()
        store.put_document(waiting)
        store.put_document(other)
        before = snapshot(store)
        judged = store.put_judgement(
            Judgement(reference_of(whole, "陆怀谷"), Verdict.IS, person_of(other), by="馆员甲", why="履历相同")
        )
        body = entity_of(whole, "Organisation").id
        post = entity_of(whole, "Post").id
        for entity_id in (person_of(other), body, post):
            assert page.statements[0].id in {v.id for v in store.statements_about(entity_id)}
        store.undo_judgement(judged.id)
        assert snapshot(store) == before

    @pytest.mark.parametrize("verdict", ["misread", "wrong_person", "bad_source", "ended_since", "preferred"])
    def test_statement_carries_its_marks(self, store: Store, verdict: str) -> None:
        """A mark is shown with the statement wherever it is read, until it is undone."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        before = snapshot(store)
        (view,) = store.statements_in(commit.document.id)
        judged = store.put_judgement(Judgement(view.id, Verdict(verdict), by="馆员甲", why="核对原文"))
        found = store.find_statement(view.id)
        assert found is not None
        for shown in (found, *store.statements_in(view.document_id), *store.statements_about(person_of(commit))):
            assert [(m.verdict, m.by, m.why) for m in shown.marks] == [(verdict, "馆员甲", "核对原文")]
        store.undo_judgement(judged.id)
        assert snapshot(store) == before

    def test_misread_statement_attaches_nobody(self, store: Store) -> None:
        """A term that rests on a misread line no longer joins two people; undo joins them again."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事").commit()
        store.put_document(one)
        store.put_document(two)
        before = snapshot(store)
        judged = store.put_judgement(Judgement(two.statements[0].id, Verdict.WRONG_PERSON, by="馆员甲"))
        assert people(store) == {(person_of(one),), (person_of(two),)}
        store.undo_judgement(judged.id)
        assert snapshot(store) == before

    def test_judgements_come_by_moment(self, store: Store) -> None:
        """All judgements on a subject are listed in the order in which they were made, undone ones too."""
        one, two, three = put_people(store)
        made = [store.put_judgement(judge_same(one, other)) for other in (three, two)]
        store.undo_judgement(made[0].id)
        listed = [j for j in store.judgements_on(one) if j.verdict is Verdict.SAME]
        assert [j.id for j in listed] == [j.id for j in made]
        assert [bool(j.known_until) for j in listed] == [True, False]

    def test_merge_survives_that_a_document_is_read_away_and_back(self, store: Store) -> None:
        """A person whom one reading misses and the next finds again is again who was judged."""
        one, page = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "科长", WATER)
        store.put_document(one)
        store.put_document(page.commit())
        pair = tuple(sorted((person_of(one), person_of(page.commit()))))
        store.put_judgement(judge_same(*pair))
        store.put_document(Page(page.text).commit(NEWER))
        assert people(store) == {(person_of(one),)}
        store.put_document(page.commit("reader-3"))
        assert people(store) == {pair}
