"""The known clock: the same question asked as of a moment gives that moment's answer, whatever came later."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

from domain.mention import imply
from domain.statement import Value
from graph.access import Access
from graph.answer import EntityView
from graph.audit import AuditLog
from graph.holding import Cover
from graph.organisation import draw_holders
from graph.past import find_then
from graph.policy import Reader
from graph.portrait import draw_portrait
from graph.store import Store
from tests.graph.commits import (
    EDUCATION,
    Page,
    Use,
    entity_of,
    judge_same,
    person_of,
    write_log,
    write_post,
    write_register,
)

TODAY = date(2024, 12, 1)
AREA, CODE = "春柳社区", "632199001001"


def now() -> str:
    """Return this moment on the known clock, apart from the commits before and after."""
    time.sleep(0.002)
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    time.sleep(0.002)
    return moment


def find(store: Store, name: str) -> EntityView:
    """Return the one entity of exactly this name."""
    (match,) = [m for m in store.find_by_name(name) if m.matched_by == "exact"]
    return match.entity


def write_end(predicate: str, day: str, name: str = "陆怀谷") -> Page:
    """Return a page on which the head of the education office retires or dies on a day."""
    words = {"RETIRED": "退休", "DIED": "逝世"}[predicate]
    page = Page(f"{EDUCATION}局长{name}于{day}{words}。", day)
    page.hold(name, "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长{name}")
    page.say(predicate, words, valid_from=day, person=page.person(name), date=page.value(day))
    return page


class ClockContract:
    """Reads at an earlier moment, and what closes posts without naming them, from the stored statements."""

    def test_clusters_of_then_are_those_before_the_merge(self, store: Store) -> None:
        """Two who are judged one today were two before; somebody who came later was not there."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2015-01-05").commit()
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05", note="另").commit()
        store.put_document(one)
        first = now()
        store.put_document(two)
        second = now()
        store.put_judgement(judge_same(person_of(one), person_of(two)))
        ids = [person_of(one), person_of(two)]
        assert [e.members for e in store.find_clusters_at(ids, first)] == [(person_of(one),)]
        assert {e.id for e in store.find_clusters_at(ids, second)} == set(ids)
        (merged,) = store.find_clusters_at(ids, now())
        assert set(merged.members) == set(ids)

    def test_a_search_as_of_then_finds_who_was_known_then(self, store: Store) -> None:
        """The name finds nobody before the document, two before the merge, one after."""
        nothing = now()
        one = write_post("陆怀谷", "局长", EDUCATION, "2015-01-05").commit()
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05", note="另").commit()
        for commit in (one, two):
            store.put_document(commit)
        apart = now()
        store.put_judgement(judge_same(person_of(one), person_of(two)))
        found = store.find_by_name("陆怀谷")
        assert [len(find_then(store, "陆怀谷", found, moment)) for moment in (nothing, apart, now())] == [0, 2, 1]
        assert {m.matched_by for m in find_then(store, "陆怀谷", found, apart)} == {"exact"}

    def test_last_months_portrait_is_given_again(self, store: Store) -> None:
        """A removal that came later closes the post in today's portrait and not in that of the moment before."""
        appointed = write_post("陆怀谷", "局长", EDUCATION, "2020-05-20", status="appointed", valid_from="2020-05-20")
        store.put_document(appointed.commit())
        before = find(store, "陆怀谷")
        drawn = draw_portrait(store, before, "", "", TODAY)
        moment = now()
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2023-03-01", status="removed", note="免").commit())
        after = find(store, "陆怀谷")
        assert [(p.valid_to, p.status) for p in draw_portrait(store, after, "", "", TODAY).posts] == [
            ("2023-03-01", "removed")
        ]
        then = store.find_entity(after.id, moment)
        assert then is not None
        assert draw_portrait(store, then, "", moment, TODAY).posts == drawn.posts

    def test_coverage_of_then_counts_what_was_known_then(self, store: Store) -> None:
        """Uses and households that came later are not counted as of the moment before."""
        log = write_log([Use("2024-03-01", AREA, "助餐", "户甲")], {AREA: CODE}).commit()
        area = entity_of(log, "Community").id
        before = now()
        store.put_document(log)
        between = now()
        store.put_document(write_register(["户甲", "户乙"], AREA, CODE).commit())
        assert store.service_use(area, known=before) == []
        assert [use.uses for use in store.service_use(area, known=between)] == [1]
        assert store.service_use(area, known=between) == store.service_use(area)
        assert store.households_in(area, known=between) == []
        assert len(store.households_in(area)) == 2

    def test_the_desk_asks_all_as_of_then(self, store: Store, tmp_path: Path) -> None:
        """Paths and holders as of a moment before the tie have none; as of now they have."""
        moment = now()
        store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        person, body = find(store, "陆怀谷"), find(store, EDUCATION)
        audit = AuditLog(tmp_path / "audit.db")
        try:
            desk = Access(store, audit, today=lambda: TODAY, reader=Reader())
            assert desk.paths(person, body, known_at=moment).paths == ()
            assert len(desk.paths(person, body).paths) == 1
            assert desk.search("陆怀谷", known_at=moment) == []
            assert [s.name for s in desk.search("陆怀谷")] == ["陆怀谷"]
            assert desk.search("陆怀谷", valid_at="2023-12-01")
            assert desk.find_entity(person.id, moment) is None
        finally:
            audit.close()

    def test_retirement_closes_the_post_and_death_is_read_the_same(self, store: Store) -> None:
        """The holder of a post retires: the post has an end, the day is no longer covered, nothing else is touched."""
        store.put_document(
            write_post("陆怀谷", "局长", EDUCATION, "2023-05-20", status="appointed", valid_from="2023-05-20").commit()
        )
        store.put_document(write_end("RETIRED", "2024-02-01").commit())
        body, person = find(store, EDUCATION), find(store, "陆怀谷")
        (post,) = draw_portrait(store, person, "", "", TODAY).posts
        assert (post.valid_from, post.valid_to, post.status) == ("2023-05-20", "2024-02-01", "former")
        (office,) = [m.entity for m in store.find_by_name("局长") if m.entity.kind == "Post"]
        page = draw_holders(store, body, office, "", "", TODAY)
        assert [(h.name, h.valid_to, h.cover) for h in page.holders] == [("陆怀谷", "2024-02-01", Cover.NOT_HELD.value)]

    def test_a_stated_vacancy_is_a_vacancy_of_the_post(self, store: Store) -> None:
        """The post that a text calls vacant is the body's office, with whoever is in charge; silence is none."""
        page = Page(f"{EDUCATION}局长一职空缺，由副局长陆怀谷主持工作。", "2024-03-05")
        body = page.organisation(EDUCATION)
        page.hold("陆怀谷", "副局长", body, quote="副局长陆怀谷")
        page.say("VACANT", "局长一职空缺", post=page.post("局长"), org=body, in_charge=page.person("陆怀谷"))
        page.say("VACANT", "主持工作", post=imply("局长"), org=body, in_charge=page.person("陆怀谷"))
        store.put_document(page.commit())
        store.put_document(write_post("沈知白", "局长", EDUCATION, "2024-06-01", status="appointed").commit())
        offices = {m.entity.name: m.entity for m in store.find_by_name("局长") if m.entity.kind == "Post"}
        drawn = draw_holders(store, find(store, EDUCATION), offices["局长"], "", "", TODAY)
        assert [(v.valid_from, v.valid_to) for v in drawn.vacancies] == [("2024-03-05", "2024-06-01")]
        assert {(c.name, c.valid_to) for c in drawn.in_charge} == {("陆怀谷", "2024-06-01")}
        assert [h.name for h in drawn.holders] == ["沈知白"]
        deputy = draw_holders(store, find(store, EDUCATION), offices["副局长"], "", "", TODAY)
        assert deputy.vacancies == ()
        assert [h.name for h in deputy.holders] == ["陆怀谷"]

    def test_acting_and_full_are_told_apart(self, store: Store) -> None:
        """Two spells side by side, the first ending where the second begins."""
        for status, day, nature in (("appointed", "2023-01-10", "acting"), ("appointed", "2023-04-20", "")):
            page = Page(f"{EDUCATION}局长陆怀谷于{day}就任。", day)
            page.say(
                "HOLDS_POST", valid_from=day, person=page.person("陆怀谷"), post=page.post("局长"),
                org=page.organisation(EDUCATION), status=Value(status), nature=Value(nature) if nature else None,
            )  # fmt: skip
            store.put_document(page.commit())
        posts = draw_portrait(store, find(store, "陆怀谷"), "", "", TODAY).posts
        assert [(p.nature, p.valid_from, p.valid_to) for p in posts] == [
            ("acting", "2023-01-10", "2023-04-20"),
            ("full", "2023-04-20", ""),
        ]
