"""A statement is refused unless its quote is the text, to the character, and it fits the ontology."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import Article
from domain.errors import EvidenceError, OntologyError
from domain.identifier import hash_text
from domain.judgement import ON_STATEMENTS
from domain.mention import Mention, MentionKind, Reference, refer
from domain.ontology.catalogue import check_statement, get_predicate, load_kinds, load_predicates, load_words
from domain.plain import to_json, to_plain
from domain.statement import Argument, Evidence, Statement, Value, check_evidence, make_statement

TEXT = "云岫县教育局局长陆怀谷到会。"
DOCUMENT = hash_text(TEXT)


def reference(words: str, kind: MentionKind = MentionKind.PERSON) -> Reference:
    """Return the reference that these words are."""
    start = TEXT.index(words)
    return refer(Mention(start, start + len(words), kind, words))


def hold(**changes: Argument | None) -> Statement:
    """Return a statement that fits; `changes` add, replace or leave out roles."""
    arguments: dict[str, Argument | None] = {
        "person": reference("陆怀谷"), "post": reference("局长", MentionKind.POST), "status": Value("current"),
    }  # fmt: skip
    return make_statement("HOLDS_POST", DOCUMENT, TEXT, 0, 11, **(arguments | changes))


def test_a_cut_quote_is_accepted() -> None:
    """make_statement cuts the quote from the text, so it always stands there."""
    check_evidence(hold(), DOCUMENT, TEXT)
    assert hold().evidence.quote == TEXT[0:11]
    assert hold(org=None).find("org") is None


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(DOCUMENT, 0, 11, TEXT[:10] + "　"),
        Evidence(DOCUMENT, 1, 12, TEXT[:11]),
        Evidence(DOCUMENT, 5, 5, ""),
        Evidence(DOCUMENT, 9, 3, TEXT[3:9]),
        Evidence(DOCUMENT, -3, 2, TEXT[-3:]),
        Evidence(DOCUMENT, 0, len(TEXT) + 1, TEXT),
        Evidence("0" * 64, 0, 11, TEXT[:11]),
        Evidence(DOCUMENT, 0, 11, TEXT[:11] + "\n"),
    ],
    ids=["width", "shifted", "empty", "backwards", "negative", "beyond", "document", "longer"],
)
def test_evidence_that_is_not_the_text_is_refused(evidence: Evidence) -> None:
    """Any quote that is not text[start:end] of this document is refused."""
    with pytest.raises(EvidenceError):
        check_evidence(replace(hold(), evidence=evidence), DOCUMENT, TEXT)


def test_argument_that_is_not_the_text_is_refused() -> None:
    """An argument with a span must be the text there."""
    with pytest.raises(EvidenceError, match="person"):
        check_evidence(hold(person=replace(reference("陆怀谷"), text="陆淮谷")), DOCUMENT, TEXT)
    with pytest.raises(EvidenceError, match="since"):
        check_evidence(hold(since=Value("到会。", 0, 3)), DOCUMENT, TEXT)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.text(max_size=4))
def test_only_the_text_itself_is_evidence(start: int, end: int, quote: str) -> None:
    """For every span: accepted exactly when it is not empty and the quote is the text there."""
    statement = replace(hold(), evidence=Evidence(DOCUMENT, start, end, quote))
    if start < end and TEXT[start:end] == quote:
        check_evidence(statement, DOCUMENT, TEXT)
    else:
        with pytest.raises(EvidenceError):
            check_evidence(statement, DOCUMENT, TEXT)


def test_a_statement_that_fits_is_accepted() -> None:
    """Required roles, closed words and references where they belong."""
    check_statement(hold())
    check_statement(hold(org=reference("云岫县教育局", MentionKind.ORG)))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (replace(hold(), predicate="TRUSTS"), "no predicate TRUSTS"),
        (hold(loyalty=Value("高")), "no role loyalty"),
        (hold(status=Value("popular")), "not one of"),
        (hold(status=reference("到会", MentionKind.POST)), "not one of|takes a value"),
        (hold(person=Value("陆怀谷")), "takes a reference"),
        (hold(person=None), "no person"),
        (hold(post=None), "no post"),
    ],
    ids=["predicate", "role", "word", "reference for a word", "value for a person", "no person", "no post"],
)
def test_a_statement_that_does_not_fit_is_refused(statement: Statement, words: str) -> None:
    """Unknown predicates, unknown roles, words outside a closed list and missing roles are refused."""
    with pytest.raises(OntologyError, match=words):
        check_statement(statement)


def test_values_stand_where_the_list_allows_them() -> None:
    """A speaker may be words that are nobody; a holder may not."""
    check_statement(make_statement("SPOKE", DOCUMENT, TEXT, 0, 3, speaker=Value("云岫县", 0, 3)))
    with pytest.raises(OntologyError):
        check_statement(make_statement("BORN", DOCUMENT, TEXT, 0, 3, person=Value("云岫县"), date=Value("1980")))


def test_ontology_is_whole() -> None:
    """Every role stands for known kinds, a value or a closed word; all labels are in two languages."""
    kinds = set(load_kinds()) | {"value"}
    for spec in load_predicates().values():
        assert spec.data_class in {"REF", "PUB", "PER", "CASE", "STAT"}, spec.name
        for role in spec.roles:
            assert role.kinds <= kinds, (spec.name, role.name)
            assert bool(role.kinds) + bool(role.value) + bool(role.one_of) == 1, (spec.name, role.name)
            assert role.label("zh")
            assert role.label("en")
        assert spec.label("zh")
        assert spec.label("en")
    assert {kind.plane for kind in load_kinds().values()} == {"record", "service"}
    assert get_predicate("HOLDS_POST").label("en") == "holds post"


def test_a_closed_word_has_one_label_in_each_language() -> None:
    """The same word is called the same in every role, and no two words of a list are called alike."""
    roles = [role for spec in load_predicates().values() for role in spec.roles if role.words]
    lists = [*(role.words for role in roles), *load_words().values()]
    called: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for words in lists:
        for language in ("zh", "en"):
            assert len({word.label(language) for word in words}) == len(words), words
        for word in words:
            called.setdefault(word.name, set()).add(word.labels)
    assert {name: labels for name, labels in called.items() if len(labels) > 1} == {}
    assert {word.name for word in load_words()["verdict"]} == {*map(str, ON_STATEMENTS), "waiting"}


def test_article_covers_its_segments_and_heads_only() -> None:
    """What lies between two segments belongs to another article."""
    article = Article("题", "文", ((10, 20), (30, 40)), (2, 5), (6, 8))
    assert (article.start, article.end) == (2, 40)
    assert [article.covers(n) for n in (1, 2, 5, 6, 10, 19, 20, 29, 30, 40)] == [
        False, True, False, True, True, True, False, False, True, False,
    ]  # fmt: skip


def test_plain_json_is_readable_and_repeatable() -> None:
    """Dataclasses become dicts under their field names, Chinese stays readable, equal values give equal bytes."""
    assert to_plain(Value("云岫", 0, 2)) == {"text": "云岫", "start": 0, "end": 2}
    assert to_json(hold()) == to_json(hold())
    assert "云岫县" in to_json(hold())
    assert to_plain({"a": (MentionKind.ORG, {1})}) == {"a": ["ORG", [1]]}
