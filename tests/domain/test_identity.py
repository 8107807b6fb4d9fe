"""Ids come from content: the same content gives the same id, and nothing that may change enters it."""

from __future__ import annotations

import inspect
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Arrival
from domain.entity import Entity
from domain.identifier import hash_bytes, hash_text, make_id
from domain.judgement import Judgement, Verdict
from domain.mention import Mention, MentionKind, Reference, ReferenceKind, imply, refer
from domain.statement import Evidence, Reading, Statement, Value, make_statement

TEXT = "云岫县教育局局长陆怀谷到会，陆怀谷讲话。"
DOCUMENT = hash_text(TEXT)
PARTS = st.lists(st.text(max_size=6), min_size=1, max_size=4)


def name(words: str, kind: MentionKind = MentionKind.PERSON, number: int = 0) -> Reference:
    """Return the reference that these words are."""
    start = TEXT.index(words)
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return refer(Mention(start, start + len(words), kind, words))


def statement(**changes: Reference | Value) -> Statement:
    """Return a statement that somebody holds a post."""
    arguments: dict[str, Reference | Value] = {
        "person": name("陆怀谷"), "post": name("局长", MentionKind.POST),
        "org": name("云岫县教育局", MentionKind.ORG), "status": Value("current"),
    }  # fmt: skip
    arguments.update(changes)
    return make_statement("HOLDS_POST", DOCUMENT, TEXT, 0, 11, **arguments)


def test_known_ids_do_not_drift() -> None:
    """These ids are in stores of users: a change here is a change of every store."""
    assert hash_text("云岫") == hash_bytes("云岫".encode())
    assert make_id("person", "a", 1) == "person-" + hash_text('["a",1]')[:32]
    assert Entity("Organisation", "云岫县教育局", "name:云岫县教育局").id == make_id(
        "organisation", "name:云岫县教育局"
    )


@given(PARTS, PARTS)
def test_different_parts_give_different_ids(one: list[str], two: list[str]) -> None:
    """Parts never run into each other: ("ab", "c") is not ("a", "bc")."""
    assert (make_id("x", *one) == make_id("x", *two)) == (one == two)


def test_statement_id_hashes_only_what_the_document_says() -> None:
    """The fields of a statement are predicate, arguments and evidence; no entity, extractor, confidence or clock."""
    assert {f.name for f in fields(Statement)} == {"predicate", "arguments", "evidence"}
    assert {f.name for f in fields(Evidence)} == {"document_id", "start", "end", "quote"}
    assert set(inspect.signature(make_statement).parameters) == {
        "predicate", "document_id", "text", "start", "end", "arguments",
    }  # fmt: skip
    assert {"extractor", "confidence", "known_from", "known_until", "valid_from"} <= {f.name for f in fields(Reading)}


def test_what_a_reference_is_led_back_to_changes_no_id() -> None:
    """Full name and official code are the reader's opinion of a mention, not its identity."""
    plain, opinion = name("陆怀谷"), replace(name("陆怀谷"), full_name="陆怀谷县长", code="632199")
    assert plain.id(DOCUMENT, "person") == opinion.id(DOCUMENT, "person")
    assert statement(person=plain).id == statement(person=opinion).id


def test_order_of_arguments_changes_no_id() -> None:
    """Roles are a set."""
    whole = statement()
    assert replace(whole, arguments=tuple(reversed(whole.arguments))).id == whole.id


@pytest.mark.parametrize(
    "other",
    [
        statement(person=name("陆怀谷", number=1)),
        statement(status=Value("former")),
        replace(statement(), predicate="MEMBER_OF"),
        replace(statement(), evidence=Evidence(DOCUMENT, 0, 12, TEXT[:12])),
        replace(statement(), evidence=Evidence("0" * 64, 0, 11, TEXT[:11])),
        statement(org=imply("云岫县教育局")),
        statement(person=name("陆怀谷", MentionKind.PERSON_ANON)),
    ],
    ids=["span", "value", "predicate", "evidence", "document", "literal", "kind"],
)
def test_what_a_document_says_changes_the_id(other: Statement) -> None:
    """Another span, value, predicate, evidence or document is another statement."""
    assert other.id != statement().id


def test_key_is_the_same_in_every_document_of_its_register() -> None:
    """A record key belongs to the register; a mention to its document; a literal to document and role."""
    key = Reference(ReferenceKind.KEY, "户甲", register="household")
    assert key.id("a", "household") == key.id("b", "grid")
    assert key.id("a", "household") != replace(key, register="case").id("a", "household")
    mention = name("陆怀谷")
    assert mention.id("a", "person") == mention.id("a", "speaker") != mention.id("b", "person")
    literal = imply("云岫县")
    assert literal.id("a", "org") != literal.id("a", "place")


def test_moment_of_access_is_no_part_of_an_arrival() -> None:
    """Fetching again adds nothing; another path or date does."""
    one = Arrival(DOCUMENT, "甲.txt", accessed="2024-01-01")
    assert one.id == replace(one, accessed="2024-02-02").id
    assert one.id != replace(one, path="乙.txt").id
    assert one.id != replace(one, published="2024-01-01").id


def test_entity_id_ignores_its_name() -> None:
    """Kind and founding reference found an entity; a namesake founded elsewhere is another."""
    one = Entity("Person", "陆怀谷", "doc:3:6")
    assert one.id == replace(one, name="陆淮谷", front_line=True).id
    assert one.id != replace(one, founding="doc:9:12").id
    assert one.id != replace(one, kind="Organisation").id


def test_judgement_on_a_pair_has_no_sides() -> None:
    """ "甲 is 乙" and "乙 is 甲" are one word; another person's, another verdict's or another ground's is not."""
    one = Judgement("person-a", Verdict.SAME, "person-b", by="馆员甲")
    assert one.id == Judgement("person-b", Verdict.SAME, "person-a", by="馆员甲", why="别的理由").id
    assert one.id == replace(one, known_from="2024", known_until="2025").id
    for other in (replace(one, by="馆员乙"), replace(one, verdict=Verdict.DIFFERENT), replace(one, ground="x")):
        assert one.id != other.id
    assert Judgement("a", Verdict.IS, "b").id != Judgement("b", Verdict.IS, "a").id
    assert Judgement("a", Verdict.SAME, "b", by="rule:x").is_rule
    assert not one.is_rule


def test_lone_surrogates_are_hashed_too() -> None:
    """A torn character of a broken file stops no hash."""
    assert len(hash_text("\ud800")) == 64
