"""What the reader is not sure of waits until a person has said a word; corrections stand beside what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.errors import InputError, NotFound, StoreError
from domain.judgement import Judgement, Verdict
from graph.answer import StatementView
from graph.commit import Correction
from graph.store import Store
from ingest.correction import build_correction
from tests.graph.commits import (
    EDUCATION,
    NEWER,
    VERSION,
    WATER,
    Page,
    Use,
    person_of,
    write_location,
    write_log,
)
from tests.graph.snapshot import snapshot

BELOW = 0.6


def doubtful(name: str = "陆怀谷", confidence: float = 0.4, note: str = "") -> Page:
    """Return a page of whose one statement the reader is not sure."""
    page = Page(f"{EDUCATION}局长{name}、{WATER}科长温如璧到会{note}。", "2024-01-05")
    page.say(
        "HOLDS_POST", confidence=confidence, person=page.person(name), post=page.post("局长"),
        org=page.organisation(EDUCATION),
    )  # fmt: skip
    page.person("温如璧")
    page.post("科长")
    page.organisation(WATER)
    return page


def service_log() -> Page:
    """Return a table of one row."""
    return write_log([Use("2024-01-03", "望槐社区", "助餐", "户甲")], {"望槐社区": "632199001001"})


def waiting(store: Store, **options: object) -> list[str]:
    """Return the ids of what waits."""
    return [view.id for view in store.find_waiting(BELOW, **options)]  # type: ignore[arg-type]


def make(store: Store, view: StatementView, changes: Mapping[str, str], by: str = "馆员甲") -> Correction:
    """Return a correction of a statement of the store."""
    document = store.find_document(view.document_id)
    assert document is not None
    return build_correction(document, store.statements_in(view.document_id), view, changes, by, "核对原文")


def correct(store: Store, page: Page, changes: Mapping[str, str]) -> Judgement:
    """Correct the one statement of a page."""
    (view,) = [v for v in store.statements_in(page.id) if v.extractor != "review"]
    return store.put_correction(make(store, view, changes))


def shown(store: Store, page: Page) -> dict[str, tuple[str, ...]]:
    """Return person, post and org of each statement of a page by how it was read, hidden ones left out."""
    return {
        view.extractor: tuple(view.text_of(role) for role in ("person", "post", "org"))
        for view in store.statements_in(page.id)
        if not {mark.verdict for mark in view.marks} & {"misread", "corrected"}
    }


class ReviewContract:
    """The review lane in a store."""

    def test_what_is_under_the_threshold_waits(self, store: Store) -> None:
        """By document and place; a statement at the threshold itself does not wait, nor one of records."""
        pages = [doubtful(note=str(number)) for number in range(3)]
        for page in pages:
            store.put_document(page.commit())
        store.put_document(doubtful("江望潮", BELOW).commit())
        store.put_document(
            write_log([Use("2024-01-03", "望槐社区", "助餐", "户甲")], {"望槐社区": "632199001001"}).commit()
        )
        expected = [page.statements[0].id for page in sorted(pages, key=lambda page: page.id)]
        assert waiting(store) == expected
        assert waiting(store, limit=2) == expected[:2]
        assert waiting(store, after=expected[1]) == expected[2:]
        assert waiting(store, document_id=pages[0].id) == [pages[0].statements[0].id]
        assert waiting(store, predicates=("HOLDS_POST",)) == expected
        assert waiting(store, predicates=("SPOKE",)) == []
        assert waiting(store, classes=("REF",)) == []
        assert [view.confidence for view in store.find_waiting(BELOW)] == [0.4] * 3
        assert store.find_waiting(0.0) == []

    @pytest.mark.parametrize("verdict", ["accepted", "misread", "bad_source", "ended_since"])
    def test_a_word_takes_it_out_of_the_lane_and_undo_brings_it_back(self, store: Store, verdict: str) -> None:
        """Whatever a person says of a statement, they have looked at it."""
        page = doubtful()
        store.put_document(page.commit())
        before = snapshot(store)
        judged = store.put_judgement(Judgement(page.statements[0].id, Verdict(verdict), by="馆员甲"))
        assert waiting(store) == []
        store.undo_judgement(judged.id)
        assert waiting(store) == [page.statements[0].id]
        assert snapshot(store) == before

    def test_a_verdict_keeps_it_out_of_the_lane_when_it_is_read_again(self, store: Store) -> None:
        """The newer reading of the same words, as unsure as the older, does not ask again."""
        page = doubtful()
        store.put_document(page.commit())
        store.put_judgement(Judgement(page.statements[0].id, Verdict.ACCEPTED, by="馆员甲"))
        newer = doubtful(confidence=0.3)
        newer.statements.clear()
        newer.readings.clear()
        newer.classes.clear()
        newer.hold("陆怀谷", "局长", newer.organisation(EDUCATION), status="appointed")
        newer.readings = [type(r)(r.statement_id, "by-hand", "", 0.3) for r in newer.readings]
        store.put_document(newer.commit(NEWER))
        (view,) = store.statements_in(page.id)
        assert view.id != page.statements[0].id
        assert view.confidence == 0.3
        assert waiting(store) == []

    def test_a_correction_stands_in_the_place_of_what_was_read(self, store: Store) -> None:
        """The person holds the corrected post only, by evidence of the same sentence; undo gives all back."""
        page = doubtful()
        store.put_document(page.commit())
        before = snapshot(store)
        judged = correct(store, page, {"org": WATER, "post": "科长"})
        assert judged.known_from
        assert shown(store, page) == {"review": ("陆怀谷", "科长", WATER)}
        (body,) = [match.entity for match in store.find_by_name(WATER, ("Organisation",))]
        (view,) = store.statements_about(body.id, ("HOLDS_POST",))
        assert (view.id, view.quote, view.confidence, view.version) == (judged.object, page.text, 1.0, VERSION)
        assert {a.role: a.entity_id != "" for a in view.arguments} == {"person": True, "post": True, "org": True}
        assert view.find("person").entity_id == person_of(page.commit())  # type: ignore[union-attr]
        assert waiting(store) == []
        assert store.undo_judgement(judged.id)
        assert snapshot(store) == before

    def test_a_correction_is_made_once(self, store: Store) -> None:
        """The same correction by the same person again changes nothing."""
        page = doubtful()
        store.put_document(page.commit())
        first = correct(store, page, {"org": WATER})
        before = snapshot(store)
        assert correct(store, page, {"org": WATER}).known_from == first.known_from
        assert snapshot(store) == before

    def test_two_corrections_of_two_people_are_undone_one_by_one(self, store: Store) -> None:
        """What both put in place stays until both have taken it back."""
        page = doubtful()
        store.put_document(page.commit())
        (view,) = store.statements_in(page.id)
        before = snapshot(store)
        one, two = (store.put_correction(make(store, view, {"org": WATER}, by)) for by in ("馆员甲", "馆员乙"))
        assert one.id != two.id
        store.undo_judgement(one.id)
        assert shown(store, page) == {"review": ("陆怀谷", "局长", WATER)}
        store.undo_judgement(two.id)
        assert snapshot(store) == before

    def test_a_correction_outlives_a_newer_reading(self, store: Store) -> None:
        """The newer reader repeats the mistake with another status: it stays hidden, the person's line stands."""
        page = doubtful()
        store.put_document(page.commit())
        judged = correct(store, page, {"org": WATER, "post": "科长"})
        newer = doubtful()
        newer.statements.clear()
        newer.readings.clear()
        newer.classes.clear()
        newer.hold("陆怀谷", "局长", newer.organisation(EDUCATION), status="appointed")
        store.put_document(newer.commit(NEWER))
        assert shown(store, page) == {"review": ("陆怀谷", "科长", WATER)}
        assert [word.applies for word in store.words_of_people()] == [True] * len(store.words_of_people())
        (body,) = [match.entity for match in store.find_by_name(WATER, ("Organisation",))]
        assert [v.id for v in store.statements_about(body.id, ("HOLDS_POST",))] == [judged.object]
        assert store.undo_judgement(judged.id)
        assert shown(store, page) == {"by-hand": ("陆怀谷", "局长", EDUCATION)}
        assert store.find_by_name(WATER, ("Organisation",)) == [] or not store.statements_about(body.id)

    def test_a_reader_that_learned_it_states_it_itself(self, store: Store) -> None:
        """Then one reading stands, the reader's; undo of the correction leaves it."""
        page = doubtful()
        store.put_document(page.commit())
        judged = correct(store, page, {"org": WATER})
        newer = Page(page.text, page.published)
        newer.say(
            "HOLDS_POST", person=newer.person("陆怀谷"), post=newer.post("局长"), org=newer.organisation(WATER)
        )  # fmt: skip
        assert newer.statements[0].id == judged.object
        store.put_document(newer.commit(NEWER))
        (view,) = store.statements_in(page.id)
        assert (view.id, view.extractor, view.marks) == (judged.object, "by-hand", ())
        store.undo_judgement(judged.id)
        assert [v.id for v in store.statements_in(page.id)] == [judged.object]

    def test_what_was_said_of_a_correction_goes_with_it(self, store: Store) -> None:
        """Its words are not the reader's: when the correction is taken back, no newer reading inherits a verdict."""
        page = doubtful()
        store.put_document(page.commit())
        judged = correct(store, page, {"org": ""})
        store.put_judgement(Judgement(judged.object, Verdict.MISREAD, by="馆员乙", why="核对"))
        assert store.undo_judgement(judged.id)
        assert [view.marks for view in store.statements_in(page.id)] == [()]
        nothing = replace(page.commit(NEWER), statements=(), readings=(), data_classes=())
        store.put_document(nothing)
        store.put_document(page.commit())
        assert [view.marks for view in store.statements_in(page.id)] == [()]
        assert [word.applies for word in store.words_of_people()] == [False]

    def test_a_role_can_be_emptied_and_a_word_of_a_closed_list_be_named_as_people_do(self, store: Store) -> None:
        """An empty value takes the role out; 曾任 is `former`."""
        page = doubtful()
        store.put_document(page.commit())
        judged = correct(store, page, {"org": "", "status": "曾任"})
        view = store.find_statement(judged.object)
        assert view is not None
        assert {a.role: a.text for a in view.arguments} == {"person": "陆怀谷", "post": "局长", "status": "former"}

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"org": "不在文中的局"}, "没有“不在文中的局”"), ({"boss": "陆怀谷"}, "没有 boss 这一项"),
            ({"status": "很好"}, "status 不能是 很好"), ({"org": EDUCATION}, "相同"), ({"person": ""}, "不成一条陈述"),
        ],
    )  # fmt: skip
    def test_what_does_not_stand_in_the_text_corrects_nothing(
        self, store: Store, changes: dict[str, str], problem: str
    ) -> None:
        """Each mistake is one line, and the store is as before."""
        page = doubtful()
        store.put_document(page.commit())
        before = snapshot(store)
        with pytest.raises(InputError, match=problem):
            correct(store, page, changes)
        assert snapshot(store) == before

    def test_a_private_name_is_put_into_no_statement(self, store: Store) -> None:
        """A resident named beside the post does not come into the record by a correction."""
        page = Page(f"{EDUCATION}局长陆怀谷看望了居民白砚秋。")
        page.say(
            "HOLDS_POST", confidence=0.4, person=page.person("陆怀谷"), post=page.post("局长"),
            org=page.organisation(EDUCATION),
        )  # fmt: skip
        page.resident("白砚秋")
        store.put_document(page.commit())
        for words in ("白砚秋", "白砚"):
            with pytest.raises(InputError, match="私人的姓名"):
                correct(store, page, {"person": words})

    def test_records_and_strangers_are_not_corrected_here(self, store: Store) -> None:
        """A row of a table, a statement of another document and an unknown one are refused."""
        log = service_log()
        page, other = doubtful(), write_location("望槐社区", "云岫县")
        for one in (log, page, other):
            store.put_document(one.commit())
        with pytest.raises(InputError, match="表格"):
            correct(store, log, {"service": "户甲"})
        (view,) = store.statements_in(page.id)
        correction = make(store, view, {"org": WATER})
        foreign = Judgement(other.statements[0].id, Verdict.CORRECTED, correction.judgement.object, by="馆员甲")
        before = snapshot(store)
        with pytest.raises(NotFound):
            store.put_correction(Correction(foreign, correction.commit))
        with pytest.raises(StoreError):
            store.put_correction(Correction(Judgement(view.id, Verdict.MISREAD, by="馆员甲"), correction.commit))
        with pytest.raises(StoreError):
            store.put_judgement(Judgement(view.id, Verdict.CORRECTED, "statement-none", by="馆员甲"))
        assert snapshot(store) == before

    def test_a_correction_of_a_reading_that_is_past_is_refused(self, store: Store) -> None:
        """Who decided on what was read before, while the document was read anew, has to look again."""
        page = doubtful()
        store.put_document(page.commit())
        (view,) = store.statements_in(page.id)
        correction = make(store, view, {"org": WATER})
        store.put_document(page.commit(NEWER))
        before = snapshot(store)
        with pytest.raises(StoreError, match="重新读过"):
            store.put_correction(correction)
        assert snapshot(store) == before

    def test_words_of_people_are_theirs_alone(self, store: Store) -> None:
        """Rules are no people; an undone word is none; they come by moment."""
        page, other = doubtful(), doubtful(note="二")
        for one in (page, other):
            store.put_document(one.commit())
        assert store.words_of_people() == []
        made = [
            store.put_judgement(Judgement(one.statements[0].id, Verdict.ACCEPTED, by=by))
            for one, by in ((page, "馆员甲"), (other, ""))
        ]
        assert [word.judgement for word in store.words_of_people()] == made
        store.undo_judgement(made[0].id)
        assert [word.judgement.id for word in store.words_of_people()] == [made[1].id]
