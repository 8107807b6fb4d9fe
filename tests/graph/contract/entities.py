"""An entity shows under the smallest id of its cluster; the other ids lead to it."""

from __future__ import annotations

from domain.identifier import make_id
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    NEWER,
    WATER,
    Page,
    entity_of,
    judge_same,
    person_of,
    write_location,
    write_post,
)


class EntityContract:
    """Entities and redirects."""

    def test_id_comes_from_kind_and_founding(self, store: Store) -> None:
        """The id is the hash of kind and founding reference, on every machine."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        body = entity_of(commit, "Organisation")
        view = store.find_entity(make_id("organisation", f"name:{EDUCATION}"))
        assert view is not None
        assert (view.id, view.kind, view.name, view.members) == (body.id, "Organisation", EDUCATION, (body.id,))

    def test_merged_id_redirects_to_the_smallest(self, store: Store) -> None:
        """Every member id answers with the same entity and all members in order."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "科长", WATER).commit()
        store.put_document(one)
        store.put_document(two)
        store.put_judgement(judge_same(person_of(one), person_of(two)))
        members = tuple(sorted((person_of(one), person_of(two))))
        views = [store.find_entity(member) for member in members]
        assert views[0] == views[1]
        assert views[0] is not None
        assert (views[0].id, views[0].members) == (members[0], members)

    def test_reads_of_the_merged_person_see_both_sides(self, store: Store) -> None:
        """Statements of both are about the one that shows; the argument names it."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "科长", WATER).commit()
        store.put_document(one)
        store.put_document(two)
        store.put_judgement(judge_same(person_of(one), person_of(two)))
        root = min(person_of(one), person_of(two))
        views = store.statements_about(root)
        assert {v.document_id for v in views} == {one.document.id, two.document.id}
        assert {a.entity_id for v in views if (a := v.find("person"))} == {root}

    def test_unknown_entity_is_none(self, store: Store) -> None:
        """An id that was never founded is not found."""
        assert store.find_entity("person-unknown") is None

    def test_a_community_is_founded_on_its_places(self, store: Store) -> None:
        """Two documents that put a community into the same county mean one; without a county they mean two."""
        one, two = (
            write_location("望槐社区", "云岫县").commit(),
            write_location("望槐社区", "云岫县", note="山脚").commit(),
        )
        assert entity_of(one, "Community").id == entity_of(two, "Community").id
        loose = write_location("望槐社区", "老槐树").commit()
        other = write_location("望槐社区", "老槐树", note="山脚").commit()
        assert entity_of(loose, "Community").id != entity_of(other, "Community").id
        for commit in (one, two, loose, other):
            store.put_document(commit)
        assert len(store.find_by_name("望槐社区", ("Community",))) == 3

    def test_entity_of_two_documents_is_one(self, store: Store) -> None:
        """A second document that names an organisation adds no entity."""
        store.put_document(write_post("陆怀谷", "局长", EDUCATION).commit())
        store.put_document(write_post("温如璧", "科长", EDUCATION).commit())
        assert store.count().entities == {"Organisation": 1, "Person": 2, "Post": 2}
        (match,) = store.find_by_name(EDUCATION)
        assert len(store.statements_about(match.entity.id)) == 2

    def test_entity_that_nothing_names_any_more_is_gone(self, store: Store) -> None:
        """When a newer reading drops the last mention, the entity is no longer found, but was."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        commit = page.commit()
        store.put_document(commit)
        then = store.statements_in(page.id)[0].known_from
        store.put_document(Page(page.text).commit(NEWER))
        assert store.find_entity(person_of(commit)) is None
        assert store.find_by_name("陆怀谷") == []
        assert store.count().entities == {}
        assert store.find_entity(person_of(commit), then) is not None

    def test_entity_that_another_document_names_stays(self, store: Store) -> None:
        """Only what no document names is gone."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        store.put_document(page.commit())
        store.put_document(write_post("温如璧", "科长", EDUCATION).commit())
        store.put_document(Page(page.text).commit(NEWER))
        assert [m.entity.name for m in store.find_by_name(EDUCATION)] == [EDUCATION]
        assert store.count().entities == {"Organisation": 1, "Person": 1, "Post": 1}
