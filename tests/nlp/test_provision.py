"""Which body offers a service."""

from __future__ import annotations

from nlp.statements.provision import find_provisions
from tests.nlp.stated import pairs, read


def test_the_subject_of_the_clause_provides_all_services_of_its_list() -> None:
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧为老人提供⟦SERVICE 代买药品⟧、⟦SERVICE 上门量血压⟧等服务。")
    assert pairs(found, "provider", "service") == [("白石桥社区", "代买药品"), ("白石桥社区", "上门量血压")]


def test_the_community_is_meant_at_the_end_of_a_chain_of_divisions() -> None:
    found = read(find_provisions, "近日，⟦PLACE 青芦县⟧⟦PLACE 河湾镇⟧⟦COMMUNITY 白石桥社区⟧推出⟦SERVICE 夜间门诊⟧。")
    assert pairs(found, "provider") == [("白石桥社区",)]


def test_partners_that_are_joined_to_the_subject_provide_too() -> None:
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧联合⟦ORG 青芦县中医院⟧为居民提供⟦SERVICE 健康义诊⟧。")
    assert set(pairs(found, "provider")) == {("白石桥社区",), ("青芦县中医院",)}


def test_a_sentence_without_subject_goes_on_with_the_one_before() -> None:
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧建起了驿站。每天提供⟦SERVICE 热饭配送⟧。")
    assert pairs(found, "provider") == [("白石桥社区",)]


def test_unnamed_staff_provide_under_their_own_words() -> None:
    found = read(find_provisions, "医护人员为行动不便者⟦SERVICE 上门换药⟧。")
    assert pairs(found, "provider", "service") == [("医护人员", "上门换药")]


def test_those_who_are_served_provide_nothing() -> None:
    """居民 enjoys the service of the community named before."""
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧开门迎客。居民可以享受⟦SERVICE 免费理发⟧。")
    assert pairs(found, "provider") == [("白石桥社区",)]


def test_a_service_without_any_body_gives_no_statement() -> None:
    assert read(find_provisions, "⟦SERVICE 免费理发⟧很受欢迎。") == []


def test_the_evidence_stays_in_the_sentence_of_the_service() -> None:
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧建起了驿站。每天提供⟦SERVICE 热饭配送⟧。")
    assert found[0].evidence.quote == "每天提供热饭配送"


def test_whoever_is_served_provides_nothing() -> None:
    """The old man for whom it is done, and whoever enjoys it, are no providers."""
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧为独居老人⟦PERSON 祁连海⟧提供⟦SERVICE 上门理发⟧。")
    assert pairs(found, "provider") == [("白石桥社区",)]
    found = read(find_provisions, "⟦COMMUNITY 白石桥社区⟧的⟦PERSON 祁连海⟧享受⟦SERVICE 助餐⟧。")
    assert ("祁连海",) not in pairs(found, "provider")
