"""What people said of a document's words holds when a newer reader reads them again, by span; else it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.identifier import hash_text
from domain.judgement import Judgement, Verdict
from domain.mention import MentionKind
from domain.statement import Value
from graph.answer import Run, StatementView
from graph.store import Store
from ingest.correction import build_correction
from tests.graph.commits import (
    EDUCATION,
    NEWER,
    VERSION,
    WATER,
    Page,
    judge_different,
    judge_same,
    person_of,
    reference_of,
    write_post,
)
from tests.graph.snapshot import clusters, snapshot

THIRD = "reader-3"


def restate(page: Page, status: str = "appointed") -> Page:
    """Return the same document read otherwise: another status of the same person in the same post."""
    newer = Page(page.text, page.published)
    newer.hold("陆怀谷", "局长", newer.organisation(EDUCATION), status=status)
    return newer


def marks_of(view: StatementView | None) -> list[tuple[str, str]]:
    """Return verdict and author of each mark."""
    assert view is not None
    return [(mark.verdict, mark.by) for mark in view.marks]


def only(store: Store, page: Page) -> StatementView:
    """Return the one statement that the document makes now."""
    (view,) = store.statements_in(page.id)
    return view


def unapplied(store: Store) -> list[tuple[str, str]]:
    """Return subject and verdict of what people said in vain."""
    return [(w.judgement.subject, str(w.judgement.verdict)) for w in store.words_of_people() if not w.applies]


class InheritanceContract:
    """Newer readings inherit what people said."""

    @pytest.mark.parametrize(
        "verdict", ["misread", "wrong_person", "bad_source", "ended_since", "preferred", "accepted"]
    )
    def test_a_verdict_holds_for_the_same_words_read_otherwise(self, store: Store, verdict: str) -> None:
        """Another status gives the statement another id: what a person said of the line still stands on it."""
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        store.put_document(page.commit())
        old = only(store, page).id
        store.put_judgement(Judgement(old, Verdict(verdict), by="馆员甲", why="核对原文"))
        store.put_document(restate(page).commit(NEWER))
        now = only(store, page)
        assert now.id != old
        assert [(m.verdict, m.by, m.why) for m in now.marks] == [(verdict, "馆员甲", "核对原文")]
        assert unapplied(store) == []

    def test_undo_reaches_all_that_carries_the_verdict_on(self, store: Store) -> None:
        """Taken back on the newer statement, it does not return with the older reader; nor the other way round."""
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        store.put_document(page.commit())
        made = store.put_judgement(Judgement(only(store, page).id, Verdict.MISREAD, by="馆员甲"))
        store.put_document(restate(page).commit(NEWER))
        (mark,) = only(store, page).marks
        assert mark.judgement != made.id
        assert store.undo_judgement(mark.judgement)
        assert marks_of(only(store, page)) == []
        store.put_document(page.commit(THIRD))
        assert marks_of(only(store, page)) == []
        again = store.put_judgement(Judgement(only(store, page).id, Verdict.MISREAD, by="馆员甲"))
        store.put_document(restate(page).commit("reader-4"))
        assert marks_of(only(store, page)) == [("misread", "馆员甲")]
        assert store.undo_judgement(again.id)
        assert marks_of(only(store, page)) == []

    def test_a_verdict_goes_on_through_many_readings_and_is_said_once(self, store: Store) -> None:
        """Back and forth between readers there is one mark on the line, and saying it again adds none."""
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        store.put_document(page.commit())
        store.put_judgement(Judgement(only(store, page).id, Verdict.MISREAD, by="馆员甲"))
        for number, status in enumerate(("appointed", "current", "removed", "appointed", "current")):
            store.put_document(restate(page, status=status).commit(f"reader-{number + 2}"))
            assert marks_of(only(store, page)) == [("misread", "馆员甲")]
            said = store.put_judgement(Judgement(only(store, page).id, Verdict.MISREAD, by="馆员甲"))
            assert said.known_from
            assert marks_of(only(store, page)) == [("misread", "馆员甲")]

    def test_a_word_that_lost_its_span_is_kept_and_told(self, store: Store) -> None:
        """A reader that finds nothing there leaves the verdict in the record; found again, it holds again."""
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        store.put_document(page.commit())
        old = only(store, page).id
        store.put_judgement(Judgement(old, Verdict.MISREAD, by="馆员甲", why="另有其人"))
        store.put_document(Page(page.text).commit(NEWER))
        assert store.statements_in(page.id) == []
        assert unapplied(store) == [(old, "misread")]
        assert marks_of(store.find_statement(old)) == [("misread", "馆员甲")]
        store.put_document(restate(page).commit(THIRD))
        assert marks_of(only(store, page)) == [("misread", "馆员甲")]
        assert unapplied(store) == []

    def test_a_refusal_in_a_list_does_not_fall_on_the_next_name(self, store: Store) -> None:
        """Of several people in one sentence each line is its own: who is read for the first time is not refused."""
        text = f"会议任命温如璧、陆怀谷、江望潮为{EDUCATION}副局长。"

        def read(*names: str) -> Page:
            page = Page(text, "2024-01-05")
            for name in names:
                page.hold(name, "副局长", page.organisation(EDUCATION), status="appointed")
            return page

        store.put_document(read("温如璧", "陆怀谷").commit())
        refused = next(v for v in store.statements_in(read().id) if v.text_of("person") == "陆怀谷")
        store.put_judgement(Judgement(refused.id, Verdict.MISREAD, by="馆员甲"))
        store.put_document(read("温如璧", "江望潮").commit(NEWER))
        assert {v.text_of("person"): marks_of(v) for v in store.statements_in(read().id)} == {
            "温如璧": [],
            "江望潮": [],
        }
        assert unapplied(store) == [(refused.id, "misread")]

    def test_the_only_line_of_a_sentence_is_known_by_its_evidence(self, store: Store) -> None:
        """Where one statement stands on the very same words, its verdict holds though it names other ones."""
        page = Page("望槐社区养老站每天助餐、助浴。")
        page.say("PROVIDES", provider=page.value("养老站"), service=page.name(MentionKind.SERVICE, "助餐"))
        store.put_document(page.commit())
        store.put_judgement(Judgement(only(store, page).id, Verdict.BAD_SOURCE, by="馆员甲"))
        newer = Page(page.text)
        newer.say("PROVIDES", provider=newer.value("望槐社区"), service=newer.name(MentionKind.SERVICE, "助浴"))
        store.put_document(newer.commit(NEWER))
        assert marks_of(only(store, page)) == [("bad_source", "馆员甲")]

    def test_as_of_questions_see_each_verdict_on_its_own_reading(self, store: Store) -> None:
        """Before the newer reading the older line stands with its mark; the newer line's mark begins with it."""
        commit = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        store.put_document(commit)
        read = only(store, page).known_from
        said = store.put_judgement(Judgement(only(store, page).id, Verdict.MISREAD, by="馆员甲")).known_from
        store.put_document(restate(page).commit(NEWER))

        def ask(known: str) -> list[tuple[str, str, int]]:
            return [(v.version, v.text_of("status"), len(v.marks)) for v in store.statements_in(page.id, known)]

        assert ask(read) == [(VERSION, "current", 0)]
        assert ask(said) == [(VERSION, "current", 1)]
        assert ask("") == [(NEWER, "appointed", 1)]
        assert ask("2001-01-01T00:00:00.000000+00:00") == []
        for known in (read, said, ""):
            views = store.statements_about(person_of(commit), known=known)
            assert [(v.version, v.text_of("status"), len(v.marks)) for v in views] == ask(known)

    def test_runs_tell_every_reading_also_one_that_found_nothing(self, store: Store) -> None:
        """By version and moment, the latest last; the first moment is that of its statements."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        assert store.find_runs(page.id) == []
        store.put_document(page.commit())
        moment = only(store, page).known_from
        store.put_document(Page(page.text).commit(NEWER))
        store.put_document(page.commit())
        runs = store.find_runs(page.id)
        assert [run.version for run in runs] == [VERSION, NEWER, VERSION]
        assert runs[0] == Run(VERSION, moment)
        assert [len(store.statements_in(page.id, run.known_from)) for run in runs] == [1, 0, 1]

    def test_a_mention_of_another_kind_keeps_whom_a_person_named(self, store: Store) -> None:
        """A place read as an organisation is the same words: who said what it is, is still believed."""
        other = Page("望槐社区位于云岫县。")
        other.say("LOCATED_IN", place_of=other.community("望槐社区"), place=other.place("云岫县"))
        store.put_document(other.commit())
        target = next(e for e in store.iter_entities() if e.kind == "Community")

        def read(kind: MentionKind) -> Page:
            page = Page("大家来到社区里。")
            page.say("COUNT", measure=page.value("大家"), value=Value("3"), subject=page.name(kind, "社区"))
            return page

        commit = read(MentionKind.ORG).commit()
        store.put_document(commit)
        said = Judgement(reference_of(commit, "社区"), Verdict.IS, target.id, by="馆员甲", why="只有这一个")
        store.put_judgement(said)
        newer = read(MentionKind.COMMUNITY).commit(NEWER)
        assert reference_of(newer, "社区") != said.subject
        store.put_document(newer)
        subject = only(store, read(MentionKind.ORG)).find("subject")
        assert subject is not None
        assert subject.entity_id == target.id
        (heir,) = [j for j in store.judgements_on(reference_of(newer, "社区")) if not j.is_rule]
        assert store.undo_judgement(heir.id)
        subject = only(store, read(MentionKind.ORG)).find("subject")
        assert subject is not None
        assert subject.entity_id != target.id
        store.put_document(Page("大家来到社区里。").commit(THIRD))
        assert unapplied(store) == []

    @pytest.mark.parametrize("judge", [judge_same, judge_different])
    def test_who_is_who_holds_when_the_name_is_read_longer(self, store: Store, judge: object) -> None:
        """欧阳若 judged to be somebody is, read as 欧阳若水, still judged so; undo parts them in every reading."""
        other = write_post("欧阳若水", "科长", WATER).commit()
        store.put_document(other)
        text = f"{EDUCATION}局长欧阳若水到会。"

        def read(name: str, version: str) -> str:
            page = Page(text)
            page.hold(name, "局长", page.organisation(EDUCATION))
            commit = page.commit(version)
            store.put_document(commit)
            return person_of(commit)

        old = read("欧阳若", VERSION)
        made = store.put_judgement(judge(old, person_of(other)))  # type: ignore[operator]
        new = read("欧阳若水", NEWER)
        assert new != old
        pair = tuple(sorted((new, person_of(other))))
        assert (pair in clusters(store)) == (made.verdict is Verdict.SAME)
        (heir,) = [j for j in store.judgements_on(new) if not j.is_rule]
        assert (heir.verdict, heir.by, heir.why) == (made.verdict, made.by, made.why)
        assert unapplied(store) == []
        assert store.undo_judgement(made.id)
        assert pair not in clusters(store)
        read("欧阳若", THIRD)
        assert all(len(members) == 1 for members in clusters(store))

    def test_a_name_found_private_later_is_masked_where_it_is_stated_no_more(self, store: Store) -> None:
        """The older statement, still addressable, hides the name as the newer reading would."""
        page = Page("望槐社区居民白砚秋说饭菜很香。")
        statement = page.say("SPOKE", speaker=page.person("白砚秋"), quote=page.value("饭菜很香"))
        store.put_document(page.commit())
        then = only(store, page).known_from
        newer = Page(page.text)
        newer.resident("白砚秋")
        store.put_document(newer.commit(NEWER))
        view = store.find_statement(statement.id)
        assert view is not None
        assert view.masks == (page.find("白砚秋"),)
        assert [v.masks for v in store.statements_in(page.id, then)] == [view.masks]

    def test_what_a_newer_reading_masks_in_the_text_is_masked_in_what_is_stated_no_more(self, store: Store) -> None:
        """Also in a statement that a person put there: its quote stays the text to the character."""
        text = f"{EDUCATION}局长陆怀谷（藏族）、{WATER}的人到会。"
        page = Page(text)
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION), quote=text)
        page.organisation(WATER)
        store.put_document(page.commit())
        (view,) = store.statements_in(page.id)
        document = store.find_document(page.id)
        assert document is not None
        correction = build_correction(document, [view], view, {"org": WATER}, "馆员甲", "核对")
        judged = store.put_correction(correction)
        commit, masked = Page(text).commit(NEWER), text.replace("藏族", "某某")
        newer = replace(commit.document, text=masked, text_sha256=hash_text(masked))
        store.put_document(replace(commit, document=newer))
        assert [v.id for v in store.statements_in(page.id)] == [judged.object]
        for statement_id in (view.id, judged.object):
            found = store.find_statement(statement_id)
            assert found is not None
            assert (found.quote, found.text_of("person")) == (masked, "陆怀谷")

    def test_nothing_said_changes_nothing(self, store: Store) -> None:
        """Old and new reading give what the new alone gives; only what was known before is more."""
        page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05")
        store.put_document(restate(page).commit(NEWER))
        fresh = snapshot(store)
        store.put_document(page.commit())
        store.put_document(replace(restate(page).commit(NEWER), version=THIRD))
        store.put_document(restate(page).commit(NEWER))
        assert snapshot(store) == fresh
        assert store.words_of_people() == []
