"""The closed words of the record as people read them: states of a post, marks on a line, kinds of values."""

from __future__ import annotations

from collections.abc import Iterable

from domain.ontology.catalogue import (
    KindSpec,
    PredicateSpec,
    RoleSpec,
    WordSpec,
    load_kinds,
    load_predicates,
    load_words,
)
from qunxiang.language import language_code, say


def label_of(spec: KindSpec | PredicateSpec | RoleSpec | WordSpec) -> str:
    """Return the label in the reader's language."""
    return spec.label(language_code())


def name_kind(kind: str) -> str:
    """Return what a kind of entity is called."""
    return label_of(load_kinds()[kind])


def name_status(status: str) -> str:
    """Return how a post is held; a word that is not listed is shown as it stands."""
    return _name(_words_of("HOLDS_POST", "status"), status)


def name_nature(nature: str) -> str:
    """Return in what form a post is held; the ordinary form needs no word."""
    return "" if nature in ("full", "primary") else _name(_words_of("HOLDS_POST", "nature"), nature)


def name_match(matched_by: str) -> str:
    """Return how a name was found."""
    return _name(load_words()["matched_by"], matched_by)


def name_mark(verdict: str) -> str:
    """Return what a judgement says of a line."""
    return _name(load_words()["verdict"], verdict)


def name_source_kind(kind: str) -> str:
    """Return what a source is."""
    return _name(load_words()["source_kind"], kind)


def name_every(every: str) -> str:
    """Return how often a source comes."""
    return _name(load_words()["every"], every)


def name_freshness(state: str) -> str:
    """Return whether a source came when it should have."""
    return _name(load_words()["freshness"], state)


def name_count(count: str) -> str:
    """Return what a run of a source is counted by."""
    return _name(load_words()["count"], count)


def name_predicate(predicate: str) -> str:
    """Return what a statement says; a predicate that is not listed is shown as it stands."""
    spec = load_predicates().get(predicate)
    return label_of(spec) if spec else predicate


def name_value(value: str) -> str:
    """Return a word of a closed list of the ontology, where a role takes no other."""
    return _name((word for spec in load_predicates().values() for role in spec.roles for word in role.words), value)


def _words_of(predicate: str, role: str) -> tuple[WordSpec, ...]:
    spec = load_predicates()[predicate].find_role(role)
    return spec.words if spec else ()


def _name(words: Iterable[WordSpec], name: str) -> str:
    return next((label_of(word) for word in words if word.name == name), name)


def name_drop(reason: str) -> str:
    """Return why a statement was not admitted."""
    return {
        "byline": say("署名（只作文章信息）"),
        "private person": say("私人的生平"),
        "minor": say("未成年人"),
        "residence": say("私人住处"),
        "adverse": say("非主管机关发布的负面说法"),
        "forbidden": say("不得保存的内容"),
        "hidden": say("含隐藏或倒序字符"),
    }.get(reason, reason)
