"""A document that is withdrawn is gone from every read, at every moment; what others say too stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.document import Arrival
from domain.errors import InputError, NotFound, Retracted
from domain.judgement import Judgement, Verdict
from domain.mention import MentionKind
from domain.statement import Value
from graph.commit import Stage
from graph.retraction import NAMELESS
from graph.store import Store
from ingest.correction import build_correction
from tests.graph.commits import (
    EDUCATION,
    FINANCE,
    NEWER,
    RENAMED,
    WATER,
    Page,
    Use,
    entity_of,
    judge_different,
    judge_same,
    person_of,
    reference_of,
    write_award,
    write_log,
    write_post,
    write_register,
)
from tests.graph.raw import read_raw
from tests.graph.snapshot import as_known, snapshot

CANARY = "金丝雀鶺鴒"
"""Words that no other text of these tests has; the last two are rare, and each is looked for alone as well."""

CODES = {"望槐社区": "632199001001"}


def write_canary() -> Page:
    """Return a page with the canary in text, headline, title, url, path, names, quotation and award."""
    text = f"{CANARY}，{CANARY}县水务局局长鶺鴒山在{CANARY}村说：“{CANARY}。”居民鶺鴒水得“{CANARY}奖”。"
    page = Page(text, "2024-03-01", headline=CANARY)
    arrival = Arrival(
        page.id, f"{CANARY}.jsonl#7", CANARY, f"https://{CANARY}.test/", CANARY, CANARY, CANARY, "2024-03-01"
    )
    page = replace(page, arrivals=(arrival,))
    body = page.organisation(f"{CANARY}县水务局")
    page.hold("鶺鴒山", "局长", body)
    page.say("SPOKE", speaker=page.person("鶺鴒山"), quote=page.value(f"{CANARY}。”"))
    page.say("RECEIVED_AWARD", recipient=page.resident("鶺鴒水"), award=page.name(MentionKind.AWARD, f"{CANARY}奖"))
    page.place(f"{CANARY}村")
    return page


def is_there(store: Store, word: str) -> bool:
    """True when any answer of the store, or any row of it, holds the word."""
    answers = (
        snapshot(store), store.find_by_name(word, front_line=True), store.find_passages(word), store.failures(),
        store.words_of_people(), store.find_waiting(1.1), list(store.iter_mentions()), store.match_documents(word),
    )  # fmt: skip
    return word in repr(answers) or word in read_raw(store)


class RetractionContract:
    """What a retraction takes and what it leaves."""

    def test_a_canary_is_found_nowhere(self, store: Store) -> None:
        """Planted in text, headline, title, url, path, names, quotation and reasons, it is in no answer and no row."""
        other = write_post("陆怀谷", "局长", WATER, "2024-01-05")
        store.put_document(other.commit())
        untouched = snapshot(store)
        page = write_canary()
        commit = page.commit()
        store.put_document(commit)
        store.put_document(replace(commit, version=NEWER, mentions=commit.mentions[:2]))
        view = next(v for v in store.statements_in(page.id) if v.predicate == "HOLDS_POST")
        document = store.find_document(page.id)
        assert document is not None
        store.put_judgement(judge_same(person_of(commit), person_of(other.commit()), "馆员甲"))
        store.put_judgement(Judgement(view.id, Verdict.BAD_SOURCE, by="馆员乙", why=CANARY))
        store.put_judgement(
            Judgement(commit.mentions[-1].reference_id, Verdict.IS, person_of(commit), by="馆员丙", why=CANARY)
        )
        said = store.statements_in(page.id)
        store.put_correction(build_correction(document, said, view, {"org": ""}, "馆员丁", CANARY))
        undone = store.put_judgement(replace(judge_different(person_of(commit), person_of(other.commit())), why=CANARY))
        store.undo_judgement(undone.id)
        for item in (f"/旧/{CANARY}.jsonl#第 7 行", f"/新/{CANARY}.jsonl#第 7 行"):
            store.put_stage(Stage(item, "read", "failed", error=f"{CANARY}.jsonl：坏"))
        assert is_there(store, CANARY)
        retraction = store.retract(page.id, "source")
        for word in (CANARY, "鶺", "鴒"):
            assert not is_there(store, word)
        assert snapshot(store) == untouched
        assert store.words_of_people() == []
        assert (retraction.arrivals, retraction.articles, retraction.mentions) == (1, 1, 2)
        assert retraction.judgements == 4

    def test_only_a_tombstone_is_left(self, store: Store) -> None:
        """Of the document and of whom it alone named: an opaque id, the ground and the day."""
        commit = write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit()
        store.put_document(commit)
        retraction = store.retract(commit.document.id, "rights")
        stones = store.find_tombstones([commit.document.id, person_of(commit), "person-0"])
        assert set(stones) == {commit.document.id, person_of(commit)}
        assert {stone.ground for stone in stones.values()} == {"rights"}
        assert {stone.document_id for stone in stones.values()} == {commit.document.id}
        assert len(stones[commit.document.id].day) == len("2024-01-01")
        assert set(retraction.entities) == {entity.id for entity in commit.entities}
        assert (store.count().documents, store.count().statements, dict(store.count().entities)) == (0, 0, {})

    def test_it_can_be_foreseen_without_a_change(self, store: Store) -> None:
        """What would go is what then goes, and until then every answer and row is as it was."""
        store.put_document(write_post("陆怀谷", "局长", WATER, "2024-01-05").commit())
        commit = write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit()
        store.put_document(commit)
        before, raw = snapshot(store), read_raw(store)
        foreseen = store.foresee_retraction(commit.document.id)
        assert (snapshot(store), read_raw(store)) == (before, raw)
        assert store.find_tombstones([commit.document.id]) == {}
        gone = store.retract(commit.document.id, "unstated")
        assert gone.statements > 0
        assert gone == replace(foreseen, tombstone=gone.tombstone)
        with pytest.raises(Retracted):
            store.foresee_retraction(commit.document.id)

    def test_a_document_is_withdrawn_once(self, store: Store) -> None:
        """Again it is refused as withdrawn; what never was here as unknown, another ground as wrong."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        store.put_document(commit)
        with pytest.raises(InputError):
            store.retract(commit.document.id, "陆怀谷要求")
        store.retract(commit.document.id, "error")
        with pytest.raises(Retracted):
            store.retract(commit.document.id, "error")
        with pytest.raises(NotFound) as unknown:
            store.retract("0" * 64, "error")
        assert not isinstance(unknown.value, Retracted)

    def test_it_does_not_come_back_by_itself(self, store: Store) -> None:
        """Reading it again is refused and changes nothing, its arrivals add nothing; let in again it is as new."""
        commit = write_award("陆怀谷", "局长", EDUCATION, "节水先锋").commit()
        store.put_document(commit)
        before = snapshot(store)
        store.retract(commit.document.id, "unstated")
        empty = snapshot(store)
        for version in (commit.version, NEWER):
            with pytest.raises(Retracted):
                store.put_document(replace(commit, version=version))
        assert store.put_arrivals(commit.arrivals) == 0
        assert snapshot(store) == empty
        assert store.put_document(replace(commit, again=True))
        assert snapshot(store) == before
        assert store.find_tombstones([commit.document.id, person_of(commit)]) == {}

    def test_what_others_say_stays(self, store: Store) -> None:
        """Organisation, post and award of two documents stay with the other's statements; the numbers say so."""
        one = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-01-05").commit()
        two = write_award("陆怀谷", "局长", EDUCATION, "节水先锋", "2024-02-05")
        two = Page(two.text + "又及。", "2024-02-05")
        two.hold("陆怀谷", "局长", two.organisation(EDUCATION))
        store.put_document(two.commit())
        alone = snapshot(store)
        store.put_document(one)
        retraction = store.retract(one.document.id, "unstated")
        assert snapshot(store) == alone
        assert (retraction.statements, retraction.shared) == (2, 1)
        assert retraction.kept == 2
        assert set(retraction.entities) == {person_of(one), entity_of(one, "Award").id}

    def test_attachments_are_made_anew_without_it(self, store: Store) -> None:
        """Two reports joined through a third between them are joined directly, or no more, once that is gone."""
        first = write_post("陆怀谷", "局长", EDUCATION, "2023-01-05").commit()
        middle = write_post("陆怀谷", "局长", EDUCATION, "2023-09-05", note="一事").commit()
        near = write_post("陆怀谷", "局长", EDUCATION, "2023-12-05", note="二事").commit()
        far = write_post("陆怀谷", "局长", EDUCATION, "2026-06-05", note="三事").commit()
        bridge = write_post("陆怀谷", "局长", EDUCATION, "2024-12-05", note="四事").commit()
        for commit in (first, middle, near, far, bridge):
            store.put_document(commit)
        entity = store.find_entity(person_of(first))
        assert entity is not None
        assert len(entity.members) == 5
        store.retract(middle.document.id, "error")
        store.retract(bridge.document.id, "error")
        joined, apart = store.find_entity(person_of(near)), store.find_entity(person_of(far))
        assert joined is not None
        assert apart is not None
        assert set(joined.members) == {person_of(first), person_of(near)}
        assert apart.members == (person_of(far),)

    def test_terms_follow_when_a_birth_date_goes(self, store: Store) -> None:
        """A birth date that by a person's word is of one of them kept two apart. Gone, they are one."""
        one = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05", note="一事").commit()
        two = Page(f"{EDUCATION}局长陆怀谷，1970年生。", "2024-01-05")
        two.hold("陆怀谷", "局长", two.organisation(EDUCATION))
        two.say("BORN", valid_from="1970", valid_to="1970", person=two.person("陆怀谷"), date=two.value("1970年"))
        life = Page("陆怀谷，1955年生。", "2024-03-05")
        life.say("BORN", valid_from="1955", valid_to="1955", person=life.person("陆怀谷"), date=life.value("1955年"))
        for page in (life.commit(), one):
            store.put_document(page)
        store.put_judgement(Judgement(reference_of(life.commit(), "陆怀谷"), Verdict.IS, person_of(one), by="馆员甲"))
        store.put_document(two.commit())
        assert store.find_entity(person_of(one)).members == (person_of(one),)  # type: ignore[union-attr]
        store.retract(life.id, "error")
        entity = store.find_entity(person_of(one))
        assert entity is not None
        assert set(entity.members) == {person_of(one), person_of(two.commit())}

    def test_attachments_that_rested_on_it_are_gone_at_every_moment(self, store: Store) -> None:
        """A rule joined two because a statement of the document was, by a person's word, of one of them."""
        one = write_post("陆怀谷", "局长", WATER, "2024-01-05").commit()
        two = write_post("陆怀谷", "局长", EDUCATION, "2024-02-05").commit()
        post = Page(f"{EDUCATION}局长陆怀谷讲话。", "2024-01-09")
        post.hold("陆怀谷", "局长", post.organisation(EDUCATION))
        lost = post.commit()
        for commit in (one, lost):
            store.put_document(commit)
        store.put_judgement(Judgement(reference_of(lost, "陆怀谷"), Verdict.IS, person_of(one), by="馆员甲"))
        store.put_document(two)
        known = store.find_runs(two.document.id)[0].known_from
        assert len(store.find_entity(person_of(two), known).members) == 2  # type: ignore[union-attr]
        store.retract(lost.document.id, "error")
        for moment in ("", known):
            for commit in (one, two):
                entity = store.find_entity(person_of(commit), moment)
                assert entity is not None
                assert entity.members == (person_of(commit),)

    def test_merges_that_rested_on_it_are_gone_at_every_moment(self, store: Store) -> None:
        """Two people merged with a third of the document stand apart now and then; a merge of their own stays."""
        bodies = {"甲": EDUCATION, "乙": WATER, "丙": RENAMED, "丁": FINANCE}
        pages = [write_post(name, "局长", body, "2024-01-05") for name, body in bodies.items()]
        one, two, three, lost = (page.commit() for page in pages)
        for commit in (lost, one, two, three):
            store.put_document(commit)
        for left in (one, two):
            store.put_judgement(judge_same(person_of(lost), person_of(left)))
        own = store.put_judgement(judge_same(person_of(two), person_of(three)))
        last = store.put_judgement(Judgement(one.statements[0].id, Verdict.ACCEPTED, by="馆员甲"))
        assert len(store.find_entity(person_of(one), last.known_from).members) == 4  # type: ignore[union-attr]
        store.retract(lost.document.id, "source")
        for known in ("", last.known_from, own.known_from):
            for commit, members in ((one, {person_of(one)}), (two, {person_of(two), person_of(three)})):
                entity = store.find_entity(person_of(commit), known)
                assert entity is not None
                assert (entity.id, set(entity.members)) == (min(members), members)
                views = store.statements_about(entity.id, known=known)
                assert {view.document_id for view in views} <= {c.document.id for c in (one, two, three)}
                assert len(views) == len(members)
        before = store.put_judgement(Judgement(two.statements[0].id, Verdict.ACCEPTED, by="馆员甲")).known_from
        assert store.find_entity(person_of(lost), last.known_from) is None
        assert store.undo_judgement(own.id)
        assert len(store.find_entity(person_of(two)).members) == 1  # type: ignore[union-attr]
        assert len(store.find_entity(person_of(two), before).members) == 2  # type: ignore[union-attr]

    def test_earlier_moments_do_not_tell_it(self, store: Store) -> None:
        """Asked as of a moment when it was known, the store knows neither its statements nor its people."""
        kept = write_post("温如璧", "副局长", EDUCATION, "2024-01-05").commit()
        lost = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
        store.put_document(kept)
        alone = snapshot(store)
        store.put_document(lost)
        known = store.find_runs(lost.document.id)[0].known_from
        ids = sorted({entity.id for commit in (kept, lost) for entity in commit.entities})
        told = as_known(store, ids, known)
        assert told[person_of(lost)][0] is not None
        store.retract(lost.document.id, "source")
        after = as_known(store, ids, known)
        assert after[person_of(lost)] == (None, [], [], {}, [])
        assert after[person_of(kept)][:3] == (*told[person_of(kept)][:2], store.adjacent(person_of(kept)))
        assert lost.document.id not in repr(after)
        assert store.statements_in(lost.document.id, known) == []
        assert snapshot(store) == alone

    def test_whom_other_documents_mean_stays_under_their_name(self, store: Store) -> None:
        """A person's word leads another document to somebody it founded: the id stays, the name is the other's."""
        lost = write_post("鶺鴒山", "局长", EDUCATION, "2024-01-05").commit()
        other = Page("会上温如璧得“节水先锋”。", "2024-02-05")
        other.say("RECEIVED_AWARD", recipient=other.person("温如璧"), award=other.name(MentionKind.AWARD, "节水先锋"))
        kept = other.commit()
        store.put_document(lost)
        store.put_document(kept)
        word = store.put_judgement(
            Judgement(reference_of(kept, "温如璧"), Verdict.IS, person_of(lost), by="馆员甲", why="核对")
        )
        store.retract(lost.document.id, "error")
        entity = store.find_entity(person_of(lost))
        assert entity is not None
        assert (entity.id, entity.name, entity.names) == (person_of(lost), "温如璧", ("温如璧",))
        assert [match.entity.id for match in store.find_by_name("温如璧")] == [person_of(lost)]
        assert [view.predicate for view in store.statements_about(entity.id)] == ["RECEIVED_AWARD"]
        assert not is_there(store, "鶺鴒")
        assert store.undo_judgement(word.id)
        assert store.find_entity(person_of(lost)) is None
        assert NAMELESS not in read_raw(store)

    def test_a_name_is_written_as_those_write_it_who_are_left(self, store: Store) -> None:
        """The first spelling of an award shared by two documents goes with the document that wrote it so."""
        lost = write_award("陆怀谷", "局长", EDUCATION, "５Ｇ先锋", "2024-01-05").commit()
        kept = write_award("陆怀谷", "局长", WATER, "5G先锋", "2024-02-05").commit()
        store.put_document(lost)
        store.put_document(kept)
        assert entity_of(lost, "Award").id == entity_of(kept, "Award").id
        store.retract(lost.document.id, "error")
        entity = store.find_entity(entity_of(kept, "Award").id)
        assert entity is not None
        assert entity.name == "5G先锋"
        assert "５Ｇ" not in read_raw(store)

    def test_words_on_what_remains_remain(self, store: Store) -> None:
        """A merge, a refusal and a mark of others stand, and are undone as if the document had never been."""
        one, two = (write_post("陆怀谷", "局长", body, "2024-01-05").commit() for body in (EDUCATION, WATER))
        lost = write_post("陆怀谷", "局长", "浙江省沧澜县财政局", "2024-01-05").commit()
        for commit in (one, two):
            store.put_document(commit)
        alone = snapshot(store)
        store.put_document(lost)
        words = [
            store.put_judgement(judge_same(person_of(one), person_of(two))),
            store.put_judgement(Judgement(one.statements[0].id, Verdict.MISREAD, by="馆员甲", why="核对")),
        ]
        store.put_judgement(judge_different(person_of(one), person_of(lost)))
        store.retract(lost.document.id, "source")
        assert [word.judgement.id for word in store.words_of_people()] == [word.id for word in words]
        for word in words:
            assert store.undo_judgement(word.id)
        assert snapshot(store) == alone

    def test_tables_go_too(self, store: Store) -> None:
        """Households, services and what only the rows named are gone; the record an older table gave counts again."""
        older = write_log([Use("2024-01-03", "望槐社区", "助餐", "户甲", "2")], CODES)
        older.published = "2024-02-01"
        newer = write_log([Use("2024-01-03", "望槐社区", "助餐", "户鶺", "5")], CODES)
        newer.published = "2024-03-01"
        store.put_document(older.commit())
        alone = snapshot(store)
        store.put_document(newer.commit())
        store.put_document(write_register(["户鴒"], "望槐社区", CODES["望槐社区"], "鶺网格").commit())
        assert snapshot(store)["use"] != alone["use"]
        for page in (newer, write_register(["户鴒"], "望槐社区", CODES["望槐社区"], "鶺网格")):
            store.retract(page.id, "order")
        assert snapshot(store) == alone
        assert not any(is_there(store, word) for word in "鶺鴒")

    def test_a_table_row_that_links_nobody_goes(self, store: Store) -> None:
        """An organisation and a post of a table whose holder is nobody leave no entity behind."""
        page = Page("鶺鴒县水务局\t局长\t某人", media="table")
        page.say(
            "HOLDS_POST", data_class="PUB", post=page.post("局长"), org=page.organisation("鶺鴒县水务局"),
            person=page.name(MentionKind.PERSON_ANON, "某人"), status=Value("current"),
        )  # fmt: skip
        store.put_document(page.commit())
        store.retract(page.id, "order")
        assert dict(store.count().entities) == {}
        assert not is_there(store, "鶺鴒")

    def test_a_word_on_a_mention_that_no_reading_finds_goes(self, store: Store) -> None:
        """What somebody said of a mention that a newer reading lost is taken out with the document."""
        page = Page(f"{EDUCATION}局长陆怀谷到会，温如璧也在。", "2024-01-05")
        page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
        page.person("温如璧")
        commit = page.commit()
        store.put_document(commit)
        word = Judgement(reference_of(commit, "温如璧"), Verdict.IS, person_of(commit), by="馆员甲", why=CANARY)
        undone = replace(word, by="馆员乙")
        store.put_judgement(word)
        store.undo_judgement(store.put_judgement(undone).id)
        fewer = tuple(m for m in commit.mentions if m.mention.text != "温如璧")
        store.put_document(replace(commit, version=NEWER, mentions=fewer))
        assert is_there(store, CANARY)
        store.retract(commit.document.id, "error")
        assert not is_there(store, CANARY)
        assert store.words_of_people() == []

    def test_the_ledger_keeps_the_rows_of_others(self, store: Store) -> None:
        """Rows of its own id and of the file it came as go; those of other files and other lines stay."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        came = Arrival(commit.document.id, "丙.jsonl#3")
        store.put_document(replace(commit, arrivals=(*commit.arrivals, came)))
        name = commit.arrivals[0].path
        for item in (f"/一/{name}#", "/一/丙.jsonl#第 3 行", "/一/丙.jsonl#第 33 行", f"/一/又{name}#", "丁.txt#"):
            store.put_stage(Stage(item, "read", "failed", error="坏"))
        store.retract(commit.document.id, "unstated")
        assert {stage.item for stage in store.failures()} == {"/一/丙.jsonl#第 33 行", f"/一/又{name}#", "丁.txt#"}

    def test_a_document_is_found_by_what_pages_print_of_it(self, store: Store) -> None:
        """By its id, by twelve characters of it, by path and by url; fewer characters find nothing."""
        commit = write_post("陆怀谷", "局长", EDUCATION).commit()
        came = Arrival(commit.document.id, "甲.html", url="https://example.test/a")
        store.put_document(replace(commit, arrivals=(came,)))
        store.put_document(write_post("温如璧", "局长", WATER).commit())
        own = commit.document.id
        for words in (own, own[:12], own[:40], "甲.html", "https://example.test/a"):
            assert store.match_documents(words) == [own]
        for words in (own[:11], "", "乙.html", "陆怀谷", own + "0"):
            assert store.match_documents(words) == []
