"""Reads the ontology and checks statements against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from domain.errors import OntologyError
from domain.mention import Reference
from domain.statement import Statement


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of entity."""

    name: str
    plane: str
    labels: tuple[tuple[str, str], ...]

    def label(self, language: str = "zh") -> str:
        return dict(self.labels)[language]


@dataclass(frozen=True, slots=True)
class WordSpec:
    """One word of a closed list: what the record holds, and what people read."""

    name: str
    labels: tuple[tuple[str, str], ...]

    def label(self, language: str = "zh") -> str:
        return dict(self.labels)[language]


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """One role of a predicate: entity kinds it may stand for, or the value it takes."""

    name: str
    required: bool
    kinds: frozenset[str]
    value: str
    words: tuple[WordSpec, ...]
    labels: tuple[tuple[str, str], ...]

    @property
    def one_of(self) -> frozenset[str]:
        """The words it takes, none where it takes others."""
        return frozenset(word.name for word in self.words)

    def label(self, language: str = "zh") -> str:
        return dict(self.labels)[language]


@dataclass(frozen=True, slots=True)
class PredicateSpec:
    """One predicate with its roles, data class and labels."""

    name: str
    data_class: str
    roles: tuple[RoleSpec, ...]
    labels: tuple[tuple[str, str], ...]

    def label(self, language: str = "zh") -> str:
        return dict(self.labels)[language]

    def find_role(self, name: str) -> RoleSpec | None:
        return next((role for role in self.roles if role.name == name), None)


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("domain.ontology").joinpath(name).read_text("utf-8"))
    return loaded


def _read_words(table: dict[str, dict[str, str]]) -> tuple[WordSpec, ...]:
    return tuple(WordSpec(name, tuple(labels.items())) for name, labels in table.items())


def _read_role(name: str, spec: dict[str, Any]) -> RoleSpec:
    return RoleSpec(
        name,
        bool(spec.get("required")),
        frozenset(spec.get("entity", ())),
        spec.get("value", ""),
        _read_words(spec.get("one_of", {})),
        tuple(spec["label"].items()),
    )


@cache
def load_kinds() -> dict[str, KindSpec]:
    """Return the kinds of entities by name."""
    return {
        name: KindSpec(name, spec["plane"], tuple(spec["label"].items()))
        for name, spec in _load("entities.yaml").items()
    }


@cache
def load_predicates() -> dict[str, PredicateSpec]:
    """Return the predicates by name."""
    return {
        name: PredicateSpec(
            name,
            spec["data_class"],
            tuple(_read_role(role, role_spec) for role, role_spec in spec["roles"].items()),
            tuple(spec["label"].items()),
        )
        for name, spec in _load("predicates.yaml").items()
    }


@cache
def load_words() -> dict[str, tuple[WordSpec, ...]]:
    """Return the closed words that are no value of a role, by list (words.yaml)."""
    return {name: _read_words(table) for name, table in _load("words.yaml").items()}


def get_predicate(name: str) -> PredicateSpec:
    """Return the predicate; raises OntologyError when it is not in the closed list."""
    try:
        return load_predicates()[name]
    except KeyError:
        raise OntologyError(f"no predicate {name}") from None


def check_statement(statement: Statement) -> None:
    """Refuse a statement with an unknown role, a missing required one, or a word outside a closed list."""
    spec = get_predicate(statement.predicate)
    given = dict(statement.arguments)
    for name, argument in given.items():
        role = spec.find_role(name)
        if role is None:
            raise OntologyError(f"{spec.name} has no role {name}")
        if role.one_of and argument.text not in role.one_of:
            raise OntologyError(f"{spec.name}.{name}: {argument.text!r} is not one of {sorted(role.one_of)}")
        if isinstance(argument, Reference) and not role.kinds:
            raise OntologyError(f"{spec.name}.{name} takes a value, not a reference")
        if not isinstance(argument, Reference) and role.kinds and "value" not in role.kinds:
            raise OntologyError(f"{spec.name}.{name} takes a reference, not a value")
    missing = [role.name for role in spec.roles if role.required and role.name not in given]
    if missing:
        raise OntologyError(f"{spec.name}: no {', '.join(missing)}")
