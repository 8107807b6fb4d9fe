"""Namesakes: shared names in order, who is named beside whom, comparisons, previews that write nothing, exact undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest

from domain.errors import InputError, NameFitsSeveral, NotFound
from domain.identity import AGREES, CONTRADICTS, DIFFERS, UNKNOWN
from domain.judgement import Verdict
from domain.mention import imply
from domain.statement import Value
from graph import comparison
from graph.access import Access
from graph.audit import AuditLog
from graph.comparison import ABSTAIN, NO_MATCH, REASONS, SAME_WORDS
from graph.holding import gather_spells
from graph.identity_desk import MOST_PAIRS, IdentityDesk
from graph.policy import Reader
from graph.portrait import draw_portrait
from graph.store import Store
from tests.graph.commits import EDUCATION, FINANCE, WATER, Page, person_of, write_post
from tests.graph.snapshot import snapshot

DAY = "2024-01-05"
FAR = "浙江省沧澜县教育局"


def put(store: Store, *pages: Page) -> list[str]:
    """Store these pages; return the person of each."""
    for page in pages:
        store.put_document(page.commit())
    return [person_of(page.commit()) for page in pages]


def outcomes(desk: IdentityDesk, left: str, right: str) -> dict[str, str]:
    """Return how each feature of two people turned out."""
    return {feature.name: feature.outcome for feature in desk.compare(left, right).features}


class NamesakeContract:
    """Who may be who, and what a person says of it."""

    @pytest.fixture
    def desk(self, store: Store, tmp_path: Path) -> Iterator[IdentityDesk]:
        """The desk for who is who."""
        audit = AuditLog(tmp_path / "audit.db")
        yield Access(store, audit, Reader()).identity
        audit.close()

    def test_the_same_words_for_bodies_that_are_not_joined_are_no_difference(
        self, store: Store, desk: IdentityDesk
    ) -> None:
        """Two papers write 档案馆副馆长 and neither says of which place: not told apart, with the words of both."""
        left, right = put(
            store,
            write_post("陆怀谷", "副馆长", "档案馆", DAY),
            write_post("陆怀谷", "副馆长", "档案馆", "2015-03-01", note="旧闻"),
        )
        told = desk.compare(left, right)
        features = {feature.name: feature for feature in told.features}
        for name, words in (("post", ("档案馆副馆长",)), ("organisation", ("档案馆",))):
            feature = features[name]
            assert (feature.outcome, feature.left, feature.right) == (UNKNOWN, words, words)
            assert feature.left_evidence
            assert feature.right_evidence
        assert (told.verdict, told.reasons) == (ABSTAIN, (SAME_WORDS,))

    def test_two_places_of_one_name_differ_and_show_their_codes(self, store: Store, desk: IdentityDesk) -> None:
        """鼓楼区 of Nanjing is not 鼓楼区 of Fuzhou: what is compared is the code, so it is shown."""
        left, right = put(
            store, write_post("陆怀谷", "副馆长", "江苏省南京市鼓楼区档案馆", DAY),
            write_post("陆怀谷", "副馆长", "福建省福州市鼓楼区档案馆", "2015-03-01"),
        )  # fmt: skip
        (place,) = [feature for feature in desk.compare(left, right).features if feature.name == "place"]
        assert (place.outcome, place.left == place.right) == (DIFFERS, False)
        assert all("鼓楼区（" in words for words in (*place.left, *place.right))

    def test_names_are_shared_by_several_people_only(self, store: Store) -> None:
        """In order of the name, a page at a time; front-line people and single bearers are not among them."""
        put(
            store, write_post("温如璧", "局长", EDUCATION, DAY), write_post("温如璧", "科长", WATER, DAY),
            write_post("陆怀谷", "局长", EDUCATION, "2010-01-05"),
            write_post("陆怀谷", "局长", EDUCATION, DAY, note="一事"),
            write_post("陆怀谷", "局长", FINANCE, DAY), write_post("白砚秋", "局长", WATER, DAY),
            write_post("乔网格", "网格员", "望槐社区", DAY), write_post("乔网格", "网格员", "听雨社区", DAY),
        )  # fmt: skip
        found = store.find_shared_names()
        assert [(one.name, len(one.entity_ids)) for one in found] == [("温如璧", 2), ("陆怀谷", 3)]
        assert all(list(one.entity_ids) == sorted(one.entity_ids) for one in found)
        assert [one.name for one in store.find_shared_names(limit=1)] == ["温如璧"]
        assert [one.name for one in store.find_shared_names("温如璧")] == ["陆怀谷"]
        assert store.find_shared_names("陆怀谷") == []

    def test_companions_stand_in_statements_of_the_same_document(self, store: Store) -> None:
        """Others of one text, not of another; each asked person has an answer."""
        page = Page(f"{EDUCATION}局长陆怀谷和副局长温如璧到会。", DAY)
        body = page.organisation(EDUCATION)
        page.hold("陆怀谷", "局长", body)
        page.say("HOLDS_POST", person=page.person("温如璧"), post=page.post("副局长"), org=body)
        put(store, page)
        (alone,) = put(store, write_post("白砚秋", "局长", WATER, DAY))
        one, other = person_of(page.commit(), "陆怀谷"), person_of(page.commit(), "温如璧")
        assert store.find_companions([one, other, alone]) == {one: [other], other: [one], alone: []}

    def test_what_agrees_and_what_only_differs(self, store: Store, desk: IdentityDesk) -> None:
        """One bureau and two posts agree in the organisation and wait, with the sentence of each side."""
        left, right = put(
            store,
            write_post("陆怀谷", "局长", EDUCATION, DAY),
            write_post("陆怀谷", "副局长", EDUCATION, "2019-01-05"),
        )
        compared = desk.compare(left, right)
        assert (compared.verdict, bool(compared.reasons)) == (ABSTAIN, True)
        by_name = {feature.name: feature for feature in compared.features}
        assert (by_name["organisation"].outcome, by_name["post"].outcome) == (AGREES, DIFFERS)
        for cited in (*by_name["organisation"].left_evidence, *by_name["organisation"].right_evidence):
            document = store.find_document(cited.document)
            assert document is not None
            assert cited.quote == document.document.text[cited.start : cited.end]

    def test_birth_gender_and_distant_posts_exclude(self, store: Store, desk: IdentityDesk) -> None:
        """Each alone makes no match, and says so."""
        pages = []
        for number, (born, gender) in enumerate((("1970-03", "male"), ("1985-06", "male"), ("1970", "female"))):
            page = Page(f"陆怀谷，{born}生，现任{(EDUCATION, WATER, FAR)[number]}副局长。", DAY)
            page.say("BORN", person=page.person("陆怀谷"), date=page.value(born), valid_from=born)
            page.say("GENDER", person=page.person("陆怀谷"), gender=Value(gender))
            page.hold("陆怀谷", "副局长", page.organisation((EDUCATION, WATER, FAR)[number]))
            pages.append(page)
        one, two, three = put(store, *pages)
        assert outcomes(desk, one, two)["birth"] == CONTRADICTS
        assert desk.compare(one, two).verdict == NO_MATCH
        assert (outcomes(desk, one, three)["birth"], outcomes(desk, one, three)["gender"]) == (AGREES, CONTRADICTS)
        left, right = put(
            store,
            write_post("温如璧", "局长", EDUCATION, DAY, valid_from="2020-01", valid_to="2023-12"),
            write_post("温如璧", "局长", FAR, DAY, valid_from="2021-03", valid_to="2022-06"),
        )
        assert outcomes(desk, left, right)["at_once"] == CONTRADICTS
        (moved,) = put(store, write_post("温如璧", "科长", FAR, DAY, valid_from="2024-01", note="一事"))
        assert "at_once" not in outcomes(desk, left, moved)

    def test_a_preview_writes_nothing_and_shows_both(self, store: Store, desk: IdentityDesk) -> None:
        """The portrait of both with all posts; the store is as before."""
        left, right = put(
            store,
            write_post("陆怀谷", "局长", EDUCATION, DAY),
            write_post("陆怀谷", "局长", WATER, "2019-01-05"),
        )
        before = snapshot(store)
        preview = desk.preview(left, right)
        assert snapshot(store) == before
        assert sorted(post.organisation for post in preview.portrait.posts) == sorted((EDUCATION, WATER))
        assert set(preview.portrait.members) == {left, right}
        desk.judge(left, right, Verdict.SAME, "馆员甲", "履历可证")
        merged = store.find_entity(left)
        assert merged is not None
        assert draw_portrait(store, merged, "", "", desk.today()).posts == preview.portrait.posts

    def test_different_sticks_and_undo_is_exact(self, store: Store, desk: IdentityDesk) -> None:
        """What somebody parted stays apart when more is read, and taking it back leaves no trace."""
        left, right = put(
            store, write_post("陆怀谷", "局长", EDUCATION, DAY),
            write_post("陆怀谷", "局长", EDUCATION, "2024-06-05", note="一事"),
        )  # fmt: skip
        before = snapshot(store)
        said = desk.judge(left, right, Verdict.DIFFERENT, "馆员甲", "两人同名同职")
        assert desk.compare(left, right).verdict == NO_MATCH
        put(store, write_post("陆怀谷", "局长", EDUCATION, "2024-03-05", note="二事"))
        assert store.find_entity(left) != store.find_entity(right)
        store.put_document(Page(write_post("陆怀谷", "局长", EDUCATION, "2024-03-05", note="二事").text).commit("away"))
        assert desk.undo(said.id).verdict == "different"
        assert snapshot(store)["portraits"] == before["portraits"]
        with pytest.raises(NotFound):
            desk.undo(said.id)

    def test_the_queue_holds_what_nobody_decided(self, store: Store, desk: IdentityDesk) -> None:
        """Judged and excluded pairs leave it; a page ends with the name to go on after."""
        ids = put(
            store, write_post("温如璧", "局长", EDUCATION, DAY), write_post("温如璧", "科长", WATER, DAY),
            write_post("陆怀谷", "局长", EDUCATION, DAY), write_post("陆怀谷", "科长", WATER, DAY),
        )  # fmt: skip
        pages, after = desk.waiting(limit=1)
        assert ([page.name for page in pages], after) == (["温如璧"], "温如璧")
        pages, after = desk.waiting(after, limit=5)
        assert ([page.name for page in pages], after) == (["陆怀谷"], "")
        desk.judge(ids[2], ids[3], Verdict.UNSURE, "馆员甲", "看不出")
        assert [page.name for page in desk.waiting()[0]] == ["温如璧"]
        desk.judge(ids[0], ids[1], Verdict.SAME, "馆员甲", "履历可证")
        assert desk.waiting() == ([], "")
        page = desk.same_name("温如璧")
        assert ([one.id for one in page.candidates], page.comparisons) == ([min(ids[:2])], ())
        assert [ruling.by for ruling in page.attached] == ["馆员甲"]

    def test_a_name_that_many_bear_fills_a_page_alone(
        self, store: Store, desk: IdentityDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A page ends once it has compared so many pairs, and what one person held is worked out once."""
        bearers, fewer = 26, 3
        for name, number in (("丁怀谷", bearers), ("温如璧", fewer), ("司徒砚", 2)):
            for one in range(number):
                put(store, write_post(name, "科长", f"青海省云岫县第{'甲乙丙丁戊己庚辛壬癸'[one % 10]}{one}中心", DAY))
        gather = Mock(side_effect=gather_spells)
        monkeypatch.setattr(comparison, "gather_spells", gather)
        seen, after, pages = [], "", 0
        while pages == 0 or after:
            found, after = desk.waiting(after, limit=50)
            seen += [(page.name, len(page.candidates), len(page.comparisons), page.left_out) for page in found]
            pages += 1
        crowded = ("丁怀谷", bearers, MOST_PAIRS, bearers * (bearers - 1) // 2 - MOST_PAIRS)
        assert seen == sorted([("司徒砚", 2, 1, 0), crowded, ("温如璧", fewer, 3, 0)])
        assert pages == 2
        assert gather.call_count == bearers + fewer + 2
        whole = desk.same_name("丁怀谷")
        assert (len(whole.candidates), len(whole.comparisons), whole.left_out) == crowded[1:]

    def test_what_a_rule_joined_shows_the_words_of_both_sides(self, store: Store, desk: IdentityDesk) -> None:
        """Whoever doubts it sees which sentences were taken for one person's; "not the same" parts them again."""
        one, other = put(
            store, write_post("温如璧", "局长", EDUCATION, DAY),
            write_post("温如璧", "局长", EDUCATION, "2024-02-05", note="一事"),
        )  # fmt: skip
        (ruling,) = desk.same_name("温如璧").attached
        assert ruling.by.startswith("rule:")
        quotes = {cited.statement: cited.quote for cited in (*ruling.left_evidence, *ruling.right_evidence)}
        assert len(quotes) == 2
        assert [len(ruling.left_evidence), len(ruling.right_evidence)] == [1, 1]
        assert {ruling.left, ruling.right} == {one, other}
        longer = ruling.left_evidence if ruling.left == other else ruling.right_evidence
        assert "一事" in longer[0].quote
        desk.judge(ruling.left, ruling.right, Verdict.DIFFERENT, "馆员甲", "两位")
        page = desk.same_name("温如璧")
        assert (len(page.candidates), page.attached) == (2, ())

    def test_a_judgement_needs_two_people_a_name_and_a_reason(self, store: Store, desk: IdentityDesk) -> None:
        """Strangers, institutions as people, one person twice, no author, no reason and a rule's name are refused."""
        left, right = put(
            store,
            write_post("陆怀谷", "局长", EDUCATION, DAY),
            write_post("陆怀谷", "科长", WATER, DAY),
        )
        with pytest.raises(NotFound):
            desk.compare(left, "person-" + "0" * 32)
        for by, why in (("", "理由"), ("馆员甲", " "), ("rule:x", "理由")):
            with pytest.raises(InputError):
                desk.judge(left, right, Verdict.SAME, by, why)
        with pytest.raises(InputError):
            desk.judge(left, left, Verdict.SAME, "馆员甲", "理由")
        with pytest.raises(InputError):
            desk.judge(left, right, Verdict.MISREAD, "馆员甲", "理由")
        desk.judge(left, right, Verdict.SAME, "馆员甲", "同一人")
        for again in (desk.compare, desk.preview):
            with pytest.raises(InputError):
                again(left, right)

    def test_a_former_name_leads_to_its_bearer_and_joins_nobody(self, store: Store, tmp_path: Path) -> None:
        """Who has the name comes first, then who had it; both are compared, and nothing of it outlives the document."""
        page = Page("陆怀谷，曾用名陆卫东，现任青海省云岫县水务局局长", published=DAY)
        page.hold("陆怀谷", "局长", page.organisation(WATER))
        said = {"person": page.person("陆怀谷"), "name": imply("陆卫东"), "kind": Value("previous")}
        page.say("NAMED", "陆怀谷，曾用名陆卫东", **said)
        bearer, other = put(store, page, write_post("陆卫东", "副局长", WATER, "2015-03-01"))
        audit = AuditLog(tmp_path / "audit-names.db")
        desk = Access(store, audit, Reader(), lambda: date(2024, 2, 1))
        found = [(one.name, one.matched_by) for one in desk.search("陆卫东")]
        assert found == [("陆卫东", "exact"), ("陆怀谷", "former_name")]
        assert [one.matched_by for one in desk.search("陆卫东同志")] == ["exact", "former_name"]
        assert desk.search("陆卫") == desk.search("陆卫", ["Person"])
        assert [one.name for one in desk.search("陆卫")] == ["陆卫东"]
        assert desk.search("陆卫东", ["FormerName"]) == []
        with pytest.raises(NameFitsSeveral):
            desk.choose("陆卫东")
        (told,) = desk.portrait(desk.choose(entity_id=bearer)).life.names
        assert (told["name"], told["kind"]) == ("陆卫东", "previous")
        comparison = desk.identity.compare(bearer, other)
        (feature,) = [one for one in comparison.features if one.name == "former_name"]
        assert (feature.outcome, comparison.verdict) == (AGREES, ABSTAIN)
        assert [c.quote for c in (*feature.left_evidence, *feature.right_evidence)] == ["陆怀谷，曾用名陆卫东"]
        assert comparison.reasons == (REASONS["former_name"],)
        assert {one.id for one in desk.identity.same_name("陆卫东").candidates} == {bearer, other}
        for one in (bearer, other):
            assert {c.id for c in desk.identity.namesakes(desk.choose(entity_id=one)).candidates} == {bearer, other}
        assert {edge.predicate for edge, _ in desk.adjacent(desk.choose(entity_id=bearer))} == {"HOLDS_POST"}
        again = Page("陆云山，曾用名陆卫东，现任浙江省沧澜县财政局局长", published=DAY)
        again.hold("陆云山", "局长", again.organisation(FINANCE))
        said = {"person": again.person("陆云山"), "name": imply("陆卫东"), "kind": Value("previous")}
        again.say("NAMED", "陆云山，曾用名陆卫东", **said)
        (third,) = put(store, again)
        ends = desk.choose(entity_id=bearer), desk.choose(entity_id=third)
        assert not desk.paths(*ends).paths
        assert [one.name for one in desk.search("陆卫东")] == ["陆卫东", "陆云山", "陆怀谷"]
        store.retract(again.id, "error")
        misread = desk.correct(page.statements[1].id, Verdict.MISREAD, "并无此名")
        assert [one.matched_by for one in desk.search("陆卫东")] == ["exact"]
        desk.undo(misread.id)
        assert len(desk.search("陆卫东")) == 2
        store.retract(page.id, "error")
        assert [one.matched_by for one in desk.search("陆卫东")] == ["exact"]
        assert store.find_by_name("陆卫东", ("FormerName",)) == []
        audit.close()
