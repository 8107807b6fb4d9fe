"""Attaching by itself needs name, organisation, post and overlapping term (RESPONSIBLE.md R6); nothing less does it."""

from __future__ import annotations

from itertools import permutations

import pytest

from domain.document import Arrival
from domain.judgement import Judgement, Verdict
from domain.statement import Value
from graph.attachment import BOTH_POSTS, RULE
from graph.store import Store
from tests.graph.commits import EDUCATION, NEWER, WATER, Page, person_of, write_post
from tests.graph.snapshot import clusters, snapshot


def people(store: Store) -> list[int]:
    """Return how many members each person has, smallest first."""
    return sorted(len(entity.members) for entity in store.iter_entities() if entity.kind == "Person")


def put(store: Store, *pages: Page) -> None:
    """Store these pages."""
    for page in pages:
        store.put_document(page.commit())


def write_move(published: str, name: str = "陆怀谷") -> Page:
    """Return a report of a move from one office to another."""
    page = Page(f"{name}由{EDUCATION}局长调任{WATER}局长。", published)
    page.say(
        "HOLDS_POST", person=page.person(name), post=page.post("局长"), org=page.organisation(EDUCATION),
        status=Value("former"),
    )  # fmt: skip
    page.say(
        "HOLDS_POST", person=page.person(name), post=page.post("局长", 1), org=page.organisation(WATER),
        status=Value("appointed"), valid_from=published,
    )  # fmt: skip
    return page


class AttachmentContract:
    """Who is one without anybody being asked."""

    def test_same_name_post_organisation_and_overlapping_term_attach(self, store: Store) -> None:
        """Two reports half a year apart of one name in one office are one person, by a rule that says why."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-07-05", note="一事")
        put(store, one, two)
        assert people(store) == [2]
        (judgement,) = [j for j in store.judgements_on(person_of(one.commit())) if j.verdict == "same"]
        assert (judgement.by, judgement.is_rule, bool(judgement.why)) == (RULE, True, True)

    @pytest.mark.parametrize(
        "other",
        [
            write_post("陆怀谷", "局长", WATER, "2024-01-05"),
            write_post("陆怀谷", "副局长", EDUCATION, "2024-01-05"),
            write_post("陆淮谷", "局长", EDUCATION, "2024-01-05"),
            write_post("陆怀", "局长", EDUCATION, "2024-01-05"),
            write_post("陆怀谷", "局长", EDUCATION, "2031-01-05", note="一事"),
            write_post("陆怀谷", "局长", EDUCATION, note="一事"),
            write_post("陆怀谷", "局长", EDUCATION, "2024-01-05", status="proposed", note="一事"),
        ],
        ids=["organisation", "post", "name", "part of a name", "term", "no term", "only proposed"],
    )
    def test_anything_less_waits_for_a_person(self, store: Store, other: Page) -> None:
        """One of the four missing keeps them apart."""
        put(store, write_post("陆怀谷", "局长", EDUCATION, "2024-01-05"), other)
        assert people(store) == [1, 1]

    def test_same_name_in_one_document_is_not_attached_to_another_office(self, store: Store) -> None:
        """Two offices of one text are one person there, and that attaches no namesake elsewhere."""
        page = Page(f"{EDUCATION}局长陆怀谷兼任{WATER}局长。", "2024-01-05")
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
        page.say("HOLDS_POST", person=page.person("陆怀谷"), post=page.post("局长", 1), org=page.organisation(WATER))
        put(store, page)
        assert people(store) == [1]
        assert len(store.statements_about(person_of(page.commit()))) == 2
        put(store, write_post("陆怀谷", "科长", WATER, "2024-01-05"))
        assert people(store) == [1, 1]

    def test_removal_and_later_appointment_of_a_namesake_stay_apart(self, store: Store) -> None:
        """A term that ended before the other began does not overlap."""
        put(
            store,
            write_post("陆怀谷", "局长", EDUCATION, "2024-03-01", valid_from="2019-03", valid_to="2020-06"),
            write_post("陆怀谷", "局长", EDUCATION, "2024-03-01", valid_from="2022-01", note="一事"),
        )
        assert people(store) == [1, 1]

    @pytest.mark.parametrize("end", ["2017-05", "2017-05-31"])
    def test_a_removal_reaches_back_to_no_day_of_a_term_that_ended_before(self, store: Store, end: str) -> None:
        """Years lie between: who was removed may be another of the name. Two ends within a month may be one."""
        told = write_post(
            "陆怀谷", "局长", EDUCATION, "2024-03-01", status="former", valid_from="2016-05", valid_to=end
        )
        put(
            store,
            told,
            write_post("陆怀谷", "局长", EDUCATION, "2021-06-16", status="removed", valid_to="2021-06-15", note="一事"),
        )
        assert people(store) == [1, 1]
        put(
            store,
            write_post("陆怀谷", "局长", EDUCATION, "2017-06-20", status="removed", valid_to="2017-06-20", note="二事"),
        )
        assert people(store) == [1, 2]

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
    def test_who_is_shown_after_a_removal_may_be_another(self, store: Store, order: tuple[int, ...]) -> None:
        """A report reaches to the end of the term that it shows, and one after that end reaches no further back."""
        pages = (
            write_post("陆怀谷", "局长", EDUCATION, "2024-01-05"),
            write_post("陆怀谷", "局长", EDUCATION, "2024-03-01", status="removed", note="一事"),
            write_post("陆怀谷", "局长", EDUCATION, "2024-08-05", note="二事"),
        )
        put(store, *(pages[place] for place in order))
        assert people(store) == [1, 2]

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (0, 2, 1)])
    def test_no_term_reaches_across_somebody_else_in_a_post_of_one(self, store: Store, order: tuple[int, ...]) -> None:
        """Appointed, followed by another and shown again: two of one name until the other's paper is withdrawn."""
        pages = (
            write_post("陆怀谷", "局长", EDUCATION, "2020-03-01", status="appointed"),
            write_post("滕远山", "局长", EDUCATION, "2021-05-01", status="appointed"),
            write_post("陆怀谷", "局长", EDUCATION, "2023-08-05", note="二事"),
        )
        put(store, *(pages[place] for place in order))
        assert people(store) == [1, 1, 1]
        store.retract(pages[1].id, "error")
        assert people(store) == [2]

    def test_several_may_hold_a_deputy_post_beside_each_other(self, store: Store) -> None:
        """Another deputy says nothing of how long the first one was deputy."""
        put(
            store,
            write_post("陆怀谷", "副局长", EDUCATION, "2020-03-01", status="appointed"),
            write_post("滕远山", "副局长", EDUCATION, "2021-05-01", status="appointed"),
            write_post("陆怀谷", "副局长", EDUCATION, "2023-08-05", note="二事"),
        )
        assert people(store) == [1, 2]

    @pytest.mark.parametrize(
        ("births", "expected"),
        [
            (("1970-03", "1985-06"), [1, 1]),
            (("1970", "1970-03"), [2]),
            (("1970-03", "", "1985-06"), [1, 1, 1]),
            (("1970-03", "1985-06", "1970-03"), [1, 2]),
        ],
    )
    def test_contradicting_birth_dates_are_two_people(
        self, store: Store, births: tuple[str, ...], expected: list[int]
    ) -> None:
        """Same name, post and time, yet born on other days: kept apart; who states no birth could be either."""
        for number, born in enumerate(births):
            page = Page(f"陆怀谷，{born or '某年'}生，现任{EDUCATION}副局长，第{number}号。", f"2024-0{number + 1}-02")
            if born:
                page.say("BORN", person=page.person("陆怀谷"), date=page.value(born), valid_from=born)
            page.hold("陆怀谷", "副局长", page.organisation(EDUCATION))
            put(store, page)
        assert people(store) == expected

    def test_a_birth_date_that_was_misread_parts_nobody(self, store: Store) -> None:
        """What somebody refused counts no more, and counts again when the refusal is undone."""
        for number, born in enumerate(("1970-03", "1985-06")):
            page = Page(f"陆怀谷，{born}生，现任{EDUCATION}副局长，第{number}号。", f"2024-0{number + 1}-02")
            line = page.say("BORN", person=page.person("陆怀谷"), date=page.value(born), valid_from=born)
            page.hold("陆怀谷", "副局长", page.organisation(EDUCATION))
            put(store, page)
        assert people(store) == [1, 1]
        judged = store.put_judgement(Judgement(line.id, Verdict.MISREAD, by="馆员甲", why="看错"))
        assert people(store) == [2]
        assert store.undo_judgement(judged.id)
        assert people(store) == [1, 1]

    def test_two_genders_are_two_people(self, store: Store) -> None:
        """One name in one post, one called a woman and one a man."""
        for number, gender in enumerate(("male", "female")):
            page = Page(f"陆怀谷，{'男女'[number]}，现任{EDUCATION}副局长。", f"2024-0{number + 1}-02")
            page.say("GENDER", person=page.person("陆怀谷"), gender=Value(gender))
            page.hold("陆怀谷", "副局长", page.organisation(EDUCATION))
            put(store, page)
        assert people(store) == [1, 1]

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_a_text_that_states_both_posts_joins_their_holders(self, store: Store, order: tuple[int, ...]) -> None:
        """由…调任…: whoever held the one before is whoever holds the other now, years apart and without a date."""
        pages = [
            write_post("陆怀谷", "局长", EDUCATION, "2017-01-05"),
            write_post("陆怀谷", "局长", WATER, "2024-06-05"),
            write_move("2024-05-20"),
        ]
        put(store, *(pages[number] for number in order))
        assert people(store) == [3]
        assert BOTH_POSTS in {j.by for j in store.judgements_on(person_of(pages[2].commit()))}

    def test_a_former_post_that_two_held_before_stays_open(self, store: Store) -> None:
        """Two namesakes held it at different times, and the text does not say when: it could be either."""
        put(
            store, write_post("陆怀谷", "局长", EDUCATION, "2010-01-05"),
            write_post("陆怀谷", "局长", EDUCATION, "2017-01-05", note="一事"), write_move("2024-05-20"),
        )  # fmt: skip
        assert people(store) == [1, 1, 1]

    def test_a_former_post_alone_joins_the_only_one_who_held_it_before(self, store: Store) -> None:
        """曾任 without a date speaks of the one row that the record has before it; of several it could be either."""
        put(store, write_post("陆怀谷", "局长", EDUCATION, "2017-01-05"))
        put(store, write_post("陆怀谷", "局长", EDUCATION, "2024-01-05", status="former", note="一事"))
        assert people(store) == [2]
        put(store, write_post("陆怀谷", "局长", EDUCATION, "2004-01-05", note="二事"))
        assert people(store) == [1, 1, 1]

    def test_nobody_has_left_a_post_that_he_took_up_years_later(self, store: Store) -> None:
        """A text that calls a post past says nothing of who holds it afterwards."""
        put(store, write_post("温如璧", "局长", EDUCATION, "2031-01-05"), write_move("2024-05-20", "温如璧"))
        assert people(store) == [1, 1]

    def test_a_text_with_both_posts_joins_no_lives_that_exclude_each_other(self, store: Store) -> None:
        """The chain over two posts ends where it would make one person of two birth dates; nobody is moved by it."""
        pages = []
        for org, born, day in ((EDUCATION, "1970-03", "2024-04-05"), (WATER, "1985-06", "2024-06-05")):
            page = Page(f"陆怀谷，{born}生，现任{org}局长。", day)
            page.say("BORN", person=page.person("陆怀谷"), date=page.value(born), valid_from=born)
            page.hold("陆怀谷", "局长", page.organisation(org))
            pages.append(page)
        put(store, *pages, write_move("2024-05-20"))
        assert people(store) == [1, 1, 1]
        one, two = (person_of(page.commit()) for page in pages)
        store.put_judgement(Judgement(one, Verdict.SAME, two, by="馆员甲", why="档案可证"))
        assert people(store) == [1, 2], "a person's word outweighs it, and still whose the third is stays open"

    def test_a_chain_of_reports_is_one_person(self, store: Store) -> None:
        """Reports a year apart each overlap the next, and all are one."""
        put(store, *(write_post("陆怀谷", "局长", EDUCATION, f"202{n}-01-05", note=f"{n}") for n in range(5)))
        assert people(store) == [5]

    def test_order_of_arrival_does_not_matter(self, store: Store) -> None:
        """Whichever report comes first, the same people are one."""
        pages = [
            write_post("陆怀谷", "局长", EDUCATION, "2024-01-05"),
            write_post("陆怀谷", "局长", EDUCATION, "2024-11-05", note="一事"),
            write_post("陆怀谷", "局长", EDUCATION, "2025-09-05", note="二事"),
        ]
        seen = set()
        for number, order in enumerate(permutations(pages)):
            for page in order:
                store.put_document(page.commit(f"reader-{number}"))
            seen.add(frozenset(clusters(store)))
            for page in order:
                store.put_document(Page(page.text).commit(f"away-{number}"))
        assert len(seen) == 1
        (found,) = seen
        assert max(len(members) for members in found) == 3

    def test_an_earlier_publication_moves_the_term(self, store: Store) -> None:
        """When a copy of the paper turns out older, its term moves and may now overlap."""
        old = write_post("陆怀谷", "局长", EDUCATION, "2015-01-05")
        new = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05", note="一事")
        put(store, old, new)
        assert people(store) == [1, 1]
        store.put_arrivals([Arrival(new.id, "旧报.txt", published="2015-06-01")])
        assert people(store) == [2]

    def test_a_newer_reading_withdraws_what_the_older_attached(self, store: Store) -> None:
        """When the reader no longer finds the post, the attachment that rested on it is closed."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事")
        put(store, one)
        before = snapshot(store)
        put(store, two)
        store.put_document(Page(two.text, "2024-02-05").commit(NEWER))
        after = snapshot(store)
        assert people(store) == [1]
        assert after["portraits"] == before["portraits"]

    def test_middle_of_a_chain_read_away_parts_the_ends(self, store: Store) -> None:
        """Two reports that only a third joined are two people again when the third is gone."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2020-01-05")
        middle = write_post("陆怀谷", "局长", EDUCATION, "2021-12-05", note="一事")
        two = write_post("陆怀谷", "局长", EDUCATION, "2023-11-05", note="二事")
        put(store, one, middle, two)
        assert people(store) == [3]
        store.put_document(Page(middle.text).commit(NEWER))
        assert people(store) == [1, 1]

    def test_reprints_of_one_text_are_one_document(self, store: Store) -> None:
        """The same words in two papers are one document with two arrivals, and one person."""
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        put(store, page, page)
        store.put_arrivals([Arrival(page.id, "转载.txt", source="沧澜日报", published="2024-01-06")])
        assert people(store) == [1]
        assert store.count().documents == 1
