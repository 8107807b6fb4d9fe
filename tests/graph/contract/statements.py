"""Statements keep their evidence, their entities and both clocks."""

from __future__ import annotations

from dataclasses import replace

from domain.identifier import hash_text
from domain.judgement import Judgement, Verdict
from domain.mention import MentionKind, imply
from domain.statement import Value
from graph.redaction import redact
from graph.store import Store
from lexicon.forbidden import MASK
from tests.graph.commits import (
    EDUCATION,
    NEWER,
    WATER,
    Page,
    judge_same,
    person_of,
    write_award,
    write_post,
    write_speech,
)
from tests.graph.snapshot import without_clock


class StatementContract:
    """Statements and what was known when."""

    def test_several_statements_come_in_one_answer(self, store: Store) -> None:
        """Each as it comes alone, with its marks; also one that no reader finds any more."""
        first, second = write_award("陆怀谷", "局长", EDUCATION, "节水先锋"), write_post("温如璧", "科长", WATER)
        for page in (first, second):
            store.put_document(page.commit())
        ids = [statement.id for statement in (*first.statements, *second.statements)]
        store.put_judgement(Judgement(ids[0], Verdict.BAD_SOURCE, by="馆员甲", why="转载有误"))
        store.put_document(Page(second.text).commit(NEWER))
        found = store.find_statements([*ids, "statement-none"])
        assert found == {statement_id: store.find_statement(statement_id) for statement_id in ids}
        assert [mark.why for mark in found[ids[0]].marks] == ["转载有误"]
        assert store.find_statements([]) == {}

    def test_several_documents_tell_in_one_answer(self, store: Store) -> None:
        """Each what it says alone, at any moment; with predicates only these."""
        first, second = write_award("陆怀谷", "局长", EDUCATION, "节水先锋"), write_post("温如璧", "科长", WATER)
        for page in (first, second):
            store.put_document(page.commit())
        before = store.find_runs(second.id)[0].known_from
        store.put_document(Page(second.text).commit(NEWER))
        ids = [first.id, second.id]
        assert store.statements_in_each(ids) == {one: store.statements_in(one) for one in ids}
        assert store.statements_in_each(ids, known=before) == {one: store.statements_in(one, before) for one in ids}
        told = store.statements_in_each([first.id, "0" * 64], ("RECEIVED_AWARD",))
        assert [view.predicate for view in told[first.id]] == ["RECEIVED_AWARD"]
        assert told["0" * 64] == []

    def test_statement_keeps_its_evidence(self, store: Store) -> None:
        """Quote, offsets, arguments and reading come back; the quote is the text there."""
        page = Page(f"会上，{EDUCATION}局长陆怀谷讲话。", "2024-03-05")
        statement = page.hold(
            "陆怀谷", "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长陆怀谷", valid_from="2023-11"
        )
        store.put_document(page.commit())
        view = store.find_statement(statement.id)
        assert view is not None
        assert page.text[view.start : view.end] == view.quote == f"{EDUCATION}局长陆怀谷"
        assert (view.predicate, view.document_id, view.data_class) == ("HOLDS_POST", page.id, "PUB")
        assert (view.valid_from, view.valid_to, view.stated) == ("2023-11", "", "2024-03-05")
        assert (view.extractor, view.version, view.confidence) == ("by-hand", "reader-1", 0.9)
        assert {a.role: a.text for a in view.arguments} == {
            "person": "陆怀谷", "post": "局长", "org": EDUCATION, "status": "current",
        }  # fmt: skip
        for argument in view.arguments:
            if argument.start >= 0:
                assert page.text[argument.start : argument.end] == argument.text

    def test_arguments_stand_for_entities_and_values_for_none(self, store: Store) -> None:
        """References name entity, kind and name; a status has none."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        commit = page.commit()
        store.put_document(commit)
        view = store.statements_in(page.id)[0]
        kinds = {a.role: (a.is_reference, a.kind, a.name) for a in view.arguments}
        assert kinds == {
            "person": (True, "Person", "陆怀谷"), "post": (True, "Post", "局长"),
            "org": (True, "Organisation", EDUCATION), "status": (False, "", ""),
        }  # fmt: skip
        person = view.find("person")
        assert person is not None
        assert person.entity_id == person_of(commit)

    def test_a_holder_who_is_nobody_speaks_of_no_post(self, store: Store) -> None:
        """Where the person waits for a judgement, the statement takes part in nothing."""
        page = write_post("陆怀谷", "局长", EDUCATION)
        commit = page.commit()
        judged = tuple(j for j in commit.judgements if j.object != person_of(commit))
        store.put_document(replace(commit, judgements=judged))
        view = store.statements_in(page.id)[0]
        assert [a.entity_id for a in view.arguments] == [""] * 4

    def test_private_name_is_marked_and_masked(self, store: Store) -> None:
        """A name that is no Person's is private in its statement, with the span to mask."""
        page = Page("望槐社区居民白砚秋说饭菜很香。")
        statement = page.say("SPOKE", speaker=page.resident("白砚秋"), quote=page.value("饭菜很香"))
        store.put_document(page.commit())
        view = store.find_statement(statement.id)
        assert view is not None
        assert view.masks == (page.find("白砚秋"),)
        assert {a.role: a.private for a in view.arguments} == {"speaker": True, "quote": False}

    def test_private_name_inside_longer_words_is_masked_wherever_they_stand(self, store: Store) -> None:
        """A team that bears a resident's name may act in a sentence that does not name it; told once more, too."""
        page = Page("白砚秋老师团队来到望槐社区。他们提供课后托管。")
        service = page.name(MentionKind.SERVICE, "课后托管")
        team = page.value("白砚秋老师团队")
        statement = page.say("PROVIDES", "他们提供课后托管", provider=team, service=service)
        store.put_document(page.commit())
        view = store.find_statement(statement.id)
        assert view is not None
        assert "白砚秋" in redact(view).text_of("provider")
        page.resident("白砚秋")
        store.put_document(page.commit(NEWER))
        for told in (store.find_statement(statement.id), *store.statements_in(page.id)):
            assert told is not None
            assert told.masks == (page.find("白砚秋"),)
            assert redact(told).text_of("provider") == "白某某老师团队"
            assert redact(told).quote == "他们提供课后托管"

    def test_private_name_that_an_argument_cuts_is_masked_as_far_as_it_goes(self, store: Store) -> None:
        """Half a name is part of a name: neither the words nor the quote show it."""
        page = Page("白砚秋老师团队来到望槐社区。他们提供课后托管。")
        page.resident("白砚秋")
        service = page.name(MentionKind.SERVICE, "课后托管")
        cut = page.say("PROVIDES", "他们提供课后托管", provider=page.value("砚秋老师团队"), service=service)
        quoted = page.say("PROVIDES", "砚秋老师团队来到望槐社区", provider=page.value("望槐社区"), service=service)
        store.put_document(page.commit())
        for statement in (cut, quoted):
            view = store.find_statement(statement.id)
            assert view is not None
            shown = redact(view)
            assert "砚秋" not in shown.quote + "".join(argument.text for argument in shown.arguments)

    def test_a_statement_told_again_has_the_quote_of_the_newer_text(self, store: Store) -> None:
        """What is masked in the text since is masked in the quote too, though the statement keeps its id."""
        page = Page("望槐社区电话13912345678提供课后托管")
        service = page.name(MentionKind.SERVICE, "课后托管")
        said = page.say("PROVIDES", provider=page.value("望槐社区"), service=service)
        store.put_document(page.commit())
        masked = page.text.replace("13912345678", MASK * 11)
        newer = page.commit(NEWER)
        evidence = replace(said.evidence, quote=masked)
        store.put_document(
            replace(
                newer,
                document=replace(newer.document, text=masked, text_sha256=hash_text(masked)),
                statements=(replace(said, evidence=evidence),),
                passages=(masked,),
            )
        )
        view = store.find_statement(said.id)
        assert view is not None
        assert view.quote == masked

    def test_statements_about_follow_predicates_and_roles(self, store: Store) -> None:
        """The filter by predicate and role keeps just what was asked for."""
        page = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-01")
        commit = page.commit()
        store.put_document(commit)
        person = person_of(commit)
        body = next(e.id for e in commit.entities if e.kind == "Organisation")
        assert [v.predicate for v in store.statements_about(person)] == [
            s.predicate for s in sorted(page.statements, key=lambda s: (s.evidence.start, s.id))
        ]
        assert [v.predicate for v in store.statements_about(person, ("RECEIVED_AWARD",))] == ["RECEIVED_AWARD"]
        assert store.statements_about(person, (), ("post",)) == []
        assert [v.predicate for v in store.statements_about(body, ("HOLDS_POST", "COUNT"), ("org",))] == ["HOLDS_POST"]
        assert store.statements_about("person-unknown") == []

    def test_statements_about_come_by_document_start_and_id(self, store: Store) -> None:
        """The order is fixed and the limit cuts the end."""
        commits = [
            write_speech("陆怀谷", "局长", EDUCATION, f"今年修渠{n}公里", f"2024-0{n + 1}-01").commit()
            for n in range(4)
        ]
        for commit in commits:
            store.put_document(commit)
        person = min(person_of(commit) for commit in commits)
        views = store.statements_about(person)
        assert len(views) == 8
        assert views == sorted(views, key=lambda v: (v.document_id, v.start, v.id))
        assert store.statements_about(person, limit=3) == views[:3]

    def test_statements_about_each_answers_as_one_by_one(self, store: Store) -> None:
        """Several entities at once get what each gets alone, the limit for each; an unknown id gets nothing."""
        commits = [write_post(name, "局长", EDUCATION, "2024-01-05").commit() for name in ("陆怀谷", "温如璧")]
        for commit in (*commits, write_award("陆怀谷", "局长", EDUCATION, "节水奖", "2024-02-01").commit()):
            store.put_document(commit)
        found = [store.find_entity(person_of(commit)) for commit in commits]
        ids = [entity.id for entity in found if entity is not None]
        assert len(ids) == 2
        asked = store.statements_about_each([*ids, "person-unknown"])
        assert asked == {**{i: store.statements_about(i) for i in ids}, "person-unknown": []}
        assert [len(asked[i]) for i in ids] == [3, 1]
        limited = store.statements_about_each(ids, ("HOLDS_POST",), ("person",), limit=1)
        assert limited == {i: store.statements_about(i, ("HOLDS_POST",), ("person",), limit=1) for i in ids}
        assert [len(limited[i]) for i in ids] == [1, 1]

    def test_honoured_name_is_shown_in_its_award_and_masked_beside_it(self, store: Store) -> None:
        """Who is honoured is private everywhere but in the document and in the award's own line."""
        page = Page(f"{EDUCATION}局长陆怀谷为村民白砚秋颁发“护渠奖”。", "2024-03-05")
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
        award = page.say(
            "RECEIVED_AWARD", recipient=page.resident("白砚秋"), award=page.name(MentionKind.AWARD, "护渠奖")
        )
        holding = page.statements[0]
        commit = page.commit()
        mentions = tuple(replace(m, honoured=m.private) for m in commit.mentions)
        store.put_document(replace(commit, mentions=mentions))
        shown, masked = store.find_statement(award.id), store.find_statement(holding.id)
        assert shown is not None
        assert masked is not None
        assert (shown.masks, shown.text_of("recipient")) == ((), "白砚秋")
        assert [page.text[start:end] for start, end in masked.masks] == ["白砚秋"]
        document = store.find_document(page.id)
        assert document is not None
        assert {m.mention.text for m in document.mentions if m.honoured} == {"白砚秋"}
        assert {m.mention.text for _, m, _ in store.iter_mentions() if m.honoured} == {"白砚秋"}

    def test_statements_in_come_by_start_and_id(self, store: Store) -> None:
        """A document's statements are in reading order."""
        page = Page(f"{EDUCATION}局长陆怀谷、{WATER}局长温如璧到会。")
        page.say(
            "HOLDS_POST", f"{WATER}局长温如璧", person=page.person("温如璧"), post=page.post("局长", 1),
            org=page.organisation(WATER),
        )  # fmt: skip
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION), quote=f"{EDUCATION}局长陆怀谷")
        store.put_document(page.commit())
        assert [v.text_of("person") for v in store.statements_in(page.id)] == ["陆怀谷", "温如璧"]

    def test_body_of_a_post_hears_of_its_holders(self, store: Store) -> None:
        """A county whose government the text names is the body of its head's post, under the role `body`."""
        page = write_post("陆怀谷", "县长", "青海省云岫县人民政府")
        commit = page.commit()
        store.put_document(commit)
        post = next(e for e in commit.entities if e.kind == "Post")
        assert [v.id for v in store.statements_about(post.body, roles=("body", "org"))] == [page.statements[0].id]
        assert store.statements_in(page.id)[0].body_id == post.body

    def test_known_hides_what_was_learned_later(self, store: Store) -> None:
        """As of a moment the store answers as it would have then."""
        one, two = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit(), None
        store.put_document(one)
        then = store.statements_in(one.document.id)[0].known_from
        before = [without_clock(v) for v in store.statements_about(person_of(one))]
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事").commit()
        store.put_document(two)
        root = min(person_of(one), person_of(two))
        assert len(store.statements_about(root)) == 2
        assert [without_clock(v) for v in store.statements_about(person_of(one), known=then)] == before
        assert store.find_entity(person_of(two), then) is None
        alone = store.find_entity(person_of(one), then)
        assert alone is not None
        assert alone.members == (person_of(one),)

    def test_known_shows_nothing_before_anything_was_learned(self, store: Store) -> None:
        """A moment before the first document knows nobody."""
        commit = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
        store.put_document(commit)
        past = "2001-01-01T00:00:00.000000+00:00"
        assert store.statements_about(person_of(commit), known=past) == []
        assert store.find_entity(person_of(commit), past) is None
        assert store.adjacent(person_of(commit), past) == []
        assert store.neighbourhood([person_of(commit)], 2, 50, past) == []
        assert store.degree_of([person_of(commit)], past) == {}

    def test_known_sees_a_merge_and_its_undo(self, store: Store) -> None:
        """Between judgement and undo the two are one, before and after they are two."""
        one, two = write_post("陆怀谷", "局长", EDUCATION).commit(), write_post("陆怀谷", "科长", WATER).commit()
        store.put_document(one)
        store.put_document(two)
        apart = store.statements_in(two.document.id)[0].known_from
        judged = store.put_judgement(judge_same(person_of(one), person_of(two)))
        store.undo_judgement(judged.id)
        root = min(person_of(one), person_of(two))
        assert len(store.statements_about(root, known=apart)) == 1
        assert len(store.statements_about(root, known=judged.known_from)) == 2
        assert len(store.statements_about(root)) == 1

    def test_marks_are_seen_from_when_they_were_made(self, store: Store) -> None:
        """A misread line is marked now and was not marked before."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        before = store.statements_in(commit.document.id)[0]
        store.put_judgement(Judgement(before.id, Verdict.MISREAD, by="馆员甲", why="另有其人"))
        (now,) = store.statements_about(person_of(commit))
        (then,) = store.statements_about(person_of(commit), known=before.known_from)
        assert [(m.verdict, m.by, m.why) for m in now.marks] == [("misread", "馆员甲", "另有其人")]
        assert then.marks == ()

    def test_dropped_statement_stays_addressable(self, store: Store) -> None:
        """What the newer reader no longer finds is found by its id only."""
        old = write_post("陆怀谷", "局长", EDUCATION)
        store.put_document(old.commit())
        new = Page(old.text)
        new.organisation(EDUCATION)
        store.put_document(new.commit(NEWER))
        assert store.statements_in(old.id) == []
        assert list(store.iter_statements()) == []
        view = store.find_statement(old.statements[0].id)
        assert view is not None
        assert view.quote == old.text

    def test_unknown_statement_is_none(self, store: Store) -> None:
        """An id that was never stored is not found."""
        assert store.find_statement("statement-unknown") is None

    def test_award_and_recipient_are_tied(self, store: Store) -> None:
        """An award is found by name and knows who received it."""
        store.put_document(write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit())
        (match,) = store.find_by_name("节水先锋", ("Award",))
        (view,) = store.statements_about(match.entity.id)
        assert view.text_of("recipient") == "陆怀谷"

    def test_literal_reference_has_no_span(self, store: Store) -> None:
        """An organisation that the text only implies stands for an entity all the same."""
        page = Page("县长陆怀谷到会。")
        page.say(
            "HOLDS_POST", person=page.person("陆怀谷"), post=page.post("县长"), status=Value("current"),
            org=imply("青海省云岫县人民政府"),
        )  # fmt: skip
        store.put_document(page.commit())
        organisation = store.statements_in(page.id)[0].find("org")
        assert organisation is not None
        assert (organisation.start, organisation.kind) == (-1, "Organisation")
        assert organisation.entity_id

    def test_unjudged_reference_waits(self, store: Store) -> None:
        """A reference that no rule decided has entity null."""
        page = Page("有人提到高度机密站。")
        page.name(MentionKind.QUANTITY, "高度")
        page.say("COUNT", measure=page.value("机密"), value=page.value("高度"))
        store.put_document(page.commit())
        assert [a.entity_id for a in store.statements_in(page.id)[0].arguments] == ["", ""]
