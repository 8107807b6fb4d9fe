"""Ties rest on a statement in which both take part; households are never reached and hubs not walked through."""

from __future__ import annotations

import pytest

from domain.errors import OntologyError, StoreError
from domain.judgement import Judgement, Verdict
from domain.mention import Reference, ReferenceKind
from graph.answer import Edge, StoreCounts
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    VERSION,
    Page,
    Use,
    entity_of,
    person_of,
    reference_of,
    write_award,
    write_log,
    write_post,
    write_register,
)

CODE = "632199001001"


def nodes(edges: list[Edge]) -> set[str]:
    """Return everything that the ties touch."""
    return {end for edge in edges for end in (edge.source, edge.target)}


class TieContract:
    """Neighbours and neighbourhoods."""

    def test_adjacent_are_those_in_the_same_statement(self, store: Store) -> None:
        """An official is tied to post, body and award, each by the statement that says so."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋")
        commit = page.commit()
        store.put_document(commit)
        edges = store.adjacent(person_of(commit))
        held, received = page.statements
        expected = [
            Edge(person_of(commit), entity_of(commit, kind).id, statement.id, statement.predicate)
            for kind, statement in (("Organisation", held), ("Post", held), ("Award", received))
        ]
        assert edges == sorted(expected, key=lambda e: (e.target, e.statement_id))
        assert store.adjacent(person_of(commit), limit=2) == edges[:2]
        assert store.adjacent("person-unknown") == []

    def test_standing_in_one_document_is_no_tie(self, store: Store) -> None:
        """Two people of one text whom no statement joins are not neighbours, however often they meet there."""
        page = Page(f"{EDUCATION}局长陆怀谷与青海省云岫县水务局局长温如璧同日到会。")
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
        page.say(
            "HOLDS_POST", person=page.person("温如璧"), post=page.post("局长", 1),
            org=page.organisation("青海省云岫县水务局"),
        )  # fmt: skip
        commit = page.commit()
        store.put_document(commit)
        one, two = person_of(commit, "陆怀谷"), person_of(commit, "温如璧")
        assert two not in nodes(store.adjacent(one))
        assert two not in nodes(store.neighbourhood([one], 4, 100))

    def test_neighbourhood_grows_by_steps(self, store: Store) -> None:
        """One step reaches the bureau, two the colleague; every tie is told once, smaller id first."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("温如璧", "科长", EDUCATION).commit()
        store.put_document(one)
        store.put_document(two)
        near, far = (store.neighbourhood([person_of(one)], steps, 100) for steps in (1, 2))
        assert person_of(two) not in nodes(near)
        assert person_of(two) in nodes(far)
        for edges in (near, far):
            assert edges == sorted(edges, key=lambda e: (e.source, e.target, e.statement_id))
            assert all(edge.source < edge.target for edge in edges)
            assert len(set(edges)) == len(edges)
        assert store.neighbourhood([person_of(one)], 2, 100, limit=1) == far[:1]
        assert store.neighbourhood([person_of(one)], 0, 100) == []
        assert store.neighbourhood([], 2, 100) == []

    def test_both_ends_are_walked_from(self, store: Store) -> None:
        """What one step from either end reaches is there, with the tie between them."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("温如璧", "科长", EDUCATION).commit()
        store.put_document(one)
        store.put_document(two)
        edges = store.neighbourhood([person_of(one), person_of(two)], 1, 100)
        assert nodes(edges) == {
            person_of(one), person_of(two), entity_of(one, "Organisation").id, entity_of(one, "Post").id,
            entity_of(two, "Post").id,
        }  # fmt: skip

    def test_hub_is_reached_but_not_walked_through(self, store: Store) -> None:
        """A bureau in more statements than the bound joins nobody; asked about itself it shows its people."""
        commits = [
            write_post(name, f"第{name[0]}科科长", EDUCATION).commit() for name in ("陆怀谷", "温如璧", "钟离朔")
        ]
        for commit in commits:
            store.put_document(commit)
        bureau = entity_of(commits[0], "Organisation").id
        assert store.degree_of([bureau, "person-unknown"]) == {bureau: 3}
        cut = nodes(store.neighbourhood([person_of(commits[0])], 2, 2))
        assert bureau in cut
        assert person_of(commits[1]) not in cut
        assert person_of(commits[1]) in nodes(store.neighbourhood([person_of(commits[0])], 2, 3))
        assert person_of(commits[1]) in nodes(store.neighbourhood([bureau], 1, 2))

    def test_households_are_never_reached(self, store: Store) -> None:
        """No tie leads to a household: not from its community, not from the service, not from itself."""
        area = Page("望槐社区党支部书记陆怀谷慰问群众。")
        area.hold("陆怀谷", "党支部书记", area.community("望槐社区", code=CODE))
        register = write_register(["户甲", "户乙"], "望槐社区", CODE, "一网格").commit()
        log = write_log([Use("2024-03-01", "望槐社区", "助餐", "户甲")], {"望槐社区": CODE}).commit()
        for commit in (area.commit(), register, log):
            store.put_document(commit)
        households = {e.id for c in (register, log) for e in c.entities if e.kind == "Household"}
        assert len(households) == 2
        others = [e.id for e in store.iter_entities()]
        for start in others:
            assert not households & nodes(store.neighbourhood([start], 4, 1000))
            assert not households & nodes(store.adjacent(start))
        assert store.neighbourhood(sorted(households), 4, 1000) == []
        for household in households:
            assert store.adjacent(household) == []

    def test_line_that_joins_a_household_with_the_record_is_refused(self, store: Store) -> None:
        """A statement of a public class in which a household takes part is not stored, nor its document."""
        page = Page("户甲在望槐社区内。", media="table")
        place = page.community("望槐社区", code=CODE)
        page.say(
            "LOCATED_IN", data_class="REF",
            place_of=Reference(ReferenceKind.KEY, "户甲", None, 0, 2, register="household"),
            place=place,
        )  # fmt: skip
        with pytest.raises(OntologyError):
            store.put_document(page.commit())
        assert store.count() == StoreCounts()

    def test_nobody_is_judged_to_be_a_household(self, store: Store) -> None:
        """A person's word cannot lead a name of a text to a household."""
        register = write_register(["户甲"], "望槐社区", CODE).commit()
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(register)
        store.put_document(commit)
        judgement = Judgement(
            reference_of(commit, "陆怀谷"), Verdict.IS, entity_of(register, "Household").id, by="馆员甲", why="同名"
        )
        with pytest.raises(StoreError):
            store.put_judgement(judgement)

    @pytest.mark.parametrize("verdict", [Verdict.MISREAD, Verdict.WRONG_PERSON, Verdict.BAD_SOURCE])
    def test_a_corrected_statement_ties_nobody(self, store: Store, verdict: Verdict) -> None:
        """What a correction takes off the pages joins nobody either; its undo restores the ties."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        person, body = person_of(commit), entity_of(commit, "Organisation").id
        before = store.adjacent(person), store.neighbourhood([person, body], 2, 50)
        assert all(before)
        judgement = store.put_judgement(Judgement(commit.statements[0].id, verdict, by="馆员甲", why="读错"))
        assert (store.adjacent(person), store.neighbourhood([person, body], 2, 50)) == ([], [])
        store.undo_judgement(judgement.id)
        assert (store.adjacent(person), store.neighbourhood([person, body], 2, 50)) == before

    def test_ties_follow_a_newer_reading(self, store: Store) -> None:
        """A tie that no reader finds any more is gone."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        commit = page.commit()
        store.put_document(commit)
        assert store.adjacent(person_of(commit))
        store.put_document(Page(page.text).commit(VERSION + "b"))
        assert store.adjacent(person_of(commit)) == []
        assert store.degree_of([person_of(commit)]) == {}
